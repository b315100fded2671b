import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import pMap from 'p-map';
import { exists, isOwnFolder, isTemporary, readOrdinary } from '../../disk/private-file.ts';
import { Cancelled, isSystemError, UserError } from '../../errors.ts';
import { isNotShared } from '../age/age-header.ts';
import { openBytes, type Session } from '../clone/session.ts';
import { INCIDENTS, incidentAt, incidentPath } from '../format/layout.ts';
import { objectId } from '../git/object.ts';
import { entriesGone } from '../history/alarm.ts';
import { MAIN } from '../history/marks.ts';
import type { OpenedIndex, Recalled } from '../index/opened-index.ts';
import { stampOf } from '../index/stamp.ts';
import { type OpenedIncident, openIncident } from '../record/incident-file.ts';
import type { SeenEntries } from '../record/seen.ts';
import { Openers } from './openers.ts';
import { brokenIncident } from './succession.ts';

/** How many incidents are opened at once: enough for each thread to have the next one at hand. */
const AT_ONCE = 32;
/** Says how far it is after so many, or a tenth of all where that is more: few lines, since each may be read aloud. */
const TELL_EVERY = 100;

export interface Damaged {
  /** The path within the reports repository. */
  readonly path: string;
  readonly why: string;
  /** What to do about it, where that is another thing than bringing back the file as it was committed. */
  readonly hints?: readonly string[];
}

export interface Listing {
  readonly incidents: readonly OpenedIncident[];
  /** How many incidents there are that this member is not a reader of. */
  readonly notShared: number;
  readonly damaged: readonly Damaged[];
}

/**
 * Opens every incident that this member can open; what is wrong with the others is told, not thrown.
 *
 * @param index what was opened before; without it, all files are opened
 */
export async function listIncidents(
  session: Session,
  seen: SeenEntries,
  index?: OpenedIndex,
): Promise<Listing> {
  const names = await incidentNames(session.repository.folder);
  const all = await filesOf(session, names);
  const openers = new Openers(session);
  const { open } = openers;
  const found = await lookAtAll(
    { session, seen, index, ...all, open, told: progress(session, names.length) },
    names,
  ).finally(() => openers.end());
  await index?.keep(new Set(all.ids));
  return {
    incidents: found.flatMap((one) => (typeof one === 'object' && 'view' in one ? [one] : [])),
    notShared: found.filter((one) => one === 'not-shared').length,
    damaged: [
      ...found.flatMap((one) => (typeof one === 'object' && 'why' in one ? [one] : [])),
      ...all.missing,
    ],
  };
}

/** What the last commit has of the incidents, and what of it is not in the folder. */
export async function filesOf({ repository }: Session, names: readonly string[]) {
  const committed = await repository.objects.files('HEAD', INCIDENTS);
  const present = new Set(names.map((name) => `${INCIDENTS}/${name}`));
  const missing = [...committed.keys()]
    .filter((path) => !present.has(path))
    .map((path): Damaged => ({ path, why: 'it is missing here, though the last commit has it' }));
  return { committed, missing, ids: names.flatMap((name) => incidentAt(`${INCIDENTS}/${name}`) ?? []) };
}

/** Says now and then how far it is. */
export function progress({ notice }: Session, all: number): () => void {
  const every = Math.max(TELL_EVERY, Math.ceil(all / 10));
  let read = 0;
  return () => {
    read += 1;
    if (read % every === 0) notice(`${read} of ${all} incidents read so far.`);
  };
}

/** What came of each of these files, in their order. */
export function lookAtAll(around: Around, names: readonly string[]): Promise<readonly Found[]> {
  const one = async (name: string): Promise<Found> => {
    // What somebody types, Ctrl-C above all, is heard between two.
    await turn();
    return look(around, name);
  };
  return pMap(names, one, { concurrency: AT_ONCE });
}

/**
 * Opens the incident as it stands in the folder. Throws a UserError, also where entries seen before are gone from it.
 *
 * @param open how strict it is with entries that are not signed by the member they name
 */
export async function openInFolder(
  session: Session,
  seen: SeenEntries,
  id: string,
  open: typeof openIncident = openIncident,
): Promise<OpenedIncident> {
  return openAsSeen(session, seen, id, await bytesOf(session, id), open);
}

async function openAsSeen(
  session: Session,
  seen: SeenEntries,
  id: string,
  bytes: Uint8Array,
  open: typeof openIncident = openIncident,
): Promise<OpenedIncident> {
  const opened = await openBytes(session, bytes, id, open).catch(async (error: unknown) => {
    if (!(error instanceof UserError)) throw error;
    const broken = (await seen.broken()).get(id);
    if (broken === undefined) {
      if (isNotShared(error)) await assertAsCommitted(session, id, bytes);
      throw error;
    }
    throw brokenIncident(broken, session.repository.roster, isNotShared(error) ? undefined : error.message);
  });
  return asSeen(session, seen, id, opened);
}

/** The incident, where it goes on from all that this member has seen of it. */
export async function asSeen(
  session: Session,
  seen: SeenEntries,
  id: string,
  opened: OpenedIncident,
): Promise<OpenedIncident> {
  const broken = (await seen.broken()).get(id);
  if (broken !== undefined) throw brokenIncident(broken, session.repository.roster);
  if (!(await seen.areIn(id, opened.document.entries))) throw entriesGone();
  return opened;
}

