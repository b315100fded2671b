import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createHash, type Hash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { UserError } from '../../errors.ts';
import { ALWAYS, gitEnvironment, UNCHANGED } from './environment.ts';
import { gitFailed, notWhatItsNameSays } from './failed.ts';
import { type Found, KnownObjects } from './known-objects.ts';
import { type GitObject, objectId } from './object.ts';
import { ownSettings } from './own-settings.ts';
import { gitMissing, isHitByInterrupt } from './start-git.ts';

/** A question that git has not answered for so long, it never will. Milliseconds. */
const PATIENCE = 60_000;
/** Characters of an ID. */
const SHA1 = 40;
/** How long git is kept waiting for the next question. Milliseconds. */
const IDLE = 2_000;

interface Question {
  readonly name: string;
  /** So much of a larger content is given, and no more is held in memory. Bytes. */
  readonly most: number;
  readonly answer: (found: Found | undefined) => void;
  readonly fail: (error: Error) => void;
}

/**
 * Asks git what names stand for (`ID`, `refs/heads/main`, `ID:folder`), through one `git cat-file --batch` that is started at
 * the first question and ends by itself: starting git takes longer than most answers. As long as all that is asked for is known
 * from before, none is started.
 */
export class Batch {
  readonly #folder: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #passes: RegExp | undefined;
  #asking: Asking | undefined;
  /** Undefined where git itself is to be asked. */
  #known: KnownObjects | undefined;

  constructor(folder: string, env: NodeJS.ProcessEnv, passes?: RegExp) {
    this.#folder = folder;
    this.#env = env;
    this.#passes = passes;
    if (passes === undefined) this.#known = new KnownObjects(folder);
  }

  /** From now on git itself is asked: what is missing or damaged in the clone is found only so. */
  askGit(): void {
    this.#known = undefined;
  }

  /** Remembers what git gave so far for the next command. */
  async remember(): Promise<void> {
    await this.#known?.keep();
  }

