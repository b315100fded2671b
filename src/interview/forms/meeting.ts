import { ACTION_KEYS } from '../../policy/actions.ts';
import { decidesUnheard, isHeard, isTold } from '../../policy/heard.ts';
import { accusedIn, isNameOfParty, isParty } from '../../policy/involved.ts';
import type { Playbook } from '../../policy/playbook.ts';
import type { Situation } from '../../policy/situation.ts';
import type { Answers, Choice, Form } from '../question.ts';
import {
  asker,
  choicesIn,
  LINE,
  LIST,
  membersOf,
  notEmpty,
  type StepQuestion,
  TEXT,
  WHEN_IT_IS_DUE,
  WHEN_IT_WAS,
} from './step.ts';

/** How many of the things to do the printed form shows. */
const PRINTED = 2;

/** What `coc meeting` asks, in the order of the meeting. */
export function meetingForm(playbook: Playbook): Form<Situation> {
  const ask = asker(playbook, 'meeting');
  const isUntold = (_answers: Answers, { incident }: Situation): boolean =>
    accusedIn(incident).some(({ ref }) => !isTold(ref, incident));
  const isUnheard = (_answers: Answers, { incident }: Situation): boolean =>
    accusedIn(incident).some(({ ref }) => !isHeard(ref, incident));
  return {
    name: 'meeting',
    about: 'What a meeting on an incident came to. Every thing to do has a person and a time.',
    questions: [
      ask('held-at', WHEN_IT_WAS),
      ask('present', {
        answer: (_answers, facts) => ({ type: 'choices', choices: membersOf(facts) }),
        required: true,
        initial: (_answers, { me }) => [me],
        check: (answer) => (answer?.length === 0 ? 'needs at least one; a meeting is not empty' : undefined),
      }),
      ask('also-present', { answer: LIST }),
      ask('exception', { answer: LINE, when: isExceptional }),
      ask('told', {
        answer: choicesIn(playbook, 'meeting', 'told'),
        required: true,
        when: isUntold,
        check: (answer, _answers, { incident }) =>
          answer === 'yes' && accusedIn(incident).some(({ ref }) => !isTold(ref, incident))
            ? 'is not noted yet: `coc notify` notes when, how and by whom. Choose who does that'
            : undefined,
      }),
      ask('cannot', { answer: LINE, required: true, when: ({ told }) => told === 'cannot' }),
      ask('tell-who', { answer: LINE, required: true, when: ({ told }) => told === 'no' }),
      ask('tell-when', { ...WHEN_IT_IS_DUE, when: ({ told }) => told === 'no' }),
      ask('hear-who', {
        answer: LINE,
        when: (answers, facts) => answers.told !== 'cannot' && isUnheard(answers, facts),
      }),
      ask('hear-when', { ...WHEN_IT_IS_DUE, when: (answers) => typeof answers['hear-who'] === 'string' }),
      ask('what-happened', { answer: TEXT, required: true }),
      ask('outcome', { answer: choicesIn(playbook, 'meeting', 'outcome'), required: true }),
      ask('reason', { answer: LINE, required: true, when: ({ outcome }) => outcome === 'no-action' }),
      ask('unheard', {
        answer: LINE,
        when: (answers, { incident }) => 'outcome' in answers && decidesUnheard(answers, incident),
      }),
      ...ACTION_KEYS.flatMap((key, index) => actionQuestions(ask, key, index)),
    ],
  };
}

/** One thing to do: what, who, and by when, of which none can be left out. */
function actionQuestions(
  ask: ReturnType<typeof asker<'meeting'>>,
  key: string,
  index: number,
): readonly StepQuestion[] {
  const before = ACTION_KEYS[index - 1];
  const isNamed = (answers: Answers): boolean => typeof answers[key] === 'string';
  const more = { unprinted: index >= PRINTED };
  const what = ask('action', {
    answer: LINE,
    ...more,
    when: (answers) => before === undefined || typeof answers[before] === 'string',
    required: ({ outcome }) => index === 0 && outcome === 'action',
  });
  const who = ask('action-who', { answer: LINE, required: true, when: isNamed, ...more });
  const when = ask('action-when', { ...WHEN_IT_IS_DUE, when: isNamed, ...more });
  return [
    { ...what, id: key, label: `${what.label} ${index + 1}` },
    { ...who, id: `${key}-who`, label: `${who.label} ${index + 1}` },
    { ...when, id: `${key}-when`, label: `${when.label} ${index + 1}` },
  ];
}

function isExceptional(answers: Answers, { incident, members }: Situation): boolean {
  const present = members.filter(({ id }) => answers.present?.includes(id));
  const others = Array.isArray(answers['also-present']) ? answers['also-present'] : [];
  return (
    incident.visibility === 'witnessed' &&
    (present.some((member) => isParty(member, incident)) ||
      others.some((name) => isNameOfParty(name, incident)))
  );
}

/** What `coc meeting --done` asks. */
export function doneForm(playbook: Playbook): Form<Situation> {
  return {
    name: 'meeting --done',
    about: 'Which of the things to do are done, by their numbers.',
    questions: [
      asker(playbook, 'done')('done', {
        answer: (_answers, facts) => ({ type: 'choices', choices: openActions(facts) }),
        required: true,
        initial: (_answers, facts) => {
          const open = openActions(facts).map(({ value }) => value);
          return open.length === 1 ? open : undefined;
        },
        check: notEmpty,
      }),
    ],
  };
}

/**
 * What meetings handed out and nobody has done yet. Telling and hearing the accused are done once `coc notify` and
 * `coc statement` have noted them.
 */
export function openActions({ incident, members }: Situation): readonly Choice[] {
  const names = new Map([
    ...members.map(({ id, name }) => [id, name] as const),
    ...incident.people.map(({ ref, name }) => [ref, name ?? ref] as const),
  ]);
  return incident.actions
    .filter(({ doneAt, purpose }) => doneAt === undefined && purpose !== 'tell' && purpose !== 'hear')
    .map(({ number, what, who }) => ({
      value: String(number),
      label: `${what} (${names.get(who) ?? who})`,
    }));
}
