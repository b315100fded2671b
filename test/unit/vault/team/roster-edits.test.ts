import { beforeAll, describe, expect, it } from 'vitest';
import { makeIdentity, publicPart } from '../../../../src/vault/keys/identity.ts';
import type { PublicKeys } from '../../../../src/vault/keys/public-file.ts';
import type { Roster } from '../../../../src/vault/team/roster.ts';
import {
  memberMeant,
  withAdmin,
  withMember,
  withMemberBack,
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
    const twice = withMember(once, { ...ben(others), name: 'Ben!? Ο', email: 'ben@else.example' }, AT);
    expect(twice.members.map(({ id, admin }) => [id, admin])).toEqual([
      ['ana', true],
      ['ben', false],
      ['ben-2', false],
    ]);
  });

  it.each<[string, { readonly name?: string; readonly email?: string }, string]>([
    ['a name', { email: 'other@example.org' }, 'There is a Ben on the team already'],
    [
      'a name to the eye',
      { name: 'Вen', email: 'other@example.org' },
      'Cyrillic and Latin letters, and looks like “Ben”',
    ],
    ['an address', { name: 'Somebody' }, 'ben@example.org is the address of Ben'],
    ['an address to the eye', { name: 'Somebody', email: 'bеn@example.org' }, 'looks like “ben@example.org”'],
  ])('takes nobody in by %s of somebody else', (_what, called, why) => {
    const once = withMember(roster, ben(), AT);
    expect(() => withMember(once, { ...ben(others), ...called }, AT)).toThrow(why);
    const gone = withoutMember(once, 'ben', AT);
    expect(() => withMember(gone, { ...ben(others), ...called }, AT)).toThrow(
      why.replace('is a Ben', 'was a Ben'),
    );
  });

  it('takes no key twice, and says whose it is', () => {
    const once = withMember(roster, ben(), AT);
    const cleo = { name: 'Cleo', email: 'cleo@example.org' };
    const asCleo = (which: PublicKeys) => () => withMember(once, { ...ben(which), ...cleo }, AT);
    expect(asCleo(keys)).toThrow('Ben is on the team already, with these keys');
    expect(asCleo({ ...others, recipient: keys.recipient })).toThrow(
      'One of the two keys in this request is Ben’s',
    );
    expect(asCleo({ ...others, signingKey: keys.signingKey })).toThrow('is Ben’s, and the other one is not');
    const rotated = withNewKeys(once, 'ben', others, AT);
    expect(() => withMember(rotated, { ...ben(), ...cleo }, AT)).toThrow('was Ben’s until it was replaced');
    expect(() => withNewKeys(rotated, 'ben', keys, AT)).toThrow('was Ben’s until it was replaced');
    const gone = withoutMember(once, 'ben', AT);
    expect(() => withMember(gone, { ...ben(), ...cleo }, AT)).toThrow('those of Ben, who has left the team');
    const recovered: Roster = { ...roster, recovery: { ...others, recipient: keys.recipient } };
    expect(() => withMember(recovered, { ...ben(), ...cleo }, AT)).toThrow('is the recovery key');
  });

  it('takes somebody back who had left, with the keys from before or with new ones, and not as an admin', () => {
    const once = withMember(roster, { ...ben(), admin: true }, AT);
    const gone = withoutMember(once, 'ben', AT);
    const [, back] = withMemberBack(gone, 'ben').members;
    expect(back).toEqual({ ...once.members[1], admin: false });
    const [, anew] = withNewKeys(gone, 'ben', others, AT).members;
    expect(anew).toMatchObject({ ...others, admin: false, previous: [keys] });
    expect(anew).not.toHaveProperty('left');
    expect(withNewKeys(once, 'ben', others, AT).members[1]).toMatchObject({ admin: true });
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

  it('finds a member by a first name that only one has', async () => {
    const adler = withMember(roster, { ...ben(), name: 'Ben Adler', email: 'adler@example.org' }, AT);
    expect(memberMeant(adler, 'ben').id).toBe('ben-adler');
    expect(() => memberMeant(adler, 'Be')).toThrow('Nobody on the team');
    const okafor = { ...ben(others), name: 'Ben Okafor', email: 'okafor@example.org' };
    const both = withMember(adler, okafor, AT);
    expect(() => memberMeant(both, 'Ben')).toThrow('More than one');
    expect(memberMeant(both, 'Ben Okafor').id).toBe('ben-okafor');
  });

  it('finds nobody who has left, and does not choose between two', () => {
    const one = withMember(roster, ben(), AT);
    // As a team of long ago may have it.
    const two = { ...one, members: [...one.members, { ...ben(others), id: 'ben-2', joined: AT }] };
    expect(memberMeant(two, 'Ben').id).toBe('ben');
    expect(memberMeant(withoutMember(two, 'ben', AT), 'ben').id).toBe('ben-2');
    expect(() => memberMeant(two, 'ben@example.org')).toThrow('More than one');
    expect(() => memberMeant(two, 'Mallory')).toThrow('Nobody on the team');
    const whole = {
      ...one,
      members: one.members.map((member) => ({
        ...member,
        id: `${member.id}-x`,
        name: `${member.name} Okafor`,
      })),
    };
    expect(memberMeant(whole, 'ben').id).toBe('ben-x');
    expect(() => memberMeant(whole, 'Okafor')).toThrow('More than one');
  });
});
