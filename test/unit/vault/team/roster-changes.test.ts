import { expect, it } from 'vitest';
import type { Roster } from '../../../../src/vault/team/roster.ts';
import { rosterChanges } from '../../../../src/vault/team/roster-changes.ts';

const ROSTER: Roster = { format: 1, keyType: 'x25519', generation: 1, members: [], recovery: 'declined' };

it.each(['toString', 'constructor', '__proto__', 'hasOwnProperty'])(
  'what was done to a roster is told also where a part of it is called %s',
  (name) => {
    const after = JSON.parse(JSON.stringify(ROSTER).replace('{', `{"${name}":1,`)) as Roster;
    const changes = rosterChanges(ROSTER, after).map(({ of }) => of);
    expect(changes).toEqual([name]);
  },
);
