import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONTENTS, MOMENTS } from '../../../src/incident/entry.ts';
import { instant, isInstant } from '../../../src/incident/fields.ts';
import { EntryList } from '../../../src/policy/entry-list.ts';

const list = (): EntryList => new EntryList({ me: 'ana', newId: () => 'NEXT', firstId: 'FIRST' });
const DAY = '2026-11-21';

describe('a moment of which no more is known than its day', () => {
  it('becomes one in every field of entries that holds a moment, and the entry says how much is known', () => {
    const isMoment = (field: object): boolean =>
      field === instant || ('unwrap' in field && (field.unwrap as () => unknown)() === instant);
    const fields = Object.values(CONTENTS).flatMap(({ shape }) =>
      Object.entries(shape).flatMap(([name, field]) => (isMoment(field) ? [name] : [])),
    );
    expect([...MOMENTS].sort()).toEqual([...new Set(fields)].sort());
    const roughly = fc.constantFrom(DAY, `${DAY} morning`, `${DAY} evening`);
    fc.assert(
      fc.property(fc.constantFrom(...MOMENTS), roughly, (field, said) => {
        const entries = list();
        entries.add({ kind: 'note', text: 'x', [field]: said });
        const content = entries.entries[0]?.content as unknown as Record<string, unknown>;
        expect(isInstant(String(content[field]))).toBe(true);
        expect(content.precision).toHaveProperty(field);
      }),
    );
  });
});
