import { canonicalJson } from '../../incident/canonical.ts';
import { canSealTo } from '../age/age.ts';
import { keyBlob } from '../keys/sshsig.ts';
import { currentMembers, type Member, type Roster, recoveryKeys } from '../team/roster.ts';
import type { Harm } from './finding.ts';

/** Who signed a change of the team. */
export type Signatory = { readonly member: Member } | 'recovery';

/**
 * Whether a roster may follow another one (DESIGN 7): an admin changes it; a member only their own keys; the recovery key
 * admits one admin in place of all before. Nobody is ever dropped from it, and keys that were replaced stay written down,
 * the recovery key among them.
 */
export function checkRosterChange(before: Roster, after: Roster, by: Signatory): Harm | undefined {
  if (after.generation <= before.generation) return 'team-older';
  if (after.keyType !== before.keyType || before.members.some((one) => isRewritten(one, after)))
    return 'team-rewritten';
  const kept = recoveryKeys(after).map(pair);
  if (!recoveryKeys(before).every((one) => kept.includes(pair(one)))) return 'team-rewritten';
  if (after.generation > before.generation + MOST_AT_ONCE || !raisesOnly(before, after) || !areUsable(after))
    return 'team-unusable';
  if (by === 'recovery') return isRecovery(before, after) ? undefined : 'recovery-misused';
  if (by.member.admin || isOwnRotation(before, after, by.member)) return undefined;
  return 'not-admin';
}

/**
 * By how much the generation may rise in one commit: several changes go into one where two sides are brought together.
 * Without a limit one commit could use up all the numbers, and nobody could change the team any more.
 */
const MOST_AT_ONCE = 1000;

/** What waits to be sealed again goes on waiting: the mark for it is never taken back, nor set where nothing reaches it. */
function raisesOnly(before: Roster, after: Roster): boolean {
  const [was, now] = [before.sealAgainSince, after.sealAgainSince];
  if (was === now) return true;
  return now !== undefined && now > before.generation && now <= after.generation;
}

/**
 * Whether there is an admin, everything can be sealed to the keys of those on the team, and nobody can have another's signing
 * key in another spelling. One key that cannot be used would keep everybody from saving, and a team without an admin could
 * never be changed again.
 */
export function areUsable(after: Roster): boolean {
  if (!currentMembers(after).some(({ admin }) => admin)) return false;
  const pairs = after.members.flatMap((one) => [one, ...(one.previous ?? [])]);
  return [...pairs, ...recoveryKeys(after)].every(({ recipient, signingKey }) => {
    const blob = keyBlob(signingKey);
    const spelled = blob && `ssh-ed25519 ${Buffer.from(blob).toString('base64')}`;
    return spelled === signingKey && canSealTo(recipient, after.keyType);
  });
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
