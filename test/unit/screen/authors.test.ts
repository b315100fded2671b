import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Written } from '../../../src/incident/authors.ts';
import { authorBlocks } from '../../../src/screen/authors.ts';

/** A time of day is that of a place. */
process.env.TZ = 'UTC';

const DAY = Date.parse('2026-11-23T00:00:00Z');
const entry = fc.record({ minute: fc.nat(24 * 60 - 1), by: fc.constantFrom('ana', 'ben', 'cem') });

describe('who wrote an incident', () => {
  it('stands there by time, whatever the order of the chain, with every entry', () => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 12 }), (all) => {
        const written = all.map(
          ({ minute, by }, index): Written => ({
            ...{ id: `E${index}`, kind: `kind-${index}`, by, authorship: 'verified' as const },
            at: new Date(DAY + minute * 60_000).toISOString(),
          }),
        );
        const said: string[] = [];
        const [, list] = authorBlocks(written, {
          now: new Date(DAY),
          nameOf: (member) => {
            said.push(member);
            return member;
          },
          reports: new Map(),
        });
        const items = list?.kind === 'list' ? list.items : [];
        const times = items.map((item) => /\d\d:\d\d/.exec(String(item))?.[0] ?? '');
        expect(times).toEqual([...times].sort());
        expect(times[0]).toMatch(/^\d\d:\d\d$/);
        expect(new Set(said)).toEqual(new Set(all.map(({ by }) => by)));
      }),
    );
  });
});
