import { FILES } from '../../policy/for-few.ts';
import { type Given, text } from '../../policy/given-answers.ts';
import { knowingSpeaker } from '../../policy/readers.ts';
import type { ReportFacts, Situation } from '../../policy/situation.ts';
import { listed } from '../../text/listed.ts';
import { memberNames } from '../questions.ts';
import { type Addition, people } from './addition.ts';
import { addFiles } from './files.ts';
import { type ReportQuestion, text as says } from './playbook-question.ts';

const VALUE = 'follow-up';
const ASKED = ['account', FILES];
/** What the others read of somebody whom they do not know, where nobody wrote anything else for them. */
const KNOWN_TO_FEWER = 'They said more, which is known to fewer.';

/** Something more that somebody said later. */
export const FOLLOW_UP: Addition = {
  value: VALUE,
  choice: () => ({
    value: VALUE,
    label: 'Something said later about what happened. It changes nothing else',
  }),
  saidBy: { choices: people, isRequired: false },
  asks: (question) => {
    if (question.id === 'received-at') return saidAt(question);
    if (ASKED.includes(question.id)) return { ...question, when: () => true };
    if (question.id !== 'summary') return undefined;
    return {
      ...question,
      required: false,
      when: ({ from }, facts) => knowingSpeaker(text(from), facts) !== undefined,
      before: ({ from }, facts) => staysWith(text(from) ?? '', facts),
    };
  },
  write: (draft, given, situation) => {
    const [from, receivedAt] = [text(given.from), text(given['received-at']) ?? ''];
    const [words, few] = [text(given.account) ?? '', knowingSpeaker(from, situation)];
    if (few === undefined) draft.add({ kind: VALUE, text: words, receivedAt, from });
    else {
      const forOthers = text(given.summary) ?? KNOWN_TO_FEWER;
      draft.add(
        { kind: VALUE, text: forOthers, receivedAt, from, to: [...few] },
        { to: few, fields: { text: words } },
      );
    }
    // Of somebody whom few know, a picture would tell who it is.
    addFiles(draft, given, situation, { from, receivedAt, few: few ?? perhapsTheirs(given, situation) });
  },
};

/** It is no report that reaches anybody: what counts is when they said it. */
function saidAt(question: ReportQuestion): ReportQuestion {
  return {
    ...question,
    when: () => true,
    wordedAs: (_answers, { playbook }) => {
      const { ask, label, hint } = playbook.questions['said-at'];
      return { ask, label, ...(hint !== undefined && { hint }) };
    },
    check: (answer, answers, facts) =>
      question.check?.(answer, answers, facts) === undefined
        ? undefined
        : 'is still to come; it is when they said it that counts',
    after: () => [],
  };
}

/** With whom it stays, and what the others read. */
function staysWith(from: string, facts: ReportFacts) {
  const who = listed(memberNames(knowingSpeaker(from, facts) ?? [], facts));
  return [
    says(
      `Who ${from} is, is known to few. What they said, and files that come with it, stay with ${who}. The others read that ${from} said something, and when. You can write what they are to know of it; if you pass this over, they read: “${KNOWN_TO_FEWER}”`,
    ),
  ];
}

/** Where a mail does not say whose it is, and somebody is known to few, it may be theirs. */
function perhapsTheirs({ from }: Given, { incident, intake, me }: Situation): readonly string[] | undefined {
  const isUnsaid = text(from) === undefined && intake !== undefined;
  return isUnsaid && incident.people.some(({ knownTo }) => knownTo !== undefined) ? [me] : undefined;
}
