import { execFile, execFileSync } from 'node:child_process';
import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { deflateSync } from 'node:zlib';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { expect } from 'vitest';
import { MEANING } from '../../src/vault/history/finding.ts';
import { temporaryFolder } from '../places/temporary-folder.ts';
import { serverEnvironment } from '../transports/bare.ts';
import { answer, coc, FEW, json, type Place, type Ran, referenceOf } from './run.ts';

/*
 * What somebody who means harm can do, with stock git, ssh-keygen, age-encryption and node:crypto. Nothing here uses
 * what coc writes with.
 */

/** Somebody's keys, as an attacker holds them in their hands. */
export interface Attacker {
  readonly name: string;
  readonly email: string;
  /** The file of the private signing key, as ssh-keygen reads it. */
  readonly keyFile: string;
  readonly signingKey: string;
  readonly secret: string;
  readonly recipient: string;
}

/** Somebody with keys that nobody on the team knows. */
export async function stranger(name = 'Mallory'): Promise<Attacker> {
  const keyFile = join(await temporaryFolder(), 'key');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', keyFile]);
  const secret = await generateX25519Identity();
  return {
    name,
    email: `${name.toLowerCase()}@example.org`,
    keyFile,
    signingKey: readFileSync(`${keyFile}.pub`, 'utf8').split(' ').slice(0, 2).join(' ').trim(),
    secret,
    recipient: await identityToRecipient(secret),
  };
}

/** Somebody who turns against the team, with the keys of an identity file. */
export async function turned(file: string, name: string): Promise<Attacker> {
  const text = await readFile(file, 'utf8');
  const secret = /^AGE-SECRET-KEY-1\S+$/m.exec(text)?.[0] ?? '';
  const seed = /^# coc-signing-key: (\S+)$/m.exec(text)?.[1] ?? '';
  const keyFile = join(await temporaryFolder(), 'key');
  const key = opensshKey(Buffer.from(seed, 'base64'));
  await writeFile(keyFile, key.file, { mode: 0o600 });
  const email = `${name.toLowerCase()}@example.org`;
  return { name, email, keyFile, signingKey: key.line, secret, recipient: await identityToRecipient(secret) };
}

/** The file that ssh-keygen reads (PROTOCOL.key of OpenSSH), from an Ed25519 seed. */
function opensshKey(seed: Buffer): { readonly file: string; readonly line: string } {
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  const secret = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const raw = createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(-32);
  const number = (value: number) => Buffer.from([0, 0, 0, value]);
  const string = (value: Buffer | string) =>
    Buffer.concat([number(Buffer.byteLength(value)), Buffer.from(value as string)]);
  const blob = Buffer.concat([string('ssh-ed25519'), string(raw)]);
  const inner = [
    ...[number(7), number(7), string('ssh-ed25519'), string(raw)],
    ...[string(Buffer.concat([seed, raw])), string('')],
  ];
  const bytes = pad8(Buffer.concat(inner));
  const file = Buffer.concat([
    ...[Buffer.from('openssh-key-v1\0'), string('none'), string('none'), string('')],
    ...[number(1), string(blob), string(bytes)],
  ]);
  const lines = file.toString('base64').match(/.{1,70}/g) ?? [];
  return {
    file: ['-----BEGIN OPENSSH PRIVATE KEY-----', ...lines, '-----END OPENSSH PRIVATE KEY-----', ''].join(
      '\n',
    ),
    line: `ssh-ed25519 ${blob.toString('base64')}`,
  };
}

function pad8(bytes: Buffer): Buffer {
  const missing = (8 - (bytes.length % 8)) % 8;
  return Buffer.concat([bytes, Buffer.from(Array.from({ length: missing }, (_, index) => index + 1))]);
}

/** What a path is to hold: content, a blob or a link of some mode, or nothing any more. */
export type Put =
  | string
  | Uint8Array
  | null
  | { readonly mode: string; readonly content?: string; readonly id?: string };

