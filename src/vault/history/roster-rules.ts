import { canonicalJson } from '../../incident/canonical.ts';
import type { Member, Roster } from '../team/roster.ts';
import { currentMembers } from '../team/roster.ts';
import type { Harm } from './finding.ts';

/** Who signed a change of the team. */
export type Signatory = { readonly member: Member } | 'recovery';

/**
 * Whether a roster may follow another one (DESIGN 7): an admin changes it; a member only their own keys; the recovery key
 * admits one admin in place of all before. Nobody is ever dropped from it, and keys that were replaced stay written down.
 */
export function checkRosterChange(before: Roster, after: Roster, by: Signatory): Harm | undefined {
  if (after.generation <= before.generation) return 'team-older';
  if (after.keyType !== before.keyType || before.members.some((one) => isRewritten(one, after)))
    return 'team-rewritten';
  if (by === 'recovery') return isRecovery(before, after) ? undefined : 'recovery-misused';
  if (by.member.admin || isOwnRotation(before, after, by.member)) return undefined;
  return 'not-admin';
}

/** Somebody is dropped, or a key of theirs is gone without being kept among the previous ones. */
function isRewritten(before: Member, after: Roster): boolean {
  const now = after.members.find(({ id }) => id === before.id);
  if (now === undefined || now.joined !== before.joined) return true;
  const kept = (now.previous ?? []).map(pair);
  const wanted = (before.previous ?? []).map(pair);
  if (pair(before) !== pair(now)) wanted.push(pair(before));
  return !wanted.every((one) => kept.includes(one));
}

/** A member gives their own keys new ones, and nothing else changes. */
function isOwnRotation(before: Roster, after: Roster, { id }: Member): boolean {
  return same(withoutKeysOf(before, [id]), withoutKeysOf(after, [id]));
}

/** One admin is there afterwards, with keys that are new; nothing else changes. */
function isRecovery(before: Roster, after: Roster): boolean {
  const [admin, ...others] = currentMembers(after).filter((one) => one.admin);
  if (admin === undefined || others.length > 0) return false;
  const known = before.members.flatMap((one) => [one, ...(one.previous ?? [])].map(pair));
  if (known.includes(pair(admin))) return false;
  const replaced = before.members.filter((one) => one.admin && one.left === undefined).map(({ id }) => id);
  const touched = [...replaced, admin.id];
  return same(withoutMembers(before, touched), withoutMembers(after, touched));
}

function withoutKeysOf(roster: Roster, ids: readonly string[]): unknown {
  const members = roster.members.map((one) => {
    const { recipient, signingKey, previous, ...rest } = one;
    return ids.includes(one.id) ? rest : one;
  });
  return { ...roster, ...VARYING, members };
}

function withoutMembers(roster: Roster, ids: readonly string[]): unknown {
  return { ...roster, ...VARYING, members: roster.members.filter(({ id }) => !ids.includes(id)) };
}

/** What rises with each change. */
const VARYING = { generation: 0, sealAgainSince: 0 };

function pair({
  recipient,
  signingKey,
}: {
  readonly recipient: string;
  readonly signingKey: string;
}): string {
  return `${recipient} ${signingKey}`;
}

function same(one: unknown, other: unknown): boolean {
  return canonicalJson(one) === canonicalJson(other);
}
