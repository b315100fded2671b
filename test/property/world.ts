import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdir, readFile, rm, utimes } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { wordsOfKeys } from '../../src/vault/team/fingerprint.ts';
import { parseRequest } from '../../src/vault/team/join-request.ts';
import { parseRoster, type Roster } from '../../src/vault/team/roster.ts';
import { readYaml } from '../../src/yaml.ts';
import {
  type Answers,
  answer,
  coc,
  emptyPlace,
  FEW,
  json,
  type Place,
  type Ran,
} from '../integration/run.ts';
import { firstWords, teamOfThree } from '../integration/teams.ts';

const BIN = fileURLToPath(new URL('../../bin/coc.js', import.meta.url));
/** Stands in every text that is written into an incident, and nowhere else. */
export const MARKER = 'zebrafinch';
const AWAY = '/nowhere/reports.git';
/** More than the lock of coc lasts without being renewed. Seconds. */
const LONG_AGO = 3600;

/** Somebody at a machine of their own. */
export interface Person {
  readonly place: Place;
  /** Their ID on the team. */
  readonly member: string;
  online: boolean;
  /** Whether an admin gave their place on the team to other keys. */
  replaced?: boolean;
}

/** Something that a command said it had saved. */
export interface Acknowledged {
  readonly marker: string;
  readonly incident: string;
  readonly by: Person;
}

/** A team, each with a clone of their own, and what was acknowledged to them so far. */
export class World {
  readonly people: Person[];
  readonly incidents: string[] = [];
  readonly acknowledged: Acknowledged[] = [];
  readonly log: string[] = [];
  readonly server: string;
  readonly recoveryFile: string;
  #written = 0;

  private constructor(server: string, people: Person[]) {
    this.server = server;
    this.people = people;
    this.recoveryFile = join(dirname(server), 'recovery.txt');
  }

  /** Ana, who is an admin, Ben and Cem, and nothing written yet. */
  static async begin(): Promise<World> {
    const team = await teamOfThree();
    const people: Person[] = (['ana', 'ben', 'cem'] as const).map((member) => ({
      place: team[member],
      member,
      online: true,
    }));
    const world = new World(team.remote, people);
    await world.#firstReports();
    return world;
  }

  /** The same team, as it was in the beginning: its folders have to be put back. */
  anew(): World {
    const people = this.people.slice(0, 3).map(({ place, member }) => ({ place, member, online: true }));
    const world = new World(this.server, people);
    world.incidents.push(...this.incidents);
    for (const one of this.acknowledged)
      world.acknowledged.push({ ...one, by: people[this.people.indexOf(one.by)] ?? one.by });
    return world;
  }

