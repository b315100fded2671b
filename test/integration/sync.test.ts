import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { open } from '../../src/vault/age/age.ts';
import { makeIdentity, parseIdentity, publicPart } from '../../src/vault/keys/identity.ts';
import type { PublicKeys } from '../../src/vault/keys/public-file.ts';
import { wordsOfKeys } from '../../src/vault/team/fingerprint.ts';
import { parseRequest } from '../../src/vault/team/join-request.ts';
import { withAdmin, withMember } from '../../src/vault/team/roster-edits.ts';
import * as daemon from '../transports/daemon.ts';
import * as http from '../transports/http.ts';
import * as sshd from '../transports/sshd.ts';
import type { Served } from '../transports/transport.ts';
import { answer, coc, deskOf, emptyPlace, FEW, git, headOf, json, type Place, report, show } from './run.ts';
import { asks, incidentFile, letIn, synced, type Team, teamOfOne, teamOfThree, teamOfTwo } from './teams.ts';

const AT = '2026-11-23T15:00:00Z';
const flat = (text: string): string => text.replace(/\s+/g, ' ');

const TEAM = { ...FEW, share: 'team', permission: 'Everybody may know.' };
const BEN = {
  ...FEW,
  share: 'named',
  permission: 'Ben may know.',
  readers: ['ben'],
  'hide-reporter': 'no',
};

function offline(...places: readonly Place[]): void {
  for (const place of places) git(place, 'remote', 'set-url', 'origin', '/nowhere');
}

function online({ remote }: Team, ...places: readonly Place[]): void {
  for (const place of places) git(place, 'remote', 'set-url', 'origin', remote);
}

/** Everybody shares, twice, so that everybody has everything; then all clones are at the server's commit. */
async function allSynced(team: Team, ...places: readonly Place[]): Promise<void> {
  for (const place of [...places, ...places]) await synced(place);
  for (const place of places) expect(headOf(place.repo)).toBe(headOf(team.remote));
  expect(git({ ...team.ana, repo: team.remote }, 'rev-list', '--merges', 'main')).toBe('');
}

async function notes(place: Place, id: string): Promise<readonly string[]> {
  return (await show(place, id)).notes.map(({ text }: { text: string }) => text).sort();
}

const note = (place: Place, id: string, text: string) => answer(place, ['note', id, '--yes'], { note: text });
const access = (place: Place, what: string, id: string, answers: object) =>
  answer(place, ['access', what, id, '--yes', '--json'], { ...answers });
const admin = (place: Place, who: string, ...flags: readonly string[]) =>
  coc(place, ['team', 'admin', who, '--yes', ...flags]);

/** Whether somebody's keys open what the last commit has of an incident. */
async function opensNewest(who: Place, id: string, at: Place): Promise<boolean> {
  const identity = await parseIdentity(await readFile(who.identity, 'utf8'));
  return open(await readFile(incidentFile(at, id)), identity).then(
    () => true,
    () => false,
  );
}

async function edit(place: Place, line: string): Promise<number> {
  const text = await readFile(join(place.repo, 'policy/playbook.yaml'), 'utf8');
  const argv = ['policy', 'edit', '--file', '-'];
  return (await coc(place, argv, { stdin: `${text.trimEnd()}\n${line}\n` })).code;
}

interface Three {
  readonly team: Team;
  readonly ana: Place;
  readonly ben: Place;
  readonly cem: Place;
}

async function three(): Promise<Three> {
  const team = await teamOfThree();
  return { team, ...team };
}

