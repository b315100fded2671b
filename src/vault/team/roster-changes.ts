import { canonicalJson } from '../../incident/canonical.ts';
import type { Roster } from './roster.ts';

/** What one side did to the team: a member put in or changed, or another part of the roster. */
export interface RosterChange {
  /** A member's ID, or the name of another part. */
  readonly of: string;
  readonly isMember: boolean;
  /** For people: "Ben was removed". */
  readonly words: string;
}

/** Parts that follow from the others. */
const DERIVED = ['generation', 'sealAgainSince', 'members'];

/** What was done to a roster between two states of it. */
export function rosterChanges(before: Roster, after: Roster): readonly RosterChange[] {
  const members = after.members.flatMap((now): readonly RosterChange[] => {
    const was = before.members.find(({ id }) => id === now.id);
    if (was !== undefined && same(was, now)) return [];
    return [{ of: now.id, isMember: true, words: `${now.name} ${whatBecame(was, now)}` }];
  });
  const parts = Object.keys({ ...before, ...after })
    .filter((key) => !DERIVED.includes(key) && !same(part(before, key), part(after, key)))
    .map((key) => ({ of: key, isMember: false, words: key === 'recovery' ? 'the recovery key' : key }));
  return [...members, ...parts];
}

/**
 * Does the changes of one side again, on top of the other side's roster. Undefined where both touched the same.
 *
 * @param base what both began with
 */
export function redo(base: Roster, mine: Roster, theirs: Roster): Roster | undefined {
  const wanted = rosterChanges(base, mine);
  const touched = new Set(rosterChanges(base, theirs).map(({ of }) => of));
  if (wanted.some(({ of }) => touched.has(of))) return undefined;
  const ids = wanted.filter(({ isMember }) => isMember).map(({ of }) => of);
  const changed = mine.members.filter(({ id }) => ids.includes(id));
  const kept = theirs.members.map((one) => changed.find(({ id }) => id === one.id) ?? one);
  const added = changed.filter(({ id }) => !theirs.members.some((one) => one.id === id));
  const parts = wanted.filter(({ isMember }) => !isMember).map(({ of }) => [of, part(mine, of)] as const);
  const generation = theirs.generation + 1;
  const sealsAgain = mine.sealAgainSince !== base.sealAgainSince;
  return {
    ...theirs,
    ...Object.fromEntries(parts),
    members: [...kept, ...added],
    generation,
    ...(sealsAgain && { sealAgainSince: generation }),
  };
}

type Member = Roster['members'][number];

function whatBecame(was: Member | undefined, now: Member): string {
  if (was === undefined) return 'was added';
  if (was.left === undefined && now.left !== undefined) return 'was removed';
  if (was.left !== undefined && now.left === undefined) return 'was added again';
  if (was.admin !== now.admin) return now.admin ? 'became an admin' : 'is no longer an admin';
  return was.recipient === now.recipient ? 'was changed' : 'has new keys';
}

function part(roster: Roster, key: string): unknown {
  return Object.hasOwn(roster, key) ? (roster as Readonly<Record<string, unknown>>)[key] : undefined;
}

function same(one: unknown, other: unknown): boolean {
  return canonicalJson({ one }) === canonicalJson({ one: other });
}
