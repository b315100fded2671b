import { describe, expect, it } from 'vitest';
import { remarkOn } from '../../../src/joining/newcomer.ts';
import type { JoinRequest } from '../../../src/vault/team/join-request.ts';
import type { Roster } from '../../../src/vault/team/roster.ts';

const AT = '2026-11-24T14:00:00Z';
const keys = (of: string) => ({ recipient: `age1${of}`, signingKey: `ssh-ed25519 ${of}` });
const member = (id: string, name: string, more: object = {}) => ({
  ...{ id, name, email: `${id}@example.org`, ...keys(id), admin: false, joined: AT, ...more },
});
const roster: Roster = {
  ...{ format: 1, keyType: 'x25519', generation: 1, recovery: keys('recovery') },
  members: [
    member('cleo', 'Cleo', { previous: [{ ...keys('older'), until: AT }] }),
    member('gone', 'Dan', { left: AT }),
  ],
};
const asked = (more: object): JoinRequest => ({
  ...{ format: 1, repository: 'a'.repeat(40), name: 'Eve', email: 'eve@example.org', ...keys('eve'), at: AT },
  ...more,
});

describe('what an admin sees beside a request', () => {
  it.each<[string, object, string | undefined]>([
    ['nothing', {}, undefined],
    ['a key of a member', { recipient: keys('cleo').recipient }, 'with a key of Cleo’s'],
    ['a key that was replaced', keys('older'), 'with a key of Cleo’s'],
    ['the recovery key', { recipient: keys('recovery').recipient }, 'with the recovery key'],
    ['the keys of somebody who left', keys('gone'), 'was on the team as Dan'],
    ['a name to the eye', { name: 'Сleo' }, 'with Cyrillic and Latin letters, looks like Cleo'],
    ['an address to the eye', { email: 'cIeo@example.org' }, 'looks like Cleo by the address'],
    ['a name', { name: 'cleo' }, 'the name of Cleo, who is on the team'],
    ['an address', { email: 'gone@example.org' }, 'the address of Dan, who was on the team'],
    ['another alphabet', { name: 'Ева' }, 'Cyrillic letters'],
    ['two alphabets in one word', { name: 'Еve' }, 'with Cyrillic and Latin letters'],
  ])('is %s', (_what, more, remark) => {
    expect(remarkOn(roster, asked(more))).toBe(remark);
  });
});
