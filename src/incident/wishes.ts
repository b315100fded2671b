import { type Entry, type EntryOf, SHARES } from './entry.ts';
import type { Terms } from './fold-access.ts';
import type { Unsealed } from './fold-people.ts';
import { knew } from './knew.ts';
import type { Same } from './same-roles.ts';

/** What somebody said later that they want now. */
export interface Wish extends EntryOf<'wish'> {
  /** The mark of who said it. */
  readonly from: string;
}

/**
 * What people said later that they want, in order, with the words that are open.
 *
 * @param reporters who made each report, by the ID of its entry: whose wish it is where it names nobody else
 */
export function foldWishes(
  wishes: readonly EntryOf<'wish'>[],
  reporters: ReadonlyMap<string, string>,
  unsealed: Unsealed,
  same: Same,
): readonly Wish[] {
  return wishes.flatMap((entry) => {
    const from = entry.from ?? reporters.get(entry.report);
    if (from === undefined) return [];
    return [{ ...entry, ...unsealed.get(entry.id), from: same[from] ?? from }];
  });
}

/**
 * Of several permissions for one report that were written beside each other: the strictest, and only the members whom all of
 * them name.
 */
export function strictestOf(
  permissions: readonly EntryOf<'permission'>[],
): EntryOf<'permission'> | undefined {
  const share = SHARES.find((one) => permissions.some((permission) => permission.share === one));
  const strictest = permissions.findLast((one) => one.share === share);
  if (strictest?.share !== 'named') return strictest;
  const [first = [], ...others] = permissions.flatMap((one) =>
    one.share === 'named' ? [one.members ?? []] : [],
  );
  return {
    ...strictest,
    members: first.filter((member) => others.every((members) => members.includes(member))),
  };
}

/**
 * With whom a report may be shared: with nobody, as long as nobody permitted anything. Once somebody said that nobody more is
 * to know, it is left to those who could open it then, and what was seen by many opens it to nobody more either; a permission
 * whose writer knew of that stands as it is.
 *
 * @param wishes those on this report
 * @param entries every entry, along which the chain goes
 */
export function termsOf(
  permission: EntryOf<'permission'> | undefined,
  wishes: readonly EntryOf<'wish'>[],
  entries: readonly Entry[],
): Omit<Terms, 'restricted'> {
  const { share = SHARES[0], members = [] } = permission ?? {};
  const narrowing = wishes.filter(({ keeps }) => keeps !== undefined);
  if (narrowing.length === 0) return { share, sharedWith: members };
  const onlyTo = inAll(narrowing);
  const unknown = narrowing.filter(
    (wish) => permission !== undefined && !knew({ chain: entries }, permission, wish),
  );
  if (unknown.length === 0 || share === 'recorder') return { share, sharedWith: members, onlyTo };
  const left = inAll(unknown);
  const sharedWith = share === 'team' ? left : members.filter((one) => left.includes(one));
  return { share: sharedWith.length > 0 ? 'named' : SHARES[0], sharedWith, onlyTo };
}

function inAll(wishes: readonly EntryOf<'wish'>[]): readonly string[] {
  const [first = [], ...others] = wishes.map(({ keeps = [] }) => keeps);
  return first.filter((member) => others.every((keeps) => keeps.includes(member)));
}
