import { gitFailed } from './failed.ts';
import { type GitObject, packOf } from './object.ts';
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
/** What git stores is on the disk before git says so; before git 2.36 that had another name. */
const ON_DISK = ['-c', 'core.fsync=committed,loose-object,reference', '-c', 'core.fsyncObjectFiles=true'];

/** The objects of a git repository, many at a time. Nothing here looks at the working tree. */
export class Objects {
  readonly #folder: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #passes: RegExp | undefined;

  /** @param passes variables of git's own that are to be heeded, as in a hook */
  constructor(folder: string, env: NodeJS.ProcessEnv, passes?: RegExp) {
    this.#folder = folder;
    this.#env = env;
    this.#passes = passes;
  }

  /** The commits that `to` holds and `from` does not, each after those that it follows. */
  async revisions(from: string | undefined, to: string): Promise<readonly Revision[]> {
    const range = from === undefined ? [to] : [to, `^${from}`];
    const text = await this.#text(['rev-list', '--topo-order', '--reverse', '--parents', ...range, '--']);
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const [id = '', ...parents] = line.split(' ');
        return { id, parents };
      });
  }

  /** The contents of these objects, by ID. Throws where one is not there. */
  async read(ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
    const wanted = [...new Set(ids)];
    const found = new Map<string, Uint8Array>();
    if (wanted.length === 0) return found;
    const output = await this.#bytes(['cat-file', '--batch'], wanted.join('\n').concat('\n'));
    let at = 0;
    for (const id of wanted) {
      const end = output.indexOf(0x0a, at);
      const [, type = '', size = ''] = output.subarray(at, end).toString('latin1').split(' ');
      if (end < 0 || type === 'missing' || size === '') throw new Error('git does not have an object');
      found.set(id, output.subarray(end + 1, end + 1 + Number(size)));
      at = end + 1 + Number(size) + 1;
    }
    return found;
  }

  /** What each of these commits changed, by commit. A merge has no changes of its own. */
  async changes(commits: readonly string[]): Promise<ReadonlyMap<string, readonly Change[]>> {
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
    const output = await this.#bytes([
      'ls-tree',
      '-r',
      '-z',
      commit,
      ...(below === undefined ? [] : ['--', below]),
    ]);
    const files = output.toString('utf8').split('\0').filter(Boolean);
    return new Map(
      files.map((row) => {
        const [mode = '', , id = ''] = row.slice(0, row.indexOf('\t')).split(' ');
        return [row.slice(row.indexOf('\t') + 1), { mode, id }];
      }),
    );
  }

  /** The text of a file as a commit holds it, or undefined where it holds none. */
  async file(commit: string, path: string): Promise<Uint8Array | undefined> {
    const found = (await this.files(commit, path)).get(path);
    return found && (await this.read([found.id])).get(found.id);
  }

  /** The full ID of the commit that a name stands for, or undefined where it stands for none. */
  async resolve(name: string): Promise<string | undefined> {
    const { code, stdout } = await this.#run(['rev-parse', '--verify', '--quiet', `${name}^{commit}`]);
    return code === 0 ? stdout.toString('latin1').trim() : undefined;
  }

  /** Whether one commit is another, or is what it goes back to. */
  async isAncestor(older: string, newer: string): Promise<boolean> {
    const { code } = await this.#run(['merge-base', '--is-ancestor', older, newer]);
    if (code > 1) throw new Error('git could not compare two commits');
    return code === 0;
  }

  /** The last commit that both go back to, or undefined where there is none. */
  async common(one: string, other: string): Promise<string | undefined> {
    const { code, stdout } = await this.#run(['merge-base', one, other]);
    return code === 0 ? stdout.toString('latin1').trim() : undefined;
  }

  /** The commits without a parent that a commit goes back to. */
  async roots(commit: string): Promise<readonly string[]> {
    return (await this.#text(['rev-list', '--max-parents=0', commit])).split('\n').filter(Boolean);
  }

  /** The references below these names, with the commits that they stand for. */
  async references(below: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const text = await this.#text(['for-each-ref', '--format=%(refname) %(objectname)', ...below]);
    return new Map(
      text
        .split('\n')
        .filter(Boolean)
        .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]),
    );
  }

  /** The commits that changed a path, the newest first. */
  async commitsOf(head: string, path: string): Promise<readonly string[]> {
    return (await this.#text(['rev-list', '--first-parent', head, '--', path])).split('\n').filter(Boolean);
  }

  /** The paths below a folder that were changed after one commit, up to another. */
  async touched(after: string, upTo: string, below: string): Promise<readonly string[]> {
    const args = ['log', '--first-parent', '--format=', '--name-only', '--no-renames', '-z'];
    return (await this.#text([...args, `${after}..${upTo}`, '--', below])).split(/[\0\n]/).filter(Boolean);
  }

  /** What differs between the files of two commits. */
  async difference(from: string, to: string): Promise<readonly Change[]> {
    const args = ['diff-tree', '-r', '-z', '--no-renames', '--raw', '--no-abbrev', from, to];
    return [...readRows(await this.#bytes(args))].filter((row) => typeof row !== 'string');
  }

  /** The tree of a commit. */
  async treeOf(commit: string): Promise<string> {
    return (await this.#text(['rev-parse', '--verify', `${commit}^{tree}`])).trim();
  }

  /** The contents of what these names stand for (`ID:folder`), by name; what is not there is left out. */
  async lookUp(names: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
    const output = await this.#bytes(['cat-file', '--batch'], names.join('\n').concat('\n'));
    const found = new Map<string, Uint8Array>();
    let at = 0;
    for (const name of names) {
      const end = output.indexOf(0x0a, at);
      const head = output.subarray(at, end).toString('utf8');
      at = end + 1;
      if (end < 0) throw new Error('git did not say what it has');
      if (head === `${name} missing`) continue;
      const size = Number(head.slice(head.lastIndexOf(' ') + 1));
      found.set(name, output.subarray(at, at + size));
      at += size + 1;
    }
    return found;
  }

  /** Stores objects, whole and on the disk, once git itself has checked them and what they name. */
  async store(objects: readonly GitObject[]): Promise<void> {
    await this.#bytes([...ON_DISK, 'unpack-objects', '-q', '--strict'], packOf(objects));
  }

  /** Has the index say that it holds these blobs, as ordinary files. */
  async stage(blobs: ReadonlyMap<string, string>): Promise<void> {
    const rows = [...blobs].map(([path, id]) => `100644 ${id}\t${path}\0`).join('');
    await this.#text(['update-index', '-z', '--index-info'], rows);
  }

  /** Stores a file's content; returns its ID. */
  async write(content: Uint8Array): Promise<string> {
    return (await this.#text(['hash-object', '-w', '--stdin'], content)).trim();
  }

  /** Sets a reference, wherever it was. */
  async setReference(name: string, to: string): Promise<void> {
    await this.#text(['update-ref', name, to]);
  }

  /** Moves a reference on, unless something else has moved it meanwhile. */
  async advanceReference(name: string, to: string, from: string): Promise<void> {
    await this.#run(['update-ref', name, to, from]);
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
    if (/but expected|reference already exists|unable to resolve reference/.test(stderr)) return false;
    throw gitFailed(stderr);
  }

  /** Takes a reference away. */
  async removeReference(name: string): Promise<void> {
    await this.#text(['update-ref', '-d', name]);
  }

  /** A commit of one file, without a parent and without a signature, that belongs to no branch. Returns its full ID. */
  async looseCommit(path: string, content: Uint8Array): Promise<string> {
    const id = await this.write(content);
    const tree = (await this.#text(['mktree'], `100644 blob ${id}\t${path}\n`)).trim();
    const nobody = ['-c', 'user.name=coc', '-c', 'user.email=coc@localhost', '-c', 'commit.gpgsign=false'];
    return (await this.#text([...nobody, 'commit-tree', '--no-gpg-sign', tree], 'Request\n')).trim();
  }

  async #text(
    args: readonly string[],
    input?: Uint8Array | string,
    env: Record<string, string> = {},
  ): Promise<string> {
    return (await this.#bytes(args, input, env)).toString('utf8');
  }

  async #bytes(
    args: readonly string[],
    input?: Uint8Array | string,
    env: Record<string, string> = {},
  ): Promise<Buffer> {
    const { code, stdout, stderr } = await this.#run(args, input, env);
    if (code !== 0) throw gitFailed(stderr);
    return stdout;
  }

  #run(args: readonly string[], input?: Uint8Array | string, env: Record<string, string> = {}) {
    return runGit(this.#folder, args, {
      env: { ...this.#env, ...env },
      ...(this.#passes && { passes: this.#passes }),
      timeLimit: TIME_LIMIT,
      ...(input !== undefined && { input: typeof input === 'string' ? Buffer.from(input) : input }),
    });
  }
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

function blob(mode: string, id: string): Blob | undefined {
  return /^0+$/.test(mode) ? undefined : { mode, id };
}
