import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Entry, isKnown, type Kind } from '../../src/incident/entry.ts';
import { wordsOfCommit } from '../../src/vault/team/fingerprint.ts';
import { copyOf } from '../places/once.ts';
import { temporaryFolder } from '../places/temporary-folder.ts';
import { makeBare } from '../transports/bare.ts';
import { answer, coc, emptyPlace, headOf, json, type Place, type RunOptions } from './run.ts';
import { hasAge } from './steps.ts';
import { synced } from './teams.ts';

/*
 * Two repositories that coc 0.1.0 wrote (test/fixtures/format-1/README.md). They are never written anew: every later coc opens
 * them, verifies them, shows the same, and adds to them.
 */
const FIXTURE = fileURLToPath(new URL('../fixtures/format-1', import.meta.url));
/** When the JSON that is stored was printed. */
const THEN: RunOptions = { now: new Date('2026-12-01T12:00:00Z') };
/** When something is added. */
const LATER: RunOptions = { now: new Date('2026-12-02T09:00:00Z') };

/** All kinds of entries that format 1 had when the fixture was made. */
const KINDS = [
  ...(['opened', 'threat', 'person', 'report', 'details', 'follow-up', 'visibility', 'consent'] as const),
  ...(['permission', 'note', 'override', 'evidence', 'grant', 'recusal', 'recusal-undone'] as const),
  ...(['recovered', 'widened', 'taken-in', 'meeting', 'action', 'action-done', 'statement'] as const),
  ...(['letter', 'told', 'sanction', 'sanction-done', 'sanction-change', 'sanction-end'] as const),
  ...(['appeal', 'appeal-outcome', 'apology', 'announcement', 'feedback'] as const),
  ...(['closed', 'reopened', 'evaluation'] as const),
] satisfies readonly Kind[];
/** Those that came later, with what a letter has of another incident: in a fixture of their own. */
const KINDS_SINCE = [
  ...(['compared', 'joined', 'only-again', 'wish', 'permitted', 'unreachable', 'not-sent'] as const),
  ...(['visibility-corrected', 'words-corrected', 'sanction-corrected'] as const),
] satisfies readonly Kind[];
/** Stands for what a later coc writes. */
const LATER_KIND = 'x-later-kind';

const TYPES = ['x25519', 'hybrid'] as const;
type KeyType = (typeof TYPES)[number];
const FIXTURES = [...TYPES, 'elsewhere'] as const;
type Fixture = (typeof FIXTURES)[number];
/** Members whose keys are here. */
const MEMBERS = {
  ...{ x25519: ['ben', 'cem', 'cleo'], hybrid: ['ben', 'cleo'] },
  elsewhere: ['ana', 'ben', 'cem'],
} as const;
const CASES = FIXTURES.flatMap((type) => MEMBERS[type].map((member) => [type, member] as const));
/** With entries that a later coc wrote; with a sealed note that lies there still; with a reporter who is known to few. */
const INCIDENTS = {
  x25519: { later: 'REAG-DHYK', waiting: 'FA9J-17TT', hidden: '2E65-1SGT' },
  hybrid: { later: 'WSTN-4JDM', waiting: 'ZZEN-01Z4' },
} as const;
const RECOVERY: Readonly<Record<KeyType, readonly string[]>> = {
  x25519: ['--share', 'recovery-share-3.txt', '--share', 'recovery-share-1.txt'],
  hybrid: ['--recovery-file', 'recovery.txt'],
};
/** Of all files of each, in the order of their names. */
const DIGESTS: Readonly<Record<Fixture, string>> = {
  x25519: '7c2970eac34630152d8fa4a245d5bdc9247d860c1de72f3d91710ac4a964c964',
  hybrid: 'b73590fe9cd1f225ffaffdb153dbc97fc1ab6e6880b9494251369678381fc3e7',
  elsewhere: '2eccd14f889e0cc1cc3425ae4e4aa542860e05481a329804ead73910ac03ad74',
};

/** What `--json` printed. */
interface Seen {
  readonly verify: unknown;
  readonly list: unknown;
  readonly team: unknown;
  readonly sanctions: unknown;
  /** Those that open. */
  readonly incidents: Readonly<Record<string, { readonly show: Shown; readonly access: unknown }>>;
}

