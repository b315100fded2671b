import type { Sanction } from '../incident/response.ts';
import type { Leak } from '../letters/leak-check.ts';
import { isOfProgramme, standsAround, standsIn } from '../letters/seen-by-all.ts';
import { present } from '../text/present.ts';
import { type Given, text } from './given-answers.ts';
import type { Situation } from './situation.ts';
import type { Judged } from './step.ts';

/**
 * Whether a letter on what was decided has from a sanction what that is about. What describes whoever is under it: “the keynote” of a talk
 * that was ended is what was decided, and who gave it is nothing that it keeps from the person affected. And, of something that many saw,
 * which talk, event or duty it is, as a programme has it: everybody knows that anyway.
 */
export function isOfTheirSanction(
  { what, person, found: said }: Leak,
  { outgoing }: Judged,
  given: Given,
  { incident }: Situation,
): boolean {
  const kind = outgoing?.kind(given);
  if (kind !== 'outcome' && kind !== 'response') return false;
  const { sanctions, people, visibility } = incident;
  if (what === 'description' && kind === 'outcome') {
    const covered = sanctions
      .filter((one) => one.person === person)
      .flatMap(({ parameters, conditions = [] }) => [...Object.values(parameters), ...conditions]);
    return standsIn(said, covered);
  }
  if (visibility !== 'witnessed' || !OF_A_PROGRAMME.includes(what)) return false;
  const covered = [...sanctions.flatMap(whatItCovers), ...present([text(given[COVERS])])];
  const open = people.flatMap(({ role, description = '' }) => (role === 'accused' ? description : []));
  return standsAround(
    said,
    covered.filter((one) => isOfProgramme(one, open)),
  );
}

/** What a text has in common with what was told where it says which part of a programme it is. */
const OF_A_PROGRAMME: readonly Leak['what'][] = ['copied', 'place', 'number', 'date', 'time', 'again'];
/** What a sanction covers, while it is typed: an answer of its own to what is asked here. */
export const COVERS = 'covers';

/** Which talk, event, duty and so on a sanction is about: not what somebody did, nor from whom they keep away. */
function whatItCovers({ parameters }: Sanction): readonly string[] {
  return Object.entries(parameters).flatMap(([id, words]) => (saysWhatItCovers(id) ? words : []));
}

/** Whether a parameter of a sanction says which talk, event, duty and so on it is about. */
export function saysWhatItCovers(parameter: string): boolean {
  return parameter !== 'whom' && parameter !== 'behavior';
}
