import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import pMap from 'p-map';
import { exists, isOwnFolder, isTemporary, readOrdinary } from '../../disk/private-file.ts';
import { isSystemError, UserError } from '../../errors.ts';
import { isNotShared } from '../age/age-header.ts';
import { openBytes, type Session } from '../clone/session.ts';
import { INCIDENTS, incidentAt, incidentPath } from '../format/layout.ts';
import { objectId } from '../git/object.ts';
import { entriesGone } from '../history/alarm.ts';
import { MAIN } from '../history/marks.ts';
import { type OpenedIncident, openIncident } from '../record/incident-file.ts';
import type { SeenEntries } from '../record/seen.ts';
import { brokenIncident } from './succession.ts';

/** How many incidents are opened at once. */
const AT_ONCE = 25;
/** After how many one says how far it is. */
const TELL_EVERY = 500;

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

/** Opens every incident that this member can open; what is wrong with the others is told, not thrown. */
export async function listIncidents(session: Session, seen: SeenEntries): Promise<Listing> {
  const { repository, notice } = session;
  const incidents: OpenedIncident[] = [];
  const damaged: Damaged[] = [];
  let notShared = 0;
  const names = await incidentNames(repository.folder);
  const readOne = async (name: string, index: number) => {
    if (index > 0 && index % TELL_EVERY === 0) notice(`${index} of ${names.length} incidents are read.`);
    return look(session, seen, name);
  };
  for (const found of await pMap(names, readOne, { concurrency: AT_ONCE })) {
    if (found === 'not-shared') notShared += 1;
    else if ('why' in found) damaged.push(found);
    else incidents.push(found);
  }
  const present = new Set(names.map((name) => `${INCIDENTS}/${name}`));
  for (const path of (await repository.objects.files('HEAD', INCIDENTS)).keys()) {
    if (!present.has(path)) damaged.push({ path, why: 'it is missing here, though the last commit has it' });
  }
  return { incidents, notShared, damaged };
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
  const broken = (await seen.broken()).get(id);
  const opened = await openBytes(session, bytes, id, open).catch(async (error: unknown) => {
    if (!(error instanceof UserError)) throw error;
    if (broken === undefined) {
      if (isNotShared(error)) await assertAsCommitted(session, id, bytes);
      throw error;
    }
    throw brokenIncident(broken, session.repository.roster, isNotShared(error) ? undefined : error.message);
  });
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
): Promise<OpenedIncident> {
  const path = incidentPath(id);
  const bytes = await bytesOf(session, id);
  const opened = await openAsSeen(session, seen, id, bytes);
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
function bytesOf({ repository }: Session, id: string): Promise<Uint8Array> {
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

async function look(
  session: Session,
  seen: SeenEntries,
  name: string,
): Promise<OpenedIncident | Damaged | 'not-shared'> {
  const path = `${INCIDENTS}/${name}`;
  const id = incidentAt(path);
  if (id === undefined) return { path, why: 'it is not an incident file of this repository' };
  try {
    return await openInFolder(session, seen, id);
  } catch (error) {
    if (isNotShared(error)) return 'not-shared';
    if (error instanceof UserError) return damagedBy(path, error);
    throw error;
  }
}
