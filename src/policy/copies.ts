import type { IncidentView } from '../incident/view.ts';
import { type Given, oneOf } from './given-answers.ts';
import { isPermitted } from './permission.ts';
import { COPIES, type CopyFor, type OutgoingId, type Playbook } from './playbook.ts';
import type { Situation } from './situation.ts';

export type Copy = Playbook['letters'][`copy-${CopyFor}`];

/** For whom a copy is. */
export function copyFor(given: Given): CopyFor | undefined {
  return oneOf<CopyFor>(given.for, COPIES);
}

/** Which kind of text it becomes. */
export function kindOfCopy(given: Given): OutgoingId {
  return `copy-${copyFor(given) ?? 'team'}`;
}

/** Whether a text is a copy for others than those whom it is about, and whom it happened to. */
export function isForOutside(kind: OutgoingId | undefined): boolean {
  return kind === 'copy-team' || kind === 'copy-lawyer' || kind === 'copy-police';
}

/** What the policy says of a copy for these; undefined where nobody said yet for whom it is. */
export function copyOf(given: Given, { letters }: Playbook): Copy | undefined {
  const whom = copyFor(given);
  return whom && letters[`copy-${whom}`];
}

/** Whether those affected have to say that it may be given out: where many saw it, only that the police get it. */
export function needsTheirWord(given: Given, { playbook, incident }: Situation): boolean {
  const needs = copyOf(given, playbook)?.needs;
  return needs === 'request' || (needs === 'permission' && incident.visibility !== 'witnessed');
}

/** Whether the copy can be made by these answers: those affected said that it may be, or somebody goes on in spite of the rule. */
export function goesOut(given: Given, situation: Situation): boolean {
  if (copyFor(given) === undefined) return false;
  if (!needsTheirWord(given, situation) || given.permitted === undefined) return true;
  const rule = copyOf(given, situation.playbook)?.needs === 'request' ? 'law-enforcement' : 'permission';
  return (
    isPermitted({ permission: 'x', ...given }, situation.incident, undefined) ||
    situation.overrides.includes(rule)
  );
}

/** Whether the answers do no more than note what those affected said: no yes of everybody, and there is no copy. */
export function onlyNotesTheirWord(given: Given, incident: IncidentView): boolean {
  return (
    given.permitted !== undefined &&
    given.copy === undefined &&
    !isPermitted({ permission: 'x', ...given }, incident, undefined)
  );
}