describe('three who work on incidents', () => {
  let team: Team;
  let [ana, ben, cem] = [{}, {}, {}] as [Place, Place, Place];
  beforeAll(async () => {
    ({ team, ana, ben, cem } = await three());
  });

  const opened = async (answers: object, by = ana): Promise<string> => {
    const id = await report(by, { ...TEAM, readers: ['ben', 'cem'], ...answers });
    for (const place of [ana, ben, cem]) await synced(place);
    return id;
  };

  it.each(['ana', 'ben'])('two add offline, and %s shares first', async (first) => {
    const id = await opened({});
    offline(ana, ben);
    const alone = await note(ana, id, 'From Ana.');
    expect(alone).toMatchObject({ code: 3, stderr: expect.stringContaining('Saved here, not yet shared') });
    expect((await note(ben, id, 'From Ben.')).code).toBe(3);
    online(team, ana, ben);
    await allSynced(team, ...(first === 'ana' ? [ana, ben, cem] : [ben, ana, cem]));
    for (const place of [ana, ben, cem]) expect(await notes(place, id)).toEqual(['From Ana.', 'From Ben.']);
  });

  it('what was saved while the server was away is shared with the next save', async () => {
    const [id, other] = [await opened({}), await opened({})];
    offline(ben);
    expect((await note(ben, id, 'From Ben.')).code).toBe(3);
    online(team, ben);
    expect((await note(ben, other, 'And this.')).code).toBe(0);
    expect(headOf(team.remote)).toBe(headOf(ben.repo));
    await synced(ana);
    expect(await notes(ana, id)).toEqual(['From Ben.']);
  });

  it('two share at the same moment', async () => {
    const id = await opened({});
    offline(ana, ben);
    await note(ana, id, 'From Ana.');
    await note(ben, id, 'From Ben.');
    online(team, ana, ben);
    await Promise.all([synced(ana), synced(ben)]);
    await allSynced(team, ana, ben, cem);
    expect(await notes(cem, id)).toEqual(['From Ana.', 'From Ben.']);
  });

  it('one keeps a reader out while they add: the words go into a sealed note, and the next reader keeps them', async () => {
    const id = await opened({});
    offline(ben);
    expect((await note(ben, id, 'From Ben.')).code).toBe(3);
    json(await access(ana, 'recuse', id, { member: 'ben' }));
    online(team, ben);
    await synced(ben);
    expect(await readdir(join(ben.repo, 'notes'))).toHaveLength(1);
    expect(await opensNewest(ben, id, ben)).toBe(false);
    const told = await coc(cem, ['sync']);
    expect(told.stderr.replace(/\s+/g, ' ')).toMatch(
      /^Ben wrote something for \S+ and could no longer open it when that came\./m,
    );
    await allSynced(team, cem, ana, ben);
    for (const place of [ana, cem]) {
      expect(await notes(place, id)).toEqual([]);
      const { kept } = json(await coc(place, ['show', id, '--json']));
      expect(kept).toMatchObject([{ by: 'ben', kind: 'note', text: 'From Ben.' }]);
      expect((await coc(place, ['show', id])).stdout).toMatch(/Kept, and changes nothing[\s\S]*> From Ben\./);
    }
    expect(await opensNewest(ben, id, ana)).toBe(false);
    expect((await coc(ben, ['show', id])).code).toBe(1);
    // What the commits are called does not tell that one of them is a note beside an incident.
    const subjects = git(ana, 'log', '--format=%s', '--', 'incidents', 'notes').trim().split('\n');
    expect(new Set(subjects)).toEqual(new Set(['Add to the reports']));
    expect(git(ana, 'log', '--format=%b').trim()).toBe('');
  });

  it.each(['recusal', 'grant'])(
    'one keeps somebody out, another lets them in, and the %s is shared first',
    async (first) => {
      const id = await opened(BEN);
      offline(ana, ben);
      expect((await access(ana, 'recuse', id, { member: 'cem' })).code).toBe(3);
      expect(
        (
          await access(ben, 'grant', id, {
            member: 'cem',
            permitted: 'yes',
            permission: 'Cem too.',
            'know-reporter': 'yes',
          })
        ).code,
      ).toBe(3);
      online(team, ana, ben);
      await allSynced(team, ...(first === 'recusal' ? [ana, ben, cem] : [ben, ana, cem]));
      expect(await opensNewest(cem, id, ana)).toBe(false);
      for (const place of [ana, ben]) expect(await opensNewest(place, id, cem)).toBe(true);
    },
  );

  it('somebody adds and then keeps themselves out, offline, while another adds', async () => {
    const id = await opened({});
    offline(ben);
    expect((await note(ben, id, 'Before I go.')).code).toBe(3);
    expect((await access(ben, 'recuse', id, { member: 'ben' })).code).toBe(3);
    expect((await note(ana, id, 'From Ana.')).code).toBe(0);
    expect(await readdir(join(ben.repo, '.git/coc-outbox'))).toHaveLength(1);
    online(team, ben);
    await allSynced(team, ben, ana, cem);
    expect(await notes(cem, id)).toEqual(['Before I go.', 'From Ana.']);
    expect(await opensNewest(ben, id, ana)).toBe(false);
    expect(await readdir(join(ben.repo, '.git/coc-outbox')).catch(() => [])).toEqual([]);
  });

  it('somebody opens an incident for another and keeps themselves out of it, offline', async () => {
    offline(ben);
    const ran = await answer(ben, ['report', 'new', '--yes', '--json'], {
      ...BEN,
      readers: ['cem'],
      'hide-reporter': 'no',
    });
    const id = json(ran, 3).id;
    expect((await access(ben, 'recuse', id, { member: 'ben' })).code).toBe(3);
    await report(ana, FEW);
    online(team, ben);
    await allSynced(team, ben, ana, cem);
    expect((await show(cem, id)).reports).toHaveLength(1);
    expect(await opensNewest(ben, id, ana)).toBe(false);
  });

  it('two keep each other out: what was shared first holds, and what the second said is kept', async () => {
    const id = await opened(BEN);
    offline(ana, ben);
    expect((await access(ana, 'recuse', id, { member: 'ben' })).code).toBe(3);
    expect((await access(ben, 'recuse', id, { member: 'ana' })).code).toBe(3);
    online(team, ana, ben);
    await synced(ana);
    await synced(ben);
    await allSynced(team, ana, ben, cem);
    expect(await opensNewest(ana, id, ana)).toBe(true);
    json(
      await access(ana, 'grant', id, {
        member: 'cem',
        permitted: 'yes',
        permission: 'Cem may know.',
        'know-reporter': 'yes',
      }),
    );
    await allSynced(team, ana, ben, cem);
    for (const place of [ana, cem]) expect(await opensNewest(place, id, ana)).toBe(true);
    expect(await opensNewest(ben, id, cem)).toBe(false);
    const { keptOut, kept } = json(await coc(cem, ['show', id, '--json']));
    expect([keptOut, kept]).toMatchObject([['ben'], [{ by: 'ben', kind: 'recusal' }]]);
  });

  it('the policy is edited on both sides, and an admin chooses', async () => {
    expect((await admin(ana, 'ben')).code).toBe(0);
    await synced(ben);
    for (const choice of ['mine', 'theirs'] as const) {
      offline(ben);
      expect(await edit(ben, `# Ben, ${choice}`)).toBe(3);
      expect(await edit(ana, `# Ana, ${choice}`)).toBe(0);
      online(team, ben);
      const ran = await coc(ben, ['sync']);
      expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('--policy mine') });
      await synced(ben, '--policy', choice);
      await allSynced(team, ana, ben, cem);
      const text = await readFile(join(cem.repo, 'policy/playbook.yaml'), 'utf8');
      expect(text).toContain(choice === 'mine' ? '# Ben, mine' : '# Ana, theirs');
      if (choice === 'theirs') expect(git(ben, 'for-each-ref', 'refs/coc/set-aside')).not.toBe('');
    }
  });

  it('a policy edited by somebody who is no admin any more stays here, and the rest is shared', async () => {
    const id = await opened({});
    offline(ben);
    expect(await edit(ben, '# Ben, no admin')).toBe(3);
    expect((await note(ben, id, 'From Ben.')).code).toBe(3);
    expect((await admin(ana, 'ben', '--revoke')).code).toBe(0);
    online(team, ben);
    const ran = await coc(ben, ['sync', '--policy', 'mine']);
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('--policy theirs') });
    await synced(ben, '--policy', 'theirs');
    await allSynced(team, ana, ben);
    expect(await notes(ana, id)).toEqual(['From Ben.']);
    expect(await readFile(join(ana.repo, 'policy/playbook.yaml'), 'utf8')).not.toContain('no admin');
  });

  it('nobody but an admin makes a recovery key', async () => {
    const before = headOf(team.remote);
    const ran = await coc(cem, ['recovery-key', '--recovery-file', join(cem.home, 'recovery')]);
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('Only an admin') });
    expect(headOf(team.remote)).toBe(before);
    expect(await readdir(cem.home)).not.toContain('recovery');
  });
});

