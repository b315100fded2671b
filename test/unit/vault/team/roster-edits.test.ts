import { beforeAll, describe, expect, it } from 'vitest';
import { makeIdentity, publicPart } from '../../../../src/vault/keys/identity.ts';
import type { PublicKeys } from '../../../../src/vault/keys/identity-file.ts';
import type { Roster } from '../../../../src/vault/team/roster.ts';
import {
  memberMeant,
  withAdmin,
  withMember,
  withNewKeys,
  withoutMember,
} from '../../../../src/vault/team/roster-edits.ts';

const AT = '2026-11-24T14:00:00Z';
let roster: Roster;
let keys: PublicKeys;
let others: PublicKeys;

beforeAll(async () => {
  keys = publicPart(await makeIdentity('x25519'));
  others = publicPart(await makeIdentity('x25519'));
  const ana = { id: 'ana', name: 'Ana', email: 'ana@example.org', admin: true, joined: AT };
  roster = {
    format: 1,
    keyType: 'x25519',
    generation: 1,
    members: [{ ...ana, ...publicPart(await makeIdentity('x25519')) }],
    recovery: 'declined',
  };
});

const ben = (more: Partial<PublicKeys> = {}) => ({
  name: 'Ben',
  email: 'ben@example.org',
  admin: false,
  ...keys,
  ...more,
});

describe('the team', () => {
  it('takes somebody in, under an ID of their own', () => {
    const once = withMember(roster, ben(), AT);
    const twice = withMember(once, ben(others), AT);
    expect(twice.members.map(({ id, admin }) => [id, admin])).toEqual([
      ['ana', true],
      ['ben', false],
      ['ben-2', false],
    ]);
  });

  it('takes no key twice', () => {
    const once = withMember(roster, ben(), AT);
    expect(() => withMember(once, ben(), AT)).toThrow('the same recipient twice');
    const rotated = withNewKeys(once, 'ben', others, AT);
    expect(() => withMember(rotated, ben(), AT)).toThrow('the same recipient twice');
  });

  it('takes no key of another type', async () => {
    const hybrid = publicPart(await makeIdentity('hybrid'));
    expect(() => withMember(roster, ben(hybrid), AT)).toThrow('of another type');
    expect(() => withNewKeys(roster, 'ana', hybrid, AT)).toThrow('of another type');
  });

  it('keeps the keys before, and lets somebody who had left in again', () => {
    const left = withoutMember(withMember(roster, ben(), AT), 'ben', AT);
    const again = withNewKeys(left, 'ben', others, AT);
    expect(again.members[1]).toMatchObject({ ...others, previous: [{ ...keys, until: AT }] });
    expect(again.members[1]).not.toHaveProperty('left');
  });

  it('never is without an admin', () => {
    expect(() => withoutMember(roster, 'ana', AT)).toThrow('nobody would be left');
    expect(() => withAdmin(roster, 'ana', false)).toThrow('nobody would be left');
    const two = withAdmin(withMember(roster, ben(), AT), 'ben', true);
    expect(withoutMember(two, 'ana', AT).members[0]).toHaveProperty('left', AT);
    expect(() => withoutMember(withoutMember(two, 'ana', AT), 'ben', AT)).toThrow('nobody would be left');
  });

  it.each(['ben', 'BEN', ' Ben ', 'ben@example.org'])('finds a member by %j', (typed) => {
    expect(memberMeant(withMember(roster, ben(), AT), typed).id).toBe('ben');
  });

  it('finds nobody who has left, and does not choose between two', () => {
    const two = withMember(withMember(roster, ben(), AT), ben(others), AT);
    expect(memberMeant(two, 'Ben').id).toBe('ben');
    expect(memberMeant(withoutMember(two, 'ben', AT), 'ben').id).toBe('ben-2');
    expect(() => memberMeant(two, 'ben@example.org')).toThrow('More than one');
    expect(() => memberMeant(two, 'Mallory')).toThrow('Nobody on the team');
  });
});
