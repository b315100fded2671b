import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isSystemError, UserError } from '../../errors.ts';
import { digest } from '../../incident/canonical.ts';
import { advance, arrived, MAIN, type MarksAndHead, readMarks, setMark, VERIFIED } from '../history/marks.ts';
import { incidentAt, isOpenFile, ROSTER } from '../layout.ts';
import { isFromBeforeThisBoot } from '../lock.ts';
import { exists, isOwnFolder, isTemporary, readOrdinary, writeAtomically } from '../private-file.ts';
import type { OpenedIncident } from '../record/incident-file.ts';
import type { Repository } from '../repository.ts';
import { objectId } from './object.ts';
import { type Committing, commitFiles } from './signed-commit.ts';

const SEALED_MODE = 0o600;
const OPEN_MODE = 0o644;
/** Stands while coc puts files in place and commits them, so that what a kill leaves of it is known to be ours. */
const COMMITTING = 'coc-committing';
/** Stands after that, until whoever saves next has ended what was left half done. */
export const UNFINISHED = 'coc-unfinished';
/** Stands while a file that is not sealed is replaced and committed; holds its path. */
const REPLACING = 'coc-replacing';
/** The locks of git that a commit of coc's takes, and those of git that nobody holds after a start of the machine. */
const OWN_LOCKS = ['index.lock', 'HEAD.lock', `${MAIN}.lock`, `${VERIFIED}.lock`];
const LOCKS = [...OWN_LOCKS, 'packed-refs.lock', 'config.lock'];

