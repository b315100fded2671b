import { digest } from './canonical.ts';
import { type Entry, isKnown, type KnownEntry } from './entry.ts';
import { behind } from './order.ts';

/**
 * A report that nobody who closed the incident knew: it came in on another side meanwhile, or afterwards. To an incident that was
 * entered from earlier files, every later report is one, for as long as nobody has closed it who knew that.
 */
export interface SinceClose {
  /** The ID of its entry. */
  readonly report: string;
  /** Whether somebody who knew it decided on a first outcome. */
  readonly answered: boolean;
}

/**
 * The reports that nobody knew who closed the incident, in order: a close ends what its author had before their eyes, along
 * the chain, and nothing else. What was entered from earlier files counts as closed for whatever was not, as long as nobody has
 * closed it. Else none where it was never closed. The clock and the order in which entries came play no part.
 *
 * @param all every entry, along which the chain goes
 * @param counting those that count: each ID once, in their order
 */
export function reportsSinceClose(all: readonly Entry[], counting: readonly Entry[]): readonly SinceClose[] {
  const known = counting.filter(isKnown);
  const closes = known.filter(({ kind }) => kind === 'closed');
  const reports = known.filter((one) => one.kind === 'report');
  if (closes.length === 0 && !reports.some(({ fromFiles }) => fromFiles === true)) return [];
  const ended = behind(all, closes);
  const unknown = reports.filter(
    (one) => !ended.has(digest(one)) && (closes.length > 0 || one.fromFiles !== true),
  );
  if (unknown.length === 0) return [];
  const answered = behind(all, known.filter(isFirstOutcome));
  return unknown.map((report) => ({ report: report.id, answered: answered.has(digest(report)) }));
}

/** Whether an entry is a first outcome: a decision of a meeting, or a sanction ("Half a day"). */
export function isFirstOutcome(entry: KnownEntry): boolean {
  return entry.kind === 'sanction' || (entry.kind === 'meeting' && entry.outcome !== 'undecided');
}
