import { FILES } from '../../policy/for-few.ts';
import { text } from '../../policy/given-answers.ts';
import { type Addition, people } from './addition.ts';
import { addFiles } from './files.ts';

const VALUE = 'follow-up';
const ASKED = ['account', 'received-at', FILES];

/** Something more that somebody said later. */
export const FOLLOW_UP: Addition = {
  value: VALUE,
  choice: () => ({ value: VALUE, label: 'Something that was said later' }),
  saidBy: { choices: people, isRequired: false },
  asks: (question) => (ASKED.includes(question.id) ? { ...question, when: () => true } : undefined),
  write: (draft, given, situation) => {
    const [from, receivedAt] = [text(given.from), text(given['received-at'])];
    draft.add({ kind: 'follow-up', text: text(given.account) ?? '', receivedAt: receivedAt ?? '', from });
    // Of somebody whom few know, a picture would tell who it is.
    const few = situation.incident.people.find(({ ref }) => ref === from)?.knownTo;
    addFiles(draft, situation, { from, receivedAt, few });
  },
};
