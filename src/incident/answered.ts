import type { Consent } from './entry.ts';
import { type Answer, strictest } from './fold-consent.ts';
import type { IncidentView } from './view.ts';

/** What somebody answered to whether it may go on: of each report the newest, and of several the strictest. */
export function answerOf(ref: string, { reports, stopped }: IncidentView): Consent | undefined {
  if (stopped?.stops.some(({ person }) => person === ref)) return 'asked-not-to-proceed';
  return strictest(
    reports.flatMap(({ answers = [] }) => answers.findLast(({ person }) => person === ref)?.answer ?? []),
  );
}

/** That answer as they gave it: of several alike, one that has no condition and that the sentence was said for. */
export function answerGiven(ref: string, incident: IncidentView): Answer | undefined {
  const is = answerOf(ref, incident);
  const alike = incident.reports.flatMap(({ answers = [] }) => {
    const last = answers.findLast(({ person, answer }) => person === ref && answer === is);
    return last === undefined ? [] : [last];
  });
  return alike.find(({ wished, onlyAgain }) => !wished && !onlyAgain) ?? alike[0];
}