export interface Forgery {
  readonly files?: Readonly<Record<string, Put>>;
  /** The ID of the whole tree, in place of the parent's with these files. */
  readonly tree?: string;
  readonly parents?: readonly string[];
  readonly author?: Pick<Attacker, 'name' | 'email'>;
  readonly committer?: Pick<Attacker, 'name' | 'email'>;
  /** Whose key signs; nobody's where it is left out. */
  readonly key?: Attacker;
  readonly namespace?: string;
  readonly message?: string;
  /** Seconds since 1970. */
  readonly date?: number;
  /** More lines of the commit's head. */
  readonly lines?: readonly string[];
}

/** A git repository in the hands of somebody who writes objects into it by hand. */
export class Forge {
  readonly path: string;
  readonly #env: NodeJS.ProcessEnv;

  constructor(path: string) {
    this.path = path;
    this.#env = serverEnvironment(path);
  }

  git(args: readonly string[], input?: string | Uint8Array, env: NodeJS.ProcessEnv = {}): string {
    return this.#git(args, input, env).toString('utf8').trim();
  }

  head(): string {
    return referenceOf(this.path, 'refs/heads/main');
  }

  file(path: string, at = 'refs/heads/main'): Buffer {
    return this.#git(['cat-file', 'blob', `${at}:${path}`]);
  }

  blob(content: string | Uint8Array): string {
    return this.write('blob', content);
  }

