import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  type Attacker,
  digestOf,
  Forge,
  type ForgedEntry,
  forgedEntry,
  keepsOut,
  knownIn,
  LATER,
  openWith,
  said,
  sealNoteTo,
  sealTo,
  stranger,
  turned,
} from './attacker.ts';
import { type ForgeryTeam, forgeryTeam, pathOf, turnedMembers } from './forgery-team.ts';
import { answer, coc, forgotten, git, json, type Place, pinned, seenAt } from './run.ts';

/**
 * Cleo could open an incident, and was kept out of it. She is still on the team, signs well, and has every version that she
 * could open: what she makes of it is not taken for the newest, and whatever others do meanwhile is not sealed to her.
 */
let team: ForgeryTeam;
let ana: Attacker;
let cleo: Attacker;
beforeAll(async () => {
  team = await forgeryTeam();
  ({ ana, cleo } = await turnedMembers(team));
}, 180_000);

const note = (place: Place, words: string) =>
  answer(place, ['note', team.shared, '--yes', '--json'], { note: words });
const shown = async (place: Place) => json(await coc(place, ['show', team.shared, '--json']));
const facts = (server: Forge) => ({
  repository: server.git(['rev-list', '--max-parents=0', 'refs/heads/main']),
  incident: team.shared.replace('-', ''),
});

/** The world after Ana kept Cleo out; `before` is the last commit of which Cleo opens the incident. */
async function keptOut() {
  const { server, places } = await team.world();
  json(await note(places.ana, 'Before.'));
  const before = server.head();
  json(await answer(places.ana, ['access', 'recuse', team.shared, '--yes', '--json'], { member: 'cleo' }));
  const after = server.head();
  const known = await knownIn(server, new Forge(join(places.ana.repo, '.git')));
  return { server, places, before, after, known };
}

/** What Cleo could open last, sealed anew, and something of hers behind it. */
async function backAgain(
  server: Forge,
  before: string,
  more: readonly object[] = [],
  to: readonly string[] = [ana.recipient, cleo.recipient],
): Promise<Uint8Array> {
  const text = (await openWith(cleo, server.file(pathOf(team.shared), before))) ?? '';
  const front = parse(text.split(/^---$/m)[1] ?? '') as { entries: ForgedEntry[] };
  const entries = [...front.entries];
  for (const content of more) {
    const named = new Set(entries.flatMap(({ after }) => after));
    const heads = entries.map(digestOf).filter((one) => !named.has(one));
    const seq = Math.max(...entries.map((one) => one.seq)) + 1;
    const id = `CLEO${entries.length}`;
    entries.push(forgedEntry(cleo, facts(server), { ...content, id, by: 'cleo', after: heads.sort(), seq }));
  }
  const body = `---\n${JSON.stringify({ ...front, entries })}\n---\n# Incident\n`;
  return sealTo(to, body);
}

const junk = async () => sealTo([(await stranger()).recipient], 'nothing that anybody here opens');

type Make = (server: Forge, before: string) => Promise<Uint8Array>;
const WRITTEN: Readonly<Record<string, Make>> = {
  'the version before': (server, before) => backAgain(server, before),
  'the version before, closed by her': (server, before) =>
    backAgain(server, before, [{ kind: 'closed', reason: 'x' }]),
  'the version before, with everybody else kept out': (server, before) =>
    backAgain(server, before, [{ kind: 'recusal', member: 'ana' }]),
  'bytes that nobody opens': junk,
};

/** How Ana comes to it. */
const WAYS: Readonly<Record<string, (place: Place, push: () => Promise<void>) => Promise<void>>> = {
  'by sync': async (place, push) => {
    await push();
    await coc(place, ['sync']);
  },
  'with something of her own that is not shared': async (place, push) => {
    const url = git(place, 'remote', 'get-url', 'origin').trim();
    git(place, 'remote', 'set-url', 'origin', '/nowhere');
    expect((await note(place, 'Unshared.')).code).toBe(3);
    await push();
    git(place, 'remote', 'set-url', 'origin', url);
    await coc(place, ['sync']);
  },
  'by stock git pull': async (place, push) => {
    await push();
    git(place, 'pull', '-q', 'origin', 'main');
  },
  'in a clone without a memory': async (place, push) => {
    await push();
    await coc(place, ['sync']);
    await forgotten(place, 'seen.json');
  },
};

