import type { ContentOf } from '../incident/entry.ts';
import type { EntryList } from './entry-list.ts';
import { type Given, oneOf, text } from './given.ts';
import { addTold } from './notice.ts';
import type { Situation } from './situation.ts';

/** An apology that was offered, discouraged, passed on in a sentence, pressed, or sent through others ("Apologies"). */
export function noteApology(given: Given, situation: Situation, draft: EntryList): void {
  const what = oneOf<ContentOf<'apology'>['what']>(given.what) ?? 'offered';
  const to = text(given.to);
  const words = what === 'relayed' ? text(given.relay) : text(given.words);
  draft.add({
    kind: 'apology',
    what,
    from: text(given.from) ?? '',
    ...(to !== undefined && { to }),
    happenedAt: text(given['happened-at']) ?? '',
    ...(words !== undefined && { words }),
  });
  if (what === 'relayed' && words !== undefined) {
    const letter = draft.add({ kind: 'letter', letter: 'relay', ...(to && { person: to }), text: words });
    const telling = { ...given, person: given.to, 'told-at': given['happened-at'] };
    addTold(draft, 'relay', telling, situation, letter);
  }
}
