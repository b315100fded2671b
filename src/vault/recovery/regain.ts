import { isSystemError, UserError } from '../../errors.ts';
import { makeEntryId, showId } from '../../incident/id.ts';
import { view } from '../../incident/view.ts';
import { isNotShared } from '../age/age-header.ts';
import { openBytes, openCommitted, type Session } from '../clone/session.ts';
import type { SaveSealed } from '../clone/writer.ts';
import { INCIDENTS, incidentAt } from '../format/layout.ts';
import { entriesGone } from '../history/alarm.ts';
import { brokenIncident } from '../incidents/succession.ts';
import type { Identity } from '../keys/identity.ts';
import { assertWritable } from '../record/document.ts';
import type { SeenEntries } from '../record/seen.ts';
import { sealDocument, signEntries } from '../record/writing.ts';
import { foldFacts } from '../team/roster.ts';
import { entriesToRegain } from './regain-entries.ts';

/** How many incidents go into one commit. */
const AT_ONCE = 25;

/** What came of opening everything with the recovery key. */
export interface Regained {
  /** How many incidents there are. */
  readonly incidents: number;
  /** How many are sealed to this member who could not open them before, or not all of them. */
  readonly done: number;
  /** Incidents that stay closed to this member, as people see their IDs: others can open them, or have to do this. */
  readonly closed: readonly string[];
  /** Those that nobody on the team can open: only the recovery key itself does. */
  readonly closedToAll: readonly string[];
  /** Paths that could not be looked at, and why. */
  readonly failed: readonly { readonly path: string; readonly why: string }[];
}

export interface Regaining {
  readonly session: Session;
  readonly recovery: Identity;
  readonly save: SaveSealed;
  readonly seen: SeenEntries;
  /** The commit that is checked out, which is verified. */
  readonly head: string;
  readonly random: (length: number) => Uint8Array;
}

/**
 * Seals to the member at work, with the recovery key in hand, what is theirs and what nobody else on the team can open.
 * Who is kept out stays out, and nobody comes to what others can open. Reads what is committed, so that it can be begun
 * again after a kill; what fails is told, and the rest is done.
 */
export async function regain(regaining: Regaining): Promise<Regained> {
  const { session, save, seen, head } = regaining;
  const { objects } = session.repository;
  const files = [...(await objects.files(head, INCIDENTS))].filter(
    ([path]) => incidentAt(path) !== undefined,
  );
  const [closed, closedToAll]: [string[], string[]] = [[], []];
  const failed: { path: string; why: string }[] = [];
  let done = 0;
  for (let from = 0; from < files.length; from += AT_ONCE) {
    if (from > 0) session.notice(`${from} of ${files.length} incidents looked at so far.`);
    const some = files.slice(from, from + AT_ONCE);
    const contents = await objects.read(some.map(([, { id }]) => id));
    const written = new Map<string, Uint8Array>();
    for (const [path, blob] of some) {
      try {
        const came = await regainOne(regaining, path, contents.get(blob.id) ?? new Uint8Array());
        if (came.sealed !== undefined) written.set(path, came.sealed);
        if (came.closed !== undefined)
          (came.closed === 'closed' ? closed : closedToAll).push(showId(incidentAt(path) ?? ''));
        if (came.lost !== undefined) failed.push({ path, why: came.lost });
      } catch (error) {
        if (!(error instanceof UserError) && !isSystemError(error)) throw error;
        failed.push({ path, why: error.message });
      }
    }
    if (written.size > 0) await save(written);
    await seen.keep();
    done += written.size;
  }
  return { incidents: files.length, done, closed, closedToAll, failed };
}

interface Came {
  /** Its bytes, where it is sealed again. */
  readonly sealed?: Uint8Array;
  readonly closed?: 'closed' | 'closed-to-all';
  readonly lost?: string;
}

async function regainOne(
  { session, recovery, seen, random }: Regaining,
  path: string,
  bytes: Uint8Array,
): Promise<Came> {
  const id = incidentAt(path) ?? '';
  const own = await openCommitted(session, bytes, id);
  const opened = await openBytes({ ...session, identity: recovery }, bytes, id).catch((error: unknown) => {
    // What one can open oneself is not lost with the recovery key.
    if (error instanceof UserError && own !== undefined) return undefined;
    throw isNotShared(error) ? new UserError('the recovery key does not open it') : error;
  });
  if (opened === undefined) return {};
  const { document } = opened;
  const { roster } = session.repository;
  const broken = (await seen.broken()).get(id);
  if (broken !== undefined) throw brokenIncident(broken, roster);
  if (!(await seen.areIn(id, document.entries))) throw entriesGone();
  const plan = await entriesToRegain({
    opened,
    own,
    session,
    recovery,
    id,
    newId: () => makeEntryId(random),
  });
  if (typeof plan === 'string') return { closed: plan };
  const lost = plan.lost
    ? { lost: 'a part of it that few may read was sealed before there was this recovery key' }
    : {};
  if (own !== undefined && plan.entries.length === 0) return lost;
  assertWritable(document);
  const entries = await signEntries(id, document.entries, plan.entries, session);
  const incident = view(id, entries, undefined, foldFacts(roster));
  if (!incident.readers.includes(session.me.id))
    throw new Error('somebody was let in who may not be a reader');
  const sealed = await sealDocument({ ...document, entries }, session);
  await seen.note(id, entries);
  return { sealed, ...lost };
}
