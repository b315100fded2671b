import { beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../../../src/errors.ts';
import { makeIdentity, publicPart } from '../../../../src/vault/keys/identity.ts';
import type { PublicKeys } from '../../../../src/vault/keys/public-file.ts';
import { memberWithKeys, whoseKeys } from '../../../../src/vault/team/membership.ts';
import type { Roster } from '../../../../src/vault/team/roster.ts';

const AT = '2026-11-24T14:00:00Z';
const pairs: Record<'ana' | 'old' | 'cem' | 'recovery' | 'stranger', PublicKeys> = {} as never;
let roster: Roster;

beforeAll(async () => {
  for (const name of ['ana', 'old', 'cem', 'recovery', 'stranger'] as const)
    pairs[name] = publicPart(await makeIdentity('x25519'));
  const { ana, old, cem, recovery } = pairs;
  const member = (name: string) => ({
    ...{ id: name.toLowerCase(), name, email: `${name}@example.org`, admin: true, joined: AT },
  });
  roster = {
    ...{ format: 1, keyType: 'x25519', generation: 1, recovery: { ...recovery } },
    members: [
      { ...member('Ana'), ...ana, previous: [{ ...old, until: AT }] },
      { ...member('Cem'), ...cem, left: AT },
    ],
  };
});

type Name = keyof typeof pairs;
const mixed = (recipient: Name, signingKey: Name): PublicKeys => ({
  recipient: pairs[recipient].recipient,
  signingKey: pairs[signingKey].signingKey,
});

describe('whose keys they are', () => {
  it.each<[Name, Name, string, string | undefined, RegExp]>([
    ['ana', 'ana', 'current', 'ana', /^$/],
    ['ana', 'stranger', 'half', 'ana', /is that of Ana on the team, and the other one is not/],
    ['stranger', 'ana', 'half', 'ana', /is that of Ana/],
    ['ana', 'old', 'half', 'ana', /is that of Ana/],
    ['cem', 'stranger', 'half', 'cem', /is that of Cem/],
    ['old', 'old', 'replaced', 'ana', /were replaced by newer ones/],
    ['stranger', 'old', 'replaced', 'ana', /were replaced by newer ones/],
    ['cem', 'cem', 'left', 'cem', /not on the team of this reports repository any more/],
    ['recovery', 'recovery', 'recovery', undefined, /are the recovery key/],
    ['stranger', 'recovery', 'recovery', undefined, /are the recovery key/],
    ['stranger', 'stranger', 'new', undefined, /not on the team of this reports repository yet/],
  ])('is told of those of %s to open with and of %s to sign with: %s', (age, signing, are, id, words) => {
    const known = whoseKeys(roster, mixed(age, signing));
    expect({ are: known.are, id: 'member' in known ? known.member.id : undefined }).toEqual({ are, id });
    let said = '';
    try {
      expect(memberWithKeys(roster, mixed(age, signing)).id).toBe(id);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      // Each has a way on that is not the command from which they came.
      expect(error.hints.join(' ')).toContain('`coc join');
      said = error.message;
    }
    expect(said).toMatch(words);
  });
});
