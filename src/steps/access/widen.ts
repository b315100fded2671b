import { type Entry, isKnown } from '../../incident/entry.ts';
import type { Attachment } from '../../incident/evidence.ts';
import { BY_PERMISSION, type IncidentView, type Report } from '../../incident/view.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import type { Situation } from '../../policy/situation.ts';

/**
 * Seals once more, to further readers, who the reporter is and what they said, and where that was permitted as well the files that they gave, as far as whoever acts knows it.
 *
 * @param words in which the reporter permitted it
 */
export function widen(
  draft: EntryList,
  report: Report,
  to: readonly string[],
  words: string,
  { incident, access }: Situation,
  withFiles = false,
): void {
  for (const entry of incident.entries) {
    const fields = access.unsealed.get(entry.id);
    if (fields === undefined) continue;
    const isMeant = isOn(entry, report, incident) || (withFiles && isFileOf(entry, report, incident, fields));
    if (!isMeant) continue;
    const permission = entry.id === report.id ? { [BY_PERMISSION]: words } : {};
    draft.add(
      { kind: 'widened', entry: entry.id, to: [...to] },
      { to, fields: { ...fields, ...permission } },
    );
  }
}

/** The files that whoever made a report gave, and that are open to few, whoever acts among them. */
export function filesOf({ reporter }: Report, { evidence, same }: IncidentView): readonly Attachment[] {
  return evidence.filter(
    ({ forFew, from }) => forFew !== undefined && from !== undefined && (same[from] ?? from) === reporter,
  );
}

function isFileOf(
  entry: Entry,
  { reporter }: Report,
  { same }: IncidentView,
  { from }: Readonly<Record<string, string>>,
): boolean {
  return entry.kind === 'evidence-for-few' && from !== undefined && (same[from] ?? from) === reporter;
}

/** Whether an entry is about who made a report or heard it, or is the report. */
function isOn(entry: Entry, report: Report, { same }: IncidentView): boolean {
  if (!isKnown(entry)) return false;
  if (entry.kind === 'person')
    return [report.reporter, report.heardBy].includes(same[entry.person] ?? entry.person);
  if (entry.kind === 'follow-up' && entry.from !== undefined)
    return [report.reporter, report.heardBy].includes(same[entry.from] ?? entry.from);
  if (entry.kind === 'permission') return entry.report === report.id;
  if (entry.kind === 'permitted') return entry.people.some((ref) => (same[ref] ?? ref) === report.reporter);
  return entry.kind === 'report' && entry.id === report.id;
}
