import { text } from '../../policy/given-answers.ts';
import { type Addition, people } from './addition.ts';

const VALUE = 'follow-up';
const ASKED = ['account', 'received-at'];

/** Something more that somebody said later. */
export const FOLLOW_UP: Addition = {
  value: VALUE,
  choice: () => ({ value: VALUE, label: 'Something that was said later' }),
  saidBy: { choices: people, isRequired: false },
  asks: (question) => (ASKED.includes(question.id) ? { ...question, when: () => true } : undefined),
  write: (draft, given) => {
    draft.add({
      kind: 'follow-up',
      text: text(given.account) ?? '',
      receivedAt: text(given['received-at']) ?? '',
      from: text(given.from),
    });
  },
};
