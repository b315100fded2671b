import { answerOf } from '../incident/answered.ts';
import { introducedIn } from '../incident/compared-elsewhere.ts';
import { showId } from '../incident/id.ts';
import type { IncidentView } from '../incident/view.ts';
import { comparePeople } from '../letters/same-person.ts';
import { listed } from '../text/listed.ts';
import { profileIn } from './comparable.ts';
import { affectedIn } from './involved.ts';
import { type Said, type Somebody, saidAmong } from './said-among.ts';
import { toBeSaidTo } from './sentence.ts';

/**
 * An incident with the answers to the sentence that people of it gave in others of the same matter: of those alone who are said to be one
 * person, since what a name looks like decides nothing here. Only that they have no objection is taken over; what they asked in this one
 * stands.
 */
export function withAnswersOf(incident: IncidentView, others: readonly IncidentView[]): IncidentView {
  const said = saidOf([incident, ...others]);
  const refs = incident.people
    .map(({ ref }) => ref)
    .filter((ref) => isOpen(ref, incident))
    .filter((ref) =>
      others.some((other) =>
        agreedIn(other).some((there) => said(at(incident, ref), at(other, there))?.is === 'same'),
      ),
    );
  if (refs.length === 0) return incident;
  const reports = incident.reports.map((report) => ({
    ...report,
    answers: [
      ...(report.answers ?? []),
      ...refs.map((person) => ({
        ...{ id: report.id, at: report.at, by: report.by, report: report.id },
        ...{ person, answer: 'no-objection' as const },
      })),
    ],
    ...(refs.includes(report.reporter) && { consent: 'no-objection' as const }),
  }));
  return { ...incident, reports };
}

/**
 * Who of an incident that waits for an answer may be somebody who gave one in another of the same matter, a sentence each: it is for
 * somebody to say whether they are one person.
 */
export function perhapsAnswered(incident: IncidentView, others: readonly IncidentView[]): readonly string[] {
  const said = saidOf([incident, ...others]);
  const waiting = toBeSaidTo(incident);
  const open = incident.people.filter(
    ({ ref }) =>
      isOpen(ref, incident) && (waiting.includes(ref) || affectedIn(incident).some((one) => one.ref === ref)),
  );
  const pairs = others.flatMap((other) =>
    other.people
      .filter(({ ref }) => agreedIn(other).includes(ref))
      .flatMap((there) =>
        open
          .filter(({ ref }) => said(at(incident, ref), at(other, there.ref)) === undefined)
          .map((here) => ({ here, there, other })),
      ),
  );
  if (pairs.length === 0) return [];
  const likely = pairs.filter(
    ({ here, there }) => comparePeople(profileIn(here), profileIn(there))?.is === 'likely',
  );
  const same = `\`coc same ${showId(incident.id)}\``;
  if (likely.length === 0)
    return [
      `If it is somebody who has answered in ${listed(idsOf(pairs))}: ${same} says so, and that answer counts.`,
    ];
  return likely.map(
    ({ here, there, other }) =>
      `${here.ref} there may be ${there.ref} of ${showId(other.id)}, who has answered. If that is one person: ${same} says so, and that answer counts.`,
  );
}

function idsOf(pairs: readonly { readonly other: IncidentView }[]): readonly string[] {
  return [...new Set(pairs.map(({ other }) => showId(other.id)))];
}

/** What was said of the people of these incidents. */
export function saidOf(incidents: readonly IncidentView[]): Said {
  return saidAmong(
    incidents.map((incident) => ({
      id: incident.id,
      comparing: { introduced: [...introducedIn(incident)], compared: incident.compared ?? [] },
    })),
  );
}

/** Who of an incident has no objection, by their marks. */
function agreedIn(incident: IncidentView): readonly string[] {
  return incident.people.map(({ ref }) => ref).filter((ref) => answerOf(ref, incident) === 'no-objection');
}

/** Whether they have answered nothing in this incident yet. */
function isOpen(ref: string, incident: IncidentView): boolean {
  const answer = answerOf(ref, incident);
  return answer === undefined || answer === 'not-said-yet';
}

/** Somebody of an incident, as what is said of people has them. */
export function at({ id }: IncidentView, ref: string): Somebody {
  return { incident: id, ref };
}
