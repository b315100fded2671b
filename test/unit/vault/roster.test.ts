import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import { NOTHING_HELD } from '../../../src/vault/team/known-keys.ts';
import { recipientsOf } from '../../../src/vault/team/recipients.ts';
import { allowedSigners, parseRoster } from '../../../src/vault/team/roster.ts';

const WHEN = '2026-01-31T10:00:00+01:00';
const keys = (name: string) => ({ recipient: `age1${name}`, signingKey: `ssh-ed25519 ${name}` });
const member = (id: string, more: object = {}) => ({
  id,
  name: id,
  email: `${id}@team.example`,
  ...keys(id),
  admin: true,
  joined: WHEN,
  ...more,
});
const rotated = (...names: readonly string[]) => ({
  previous: names.map((name) => ({ ...keys(name), until: WHEN })),
});
const roster = (members: readonly object[], recovery: unknown = 'not-yet') => ({
  format: 1,
  keyType: 'x25519',
  generation: 1,
  members,
  recovery,
});
const shared = (needed: unknown, custodians: unknown) => ({
  ...keys('r'),
  shares: { needed, custodians },
});
const refusal = (data: unknown): string => {
  try {
    parseRoster(data);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return 'taken';
};

describe('parseRoster', () => {
  it('takes replaced keys and shares of the recovery key, and keeps what it does not know', () => {
    const custodians = [
      { name: 'A', member: 'a' },
      { name: 'Somebody outside', phone: 'x' },
    ];
    const data = roster(
      [member('a', rotated('a1', 'a2')), member('b', { left: WHEN })],
      shared(2, custodians),
    );
    expect(parseRoster(data)).toEqual(data);
    expect(refusal(roster([member('a')], keys('r')))).toBe('taken');
  });

  it.each<[string, object]>([
    ['name: Too big', roster([member('a', { name: 'x'.repeat(1001) })])],
    ['recipient: Too big', roster([member('a', { recipient: `age1${'q'.repeat(5000)}` })])],
    ['members: Too big', roster(Array.from({ length: 1001 }, (_, at) => member(`a${at}`)))],
    ['two members with the same id', roster([member('a'), member('a', keys('b'))])],
    ['the same recipient twice', roster([member('a'), member('b', { recipient: 'age1a' })])],
    ['the same signingKey twice', roster([member('a'), member('b', { signingKey: 'ssh-ed25519 a' })])],
    ['the same recipient twice', roster([member('a', rotated('a'))])],
    ['the same recipient twice', roster([member('a', rotated('a1', 'a1'))])],
    ['the same recipient twice', roster([member('a', rotated('b')), member('b')])],
    ['the same recipient twice', roster([member('a', rotated('x')), member('b', rotated('x'))])],
    ['the same recipient twice', roster([member('a')], keys('a'))],
    ['the same signingKey twice', roster([member('a', rotated('r'))], { ...keys('r'), recipient: 'age1q' })],
    ['fewer shares of the recovery key than', roster([member('a')], shared(2, [{ name: 'A' }]))],
    ['who never was one', roster([member('a')], shared(2, [{ name: 'A', member: 'z' }, { name: 'B' }]))],
    ['not as it should be', roster([member('a')], shared(1, [{ name: 'A' }, { name: 'B' }]))],
    ['not as it should be', roster([member('a')], shared(2, [{ name: '' }, { name: 'B' }]))],
    ['not as it should be', roster([member('a', { previous: [keys('b')] })])],
  ])('refuses %s', (message, data) => {
    expect(refusal(data)).toContain(message);
  });
});

describe('replaced keys', () => {
  const parsed = parseRoster(roster([member('a', rotated('a1')), member('b', { left: WHEN })], keys('r')));

  it('still verify what they signed', () => {
    expect(allowedSigners(parsed)).toBe(
      ['a@team.example a', 'a@team.example a1', 'b@team.example b']
        .map((line) => `${line.replace(' ', ' namespaces="git,coc-entry" ssh-ed25519 ')}\n`)
        .concat('recovery-key namespaces="git,coc-recovery" ssh-ed25519 r\n')
        .join(''),
    );
  });

  it('are sealed to no more', () => {
    expect(recipientsOf(parsed, ['a', 'b'], NOTHING_HELD)).toEqual(['age1a', 'age1r']);
  });
});
