import type { Entry, EntryOf } from './entry.ts';
import type { Answered } from './fold-consent.ts';
import type { Unsealed } from './fold-people.ts';
import { knew } from './knew.ts';
import type { Of } from './response.ts';
import type { Same } from './same-roles.ts';

/** That an incident is kept for nothing but that the same happens again. */
export interface OnlyAgain {
  /** In which words that was said, as far as they are open to whoever looks. */
  readonly words: readonly string[];
  /** Who said it, by their marks. */
  readonly people: readonly string[];
  /** When the last of that was written down, ISO 8601. */
  readonly at: string;
}

interface Around {
  readonly unsealed: Unsealed;
  readonly same: Same;
  readonly entries: readonly Entry[];
}

/**
 * Set while everybody who asked that it does not go on wants it used if the same happens again. Whatever they say later to somebody who
 * knew of that takes its place.
 *
 * @param reporters who made each report, by the ID of its entry
 */
export function foldOnlyAgain(
  of: Of,
  { stopped }: Answered,
  reporters: ReadonlyMap<string, string>,
  { unsealed, same, entries }: Around,
): OnlyAgain | undefined {
  const said = of('only-again').map((one) => ({ ...one, ...unsealed.get(one.id), person: whose(one) }));
  if (stopped === undefined || said.length === 0) return undefined;
  const later = [...of('wish').filter(({ want }) => want !== 'nobody-more'), ...of('consent')];
  const standing = said.filter(
    (one) =>
      !later.some(
        (wish) =>
          wish.report === one.report && whose(wish) === one.person && knew({ chain: entries }, wish, one),
      ),
  );
  const isFor = (stop: { readonly report: string; readonly person: string }) =>
    standing.some(({ report, person }) => report === stop.report && person === stop.person);
  if (!stopped.stops.every(isFor)) return undefined;
  return {
    words: [...new Set(standing.flatMap(({ words }) => words ?? []))],
    people: [...new Set(standing.map(({ person }) => person))],
    at: standing.map(({ at }) => at).reduce((a, b) => (Date.parse(a) > Date.parse(b) ? a : b)),
  };

  function whose({ from, report }: EntryOf<'only-again' | 'wish' | 'consent'>): string {
    const person = from ?? reporters.get(report) ?? '';
    return same[person] ?? person;
  }
}
