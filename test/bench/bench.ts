import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  cpSync,
  existsSync,
  openSync,
  readdirSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawn } from '@lydell/node-pty';
import type { KeyType } from '../../src/vault/age/key-type.ts';
import { piecesOf } from '../../src/vault/evidence/pieces.ts';
import { sealPieces } from '../../src/vault/evidence/sealing.ts';
import { fillRepository } from './fill.ts';
import { lengthenHistory } from './history.ts';
import { textOf } from './words.ts';

/*
 * Measures in one run, side by side, and prints ratios: times of two machines or days say little (DESIGN 8). Both sides are
 * started by `start`, in one clean environment: what else a machine sets (certificates for node to load, say) would slow one
 * side only. With `--write` the ratios also take the place of those in docs/speed.md.
 */

const INCIDENTS = Number(process.env.COC_BENCH_INCIDENTS ?? 1000);
/** What is measured of many is measured of so many. */
const MANY = Number(process.env.COC_BENCH_MANY ?? 10 * INCIDENTS);
/** Another node, such as a newer one, that opens hybrid files as well. */
const OTHER_NODE = process.env.COC_BENCH_NODE;
const COMMITS = Number(process.env.COC_BENCH_COMMITS ?? 1000);
const READERS = 5;
/** What a list of many prints as JSON fits in it. Bytes. */
const MOST_PRINTED = 1024 ** 3;
/** A file that is sealed, bytes. */
const ATTACHMENT = Number(process.env.COC_BENCH_ATTACHMENT ?? 1024 ** 3);
const SEALING = '--seal';
if (process.argv[2] === SEALING) await sealAs(process.argv.slice(3));
const WRITE = process.argv.includes('--write');
/** What is written stands between these two lines of the page. */
const [BEGIN, END] = ['<!-- npm run bench -- --write: begin -->', '<!-- npm run bench -- --write: end -->'];
const project = fileURLToPath(new URL('..', import.meta.url));
const coc = join(project, 'bin/coc.js');
const page = join(project, 'docs/speed.md');
if (WRITE) between(await readFile(page, 'utf8'), '');
const work = await mkdtemp(join(tmpdir(), 'coc-bench-'));
const rows: (readonly [what: string, against: string, times: number, ours: number, theirs: number])[] = [];
/** MB. */
const memories: (readonly [what: string, most: number])[] = [];

try {
  await compare('coc --help', 'node -e 0', 15, () => run('--help'), node);
  await compare('coc guide threat', 'node -e 0', 15, () => run('guide', 'threat'), node);
  await reporting();
  await verifying();
  const loop = await reading('x25519', undefined);
  await sealingAgain();
  await growing();
  await attaching();
  await reading('hybrid', loop);
} finally {
  await rm(work, { recursive: true, force: true });
}
print();
if (WRITE) await writeFile(page, between(await readFile(page, 'utf8'), ratios()));

function run(...args: string[]): void {
  runIn(work, ...args);
}

function runIn(home: string, ...args: string[]): void {
  start(process.execPath, [coc, ...args], home);
}

function node(): void {
  start(process.execPath, ['-e', '0'], work);
}

