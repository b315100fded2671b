import { describe, expect, it } from 'vitest';
import type { Roster } from '../../../../src/vault/team/roster.ts';
import { redo, rosterChanges } from '../../../../src/vault/team/roster-changes.ts';

type Member = Roster['members'][number];

const member = (id: string, more: Partial<Member> = {}): Member => ({
  id,
  name: id,
  email: `${id}@example.org`,
  recipient: `age1${id}`,
  signingKey: `ssh-ed25519 ${id}`,
  admin: false,
  joined: '2026-11-23T14:00:00Z',
  ...more,
});
const LEFT = { left: '2026-11-24T14:00:00Z' };
const base: Roster = {
  format: 1,
  keyType: 'x25519',
  generation: 4,
  members: [member('ana', { admin: true }), member('ben'), member('cem')],
  recovery: 'not-yet',
};
const having = (generation: number, ...members: readonly Member[]): Roster => ({
  ...base,
  generation,
  members: base.members
    .map((one) => members.find(({ id }) => id === one.id) ?? one)
    .concat(members.filter(({ id }) => !base.members.some((one) => one.id === id))),
});

describe('what was done to a team', () => {
  it.each<readonly [string, Member, string]>([
    ['somebody new', member('dia'), 'dia was added'],
    ['somebody who left', member('ben', LEFT), 'ben was removed'],
    ['an admin', member('ben', { admin: true }), 'ben became an admin'],
    ['an admin no more', member('ana'), 'ana is no longer an admin'],
    ['other keys', member('ben', { recipient: 'age1other' }), 'ben has new keys'],
    ['another name', member('ben', { name: 'ben' }), ''],
  ])('names %s', (_what, now, words) => {
    expect(rosterChanges(base, having(5, now)).map((one) => one.words)).toEqual(words === '' ? [] : [words]);
  });

  it('names the recovery key, and not what follows from the rest', () => {
    const recovery = { recipient: 'age1rec', signingKey: 'ssh-ed25519 rec' };
    const after: Roster = { ...base, generation: 9, sealAgainSince: 9, recovery };
    expect(rosterChanges(base, after)).toEqual([
      { of: 'recovery', isMember: false, words: 'the recovery key' },
    ]);
  });
});

describe('doing a change of the team again, on top of another', () => {
  const removed = { ...having(5, member('ben', LEFT)), sealAgainSince: 5 };

  it('keeps both where they touch different people', () => {
    const next = redo(base, removed, having(6, member('dia'), member('cem', { admin: true })));
    expect(next).toMatchObject({ generation: 7, sealAgainSince: 7 });
    expect(next?.members.map(({ id, left, admin }) => [id, left !== undefined, admin])).toEqual([
      ['ana', false, true],
      ['ben', true, false],
      ['cem', false, true],
      ['dia', false, false],
    ]);
  });

  it('adds whom one side added', () => {
    const next = redo(base, having(5, member('dia')), having(5, member('eva')));
    expect(next?.members.map(({ id }) => id)).toEqual(['ana', 'ben', 'cem', 'eva', 'dia']);
    expect(next).not.toHaveProperty('sealAgainSince');
  });

  it.each<readonly [string, Roster]>([
    ['the same member', having(5, member('ben', { admin: true }))],
    ['somebody who was added under the same ID', having(5, member('ben', { name: 'Benno' }))],
  ])('does not choose where both touched %s', (_what, theirs) => {
    expect(redo(base, removed, theirs)).toBeUndefined();
  });
});
