import type { EntryOf, Kind } from './entry.ts';
import type { Of } from './response.ts';

/** Of roles that turned out to be the same person: which one stands for which. */
export type Same = Readonly<Record<string, string>>;

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

/** Who turned out to be whom, followed to the end; a circle is cut where it closes. */
export function samePeople(entries: readonly EntryOf<'person'>[]): Same {
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
  for (const { person, sameAs } of entries) {
    if (sameAs !== undefined && final(sameAs) !== person && !same.has(person))
      same.set(person, final(sameAs));
  }
  return Object.fromEntries([...same.keys()].map((ref) => [ref, final(ref)]));
}
