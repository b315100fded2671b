import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exists, syncFolder, writeAllAtomically } from '../../disk/private-file.ts';
import { Batch } from './batch.ts';
import { type Commit, parseCommit } from './commit.ts';
import { AS_IT_IS } from './environment.ts';
import { DamagedCopy, gitFailed, notWhatItsNameSays } from './failed.ts';
import { FOLDER, type GitObject, isObject, looseObject, objectId, readTree, type TreeRow } from './object.ts';
import { runGit } from './process.ts';

/** One path that a commit changed. A side that is undefined was not there. */
export interface Change {
  readonly path: string;
  readonly before: Blob | undefined;
  readonly after: Blob | undefined;
}

/** A file in a tree: what kind of file it is to git, and the ID of its content. */
export interface Blob {
  /** `100644` is an ordinary file. */
  readonly mode: string;
  readonly id: string;
}

/** A commit and the commits that it follows. */
export interface Revision {
  readonly id: string;
  readonly parents: readonly string[];
}

/** Reading and writing a long history takes longer than one command usually may. Milliseconds. */
const TIME_LIMIT = 10 * 60_000;

/** No commit. */
const NOTHING = '0'.repeat(40);
/** References are on the disk before git says so, from git 2.36 on. */
const ON_DISK = ['-c', 'core.fsync=committed,reference'];

/** What is sealed does not become smaller, and on the disk it is as for references. */
const UNPACKED = ['-c', 'core.compression=0', '-c', 'core.fsync=committed'];

/** Stands while `vault/repair` moves damaged files aside and puts others in their place. */
export const REPAIRING = 'coc-repairing';

/** An ordinary file. */
const ORDINARY = '100644';
/** A commit of another repository. */
const REPOSITORY = '160000';
/** So many commits are looked through one by one; git itself is faster beyond that. */
const LONG_WAY = 64;
/** A reports repository has a handful of folders, and as many files as incidents and attachments. */
const MOST_FOLDERS = 1_000;
const MOST_ROWS = 1_000_000;

/** One for each repository and environment in a run: its parts are read in many places. */
const batches = new Map<string, Batch>();

function batchFor(folder: string, env: NodeJS.ProcessEnv, passes: RegExp | undefined): Batch {
  if (passes !== undefined) return new Batch(folder, env, passes);
  const key = JSON.stringify([folder, env]);
  const batch = batches.get(key) ?? new Batch(folder, env);
  batches.set(key, batch);
  return batch;
}

/** The tree and the parents of a raw commit. */
function placeIn(commit: Uint8Array = new Uint8Array()): Pick<Commit, 'tree' | 'parents'> {
  return parseCommit('', commit, () => false);
}

/** The objects of a git repository, many at a time. Nothing here looks at the working tree. */
export class Objects {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly #passes: RegExp | undefined;
  readonly #batch: Batch;

  /** @param passes variables of git's own that are to be heeded, as in a hook */
  constructor(folder: string, env: NodeJS.ProcessEnv, passes?: RegExp) {
    this.folder = folder;
    this.env = env;
    this.#passes = passes;
    this.#batch = batchFor(folder, env, passes);
  }

  /** From now on git itself is asked for everything, whatever is known from before. */
  askGit(): void {
    this.#batch.askGit();
  }

  /** Remembers what was read so far, so that the next command that finds it as it is needs no git. */
  remember(): Promise<void> {
    return this.#batch.remember();
  }

  /** The commits that `to` holds and `from` does not, each after those that it follows. */
  async revisions(from: string | undefined, to: string): Promise<readonly Revision[]> {
    const line = await this.#line(to, (id) => id === from);
    if (line !== undefined && line.last === from)
      return line.ids.map((id, index) => {
        const parent = line.ids[index - 1] ?? from;
        return { id, parents: parent === undefined ? [] : [parent] };
      });
    const range = from === undefined ? [to] : [to, `^${from}`];
    const rows = await this.#lines(['rev-list', '--topo-order', '--reverse', '--parents', ...range, '--']);
    return rows.map((row) => {
      const [id = '', ...parents] = row.split(' ');
      return { id, parents };
    });
  }

