import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomically } from '../../disk/private-file.ts';
import { NewerCoc, UserError } from '../../errors.ts';
import { digest } from '../../incident/canonical.ts';
import { comingIn, digestsIn, takenIn } from '../../incident/coming-in.ts';
import { makeEntryId, showId } from '../../incident/id.ts';
import { mergeEntries } from '../../incident/merge.ts';
import { memberName } from '../../text/member-name.ts';
import { isNotShared } from '../age/age-header.ts';
import { openCommitted, type Session } from '../clone/session.ts';
import type { SaveSealed } from '../clone/writer.ts';
import { incidentPath, NOTES } from '../format/layout.ts';
import type { Objects } from '../git/objects.ts';
import { MAIN } from '../history/marks.ts';
import { assertWritable } from '../record/document.ts';
import { openNote } from '../record/note-file.ts';
import type { SeenEntries } from '../record/seen.ts';
import { sealDocument, signEntries } from '../record/writing.ts';
import { NobodyLeft } from '../team/recipients.ts';

const schema = z.array(z.string());

/**
 * Puts the entries of sealed notes that this member can open into the incidents that they are for, if they are not there
 * yet. A note stays where it is: nothing is ever deleted.
 *
 * @returns how many entries were put in
 */
export async function foldNotes(
  session: Session,
  seen: SeenEntries,
  save: SaveSealed,
  head: string,
): Promise<number> {
  const { objects } = session.repository;
  const settled = settledIn(session.repository.folder);
  const done = new Set(await readList(settled));
  const notes = [...(await objects.files(head, NOTES))].filter(([path]) => !done.has(path));
  if (notes.length === 0) return 0;
  const contents = await objects.read(notes.map(([, { id }]) => id));
  let added = 0;
  for (const [path, { id }] of notes) {
    try {
      const folded = await foldOne(session, seen, save, contents.get(id) ?? new Uint8Array());
      if (folded === 'later') continue;
      added += folded;
    } catch (error) {
      // What would close the incident to everybody waits for the recovery key; `coc doctor` names it.
      if (error instanceof NobodyLeft) continue;
      // Not for this member, or not for this coc: somebody else folds it in.
      if (!isNotShared(error) && !(error instanceof UserError)) throw error;
      if (!isNotShared(error))
        session.notice(`${path} cannot be read: ${error instanceof Error ? error.message : ''}`);
      // The next coc of this member folds it in.
      if (error instanceof NewerCoc) continue;
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
async function foldOne(
  session: Session,
  seen: SeenEntries,
  save: SaveSealed,
  bytes: Uint8Array,
): Promise<number | 'later'> {
  const { repository, identity, firstCommit } = session;
  const { roster } = repository;
  const note = await openNote(bytes, { identity, roster, firstCommit });
  const path = incidentPath(note.incident);
  // What it is added to has to be right first.
  if ((await seen.broken()).has(note.incident)) return 'later';
  const committed = await repository.objects.file(MAIN, path);
  if (committed === undefined) throw new UserError('it is for an incident that is not there');
  const opened = await openCommitted(session, committed, note.incident);
  if (opened === undefined) return 'later';
  const { document } = opened;
  assertWritable(document);
  const present = digestsIn(document.entries);
  const missing = note.entries.filter((entry) => !present.has(digest(entry)));
  if (missing.length === 0) return 0;
  const coming = comingIn(opened.view, missing);
  if (coming === undefined) throw new UserError(NEVER_COULD);
  const known = new Set([...present, ...coming.counting.map(digest)]);
  // What they follow may come with another note.
  if (!coming.counting.every(({ after }) => after.every((one) => known.has(one)))) return 'later';
  if (coming.counting.some(({ seq }) => seq > known.size))
    throw new UserError('the numbers of its entries are made up');
  const merged = mergeEntries(document.entries, coming.counting);
  const kept = coming.kept.map((one) => takenIn(makeEntryId(randomBytes), one.from, one.entries));
  const entries = await signEntries(note.incident, merged, kept, session);
  const sealed = await sealDocument({ ...document, entries }, session);
  await save(new Map([[path, sealed]]));
  for (const { from } of coming.kept)
    session.notice(keptWords(memberName(from, roster.members), note.incident));
  return missing.length;
}

const NEVER_COULD =
  'it adds to an incident that whoever wrote it could not open. Nothing of it was taken in. Tell the others on the team';

function keptWords(name: string, incident: string): string {
  return `${name} wrote something for ${showId(incident)} and could no longer open it when that came. It is kept in the incident, marked, and changes nothing there.`;
}

function settledIn(folder: string): string {
  return join(folder, '.git/coc-notes.json');
}

async function readList(path: string): Promise<readonly string[]> {
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return [];
  }
}
