import { expect, it } from 'vitest';
import { CATALOGUE } from '../../../src/catalogue.ts';
import { gatesOf } from '../../../src/policy/gates.ts';
import { GATES } from '../../../src/policy/playbook.ts';

it('every rule is one that some step has to pass', async () => {
  const steps = await Promise.all(CATALOGUE.map(({ load }) => load()));
  const passed = new Set<string>(steps.flatMap(gatesOf));
  expect(GATES.filter((gate) => !passed.has(gate))).toEqual([]);
});
