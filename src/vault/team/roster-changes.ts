import { canonicalJson } from '../../incident/canonical.ts';
import { wordsOfKeys } from './fingerprint.ts';
import { areOther, type KeyOwner } from './known-keys.ts';
import { currentMembers, type Member, type Roster } from './roster.ts';

/** What one side did to the team: a member put in or changed, or another part of the roster. */
export interface RosterChange {
  /** A member's ID, or the name of another part. */
  readonly of: string;
  readonly isMember: boolean;
  /** For people: "Ben was removed". */
  readonly words: string;
}

/** As `rosterChanges`, each with the words of the keys that are new in it, for whoever has to compare them. */
export function changesWithWords(before: Roster, after: Roster): readonly string[] {
  return rosterChanges(before, after).map((change) => {
    const keys = wordsOfNewKeys(before, after, change);
    return keys === undefined ? change.words : `${change.words}; the words of the keys: “${keys}”`;
  });
}

/** The words of the keys that a change put in place; undefined where it put none, or the member left. */
export function wordsOfNewKeys(
  before: Roster,
  after: Roster,
  { of, isMember }: Pick<RosterChange, 'of' | 'isMember'>,
): string | undefined {
  if (!isMember && of !== 'recovery') return undefined;
  const owner: KeyOwner = isMember ? { member: of } : 'recovery-key';
  if (!areOther(owner, before, after)) return undefined;
  const member = currentMembers(after).find(({ id }) => id === of);
  const keys = isMember ? member : after.recovery;
  return keys === undefined || typeof keys === 'string' ? undefined : wordsOfKeys(keys);
}

/** Whom a change lets in: they were not on the team before, or come with new keys. */
export function letIn(before: Roster, after: Roster): readonly Member[] {
  return currentMembers(after).filter((now) => {
    const was = before.members.find(({ id }) => id === now.id);
    return was === undefined || was.left !== undefined || areOther({ member: now.id }, before, after);
  });
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
