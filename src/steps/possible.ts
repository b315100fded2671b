import type { Bar } from '../policy/bars.ts';
import { accusedIn } from '../policy/involved.ts';

/** Nobody is accused in the incident yet, so that nobody can be told, heard or sanctioned. */
export const NOBODY_ACCUSED: Bar = {
  when: ['first'],
  refuses: (_given, { incident }) => accusedIn(incident).length === 0,
  why: 'Nobody is named or described in this incident who is said to have done it.',
  hints: (id) => [`\`coc report add ${id}\` notes who it was: choose “A detail that was missing”.`],
};