interface Known {
  readonly person: string | null;
  readonly other: { readonly incident: string; readonly person: string };
  readonly said?: { readonly follows?: boolean };
  matter?: true;
}

const keyOfKnown = ({ person, other }: Known): string => `${person} ${other.incident} ${other.person}`;

interface Shown {
  readonly due: { readonly what: string; readonly command: string }[];
  readonly evidence?: { number?: number }[];
  readonly known?: Known[];
  readonly written: readonly { readonly kind: string }[];
  readonly told?: readonly { readonly decidedElsewhere?: boolean }[];
  readonly letters?: readonly { readonly decidedElsewhere?: boolean }[];
}

interface Served {
  readonly remote: string;
  readonly people: Readonly<Record<string, Place>>;
}

/**
 * A server that has the repository, and members, each with a clone of their own at a machine where nothing was before. They
 * have listed the incidents, for which coc looks through all that came before.
 */
function served(type: Fixture): Promise<Served> {
  return copyOf(`format 1, ${type}`, async (top) => {
    const remote = await makeBare(join(top, 'server'));
    const bundle = join(FIXTURE, type, 'reports.bundle');
    const args = ['-C', remote, 'fetch', '--quiet', bundle, 'main:main'];
    const { env } = await emptyPlace(join(top, 'server'));
    execFileSync('git', args, { env, stdio: 'pipe' });
    const first = execFileSync('git', ['-C', remote, 'rev-list', '--max-parents=0', 'main'], { env });
    const words = wordsOfCommit(first.toString().trim());
    const people: Record<string, Place> = {};
    for (const member of MEMBERS[type]) {
      const place = await emptyPlace(join(top, member));
      await mkdir(dirname(place.identity), { recursive: true });
      for (const suffix of ['.txt', '.pub']) {
        const file = place.identity.replace('.txt', suffix);
        await copyFile(join(FIXTURE, type, `${member}${suffix}`), file);
        await chmod(file, 0o600);
      }
      const ran = await coc(place, ['join', remote, '--words', words], THEN);
      expect(ran.stdout, ran.stderr).toContain('You are on the team already.');
      await says(place, 'list');
      people[member] = place;
    }
    return { remote, people };
  });
}

async function placeOf(type: Fixture, member: string): Promise<Place> {
  return (await served(type)).people[member] as Place;
}

/** The incidents as people see their IDs. */
async function incidentsOf(place: Place): Promise<readonly string[]> {
  const names = await readdir(join(place.repo, 'incidents'));
  return names.sort().map((name) => `${name.slice(0, 4)}-${name.slice(4, 8)}`);
}

const says = async (place: Place, ...argv: readonly string[]) =>
  json(await coc(place, [...argv, '--json'], THEN));

const seen = new Map<string, Promise<Seen>>();

/** All that is stored of what a member sees, looked at once. */
function seenBy(type: Fixture, member: string): Promise<Seen> {
  const name = `${type} ${member}`;
  const now = seen.get(name) ?? placeOf(type, member).then(look);
  seen.set(name, now);
  return now;
}

/** What a later coc says that waits, beside what the first one said. */
const LATER_DUE = [
  // Whom it happened to is told what was decided.
  /^Tell .* what was decided; they need not answer$/,
];

/** What waits, in the words of the first coc. */
function wordedThen(what: string): string {
  return what
    .replace(/^For their safety, do this and note it: /, 'For their safety, not noted as done: ')
    .replace(/^Tell the door of this: (.*)$/, 'Of $1, not noted as done: The door');
}

/** What a later coc says beside what the first one did: who wrote down what, and when, and what took the place of what. */
const LATER_FIELDS = [
  ...['announcements', 'answers', 'rewritten', 'shareNoted', 'wordsPutRight', 'unreachableNoted'],
  ...['doneNoted', 'passedNoted'],
];

function asThen<T>(said: T): T {
  return JSON.parse(JSON.stringify(said, (key, value) => (LATER_FIELDS.includes(key) ? undefined : value)));
}

/** What waits in an order that no rule makes, and what a list says of it. */
function inOneOrder({ list, incidents }: Seen): void {
  for (const { show } of Object.values(incidents))
    show.due.sort((a, b) => (`${a.what} ${a.command}` < `${b.what} ${b.command}` ? -1 : 1));
  for (const row of list as { id: string; next: string | null }[])
    row.next = incidents[row.id]?.show.due[0]?.command ?? null;
}

