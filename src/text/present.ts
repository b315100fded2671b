/** What of a list is there: an item behind a condition that does not hold is left out. */
export function present<T>(items: readonly (T | false | undefined)[]): readonly T[] {
  return items.filter((item): item is T => item !== false && item !== undefined);
}
