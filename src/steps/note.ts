import type { Question } from '../interview/question.ts';
import { KEPT_OPEN, type Step } from './step.ts';

const NOTE_QUESTION: Question<unknown> = {
  id: 'note',
  ask: 'Your note',
  label: 'Note',
  answer: { type: 'text' },
  required: true,
};

/** A note on an incident, for those who can open it. */
export const NOTE: Step = {
  id: 'note',
  about: 'A note on an incident, for those who can open it.',
  questions: () => [NOTE_QUESTION],
  printed: () => [NOTE_QUESTION],
  decide: ({ note }, _situation, draft) => {
    draft.add({ kind: 'note', text: String(note) });
  },
  gates: [...KEPT_OPEN],
  anew: true,
  namesPeople: true,
  saveLabel: 'Save the note',
  saved: 'The note is saved and encrypted. It belongs to',
};
