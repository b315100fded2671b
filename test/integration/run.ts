import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { promisify } from 'node:util';
import { afterAll } from 'vitest';
import { App, type Desk } from '../../src/app.ts';
import type { Io } from '../../src/io.ts';
import { run } from '../../src/run.ts';
import { formatIdentity, makeIdentity, parseIdentity, publicPart } from '../../src/vault/keys/identity.ts';
import { writeIdentityFile } from '../../src/vault/keys/identity-file.ts';
import { withAgent } from '../../src/vault/keys/ssh-agent.ts';
import { emptyHome } from './place.ts';

/** The moment at which these tests take place, unless they say otherwise. */
export const NOW = new Date('2026-11-23T15:00:00Z');
process.env.TZ = 'UTC';

const made: string[] = [];
afterAll(async () => {
  for (const folder of made) await rm(folder, { recursive: true, force: true });
});

/** An empty folder, removed when all tests of the file are done: they run side by side. */
export async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'coc-test-'));
  made.push(path);
  return path;
}

/** One person at one machine. */
export interface Place {
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
  /** The reports repository, once there is one. */
  readonly repo: string;
  readonly identity: string;
}

export interface RunOptions {
  readonly stdin?: string | Uint8Array;
  readonly env?: NodeJS.ProcessEnv;
  readonly now?: Date;
  readonly cwd?: string;
}

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export type Answers = Readonly<Record<string, unknown>>;

/** Enough for a report, and nothing more. */
export const FEW: Answers = {
  threat: 'none',
  account: 'They told me that somebody followed them around all day.',
  visibility: 'private',
  consent: 'no-objection',
  share: 'recorder',
};

/** A machine on which nothing is set up. */
export async function emptyPlace(): Promise<Place> {
  const home = await folder();
  return placeAt(home, join(home, '.local/share/coc/code-of-conduct-reports'));
}

/** Ana, who is set up with fast keys and no passphrase. */
export async function ana(...flags: readonly string[]): Promise<Place> {
  const place = await emptyPlace();
  const { code, stderr } = await coc(place, [
    ...['init', '--name', 'Ana', '--email', 'ana@example.org', '--key-type', 'x25519', '--yes'],
    ...(flags.length > 0 ? flags : ['--no-passphrase', '--no-recovery']),
  ]);
  if (code !== 0) throw new Error(`init failed: ${stderr}`);
  return place;
}

/** Somebody more on the team, at a machine of their own that looks at the same reports repository. */
export async function addMember(place: Place, id: string): Promise<Place> {
  const other = placeAt(await folder(), place.repo);
  const identity = await makeIdentity('x25519');
  const keys = publicPart(identity);
  await writeIdentityFile(other.identity, new TextEncoder().encode(formatIdentity(identity)), keys);
  const { vault } = await deskOf(place);
  const member = { id, name: id, email: `${id}@example.org`, ...keys, admin: false };
  await vault.changeRoster((roster) => ({
    ...roster,
    members: [...roster.members, { ...member, joined: '2026-11-23T14:00:00Z' }],
  }));
  return { ...other, env: { ...other.env, COC_REPO: place.repo } };
}

/** What a command works with at somebody's machine. */
export function deskOf(place: Place): Promise<Desk> {
  return new App(ioOf(place, {}).io, undefined).desk();
}

/** Runs coc without a terminal, as in a script. */
export async function coc(place: Place, argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { io, stdout, stderr } = ioOf(place, options);
  const code = await run(argv, io);
  return { code, stdout: stdout(), stderr: stderr() };
}

/** Runs coc with answers on stdin; JSON is YAML too. */
export function answer(
  place: Place,
  argv: readonly string[],
  answers: Answers,
  options: RunOptions = {},
): Promise<Ran> {
  return coc(place, [...argv, '--answers', '-'], { ...options, stdin: JSON.stringify(answers) });
}

/** Takes a report, which must succeed, and returns its ID as people see it. */
export async function report(place: Place, answers: Answers, options: RunOptions = {}): Promise<string> {
  const ran = await answer(place, ['report', 'new', '--yes', '--json'], answers, options);
  if (ran.code !== 0) throw new Error(`the report was not saved: ${ran.code} ${ran.stderr}`);
  return JSON.parse(ran.stdout).id;
}

/** What `--json` printed; throws unless coc ended as expected. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
export function json(ran: Ran, code = 0): any {
  if (ran.code !== code) throw new Error(`coc ended with ${ran.code}: ${ran.stderr}`);
  return JSON.parse(ran.stdout);
}

export async function show(place: Place, id: string) {
  return json(await coc(place, ['show', id, '--json']));
}

/** Stock git in the reports repository, with nothing of coc's around it. Throws unless it ends well. */
export function git(place: Place, ...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: place.repo, env: place.env, encoding: 'utf8', stdio: 'pipe' });
}

/** Commits what was changed with stock git, signed with the keys of whoever works there. */
export async function commitAsMember(place: Place, message: string): Promise<void> {
  const identity = await parseIdentity(await readFile(place.identity, 'utf8'));
  await withAgent(identity.signer, async (socket) => {
    await promisify(execFile)('git', ['commit', '--quiet', '--all', '--no-verify', '--message', message], {
      cwd: place.repo,
      env: { ...place.env, SSH_AUTH_SOCK: socket },
    });
  });
}

/** The path of an incident file, from the ID as people see it. */
export function fileOf(place: Place, id: string): string {
  return join(place.repo, 'incidents', `${id.replace('-', '')}.md.age`);
}

/** The names of the drafts that are kept. */
export async function drafts(place: Place): Promise<readonly string[]> {
  const folder = join(place.home, '.local/state/coc/drafts');
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  return names.filter((name) => name.endsWith('.age'));
}

function placeAt(home: string, repo: string): Place {
  return { home, repo, env: emptyHome(home), identity: join(home, '.config/coc/identity.txt') };
}

function ioOf(place: Place, { stdin = '', env = {}, now = NOW, cwd = place.home }: RunOptions) {
  const [stdout, stderr] = [collector(), collector()];
  const io: Io = {
    stdin: Readable.from([Buffer.from(stdin as string)]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    env: { ...place.env, ...env },
    cwd,
    now: () => now,
  };
  return { io, stdout: stdout.text, stderr: stderr.text };
}

function collector() {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') };
}
