import { digest } from '../../incident/canonical.ts';
import { digestsIn } from '../../incident/coming-in.ts';
import type { Entry } from '../../incident/entry.ts';
import { mergeEntries } from '../../incident/merge.ts';
import { view } from '../../incident/view.ts';
import { openCommitted, type Session } from '../clone/session.ts';
import { entriesGone } from '../history/alarm.ts';
import type { IncidentDocument } from '../record/document.ts';
import type { OpenedIncident } from '../record/incident-file.ts';
import { sealNote } from '../record/note-file.ts';
import { sealDocument } from '../record/writing.ts';
import { NobodyLeft } from '../team/recipients.ts';
import { currentMembers, foldFacts } from '../team/roster.ts';

/** The three versions of an incident that two sides have come to, as sealed bytes. */
export interface Versions {
  readonly base: Uint8Array | undefined;
  readonly ours: Uint8Array;
  readonly theirs: Uint8Array | undefined;
  /** Theirs put right, where somebody wrote over it; undefined where it goes on as it should. */
  readonly together: IncidentDocument | undefined;
  /** Ours, where no version that is committed has all of it and opens for this member. */
  readonly outbox: IncidentDocument | undefined;
}

/** What is to be put on top of theirs; a note is late where they had closed it to its author before it came. */
export type Merged =
  | { readonly incident: Uint8Array }
  | { readonly note: Uint8Array; readonly isLate: boolean }
  | 'nothing';

/**
 * Brings two versions of an incident together by meaning: a union of entries, sealed to the readers of the team as it is
 * now (DESIGN 4, "Merging"). Where this member cannot open theirs any more, their entries go into a sealed note. Throws
 * HistoryAlarm where theirs lacks what both began with.
 */
export async function mergeVersions(session: Session, id: string, versions: Versions): Promise<Merged> {
  const { ours, theirs, outbox } = versions;
  const [base, mine, opened] = await Promise.all([
    openCommitted(session, versions.base, id),
    openCommitted(session, ours, id),
    versions.together === undefined ? openCommitted(session, theirs, id) : undefined,
  ]);
  const together = versions.together && withView(session, versions.together);
  const their = together?.view.readers.includes(session.me.id) ? together : opened;
  const isUnchanged = theirs === undefined || sameBytes(theirs, versions.base);
  const written = mergeEntries((mine ?? base)?.document.entries ?? [], outbox?.entries ?? []);
  if (their !== undefined || theirs === undefined) {
    const whole = (their ?? mine)?.document ?? outbox ?? base?.document;
    if (whole === undefined) return { incident: ours };
    if (their !== undefined && !isUnchanged) assertNothingGone(base, their);
    try {
      return {
        incident: await sealDocument({ ...whole, entries: mergeEntries(whole.entries, written) }, session),
      };
    } catch (error) {
      // Two sides kept out, or took off the team, whoever the other had left in. Somebody has to be let in first.
      if (!(error instanceof NobodyLeft)) throw error;
      if (their === undefined) return { incident: await sealedToWriter(session, whole, written) };
    }
  }
  const known = new Set((their ?? base)?.document.entries.map(digest));
  const added = written.filter((entry) => entry.by === session.me.id && !known.has(digest(entry)));
  if (added.length === 0) return isUnchanged ? { incident: ours } : 'nothing';
  const readers = (their ?? base ?? mine)?.view.readers ?? [];
  return { note: await noteFor(session, id, added, readers), isLate: their === undefined && !isUnchanged };
}

/** An incident that the server does not have yet, and that nobody else on the team could open. */
function sealedToWriter(
  session: Session,
  document: IncidentDocument,
  entries: readonly Entry[],
): Promise<Uint8Array> {
  const merged = { ...document, entries: mergeEntries(document.entries, entries) };
  return sealDocument(merged, session, [session.me.id]);
}

/** To whom a note goes: those who could open the incident when its author still could, and are on the team. */
function noteFor(
  session: Session,
  incident: string,
  entries: readonly Entry[],
  readers: readonly string[],
): Promise<Uint8Array> {
  const { repository, held, me } = session;
  const present = currentMembers(repository.roster).filter(({ id }) => id !== me.id && !held.members.has(id));
  const to = present.map(({ id }) => id).filter((member) => readers.includes(member));
  return sealNote({ incident, entries }, to.length > 0 ? to : [me.id], session);
}

function withView(session: Session, document: IncidentDocument): Pick<OpenedIncident, 'document' | 'view'> {
  const facts = foldFacts(session.repository.roster);
  return { document, view: view(document.id, document.entries, undefined, facts) };
}

function assertNothingGone(base: OpenedIncident | undefined, their: Pick<OpenedIncident, 'document'>): void {
  const present = digestsIn(their.document.entries);
  if (base?.document.entries.every((entry) => present.has(digest(entry))) === false) throw entriesGone();
}

function sameBytes(one: Uint8Array, other: Uint8Array | undefined): boolean {
  return other !== undefined && Buffer.from(one).equals(other);
}
