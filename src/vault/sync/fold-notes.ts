import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../../errors.ts';
import { digest } from '../../incident/canonical.ts';
import { type Entry, isKnown } from '../../incident/entry.ts';
import { showId } from '../../incident/id.ts';
import { mergeEntries } from '../../incident/merge.ts';
import { isNotShared } from '../age/age-header.ts';
import type { CommitFiles } from '../git/interrupted.ts';
import type { Objects } from '../git/objects.ts';
import { incidentPath, NOTES } from '../layout.ts';
import { writeAtomically } from '../private-file.ts';
import type { OpenedIncident } from '../record/incident-file.ts';
import { openNote } from '../record/note-file.ts';
import { sealDocument } from '../record/writing.ts';
import { openCommitted, type Session } from '../session.ts';
import { NobodyLeft } from '../team/roster.ts';

const schema = z.array(z.string());

/**
 * Puts the entries of sealed notes that this member can open into the incidents that they are for, if they are not there
 * yet. A note stays where it is: nothing is ever deleted.
 *
 * @returns how many entries were put in
 */
export async function foldNotes(
  session: Session,
  objects: Objects,
  commit: CommitFiles,
  head: string,
): Promise<number> {
  const settled = settledIn(session.repository.folder);
  const done = new Set(await readList(settled));
  const notes = [...(await objects.files(head, NOTES))].filter(([path]) => !done.has(path));
  if (notes.length === 0) return 0;
  const contents = await objects.read(notes.map(([, { id }]) => id));
  let added = 0;
  for (const [path, { id }] of notes) {
    try {
      const folded = await foldOne(session, commit, contents.get(id) ?? new Uint8Array());
      if (folded === 'later') continue;
      added += folded;
    } catch (error) {
      // What would close the incident to everybody waits for the recovery key; `coc doctor` names it.
      if (error instanceof NobodyLeft) continue;
      // Not for this member, or not for this coc: somebody else folds it in.
      if (!isNotShared(error) && !(error instanceof UserError)) throw error;
      if (!isNotShared(error))
        session.notice(`${path} cannot be read: ${error instanceof Error ? error.message : ''}`);
    }
    done.add(path);
  }
  const text = JSON.stringify([...done].sort());
  await writeAtomically(settled, new TextEncoder().encode(text), { mode: 0o600 });
  return added;
}

/** The sealed notes that this clone has not folded in, nor found to be for somebody else. Opens nothing. */
export async function unsettledNotes(
  folder: string,
  objects: Objects,
  head: string,
): Promise<readonly string[]> {
  const done = new Set(await readList(settledIn(folder)));
  return [...(await objects.files(head, NOTES)).keys()].filter((path) => !done.has(path));
}

/** `later` where this member cannot open the incident that the note is for. */
async function foldOne(session: Session, commit: CommitFiles, bytes: Uint8Array): Promise<number | 'later'> {
  const { repository, identity, firstCommit } = session;
  const note = await openNote(bytes, { identity, roster: repository.roster, firstCommit });
  const path = incidentPath(note.incident);
  const file = join(repository.folder, path);
  const opened = await openCommitted(session, await readFile(file), note.incident);
  if (opened === undefined) return 'later';
  const { document } = opened;
  const present = new Set(document.entries.map(digest));
  const missing = note.entries.filter((entry) => !present.has(digest(entry)));
  if (missing.length === 0) return 0;
  assertOfReaders(missing, opened);
  const known = new Set([...present, ...missing.map(digest)]);
  // What they follow may come with another note.
  if (!missing.every(({ after }) => after.every((one) => known.has(one)))) return 'later';
  if (missing.some(({ seq }) => seq > known.size))
    throw new UserError('the numbers of its entries are made up');
  const entries = mergeEntries(document.entries, missing);
  const merged = await sealDocument({ ...document, entries }, session);
  await commit(new Map([[path, merged]]), `Incident ${showId(note.incident)}`);
  return missing.length;
}

function settledIn(folder: string): string {
  return join(folder, '.git/coc-notes.json');
}

/** Nothing that makes somebody a reader by itself belongs into a note: whoever could open the incident needed none of it. */
const NEVER_IN_A_NOTE: ReadonlySet<string> = new Set(['opened', 'recovered']);

/**
 * A note is written by somebody who could open the incident, and follows what they saw there. Otherwise any member could
 * write themselves into an incident that they were never let into, and the next reader would seal it to them.
 */
function assertOfReaders(entries: readonly Entry[], { view }: OpenedIncident): void {
  const could = new Set([
    ...view.recorders,
    ...view.recovered,
    ...view.entries.flatMap((entry) => (isKnown(entry) && entry.kind === 'grant' ? [entry.member] : [])),
  ]);
  if (entries.every(({ kind, by, after }) => could.has(by) && after.length > 0 && !NEVER_IN_A_NOTE.has(kind)))
    return;
  throw new UserError(
    'it adds to an incident that whoever wrote it could not open. Nothing of it was taken in. Tell the others on the team',
  );
}

async function readList(path: string): Promise<readonly string[]> {
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return [];
  }
}