const [LAST = '', FIRST = ''] = [Object.keys(WRITTEN).at(-1), Object.keys(WAYS)[0]];
/** Everything that she writes, come to by sync; and the last of it, come to in each way. */
const CASES = [
  ...Object.keys(WRITTEN).map((what) => [what, FIRST] as const),
  ...Object.keys(WAYS).map((way) => ['the version before', way] as const),
  [LAST, 'with something of her own that is not shared'] as const,
].filter((one, at, all) => all.findIndex((other) => `${other}` === `${one}`) === at);

describe.concurrent('an incident that somebody who was kept out writes over', () => {
  it.each<[string, (commit: string) => string]>([
    ['its name cut short', (commit) => commit.slice(0, 20)],
    ['its name in capitals', (commit) => commit.toUpperCase()],
    ['a name that stands for it', (commit) => `${commit}~0`],
  ])('is named also behind a commit that says it restores everything, by %s', async (_, name) => {
    const { server, places, before } = await keptOut();
    const bytes = await backAgain(server, before);
    const bad = server.push({ key: cleo, files: { [pathOf(team.shared)]: bytes } });
    server.push({ key: cleo, message: `Restore\n\ncoc-restores-to: ${name(bad)}\n` });
    expect((await coc(places.ana, ['sync'])).code).toBe(3);
    expect(said(await coc(places.ana, ['list']))).toContain('somebody who could not open it wrote over it');
  });

  it.each(CASES)('with %s, is named until it is put right, and loses nothing: %s', async (what, way) => {
    const { server, places, before, known } = await keptOut();
    await WAYS[way]?.(places.ana, async () => {
      const bytes = await WRITTEN[what]?.(server, before);
      server.push({ key: cleo, files: { [pathOf(team.shared)]: bytes ?? null } });
    });
    const putRightByMerge = way.startsWith('with something');
    if (!putRightByMerge) {
      for (let time = 0; time < 2; time += 1) {
        const listed = await coc(places.ana, ['list']);
        expect(listed.code).toBe(3);
        expect(said(listed)).toMatch(
          /somebody who could not open it wrote over it \(commit [0-9a-f]{12}, signed by Cleo\)/,
        );
        expect(said(listed)).toContain('coc verify --put-back');
      }
      const refused = await note(places.ana, LATER);
      expect(refused).toMatchObject({ code: 1, stdout: '' });
      const undone = await coc(places.ana, ['verify', '--put-back', '--yes', '--json']);
      expect(json(undone)).toEqual({ putBack: [team.shared], waiting: [], shared: true });
    }
    json(await note(places.ana, LATER));
    const { notes, readers, keptOut: out, closed, kept } = await shown(places.ana);
    expect(notes.map(({ text }: { text: string }) => text)).toEqual([
      'Before.',
      ...(putRightByMerge ? ['Unshared.'] : []),
      LATER,
    ]);
    expect([readers, out, closed]).toEqual([['ana'], ['cleo'], undefined]);
    const words = what.includes('closed') ? ['closed'] : what.includes('kept out') ? ['recusal'] : [];
    expect(kept.map(({ kind }: { kind: string }) => kind)).toEqual(words);
    expect((await coc(places.ana, ['list'])).code).toBe(0);
    expect((await coc(places.ana, ['verify'])).code).toBe(0);
    expect(new Forge(join(places.ana.repo, '.git')).head()).toBe(server.head());
    await keepsOut([cleo], [server], new Set([...known, ...ownBlobs(server)]));
  });
});

