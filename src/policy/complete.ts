import { objectAt } from './references.ts';

/** The parts that have words of ours to fall back on, where a playbook was written before they were there. */
const COMPLETED = [
  'defaults',
  'questions',
  'guide',
  'gates',
  'letters',
  'copies',
  'interviews',
  'retention',
  'too-few',
];

/** A playbook with the words that it does not have yet, of another one. Its own words stay. Takes data of any shape. */
export function completePlaybook(data: unknown, other: unknown): unknown {
  const own = objectAt(data);
  const parts = COMPLETED.map((part) => [part, filledUp(own[part], objectAt(other)[part])] as const);
  return { ...own, ...Object.fromEntries(parts) };
}

/** What of another playbook is not in this one, by its place: `letters.announcement`. */
export function missingParts(data: unknown, other: unknown): readonly string[] {
  const missing = (own: unknown, from: unknown, path: readonly string[]): readonly string[] =>
    (Array.isArray(from) ? [] : Object.keys(objectAt(from))).flatMap((key) =>
      Object.hasOwn(objectAt(own), key)
        ? missing(objectAt(own)[key], objectAt(from)[key], [...path, key])
        : [[...path, key].join('.')],
    );
  return COMPLETED.flatMap((part) =>
    Object.hasOwn(objectAt(data), part)
      ? missing(objectAt(data)[part], objectAt(other)[part], [part])
      : [part],
  );
}

function filledUp(own: unknown, other: unknown): unknown {
  if (own === undefined) return other;
  if (Array.isArray(own) || typeof own !== 'object' || own === null) return own;
  const keys = new Set([...Object.keys(own), ...Object.keys(objectAt(other))]);
  return Object.fromEntries(
    [...keys].map((key) => [key, filledUp(objectAt(own)[key], objectAt(other)[key])]),
  );
}