  /** The contents of these objects, by ID. Throws where one is not there. */
  read(ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
    return this.#contents(ids);
  }

  async #contents(ids: readonly string[], most?: number): Promise<ReadonlyMap<string, Uint8Array>> {
    const wanted = [...new Set(ids)];
    const found = wanted.length === 0 ? [] : await this.#batch.ask(wanted, most);
    return new Map(
      wanted.map((id, index) => {
        const object = found[index];
        if (object === undefined)
          throw new DamagedCopy('git does not have an object that is part of the history');
        return [id, object.content];
      }),
    );
  }

  /**
   * How these contents begin, by ID; each was looked at whole, and may be of any size. Throws where one is not there.
   *
   * @param most so much of each. Bytes
   */
  beginnings(ids: readonly string[], most: number): Promise<ReadonlyMap<string, Uint8Array>> {
    return this.#contents(ids, most);
  }

  /**
   * What each of these commits changed, by commit. A merge has no changes of its own. A folder of so many files that none of
   * ours can be is a change by itself, of its own mode: each folder in it can be the same one, and then there is no end.
   */
  async changes(commits: readonly string[]): Promise<ReadonlyMap<string, readonly Change[]>> {
    if (commits.length > LONG_WAY)
      return (await this.#isFlat(['--no-walk', '--stdin'], commits))
        ? this.#changesByGit(commits)
        : this.#inParts(commits);
    const contents = await this.read(commits);
    const changes = await Promise.all(
      commits.map(async (id) => {
        const { tree, parents } = placeIn(contents.get(id));
        if (parents.length > 1) return [id, []] as const;
        const [parent] = parents;
        return [id, await this.#treeChanges(parent && (await this.treeOf(parent)), tree)] as const;
      }),
    );
    return new Map(changes);
  }

  async #inParts(commits: readonly string[]): Promise<ReadonlyMap<string, readonly Change[]>> {
    const found = new Map<string, readonly Change[]>();
    for (let at = 0; at < commits.length; at += LONG_WAY)
      for (const [id, own] of await this.changes(commits.slice(at, at + LONG_WAY))) found.set(id, own);
    return found;
  }

  /**
   * Whether no folder has folders in it, in all of these commits, as it is with what coc writes. Where they have, git must not
   * be asked what changed: it looks at each file by itself, and of folders that hold each other there is no end.
   */
  async #isFlat(range: readonly string[], commits: readonly string[] = []): Promise<boolean> {
    const args = ['rev-list', '--objects', '--filter=blob:none', ...range];
    // Also those before them: what is taken away is looked at as well.
    const trees = await this.#text(args, commits.map((id) => `${id}\n${id}^@\n`).join(''));
    return !/^[0-9a-f]+ [^\n]*\//m.test(trees);
  }

  /** As `changes`, for more commits than are looked through one by one. */
  async #changesByGit(commits: readonly string[]): Promise<ReadonlyMap<string, readonly Change[]>> {
    const args = ['diff-tree', '--stdin', '-r', '-z', '--no-renames', '--root', '--raw', '--no-abbrev'];
    const output = await this.#bytes(args, commits.join('\n').concat('\n'));
    const found = new Map<string, Change[]>(commits.map((id) => [id, []]));
    let of: Change[] | undefined;
    for (const row of readRows(output)) {
      if (typeof row === 'string') of = found.get(row);
      else of?.push(row);
    }
    return found;
  }

  /** The files that a commit holds below a folder, or all of them. */
  async files(commit: string, below?: string): Promise<ReadonlyMap<string, Blob>> {
    const top = await this.#entry(commit, below);
    if (top === undefined) return new Map();
    if (top.mode !== FOLDER) return new Map([[below ?? '', { mode: ORDINARY, id: top.id }]]);
    const files = new Map<string, Blob>();
    for (const { path, after } of await this.#treeChanges(undefined, top.id, below))
      if (after !== undefined) files.set(path, after);
    return files;
  }

  /** The ID of what stands at a path in a commit; undefined where nothing does. */
  async idAt(commit: string, path: string): Promise<string | undefined> {
    return (await this.#entry(commit, path))?.id;
  }

  /** The content of a file as a commit holds it, or undefined where it holds none. */
  async file(commit: string, path: string): Promise<Uint8Array | undefined> {
    const entry = await this.#entry(commit, path);
    // Another repository within this one has no content here.
    if (entry === undefined || entry.mode === FOLDER || entry.mode === REPOSITORY) return undefined;
    const content = (await this.read([entry.id])).get(entry.id);
    if (content === undefined) throw new DamagedCopy('git cannot read a file that is part of the history');
    return content;
  }

  /** The full ID of the commit that a name stands for, or undefined where it stands for none. */
  async resolve(name: string): Promise<string | undefined> {
    return (await this.#batch.ask([`${name}^{commit}`]))[0]?.id;
  }

  /** What these references stand for, by name; one that is not there is left out. */
  async at(references: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const found = await this.#batch.ask(references);
    return new Map(
      references.flatMap((name, index) => {
        const id = found[index]?.id;
        return id === undefined ? [] : [[name, id] as const];
      }),
    );
  }

  /** Whether a repair was begun and has not come to an end: what says where this clone is may be moved aside. */
  isBeingRepaired(): Promise<boolean> {
    return exists(join(this.folder, '.git', REPAIRING));
  }

  /** Which of these references are there and stand for nothing that can be read: one is empty, or its commit is gone. */
  async unreadable(references: readonly string[]): Promise<readonly string[]> {
    const own = join(this.folder, '.git');
    const inGit = (await exists(own)) ? own : this.folder;
    const packed = await readFile(join(inGit, 'packed-refs'), 'latin1').catch(() => '');
    const there = await Promise.all(
      references.map(async (name) => (await exists(join(inGit, name))) || packed.includes(` ${name}\n`)),
    );
    const named = references.filter((_, index) => there[index]);
    // One may have come, or gone, since it was asked for.
    const found = named.length === 0 ? new Map() : await this.at(named);
    return named.filter((name) => !found.has(name));
  }

  /** Whether one commit is another, or is what it goes back to. One that is not here is neither. */
  async isAncestor(older: string, newer: string): Promise<boolean> {
    const line = await this.#line(newer, (id) => id === older);
    if (line !== undefined) return line.last === older;
    const { code, stderr } = await this.#run(['merge-base', '--is-ancestor', older, newer]);
    if (code > 1 && (await this.resolve(older)) === undefined) return false;
    if (code !== 0 && code !== 1) throw gitFailed(stderr);
    return code === 0;
  }

  /** The last commit that both go back to, or undefined where there is none. */
  async common(one: string, other: string): Promise<string | undefined> {
    const near = await this.#nearCommon(one, other);
    if (near !== undefined) return near;
    const { code, stdout, stderr } = await this.#run(['merge-base', one, other]);
    if (code !== 0 && code !== 1) throw gitFailed(stderr);
    return code === 0 ? stdout.toString('latin1').trim() : undefined;
  }

  /** The commits without a parent that a commit goes back to. */
  async roots(commit: string): Promise<readonly string[]> {
    return this.#lines(['rev-list', '--max-parents=0', commit]);
  }

  /** The references below these names, with the commits that they stand for. */
  async references(below: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const lines = await this.#lines(['for-each-ref', '--format=%(refname) %(objectname)', ...below]);
    return new Map(
      lines.map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]),
    );
  }

  /** The commits that changed a path, the newest first. */
  async commitsOf(head: string, path: string): Promise<readonly string[]> {
    return this.#lines(['rev-list', '--first-parent', head, '--', path]);
  }

  /** The paths below a folder that were changed after one commit, up to another. */
  async touched(after: string, upTo: string, below: string): Promise<readonly string[]> {
    const range = `${after}..${upTo}`;
    if ((await this.#isNear(after, upTo)) || !(await this.#isFlat([upTo, `^${after}^@`])))
      return (await this.#changesBelow(after, upTo, [below])).map(({ path }) => path);
    const args = ['log', '--first-parent', '--format=', '--name-only', '--no-renames', '-z'];
    return (await this.#text([...args, range, '--', below])).split(/[\0\n]/).filter(Boolean);
  }

  /** Whether a commit that changed a path, that `to` holds and `from` does not, has these words in its message. */
  async mentioned(words: string, path: string, to: string, from?: string): Promise<boolean> {
    const args = ['rev-list', '--max-count=1', '--fixed-strings', `--grep=${words}`, to];
    return (await this.#text([...args, ...(from ? [`^${from}`] : []), '--', path])).trim() !== '';
  }

  /** The contents that files below these folders ever had, up to a commit, by ID. */
  async contentsBelow(upTo: string, folders: readonly string[]): Promise<readonly string[]> {
    const changes =
      (await this.#isNear(undefined, upTo)) || !(await this.#isFlat([upTo]))
        ? await this.#changesBelow(undefined, upTo, folders)
        : await this.#changesBelowByGit(upTo, folders);
    return changes.flatMap(({ after }) => after?.id ?? []);
  }

  async #changesBelowByGit(upTo: string, folders: readonly string[]): Promise<readonly Change[]> {
    const args = ['log', '--first-parent', '--format=', '--raw', '--no-abbrev', '--no-renames', '-z'];
    const output = await this.#bytes([...args, upTo, '--', ...folders]);
    return [...readRows(output)].filter((row) => typeof row !== 'string');
  }

  async #changesBelow(
    after: string | undefined,
    upTo: string,
    folders: readonly string[],
  ): Promise<readonly Change[]> {
    const ids = (await this.revisions(after, upTo)).map(({ id }) => id);
    const all = [...(await this.#inParts(ids)).values()].flat();
    return all.filter(({ path }) => folders.some((one) => path === one || path.startsWith(`${one}/`)));
  }

  /** What differs between the files of two commits. */
  async difference(from: string, to: string): Promise<readonly Change[]> {
    return this.#treeChanges(await this.treeOf(from), await this.treeOf(to));
  }

  /** The tree of a commit. */
  async treeOf(commit: string): Promise<string> {
    const tree = await this.#treeOf(commit);
    if (tree === undefined) throw new DamagedCopy('git does not have a folder that is part of the history');
    return tree;
  }

  async #treeOf(commit: string): Promise<string | undefined> {
    const [found] = await this.#batch.ask([commit]);
    return found?.type === 'commit' ? placeIn(found.content).tree : undefined;
  }

  /**
   * What stands at a path, by the commit and the folders on the way, each read and looked at here: git itself would go by
   * whatever lies under their names.
   */
  async #entry(commit: string, path = ''): Promise<Omit<TreeRow, 'name'> | undefined> {
    const tree = await this.#treeOf(commit);
    let at = tree === undefined ? undefined : { mode: FOLDER, id: tree };
    for (const name of path.split('/').filter(Boolean)) {
      if (at?.mode !== FOLDER) return undefined;
      at = (await this.#rows(at.id)).get(Buffer.from(name, 'utf8').toString('latin1'));
    }
    return at;
  }

  /** The rows of these folders as a commit holds them, by folder; one that it does not hold has none. */
  async rowsIn(commit: string, folders: readonly string[]): Promise<ReadonlyMap<string, readonly TreeRow[]>> {
    const rows = folders.map(async (folder) => {
      const entry = await this.#entry(commit, folder);
      return [folder, entry?.mode === FOLDER ? [...(await this.#rows(entry.id)).values()] : []] as const;
    });
    return new Map(await Promise.all(rows));
  }

  /**
   * Has git look at everything that it has: what comes from a server is looked at as it comes, a folder that comes from
   * elsewhere is not. Throws a UserError where something is not what its name says.
   */
  async assertSound(): Promise<void> {
    const { code } = await this.#run(['fsck', '--full', '--no-dangling', '--no-reflogs', '--no-progress']);
    if (code !== 0) throw notWhatItsNameSays();
  }

  /** Stores objects of a clone. They are on the disk once this returns, whatever git is set up to do. */
  async store(objects: readonly GitObject[]): Promise<void> {
    const all = join(this.folder, '.git/objects');
    const files = new Map<string, Uint8Array>();
    let isNew = false;
    for (const object of objects) {
      const id = objectId(object);
      const folder = join(all, id.slice(0, 2));
      isNew = (await mkdir(folder, { recursive: true })) !== undefined || isNew;
      const path = join(folder, id.slice(2));
      // One that is there may be empty, as after a power loss.
      if (!(await holdsObject(path, id))) files.set(path, looseObject(object));
    }
    if (isNew) await syncFolder(all);
    await writeAllAtomically([...files], { mode: 0o444 });
  }

  /** Stores the content of a file of any size, which is not to be made smaller. Returns its ID. */
  async storeFile(path: string): Promise<string> {
    return (await this.#text([...UNPACKED, 'hash-object', '-w', '--no-filters', '--', path])).trim();
  }

  /** Has the index say that it holds these blobs, as ordinary files; undefined takes a path out of it. */
  async stage(blobs: ReadonlyMap<string, string | undefined>): Promise<void> {
    const rows = [...blobs]
      .map(([path, id]) => (id === undefined ? `0 ${NOTHING}\t${path}\0` : `${ORDINARY} ${id}\t${path}\0`))
      .join('');
    await this.#text(['update-index', '-z', '--index-info'], rows);
  }

  /** Makes the index what a commit holds. Touches no file of the folder. */
  async indexAs(commit: string): Promise<void> {
    await this.#text(['read-tree', commit]);
  }

  /** Has the folder hold what the index holds at these paths, byte for byte. */
  async checkOut(paths: readonly string[]): Promise<void> {
    if (paths.length === 0) return;
    const settings = AS_IT_IS.flatMap((setting) => ['-c', setting]);
    const args = [...settings, 'checkout-index', '--force', '-z', '--stdin'];
    await this.#text(args, paths.map((path) => `${path}\0`).join(''));
  }

  /** Whether a commit and everything that it goes back to is here, whole. */
  async isWhole(commit: string): Promise<boolean> {
    const { code, stderr } = await this.#run(['rev-list', '--objects', '--quiet', commit, '--']);
    if (code < 0) throw gitFailed(stderr);
    return code === 0;
  }

  /** Stores what can be read of a pack that is damaged. git's exit code says only that this was not all. */
  async unpack(pack: Uint8Array): Promise<void> {
    const { code, stderr } = await this.#run(['unpack-objects', '-r', '-q'], pack);
    if (code < 0) throw gitFailed(stderr);
  }

  /** Stores a file's content; returns its ID. */
  async write(content: Uint8Array): Promise<string> {
    return (await this.#text(['hash-object', '-w', '--stdin'], content)).trim();
  }

  /** Sets a reference, wherever it was. */
  async setReference(name: string, to: string): Promise<void> {
    await this.#text([...ON_DISK, 'update-ref', name, to]);
  }

  /**
   * Moves references on together, each from the commit at which it was thought to be (undefined: it is new), or none of
   * them. False where one of them is elsewhere.
   */
  async advanceTogether(names: readonly string[], to: string, from: string | undefined): Promise<boolean> {
    const rows = names.map((name) => `update ${name} ${to} ${from ?? NOTHING}\n`);
    const input = ['start\n', ...rows, 'prepare\n', 'commit\n'].join('');
    const { code, stderr } = await this.#run([...ON_DISK, 'update-ref', '--stdin'], input);
    if (code === 0) return true;
    const isElsewhere = /but expected|reference already exists|unable to resolve reference/.test(stderr);
    if (isElsewhere && !/reference broken/.test(stderr)) return false;
    throw gitFailed(stderr);
  }

  /** Sets references in one step, wherever they were; undefined takes one away. They are on the disk then. */
  async setTogether(references: ReadonlyMap<string, string | undefined>): Promise<void> {
    const rows = [...references].map(([name, to]) =>
      to === undefined ? `delete ${name}\n` : `update ${name} ${to}\n`,
    );
    await this.#text([...ON_DISK, 'update-ref', '--stdin'], rows.join(''));
  }

  /** A commit of one file, without a parent and without a signature, that belongs to no branch. Returns its full ID. */
  async looseCommit(path: string, content: Uint8Array): Promise<string> {
    const id = await this.write(content);
    const tree = (await this.#text(['mktree'], `100644 blob ${id}\t${path}\n`)).trim();
    const nobody = ['-c', 'user.name=coc', '-c', 'user.email=coc@localhost', '-c', 'commit.gpgsign=false'];
    return (await this.#text([...nobody, 'commit-tree', '--no-gpg-sign', tree], 'Request\n')).trim();
  }

  /**
   * The commits from `newest` back to where `isEnd`, the oldest first, and what that end is; undefined where there is a merge
   * on the way, or the way is long: git itself is asked then.
   */
  async #line(
    newest: string,
    isEnd: (id: string) => boolean,
  ): Promise<{ readonly ids: readonly string[]; readonly last: string | undefined } | undefined> {
    const ids: string[] = [];
    for (let id: string | undefined = newest; ids.length <= LONG_WAY; ) {
      if (id === undefined || isEnd(id)) return { ids: ids.reverse(), last: id };
      ids.push(id);
      const [commit] = await this.#batch.ask([id]);
      if (commit?.type !== 'commit') return undefined;
      const { parents } = placeIn(commit.content);
      if (parents.length > 1) return undefined;
      id = parents[0];
    }
    return undefined;
  }

  /** Whether the way back is short, so that a look at each commit takes less than to start git. */
  async #isNear(from: string | undefined, to: string): Promise<boolean> {
    const line = await this.#line(to, (id) => id === from);
    return line !== undefined && line.last === from;
  }

  /** As `common`, where neither line has a merge or goes far; undefined where git itself has to be asked. */
  async #nearCommon(one: string, other: string): Promise<string | undefined> {
    const lines = [new Set([one]), new Set([other])] as const;
    let ends: (string | undefined)[] = [one, other];
    for (let steps = 0; steps <= LONG_WAY; steps += 1) {
      for (const [side, end] of ends.entries())
        if (end !== undefined && lines[1 - side]?.has(end)) return end;
      const found = await this.#batch.ask(ends.filter((end) => end !== undefined));
      const places = found.map((commit) => placeIn(commit?.content));
      if (places.some(({ parents }) => parents.length > 1)) return undefined;
      ends = ends.map((end) => (end === undefined ? undefined : places.shift()?.parents[0]));
      for (const [side, end] of ends.entries()) if (end !== undefined) lines[side]?.add(end);
      if (ends.every((end) => end === undefined)) return undefined;
    }
    return undefined;
  }

  /**
   * What differs between the files of two trees, in the order of their paths. A tree that is undefined is empty. Once too much
   * was looked at, a folder stands for itself.
   */
  async #treeChanges(
    from: string | undefined,
    to: string | undefined,
    folder = '',
    looked = { folders: 0, rows: 0 },
  ): Promise<readonly Change[]> {
    if (from === to) return [];
    if (looked.folders >= MOST_FOLDERS || looked.rows >= MOST_ROWS)
      return [{ path: folder, before: folderAt(from), after: folderAt(to) }];
    looked.folders += 1;
    const [before, after] = await Promise.all([this.#rows(from), this.#rows(to)]);
    const names = [...new Set([...before.keys(), ...after.keys()])];
    looked.rows += names.length;
    const changes = await Promise.all(
      names.map(async (name): Promise<readonly Change[]> => {
        const [old, now] = [before.get(name), after.get(name)];
        if (old?.id === now?.id && old?.mode === now?.mode) return [];
        const path = `${folder}${folder === '' ? '' : '/'}${Buffer.from(name, 'latin1').toString('utf8')}`;
        const blobOf = (row: TreeRow | undefined): Blob | undefined =>
          row === undefined || row.mode === FOLDER ? undefined : { mode: row.mode, id: row.id };
        const treeIn = (row: TreeRow | undefined): string | undefined =>
          row?.mode === FOLDER ? row.id : undefined;
        const [was, is] = [blobOf(old), blobOf(now)];
        return [
          ...(was === undefined && is === undefined ? [] : [{ path, before: was, after: is }]),
          ...(await this.#treeChanges(treeIn(old), treeIn(now), path, looked)),
        ];
      }),
    );
    return changes.flat().sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  }

  async #rows(tree: string | undefined): Promise<ReadonlyMap<string, TreeRow>> {
    if (tree === undefined) return new Map();
    const content = (await this.read([tree])).get(tree);
    if (content === undefined)
      throw new DamagedCopy('git does not have a folder that is part of the history');
    return new Map(readTree(content).map((row) => [row.name, row]));
  }

  async #lines(args: readonly string[]): Promise<readonly string[]> {
    return (await this.#text(args)).split('\n').filter(Boolean);
  }

  async #text(args: readonly string[], input?: Uint8Array | string): Promise<string> {
    return (await this.#bytes(args, input)).toString('utf8');
  }

  async #bytes(args: readonly string[], input?: Uint8Array | string): Promise<Buffer> {
    const { code, stdout, stderr } = await this.#run(args, input);
    if (code !== 0) throw gitFailed(stderr);
    return stdout;
  }

  #run(args: readonly string[], input?: Uint8Array | string) {
    return runGit(this.folder, args, {
      env: this.env,
      ...(this.#passes && { passes: this.#passes }),
      timeLimit: TIME_LIMIT,
      ...(input !== undefined && { input: typeof input === 'string' ? Buffer.from(input) : input }),
    });
  }
}

function folderAt(id: string | undefined): Blob | undefined {
  return id === undefined ? undefined : { mode: FOLDER, id };
}

/**
 * What `git diff-tree --raw -z` prints: the ID of a commit, or `:mode mode id id status` with the path behind it. Read in
 * order, since a path may look like anything.
 */
function* readRows(output: Buffer): Generator<string | Change> {
  const fields = output.toString('utf8').split('\0');
  for (let at = 0; at < fields.length; at += 1) {
    const field = fields[at] ?? '';
    if (!field.startsWith(':')) {
      if (field !== '') yield field;
      continue;
    }
    const [before = '', after = '', beforeId = '', afterId = ''] = field.slice(1).split(' ');
    at += 1;
    yield { path: fields[at] ?? '', before: blob(before, beforeId), after: blob(after, afterId) };
  }
}

function holdsObject(path: string, id: string): Promise<boolean> {
  return readFile(path).then(
    (bytes) => isObject(bytes, id),
    () => false,
  );
}

function blob(mode: string, id: string): Blob | undefined {
  return /^0+$/.test(mode) ? undefined : { mode, id };
}
