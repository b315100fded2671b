import { describe, expect, it } from 'vitest';
import { canonicalJson, digest } from '../../../src/incident/canonical.ts';
import type { Entry } from '../../../src/incident/entry.ts';
import { order } from '../../../src/incident/order.ts';
import { chain } from './fold.ts';

const ids = (entries: readonly { id: string }[]): string[] => entries.map(({ id }) => id);

describe('the order of entries', () => {
  const [first, second, third] = chain(
    { kind: 'opened' },
    { kind: 'note', text: 'a' },
    { kind: 'note', text: 'b' },
  );
  if (!first || !second || !third) throw new Error('three entries');
  const beside = { ...second, id: 'A0', at: '1999-01-01T00:00:00Z', after: [digest(first)] };

  it('is causal, whatever order they come in', () => {
    expect(ids(order([third, first, second]).entries)).toEqual(['E0', 'E1', 'E2']);
  });

  it('goes by seq, then id, where neither knew of the other; never by the clock', () => {
    expect(ids(order([second, beside, first]).entries)).toEqual(['E0', 'A0', 'E1']);
    expect(ids(order([{ ...beside, seq: 9 }, second, first]).entries)).toEqual(['E0', 'E1', 'A0']);
  });

  it('names the entries without a successor, and the highest seq', () => {
    expect(order([first, second, beside])).toMatchObject({
      heads: [digest(second), digest(beside)].sort(),
      seq: 2,
    });
  });

  it('tells what was dropped behind a later entry', () => {
    expect(order([first, third]).missing).toEqual([digest(second)]);
    expect(order([first, second, third]).missing).toEqual([]);
  });

  it('is the same for thousands beside each other, however they come', () => {
    const one = chain({ kind: 'opened' });
    const after = [digest(one[0])];
    const beside = Array.from({ length: 3000 }, (_, index) => ({
      ...(one[0] as Entry),
      id: `X${(index * 7919) % 3000}`,
      after,
      seq: 2,
    }));
    const ids = order([...one, ...beside]).entries.map(({ id }) => id);
    expect(ids.slice(1)).toEqual(beside.map(({ id }) => id).sort());
    expect(order([...beside].reverse().concat(one)).entries.map(({ id }) => id)).toEqual(ids);
  }, 30_000);

  it('counts equal entries once', () => expect(order([first, first]).entries).toHaveLength(1));
});

describe('canonical JSON', () => {
  it.each([
    [{ b: 1, a: [true, null, 'x'] }, '{"a":[true,null,"x"],"b":1}'],
    [{ a: undefined, b: 'ü\u0000' }, '{"b":"ü\\u0000"}'],
  ])('of %o', (value, text) => expect(canonicalJson(value)).toBe(text));

  it.each([[Number.NaN], [() => 1], [Symbol('x')]])('refuses %s', (value) => {
    expect(() => canonicalJson({ value })).toThrow(TypeError);
  });
});
