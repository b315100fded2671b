import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EntryOf } from '../../../src/incident/entry.ts';
import { foldEvidence } from '../../../src/incident/evidence.ts';
import type { Of } from '../../../src/incident/response.ts';

const FILES = ['A', 'B', 'C', 'D', 'E'] as const;
const NAMED = fc.constantFrom(...FILES, 'GONE');

/** What a fold makes of files, each perhaps in the place of an earlier one, and of what was said of them later. */
function folded(
  replaces: readonly (string | undefined)[],
  said: readonly { readonly evidence: string; readonly with?: string | undefined }[],
) {
  const files = FILES.map((id, at) => ({ id, kind: 'evidence', replaces: replaces[at] }));
  const later = said.map((one, at) => ({
    ...one,
    id: `S${String(at).padStart(3, '0')}`,
    kind: 'evidence-replaced',
  }));
  const of = ((kind: string) => [...files, ...later].filter((one) => one.kind === kind)) as unknown as Of;
  const order = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);
  return foldEvidence(of, new Map(), () => [], order).evidence;
}

const link = fc.record({ evidence: NAMED, with: fc.option(NAMED, { nil: undefined }) });

describe('which attachment stands in the place of which', () => {
  it('is one in the place of one, never in a circle, whatever entries say', () => {
    const given = fc.tuple(
      fc.array(fc.option(NAMED, { nil: undefined }), { minLength: 5, maxLength: 5 }),
      fc.array(link, { maxLength: 12 }),
    );
    fc.assert(
      fc.property(given, ([replaces, said]) => {
        const all = folded(replaces, said);
        const by = new Map(all.map((one) => [one.id, one]));
        for (const one of all) {
          if (one.replacedBy !== undefined) expect(by.get(one.replacedBy)?.replaces).toBe(one.id);
          let at = one.replacedBy;
          for (let steps = 0; at !== undefined; steps++, at = by.get(at)?.replacedBy)
            expect(steps).toBeLessThan(5);
        }
        expect(all.some(({ replacedBy }) => replacedBy === undefined)).toBe(true);
      }),
    );
  });

  it('is what was said last of it', () => {
    const none: undefined[] = [undefined, undefined, undefined, undefined, undefined];
    const pairs = (all: readonly EntryOf<'evidence'>[]) =>
      all.map(({ id, replaces }) => `${id}${replaces ?? ''}`);
    expect(pairs(folded(none, [{ evidence: 'A', with: 'B' }]))).toEqual(['A', 'BA', 'C', 'D', 'E']);
    expect(
      pairs(
        folded(none, [
          { evidence: 'A', with: 'B' },
          { evidence: 'A', with: 'C' },
        ]),
      ),
    ).toEqual(['A', 'B', 'CA', 'D', 'E']);
    expect(pairs(folded([undefined, 'A'], [{ evidence: 'A' }]))).toEqual(['A', 'B', 'C', 'D', 'E']);
  });
});