/**
 * Opens an incident so that something is written from it: the folder has to hold what the verified commit has, byte for byte,
 * so that nothing is saved in somebody's name that was only put there. Throws a UserError.
 *
 * @param head the commit
 */
export async function openToWrite(
  session: Session,
  seen: SeenEntries,
  id: string,
  head: string,
  open: typeof openIncident = openIncident,
): Promise<OpenedIncident> {
  const path = incidentPath(id);
  const bytes = await bytesOf(session, id);
  const opened = await openAsSeen(session, seen, id, bytes, open);
  const name = `${head}:${path}`;
  const committed = (await session.repository.objects.at([name])).get(name);
  if (committed === objectId({ type: 'blob', content: bytes })) return opened;
  throw new UserError(`${path} was changed here, and not by coc. Nothing was saved in the repository.`, {
    hints: [
      'What you answered is kept.',
      `\`git checkout -- ${path}\` in the reports repository brings back what was saved last.`,
    ],
  });
}

/** What does not open is not simply for others where it is not even what was saved last: then it was damaged here. */
async function assertAsCommitted({ repository }: Session, id: string, bytes: Uint8Array): Promise<void> {
  const name = `${MAIN}:${incidentPath(id)}`;
  const committed = (await repository.objects.at([name])).get(name);
  if (committed === objectId({ type: 'blob', content: bytes })) return;
  throw new UserError('it does not open, and is not what was saved last');
}

/** The bytes of an incident file as it stands in the folder. */
export function bytesOf({ repository }: Session, id: string): Promise<Uint8Array> {
  return readOrdinary(join(repository.folder, incidentPath(id))).catch((error: unknown) => {
    throw isSystemError(error) ? new UserError(`it is no file that can be read (${error.code})`) : error;
  });
}

/** The names of the files in the folder of the incidents. */
export async function incidentNames(folder: string): Promise<readonly string[]> {
  const path = join(folder, INCIDENTS);
  if (!(await exists(path))) return [];
  if (!(await isOwnFolder(path)))
    throw new UserError(
      `${INCIDENTS} in the reports repository is no folder of its own, but a link or a file.`,
      {
        hints: [
          `\`git status\` there shows it; \`git checkout -- ${INCIDENTS}\` brings it back once it is moved away.`,
        ],
      },
    );
  return (await readdir(path)).filter((name) => !isTemporary(name)).sort();
}

/** A file that cannot be read, by what says so. */
export function damagedBy(path: string, { message, hints }: UserError): Damaged {
  return { path, why: message, ...(hints.length > 0 && { hints }) };
}

/** What is looked at around each file of a list. */
export interface Around {
  readonly session: Session;
  readonly seen: SeenEntries;
  readonly index: OpenedIndex | undefined;
  /** What the last commit has, by path. */
  readonly committed: ReadonlyMap<string, { readonly id: string }>;
  /** How one is opened that has to be. */
  readonly open: typeof openIncident;
  /** Called for each that was looked at. */
  readonly told: () => void;
  /** Whoever waits wants it to stop. */
  readonly stop?: AbortSignal | undefined;
}

/** What came of a file: the incident, that it is not shared with this member, or what is wrong with it. */
export type Found = OpenedIncident | Damaged | 'not-shared';

async function look(around: Around, name: string): Promise<Found> {
  if (around.stop?.aborted) throw new Cancelled();
  const path = `${INCIDENTS}/${name}`;
  const id = incidentAt(path);
  if (id === undefined) return { path, why: 'it is not an incident file of this repository' };
  try {
    return await lookAt(around, id, path);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    if (isNotShared(error)) return 'not-shared';
    await around.index?.forget(id);
    return damagedBy(path, error);
  } finally {
    if (around.stop?.aborted !== true) around.told();
  }
}

async function lookAt(around: Around, id: string, path: string): Promise<OpenedIncident | 'not-shared'> {
  const { session, seen, index, open } = around;
  if (index === undefined) return openInFolder(session, seen, id, open);
  const stamp = stampOf(join(session.repository.folder, path));
  const unchanged = await index.recall(id, { stamp });
  if (unchanged !== undefined) return recalled(around, id, path, unchanged);
  const content = await bytesOf(session, id);
  const bytes = objectId({ type: 'blob', content });
  const same = await index.recall(id, { bytes });
  if (same !== undefined) {
    await index.note(id, stamp, bytes, same.opened);
    return recalled(around, id, path, same);
  }
  try {
    const opened = await openAsSeen(session, seen, id, content, open);
    await index.note(id, stamp, bytes, opened);
    return opened;
  } catch (error) {
    if (isNotShared(error)) await index.note(id, stamp, bytes, 'closed');
    throw error;
  }
}

/** What was remembered, held against what this member has seen and against the last commit, as if it was opened now. */
async function recalled(
  { session, seen, committed }: Around,
  id: string,
  path: string,
  { bytes, opened }: Recalled,
): Promise<OpenedIncident | 'not-shared'> {
  if (opened !== 'closed') return asSeen(session, seen, id, opened);
  const isAsCommitted = committed.get(path)?.id === bytes && !(await seen.broken()).has(id);
  return isAsCommitted ? 'not-shared' : openInFolder(session, seen, id);
}