  /** Writes an object as git does, whatever it holds; returns its ID. */
  write(type: 'blob' | 'tree' | 'commit', content: string | Uint8Array): string {
    const bytes = Buffer.from(content as string);
    const whole = Buffer.concat([Buffer.from(`${type} ${bytes.length}\0`), bytes]);
    const id = createHash('sha1').update(whole).digest('hex');
    const path = join(this.path, 'objects', id.slice(0, 2), id.slice(2));
    if (existsSync(path)) return id;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, deflateSync(whole), { mode: 0o444 });
    return id;
  }

  /** The incidents' paths. */
  incidents(): readonly string[] {
    return this.git(['ls-tree', '-r', '--name-only', 'refs/heads/main', '--', 'incidents']).split('\n');
  }

  tree(base: string | undefined, files: Readonly<Record<string, Put>>): string {
    const listed = base === undefined ? '' : this.git(['ls-tree', '-r', '-z', base]);
    const rows = new Map(
      listed
        .split('\0')
        .filter(Boolean)
        .map((row) => {
          const [about = '', path = ''] = row.split('\t');
          const [mode = '', , id = ''] = about.split(' ');
          return [path, { mode, id }] as const;
        }),
    );
    for (const [path, put] of Object.entries(files)) {
      if (put === null) rows.delete(path);
      else if (typeof put === 'string' || put instanceof Uint8Array)
        rows.set(path, { mode: '100644', id: this.blob(put) });
      else rows.set(path, { mode: put.mode, id: put.id ?? this.blob(put.content ?? '') });
    }
    return this.#folder(rows);
  }

  /** Writes the trees for these files, and returns the ID of the uppermost. */
  #folder(files: ReadonlyMap<string, { readonly mode: string; readonly id: string }>): string {
    const rows = new Map<string, { readonly mode: string; readonly id: string }>();
    const below = new Map<string, Map<string, { readonly mode: string; readonly id: string }>>();
    for (const [path, file] of files) {
      const cut = path.indexOf('/');
      if (cut < 0) rows.set(path, file);
      else {
        const name = path.slice(0, cut);
        below.set(name, (below.get(name) ?? new Map()).set(path.slice(cut + 1), file));
      }
    }
    for (const [name, inside] of below) rows.set(name, { mode: '40000', id: this.#folder(inside) });
    const key = ([name, { mode }]: readonly [string, { readonly mode: string }]): Buffer =>
      Buffer.from(mode === '40000' ? `${name}/` : name);
    const sorted = [...rows].sort((one, other) => Buffer.compare(key(one), key(other)));
    const bytes = sorted.map(([name, { mode, id }]) =>
      Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(id, 'hex')]),
    );
    return this.write('tree', Buffer.concat(bytes));
  }

  /** Makes a commit, byte by byte; returns its ID. */
  commit(forgery: Forgery): string {
    const { files = {}, parents = [this.head()], key, namespace = 'git', message = 'Incident' } = forgery;
    const {
      tree = this.tree(parents[0], files),
      author = key ?? NOBODY,
      committer = author,
      date = 1_790_000_000,
      lines = [],
    } = forgery;
    const head = [
      `tree ${tree}`,
      ...parents.map((id) => `parent ${id}`),
      `author ${author.name} <${author.email}> ${date} +0000`,
      ...lines,
      `committer ${committer.name} <${committer.email}> ${date} +0000`,
    ];
    const payload = [...head, '', message, ''].join('\n');
    const signature = key && sign(key, namespace, payload).trimEnd().replaceAll('\n', '\n ');
    const whole = [...head, ...(signature === undefined ? [] : [`gpgsig ${signature}`]), '', message, ''];
    return this.write('commit', whole.join('\n'));
  }

  /** Makes a commit and puts the branch there; returns its ID. */
  push(forgery: Forgery): string {
    const commit = this.commit(forgery);
    this.moveTo(commit);
    return commit;
  }

  moveTo(commit: string): void {
    mkdirSync(join(this.path, 'refs/heads'), { recursive: true });
    writeFileSync(join(this.path, 'refs/heads/main'), `${commit}\n`);
  }

  /** Puts the branch at anything, also where git would not. */
  writeBranch(id: string): void {
    this.git(['pack-refs', '--all', '--prune']);
    this.moveTo(id);
  }

  /** A tree of one file with any names on its way, also such that git does not write. */
  nested(names: readonly string[]): string {
    return names.reduceRight((id, name, at) => {
      const row = `${at === names.length - 1 ? '100644' : '40000'} ${name}\0`;
      return this.write('tree', Buffer.concat([Buffer.from(row), Buffer.from(id, 'hex')]));
    }, this.blob('x'));
  }

  /** The IDs of all the file contents that there are. */
  async blobs(): Promise<ReadonlySet<string>> {
    const format = '--batch-check=%(objecttype) %(objectname)';
    const all = (await this.#asked(['cat-file', '--batch-all-objects', format])).toString('utf8');
    return new Set(all.split('\n').flatMap((line) => (line.startsWith('blob ') ? [line.slice(5)] : [])));
  }

  /** The contents of all files that there ever were, by ID. */
  async allContents(): Promise<ReadonlyMap<string, Buffer>> {
    const output = await this.#asked(['cat-file', '--batch-all-objects', '--batch', '--unordered']);
    const found = new Map<string, Buffer>();
    for (let at = 0; at < output.length; ) {
      const end = output.indexOf(0x0a, at);
      const [id = '', type, size] = output.toString('latin1', at, end).split(' ');
      if (type === 'blob') found.set(id, output.subarray(end + 1, end + 1 + Number(size)));
      at = end + 1 + Number(size) + 1;
    }
    return found;
  }

  /** While git works, the other tests go on. */
  async #asked(args: readonly string[]): Promise<Buffer> {
    const options = { cwd: this.path, env: this.#env, encoding: 'buffer', maxBuffer: LARGEST } as const;
    return (await promisify(execFile)('git', args, options)).stdout;
  }

  #git(args: readonly string[], input?: string | Uint8Array, env: NodeJS.ProcessEnv = {}): Buffer {
    return execFileSync('git', args, {
      cwd: this.path,
      env: { ...this.#env, ...env },
      input: input ?? '',
      stdio: 'pipe',
      maxBuffer: LARGEST,
    });
  }
}

/** What git may print of all that there is. Bytes. */
const LARGEST = 256 * 1024 * 1024;

/** The IDs of all file contents that are known in these repositories. */
export async function knownIn(...repositories: readonly Forge[]): Promise<ReadonlySet<string>> {
  const blobs = await Promise.all(repositories.map((one) => one.blobs()));
  return new Set(blobs.flatMap((ids) => [...ids]));
}

const NOBODY = { name: 'Web', email: 'noreply@example.org' };

/** An armored signature as ssh-keygen makes it. */
function sign(key: Attacker, namespace: string, payload: string): string {
  const args = ['-q', '-Y', 'sign', '-n', namespace, '-f', key.keyFile];
  return execFileSync('ssh-keygen', args, { input: payload, stdio: 'pipe', encoding: 'utf8' });
}

