import { FILES } from '../../policy/for-few.ts';
import { text } from '../../policy/given-answers.ts';
import type { Situation } from '../../policy/situation.ts';
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
    const few = knownTo(from, situation);
    addFiles(draft, given, situation, { from, receivedAt, few });
  },
};

/** To whom alone it is known who said it; where a mail does not say whose it is, and somebody is known to few, it may be theirs. */
function knownTo(
  from: string | undefined,
  { incident, intake, me }: Situation,
): readonly string[] | undefined {
  if (from !== undefined) return incident.people.find(({ ref }) => ref === from)?.knownTo;
  return intake !== undefined && incident.people.some(({ knownTo: few }) => few !== undefined)
    ? [me]
    : undefined;
}
