import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMPARED, type ComparedAs, introducedIn } from '../../../src/incident/compared-elsewhere.ts';
import type { Content, Entry } from '../../../src/incident/entry.ts';
import { mergeEntries as merge } from '../../../src/incident/merge.ts';
import { type Unsealed, view } from '../../../src/incident/view.ts';
import { behind, chain, report } from './fold.ts';

const ID = 'K7F392QD';
const SEALED = '-----BEGIN AGE ENCRYPTED FILE-----';
const START = chain({ kind: 'opened' }, report(), {
  kind: 'person',
  person: 'A1',
  role: 'accused',
  name: 'Max',
});
const PERSON = START.at(-1)?.id ?? '';

const block = (is: string) => ({ person: PERSON, incident: 'ABCD2345', other: 'X1', is });
const compared = (before: readonly Entry[], id: string): Entry =>
  behind(before, id, { kind: 'compared', sealed: SEALED });
const saidIn = (entries: readonly Entry[], unsealed: Unsealed) =>
  view(ID, entries, unsealed).compared?.map(({ person, incident, is }) => `${person} ${incident} ${is}`);

describe('what was said of somebody and of somebody of another incident', () => {
  it('is told to nobody for whom the block stays closed', () => {
    const entries = [...START, compared(START, 'C1')];
    expect(saidIn(entries, new Map())).toBeUndefined();
    expect(saidIn(entries, new Map([['C1', block('same')]]))).toEqual(['A1 ABCD2345 same']);
  });

  it('takes the place of what its writer knew, and is open again once that is said', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...COMPARED), { minLength: 1, maxLength: 6 }), (all) => {
        let entries: readonly Entry[] = START;
        const unsealed = new Map<string, Record<string, string>>();
        all.forEach((is, index) => {
          entries = [...entries, compared(entries, `C${index}`)];
          unsealed.set(`C${index}`, block(is));
        });
        const last = all.at(-1);
        expect(saidIn(entries, unsealed)).toEqual(last === 'open' ? undefined : [`A1 ABCD2345 ${last}`]);
      }),
    );
  });

  it('is the same in whatever order two versions are brought together', () => {
    const word = fc.constantFrom(...COMPARED);
    fc.assert(
      fc.property(word, word, (one: ComparedAs, other: ComparedAs) => {
        const unsealed = new Map([
          ['C1', block(one)],
          ['C2', block(other)],
        ]);
        const [here, there] = [
          [...START, compared(START, 'C1')],
          [...START, compared(START, 'C2')],
        ];
        const both = saidIn(merge(here, there), unsealed);
        expect(saidIn(merge(there, here), unsealed)).toEqual(both);
        expect(saidIn(merge(merge(here, there), there), unsealed)).toEqual(both);
        const stands = COMPARED.find((is) => is === one || is === other);
        expect(both).toEqual(stands === 'open' ? undefined : [`A1 ABCD2345 ${stands}`]);
      }),
    );
  });

  it('means whoever was brought in by that entry, also where another one got the same mark', () => {
    const also: Content = { kind: 'person', person: 'A1', role: 'accused', name: 'Moritz' };
    const base = START.slice(0, -1);
    const [one, other] = [behind(base, 'P1', { ...also, name: 'Max' }), behind(base, 'P2', also)];
    const entries = merge([...base, one], [...base, other]);
    const { people } = view(ID, entries);
    const marks = introducedIn(view(ID, entries));
    const nameOf = (id: string) => people.find(({ ref }) => ref === marks.get(id))?.name;
    expect([nameOf('P1'), nameOf('P2')]).toEqual(['Max', 'Moritz']);
  });

  it.each([
    ['somebody who is not there', { ...block('same'), person: 'nobody' }],
    ['a word that it does not have', block('perhaps')],
    ['nothing', {}],
  ])('is nothing where the block has %s', (_what, fields) => {
    expect(saidIn([...START, compared(START, 'C1')], new Map([['C1', fields]]))).toBeUndefined();
  });
});

describe('an incident that is kept for if it happens again', () => {
  const person = { kind: 'person', person: 'R1', role: 'reporter' } as const;
  const start = chain({ kind: 'opened' }, person, report());
  const reportId = start.find(({ kind }) => kind === 'report')?.id ?? '';
  const stop: Content = { kind: 'consent', report: reportId, answer: 'asked-not-to-proceed' };
  const again: Content = {
    kind: 'only-again',
    report: reportId,
    words: 'only if he does it to somebody else',
  };
  const incident = (...contents: Content[]) => {
    const entries: Entry[] = [...start];
    for (const content of contents) entries.push(behind(entries, `Z${entries.length}`, content));
    return view(ID, entries);
  };

  it('does not go on, and says in whose words', () => {
    expect(incident(stop, again)).toMatchObject({
      stopped: {},
      onlyAgain: { people: ['R1'], words: ['only if he does it to somebody else'] },
    });
  });

  it.each([
    ['nobody asked that it does not go on', [again]],
    ['they asked later that it stops', [stop, again, stop]],
    ['it goes on', [stop, again, { kind: 'consent', report: reportId, answer: 'no-objection' }]],
    [
      'they want later that it is kept, and no more',
      [stop, again, { kind: 'wish', report: reportId, want: 'keep', saidAt: '2026-11-24T11:00:00+01:00' }],
    ],
    [
      'somebody else asked that it does not go on',
      [stop, again, { kind: 'person', person: 'P1', role: 'affected' }, { ...stop, from: 'P1' }],
    ],
  ] as [string, Content[]][])('is none where %s', (_what, contents) => {
    expect(incident(...contents).onlyAgain).toBeUndefined();
  });
});
