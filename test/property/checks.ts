import { execFileSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Entry } from '../../src/incident/entry.ts';
import { view } from '../../src/incident/view.ts';
import { decodeUtf8, keyHolder, open, recipientOf } from '../../src/vault/age/age.ts';
import { Objects } from '../../src/vault/git/objects.ts';
import { verifyHistory } from '../../src/vault/history/verify.ts';
import { decodeDocument, parseEntries } from '../../src/vault/record/document.ts';
import { currentMembers, foldFacts, type Roster } from '../../src/vault/team/roster.ts';
import { readYaml } from '../../src/yaml.ts';
import { MARKER, type Person, type World } from './world.ts';

/** How often everybody shares until nothing may be left to do. */
const ROUNDS = 4;

/** A version of a sealed file, and whose keys open it. */
interface Version {
  readonly path: string;
  readonly commit: string;
  readonly openers: readonly string[];
  readonly text: string;
  readonly entries: readonly Entry[];
}

/** Everybody is online and shares, until all have everything; then checks all that is promised. */
export async function checkAll(world: World): Promise<void> {
  for (const person of world.people) await world.connect(person, true);
  for (let round = 1; round <= ROUNDS; round += 1)
    for (const person of world.people) await share(world, person);
  const current = await onTheTeam(world);
  expect(current.length, 'nobody is left').toBeGreaterThan(0);
  const head = world.git(world.server, 'rev-parse', 'main');
  for (const { place, member } of current)
    expect(world.git(place.repo, 'rev-parse', 'main'), `${member} differs`).toBe(head);
  const versions = await allVersions(world, world.server);
  checkOpeners(world, versions);
  await checkNothingLost(world, versions);
  await checkHistory(world, current);
  checkNoPlaintext(world);
}

async function share(world: World, person: Person): Promise<void> {
  const again = await world.run(person, ['sync', '--json', '--team', 'again', '--policy', 'mine']);
  const ran = again.code === 1 ? await world.run(person, ['sync', '--json', ...DROPPING]) : again;
  if (ran.code === 0) return;
  const member = world.roster(world.server).members.find(({ id }) => id === person.member);
  const isOn = member !== undefined && member.left === undefined && person.replaced !== true;
  if (!isOn && /not on the team|were replaced/.test(ran.stderr)) return;
  throw new Error(`${person.member} cannot share: ${ran.code} ${ran.stderr}`);
}

const DROPPING = ['--team', 'drop', '--policy', 'theirs'];

/** Those whose keys are on the team as the server has it. */
async function onTheTeam(world: World): Promise<readonly Person[]> {
  const roster = currentMembers(world.roster(world.server));
  const keys = await Promise.all(world.people.map(({ place }) => readFile(place.identity, 'utf8')));
  return world.people.filter((_, index) =>
    roster.some(({ recipient }) => keys[index]?.includes(`public key: ${recipient}`)),
  );
}

/** Every version of every incident and note in the history of a repository, the oldest first. */
async function allVersions(world: World, folder: string): Promise<readonly Version[]> {
  const secrets = await Promise.all(
    (await world.secrets()).map(async (secret) => [await recipientOf(secret), keyHolder([secret])] as const),
  );
  const versions: Version[] = [];
  for (const commit of world.git(folder, 'rev-list', '--reverse', 'main').trim().split('\n')) {
    const args = ['diff-tree', '--root', '--no-commit-id', '--name-only', '-r', commit];
    for (const path of world.git(folder, ...args).split('\n')) {
      if (!path.endsWith('.age')) continue;
      const bytes = world.bytes(folder, 'show', `${commit}:${path}`);
      const opened = await Promise.all(
        secrets.map(async ([recipient, holder]) => {
          const plain = await open(bytes, holder).catch(() => undefined);
          return plain === undefined ? [] : ([[recipient, decodeUtf8(plain)]] as const);
        }),
      );
      const [first] = opened.flat();
      if (first === undefined) throw new Error(`nobody opens ${path} at ${commit}`);
      const text = first[1];
      const openers = opened.flat().map(([recipient]) => recipient);
      versions.push({ path, commit, openers, text, entries: entriesIn(path, text) });
    }
  }
  return versions;
}

function entriesIn(path: string, text: string): readonly Entry[] {
  if (path.startsWith('incidents/')) return decodeDocument(text).entries;
  return parseEntries((readYaml(text, 'a note') as { entries: unknown }).entries);
}