/** Seals to these recipients and to throwaway ones, so that it looks like one of ours. */
export async function sealTo(
  recipients: readonly string[],
  text: string | Uint8Array,
  inStepsOf = 4,
): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  for (const one of recipients) encrypter.addRecipient(one);
  for (let more = recipients.length; more % inStepsOf > 0; more += 1)
    encrypter.addRecipient(await identityToRecipient(await generateX25519Identity()));
  return encrypter.encrypt(text);
}

/** Seals with a password that only the attacker knows. */
export async function passwordSealed(text: string): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setScryptWorkFactor(10);
  encrypter.setPassphrase('theirs');
  return encrypter.encrypt(text);
}

/** JSON with sorted keys and no blanks, as entries are signed. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`;
}

export interface ForgedEntry extends Readonly<Record<string, unknown>> {
  readonly by: string;
  readonly after: readonly string[];
  readonly seq: number;
}

/** An entry with a true signature of the attacker's own key, whomever it names. */
export function forgedEntry(
  key: Attacker,
  binding: { readonly repository: string; readonly incident: string },
  entry: ForgedEntry,
): ForgedEntry {
  const whole = { id: 'ABCDEFGH23', at: '2026-11-23T14:00:00Z', ...entry };
  const armored = sign(key, 'coc-entry', canonical({ entry: whole, ...binding }));
  const bytes = Buffer.from(armored.split('\n').slice(1, -2).join(''), 'base64');
  return { ...whole, sig: bytes.subarray(-64).toString('base64') };
}

/** The digest by which later entries name an earlier one. */
export function digestOf(entry: unknown): string {
  return createHash('sha256').update(canonical(entry)).digest('hex');
}

/** A sealed note as somebody writes it by hand; JSON is YAML too. */
export function sealNoteTo(
  recipients: readonly string[],
  incident: string,
  entries: readonly ForgedEntry[],
): Promise<Uint8Array> {
  return sealTo(recipients, JSON.stringify({ format: 1, incident, entries }));
}

/** What an attacker's own key opens; undefined where it opens nothing. */
export async function openWith({ secret }: Attacker, bytes: Uint8Array): Promise<string | undefined> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(secret);
  return decrypter.decrypt(bytes, 'text').catch(() => undefined);
}

/** A team with its server, for one attack alone. */
export interface World<P extends string> {
  readonly server: Forge;
  readonly places: Readonly<Record<P, Place>>;
}

/** What a victim writes while an attack lasts; it must never be read by the attacker. */
export const LATER = 'What was written after that, for few eyes only.';

/** What a person reads, on one line. */
export function said({ stderr }: Ran): string {
  return stderr.replace(/\s+/g, ' ');
}

