import { APOLOGIES } from '../incident/response-entry.ts';
import type { Answers } from '../interview/question.ts';
import type { EntryList } from '../policy/entry-list.ts';
import { type Given, oneOf, text } from '../policy/given-answers.ts';
import { accusedIn } from '../policy/involved.ts';
import { relayText } from '../policy/letter-text.ts';
import type { Playbook } from '../policy/playbook.ts';
import type { Situation } from '../policy/situation.ts';
import { affected, myName, only, WHICH_ACCUSED } from './people.ts';
import { NOBODY_ACCUSED } from './possible.ts';
import { asker, choicesIn, LINE, PERSON, type StepQuestion, TEXT, WHEN_IT_WAS } from './questions.ts';
import { KEPT_OPEN, SAVED, type Step } from './step.ts';
import { addTold } from './telling.ts';

/** What became of an apology that nobody asked for. One that is pressed on somebody can be taken as a new report. */
export const APOLOGY: Step = {
  id: 'apology',
  about: 'An apology that was offered, discouraged, passed on in a sentence, or pressed on somebody.',
  questions,
  decide,
  gates: ['not-to-proceed', 'conflict', 'doer', 'leak', 'reporter', 'wording', 'relay', ...KEPT_OPEN],
  // What somebody did can be written down whatever was asked for; passing something on is another thing.
  acts: ({ what }) => what === 'relayed',
  bars: [NOBODY_ACCUSED],
  intro: ({ playbook, incident }) => [
    ...(incident.consent === 'asked-not-to-proceed'
      ? [{ kind: 'text', text: playbook.gates['not-to-proceed'].refuse } as const]
      : []),
    { kind: 'list', items: playbook.apologies.items },
  ],
  saveLabel: 'Save this',
  saved: SAVED,
  outgoing: {
    questions: ['relay'],
    kind: () => 'relay',
    drafts: ['relay'],
    text: (given) => (given.what === 'relayed' ? text(given.relay) : undefined),
  },
  next: ({ what, words }) =>
    what === 'pressed' || what === 'through-others'
      ? {
          ask: 'That can be further harassment. Take it down as a new report',
          step: 'report add',
          answers: { add: 'report', ...(words && { account: words }) },
        }
      : undefined,
};

function questions(playbook: Playbook): readonly StepQuestion[] {
  const ask = asker(playbook, 'apology');
  const isRelayed = ({ what }: Answers): boolean => what === 'relayed';
  return [
    ask('what', { answer: choicesIn(playbook, 'apology', 'what'), required: true }),
    ask('from', { ...WHICH_ACCUSED, when: (_answers, { incident }) => accusedIn(incident).length > 0 }),
    ask('to', {
      answer: (_answers, situation) => ({ type: 'choice', choices: affected(situation) }),
      required: isRelayed,
      assume: true,
      initial: (_answers, situation) => only(affected(situation)),
    }),
    ask('happened-at', WHEN_IT_WAS),
    ask('words', { answer: TEXT, isSaid: true, when: (answers) => !isRelayed(answers) }),
    ask('keeps-away', {
      answer: choicesIn(playbook, 'apology', 'keeps-away'),
      required: true,
      assume: true,
      initial: () => 'no',
      when: isRelayed,
    }),
    ask('relay', {
      answer: LINE,
      required: true,
      assume: true,
      follows: true,
      when: isRelayed,
      initial: relayText,
    }),
    ask('how', { answer: LINE, required: true, when: isRelayed }),
    ask('told-by', { answer: PERSON, required: true, assume: true, when: isRelayed, initial: myName }),
  ];
}

/** An apology that was offered, discouraged, passed on in a sentence, pressed, or sent through others ("Apologies"). */
function decide(given: Given, situation: Situation, draft: EntryList): void {
  const what = oneOf(given.what, APOLOGIES) ?? 'offered';
  const to = text(given.to);
  const words = what === 'relayed' ? text(given.relay) : text(given.words);
  draft.add({
    kind: 'apology',
    what,
    from: text(given.from) ?? '',
    to,
    happenedAt: text(given['happened-at']) ?? '',
    words,
  });
  if (what === 'relayed' && words !== undefined) {
    const letter = draft.add({ kind: 'letter', letter: 'relay', person: to, text: words });
    const telling = { ...given, person: given.to, 'told-at': given['happened-at'] };
    addTold(draft, 'relay', telling, situation, letter);
  }
}