describe('coc verify --put-back that was killed', () => {
  it('is brought to its end by the next one, which says so', async () => {
    const { server, places, before } = await keptOut();
    const { ana: place } = places;
    server.push({ key: cleo, files: { [pathOf(team.shared)]: await backAgain(server, before) } });
    expect((await coc(place, ['sync'])).code).toBe(3);
    const bad = git(place, 'rev-parse', 'HEAD').trim();
    const seen = await seenAt(place);
    const [file, memory] = [join(place.repo, pathOf(team.shared)), await readFile(seen)];
    const url = git(place, 'remote', 'get-url', 'origin').trim();
    git(place, 'remote', 'set-url', 'origin', '/nowhere');
    expect((await coc(place, ['verify', '--put-back', '--yes'])).code).toBe(3);
    git(place, 'remote', 'set-url', 'origin', url);
    // As a kill leaves it between the file and the commit.
    const good = await readFile(file);
    git(place, 'reset', '-q', '--hard', bad);
    await pinned(place);
    await writeFile(file, good);
    await writeFile(seen, memory);
    await writeFile(join(place.repo, '.git/coc-committing'), '');
    const ended = json(await coc(place, ['verify', '--put-back', '--yes', '--json']));
    expect(ended).toEqual({ putBack: [team.shared], waiting: [], shared: true });
    expect(await shown(place)).toMatchObject({ keptOut: ['cleo'], notes: [{ text: 'Before.' }] });
    expect(new Forge(join(place.repo, '.git')).head()).toBe(server.head());
  });
});

/** What Cleo sealed herself opens for her, of course. */
function ownBlobs(server: Forge): readonly string[] {
  const commits = server.git(['rev-list', '--author=Cleo', 'refs/heads/main']).split('\n');
  return commits.flatMap((commit) =>
    server
      .git(['diff-tree', '-r', '--no-commit-id', commit])
      .split('\n')
      .map((row) => row.split(' ')[3] ?? ''),
  );
}

const WORDS = {
  'keeps everybody else out': { kind: 'recusal', member: 'ana' },
  'takes a report': { kind: 'report', reporter: 'R9', receivedAt: '2026-11-23T14:00:00Z', account: 'x' },
  'adds a word': { kind: 'note', text: 'It was not like that.' },
} as const;

describe.concurrent('a sealed note of somebody who was kept out', () => {
  it.each(Object.entries(WORDS))('changes nothing where it %s, and is told', async (_, content) => {
    const { server, places, before, known } = await keptOut();
    const expected = await shown(places.ana);
    const text = (await openWith(cleo, server.file(pathOf(team.shared), before))) ?? '';
    const { entries } = parse(text.split(/^---$/m)[1] ?? '') as {
      entries: { id: string; kind: string; seq: number }[];
    };
    const last = entries.at(-1);
    const report = entries.find(({ kind }) => kind === 'report')?.id;
    const entry = forgedEntry(cleo, facts(server), {
      ...content,
      ...('report' in content && { report }),
      ...{ by: 'cleo', after: [digestOf(last)], seq: (last?.seq ?? 0) + 1 },
    });
    const sealed = await sealNoteTo([ana.recipient], facts(server).incident, [entry]);
    server.push({ key: cleo, files: { 'notes/ABCDEFGH23.age': sealed } });
    const ran = await coc(places.ana, ['sync']);
    expect(ran.code).toBe(0);
    expect(said(ran)).toContain('Cleo wrote something for');
    const now = await shown(places.ana);
    for (const part of [
      'readers',
      'keptOut',
      'people',
      'reports',
      'consent',
      'status',
      'closed',
      'due',
      'notes',
    ])
      expect(now[part], part).toEqual(expected[part]);
    expect(now.kept).toMatchObject([{ by: 'cleo', kind: content.kind }]);
    json(await note(places.ana, LATER));
    await keepsOut([cleo], [server], known);
    // The other one who comes later sees the same, and nothing is taken in twice.
    expect((await coc(places.ana, ['sync'])).code).toBe(0);
    expect((await shown(places.ana)).kept).toHaveLength(1);
  });

  it('for an incident that is not there hinders nobody', async () => {
    const { server, places } = await keptOut();
    const entry = forgedEntry(
      cleo,
      { ...facts(server), incident: 'ZZZZZZZ2' },
      { kind: 'note', text: 'x', by: 'cleo', after: ['x'], seq: 1 },
    );
    server.push({
      key: cleo,
      files: { 'notes/ABCDEFGH23.age': await sealNoteTo([ana.recipient], 'ZZZZZZZ2', [entry]) },
    });
    const ran = await coc(places.ana, ['sync']);
    expect(ran.code).toBe(0);
    expect(said(ran)).toContain('it is for an incident that is not there');
    expect(json(await note(places.ana, LATER)).shared).toBe(true);
  });

  it('that a newer coc wrote waits for a newer coc', async () => {
    const { server, places } = await keptOut();
    const { incident } = facts(server);
    const text = JSON.stringify({ format: 2, incident, entries: [{ kind: 'note' }], more: 'x' });
    server.push({ key: cleo, files: { 'notes/ABCDEFGH23.age': await sealTo([ana.recipient], text) } });
    for (const time of ['once', 'again']) {
      const ran = await coc(places.ana, ['sync']);
      expect(ran.code, time).toBe(0);
      expect(said(ran), time).toContain('It was written by a newer coc: it is of format 2');
    }
    expect(json(await note(places.ana, LATER)).shared).toBe(true);
  });
});

