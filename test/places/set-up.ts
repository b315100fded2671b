import { afterAll } from 'vitest';
import { endAll } from './at-end.ts';

/*
 * Runs before each file of tests, also where files share what they import. What a file makes is cleared away after it,
 * and the environment is as it was.
 */
process.env.TZ = 'UTC';
const { ...before } = process.env;
afterAll(endAll);
afterAll(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
});