describe.concurrent('the team changes', () => {
  it('on both sides: it is done again on top, or dropped; where both touched the same, only dropped', async () => {
    const { team, ana, ben, cem } = await three();
    expect((await admin(ana, 'ben')).code).toBe(0);
    await synced(ben);
    const { request } = await asks(team, 'Dan');
    for (const choice of ['again', 'drop'] as const) {
      offline(ben);
      expect((await admin(ben, 'cem', ...(choice === 'drop' ? ['--revoke'] : []))).code).toBe(3);
      if (choice === 'again') await letIn(ana, request);
      else expect((await coc(ana, ['team', 'remove', 'dan', '--yes'])).code).toBe(0);
      online(team, ben);
      const ran = await coc(ben, ['sync']);
      expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('--team again') });
      await synced(ben, '--team', choice);
      await allSynced(team, ana, ben, cem);
      const members = json(await coc(ana, ['team', 'list', '--json']));
      expect(members).toMatchObject([{}, {}, { id: 'cem', admin: true }, { id: 'dan' }]);
    }
    offline(ben);
    expect((await coc(ben, ['recovery-key', '--recovery-file', join(ben.home, 'r')])).code).toBe(3);
    expect((await coc(ana, ['recovery-key', '--recovery-file', join(ana.home, 'r')])).code).toBe(0);
    online(team, ben);
    expect((await coc(ben, ['sync', '--team', 'again'])).code).toBe(1);
    await synced(ben, '--team', 'drop');
    await allSynced(team, ana, ben, cem);
  });

  it('of whoever lets somebody in are of the commit that the others get, however often it is put on top', async () => {
    const team = await teamOfTwo();
    const { ana, ben, remote } = team;
    const { place: dan, request } = await asks(team, 'Dan');
    const words = wordsOfKeys(parseRequest(request));
    const add = ['team', 'add', '--request', '-', '--words', words, '--json'];
    offline(ana);
    const alone = json(await coc(ana, add, { stdin: request }), 3);
    await report(ben, FEW);
    online(team, ana);
    const late = await coc(ana, ['sync']);
    const said = /Dan was let in[^“]*“([a-z ]+)”/.exec(flat(late.stderr))?.[1];
    expect(said, late.stderr).toMatch(/^(\w+ ){5}\w+$/);
    expect(said).not.toBe(alone.words);
    expect(flat((await coc(dan, ['sync'])).stderr)).toContain(`They must see the same: Say: “${said}”`);
    // In the moment between the look at the server and the change.
    await synced(ben);
    offline(ben);
    await answer(ben, ['report', 'new', '--yes'], FEW);
    online(team, ben);
    const { vault } = await deskOf(ana);
    const { commit, shared } = await vault.changeRoster((roster) => {
      git(ben, 'push', '--quiet', remote, 'HEAD:main');
      return withAdmin(roster, 'dan', true);
    });
    expect(shared).toBe(true);
    expect(commit).toBe(git(ana, 'rev-list', '-1', headOf(remote), '--', 'team.yaml').trim());
  });

  it('are asked about with the words of the keys, and not put together where that makes no team', async () => {
    const { ana, ben, team } = await three();
    expect((await admin(ana, 'ben')).code).toBe(0);
    await synced(ben);
    const [dan, cleo] = [await makeIdentity('x25519'), await makeIdentity('x25519')].map(publicPart);
    const person = (name: string, keys: PublicKeys | undefined) => ({
      ...{ name, email: `${name.toLowerCase()}@example.org`, admin: false },
      ...(keys as PublicKeys),
    });
    const puts = async (place: Place, name: string, keys: PublicKeys | undefined) =>
      (await deskOf(place)).vault.changeRoster((roster) => withMember(roster, person(name, keys), AT));
    offline(ben);
    await puts(ben, 'Dan', dan);
    await puts(ben, 'Cleo', cleo);
    await puts(ana, 'Dora', dan);
    await puts(ana, 'Сleo', await makeIdentity('x25519').then(publicPart)).catch(() => undefined);
    online(team, ben);
    const asked: string[] = [];
    const { vault } = await deskOf(ben);
    const choices = {
      team: async (mine: readonly string[], theirs: readonly string[]) => {
        asked.push(...mine, ...theirs);
        return true;
      },
      file: async () => 'mine' as const,
    };
    await expect(vault.sync(choices)).rejects.toThrow('cannot be put on top of');
    for (const keys of [dan, cleo]) expect(asked.join()).toContain(wordsOfKeys(keys as PublicKeys));
  });

  it('two admins each take their own rights away: one of them stays', async () => {
    const { team, ana, ben, cem } = await three();
    expect((await admin(ana, 'ben')).code).toBe(0);
    await synced(ben);
    offline(ben);
    expect((await admin(ben, 'ben', '--revoke')).code).toBe(3);
    expect((await admin(ana, 'ana', '--revoke')).code).toBe(0);
    online(team, ben);
    const again = await coc(ben, ['sync', '--team', 'again']);
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('cannot be put on top of') });
    await synced(ben, '--team', 'drop');
    await allSynced(team, ana, ben, cem);
    const members = json(await coc(cem, ['team', 'list', '--json']));
    expect(members).toMatchObject([{ admin: false }, { id: 'ben', admin: true }, { admin: false }]);
  });

  it('somebody is removed: what others opened for them is sealed without them, and what they did not share stays', async () => {
    const { team, ana, ben, cem } = await three();
    const id = await report(ana, { ...TEAM, readers: ['ben', 'cem'] });
    const last = await report(cem, BEN);
    for (const place of [ben, cem]) await synced(place);
    offline(ben, cem);
    const forBen = json(await answer(cem, ['report', 'new', '--yes', '--json'], BEN), 3).id;
    expect((await access(cem, 'recuse', last, { member: 'cem' })).code).toBe(3);
    expect((await note(ben, id, 'From Ben.')).code).toBe(3);
    expect((await coc(ana, ['team', 'remove', 'ben', '--yes'])).code).toBe(0);
    online(team, ben, cem);
    await allSynced(team, cem, ana);
    expect(await opensNewest(ben, forBen, cem)).toBe(false);
    expect((await show(cem, forBen)).reports).toHaveLength(1);
    // Cem is kept out by their own entry; nobody else is left, so it waits in a note and stays open to them.
    expect(await opensNewest(cem, last, ana)).toBe(true);
    const head = headOf(ben.repo);
    const ran = await coc(ben, ['sync']);
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('not on the team') });
    expect(headOf(ben.repo)).toBe(head);
    expect(await notes(ben, id)).toEqual(['From Ben.']);
    const server = headOf(team.remote);
    const late = await note(ben, id, 'Too late.');
    expect(late).toMatchObject({ code: 3, stderr: expect.stringContaining('You are not on the team') });
    expect(late.stderr).toContain('Saved here, not yet shared.');
    expect(headOf(team.remote)).toBe(server);
    expect(await notes(ana, id)).toEqual([]);
  });

  it('two admins remove each other: who shares first stays', async () => {
    const { team, ana, ben, cem } = await three();
    expect((await admin(ana, 'ben')).code).toBe(0);
    await synced(ben);
    offline(ben);
    expect((await coc(ana, ['team', 'remove', 'ben', '--yes'])).code).toBe(0);
    expect((await coc(ben, ['team', 'remove', 'ana', '--yes'])).code).toBe(3);
    online(team, ben);
    const ran = await coc(ben, ['sync']);
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('not on the team') });
    await allSynced(team, ana, cem);
  });

  it('keys are replaced on the server at once, on top of what others did, or not at all', async () => {
    const { team, ana, ben } = await three();
    const id = await report(ana, BEN);
    await synced(ben);
    offline(ben);
    expect((await note(ben, id, 'From Ben.')).code).toBe(3);
    const before = await readFile(ben.identity, 'utf8');
    expect((await coc(ben, ['team', 'rotate', '--yes'])).code).toBe(1);
    expect(await readFile(ben.identity, 'utf8')).toBe(before);
    expect((await note(ana, id, 'From Ana.')).code).toBe(0);
    online(team, ben);
    expect(await coc(ben, ['team', 'rotate', '--yes'])).toMatchObject({ code: 0 });
    await allSynced(team, ana, ben);
    expect(await notes(ana, id)).toEqual(['From Ana.', 'From Ben.']);
    expect(await opensNewest(ben, id, ana)).toBe(true);
  });
});