/** Runs a program to its end. Throws unless it ends well. */
function start(program: string, args: readonly string[], home: string, cwd = work): void {
  const { status, error, stderr } = spawnSync(program, args, {
    cwd,
    env: environment(home),
    encoding: 'utf8',
    maxBuffer: MOST_PRINTED,
  });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: exit ${status}\n${error ?? stderr}`);
}

/** Runs a program to its end at a terminal of its own, as somebody who sits there does. Throws unless it ends well. */
function atTerminal(home: string, ...args: readonly string[]): Promise<void> {
  const env = { ...environment(home), TERM: 'xterm-256color' } as Record<string, string>;
  const terminal = spawn(process.execPath, [...args], { cols: 80, rows: 40, cwd: work, env });
  return new Promise((resolve, reject) => {
    terminal.onExit(({ exitCode }) =>
      exitCode === 0 ? resolve() : reject(new Error(`${args.join(' ')}: exit ${exitCode}`)),
    );
  });
}

function environment(home: string): NodeJS.ProcessEnv {
  return { HOME: home, PATH: process.env.PATH, GIT_CONFIG_NOSYSTEM: '1' };
}

/**
 * The middle of several runs of each, taken in turn. Milliseconds.
 *
 * @param before is done before each of ours, and not counted
 */
async function compare(
  what: string,
  against: string,
  runs: number,
  ours: () => void | Promise<void>,
  theirs: () => void | Promise<void>,
  before: () => void = () => undefined,
): Promise<void> {
  const times = { ours: [] as number[], theirs: [] as number[] };
  for (let count = 0; count < runs; count += 1) {
    before();
    times.ours.push(await timed(ours));
    times.theirs.push(await timed(theirs));
  }
  const [mine, other] = [middle(times.ours), middle(times.theirs)];
  rows.push([what, against, mine / other, mine, other]);
  // At once, so that a run that is stopped has not measured in vain.
  process.stderr.write(`${what}, ${against}: ${(mine / other).toFixed(2)} (${mine.toFixed(0)} ms)\n`);
}

async function timed(task: () => void | Promise<void>): Promise<number> {
  const start = performance.now();
  await task();
  return performance.now() - start;
}

function middle(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

/** A report from an answers file, against node and the git commands that it takes to commit and sign a file. */
async function reporting(): Promise<void> {
  const home = join(work, 'reporting');
  const folder = join(home, '.local/share/coc/code-of-conduct-reports');
  await fillRepository(home, folder, { keyType: 'hybrid', incidents: 1, readers: READERS });
  const answers = join(home, 'answers.yaml');
  const others = Array.from({ length: READERS - 1 }, (_, at) => `m${at + 1}`);
  const lines = [
    ...['threat: none', 'account: words', 'visibility: private', 'consent: no-objection', 'share: team'],
    ...['permission: All of you may know.', 'hide-reporter: no', `readers: [${others.join(', ')}]`],
  ];
  await writeFile(answers, `${lines.join('\n')}\n`);
  const plain = join(work, 'plain');
  await mkdir(plain);
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(plain, 'key')]);
  const config = ['user.name=a', 'user.email=a@b', 'gpg.format=ssh', `user.signingkey=${join(plain, 'key')}`];
  const git = (...args: string[]): void =>
    start('git', [...config.flatMap((one) => ['-c', one]), ...args], plain, plain);
  git('init');
  let count = 0;
  await compare(
    `coc report new --answers, ${READERS} readers, hybrid`,
    'node -e 0, git add, git commit -S',
    9,
    () => runIn(home, 'report', 'new', '--answers', answers, '--yes'),
    () => {
      node();
      count += 1;
      writeFileSync(join(plain, String(count)), randomBytes(8192));
      git('add', String(count));
      git('commit', '-S', '-m', 'x');
    },
  );
}

/** Verifying a long history, at once and when nothing is new, against git, which asks ssh-keygen about each commit. */
async function verifying(): Promise<void> {
  const home = join(work, 'verifying');
  const folder = join(home, '.local/share/coc/code-of-conduct-reports');
  await mkdir(home);
  const init = [
    'init',
    '--name',
    'Ana',
    '--email',
    'ana@example.org',
    '--no-passphrase',
    '--no-recovery',
    '--yes',
  ];
  runIn(home, ...init);
  await lengthenHistory(home, folder, COMMITS);
  const git = (): void => start('git', ['-C', folder, 'log', '--format=%G?'], home);
  await compare(
    `coc verify --all, ${COMMITS} commits`,
    'git log --format=%G?',
    1,
    () => runIn(home, 'verify', '--all', '--no-incidents'),
    git,
  );
  await compare(
    `coc verify, nothing new in ${COMMITS} commits`,
    'node -e 0',
    9,
    () => runIn(home, 'verify', '--no-incidents'),
    node,
  );
}

/** How stock age reads the same number of files, one after the other. */
type Loop = readonly [against: string, run: () => void];

/**
 * Listing and showing many incidents with several readers: what was never looked at, against stock age in a loop; and what is
 * remembered, against the start of node.
 *
 * @returns the loop, where this age can read the files
 */
async function reading(keyType: KeyType, loop: Loop | undefined): Promise<Loop | undefined> {
  const home = join(work, keyType);
  const folder = join(home, '.local/share/coc/code-of-conduct-reports');
  const ids = await fillRepository(home, folder, { keyType, incidents: INCIDENTS, readers: READERS });
  const files = (await readdir(join(folder, 'incidents'))).map((name) => join(folder, 'incidents', name));
  const own = loop ?? ageLoop(home, files);
  const [against, theirs] = own ?? ['node -e 0 (no age here that opens these)', node];
  const one = ids[0] ?? '';
  const many = `${INCIDENTS} incidents, ${READERS} readers, ${keyType}`;
  const list = (): void => runIn(home, 'list', '--json');
  await compare(`the first coc list, ${many}`, against, 3, list, theirs, () => forgetIndex(home));
  if (keyType === 'hybrid' && OTHER_NODE !== undefined)
    await compare(
      `the same, with Node ${execFileSync(OTHER_NODE, ['-p', 'process.versions.node'], { encoding: 'utf8' }).trim()}`,
      against,
      3,
      () => start(OTHER_NODE, [coc, 'list', '--json'], home),
      theirs,
      () => forgetIndex(home),
    );
  await settled();
  list();
  await compare(`coc list, ${many}, nothing changed`, 'node -e 0', 9, list, node);
  const note = join(home, 'note.yaml');
  await writeFile(note, 'note: x\n');
  await compare(`coc list, ${many}, one changed`, 'node -e 0', 5, list, node, () =>
    runIn(home, 'note', one, '--answers', note, '--yes'),
  );
  await settled();
  const show = (): void => runIn(home, 'show', one, '--json');
  show();
  await compare(`coc show, one of ${INCIDENTS}, ${keyType}, nothing changed`, 'node -e 0', 9, show, node);
  return own;
}

/** A file counts as unchanged once it is two seconds old. */
function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 2500));
}

/** Taking somebody off the team of the X25519 clone, which seals everything again, against stock age that does the same. */
async function sealingAgain(): Promise<void> {
  const base = join(work, 'x25519');
  const identity = join(base, '.config/coc/identity.txt');
  const reports = join(base, '.local/share/coc/code-of-conduct-reports');
  const files = (await readdir(join(reports, 'incidents'))).map((name) => join(reports, 'incidents', name));
  const team = await readFile(join(reports, 'team.yaml'), 'utf8');
  const all = [...team.matchAll(/recipient: (age1\S+)/g)].map(([, recipient = '']) => recipient);
  const left = `m${READERS - 1}`;
  const [leaving = ''] =
    new RegExp(`id: ${left}\\n(?:.*\\n)*?.*recipient: (age1\\S+)`).exec(team)?.slice(1) ?? [];
  const to = all.filter((one) => one !== leaving).flatMap((one) => ['-r', one]);
  const each = `for f; do age -d -i "$0" "$f" | age ${to.join(' ')} -o "$f.again" && rm "$f.again"; done`;
  const hasAge = spawnSync('age', ['--version']).status === 0;
  let count = 0;
  const copy = (): string => join(work, `again-${count}`);
  await compare(
    `coc team remove, which seals ${INCIDENTS} incidents again, x25519, one commit`,
    hasAge ? 'age -d and age -r in a loop over as many' : 'node -e 0 (no age here)',
    3,
    () => runIn(copy(), 'team', 'remove', left, '--yes'),
    () => (hasAge ? start('sh', ['-c', each, identity, ...files], base) : node()),
    () => {
      rmSync(copy(), { recursive: true, force: true });
      count += 1;
      cpSync(base, copy(), { recursive: true });
    },
  );
  rmSync(copy(), { recursive: true, force: true });
}

/** Listing many times as many incidents as the clone of `reading` has, when they were looked at. */
async function growing(): Promise<void> {
  const [few, home] = [join(work, 'x25519'), join(work, 'many')];
  const folder = join(home, '.local/share/coc/code-of-conduct-reports');
  const [one = ''] = await fillRepository(home, folder, {
    keyType: 'x25519',
    incidents: MANY,
    readers: READERS,
  });
  const [all, list] = [() => runIn(home, 'list', '--json'), () => atTerminal(home, coc, 'list')];
  const nodeThere = (): Promise<void> => atTerminal(home, '-e', '0');
  const many = `${MANY} incidents`;
  memories.push([`the first coc list, ${many}`, memoryOf(home, 'list', '--json')]);
  await settled();
  await list();
  await compare(`coc list, ${many}, nothing changed`, 'node -e 0', 9, list, nodeThere);
  const fewer = (): Promise<void> => atTerminal(few, coc, 'list');
  await fewer();
  await compare(`coc list, ${many}, nothing changed`, `the same of ${INCIDENTS}`, 9, list, fewer);
  await compare(`coc list --json, all ${many}, nothing changed`, 'node -e 0', 9, all, node);
  const note = join(home, 'note.yaml');
  await writeFile(note, 'note: x\n');
  await compare(`coc list, ${many}, one changed`, 'node -e 0', 5, list, nodeThere, () =>
    runIn(home, 'note', one, '--answers', note, '--yes'),
  );
  memories.push([`coc list, ${many}, nothing changed`, memoryOf(home, 'list', '--json')]);
  const words = join(home, 'words.yaml');
  await writeFile(words, `words: ${textOf(1, 2)}\n`);
  const search = (): void => runIn(home, 'search', '--answers', words, '--json');
  search();
  await compare(`coc search, two words in ${many}, warm`, 'node -e 0', 9, search, node);
}

/** In a process of its own, as age is: seals a file as `coc evidence add` does, and ends. */
async function sealAs([path = '', to = '', recipient = '']: readonly string[]): Promise<never> {
  const file = await open(path);
  await sealPieces(piecesOf(file), to, recipient);
  await file.close();
  process.exit(0);
}

/** Sealing a large file, and all that adding it to an incident takes, against stock age. */
function changeBeginning(path: string): void {
  const file = openSync(path, 'r+');
  writeSync(file, randomBytes(16), 0, 16, 0);
  closeSync(file);
}

async function attaching(): Promise<void> {
  const home = join(work, 'attaching');
  const folder = join(home, '.local/share/coc/code-of-conduct-reports');
  const [id = ''] = await fillRepository(home, folder, { keyType: 'x25519', incidents: 1, readers: READERS });
  const large = join(work, 'large');
  const piece = randomBytes(16 * 1024 ** 2);
  for (let size = 0; size < ATTACHMENT; size += piece.length) appendFileSync(large, piece);
  const [, recipient = ''] =
    /recipient: (age1\S+)/.exec(await readFile(join(folder, 'team.yaml'), 'utf8')) ?? [];
  const sealed = join(work, 'sealed');
  const gone = (): void => rmSync(sealed, { force: true });
  const hasAge = spawnSync('age', ['--version']).status === 0;
  const what = `${Math.round(ATTACHMENT / 1024 ** 2)} MB`;
  const [against, theirs] = hasAge
    ? [
        'age -r of the same file',
        (): void => {
          gone();
          start('age', ['-r', recipient, '-o', sealed, large], home);
        },
      ]
    : ['node -e 0 (no age here)', node];
  await compare(
    `sealing ${what}, with its SHA-256`,
    against,
    3,
    () => {
      gone();
      start(process.execPath, [fileURLToPath(import.meta.url), SEALING, large, sealed, recipient], home);
    },
    theirs,
  );
  const answers = join(home, 'files.yaml');
  await writeFile(answers, `files: [${large}]\n`);
  const add = ['evidence', 'add', id, '--answers', answers, '--yes', '--json'];
  await compare(
    `coc evidence add, ${what}: sealed, opened again, stored in git, committed`,
    against,
    2,
    () => {
      // What is kept already is not added once more.
      changeBeginning(large);
      runIn(home, ...add);
    },
    theirs,
  );
  memories.push([`coc evidence add, ${what}`, memoryOf(home, ...add)]);
  rmSync(home, { recursive: true, force: true });
}

/** The most memory that a run of coc takes, all its threads together. MB; NaN where the system does not say. */
function memoryOf(home: string, ...args: string[]): number {
  // Not `maxRSS`, which counts what the process that started it had.
  const say =
    "import{readFileSync}from'node:fs';process.on('exit',()=>process.stderr.write('\\nmost '+/VmHWM:\\s*(\\d+)/.exec(readFileSync('/proc/self/status'))[1]+' KB'))";
  const { stderr } = spawnSync(process.execPath, ['--import', `data:text/javascript,${say}`, coc, ...args], {
    cwd: work,
    env: environment(home),
    encoding: 'utf8',
    maxBuffer: MOST_PRINTED,
  });
  return Number(/most (\d+) KB/.exec(stderr)?.[1]) / 1024;
}

function ageLoop(home: string, files: readonly string[]): Loop | undefined {
  const identity = join(home, '.config/coc/identity.txt');
  const age = spawnSync('age', ['--version'], { encoding: 'utf8' }).stdout?.trim();
  const opens = spawnSync('age', ['-d', '-i', identity, files[0] ?? ''], { stdio: 'ignore' }).status === 0;
  if (age === undefined || !opens) return undefined;
  const each = 'for f; do age -d -i "$0" "$f"; done > /dev/null';
  return [
    `age -d in a loop over as many X25519 files (age ${age})`,
    () => start('sh', ['-c', each, identity, ...files], home),
  ];
}

/** What was opened before is opened again. */
function forgetIndex(home: string): void {
  const clones = join(home, '.local/state/coc/clones');
  if (!existsSync(clones)) return;
  for (const name of readdirSync(clones))
    rmSync(join(clones, name, 'index'), { recursive: true, force: true });
}

function print(): void {
  for (const [what, most] of memories)
    process.stdout.write(`\n${what}: ${most.toFixed(0)} MB of memory at most\n`);
  process.stdout.write('\n| what | against | ratio | ours, ms | theirs, ms |\n|---|---|---|---|---|\n');
  for (const [what, against, ratio, ours, theirs] of rows) {
    process.stdout.write(
      `| ${what} | ${against} | ${ratio.toFixed(2)} | ${ours.toFixed(0)} | ${theirs.toFixed(0)} |\n`,
    );
  }
}

/** The ratios alone, as the page has them, and what they were measured on. */
function ratios(): string {
  const short = (ratio: number): string => ratio.toFixed(ratio < 0.95 ? 2 : ratio < 9.5 ? 1 : 0);
  const table = rows.map(([what, against, ratio]) => `| ${what} | ${against} | ${short(ratio)} |`);
  const day = new Date().toISOString().slice(0, 'YYYY-MM-DD'.length);
  return [
    '| what | against | ratio |',
    '|---|---|---|',
    ...table,
    '',
    ...memories.map(([what, most]) => `- memory of ${what}: ${most.toFixed(0)} MB at most`),
    '',
    `As of ${day}, on ${availableParallelism()} cores, with Node ${process.versions.node}.`,
  ].join('\n');
}

/** The page with this text between the two lines. Throws where it lacks one, before anything is measured. */
function between(text: string, written: string): string {
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error('docs/speed.md lacks the lines to write between');
  return `${text.slice(0, begin + BEGIN.length)}\n\n${written}\n\n${text.slice(end)}`;
}
