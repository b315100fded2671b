import { expect, it } from 'vitest';
import { z as real } from 'zod';
import { z as late } from '../../../src/start/late-zod.ts';

/** Schemas in all the ways in which ours are made, with what is read with them. */
const WAYS: readonly (readonly [name: string, make: (z: typeof real) => real.ZodType])[] = [
  ['texts', (z) => z.string().trim().min(2).max(4).regex(/^a/, 'begins with a')],
  ['numbers', (z) => z.union([z.int().min(3), z.number().optional(), z.null()])],
  ['lists', (z) => z.array(z.literal('ab').or(z.boolean())).min(1).max(2)],
  ['moments', (z) => z.union([z.iso.datetime({ offset: true }), z.iso.date(), z.base64()])],
  ['choices', (z) => z.enum(['ab', 'abc']).nullable().default(null)],
  [
    'loose',
    (z) => z.looseObject({ a: z.string().optional(), b: z.array(z.strictObject({ c: z.int() })).optional() }),
  ],
  [
    'extended',
    (z) => z.strictObject({ a: z.unknown() }).extend({ b: z.unknown().optional() }).omit({ a: true }),
  ],
  ['records', (z) => z.record(z.string().min(1), z.object({ c: z.int() }))],
  [
    'kinds',
    (z) =>
      z.discriminatedUnion('a', [
        z.looseObject({ a: z.literal('ab'), b: z.unknown() }),
        z.looseObject({ a: z.literal('abc') }),
      ]),
  ],
  [
    'looked at',
    (z) =>
      z
        .string()
        .refine((value) => value !== 'abc', 'not this')
        .transform((value) => value.length),
  ],
];

const GIVEN: readonly unknown[] = [
  ...['', ' ab ', 'ab', 'abc', 'abcde', 'b', '2026-01-02', '2026-01-02T03:04:05+01:00', 'YWI='],
  ...[undefined, null, 1, 3, 4.5, true, [], ['ab'], ['ab', true], ['x', 1, 2]],
  ...[{}, { a: 'ab' }, { a: 'abc', d: 1 }, { b: [{ c: 1 }] }, { b: [{ c: 'x', d: 2 }] }, { a: { c: 2 } }],
];

const stand = late as unknown as typeof real;

it.each(WAYS)('what is made late reads %s as what is made at once', (_name, make) => {
  const [ours, theirs] = [make(stand), make(real)];
  for (const given of GIVEN) {
    const [mine, other] = [ours.safeParse(given), theirs.safeParse(given)];
    expect(mine.success).toBe(other.success);
    expect(mine.data).toEqual(other.data);
    expect(mine.error?.issues).toEqual(other.error?.issues);
  }
});

it('makes nothing until something is read', () => {
  let made = 0;
  const shape = {
    get a() {
      made += 1;
      return stand.string();
    },
  };
  const schema = stand.looseObject(shape).optional();
  expect(made).toBe(0);
  expect(schema.parse({ a: 'x' })).toEqual({ a: 'x' });
  expect(schema.parse({ a: 'y' })).toEqual({ a: 'y' });
  expect(made).toBe(1);
});

it('says where zod has no such thing', () => {
  expect(() => Reflect.get(stand.string(), 'nothing')()).toThrow(TypeError);
});
