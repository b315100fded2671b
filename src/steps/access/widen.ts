import { type Entry, isKnown } from '../../incident/entry.ts';
import { BY_PERMISSION, type IncidentView, type Report } from '../../incident/view.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import type { Situation } from '../../policy/situation.ts';

/**
 * Seals once more, to further readers, who the reporter is, what they said and which files they gave, as far as whoever acts knows it.
 *
 * @param words in which the reporter permitted it
 */
export function widen(
  draft: EntryList,
  report: Report,
  to: readonly string[],
  words: string,
  { incident, access }: Situation,
): void {
  for (const entry of incident.entries) {
    const fields = access.unsealed.get(entry.id);
    if (fields === undefined || !isOn(entry, report, incident, fields)) continue;
    const permission = entry.id === report.id ? { [BY_PERMISSION]: words } : {};
    draft.add(
      { kind: 'widened', entry: entry.id, to: [...to] },
      { to, fields: { ...fields, ...permission } },
    );
  }
}

/** Whether an entry is about who made a report or heard it, is the report, or a file that they gave. */
function isOn(
  entry: Entry,
  report: Report,
  { same }: IncidentView,
  { from }: Readonly<Record<string, string>>,
): boolean {
  if (!isKnown(entry)) return false;
  if (entry.kind === 'person')
    return [report.reporter, report.heardBy].includes(same[entry.person] ?? entry.person);
  if (entry.kind === 'permission') return entry.report === report.id;
  if (entry.kind === 'permitted') return entry.people.some((ref) => (same[ref] ?? ref) === report.reporter);
  if (entry.kind === 'evidence-for-few')
    return from !== undefined && (same[from] ?? from) === report.reporter;
  return entry.kind === 'report' && entry.id === report.id;
}
