import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readOrdinary } from '../../disk/private-file.ts';
import { isSystemError, UserError } from '../../errors.ts';
import { digest } from '../../incident/canonical.ts';
import { digestsIn } from '../../incident/coming-in.ts';
import { makeEntryId } from '../../incident/id.ts';
import { openBytes, openCommitted, type Session } from '../clone/session.ts';
import type { Arrived, Placing, SaveSealed } from '../clone/writer.ts';
import {
  incidentAt,
  incidentPath,
  isAttachmentPath,
  isSealedName,
  NOTES,
  notePath,
  SEALED_FOLDERS,
} from '../format/layout.ts';
import type { SeenEntries } from '../record/seen.ts';
import { mergeVersions } from '../sync/merged.ts';
import type { Outbox } from '../sync/outbox.ts';
import { keepAside, sealedThatDiffer } from './folder.ts';
import type { Repaired } from './repair.ts';

/** What came of the sealed files in the folder that the branch does not have like that. */
export interface FromFolder {
  /** Incidents of which the folder had something that git lacked. */
  readonly saved: readonly string[];
  /** Paths that were moved aside, since nothing could be made of them here. */
  readonly replaced: readonly string[];
  /** Incidents of which something that this clone had seen is neither in git nor in the folder. */
  readonly lost: readonly string[];
}

interface Saving {
  readonly session: Session;
  readonly seen: SeenEntries;
  readonly outbox: Outbox;
  readonly save: SaveSealed;
  /** The commit that is verified. */
  readonly head: () => string;
  readonly repaired: Repaired;
}

/**
 * Saves again what was not shared yet and is in the folder alone: brought together by meaning with what git has, as when two
 * sides meet. What is an earlier version, or nothing that can be opened, is moved aside, and the branch's own stands in its
 * place. Can be killed and begun again.
 */
export async function saveFromFolder(saving: Saving): Promise<FromFolder> {
  const { session, seen, save, head, repaired } = saving;
  const { aside, base, theirs, isAllShared } = repaired;
  const { folder, objects } = session.repository;
  const had = new Set(await objects.contentsBelow(head(), SEALED_FOLDERS));
  for (const id of theirs === undefined ? [] : await objects.contentsBelow(theirs, SEALED_FOLDERS))
    had.add(id);
  const replaced: string[] = [];
  const differing = [...(await sealedThatDiffer(folder, objects, head()))];
  const attached = new Set(differing.flatMap(([path]) => (isAttachmentPath(path) ? [path] : [])));
  // Attachments last: those that an incident names are saved with it.
  for (const [path, id] of differing.sort(
    ([one], [other]) => Number(attached.has(one)) - Number(attached.has(other)),
  )) {
    const isKnown = had.has(id);
    if (attached.has(path) && (await objects.idAt(head(), path)) === id) continue;
    const made = isKnown || attached.has(path) ? undefined : await whatToSave(saving, path, attached);
    if (made !== undefined && made !== 'nothing') {
      await save(made);
      if (made.has(path)) continue;
    }
    await keepAside(folder, aside, path);
    if ((await objects.idAt(head(), path)) !== undefined) await objects.checkOut([path]);
    if (!isKnown && made === undefined) replaced.push(path);
  }
  const lost = await lostOf(session, seen, head(), isAllShared);
  await seen.lookAgain();
  await seen.keep();
  const changed = await objects.difference(base, head());
  return { saved: changed.flatMap(({ path }) => incidentAt(path) ?? []), replaced, lost };
}

/**
 * The files to commit; `nothing` where git has all of it; undefined where nothing can be made of it here.
 *
 * @param attached attachments that are in the folder and that the branch does not have
 */
async function whatToSave(
  { session, outbox, head }: Saving,
  path: string,
  attached: ReadonlySet<string>,
): Promise<Placing | 'nothing' | undefined> {
  const id = incidentAt(path);
  const { folder, objects } = session.repository;
  const bytes = await readOrdinary(join(folder, path)).catch(() => undefined);
  if (bytes === undefined) return undefined;
  if (id === undefined)
    return path.startsWith(`${NOTES}/`) && isSealedName(path) && bytes.length > 0
      ? new Map([[path, bytes]])
      : undefined;
  try {
    const theirs = await session.repository.objects.file(head(), path);
    const [mine, their, kept] = await Promise.all([
      openCommitted(session, bytes, id),
      openCommitted(session, theirs, id),
      outbox.read(id, session.identity),
    ]);
    const entries = [...(mine?.document.entries ?? []), ...(kept?.entries ?? [])];
    if (entries.length === 0) return undefined;
    const present = their && digestsIn(their.document.entries);
    if (present !== undefined && entries.every((entry) => present.has(digest(entry)))) return 'nothing';
    const versions = { base: undefined, ours: bytes, theirs, together: undefined, outbox: kept };
    const merged = await mergeVersions(session, id, versions);
    if (merged === 'nothing') return 'nothing';
    if ('incident' in merged) {
      const { evidence = [], closedEvidence = [] } = mine?.view ?? {};
      const named = [...evidence, ...closedEvidence]
        .map(({ file }) => file)
        .filter((one) => attached.has(one));
      const files = new Map<string, Uint8Array | Arrived>([[path, merged.incident]]);
      for (const file of named) {
        const at = join(folder, file);
        files.set(file, { at, id: await objects.storeFile(at) });
      }
      return files;
    }
    return new Map([[notePath(makeEntryId(randomBytes) + makeEntryId(randomBytes)), merged.note]]);
  } catch (error) {
    if (error instanceof UserError || isSystemError(error)) return undefined;
    throw error;
  }
}

/**
 * The incidents that lack something which this clone has seen.
 *
 * @param forget what is lost was never shared: it is told once, and not taken for an attack ever after
 */
async function lostOf(
  session: Session,
  seen: SeenEntries,
  head: string,
  forget: boolean,
): Promise<readonly string[]> {
  const lost: string[] = [];
  for (const id of await seen.incidents()) {
    const bytes = await session.repository.objects.file(head, incidentPath(id));
    try {
      const opened = bytes === undefined ? undefined : await openBytes(session, bytes, id);
      if (opened !== undefined && (await seen.areIn(id, opened.document.entries))) continue;
      lost.push(id);
      if (!forget) continue;
      if (opened === undefined) await seen.forget(id);
      else await seen.note(id, opened.document.entries);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  }
  return lost;
}