/** The words for a harm, as a pattern. */
export function meaning(harm: keyof typeof MEANING): RegExp {
  return new RegExp(MEANING[harm].replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i');
}

export interface Expected {
  /** What the victim must read. */
  readonly says: RegExp;
  /** Whose keys must open nothing. */
  readonly attackers: readonly Attacker[];
  /** An incident that the victim can open. */
  readonly incident: string;
  /** What the victim saw before, where that is known. */
  readonly before?: Seen;
  /** Without a new report, and without reading back: for the further ones of a table. */
  readonly brief?: boolean;
  /** The commit to which the server is put back by hand, if that is an honest end. */
  readonly honest?: string;
  /** The commit that must not be taken over. */
  readonly forged?: string;
}

const NOTHING: Seen = { ids: [], notes: [] };

/**
 * The victim syncs and saves while an attack lasts: it is named, nothing of it is taken over, what is here goes on
 * working, and nothing that is sealed meanwhile opens with the attackers' keys. Then the server is put right by hand, and
 * the victim's work is shared.
 */
export async function holds(victim: Place, server: Forge, expected: Expected): Promise<void> {
  const { says, incident, honest, forged, brief = false } = expected;
  const clone = new Forge(join(victim.repo, '.git'));
  const before = expected.before ?? (brief ? NOTHING : await look(victim, incident));
  const head = clone.head();
  const known = await knownIn(server, clone);

  const synced = await coc(victim, ['sync', '--json']);
  expect(said(synced)).toMatch(says);
  expect(synced).toMatchObject({ code: 1, stdout: '' });
  expect(said(synced)).toContain('hint: ');
  expect(clone.head()).toBe(head);

  const noted = await answer(victim, ['note', incident, '--yes', '--json'], { note: LATER });
  expect(said(noted)).toMatch(says);
  expect(said(noted)).toContain('Saved here, not yet shared.');
  expect(noted.code).toBe(3);
  if (!brief) {
    const opened = await answer(victim, ['report', 'new', '--yes', '--json'], { ...FEW, account: LATER });
    expect(opened.code).toBe(3);
    const after = await look(victim, incident);
    expect(after.ids).toEqual([...before.ids, JSON.parse(opened.stdout).id].sort());
    expect(after.notes).toEqual([...before.notes, LATER]);
  }
  if (forged !== undefined) expect(isIn(clone, forged)).toBe(false);
  const looked = await keepsOut(expected.attackers, [server, clone], known);

  if (honest === undefined) return;
  server.moveTo(honest);
  json(await coc(victim, ['sync', '--json']));
  expect(server.head()).toBe(clone.head());
  if (forged !== undefined) expect(isIn(server, forged)).toBe(false);
  await keepsOut(expected.attackers, [server, clone], looked, 0);
}

/**
 * What only a reader can notice, since a member signed it well: it is named when it comes, the incident is not opened, not
 * listed as if all were well, and nothing is added to it.
 */
export async function heldBack(
  victim: Place,
  server: Forge,
  { says, incident, attackers }: Pick<Expected, 'says' | 'incident' | 'attackers'>,
): Promise<void> {
  const clone = new Forge(join(victim.repo, '.git'));
  const known = await knownIn(server, clone);
  const synced = await coc(victim, ['sync', '--json']);
  expect(said(synced)).toMatch(says);
  const listed = await coc(victim, ['list', '--json']);
  expect(said(listed)).toMatch(says);
  expect(listed.code).toBe(3);
  const noted = await answer(victim, ['note', incident, '--yes', '--json'], { note: LATER });
  expect(said(noted)).toMatch(says);
  expect(noted).toMatchObject({ code: 1, stdout: '' });
  const opened = await answer(victim, ['report', 'new', '--yes', '--json'], { ...FEW, account: LATER });
  expect(opened.code).toBe(0);
  await keepsOut(attackers, [server, clone], known);
}

/** Whether a commit is in what the branch goes back to. */
function isIn(repository: Forge, commit: string): boolean {
  return repository.git(['rev-list', 'refs/heads/main']).split('\n').includes(commit);
}

/**
 * Nothing that came after what was known opens with these keys, and nothing of it is plain text. Returns what is known then.
 *
 * @param atLeast how much has to be sealed meanwhile
 */
export async function keepsOut(
  attackers: readonly Attacker[],
  repositories: readonly Forge[],
  known: ReadonlySet<string>,
  atLeast = 1,
): Promise<ReadonlySet<string>> {
  let sealed = 0;
  const looked = new Set(known);
  for (const repository of repositories) {
    for (const [id, bytes] of await repository.allContents()) {
      if (looked.has(id)) continue;
      looked.add(id);
      expect(bytes.includes(LATER)).toBe(false);
      if (!bytes.subarray(0, 20).includes('age-encryption.org')) continue;
      sealed += 1;
      for (const attacker of attackers) expect(await openWith(attacker, bytes)).toBeUndefined();
    }
  }
  expect(sealed, 'nothing was sealed meanwhile').toBeGreaterThan(atLeast - 1);
  return looked;
}

/** The incidents that somebody can open, and the notes of one of them. */
export interface Seen {
  readonly ids: readonly string[];
  readonly notes: readonly string[];
}

/** What somebody sees of their incidents. */
export async function look(place: Place, incident: string): Promise<Seen> {
  const listed = json(await coc(place, ['list', '--json']));
  const shown = json(await coc(place, ['show', incident, '--json']));
  return {
    ids: listed.map(({ id }: { id: string }) => id).sort(),
    notes: shown.notes.map(({ text }: { text: string }) => text),
  };
}

/** Empties a folder of git's hooks, as somebody with the machine in their hands does. */
export async function withoutHooks(place: Place): Promise<void> {
  await rm(join(place.repo, '.git/hooks'), { recursive: true, force: true });
  await mkdir(join(place.repo, '.git/hooks'));
}