async function look(place: Place): Promise<Seen> {
  const listed = await says(place, 'list');
  const incidents: Record<string, Seen['incidents'][string]> = {};
  for (const row of listed) {
    const { id } = row;
    const show = await says(place, 'show', id);
    expect(row.next).toBe(show.due[0]?.command ?? null);
    show.due = show.due
      .filter(({ what }: { what: string }) => !LATER_DUE.some((later) => later.test(what)))
      .map((one: { what: string }) => ({ ...one, what: wordedThen(one.what) }));
    row.next = show.due[0]?.command ?? null;
    // What follows for a third from what was said of two, only a later coc says.
    for (const one of show.known ?? []) if (one.said?.follows) delete one.said;
    incidents[id] = { show: asThen(show), access: asThen(await says(place, 'access', id)) };
  }
  return {
    verify: await says(place, 'verify', '--all'),
    list: listed,
    team: await says(place, 'team', 'list'),
    sanctions: await says(place, 'sanction', 'list'),
    incidents,
  };
}

async function expectedOf(type: Fixture, member: string): Promise<Seen> {
  return JSON.parse(await readFile(join(FIXTURE, type, 'expected', `${member}.json`), 'utf8'));
}

const noted = async (place: Place, id: string, note: string) =>
  json(await answer(place, ['note', id, '--yes', '--json'], { note }, LATER));
const shown = async (place: Place, id: string) => json(await coc(place, ['show', id, '--json'], LATER));

/** Files that stock age opens with an identity file, by the IDs of incidents. */
function openedByAge(identity: string, { repo }: Place, ids: readonly string[]): readonly string[] {
  return ids.filter((id) => {
    const file = join(repo, 'incidents', `${id.replace('-', '')}.md.age`);
    const { status, stdout } = spawnSync('age', ['-d', '-i', identity, file], { encoding: 'utf8' });
    return status === 0 && stdout.includes('\n# Incident');
  });
}

