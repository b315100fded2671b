import { policeNoted } from '../../incident/called.ts';
import type { Answers } from '../../interview/question.ts';
import { isMeant } from '../../policy/readers.ts';
import type { ReportFacts } from '../../policy/situation.ts';

/** Whether the incident has an answer to a question about the report that these answers complete. */
export function isKnown(id: string, answers: Answers, facts: ReportFacts): boolean {
  const value = known(id, answers, facts);
  return value !== undefined && value !== null && value !== 'not-said-yet' && value !== 'unknown';
}

/** Asked before and not given, or settled: never asked twice, but it can still be told. */
export function isLeftAlone(id: string, answers: Answers, facts: ReportFacts): boolean {
  return known(id, answers, facts) === null || (id === 'share' && facts.incident?.quick !== true);
}

/** What the incident has on a question already; null is "asked, not given". */
function known(id: string, answers: Answers, { incident }: ReportFacts): unknown {
  const report = incident?.reports.find((one) => isMeant(one, answers));
  if (incident === undefined || report === undefined) return undefined;
  const reporter = incident.people.find(({ ref }) => ref === report.reporter);
  const facts: Readonly<Record<string, unknown>> = {
    ...report.details,
    who: orMany(report.details.who, report.details.manyWho),
    others: orMany(report.details.others, report.details.manyOthers),
    threat: incident.threat,
    'law-enforcement': policeNoted(incident.threats),
    'reporter-name': reporter?.name,
    'reporter-contact': reporter?.contact,
    'reporter-is-affected': reporter?.affected,
    'affected-name': orMany(
      incident.people.find(({ role }) => role === 'affected')?.name,
      report.details.manyAffected,
    ),
    channel: report.channel,
    'heard-by': report.heardBy ?? report.heardByMember,
    visibility: incident.visibility,
    consent: report.consent,
  };
  return facts[id];
}

/** Of many people nobody asks once more; who of them it was can still be told. */
function orMany<T>(one: T | null | undefined, many: string | undefined): T | null | undefined {
  return one === undefined && many !== undefined ? null : one;
}