/** An incident file that was put in place and not committed. */
interface Finishable {
  readonly id: string;
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Puts files in place and commits them. Returns the full ID of the commit, or throws. */
export type CommitFiles = (files: ReadonlyMap<string, Uint8Array>, subject: string) => Promise<string>;

/** New content of a file that is not sealed, and what the commit is called. */
export interface OpenFile {
  readonly path: string;
  readonly content: Uint8Array;
  readonly subject: string;
}

/**
 * Commits, and ends what a killed coc left half done: git's own locks, and a sealed file that was put in place and
 * not committed. Only for whoever holds the lock of the repository.
 */
export class InterruptedSaves {
  readonly #repository: Repository;

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  /**
   * Puts files in place and commits them, signed, on top of the verified history, and counts the commit as verified. Nothing
   * moves unless the branch is still at `parent` (DESIGN 4, "Writing"). Returns the full ID of the commit; or throws, and
   * then the files are what they were. Where it is killed in between, `finishable` tells.
   *
   * @param files the bytes of each, by path
   */
  async commit(
    parent: string,
    files: ReadonlyMap<string, Uint8Array>,
    subject: string,
    by: Committing,
    mode = SEALED_MODE,
  ): Promise<string> {
    const { folder, objects } = this.#repository;
    await writeFile(this.#inGit(COMMITTING), '');
    try {
      for (const [path, content] of files) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeAtomically(join(folder, path), content, { mode });
      }
      const { commit, ids } = await commitFiles(objects, parent, files, subject, by);
      await objects.stage(ids);
      if (!(await advance(objects, parent, commit))) throw movedMeanwhile();
      await rm(this.#inGit(COMMITTING), { force: true });
      return commit;
    } catch (error) {
      await this.#takeBack([...files.keys()], mode);
      throw error;
    }
  }

  /** Makes files what the branch holds. Where that fails as well, the mark stays, and whoever comes next looks at them. */
  async #takeBack(paths: readonly string[], mode: number): Promise<void> {
    const { folder, objects } = this.#repository;
    const ids = new Map<string, string | undefined>();
    try {
      for (const path of paths) {
        const content = await objects.file(MAIN, path);
        if (content === undefined) await rm(join(folder, path), { force: true });
        else await writeAtomically(join(folder, path), content, { mode });
        ids.set(path, content && objectId({ type: 'blob', content }));
      }
      // Only a kill leaves the mark: a lock that made git fail is somebody else's, and so is not cleared.
      await rm(this.#inGit(COMMITTING), { force: true });
      await objects.stage(ids);
    } catch (error) {
      if (!(error instanceof UserError) && !isSystemError(error)) throw error;
    }
  }

  /**
   * Replaces a file that is not sealed, and commits it. Where it is killed in between, `clearLocks` puts back what was there.
   * Returns the full ID of the commit, or throws.
   */
  async replace(parent: string, { path, content, subject }: OpenFile, by: Committing): Promise<string> {
    await writeFile(this.#inGit(REPLACING), path);
    const commit = await this.commit(parent, new Map([[path, content]]), subject, by, OPEN_MODE);
    await rm(this.#inGit(REPLACING), { force: true });
    return commit;
  }

  /**
   * Checks out another verified commit, wherever the branch was. Where it is killed in between, `finishMove` ends it. Throws
   * a UserError, and moves nothing, where a file was changed by something else than coc.
   */
  async moveTo(commit: string): Promise<void> {
    const { git, objects } = this.#repository;
    const changed = await git.changed(['.'], 'no');
    if (changed.length > 0) {
      throw new UserError(`Something else than coc has changed ${changed.slice(0, 3).join(', ')}.`, {
        hints: [`\`git checkout -- ${changed[0]}\` in the reports repository puts it back.`],
      });
    }
    await setMark(objects, 'moving', commit);
    await this.finishMove();
  }

  /** Ends what `moveTo` had begun, if anything. Returns the marks as they are then. */
  async finishMove(): Promise<MarksAndHead> {
    const { git, objects } = this.#repository;
    const marks = await readMarks(objects);
    const { moving } = marks;
    if (moving === undefined) return marks;
    await this.#marked(() => git.checkOut(moving));
    await arrived(objects, moving);
    return readMarks(objects);
  }

  async #marked<T>(work: () => Promise<T>): Promise<T> {
    await writeFile(this.#inGit(COMMITTING), '');
    try {
      return await work();
    } finally {
      // Only a kill leaves the mark: a lock that made git fail is somebody else's.
      await rm(this.#inGit(COMMITTING), { force: true });
    }
  }

  /**
   * Removes the locks that git left when it was killed while committing for coc, or when the machine went off, and puts back
   * a file that was being replaced then: nobody was told that it was saved.
   *
   * @returns whether a coc was killed while it saved, and nobody has called `finished` since
   */
  async clearLocks(): Promise<boolean> {
    if (await clearLocksOf(join(this.#repository.folder, '.git')))
      await rename(this.#inGit(COMMITTING), this.#inGit(UNFINISHED));
    const wasKilled = await exists(this.#inGit(UNFINISHED));
    const path = await readFile(this.#inGit(REPLACING), 'utf8').catch(() => '');
    if (path === '') return wasKilled;
    if (path !== ROSTER && !isOpenFile(path)) {
      // Not of coc: it could name any place on the machine.
      await rm(this.#inGit(REPLACING), { force: true });
      return wasKilled;
    }
    const { folder, git } = this.#repository;
    if ((await git.changed([path])).length > 0) await git.putBack(path);
    const file = join(folder, path);
    for (const name of await readdir(dirname(file)).catch(() => []))
      if (isTemporary(name)) await rm(join(dirname(file), name), { force: true });
    await rm(this.#inGit(REPLACING), { force: true });
    return wasKilled;
  }

  /** Notes that what a killed coc left half done is ended. */
  async finished(): Promise<void> {
    await rm(this.#inGit(UNFINISHED), { force: true });
  }

  /** Removes sealed files that a killed coc had not put in place yet. */
  async sweep(folder: string): Promise<void> {
    const path = join(this.#repository.folder, folder);
    if (!(await isOwnFolder(path))) return;
    for (const name of await readdir(path))
      if (isTemporary(name)) await rm(join(path, name), { force: true });
  }

  /**
   * Incident files that were put in place and not committed, and that are whole: they open, every entry is signed,
   * and nothing that the last commit holds is missing. Anything else is left where it is.
   */
  async finishable(
    folder: string,
    openBytes: (bytes: Uint8Array, id: string) => Promise<OpenedIncident>,
  ): Promise<readonly Finishable[]> {
    const { git, objects } = this.#repository;
    const whole: Finishable[] = [];
    for (const path of await git.changed([folder])) {
      const id = incidentAt(path);
      if (id === undefined) continue;
      try {
        const bytes = await readOrdinary(join(this.#repository.folder, path));
        const committed = await objects.file('HEAD', path);
        if (committed !== undefined && bytes.equals(committed)) {
          await objects.stage(new Map([[path, objectId({ type: 'blob', content: bytes })]]));
          continue;
        }
        const now = await openBytes(bytes, id);
        const before = committed === undefined ? [] : (await openBytes(committed, id)).document.entries;
        const kept = new Set(now.document.entries.map(digest));
        if (before.every((entry) => kept.has(digest(entry)))) whole.push({ id, path, bytes });
      } catch (error) {
        // What does not open, or is gone, is not ours to finish: `list` names it.
        if (!(error instanceof UserError) && !isSystemError(error)) throw error;
      }
    }
    return whole;
  }

  #inGit(name: string): string {
    return join(this.#repository.folder, '.git', name);
  }
}

/**
 * Removes the locks in a clone's `.git` that nobody holds any more. Only for whoever holds coc's own.
 *
 * @returns whether a coc was killed while it saved
 */
export async function clearLocksOf(inGit: string): Promise<boolean> {
  const wasKilled = await exists(join(inGit, COMMITTING));
  for (const name of LOCKS) {
    const path = join(inGit, name);
    const isOwn = wasKilled && OWN_LOCKS.includes(name);
    if (isOwn || (await isFromBeforeThisBoot(path))) await rm(path, { force: true });
  }
  return wasKilled;
}

function movedMeanwhile(): UserError {
  return new UserError('Something else than coc has moved the branch meanwhile, so nothing was saved.', {
    hints: ['What you answered is kept. Try again.'],
  });
}
