import { expect, it } from 'vitest';
import type { EntryOf } from '../../../src/incident/entry.ts';
import { samePeople } from '../../../src/incident/same-roles.ts';

const person = (ref: string, sameAs?: string): EntryOf<'person'> => ({
  id: 'E',
  at: '2026-11-23T14:00:00+01:00',
  by: 'ana',
  after: [],
  seq: 1,
  sig: 'sig',
  kind: 'person',
  person: ref,
  role: 'reporter',
  ...(sameAs !== undefined && { sameAs }),
});

it('follows a chain to its end, in whichever order it was said', () => {
  expect(samePeople([person('R2', 'R1'), person('R3', 'R2')])).toEqual({ R2: 'R1', R3: 'R1' });
  expect(samePeople([person('R3', 'R2'), person('R2', 'R1')])).toEqual({ R2: 'R1', R3: 'R1' });
});

it('cuts a circle where it closes, and keeps the first of two', () => {
  expect(samePeople([person('R1', 'R2'), person('R2', 'R1')])).toEqual({ R1: 'R2' });
  expect(samePeople([person('R1', 'R1')])).toEqual({});
  expect(samePeople([person('R3', 'R1'), person('R3', 'R2')])).toEqual({ R3: 'R1' });
});

it.each([1, -1])('follows a chain as long as somebody likes', (direction) => {
  const links = Array.from({ length: 20_000 }, (_, index) => person(`R${index + 2}`, `R${index + 1}`));
  const same = samePeople(direction > 0 ? links : links.reverse());
  expect(Object.keys(same)).toHaveLength(20_000);
  expect(new Set(Object.values(same))).toEqual(new Set(['R1']));
});
