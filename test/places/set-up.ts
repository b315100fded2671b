import { afterAll } from 'vitest';
import { endAll } from './at-end.ts';

/*
 * Runs before each file of tests, also where files share what they import. What a file makes is cleared away after it.
 */
process.env.TZ = 'UTC';
afterAll(endAll);
