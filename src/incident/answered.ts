import type { Consent } from './entry.ts';
import { strictest } from './fold-consent.ts';
import type { IncidentView } from './view.ts';

/** What somebody answered to whether it may go on: of each report the newest, and of several the strictest. */
export function answerOf(ref: string, { reports, stopped }: IncidentView): Consent | undefined {
  if (stopped?.stops.some(({ person }) => person === ref)) return 'asked-not-to-proceed';
  return strictest(
    reports.flatMap(({ answers = [] }) => answers.findLast(({ person }) => person === ref)?.answer ?? []),
  );
}
