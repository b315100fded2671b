import { bech32 } from '@scure/base';
import { describe, expect, it } from 'vitest';
import { checkRosterChange } from '../../../../src/vault/history/roster-rules.ts';
import type { Member, Roster } from '../../../../src/vault/team/roster.ts';

const recipient = (fill: number): string =>
  bech32.encode('age', bech32.toWords(new Uint8Array(32).fill(fill)), false);

const signingKey = (fill: number): string => {
  const [type, size] = [Buffer.from('ssh-ed25519'), (value: number) => Buffer.from([0, 0, 0, value])];
  return `ssh-ed25519 ${Buffer.concat([size(11), type, size(32), Buffer.alloc(32, fill)]).toString('base64')}`;
};

function member(id: string, fill: number, admin = false): Member {
  const keys = { recipient: recipient(fill), signingKey: signingKey(fill) };
  return { id, name: id, email: `${id}@example.org`, ...keys, admin, joined: '2026-11-23T14:00:00Z' };
}

const ana = member('ana', 9, true);
const ben = member('ben', 11);
const cleo = member('cleo', 13);
const before: Roster = {
  ...{ format: 1, keyType: 'x25519', generation: 7, sealAgainSince: 5, recovery: 'declined' },
  members: [ana, ben, cleo],
};

const rotated = (keys: Partial<Member>): Partial<Roster> => {
  const before = { recipient: ben.recipient, signingKey: ben.signingKey };
  const until = '2026-11-24T14:00:00Z';
  const now = { ...ben, recipient: recipient17, signingKey: signingKey(17), ...keys };
  return { members: [ana, { ...now, previous: [{ ...before, until }] }, cleo] };
};
const recipient17 = recipient(17);

describe('a member who is no admin changes the team', () => {
  it.each<readonly [string, Partial<Roster>, string | undefined]>([
    ['with new keys of their own', rotated({}), undefined],
    ['with new keys, and everything is to be sealed again', { ...rotated({}), sealAgainSince: 8 }, undefined],
    ['without somebody', { members: [ana, ben] }, 'team-rewritten'],
    ['with another type of keys', { keyType: 'hybrid' }, 'team-rewritten'],
    [
      'with another key in place of theirs',
      { members: [ana, ben, { ...cleo, ...member('cleo', 19) }] },
      'team-rewritten',
    ],
    ['with a number that is not higher', { ...rotated({}), generation: 7 }, 'team-older'],
    ['with a number that uses up all others', { ...rotated({}), generation: 2 ** 52 }, 'team-unusable'],
    ['so that nothing waits to be sealed again', { ...rotated({}), sealAgainSince: 4 }, 'team-unusable'],
    ['so that nothing ever waits', { ...rotated({}), sealAgainSince: 2 ** 52 }, 'team-unusable'],
    ['with a key that is mistyped', rotated({ recipient: `${recipient17}q` }), 'team-unusable'],
    [
      'with a key of another type',
      rotated({ recipient: bech32.encode('age1pq', bech32.toWords(new Uint8Array(1216)), false) }),
      'team-unusable',
    ],
    ['with a key that everybody shares a secret with', rotated({ recipient: recipient(0) }), 'team-unusable'],
    [
      'with a signing key in another spelling',
      rotated({ signingKey: `${signingKey(17)}=` }),
      'team-unusable',
    ],
    ['with an admin more', { members: [ana, { ...ben, admin: true }, cleo] }, 'not-admin'],
    ['with somebody more', { members: [ana, ben, cleo, member('eve', 21)] }, 'not-admin'],
  ])('%s', (_, change, harm) => {
    expect(checkRosterChange(before, { ...before, generation: 8, ...change }, { member: ben })).toBe(harm);
  });
});
