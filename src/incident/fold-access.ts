import type { Entry, EntryOf, Kind, Share, Visibility } from './entry.ts';
import { causality } from './order.ts';
import type { Of } from './response.ts';

/** What only the team's roster knows, and the fold needs. Without it no correction counts. */
export interface FoldFacts {
  /** The IDs of the members who are or were admins. */
  readonly admins?: ReadonlySet<string>;
  /** The IDs of those who have left the team: nothing is sealed to them any more. */
  readonly left?: ReadonlySet<string>;
}

interface Recusal extends EntryOf<'recusal'> {
  /** The admin's correction that undid it; undefined while it keeps the member out. */
  readonly undone?: EntryOf<'recusal-undone'>;
}

/** Who may open an incident, and why. */
export interface Access {
  /** Members who took a report: they know it anyway. */
  readonly recorders: readonly string[];
  /** Who can open it, in the order they came to it. */
  readonly readers: readonly string[];
  /** Who ever came to it, kept out or not, permitted or not. */
  readonly everReaders: readonly string[];
  /** Who is kept out. */
  readonly keptOut: readonly string[];
  readonly recusals: readonly Recusal[];
  /** Members who came to it by the recovery key, kept out or not. */
  readonly recovered: readonly string[];
}

/** What decides who may know of a report. */
export interface Terms {
  readonly share: Share;
  /** The members the affected person named, where `share` is `named`. */
  readonly sharedWith: readonly string[];
  /** The account is inside the file under fewer readers than the incident has. */
  readonly restricted: boolean;
  /** Set once nobody more is to know: the only members for whom it is enough that many saw it. */
  readonly onlyTo?: readonly string[];
}

interface Permitted {
  readonly reports: readonly Terms[];
  readonly visibility?: Visibility | undefined;
  /** Set where it opens the incident as if it had been seen so, whatever is right by now. */
  readonly opensAs?: Visibility | undefined;
}

/** Folds who may open an incident: nobody who is kept out, whatever came before, beside or after it. */
export function foldAccess(
  of: Of,
  entries: readonly Entry[],
  permitted: Permitted,
  facts: FoldFacts,
): Access {
  const recorders = unique([...of('opened'), ...of('report')].map((entry) => entry.by));
  const recovered = unique(of('recovered').map((entry) => entry.member));
  const recusals = foldRecusals(of, entries, facts);
  const keptOut = unique(recusals.filter(({ undone }) => undone === undefined).map(({ member }) => member));
  const free = [...recorders, ...recovered];
  const everReaders = cameToIt(of);
  return {
    recorders,
    everReaders,
    readers: everReaders.filter(
      (member) =>
        !keptOut.includes(member) &&
        !facts.left?.has(member) &&
        (free.includes(member) || mayBeReader(member, permitted)),
    ),
    keptOut,
    recusals,
    recovered,
  };
}

/**
 * A correction counts where an admin, not the one kept out, signed it with that recusal before their eyes, and was not
 * kept out themselves by then. Starts from nobody being let in again, so that two who are kept out cannot help each other.
 * One with a proof of the recovery key needs no admin who is not kept out: it lets one member in where all are kept out.
 */
function foldRecusals(of: Of, entries: readonly Entry[], { admins, left }: FoldFacts): readonly Recusal[] {
  const recusals = of('recusal');
  const corrections = of('recusal-undone').filter(({ by }) => admins?.has(by));
  if (corrections.length === 0) return recusals;
  const isAfter = causality(entries);
  const undone = new Map<EntryOf<'recusal'>, EntryOf<'recusal-undone'>>();
  for (let before = -1; before !== undone.size; ) {
    before = undone.size;
    for (const one of corrections) {
      const recusal = recusals.find(
        (open) => !undone.has(open) && one.corrects === open.id && one.member === open.member,
      );
      if (recusal !== undefined && isAfter(one, recusal) && counts(one)) undone.set(recusal, one);
    }
  }
  return recusals.map((one) => {
    const correction = undone.get(one);
    return { ...one, ...(correction && { undone: correction }) };
  });

  function counts(one: EntryOf<'recusal-undone'>): boolean {
    const open = recusals.filter((other) => !undone.has(other));
    if (one.proof === undefined)
      return one.by !== one.member && !open.some((other) => other.member === one.by && !isAfter(other, one));
    const earlier = (entry: Entry): boolean => isAfter(one, entry);
    const out = open.filter(earlier).map(({ member }) => member);
    return cameToIt(of, earlier).every((member) => left?.has(member) || out.includes(member));
  }
}

/** The members who ever came to an incident, kept out or not, by the entries that pass. */
function cameToIt(of: Of, passes: (entry: Entry) => boolean = () => true): string[] {
  return unique([
    ...[...of('opened'), ...of('report')].filter(passes).map(({ by }) => by),
    ...[...of('grant'), ...of('recovered')].filter(passes).map(({ member }) => member),
  ]);
}

/**
 * Whether permission lets a member open the incident ("Permission to share"): every report must allow it, so that the
 * strictest holds. What was widely witnessed was public anyway, but never who reported it: there it is enough that
 * reporter and account are sealed to others, unless somebody asked since that nobody more is to know.
 */
export function mayBeReader(member: string, { reports, visibility, opensAs }: Permitted): boolean {
  return reports.every(
    (one) =>
      mayKnowReporter(member, one) ||
      ((opensAs ?? visibility) === 'witnessed' && one.restricted && one.onlyTo?.includes(member) !== false),
  );
}

/** Whether permission lets a member know who made this report, and in which words. */
export function mayKnowReporter(member: string, { share, sharedWith }: Terms): boolean {
  return share === 'team' || (share === 'named' && sharedWith.includes(member));
}

/**
 * The entries that widen a sealed block and count: of somebody who could open it, because they sealed it, because it
 * was widened to them before, or because the recovery key was in their hands after it was sealed. So nobody else can say
 * in a reporter's place who they are.
 *
 * @param entries in their order
 */
export function countingWidenings(entries: readonly Entry[]): readonly EntryOf<'widened'>[] {
  const knows = new Map<string, Set<string>>();
  return entries.filter((entry): entry is EntryOf<'widened'> => {
    if (!isOf(entry, 'widened')) {
      const to = isOf(entry, 'evidence-for-few') || isOf(entry, 'follow-up') ? (entry.to ?? []) : [];
      if ('sealed' in entry && !knows.has(entry.id)) knows.set(entry.id, new Set([entry.by, ...to]));
      if (isOf(entry, 'recovered')) for (const known of knows.values()) known.add(entry.member);
      return false;
    }
    const known = knows.get(entry.entry);
    if (known?.has(entry.by) !== true) return false;
    for (const member of entry.to) known.add(member);
    return true;
  });
}

function isOf<K extends Kind>(entry: Entry, kind: K): entry is EntryOf<K> {
  return entry.kind === kind;
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
