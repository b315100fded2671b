import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { App, type Desk } from '../../src/app.ts';
import type { Catalogue } from '../../src/catalogue.ts';
import { Objects } from '../../src/vault/git/objects.ts';
import { firstCommit, pin } from '../../src/vault/history/trust.ts';
import { formatIdentity, makeIdentity, parseIdentity, publicPart } from '../../src/vault/keys/identity.ts';
import { writeIdentityFile } from '../../src/vault/keys/identity-file.ts';
import { emptyHome } from '../places/empty-home.ts';
import { type Around, ioWithin, type Ran, runWithin } from '../places/in-process.ts';
import { copyOf } from '../places/once.ts';
import { temporaryFolder } from '../places/temporary-folder.ts';
import { withAgent } from '../stock-git/ssh-agent.ts';

export type { Ran };

/** The moment at which these tests take place, unless they say otherwise. */
export const NOW = new Date('2026-11-23T15:00:00Z');
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
  /** Whether what it prints goes to a screen. */
  readonly screen?: boolean;
  readonly steps?: Catalogue;
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
export async function emptyPlace(home?: string): Promise<Place> {
  const at = home ?? (await temporaryFolder());
  await mkdir(at, { recursive: true });
  return placeAt(at, join(at, '.local/share/coc/code-of-conduct-reports'));
}

/** Ana, who is set up with fast keys and no passphrase. The same Ana each time, as nothing was done yet. */
export function ana(): Promise<Place> {
  return prepared('ana', async (place) => place);
}

/** Ana, set up with these flags; an Ana of her own each time. */
export async function newAna(
  flags: readonly string[] = ['--no-passphrase', '--no-recovery'],
  place?: Place,
): Promise<Place> {
  const own = place ?? (await emptyPlace());
  const { code, stderr } = await coc(own, [
    ...['init', '--name', 'Ana', '--email', 'ana@example.org', '--key-type', 'x25519', '--yes'],
    ...flags,
  ]);
  if (code !== 0) throw new Error(`init failed: ${stderr}`);
  return own;
}

/** What was prepared at Ana's machine: once in a run of the tests for each name, then copied, with all places in it. */
export function prepared<T>(name: string, prepare: (place: Place) => Promise<T>): Promise<T> {
  return copyOf(name, async (top) => prepare(await newAna(undefined, await emptyPlace(join(top, 'ana')))));
}

/** Ana, and Ben, who looks at the same reports repository from a machine of his own. */
export function anaAndBen(): Promise<{ readonly place: Place; readonly ben: Place }> {
  return prepared('ana-and-ben', async (place) => ({ place, ben: await addMemberBeside(place, 'ben') }));
}

/** As `addMember`, for what is prepared: the machine is copied together with Ana's. */
export function addMemberBeside(place: Place, id: string): Promise<Place> {
  return addMember(place, id, join(place.home, '..', id));
}

/** Somebody more on the team, at a machine of their own that looks at the same reports repository. */
export async function addMember(place: Place, id: string, home?: string): Promise<Place> {
  const other = { ...(await emptyPlace(home)), repo: place.repo };
  const identity = await makeIdentity('x25519');
  const keys = publicPart(identity);
  await writeIdentityFile(other.identity, new TextEncoder().encode(formatIdentity(identity)), keys);
  const { vault } = await deskOf(place);
  const member = { id, name: id, email: `${id}@example.org`, ...keys, admin: false };
  await vault.changeRoster((roster) => ({
    ...roster,
    members: [...roster.members, { ...member, joined: '2026-11-23T14:00:00Z' }],
  }));
  await pinned(other);
  return { ...other, env: { ...other.env, COC_REPO: place.repo } };
}

/** Somebody has compared the first commit of a clone with the team, and all that is in it is verified. */
export async function pinned({ repo, env }: Place): Promise<void> {
  const objects = new Objects(repo, env);
  const head = headOf(repo);
  await pin(objects, await firstCommit(objects, head), head);
}

/** What this machine knows for sure of the clones on it is gone. */
export async function forgotten({ home }: Place, file = ''): Promise<void> {
  const clones = join(home, '.local/state/coc/clones');
  for (const name of await readdir(clones)) await rm(join(clones, name, file), { recursive: true });
}

/** The file in which somebody's own state says what they have seen of the one clone at their machine. */
export async function seenAt({ home }: Place): Promise<string> {
  const clones = join(home, '.local/state/coc/clones');
  const [name = '', ...others] = await readdir(clones);
  if (others.length > 0) throw new Error('there is more than one clone');
  return join(clones, name, 'seen.json');
}

/** What a command works with at somebody's machine. */
export function deskOf(place: Place): Promise<Desk> {
  return new App(ioWithin(around(place, {})).io, undefined).desk();
}

/** Runs coc without a terminal, as in a script. */
export function coc(place: Place, argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return runWithin(argv, around(place, options));
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
  const isShared = 'readers' in answers || (answers.share ?? 'recorder') !== 'recorder';
  const known = isShared ? { 'hide-reporter': 'no' } : {};
  const ran = await answer(place, ['report', 'new', '--yes', '--json'], { ...known, ...answers }, options);
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

/** The commit that a clone or a bare repository is at, read without starting git. */
export function headOf(folder: string): string {
  const inside = join(folder, '.git');
  return referenceOf(existsSync(inside) ? inside : folder, 'refs/heads/main');
}

/** What a reference stands for, from git's own files. Throws where there is none. */
export function referenceOf(repository: string, name: string): string {
  const loose = join(repository, name);
  if (existsSync(loose)) return readFileSync(loose, 'utf8').trim();
  const packed = readFileSync(join(repository, 'packed-refs'), 'utf8');
  const id = packed
    .split('\n')
    .find((line) => line.endsWith(` ${name}`))
    ?.split(' ')[0];
  if (id === undefined) throw new Error(`there is no ${name}`);
  return id;
}

/** Commits what was changed with stock git, signed with the keys of whoever works there. */
export async function commitAsMember(
  place: Place,
  message: string,
  flags: readonly string[] = [],
): Promise<void> {
  const identity = await parseIdentity(await readFile(place.identity, 'utf8'));
  await withAgent(identity.signer, async (socket) => {
    const args = ['commit', '--quiet', '--all', '--no-verify', ...flags, '--message', message];
    await promisify(execFile)('git', args, {
      cwd: place.repo,
      env: { ...place.env, SSH_AUTH_SOCK: socket },
    });
  });
}

/** The path of an incident file, from the ID as people see it. */
export function fileOf(place: Place, id: string): string {
  return join(place.repo, 'incidents', `${id.replace('-', '')}.md.age`);
}

/** The folder in which coc remembers what somebody could open. */
export async function indexOf({ home }: Place): Promise<string> {
  const clones = join(home, '.local/state/coc/clones');
  for (const name of await readdir(clones)) {
    const folder = join(clones, name, 'index');
    if ((await readdir(folder).catch(() => [])).length > 0) return folder;
  }
  throw new Error('nothing is remembered');
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

function around(
  place: Place,
  { stdin, env, now = NOW, cwd = place.home, steps, screen }: RunOptions,
): Around {
  return {
    ...{ env: { ...place.env, ...env }, cwd, now: () => now },
    ...(stdin !== undefined && { stdin }),
    ...(steps && { steps }),
    ...(screen && { screen }),
  };
}
