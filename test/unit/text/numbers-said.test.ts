import fc from 'fast-check';
import { expect, it } from 'vitest';
import { numbersSaid } from '../../../src/text/numbers-said.ts';

it('says numbers in a row as one, and others one by one', () => {
  expect(numbersSaid([3])).toBe('number 3');
  expect(numbersSaid([2, 1])).toBe('numbers 1 and 2');
  expect(numbersSaid([1, 2, 3, 7, 9, 10])).toBe('numbers 1 to 3, 7, 9 and 10');
});

it('names each number and no other', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (numbers) => {
      const said = numbersSaid(numbers)
        .replace(/^numbers? /, '')
        .split(/, | and /)
        .flatMap((one) => {
          const [from = 0, to = from] = one.split(' to ').map(Number);
          return Array.from({ length: to - from + 1 }, (_, at) => from + at);
        });
      expect(said).toEqual([...numbers].sort((one, other) => one - other));
    }),
  );
});
