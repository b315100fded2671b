import type { Form } from '../question.ts';

/** What `coc note` asks. */
export const noteForm: Form<undefined> = {
  name: 'note',
  about: 'A note on an incident, for those who can open it.',
  questions: [{ id: 'note', ask: 'Your note', label: 'Note', answer: { type: 'text' }, required: true }],
};
