import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder, writeAllAtomically, writeAtomically } from '../../disk/private-file.ts';
import { isSystemError, UserError } from '../../errors.ts';
import { SUBJECT } from '../format/subjects.ts';
import { objectId } from '../git/object.ts';
import type { Remote } from '../git/remote.ts';
import { type Committing, commitFiles, commitTree, type FileContent } from '../git/signed-commit.ts';
import { advance, MAIN, noteShared, setMark } from '../history/marks.ts';
import { verifyHistory } from '../history/verify.ts';
import { COMMITTING, finishMove, REPLACING } from './interrupted.ts';
import type { Repository } from './repository.ts';

const SEALED_MODE = 0o600;
const OPEN_MODE = 0o644;

/** A sealed file of any size that lies elsewhere on the same disk, and is stored already. */
export interface Arrived {
  readonly at: string;
  /** The ID that git gives its bytes. */
  readonly id: string;
}

/** What is put in place, by path: the bytes, or a file that lies elsewhere. */
export type Placing = ReadonlyMap<string, Uint8Array | Arrived>;

/** Saves sealed files: puts them in place and commits them. Returns the full ID of the commit, or throws. */
export type SaveSealed = (files: Placing) => Promise<string>;

/** New content of a file that is not sealed, and what the commit is called. */
export interface OpenFile {
  readonly path: string;
  readonly content: Uint8Array;
  readonly subject: string;
}

/**
 * The one hand that makes commits in a clone and moves its branch and files (DESIGN 4, "Writing"). What a kill leaves of it
 * `interrupted.ts` ends. Only for whoever holds the lock of the repository.
 */
export class Writer {
  readonly #repository: Repository;

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  /** Puts sealed files in place and commits them, as `#commit` does. Where it is killed in between, `finishable` tells. */
  save(parent: string, files: Placing, by: Committing): Promise<string> {
    return this.#commit(parent, files, SUBJECT.sealed, by, SEALED_MODE);
  }

  /**
   * Replaces a file that is not sealed, and commits it. Where it is killed in between, `clearLocks` puts back what was there.
   * Returns the full ID of the commit, or throws.
   */
  async replace(parent: string, { path, content, subject }: OpenFile, by: Committing): Promise<string> {
    await writeFile(this.#inGit(REPLACING), path);
    const commit = await this.#commit(parent, new Map([[path, content]]), subject, by, OPEN_MODE);
    await rm(this.#inGit(REPLACING), { force: true });
    return commit;
  }

  /**
   * Puts files in place and commits them, signed, on top of the verified history, and counts the commit as verified. Nothing
   * moves unless the branch is still at `parent`. Returns the full ID of the commit; or throws, and then the files are what
   * they were.
   *
   */
  async #commit(
    parent: string,
    files: Placing,
    subject: string,
    by: Committing,
    mode: number,
  ): Promise<string> {
    const { folder, objects } = this.#repository;
    const arrived = [...files].filter((one): one is [string, Arrived] => !(one[1] instanceof Uint8Array));
    await writeFile(this.#inGit(COMMITTING), arrived.map(([path]) => `${path}\n`).join(''));
    try {
      const inFolder = [...files].map(([path, content]) => [join(folder, path), content] as const);
      for (const own of new Set(inFolder.map(([path]) => dirname(path))))
        await mkdir(own, { recursive: true });
      // First, so that nothing names what is not there.
      for (const [path, { at }] of arrived) await rename(at, join(folder, path));
      for (const own of new Set(arrived.map(([path]) => dirname(path)))) await syncFolder(join(folder, own));
      await writeAllAtomically(
        inFolder.filter((one): one is [string, Uint8Array] => one[1] instanceof Uint8Array),
        { mode },
      );
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

  /** Makes a commit on top of another one, and touches nothing of the clone but new objects. Returns its full ID. */
  async make(
    parent: string,
    files: ReadonlyMap<string, FileContent>,
    subject: string,
    by: Committing,
  ): Promise<string> {
    return (await commitFiles(this.#repository.objects, parent, files, subject, by)).commit;
  }

  /** As `make`, holding what another commit holds. */
  async makeAs(like: string, parent: string, message: string, by: Committing): Promise<string> {
    const { objects } = this.#repository;
    return commitTree(objects, parent, await objects.treeOf(like), message, by);
  }

  /**
   * Commits files on the server before the branch here moves: where they must not come to stand on top of what others do
   * meanwhile, as with the keys of whoever signs it, or where the server may never take them. Can be killed anywhere. Throws
   * Unreachable, and then nothing is changed here.
   *
   * @param remote undefined where there is no server
   * @returns the full ID of the commit; undefined where somebody was faster, and then nothing is changed either
   */
  async publish(
    remote: Remote | undefined,
    parent: string,
    files: ReadonlyMap<string, FileContent>,
    subject: string,
    by: Committing,
  ): Promise<string | undefined> {
    const { objects } = this.#repository;
    const commit = await this.make(parent, files, subject, by);
    const { problem } = await verifyHistory({ objects, from: parent, to: commit });
    if (problem !== undefined) throw new Error(`a commit that nobody would take: ${problem.harm}`);
    if (remote !== undefined) {
      if ((await remote.push(commit)) === 'behind') return undefined;
      await noteShared(objects, commit);
    }
    await this.moveTo(commit);
    return commit;
  }

  /**
   * Checks out another verified commit, wherever the branch was. Where it is killed in between, `finishMove` ends it. Throws
   * a UserError, and moves nothing, where a file was changed by something else than coc.
   */
  async moveTo(commit: string): Promise<void> {
    await this.assertUnchanged();
    await setMark(this.#repository.objects, 'moving', commit);
    await finishMove(this.#repository);
  }

  /** Throws a UserError where a file was changed by something else than coc. */
  async assertUnchanged(): Promise<void> {
    const changed = await this.#repository.git.changed(['.'], 'no');
    if (changed.length > 0)
      throw new UserError(`Something else than coc has changed ${changed.slice(0, 3).join(', ')}.`, {
        hints: [`\`git checkout -- ${changed[0]}\` in the reports repository puts it back.`],
      });
  }

  #inGit(name: string): string {
    return join(this.#repository.folder, '.git', name);
  }
}

function movedMeanwhile(): UserError {
  return new UserError('Something else than coc has moved the branch meanwhile, so nothing was saved.', {
    hints: ['What you answered is kept. Try again.'],
  });
}
