import { ownContactsIn } from './contact-hits.ts';
import { nameParts, possibleNames } from './names.ts';
import { isOrdinary } from './ordinary.ts';

/** A text that is longer is looked at no further: letters of it. */
const MOST = 20_000;

/** Whole names, handles and addresses in a text: what tells of somebody without anything around it. */
export function namedIn(text: string): readonly string[] {
  const start = text.slice(0, MOST);
  const { addresses, handles } = ownContactsIn(start);
  const names = possibleNames(start).filter((name) => {
    const { all, telling } = nameParts(name);
    return telling.length > 1 && all.length <= 4 && !telling.some(isOrdinary);
  });
  return [...new Set([...names, ...addresses, ...handles.map((handle) => `@${handle}`)])];
}
