import type { Entry, EntryOf, Kind } from './entry.ts';
import { knew } from './knew.ts';
import type { Of } from './response.ts';

/** Of roles that turned out to be the same person: which one stands for which. */
export type Same = Readonly<Record<string, string>>;

/** What an entry says was wrong that tells two apart again who were said to be one. */
export const TO_BE_ONE = 'sameAs';

/** What names roles in entries, besides what is within them. */
const ROLE_FIELDS = [
  'person',
  'from',
  'to',
  'who',
  'takenBy',
  'toldBy',
  'alsoPresent',
  'parameters',
  'exception',
  'people',
  'inform',
  'right',
  'informed',
  'calledBy',
  'saidBy',
  'untold',
  'owed',
  'notNeeded',
];

/** The same entries, with the role of who somebody turned out to be. */
export function sameThroughout(of: Of, same: Same): Of {
  return <K extends Kind>(kind: K) =>
    of(kind).map(
      (entry) =>
        Object.fromEntries(
          Object.entries(entry).map(([key, value]) => [
            key,
            ROLE_FIELDS.includes(key) ? sameWithin(value, same) : value,
          ]),
        ) as EntryOf<K>,
    );
}

function sameWithin(value: unknown, same: Same): unknown {
  if (typeof value === 'string') return Object.hasOwn(same, value) ? same[value] : value;
  if (Array.isArray(value)) return value.map((one) => sameWithin(one, same));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, sameWithin(one, same)]));
}

/**
 * Who turned out to be whom, followed to the end; a circle is cut where it closes. That two are one no longer counts once
 * somebody who knew of it wrote that it was wrong.
 *
 * @param all every entry, along which the chain goes
 */
export function samePeople(entries: readonly EntryOf<'person'>[], all: readonly Entry[] = entries): Same {
  const apart = entries.filter(({ corrected }) => corrected?.includes(TO_BE_ONE));
  const isWrong = (one: EntryOf<'person'>): boolean =>
    apart.some((other) => other.person === one.person && knew({ chain: all }, other, one));
  const same = new Map<string, string>();
  const final = (ref: string): string => {
    const passed: string[] = [];
    let at = ref;
    for (let next = same.get(at); next !== undefined; next = same.get(at)) {
      passed.push(at);
      at = next;
    }
    // The next one goes straight there: however long a chain somebody wrote, it is followed once.
    for (const one of passed) same.set(one, at);
    return at;
  };
  for (const entry of entries) {
    const { person, sameAs } = entry;
    if (sameAs !== undefined && final(sameAs) !== person && !same.has(person) && !isWrong(entry))
      same.set(person, final(sameAs));
  }
  return Object.fromEntries([...same.keys()].map((ref) => [ref, final(ref)]));
}