describe('a reader keeps out everybody, themselves too', () => {
  const RIGHT = { member: 'ana', reason: 'Cleo kept everybody out.' };
  const readmit = async (place: Place, answers: object, ...flags: readonly string[]) =>
    answer(place, ['access', 'readmit', team.shared, '--yes', '--json', ...flags], { ...answers });

  async function closedToAll() {
    const { server, places } = await team.world();
    const recovery = await turned(team.recoveryFile, 'Recovery');
    const all = [
      { kind: 'recusal', member: 'ana' },
      { kind: 'recusal', member: 'cleo' },
    ];
    const text = await backAgain(server, server.head(), all, [recovery.recipient]);
    server.push({ files: { [pathOf(team.shared)]: text }, key: cleo, author: cleo });
    await coc(places.ana, ['sync']);
    return { server, places };
  }

  it('an admin lets one of them in again with the recovery key, and that counts for everybody', async () => {
    const { server, places } = await closedToAll();
    expect((await coc(places.ana, ['show', team.shared])).code).toBe(1);
    const recovered = await coc(places.ana, ['recover', '--recovery-file', team.recoveryFile]);
    expect(recovered.stdout).toContain('access readmit');
    const ran = await readmit(places.ana, RIGHT, '--recovery-file', team.recoveryFile);
    expect(json(ran)).toMatchObject({ id: team.shared });
    expect((await shown(places.ana)).people).toBeDefined();
    expect(await openWith(cleo, server.file(pathOf(team.shared)))).toBeUndefined();
    expect(json(await note(places.ana, 'Gone on with.'))).toMatchObject({ shared: true });
    const twice = await readmit(
      places.ana,
      { ...RIGHT, member: 'cleo' },
      '--recovery-file',
      team.recoveryFile,
    );
    expect(said(twice)).toContain('Ana can open this incident');
  });

  it('whom and why are kept where saving them fails, and saved once', async () => {
    const { places } = await closedToAll();
    const { ana } = places;
    const lock = join(ana.repo, '.git/index.lock');
    await writeFile(lock, '');
    const failed = await readmit(ana, RIGHT, '--recovery-file', team.recoveryFile);
    expect(failed).toMatchObject({ code: 1, stdout: '' });
    expect(said(failed)).toContain('Your answers are kept');
    await rm(lock);
    const listed = await coc(ana, ['report', 'resume', '--yes']);
    expect(said(listed)).toContain('The recovery key is needed');
    json(await readmit(ana, RIGHT, '--recovery-file', team.recoveryFile));
    expect(said(await coc(ana, ['report', 'resume', '--yes']))).toContain('Nothing is unfinished');
    expect(said(await readmit(ana, RIGHT, '--recovery-file', team.recoveryFile))).toContain(
      'Ana can open this incident',
    );
  });

  it('a member who is no admin, or without the recovery key, does not', async () => {
    const { places } = await closedToAll();
    const byBen = await readmit(places.ben, RIGHT, '--recovery-file', team.recoveryFile);
    expect(said(byBen)).toContain('Only an admin');
    const another = await readmit(places.ana, RIGHT, '--recovery-file', places.ana.identity);
    expect(said(another)).toContain('not the recovery key');
  });
});