describe.concurrent('the repositories that format 1 began with', () => {
  it.each(FIXTURES)('%s: nobody has written it anew', async (type) => {
    const files = (await readdir(join(FIXTURE, type), { recursive: true, withFileTypes: true }))
      .filter((one) => one.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort();
    const whole = createHash('sha256');
    for (const file of files) {
      const digest = createHash('sha256').update(await readFile(file));
      whole.update(`${relative(join(FIXTURE, type), file)} ${digest.digest('hex')}\n`);
    }
    expect(whole.digest('hex')).toBe(DIGESTS[type]);
  });

  it.each(CASES)('%s: %s sees the same, and the history verifies', async (type, member) => {
    const [now, then] = [await seenBy(type, member), await expectedOf(type, member)];
    for (const { show } of [...Object.values(now.incidents), ...Object.values(then.incidents)])
      show.known?.sort((a, b) => (keyOfKnown(a) < keyOfKnown(b) ? -1 : 1));
    // Since then what is to be done now stands before what is due later.
    for (const one of [now, then]) inOneOrder(one);
    // Since then each attachment has the number that it has for everybody.
    for (const { show } of Object.values(now.incidents))
      for (const one of show.evidence ?? []) delete one.number;
    // Since then it is told of which the two incidents are one matter.
    for (const { show } of Object.values(now.incidents))
      for (const one of show.known ?? []) delete one.matter;
    expect(now).toEqual(then);
  });

  it.each(TYPES)('%s: the recovery key opens every incident', async (type) => {
    const place = await placeOf(type, 'cleo');
    const key = RECOVERY[type].map((one) => (one.startsWith('--') ? one : join(FIXTURE, type, one)));
    const { length } = await incidentsOf(place);
    const ran = await coc(place, ['doctor', '--drill', ...key, '--json'], THEN);
    expect(json(ran)).toEqual({ opened: length, failed: [] });
  });

  it('have every kind of entry that there was then, and every coc knows them', async () => {
    const found = new Set<string>();
    for (const member of MEMBERS.x25519)
      for (const { show } of Object.values((await seenBy('x25519', member)).incidents))
        for (const { kind } of show.written) found.add(kind);
    expect([...found].sort()).toEqual([...KINDS, LATER_KIND].sort());
    const isKindKnown = (kind: string) => isKnown({ kind } as Entry);
    expect(KINDS.filter((kind) => !isKindKnown(kind))).toEqual([]);
    expect(isKindKnown(LATER_KIND)).toBe(false);
  });

  it('have every kind that came since, and what one incident says of another', async () => {
    const found = new Set<string>();
    const all = (await Promise.all(MEMBERS.elsewhere.map((member) => seenBy('elsewhere', member)))).flatMap(
      ({ incidents }) => Object.values(incidents),
    );
    for (const { show } of all) for (const { kind } of show.written) found.add(kind);
    expect(KINDS_SINCE.filter((kind) => !found.has(kind))).toEqual([]);
    const [told, letter] = (['told', 'letters'] as const).map((what) =>
      all.flatMap(({ show }) => show[what] ?? []).filter((one) => one.decidedElsewhere === true),
    );
    expect([told?.length, letter?.length].map((count) => count !== 0)).toEqual([true, true]);
  });

  it.each(TYPES)('%s: are added to, by one member and read by another', async (type) => {
    const { remote, people } = await served(type);
    const { ben, cleo } = people as { readonly ben: Place; readonly cleo: Place };
    const { later, waiting } = INCIDENTS[type];
    const before = await shown(cleo, later);
    const server = headOf(remote);
    await noted(cleo, later, 'Written years later.');
    expect(headOf(remote)).not.toBe(server);
    // What a later coc wrote is still there, and so is every entry as it was.
    const after = await shown(cleo, later);
    expect(after.unknownKinds).toEqual([LATER_KIND]);
    expect(after.notes.slice(0, -1)).toEqual(before.notes);
    expect(after.written.slice(0, -1)).toEqual(before.written);

    await synced(ben);
    // The sealed note that was still lying there is folded in, and changes nothing.
    expect((await shown(ben, waiting)).kept).toMatchObject([
      { by: 'cem', kind: 'note', text: 'Still waiting in a sealed note.' },
    ]);
    const more = { add: 'follow-up', account: 'It was not the first time.' };
    json(await answer(ben, ['report', 'add', waiting, '--yes', '--json'], more, LATER));
    await synced(cleo);
    expect((await shown(cleo, waiting)).followUps).toMatchObject([{ by: 'ben', text: more.account }]);
    expect(headOf(cleo.repo)).toBe(headOf(remote));
    expect(json(await coc(cleo, ['verify', '--all', '--json'], LATER))).toMatchObject({ problem: null });
  });

  it('let a further reader know what was known to few', async () => {
    const { ben, cem } = (await served('x25519')).people as { readonly ben: Place; readonly cem: Place };
    const { hidden } = INCIDENTS.x25519;
    expect(JSON.stringify(await shown(cem, hidden))).not.toContain('Mei Lindqvist');
    const permission = 'Mei: Cem may know that it was me.';
    const argv = ['access', 'grant', '--reporter', hidden, '--yes', '--json'];
    json(await answer(ben, argv, { members: ['cem'], permitted: 'yes', permission }, LATER));
    await synced(cem);
    const { reports, people } = await shown(cem, hidden);
    expect(reports).toMatchObject([{ account: expect.stringContaining('He stood in my doorway') }]);
    expect(people[0]).toMatchObject({ ref: 'R1', name: 'Mei Lindqvist', contact: 'mei@example.org' });
  });

  it.skipIf(!hasAge)('are opened by stock age (skipped where `age` is not there)', async () => {
    const place = await placeOf('x25519', 'cleo');
    const ids = await incidentsOf(place);
    for (const member of MEMBERS.x25519) {
      const { incidents } = await expectedOf('x25519', member);
      const identity = join(FIXTURE, 'x25519', `${member}.txt`);
      expect(openedByAge(identity, place, ids), member).toEqual(ids.filter((id) => id in incidents));
    }
    for (const gone of ['dora', 'recovery-replaced'])
      expect(openedByAge(join(FIXTURE, 'x25519', `${gone}.txt`), place, ids), gone).toEqual([]);
    const [{ file, key, sha256 }] = (await shown(place, INCIDENTS.x25519.later)).evidence;
    const path = join(await temporaryFolder(), 'key.txt');
    await writeFile(path, `${key}\n`);
    const { stdout } = spawnSync('age', ['-d', '-i', path, join(place.repo, file)]);
    expect(createHash('sha256').update(stdout).digest('hex')).toBe(sha256);
  });
});
