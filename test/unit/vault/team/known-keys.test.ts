import { describe, expect, it } from 'vitest';
import {
  areOther,
  confirmed,
  type HeldKeys,
  heldIn,
  keysIn,
  knowsAll,
  learnt,
  type RosterStep,
} from '../../../../src/vault/team/known-keys.ts';
import { recipientsOf } from '../../../../src/vault/team/recipients.ts';
import type { Roster } from '../../../../src/vault/team/roster.ts';

const AT = '2026-01-01T00:00:00Z';
const keys = (name: string) => ({ recipient: `age1${name}`, signingKey: `ssh-ed25519 ${name}` });
const member = (id: string, key = id) => ({
  ...{ id, name: id, email: `${id}@team.example`, admin: true, joined: AT },
  ...keys(key),
});
const roster = (people: readonly [string, string?][], recovery?: string): Roster => ({
  format: 1,
  keyType: 'x25519',
  generation: 1,
  members: people.map(([id, key]) => member(id, key)),
  recovery: recovery === undefined ? 'not-yet' : keys(recovery),
});

/** Steps from roster to roster, each by somebody; undefined is the recovery key. */
function steps(first: Roster, ...then: readonly (readonly [string | undefined, Roster])[]): RosterStep[] {
  let before = first;
  return then.map(([by, next]) => {
    const step = { by, before, roster: next };
    before = next;
    return step;
  });
}

/** What Ana holds back after these steps, having seen the first roster. */
function heldAfter(first: Roster, ...then: readonly (readonly [string | undefined, Roster])[]): HeldKeys {
  const all = steps(first, ...then);
  return heldIn(all.at(-1)?.roster ?? first, learnt(keysIn(first), all, 'ana'));
}

const THREE = roster([['ana'], ['ben'], ['cleo']], 'r');
const FORGED = roster([['ana'], ['ben', 'mallory'], ['cleo']], 'r');