  /**
   * For each name, what it stands for now; undefined where that is nothing. Throws a UserError where git fails, or has something
   * else under a name than it says.
   *
   * @param most of a larger content, the beginning alone
   */
  async ask(
    names: readonly string[],
    most = Number.POSITIVE_INFINITY,
  ): Promise<readonly (Found | undefined)[]> {
    const place = await placeOf(this.#folder);
    const known = this.#isAsking(place) ? undefined : await this.#known?.answer(names);
    if (known !== undefined) return known;
    const settings = this.#isAsking(place) ? {} : await ownSettings(this.#folder, this.#env);
    // Somebody else may have asked meanwhile.
    if (!this.#isAsking(place)) this.#asking = new Asking(this.#start(settings), place);
    const found = await this.#answered(this.#asking as Asking, names, most);
    for (const one of found) if (one !== undefined && one.content.length < most) this.#known?.note(one);
    return found;
  }

  /** The answers; of a git that a Ctrl-C hit at its very beginning, those of another one. */
  async #answered(
    asking: Asking,
    names: readonly string[],
    most: number,
  ): Promise<readonly (Found | undefined)[]> {
    const found = await Promise.all(asking.ask(names, most)).catch((error: unknown): undefined => {
      if (!(error instanceof Hit)) throw error;
    });
    if (found !== undefined) return found;
    const settings = await ownSettings(this.#folder, this.#env);
    // Whoever asked the same one may have started another already.
    if (this.#asking === asking) this.#asking = new Asking(this.#start(settings), asking.place);
    return Promise.all((this.#asking as Asking).ask(names, most));
  }

  #isAsking(place: string): boolean {
    return this.#asking !== undefined && !this.#asking.ended && this.#asking.place === place;
  }

  #start(settings: Readonly<Record<string, string>>): ChildProcessWithoutNullStreams {
    const env = { ...gitEnvironment(this.#env, this.#passes), ...UNCHANGED, ...settings };
    // A session of its own has no terminal: Ctrl-C is for coc.
    return spawn('git', [...ALWAYS, 'cat-file', '--batch'], {
      cwd: this.#folder,
      env,
      detached: true,
      windowsHide: true,
    });
  }
}

/** git hands out whatever lies under a name, and looks at it only where it comes from a server. */
function isWhatItsNameSays({ id, type, content }: Found): boolean {
  return !isType(type) || id.length !== SHA1 || objectId({ type, content }) === id;
}

function isType(type: string): type is GitObject['type'] {
  return type === 'blob' || type === 'tree' || type === 'commit';
}

/** What tells a folder from another one that was put in its place meanwhile. */
async function placeOf(folder: string): Promise<string> {
  return stat(folder).then(
    ({ dev, ino }) => `${dev} ${ino}`,
    () => '',
  );
}

/** A content too large to be held: its beginning is kept, and all of it is looked at as it goes by. */
class Passing {
  readonly #id: string;
  readonly #type: string;
  readonly #hash: Hash;
  readonly #kept: Buffer[] = [];
  /** What is to come of it, and of what git puts behind it. Bytes. */
  #content: number;
  #behind = 1;
  #wanted: number;

  constructor(id: string, type: string, size: number, most: number) {
    this.#id = id;
    this.#type = type;
    this.#content = size;
    this.#wanted = most;
    this.#hash = createHash('sha1').update(`${type} ${size}\0`);
  }

  /** What of these bytes is behind it. */
  take(bytes: Buffer): Buffer {
    const own = bytes.subarray(0, this.#content);
    this.#content -= own.length;
    this.#hash.update(own);
    if (this.#wanted > 0) this.#kept.push(own.subarray(0, this.#wanted));
    this.#wanted -= Math.min(this.#wanted, own.length);
    const behind = Math.min(this.#content === 0 ? this.#behind : 0, bytes.length - own.length);
    this.#behind -= behind;
    return bytes.subarray(own.length + behind);
  }

  get isOver(): boolean {
    return this.#behind === 0;
  }

  /** Whether it was what its name says. */
  get isSound(): boolean {
    return this.#hash.copy().digest('hex') === this.#id;
  }

  get found(): Found {
    return { id: this.#id, type: this.#type, content: Buffer.concat(this.#kept) };
  }
}

/** A Ctrl-C ended git before it began. */
class Hit extends UserError {
  constructor() {
    super('git was stopped before it began.', { hints: ['Try again.'] });
    this.name = 'Hit';
  }
}

/** One running git, and what it was asked and has not answered. */
class Asking {
  ended = false;
  /** The folder in which it runs. */
  readonly place: string;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #open: Question[] = [];
  #chunks: Buffer[] = [];
  #passing: Passing | undefined;
  #stderr = '';
  #timer: NodeJS.Timeout | undefined;

  constructor(child: ChildProcessWithoutNullStreams, place: string) {
    this.place = place;
    this.#child = child;
    child.stdout.on('data', (bytes: Buffer) => this.#read(bytes));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr += text;
    });
    child.stdin.on('error', () => undefined);
    child.on('error', (error: NodeJS.ErrnoException) =>
      // Also where the folder is not there; then there is no place.
      this.#fail(error.code === 'ENOENT' && place !== '' ? gitMissing() : error),
    );
    child.on('close', (_code, signal) =>
      this.#fail(isHitByInterrupt(signal) ? new Hit() : gitFailed(this.#stderr)),
    );
  }

  ask(names: readonly string[], most: number): readonly Promise<Found | undefined>[] {
    if (names.length === 0) return [];
    if (names.some((name) => /[\0\n]/.test(name))) throw new Error('a name that git cannot be asked for');
    const answers = names.map(
      (name) =>
        new Promise<Found | undefined>((answer, fail) => {
          this.#open.push({ name, most, answer, fail });
        }),
    );
    this.#hold(true);
    this.#child.stdin.write(`${names.join('\n')}\n`);
    return answers;
  }

  #read(bytes: Buffer): void {
    this.#chunks.push(bytes);
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      const question = this.#open.shift();
      if (next === 'nothing') question?.answer(undefined);
      else if (next instanceof Passing ? next.isSound : isWhatItsNameSays(next))
        question?.answer(next instanceof Passing ? next.found : next);
      else question?.fail(notWhatItsNameSays());
    }
    // A large content takes its time, and each piece of it is an answer.
    this.#hold(this.#open.length > 0);
  }

  /** The next answer, once it is there whole. */
  #next(): Found | Passing | 'nothing' | undefined {
    const [question] = this.#open;
    if (question === undefined) return undefined;
    if (this.#passing !== undefined) return this.#passed(this.#passing);
    if (this.#chunks.length > 1 && !this.#isWhole()) return undefined;
    const all = this.#joined();
    const end = all.indexOf(0x0a);
    if (end < 0) return undefined;
    const head = all.toString('utf8', 0, end);
    if (head === `${question.name} missing` || head === `${question.name} ambiguous`) {
      this.#chunks = [all.subarray(end + 1)];
      return 'nothing';
    }
    const [id = '', type = '', size = ''] = head.split(' ');
    if (Number(size) > question.most) {
      this.#chunks = [all.subarray(end + 1)];
      this.#passing = new Passing(id, type, Number(size), question.most);
      return this.#passed(this.#passing);
    }
    const after = end + 1 + Number(size);
    if (all.length < after + 1) return undefined;
    this.#chunks = [all.subarray(after + 1)];
    return { id, type, content: all.subarray(end + 1, after) };
  }

  /** Looks at what has come of a large content and lets go of it; the answer, once it was all there. */
  #passed(passing: Passing): Passing | undefined {
    const rest = this.#chunks.map((chunk) => passing.take(chunk));
    this.#chunks = rest.filter((chunk) => chunk.length > 0);
    if (!passing.isOver) return undefined;
    this.#passing = undefined;
    return passing;
  }

  /** Whether there may be a whole answer, without joining what has come piece by piece each time. */
  #isWhole(): boolean {
    const [first] = this.#chunks;
    const end = first?.indexOf(0x0a) ?? -1;
    if (first === undefined || end < 0) return true;
    const size = Number(first.toString('utf8', 0, end).split(' ')[2]);
    const length = this.#chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    return Number.isNaN(size) || length > end + 1 + size;
  }

  #joined(): Buffer {
    const [first, ...others] = this.#chunks;
    if (first !== undefined && others.length === 0) return first;
    const all = Buffer.concat(this.#chunks);
    this.#chunks = [all];
    return all;
  }

  /** While something is open, it keeps this process; after that it ends, unless it is asked again soon. */
  #hold(isOpen: boolean): void {
    const handles = [
      this.#child,
      ...[this.#child.stdin, this.#child.stdout, this.#child.stderr].map((one) => one as Socket),
    ];
    for (const handle of handles) isOpen ? handle.ref() : handle.unref();
    clearTimeout(this.#timer);
    this.#timer = isOpen
      ? setTimeout(() => this.#child.kill('SIGKILL'), PATIENCE)
      : setTimeout(() => this.#end(), IDLE);
    if (!isOpen) this.#timer.unref();
  }

  #end(): void {
    this.ended = true;
    this.#child.stdin.end();
  }

  #fail(error: Error): void {
    this.ended = true;
    clearTimeout(this.#timer);
    for (const { fail } of this.#open.splice(0)) fail(error);
  }
}
