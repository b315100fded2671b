import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../src/incident/entry.ts';
import { signerFromSeed } from '../../../src/vault/keys/sshsig.ts';
import {
  authorshipOf,
  proveLetInAgain,
  proveRecovered,
  signEntry,
} from '../../../src/vault/record/entry-signature.ts';
import { foldFacts, parseRoster, type Roster } from '../../../src/vault/team/roster.ts';

const [now, before, stranger] = [1, 2, 3].map((byte) => signerFromSeed(new Uint8Array(32).fill(byte)));
if (!now || !before || !stranger) throw new Error('three keys');
const at = '2026-11-23T14:00:00Z';
const binding = { repository: 'first', incident: 'K7F392QD' };
const member = {
  id: 'ana',
  name: 'Ana',
  email: 'ana@example.org',
  recipient: 'age1x',
  signingKey: now.publicKey,
  admin: true,
  joined: at,
};
const teamOf = (...members: object[]): Roster =>
  parseRoster({ format: 1, keyType: 'x25519', generation: 1, members, recovery: 'not-yet' });
const rotated = { ...member, previous: [{ recipient: 'age1y', signingKey: before.publicKey, until: at }] };
const note = { id: 'E1', kind: 'note' as const, text: 'a', at, by: 'ana', after: [], seq: 1 };
const signedBy = (signer: typeof now): Promise<Entry> => signEntry(note, binding, signer);

describe('who wrote an entry', () => {
  it.each([
    ['verified', 'the key they have', now, teamOf(member)],
    ['key-since-removed', 'the key of somebody who has left', now, teamOf({ ...member, left: at })],
    ['verified', 'their new key', now, teamOf(rotated)],
    ['key-since-removed', 'a key that was replaced', before, teamOf(rotated)],
    ['not-verified', 'a key that was never theirs', stranger, teamOf(rotated)],
    ['not-verified', 'a key of another member', before, teamOf(member)],
    ['not-verified', 'nobody on the team', now, teamOf({ ...member, id: 'ben' })],
  ] as const)('is %s by %s', async (authorship, _by, signer, roster) => {
    expect(authorshipOf(await signedBy(signer), binding, roster)).toBe(authorship);
  });

  it('is not verified in another incident, or with other words', async () => {
    const entry = await signedBy(now);
    const roster = teamOf(rotated);
    expect(authorshipOf(entry, { ...binding, incident: 'OTHER' }, roster)).toBe('not-verified');
    expect(authorshipOf({ ...entry, text: 'b' } as Entry, binding, roster)).toBe('not-verified');
  });
});

describe('what the fold knows of the team', () => {
  it('is who is an admin or was one when they left, and who has left', () => {
    const ben = { ...member, id: 'ben', recipient: 'age1b', signingKey: before.publicKey, admin: false };
    expect(foldFacts(teamOf({ ...member, left: at }, ben))).toEqual({
      admins: new Set(['ana']),
      left: new Set(['ana']),
    });
  });
});

describe('an entry by which the recovery key lets somebody in', () => {
  const recovery = (signer: typeof now, more: object = {}) => ({
    recovery: { recipient: 'age1r', signingKey: signer.publicKey, ...more },
  });
  const entryWith = async (proof: string | undefined) =>
    signEntry({ ...note, kind: 'recovered', member: 'ana', ...(proof && { proof }) }, binding, now);
  const team = teamOf(member);

  it('counts with the proof of the recovery key, of the present one and of one before', async () => {
    const entry = await entryWith(await proveRecovered('ana', binding, before));
    const previous = [{ recipient: 'age1q', signingKey: before.publicKey, until: at }];
    expect(authorshipOf(entry, binding, { ...team, ...recovery(before) })).toBe('verified');
    expect(authorshipOf(entry, binding, { ...team, ...recovery(stranger, { previous }) })).toBe('verified');
  });

  it.each([
    ['without a proof', async () => undefined],
    ['with a proof of another key', () => proveRecovered('ana', binding, stranger)],
    ['with a proof for another member', () => proveRecovered('ben', binding, before)],
    ['with a proof for another incident', () => proveRecovered('ana', { ...binding, incident: 'X' }, before)],
  ])('does not count %s', async (_name, proof) => {
    const entry = await entryWith(await proof());
    expect(authorshipOf(entry, binding, { ...team, ...recovery(before) })).toBe('not-verified');
    expect(authorshipOf(entry, binding, team)).toBe('not-verified');
  });
});

describe('an entry by which the recovery key lets somebody in again', () => {
  const undone = { kind: 'recusal-undone' as const, member: 'ana', corrects: 'R1', reason: 'why' };
  const team: Roster = { ...teamOf(member), recovery: { recipient: 'age1r', signingKey: before.publicKey } };
  const entryWith = (proof: string | undefined) =>
    signEntry({ ...note, ...undone, ...(proof && { proof }) }, binding, now);

  it.each<[string, 'verified' | 'not-verified', () => Promise<string | undefined>]>([
    ['with its proof', 'verified', () => proveLetInAgain(undone, binding, before)],
    ['as an admin’s own word, without one', 'verified', async () => undefined],
    ['with a proof of another key', 'not-verified', () => proveLetInAgain(undone, binding, now)],
    [
      'for another recusal',
      'not-verified',
      () => proveLetInAgain({ ...undone, corrects: 'R2' }, binding, before),
    ],
    [
      'for another member',
      'not-verified',
      () => proveLetInAgain({ ...undone, member: 'ben' }, binding, before),
    ],
    [
      'for another incident',
      'not-verified',
      () => proveLetInAgain(undone, { ...binding, incident: 'X' }, before),
    ],
    ['with the proof that made them a reader', 'not-verified', () => proveRecovered('ana', binding, before)],
  ])('%s: %s', async (_name, authorship, proof) => {
    expect(authorshipOf(await entryWith(await proof()), binding, team)).toBe(authorship);
  });
});