describe('keys of others, as Ana knows them', () => {
  it.each<[string, HeldKeys, readonly string[]]>([
    ['Cleo gives Ben other keys', heldAfter(THREE, ['cleo', FORGED]), ['ben']],
    ['Ben gives himself other keys', heldAfter(THREE, ['ben', FORGED]), []],
    ['Ana gives Ben other keys', heldAfter(THREE, ['ana', FORGED]), []],
    ['the recovery key gives Ben other keys', heldAfter(THREE, [undefined, FORGED]), []],
    [
      'Cleo gives Ben other keys, and "Ben" then other ones',
      heldAfter(THREE, ['cleo', FORGED], ['ben', roster([['ana'], ['ben', 'mallory2'], ['cleo']], 'r')]),
      ['ben'],
    ],
    [
      'Cleo gives Ben other keys, and Ana then does something else',
      heldAfter(
        THREE,
        ['cleo', FORGED],
        ['ana', roster([['ana'], ['ben', 'mallory'], ['cleo'], ['dan']], 'r')],
      ),
      ['ben'],
    ],
    [
      'Cleo makes another recovery key, and that one gives Ben other keys',
      heldAfter(
        THREE,
        ['cleo', roster([['ana'], ['ben'], ['cleo']], 'm')],
        [undefined, roster([['ana'], ['ben', 'mallory'], ['cleo']], 'm')],
      ),
      ['ben'],
    ],
    [
      'Cleo gives Ben other keys, and then puts those before back',
      heldAfter(THREE, ['cleo', FORGED], ['cleo', THREE]),
      [],
    ],
    ['Cleo lets Dan in', heldAfter(THREE, ['cleo', roster([['ana'], ['ben'], ['cleo'], ['dan']], 'r')]), []],
  ])('%s', (_, held, expected) => {
    expect([...held.members]).toEqual(expected);
  });

  it.each<[string, HeldKeys, HeldKeys['recovery']]>([
    [
      'Cleo makes the first recovery key',
      heldAfter(roster([['ana'], ['cleo']]), ['cleo', roster([['ana'], ['cleo']], 'm')]),
      { inForce: null },
    ],
    [
      'Cleo makes another one',
      heldAfter(THREE, ['cleo', roster([['ana'], ['ben'], ['cleo']], 'm')]),
      { inForce: keys('r') },
    ],
    [
      'Ana makes another one',
      heldAfter(THREE, ['ana', roster([['ana'], ['ben'], ['cleo']], 'm')]),
      undefined,
    ],
  ])('%s', (_, held, expected) => {
    expect(held.recovery).toEqual(expected);
  });

  it('are sealed to once Ana says that they are theirs, and not before', () => {
    const known = learnt(keysIn(THREE), steps(THREE, ['cleo', FORGED]), 'ana');
    const to = (now: typeof known) => recipientsOf(FORGED, ['ana', 'ben'], heldIn(FORGED, now));
    expect(to(known)).toEqual(['age1ana', 'age1r']);
    expect(to(confirmed(known, FORGED, { member: 'ben' }))).toEqual(['age1ana', 'age1mallory', 'age1r']);
    expect(knowsAll(FORGED, known)).toBe(false);
    expect(knowsAll(FORGED, confirmed(known, FORGED, { member: 'ben' }))).toBe(true);
    expect(areOther({ member: 'ben' }, THREE, FORGED)).toBe(true);
    expect(areOther('recovery-key', THREE, FORGED)).toBe(false);
  });

  it('nothing is sealed to nobody where all that is left is held', () => {
    const known = learnt(
      keysIn(THREE),
      steps(THREE, ['cleo', roster([['ana'], ['ben', 'm'], ['cleo']], 'm2')]),
      'ana',
    );
    const now = roster([['ana'], ['ben', 'm'], ['cleo']], 'm2');
    expect(recipientsOf(now, ['ben'], heldIn(now, known))).toEqual(['age1r']);
    const none = { members: new Set(['ben']), recovery: { inForce: null } };
    expect(() => recipientsOf(now, ['ben'], none)).toThrow(/Nobody on the team would be left/);
  });
});

it('whatever Cleo signs as herself, Ana seals to no key that is hers and not Cleo’s own', () => {
  let seed = 7;
  const random = (below: number): number => {
    seed = (seed * 1103515245 + 12345) % 2 ** 31;
    return Math.floor((seed / 2 ** 31) * below);
  };
  for (let run = 0; run < 300; run += 1) {
    let [before, number] = [THREE, 0];
    const all: RosterStep[] = [];
    for (let at = 0; at < 1 + random(6); at += 1) {
      number += 1;
      const of = (['ben', 'dan', 'recovery'] as const)[random(3)] ?? 'ben';
      const forged = keys(`cleo-made-${number}`);
      const next: Roster =
        of === 'recovery'
          ? { ...before, recovery: forged }
          : {
              ...before,
              members: before.members.map((one) => (one.id === of ? { ...one, ...forged } : one)),
            };
      // Once a key of hers stands there she signs as its owner, or with the recovery key, as well.
      const signers = [
        'cleo',
        ...before.members.flatMap(({ id, recipient }) => (recipient.startsWith('age1cleo-made') ? [id] : [])),
      ];
      const isHers =
        typeof before.recovery !== 'string' && before.recovery.recipient.startsWith('age1cleo-made');
      const by = [...signers, ...(isHers ? [undefined] : [])][random(signers.length + (isHers ? 1 : 0))];
      all.push({ by, before, roster: next });
      before = next;
    }
    const known = learnt(keysIn(THREE), all, 'ana');
    const to = recipientsOf(before, ['ana', 'ben', 'cleo'], heldIn(before, known));
    expect(to.filter((one) => one.startsWith('age1cleo-made'))).toEqual([]);
    expect(to).toContain('age1ana');
  }
});
