import type { Action } from '../incident/response.ts';
import type { IncidentView } from '../incident/view.ts';
import { type Given, text } from './given-answers.ts';
import { accusedIn } from './involved.ts';

/** Whether these answers say that an employer was told. */
export function tellsEmployer({ state, sent }: Given): boolean {
  return state === 'sent' || (state === 'letter' && sent === 'yes');
}

/**
 * What a meeting handed out that may be done once the employer of somebody was told: its words name an employer, and that person, or
 * nobody else can be meant.
 */
export function employerHandedOut(given: Given, incident: IncidentView): readonly Action[] {
  const person = text(given.person);
  const others = accusedIn(incident).filter(({ ref }) => ref !== person);
  return incident.actions.filter(({ what, doneAt, overtakenAt, person: about }) => {
    if (doneAt !== undefined || overtakenAt !== undefined || !/\bemployers?\b/iu.test(what)) return false;
    if (about !== undefined) return about === person;
    const said = (ref: string): boolean => new RegExp(`\\b${ref}\\b`, 'u').test(what);
    return (person !== undefined && said(person)) || others.length === 0;
  });
}
