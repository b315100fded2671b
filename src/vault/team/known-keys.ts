import { type PublicKeys, sameKeys } from '../keys/public-file.ts';
import type { Roster } from './roster.ts';

/** The keys that a member takes for those of the others, and for the recovery key: `null` where there was none. */
export interface KnownKeys {
  /** By the ID of their owner. */
  readonly members: ReadonlyMap<string, PublicKeys>;
  readonly recovery: PublicKeys | null;
}

/** Keys of which somebody else than their owner said that they are theirs: nothing is sealed to them. */
export interface HeldKeys {
  /** The IDs of members. */
  readonly members: ReadonlySet<string>;
  /** What everything is sealed to in place of the recovery key that the roster names: the one before it, if there was one. */
  readonly recovery?: { readonly inForce: PublicKeys | null };
}

export const NOTHING_HELD: HeldKeys = { members: new Set() };

/** Whose keys: a member's, by ID, or those of the recovery key. */
export type KeyOwner = { readonly member: string } | 'recovery-key';

/** Who changed a roster, and what it was before and after. */
export interface RosterStep {
  /** The member who signed it; undefined for the recovery key. */
  readonly by: string | undefined;
  readonly before: Roster;
  readonly roster: Roster;
}

/** The keys of a roster, taken as they are: by somebody who sees it for the first time. */
export function keysIn(roster: Roster): KnownKeys {
  return {
    members: new Map(roster.members.map((one) => [one.id, pairOf(one)])),
    recovery: recoveryOf(roster),
  };
}

/**
 * What a member knows after these steps, the oldest first (DESIGN 7, "Trust"). Somebody new is taken as they came. Other keys
 * of somebody known are taken from whoever had those before, from the recovery key, and from this member's own hand; each
 * only where the keys that signed are known themselves. All else stays held.
 *
 * @param own the ID of the member
 */
export function learnt(known: KnownKeys, steps: readonly RosterStep[], own: string): KnownKeys {
  const members = new Map(known.members);
  let { recovery } = known;
  for (const { by, before, roster } of steps) {
    const signer = by === undefined ? recoveryOf(before) : memberOf(before, by);
    const isKnown = sameKeys(signer, by === undefined ? recovery : members.get(by));
    const accepted = roster.members.filter(
      (one) =>
        !members.has(one.id) ||
        (isKnown &&
          (by === undefined || by === one.id || by === own) &&
          !sameKeys(memberOf(before, one.id), one)),
    );
    if (isKnown && by === own && !sameKeys(recoveryOf(before), recoveryOf(roster)))
      recovery = recoveryOf(roster);
    for (const one of accepted) members.set(one.id, pairOf(one));
  }
  return { members, recovery };
}

/** Whether somebody has other keys in one roster than in another. */
export function areOther(of: KeyOwner, before: Roster, after: Roster): boolean {
  const [was, now] = [before, after].map((one) =>
    of === 'recovery-key' ? recoveryOf(one) : memberOf(one, of.member),
  );
  return !sameKeys(was, now);
}

/** Takes the keys that a roster has of somebody for theirs. */
export function confirmed(known: KnownKeys, roster: Roster, of: KeyOwner): KnownKeys {
  const now = keysIn(roster);
  if (of === 'recovery-key') return { ...known, recovery: now.recovery };
  const keys = now.members.get(of.member);
  return keys === undefined ? known : { ...known, members: new Map(known.members).set(of.member, keys) };
}

/** Which keys of a roster are held. Those of somebody of whom nothing is known are not. */
export function heldIn(roster: Roster, { members, recovery }: KnownKeys): HeldKeys {
  const others = roster.members.filter((one) => members.has(one.id) && !sameKeys(members.get(one.id), one));
  return {
    members: new Set(others.map(({ id }) => id)),
    ...(!sameKeys(recovery, recoveryOf(roster)) && { recovery: { inForce: recovery } }),
  };
}

/** Whether all keys of a roster are known. */
export function knowsAll(roster: Roster, known: KnownKeys): boolean {
  const { members, recovery } = heldIn(roster, known);
  return (
    members.size === 0 && recovery === undefined && roster.members.every(({ id }) => known.members.has(id))
  );
}

function memberOf({ members }: Roster, id: string): PublicKeys | undefined {
  return members.find((one) => one.id === id);
}

function recoveryOf({ recovery }: Roster): PublicKeys | null {
  return typeof recovery === 'string' ? null : pairOf(recovery);
}

function pairOf({ recipient, signingKey }: PublicKeys): PublicKeys {
  return { recipient, signingKey };
}
