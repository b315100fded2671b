import { type Entry, type EntryOf, isKnown } from './entry.ts';
import { isAffected } from './fold-consent.ts';
import { isOfOneSave } from './noted.ts';
import type { IncidentView, Report } from './view.ts';

/**
 * To whom a report happened, by their marks, where that is not its reporter alone. It is written down of people, with the report of
 * which it was told. Undefined where it happened to the reporter, or nobody said; empty where it happened to somebody else of whom
 * nothing is known.
 */
export function happenedTo(report: Report, incident: IncidentView): readonly string[] | undefined {
  const { entries, reports, people, same } = incident;
  const told = entries
    .filter((entry): entry is EntryOf<'person'> => entry.kind === 'person' && isKnown(entry))
    .filter((entry) => {
      const of = toldWith(entry, entries);
      return of === report.id || (of === undefined && reports.length === 1);
    });
  // What was put right since counts.
  const ofWhom = (is: 'yes' | 'no'): readonly string[] => [
    ...new Set(told.filter(({ affected }) => affected === is).map(({ person }) => same[person] ?? person)),
  ];
  const affected = ofWhom('yes').filter((ref) => people.some((one) => one.ref === ref && isAffected(one)));
  if (affected.some((ref) => ref !== report.reporter)) return affected;
  const isToElse = people.some((one) => one.ref === report.reporter && one.affected === 'no');
  return affected.length === 0 && isToElse && ofWhom('no').includes(report.reporter) ? [] : undefined;
}

/** The report of which it was told: of what its author saved with it, the next that is of one. */
function toldWith(one: EntryOf<'person'>, entries: readonly Entry[]): string | undefined {
  return entries
    .slice(entries.indexOf(one) + 1)
    .filter((entry) => isOfOneSave(entry, one))
    .map(reportOf)
    .find((report) => report !== undefined);
}

function reportOf(entry: Entry): string | undefined {
  if (entry.kind === 'report') return entry.id;
  const { report } = entry as { readonly report?: unknown };
  return typeof report === 'string' ? report : undefined;
}
