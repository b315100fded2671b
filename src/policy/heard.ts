import { knew } from '../incident/knew.ts';
import type { IncidentView, Person } from '../incident/view.ts';
import { comparePeople } from '../letters/same-person.ts';
import { profileIn } from './comparable.ts';
import { wasBefore } from './from-files.ts';
import { type Given, text } from './given-answers.ts';
import { accusedIn } from './involved.ts';

/**
 * Whether somebody accused was told that there is a complaint, or cannot be. Who was told since that it goes no further knows of
 * none once it goes on again.
 */
export function isTold(person: string, incident: IncidentView): boolean {
  const { told, resumed } = incident;
  const since = resumed?.toldOver.includes(person) ? resumed : undefined;
  return told.some(
    (one) =>
      one.about === 'complaint' &&
      one.person === person &&
      (since === undefined || knew(incident, one, since)),
  );
}

/** Whether their side was taken, they were asked and did not want to tell it, or they cannot be told at all. */
export function isHeard(person: string, { statements, told }: IncidentView): boolean {
  return (
    statements.some((one) => one.person === person) ||
    told.some((one) => one.person === person && one.notPossible !== undefined)
  );
}

/**
 * Whether these answers decide about somebody whose side nobody has heard, without a reason that was written down before
 * ("Telling the accused about the complaint"). What was decided before it was entered from earlier files is not looked at.
 */
export function decidesUnheard(given: Given, incident: IncidentView): boolean {
  if (wasBefore(given['held-at'] ?? given['starts-at'], incident)) return false;
  const outcome = text(given.outcome);
  if (outcome === 'no-action' || outcome === 'undecided') return false;
  const person = text(given.person);
  return accusedIn(incident).some(
    ({ ref }) =>
      (person === undefined || ref === person) &&
      !isHeard(ref, incident) &&
      !(given.told === 'cannot' && !isTold(ref, incident)) &&
      !isExcused(ref, incident),
  );
}

/**
 * Whether a letter on what was decided comes before somebody's side, which nobody took, nor did they keep it to themselves. What was
 * decided before it was entered from earlier files is not looked at.
 */
export function isToldUnheard(person: string, incident: IncidentView): boolean {
  const { meetings, sanctions, statements } = incident;
  const decided = [
    ...meetings.map(({ heldAt }) => heldAt),
    ...sanctions.filter((one) => one.person === person).map(({ startsAt }) => startsAt),
  ];
  return (
    !statements.some((one) => one.person === person) && !decided.some((moment) => wasBefore(moment, incident))
  );
}

/** Whether such a letter is the first of it that they hear, and nobody has written down yet why: in one of its kind, or that they could not be told. */
export function isFirstOfIt(person: string, incident: IncidentView): boolean {
  const { told, letters } = incident;
  return (
    isToldUnheard(person, incident) &&
    !told.some((one) => one.person === person && one.about !== 'employer') &&
    !letters.some((one) => one.letter === 'response' && one.person === person && one.untold !== undefined)
  );
}

/** An incident that is led, without those accused who were heard in the one that leads: likely the same person there. */
export function withoutHeard(led: IncidentView, leading: IncidentView): IncidentView {
  const heard = accusedIn(leading).filter(({ ref }) => isHeard(ref, leading));
  const isOneOfThem = (person: Person): boolean =>
    heard.some((one) => comparePeople(profileIn(one), profileIn(person))?.is === 'likely');
  return { ...led, people: led.people.filter((one) => !isOneOfThem(one)) };
}

/** Whether a meeting gave its reason for not hearing somebody who was accused by then. */
function isExcused(person: string, { meetings, entries }: IncidentView): boolean {
  const since = entries.findIndex((one) => 'person' in one && one.person === person);
  return meetings.some(
    ({ id, unheard }) => unheard !== undefined && entries.findIndex((one) => one.id === id) > since,
  );
}