/** Each version opens for its readers who were on the team then, and for nobody else. */
function checkOpeners(world: World, versions: readonly Version[]): void {
  for (const { path, commit, openers, entries } of versions) {
    const roster = world.roster(world.server, commit);
    const recovery = typeof roster.recovery === 'string' ? [] : [roster.recovery.recipient];
    const where = `${path} at ${commit}: ${world.log.join('\n')}`;
    const allowed = path.startsWith('notes/')
      ? currentMembers(roster).map(({ id }) => id)
      : readersOf(entries, roster);
    const keys = [...keysOf(roster, allowed), ...recovery].sort();
    if (path.startsWith('notes/')) {
      for (const opener of openers) expect(keys, where).toContain(opener);
      continue;
    }
    if (allowed.length > 0) expect([...openers].sort(), where).toEqual(keys);
    for (const entry of entries) {
      if (entry.kind !== 'recusal') continue;
      const { member } = entry as unknown as { readonly member: string };
      const undone = entries.some((one) => (one as { readonly corrects?: unknown }).corrects === entry.id);
      if (!undone && allowed.length > 0)
        for (const key of keysOf(roster, [member])) expect(openers, where).not.toContain(key);
    }
  }
}

function readersOf(entries: readonly Entry[], roster: Roster): readonly string[] {
  const { readers } = view('', entries, undefined, foldFacts(roster));
  const current = currentMembers(roster).map(({ id }) => id);
  return readers.filter((reader) => current.includes(reader));
}

function keysOf(roster: Roster, members: readonly string[]): readonly string[] {
  return currentMembers(roster).flatMap(({ id, recipient }) => (members.includes(id) ? [recipient] : []));
}

/** What was acknowledged is there for whoever may read it, or in a note, or in the clone of who is off the team. */
async function checkNothingLost(world: World, versions: readonly Version[]): Promise<void> {
  const roster = world.roster(world.server);
  const newest = new Map(versions.map((version) => [version.path, version]));
  const current = await onTheTeam(world);
  for (const { marker, incident, by } of world.acknowledged) {
    const version = newest.get(`incidents/${incident.replace('-', '')}.md.age`);
    if (version?.text.includes(marker)) {
      const readers = keysOf(roster, readersOf(version.entries, roster));
      for (const key of readers) expect(version.openers, `${incident} ${marker}`).toContain(key);
      continue;
    }
    const note = [...newest.values()].find(
      ({ path, text }) => path.startsWith('notes/') && text.includes(marker),
    );
    if (note !== undefined) {
      const readers = keysOf(roster, version === undefined ? [] : readersOf(version.entries, roster));
      const able = note.openers.some((key) => readers.includes(key));
      const folded = version?.entries.concat(note.entries) ?? [];
      if (able && readersOf(folded, roster).length > 0) throw lost(world, marker, 'nobody folds the note in');
      continue;
    }
    if (!current.includes(by) && (await isInClone(world, by, marker))) continue;
    throw lost(world, marker, `it is not on the server; ${by.member} saved it`);
  }
}

async function isInClone(world: World, { place }: Person, marker: string): Promise<boolean> {
  const versions = await allVersions(world, place.repo);
  if (versions.some(({ text }) => text.includes(marker))) return true;
  const outbox = join(place.repo, '.git/coc-outbox');
  const holder = keyHolder([...(await world.secrets())]);
  for (const name of await readdir(outbox).catch(() => []))
    if (decodeUtf8(await open(await readFile(join(outbox, name)), holder)).includes(marker)) return true;
  return false;
}

function lost(world: World, marker: string, why: string): Error {
  return new Error(`${marker} is lost: ${why}\n${world.log.join('\n')}`);
}

/** Linear, signed, verified from the first commit on, and sound to stock git. */
async function checkHistory(world: World, current: readonly Person[]): Promise<void> {
  expect(world.git(world.server, 'rev-list', '--merges', 'main')).toBe('');
  const objects = new Objects(world.server, { ...current[0]?.place.env });
  const to = world.git(world.server, 'rev-parse', 'main').trim();
  expect((await verifyHistory({ objects, from: undefined, to })).problem).toBeUndefined();
  for (const { place } of current)
    expect(new Set(world.git(place.repo, 'log', '--format=%G?').trim().split('\n'))).toEqual(new Set(['G']));
  for (const folder of [world.server, ...world.people.map(({ place }) => place.repo)])
    world.git(folder, 'fsck', '--full', '--strict', '--no-dangling');
}

/** No text of an incident stands readable anywhere: clones, server, homes, temporary folders, objects of git. */
function checkNoPlaintext(world: World): void {
  const everywhere = process.env.TMPDIR ?? '';
  const found = execFileSync('sh', ['-c', `grep -r -a -l ${MARKER} . || true`], { cwd: everywhere });
  expect(found.toString(), 'plain text').toBe('');
  for (const folder of [world.server, ...world.people.map(({ place }) => place.repo)])
    expect(
      world.bytes(folder, 'cat-file', '--batch-all-objects', '--batch', '--buffer').includes(MARKER),
      `plain text in ${folder}`,
    ).toBe(false);
}
