import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digest } from '../../../src/incident/canonical.ts';
import type { Entry } from '../../../src/incident/entry.ts';
import { lost, mergeEntries } from '../../../src/incident/merge.ts';
import { order } from '../../../src/incident/order.ts';
import { chain } from './fold.ts';

/** Entries as several people write them side by side: each has some of those before it before their eyes. */
const written = fc
  .array(
    fc.record({
      id: fc.constantFrom('A', 'B', 'C', 'D'),
      text: fc.string({ maxLength: 2 }),
      seen: fc.array(fc.nat({ max: 7 }), { maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((drafts) => {
    const entries: Entry[] = [];
    for (const { id, text, seen } of drafts) {
      const before = seen.flatMap((index) => entries[index] ?? []);
      const [entry] = chain({ id, kind: 'note', text });
      if (entry !== undefined)
        entries.push({
          ...entry,
          after: [...new Set(before.map(digest))].sort(),
          seq: 1 + Math.max(0, ...before.map(({ seq }) => seq)),
        });
    }
    return entries;
  });
/** Three versions of one incident, each with some of its entries in some order. */
const versions = written.chain((entries) => {
  const version = fc.shuffledSubarray(entries);
  return fc.tuple(version, version, version);
});

describe('two versions of an incident, merged', () => {
  it('are the same whichever comes first', () => {
    fc.assert(
      fc.property(versions, ([a, b]) => {
        expect(mergeEntries(a, b)).toEqual(mergeEntries(b, a));
      }),
    );
  });

  it('are the same in whatever steps', () => {
    fc.assert(
      fc.property(versions, ([a, b, c]) => {
        expect(mergeEntries(mergeEntries(a, b), c)).toEqual(mergeEntries(a, mergeEntries(b, c)));
      }),
    );
  });

  it('do not change when they are merged again', () => {
    fc.assert(
      fc.property(versions, ([a, b]) => {
        const merged = mergeEntries(a, b);
        expect(mergeEntries(merged, merged)).toEqual(merged);
        expect(mergeEntries(merged, a)).toEqual(merged);
      }),
    );
  });

  it('have every entry once, also those that have one ID', () => {
    fc.assert(
      fc.property(versions, ([a, b]) => {
        const merged = mergeEntries(a, b).map(digest);
        expect(new Set(merged)).toEqual(new Set([...a, ...b].map(digest)));
        expect(merged).toHaveLength(new Set(merged).size);
      }),
    );
  });
});

describe('what is no longer there', () => {
  const entries = chain({ kind: 'opened' }, { kind: 'note', text: 'a' });

  it('is named by its digest', () => {
    const { heads } = order(entries);
    expect(lost(heads, entries)).toEqual([]);
    expect(lost([...heads, 'gone'], entries)).toEqual(['gone']);
    expect(lost(heads, entries.slice(0, 1))).toEqual(heads);
  });
});
