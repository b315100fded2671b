import {
  type Details,
  type Entry,
  type EntryOf,
  isKnown,
  type KnownEntry,
  THREATS,
  type Threat,
  type Visibility,
} from './entry.ts';
import type { Unsealed } from './fold-people.ts';
import { lastOf } from './knew.ts';
import type { Noted } from './noted.ts';
import type { Of } from './response.ts';

/** What a report says besides its account, after all that was added to it and put right. */
export function detailsOf(
  { channel, heardBy, heardByMember }: EntryOf<'report'>,
  completed: readonly EntryOf<'details'>[],
): Details {
  const now = new Map<string, unknown>(Object.entries({ channel, heardBy, heardByMember }));
  for (const { details, removed = [] } of completed) {
    for (const [key, said] of Object.entries(details)) now.set(key, said);
    for (const key of removed) now.delete(key);
  }
  return Object.fromEntries([...now].filter(([, said]) => said !== undefined));
}

interface Received {
  readonly receivedAt: string;
  readonly precision?: Readonly<Record<string, string>>;
}

/** When a report came in, and how much of that is known. */
export function receivedOf(report: EntryOf<'report'>, completed: readonly EntryOf<'details'>[]): Received {
  const { receivedAt = report.receivedAt, precision } =
    completed.findLast((one) => one.receivedAt !== undefined) ?? report;
  return { receivedAt, ...(precision && { precision }) };
}

/** What stood in a report before something of it was put right. */
interface Before extends Received {
  readonly details: Details;
}

/**
 * What stood in a report before this entry; undefined where the report is not there.
 *
 * @param entries in their order
 */
export function before(one: EntryOf<'details'>, entries: readonly Entry[]): Before | undefined {
  const known = entries.filter(isKnown);
  const report = known.find(
    (entry): entry is EntryOf<'report'> => entry.kind === 'report' && entry.id === one.report,
  );
  const completed = earlier(one, entries, (entry) => entry.kind === 'details').filter(
    (entry) => entry.report === one.report,
  );
  return report && { details: detailsOf(report, completed), ...receivedOf(report, completed) };
}

/** The entries of the same kind that stand before this one, in their order. */
export function earlier<E extends KnownEntry>(
  one: E,
  entries: readonly Entry[],
  isOne: (entry: KnownEntry) => boolean = ({ kind }) => kind === one.kind,
): readonly E[] {
  const place = entries.findIndex(({ id }) => id === one.id);
  return entries.slice(0, Math.max(0, place)).filter((entry): entry is E => isKnown(entry) && isOne(entry));
}

/**
 * How it was seen. That many saw it opens an incident; where that was only put right later, it opens it to nobody, and
 * where it was put right that few did, it opens it to nobody any more.
 */
export function foldSeen(
  of: Of,
  entries: readonly Entry[],
): { readonly visibility?: Visibility; readonly opensAs?: Visibility } {
  const said = of('visibility');
  const visibility = strictestSeen([...said, ...of('visibility-corrected')], entries);
  const isLater = visibility === 'witnessed' && strictestSeen(said, entries) !== 'witnessed';
  return { ...(visibility && { visibility }), ...(isLater && { opensAs: 'private' as const }) };
}

/** Of what nobody wrote anew who knew of it, the strictest. */
function strictestSeen(
  said: readonly EntryOf<'visibility' | 'visibility-corrected'>[],
  entries: readonly Entry[],
): Visibility | undefined {
  const seen = lastOf(said, { chain: entries }).map((one) => one.visibility);
  return seen.findLast((one) => one !== 'witnessed') ?? seen.at(-1);
}

/** Whether an entry says how it was seen. */
export function isSeen(entry: Entry): entry is EntryOf<'visibility' | 'visibility-corrected'> {
  return entry.kind === 'visibility' || entry.kind === 'visibility-corrected';
}

/**
 * Whether anybody is in danger: the worst that was said, until somebody puts it right. Another report in which nothing is known of it
 * ends no danger; and what puts it right never hides what its writer did not know.
 */
export function levelOf(all: readonly EntryOf<'threat'>[], entries: readonly Entry[]): Threat | undefined {
  const said = all.filter(({ asBefore }) => asBefore !== true);
  const threats = said.length > 0 ? said : all;
  const newest = threats.at(-1);
  if (newest === undefined) return undefined;
  if (newest.correction !== true) {
    const before = levelOf(threats.slice(0, -1), entries) ?? newest.level;
    return THREATS[Math.max(THREATS.indexOf(before), THREATS.indexOf(newest.level))];
  }
  const levels = lastOf(threats, { chain: entries }).map(({ level }) => THREATS.indexOf(level));
  return THREATS[Math.max(...levels)];
}

/** By the entry of a permission: each time that its words were put right, and the words then, as far as they are open. */
export type RightWords = ReadonlyMap<string, { readonly words?: string; readonly noted: readonly Noted[] }>;

/** What is sealed to few is put right by those alone to whom it is known. */
export function correctedWords(
  of: Of,
  unsealed: Unsealed,
  known: readonly KnownEntry[],
  knownTo: (entry: KnownEntry) => readonly string[],
): RightWords {
  const right = new Map<string, { readonly words?: string; readonly noted: readonly Noted[] }>();
  for (const one of of('words-corrected')) {
    const permission = known.find(({ id }) => id === one.entry);
    if (permission === undefined || ('sealed' in permission && !knownTo(permission).includes(one.by)))
      continue;
    const before = right.get(one.entry);
    const words = one.words ?? unsealed.get(one.id)?.words ?? before?.words;
    const { at, by } = one;
    right.set(one.entry, {
      ...(words !== undefined && { words }),
      noted: [...(before?.noted ?? []), { at, by }],
    });
  }
  return right;
}
