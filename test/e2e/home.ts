import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { COMPILED } from '../places/empty-home.ts';
import { protectFast } from '../places/fast-passphrase.ts';
import { type Ran as Ended, runWithin } from '../places/in-process.ts';
import { copyOf } from '../places/once.ts';
import { temporaryFolder } from '../places/temporary-folder.ts';
import { COC, Terminal } from './terminal.ts';

export type { Ended };

interface RunOptions {
  readonly stdin?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds. */
  readonly killAfter?: number;
}

/** Somebody's empty HOME, and the tool in it. */
export class Home {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;

  private constructor(folder: string) {
    this.folder = folder;
    this.env = {
      HOME: folder,
      PATH: process.env.PATH,
      TMPDIR: join(folder, 'tmp'),
      TERM: 'xterm-256color',
      LANG: 'C.UTF-8',
      TZ: 'UTC',
      GIT_CONFIG_NOSYSTEM: '1',
      XDG_CACHE_HOME: COMPILED,
    };
  }

  static async make(folder?: string): Promise<Home> {
    const home = new Home(folder ?? (await temporaryFolder('coc-e2e-')));
    await mkdir(join(home.folder, 'tmp'), { recursive: true });
    return home;
  }

  /** The HOME of Ana, who has set up a reports repository as `init` does. The same Ana each time. */
  static async ready(env: NodeJS.ProcessEnv = {}): Promise<Home> {
    return (await Home.prepared('home', async () => undefined, env)).home;
  }

  /** As `ready`, with something more done: once in a run of the tests for each name, then copied. */
  static async prepared<T>(
    name: string,
    prepare: (home: Home) => Promise<T>,
    env: NodeJS.ProcessEnv = {},
  ): Promise<{ readonly home: Home; readonly facts: T }> {
    const { folder, facts } = await copyOf(`home: ${name} ${JSON.stringify(env)}`, async (top) => {
      const home = await Home.make(join(top, 'home'));
      await home.init(env);
      return { folder: home.folder, facts: await prepare(home) };
    });
    return { home: await Home.make(folder), facts };
  }

  get reports(): string {
    return join(this.folder, '.local/share/coc/code-of-conduct-reports');
  }

  terminal(argv: readonly string[], options: { env?: NodeJS.ProcessEnv; columns?: number } = {}): Terminal {
    return new Terminal(argv, {
      env: { ...this.env, ...options.env },
      ...(options.columns !== undefined && { columns: options.columns }),
    });
  }

  shell(env: NodeJS.ProcessEnv): Terminal {
    return new Terminal([], { env: { ...this.env, PS1: '$ ', ...env }, shell: true });
  }

  /** Runs coc without a terminal, within this process: for what is prepared and looked at. */
  coc(argv: readonly string[], { stdin, env }: Omit<RunOptions, 'killAfter'> = {}): Promise<Ended> {
    return runWithin(argv, {
      env: { ...this.env, ...env },
      cwd: this.folder,
      ...(stdin !== undefined && { stdin }),
    });
  }

  /** Runs the built tool without a terminal, in a process of its own. */
  start(argv: readonly string[], options: RunOptions = {}): Promise<Ended> {
    return this.run(process.execPath, [COC, ...argv], options);
  }

  git(...argv: readonly string[]): Promise<Ended> {
    return this.run('git', ['-C', this.reports, ...argv]);
  }

  run(
    command: string,
    argv: readonly string[],
    { stdin = '', env = {}, killAfter }: RunOptions = {},
  ): Promise<Ended> {
    return new Promise((resolve, reject) => {
      const child = spawn(command, argv, { cwd: this.folder, env: { ...this.env, ...env } });
      if (killAfter !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfter);
      const out = { stdout: '', stderr: '' };
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        out.stdout += text;
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        out.stderr += text;
      });
      child.on('error', reject);
      child.on('close', (code) => resolve({ code: code ?? -1, ...out }));
      child.stdin.on('error', () => undefined).end(stdin);
    });
  }

  /** Lays down a reports repository with fast keys, under the passphrase that a command prints, if any. */
  async init({ COC_PASSPHRASE_COMMAND: command }: NodeJS.ProcessEnv = {}): Promise<void> {
    const who = ['--name', 'Ana Example', '--email', 'ana@example.org'];
    const keys = ['--key-type', 'x25519', '--no-recovery', '--no-passphrase'];
    const { code, stderr } = await this.coc(['init', ...who, ...keys, '--yes']);
    if (code !== 0) throw new Error(`coc init: ${stderr}`);
    const passphrase = /^echo (.+)$/.exec(command ?? '')?.[1];
    if (passphrase !== undefined)
      await protectFast(join(this.folder, '.config/coc/identity.txt'), passphrase);
    else if (command !== undefined) throw new Error(`no passphrase is read from ${command}`);
  }

  /** The content of every file below HOME, and of every git object. */
  async everything(): Promise<readonly { readonly path: string; readonly bytes: Buffer }[]> {
    const files = (await readdir(this.folder, { recursive: true, withFileTypes: true })).filter((one) =>
      one.isFile(),
    );
    const contents = await Promise.all(
      files.map(async (file) => {
        const path = join(file.parentPath, file.name);
        return { path, bytes: await readFile(path) };
      }),
    );
    const objects = await this.git('cat-file', '--batch', '--batch-all-objects');
    if (objects.code !== 0 && contents.some(({ path }) => path.startsWith(this.reports)))
      throw new Error(objects.stderr);
    return [...contents, { path: 'git objects', bytes: Buffer.from(objects.stdout) }];
  }

  async drafts(): Promise<readonly string[]> {
    const folder = join(this.folder, '.local/state/coc/drafts');
    const names = await readdir(folder, { recursive: true }).catch(() => []);
    return names.filter((name) => name.endsWith('.age'));
  }
}
