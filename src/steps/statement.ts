import type { Answers } from '../interview/question.ts';
import { Actors } from '../policy/actors.ts';
import { complaintTold } from '../policy/came-first.ts';
import type { EntryList } from '../policy/entry-list.ts';
import { type Given, text } from '../policy/given-answers.ts';
import { noteBlocks } from '../policy/notes-among-words.ts';
import type { Playbook } from '../policy/playbook.ts';
import type { Situation } from '../policy/situation.ts';
import { notBefore } from './not-before.ts';
import { myName, WHICH_ACCUSED } from './people.ts';
import { NOBODY_ACCUSED } from './possible.ts';
import { asker, choicesIn, PERSON, type StepQuestion, TEXT, WHEN_IT_WAS, whyEarly } from './questions.ts';
import type { Step } from './step.ts';

const ONLY_THEIRS =
  'What stands here goes into a copy for them, if they ask for one, word for word. You can change it before it is saved; `coc note` takes what is yours.';

/** The accused's side, in their words. */
export const STATEMENT: Step = {
  id: 'statement',
  about: "The accused's side, in their words.",
  questions,
  decide,
  // They may have come by themselves: then one can go on all the same, with that as the reason.
  gates: ['not-to-proceed', 'conflict', 'doer'],
  bars: [NOBODY_ACCUSED],
  saveLabel: 'Save their side',
  saved: 'Their side is saved and encrypted, and goes into the meeting. It belongs to',
};

function questions(playbook: Playbook): readonly StepQuestion[] {
  const ask = asker(playbook, 'statement');
  const said = (answers: Answers): boolean => answers.said === 'yes';
  return [
    ask('person', WHICH_ACCUSED),
    ask('said', {
      answer: choicesIn(playbook, 'statement', 'said'),
      required: true,
      assume: true,
      initial: () => 'yes',
    }),
    ask('words', {
      answer: TEXT,
      required: true,
      when: said,
      after: ({ words }, situation) => {
        const notes = noteBlocks([text(words) ?? ''], situation);
        return notes.length === 0 ? [] : [...notes, { kind: 'text', text: ONLY_THEIRS }];
      },
    }),
    ask(
      'taken-at',
      notBefore('taken-at', WHEN_IT_WAS, {
        // They may have come by themselves.
        hardly: (answers, { incident }) => complaintTold(text(answers.person) ?? '', incident),
      }),
    ),
    ask('early', whyEarly('taken-at')),
    ask('taken-by', { answer: PERSON, required: true, assume: true, initial: myName }),
  ];
}

/** The accused's side, word for word, which goes into the meeting. */
function decide(given: Given, situation: Situation, draft: EntryList): void {
  const takenBy = new Actors(draft, situation).of(text(given['taken-by']) ?? situation.me);
  draft.add({
    kind: 'statement',
    person: text(given.person) ?? '',
    words: given.said === 'yes' ? text(given.words) : undefined,
    takenAt: text(given['taken-at']) ?? '',
    early: text(given.early),
    takenBy,
  });
}
