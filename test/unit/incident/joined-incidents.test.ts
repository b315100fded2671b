import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../src/incident/entry.ts';
import { JOINED, type JoinedAs } from '../../../src/incident/joined-incidents.ts';
import { mergeEntries as merge } from '../../../src/incident/merge.ts';
import { type Unsealed, view } from '../../../src/incident/view.ts';
import { behind, chain, report } from './fold.ts';

const ID = 'K7F392QD';
const START = chain({ kind: 'opened' }, report());

const joined = (before: readonly Entry[], id: string): Entry =>
  behind(before, id, { kind: 'joined', sealed: '-----BEGIN AGE ENCRYPTED FILE-----' });
const leading = (entries: readonly Entry[], unsealed: Unsealed) =>
  view(ID, entries, unsealed).joined?.map(({ incident }) => incident);

describe('that an incident is one matter with another', () => {
  it('is told to nobody for whom the block stays closed', () => {
    const entries = [...START, joined(START, 'J1')];
    expect(leading(entries, new Map())).toBeUndefined();
    const open = new Map([['J1', { incident: 'ABCD2345', is: 'led', why: 'one talk' }]]);
    expect(view(ID, entries, open).joined).toMatchObject([
      { incident: 'ABCD2345', why: 'one talk', by: 'ana' },
    ]);
  });

  it('is as whoever knew of all before says, each other incident for itself', () => {
    const said = fc.record({
      incident: fc.constantFrom('ABCD2345', 'ABCD2346'),
      is: fc.constantFrom(...JOINED),
    });
    fc.assert(
      fc.property(fc.array(said, { minLength: 1, maxLength: 6 }), (all) => {
        let entries: readonly Entry[] = START;
        all.forEach((_one, index) => {
          entries = [...entries, joined(entries, `J${index}`)];
        });
        const unsealed = new Map(all.map((one, index) => [`J${index}`, one]));
        const stand = ['ABCD2345', 'ABCD2346'].filter(
          (id) => all.findLast(({ incident }) => incident === id)?.is === 'led',
        );
        expect([...(leading(entries, unsealed) ?? [])].sort()).toEqual(stand);
      }),
    );
  });

  it('is the same in whatever order two versions are brought together, and what joins them stands', () => {
    const word = fc.constantFrom(...JOINED);
    fc.assert(
      fc.property(word, word, fc.boolean(), (one: JoinedAs, other: JoinedAs, isOfOne) => {
        const unsealed = new Map([
          ['J1', { incident: 'ABCD2345', is: one }],
          ['J2', { incident: isOfOne ? 'ABCD2345' : 'ABCD2346', is: other }],
        ]);
        const [here, there] = [
          [...START, joined(START, 'J1')],
          [...START, joined(START, 'J2')],
        ];
        const both = leading(merge(here, there), unsealed);
        expect(leading(merge(there, here), unsealed)).toEqual(both);
        expect(leading(merge(merge(here, there), there), unsealed)).toEqual(both);
        const led = [...unsealed.values()].filter(({ is }) => is === 'led').map(({ incident }) => incident);
        expect([...(both ?? [])].sort()).toEqual([...new Set(led)].sort());
      }),
    );
  });

  it.each([
    ['a word that it does not have', { incident: 'ABCD2345', is: 'perhaps' }],
    ['no incident', { is: 'led' }],
    ['nothing', {}],
  ])('is nothing where the block has %s', (_what, fields) => {
    expect(
      leading([...START, joined(START, 'J1')], new Map([['J1', fields as Record<string, string>]])),
    ).toBeUndefined();
  });
});