describe('a file that is not sealed', () => {
  it('is as it was where coc was killed while it replaced it', async () => {
    const { ana } = await teamOfOne();
    for (const path of ['team.yaml', 'policy/playbook.yaml', 'new.yml']) {
      const file = join(ana.repo, path);
      const before = await readFile(file, 'utf8').catch(() => undefined);
      // As a kill leaves it: written, and added to the index, and not committed.
      await writeFile(join(ana.repo, '.git/coc-replacing'), path);
      await writeFile(file, `${before ?? ''}# half\n`);
      git(ana, 'add', path);
      await report(ana, FEW);
      expect(await readFile(file, 'utf8').catch(() => undefined), path).toBe(before);
      expect(git(ana, 'status', '--porcelain')).toBe('');
    }
  });
});

const WAYS: readonly {
  readonly name: string;
  readonly missing: string | undefined;
  readonly serve: (bare: string) => Promise<Served>;
}[] = [
  { name: 'git daemon', missing: daemon.missing, serve: daemon.serveWithDaemon },
  { name: 'sshd', missing: sshd.missing, serve: sshd.serveOverSsh },
  {
    name: 'http with a password',
    missing: http.missing,
    serve: (bare) => http.serveOverHttp(bare, { strangersRead: false }),
  },
];

for (const { name, missing, serve } of WAYS) {
  describe.skipIf(missing !== undefined)(missing ? `SKIPPED: ${missing}` : `over ${name}`, () => {
    it('two share, after each was alone for a while', async () => {
      const team = await teamOfOne();
      const { ana } = team;
      const served = await serve(team.remote);
      const own = await emptyPlace();
      for (const { home } of [ana, own]) await served.setUp(home);
      git(ana, 'remote', 'set-url', 'origin', served.url);
      const shared = { ...team, remote: served.url };
      const { place: ben, request } = await asks(shared, 'Ben', own);
      await letIn(ana, request);
      await synced(ben);
      const id = await report(ana, BEN);
      await synced(ben);
      await served.stop();
      expect((await note(ana, id, 'From Ana.')).code).toBe(3);
      expect((await note(ben, id, 'From Ben.')).code).toBe(3);
      online(team, ana, ben);
      await allSynced(team, ana, ben);
      expect(await notes(ben, id)).toEqual(['From Ana.', 'From Ben.']);
    });
  });
}