  /** One that all can open and one that two can. */
  async #firstReports(): Promise<void> {
    const shares = [
      { share: 'team', readers: ['ben', 'cem'] },
      { share: 'named', readers: ['ben'] },
    ];
    const [by] = this.people;
    if (by === undefined) throw new Error('nobody is there');
    for (const share of shares) {
      const marker = this.text();
      const answers = { ...FEW, 'hide-reporter': 'no', ...share, permission: 'They may.', account: marker };
      const incident = idOf(await this.run(by, ['report', 'new', '--yes', '--json'], answers));
      this.incidents.push(incident);
      this.acknowledged.push({ marker, incident, by });
    }
    for (const person of this.people) await this.run(person, ['sync', '--json']);
  }

  /** A text that was not written before. */
  text(): string {
    this.#written += 1;
    return `${MARKER} ${this.#written}-${randomBytes(4).toString('hex')}.`;
  }

  /** Runs coc within this process, with answers where there are some. Notes what it came to. */
  async run(by: Person, argv: readonly string[], answers?: Answers): Promise<Ran> {
    const options = { now: new Date() };
    const ran =
      answers === undefined
        ? await coc(by.place, argv, options)
        : await answer(by.place, argv, answers, options);
    this.#note(by, argv, ran);
    return ran;
  }

  /** Runs the built coc, and kills it after a while, alone or with all that it started. */
  async kill(
    by: Person,
    argv: readonly string[],
    answers: Answers | undefined,
    { after, alone }: { readonly after: number; readonly alone: boolean },
  ): Promise<Ran | undefined> {
    const args = [BIN, ...argv, ...(answers === undefined ? [] : ['--answers', '-'])];
    const { HOME: cwd } = by.place.env;
    const env = { ...by.place.env, ...(process.env.TMPDIR && { TMPDIR: process.env.TMPDIR }) };
    const child = spawn(process.execPath, args, {
      cwd,
      env,
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child.stdin.on('error', () => undefined).end(answers === undefined ? '' : JSON.stringify(answers));
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const pid = child.pid ?? 0;
    const timer = setTimeout(() => end(alone ? pid : -pid), after);
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    clearTimeout(timer);
    while (end(-pid, 0)) await new Promise((resolve) => setTimeout(resolve, 10));
    if (/ERR_MODULE_NOT_FOUND|Cannot find module/.test(stderr))
      throw new Error(`coc is not built (npm run build): ${stderr}`);
    const ran = { code: code ?? -1, stdout, stderr };
    this.#note(by, argv, ran);
    // As if some time had passed: whoever comes next would wait for that otherwise.
    const then = Date.now() / 1000 - LONG_AGO;
    await utimes(join(by.place.repo, '.git/coc.lock'), then, then).catch(() => undefined);
    return code === null ? undefined : ran;
  }

  /** The server is there for somebody, or is not. */
  async connect(by: Person, online: boolean): Promise<void> {
    by.online = online;
    this.git(by.place.repo, 'remote', 'set-url', 'origin', online ? this.server : AWAY);
    this.log.push(`${by.member}: ${online ? 'online' : 'offline'}`);
  }

  /** Somebody new asks, and an admin lets them in. Undefined where that does not come about. */
  async letIn(admin: Person, name: string, replaces?: string): Promise<Person | undefined> {
    const place = await emptyPlace();
    const flags = ['--name', name, '--email', `${name.toLowerCase()}@example.org`, '--no-passphrase'];
    const asked = await coc(place, ['join', this.server, ...flags, '--words', firstWords(admin.place)]);
    if (asked.code !== 0) throw new Error(`join ended with ${asked.code}: ${asked.stderr}`);
    const words = wordsOfKeys(parseRequest(asked.stdout));
    const argv = ['team', 'add', '--request', '-', '--words', words, '--json'];
    const ran = await coc(admin.place, [...argv, ...(replaces ? ['--replaces', replaces] : [])], {
      stdin: asked.stdout,
    });
    this.#note(admin, ['team', 'add', replaces ?? name], ran);
    if (ran.code !== 0 && ran.code !== 3) {
      await rm(place.home, { recursive: true, force: true });
      return undefined;
    }
    for (const one of this.people) if (one.member === replaces) one.replaced = true;
    const person = { place, member: replaces ?? name.toLowerCase(), online: true };
    this.people.push(person);
    return person;
  }

  /** The team as a commit of a repository has it. */
  roster(folder: string, commit = 'main'): Roster {
    return parseRoster(readYaml(this.git(folder, 'show', `${commit}:team.yaml`), 'team.yaml'));
  }

  /** Stock git. Throws unless it ends well. */
  git(folder: string, ...args: readonly string[]): string {
    return this.bytes(folder, ...args).toString('utf8');
  }

  /** As `git`, what it printed as bytes. */
  bytes(folder: string, ...args: readonly string[]): Buffer {
    const env = { ...this.people[0]?.place.env };
    return execFileSync('git', ['-C', folder, ...args], { env, stdio: 'pipe', maxBuffer: 1e9 });
  }

  /** Every secret key that anybody has or had, and the recovery key. */
  async secrets(): Promise<readonly string[]> {
    const folders = this.people.map(({ place }) => dirname(place.identity));
    const files = await Promise.all(
      folders.map(async (folder) => (await readdir(folder)).map((name) => join(folder, name))),
    );
    const identities = files.flat().filter((path) => /^identity.*\.txt$/.test(basename(path)));
    const texts = await Promise.all(
      [...identities, this.recoveryFile].map((path) => readFile(path, 'utf8').catch(() => '')),
    );
    return [...new Set(texts.flatMap((text) => text.match(/AGE-SECRET-KEY-[A-Z0-9]+/g) ?? []))];
  }

  #note(by: Person, argv: readonly string[], { code, stderr }: Ran): void {
    const said = code === 0 ? '' : ` (${stderr.trim().split('\n').slice(0, 3).join(' / ')})`;
    this.log.push(`${by.member}: ${argv.filter((one) => !one.startsWith('{')).join(' ')} -> ${code}${said}`);
  }
}

/** The ID of the report that `--json` printed. */
export function idOf(ran: Ran): string {
  return json({ ...ran, code: 0 }).id;
}

function end(pid: number, signal: NodeJS.Signals | 0 = 'SIGKILL'): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
