import { showId } from '../incident/id.ts';
import { isAnswered } from '../incident/response.ts';
import type { Answers } from '../interview/question.ts';
import { Actors } from '../policy/actors.ts';
import { complaintTold } from '../policy/came-first.ts';
import type { EntryList } from '../policy/entry-list.ts';
import { type Given, text } from '../policy/given-answers.ts';
import { noteBlocks } from '../policy/notes-among-words.ts';
import type { Playbook } from '../policy/playbook.ts';
import type { Situation } from '../policy/situation.ts';
import { decidedIn } from '../policy/where-decided.ts';
import { notBefore } from './not-before.ts';
import { myName, WHICH_ACCUSED } from './people.ts';
import { NOBODY_ACCUSED } from './possible.ts';
import {
  asker,
  choicesIn,
  PERSON,
  type Rest,
  type StepQuestion,
  TEXT,
  WHEN_IT_WAS,
  whyEarly,
} from './questions.ts';
import type { Step } from './step.ts';

const ONLY_THEIRS =
  'What stands here goes into a copy for them, if they ask for one, word for word. You can change it before it is saved; `coc note` takes what is yours.';

/** The accused's side, in their words. */
export const STATEMENT: Step = {
  id: 'statement',
  isLookedOn: true,
  about: "The accused's side, in their words.",
  questions,
  decide,
  // They may have come by themselves: then one can go on all the same, with that as the reason.
  gates: ['not-to-proceed', 'conflict', 'doer'],
  bars: [NOBODY_ACCUSED],
  saveLabel: 'Save their side',
  afterwards: whereItGoes,
  saved: 'Their side is saved and encrypted. It belongs to',
};

const TAKEN_BY: Rest = { answer: PERSON, required: true, assume: true, initial: myName };

function questions(playbook: Playbook): readonly StepQuestion[] {
  const ask = asker(playbook, 'statement');
  const said = (answers: Answers): boolean => answers.said === 'yes';
  const unsaid = (instead: StepQuestion) => (answers: Answers) => (said(answers) ? undefined : instead);
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
      isSaid: true,
      required: true,
      when: said,
      after: ({ words }, situation) => {
        const notes = noteBlocks([text(words) ?? ''], situation);
        return notes.length === 0 ? [] : [...notes, { kind: 'text', text: ONLY_THEIRS }];
      },
    }),
    ask(
      'taken-at',
      notBefore(
        'taken-at',
        { ...WHEN_IT_WAS, wordedAs: unsaid(ask('asked-at', WHEN_IT_WAS)) },
        {
          // They may have come by themselves.
          hardly: (answers, { incident }) => complaintTold(text(answers.person) ?? '', incident),
        },
      ),
    ),
    ask('early', whyEarly('taken-at')),
    ask('taken-by', { ...TAKEN_BY, wordedAs: unsaid(ask('asked-by', TAKEN_BY)) }),
  ];
}

/** Who looks at what they said: those who meet, or those who met before. */
function whereItGoes({ said }: Given, situation: Situation): readonly string[] {
  if (said !== 'yes') return [];
  const where = decidedIn(situation);
  if (!isAnswered(where)) return ['It goes into the meeting.'];
  const id = showId(where.id);
  return [
    `It came after the decision, so those who decided look at that again: \`coc meeting ${id}\`. Where a sanction changes by it, \`coc sanction change ${id}\`.`,
  ];
}

/** The accused's side, word for word. */
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
