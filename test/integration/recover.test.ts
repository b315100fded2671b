import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { App } from '../../src/app.ts';
import { drill } from '../../src/recovery/drill.ts';
import { recoveryBlocks } from '../../src/recovery/news.ts';
import { run } from '../../src/run.ts';
import { Objects } from '../../src/vault/git/objects.ts';
import { commitFiles } from '../../src/vault/git/signed-commit.ts';
import { verifyHistory } from '../../src/vault/history/verify.ts';
import { parseIdentity } from '../../src/vault/keys/identity.ts';
import { parseRoster, type Roster } from '../../src/vault/team/roster.ts';
import { readYaml, writeYaml } from '../../src/yaml.ts';
import { ioWithin } from '../places/in-process.ts';
import { copyOf } from '../places/once.ts';
import { temporaryFolder } from '../places/temporary-folder.ts';
import { withAgent } from '../stock-git/ssh-agent.ts';
import {
  addMember,
  ana,
  coc,
  emptyPlace,
  FEW,
  fileOf,
  git,
  NOW,
  newAna,
  type Place,
  pinned,
  type Ran,
  report,
  show,
} from './run.ts';
import { hasAge } from './steps.ts';

const KEY = (place: Place): string => join(place.home, 'recovery.txt');
const LOST = ['--no-admin-left', '--no-passphrase'];

/** Ana, with a recovery key in a file. */
function anaWithKey(): Promise<Place> {
  return copyOf('ana-with-key', newAnaWithKey);
}

/** The same below a folder, an Ana of her own each time. */
async function newAnaWithKey(top: string): Promise<Place> {
  const key = join(top, 'recovery.txt');
  const flags = ['--no-passphrase', '--recovery-file', key];
  const place = await newAna(flags, await emptyPlace(join(top, 'ana')));
  await rename(key, KEY(place));
  return place;
}

/** The machine after a loss: the keys are gone, and stand where only the test finds them. */
async function loseKeys(place: Place): Promise<string> {
  const lost = join(await temporaryFolder(), 'lost.txt');
  await rename(place.identity, lost);
  await rm(place.identity.replace('.txt', '.pub'));
  return lost;
}

/** Another person, at a machine of their own that looks at the same copy of the reports, which they compared. */
async function newcomer(place: Place): Promise<Place> {
  const home = await temporaryFolder();
  const env = { ...place.env, HOME: home, COC_REPO: place.repo };
  const other = { home, repo: place.repo, env, identity: join(home, '.config/coc/identity.txt') };
  await pinned(other);
  return other;
}

const rosterOf = async (place: Place): Promise<Roster> =>
  parseRoster(readYaml(await readFile(join(place.repo, 'team.yaml'), 'utf8'), 'team.yaml'));

const opensWithAge = (identity: string, file: string): boolean =>
  spawnSync('age', ['-d', '-i', identity, file]).status === 0;

const verified = async (place: Place) => {
  const objects = new Objects(place.repo, place.env);
  const to = (await objects.resolve('HEAD')) ?? '';
  return verifyHistory({ objects, from: undefined, to });
};

function ended(ran: Ran, code = 0): Ran {
  if (ran.code !== code) throw new Error(`coc ended with ${ran.code}: ${ran.stderr}`);
  return ran;
}

const recover = (place: Place, key: string, ...more: readonly string[]) =>
  coc(place, ['recover', '--recovery-file', key, ...LOST, ...more]);

describe.concurrent('coc recover', () => {
  it('gives the only admin new keys and everything back', async () => {
    const place = await anaWithKey();
    const key = KEY(place);
    const id = await report(place, FEW);
    const hidden = await report(place, {
      ...FEW,
      'reporter-name': 'Mei Lindqvist',
      'hide-reporter': 'yes',
      summary: 'Somebody was followed.',
    });
    const lost = await loseKeys(place);
    const ran = ended(await recover(place, key, '--as', 'ana'));
    expect(ran.stdout).toContain('Ana is now the only admin');
    expect(ran.stdout).toContain('2 of 2 incidents are open to you again');
    expect(await show(place, id)).toMatchObject({ readers: ['ana'], recovered: [] });
    expect(await show(place, hidden)).toMatchObject({
      reports: [{ restricted: true, account: FEW.account, knownTo: ['ana'] }],
    });
    const [member] = (await rosterOf(place)).members;
    expect(member).toMatchObject({ id: 'ana', admin: true });
    expect(member?.previous).toHaveLength(1);
    expect(member).not.toHaveProperty('left');
    const { problem, recoveries } = await verified(place);
    expect(problem).toBeUndefined();
    expect(recoveries).toHaveLength(1);
    for (const commit of git(place, 'rev-list', 'HEAD').trim().split('\n'))
      git(place, 'verify-commit', commit);
    const later = await report(place, FEW);
    if (hasAge) {
      expect(opensWithAge(place.identity, fileOf(place, id))).toBe(true);
      for (const one of [id, hidden, later]) expect(opensWithAge(lost, fileOf(place, one))).toBe(false);
      expect(opensWithAge(key, fileOf(place, later))).toBe(true);
    }
    const again = ended(await coc(place, ['recover', '--recovery-file', key]));
    expect(again.stdout).toContain('Nothing had to be opened to you again');
    expect(git(place, 'log', '--format=%s').match(/Admit an admin/g)).toHaveLength(1);
    expect(git(place, 'status', '--porcelain')).toBe('');
  });

  it('takes two of three shares, and says what is missing before', async () => {
    const place = await ana();
    const shares = join(place.home, 'shares');
    await mkdir(shares);
    const custodians = ['ana', 'Cleo', 'Dimitri'].flatMap((name) => ['--custodian', name]);
    ended(await coc(place, ['recovery-key', '--shares', '2/3', ...custodians, '--share-dir', shares]));
    const paths = (await readdir(shares)).sort().map((name) => join(shares, name));
    expect(paths).toHaveLength(3);
    for (const path of paths) expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await rosterOf(place)).recovery).toMatchObject({
      shares: {
        needed: 2,
        custodians: [{ name: 'Ana', member: 'ana' }, { name: 'Cleo' }, { name: 'Dimitri' }],
      },
    });
    const id = await report(place, FEW);
    await loseKeys(place);
    const cleo = await newcomer(place);
    const who = ['--name', 'Cleo', '--email', 'cleo@example.org'];
    const [one = '', , three = ''] = paths;
    const head = git(place, 'rev-parse', 'HEAD');
    const few = await coc(cleo, ['recover', '--share', one, ...who, ...LOST]);
    expect(few).toMatchObject({ code: 1 });
    expect(few.stderr).toContain('1 of 2 needed');
    const words = (await readFile(three, 'utf8')).split('\n').filter((line) => /^\d: /.test(line));
    const slip = join(place.home, 'slip.txt');
    await writeFile(slip, words.join('\n').replace(/^1: .{4}/, '1: 0000'));
    const wrong = await coc(cleo, ['recover', '--share', one, '--share', slip, ...who, ...LOST]);
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toContain('Line 1 has a slip');
    expect(wrong.stderr).not.toContain(words[3]?.slice(3, 12));
    expect(git(place, 'rev-parse', 'HEAD')).toBe(head);

    const ran = ended(await coc(cleo, ['recover', '--share', three, '--share', one, ...who, ...LOST]));
    expect(ran.stdout).toContain('No longer on the team: Ana');
    expect(ran.stdout).toContain('coc recovery-key --replace --shares');
    expect(await show(cleo, id)).toMatchObject({ readers: ['cleo'], recovered: ['cleo'] });
    expect((await rosterOf(place)).members).toMatchObject([
      { id: 'ana', left: expect.any(String) },
      { id: 'cleo', admin: true },
    ]);
    for (const path of paths) expect((await readFile(path, 'utf8')).length).toBeGreaterThan(100);
    if (hasAge) expect(opensWithAge(cleo.identity, fileOf(place, id))).toBe(true);
  });

  it('gives what was known to few to whoever is left, and it counts', async () => {
    const place = await anaWithKey();
    const id = await report(place, {
      ...FEW,
      'reporter-name': 'Mei Lindqvist',
      'hide-reporter': 'yes',
      summary: 'Somebody was followed.',
    });
    await loseKeys(place);
    const cleo = await newcomer(place);
    ended(await recover(cleo, KEY(place), '--name', 'Cleo', '--email', 'cleo@example.org'));
    const shown = await show(cleo, id);
    expect(shown).toMatchObject({ recovered: ['cleo'], reports: [{ account: FEW.account }] });
    expect(shown.reports[0].knownTo).toEqual(['ana', 'cleo']);
    expect(JSON.stringify(shown.people)).toContain('Mei Lindqvist');
    expect(
      shown.written.every(({ authorship }: { authorship: string }) => authorship !== 'not-verified'),
    ).toBe(true);
  });

  it('refuses the wrong key, and one that was replaced, and says which', async () => {
    const [place, other] = [await anaWithKey(), await newAnaWithKey(await temporaryFolder())];
    const wrong = await recover(place, KEY(other), '--as', 'ana');
    expect(wrong).toMatchObject({ code: 1, stdout: '' });
    expect(wrong.stderr).toContain('not the recovery key of this team');
    const next = join(place.home, 'next.txt');
    ended(await coc(place, ['recovery-key', '--replace', '--recovery-file', next, '--yes']));
    const id = await report(place, FEW);
    const old = await recover(place, KEY(place), '--as', 'ana');
    expect(old.stderr).toContain('was replaced on 23 Nov 2026');
    expect((await rosterOf(place)).recovery).toMatchObject({ previous: [{ until: expect.any(String) }] });
    if (hasAge) {
      expect(opensWithAge(KEY(place), fileOf(place, id))).toBe(false);
      expect(opensWithAge(next, fileOf(place, id))).toBe(true);
    }
    expect((await verified(place)).problem).toBeUndefined();
  });

  it('makes nobody an admin while one could still add them, unless that is said', async () => {
    const place = await anaWithKey();
    const id = await report(place, FEW);
    const cleo = await newcomer(place);
    const head = git(place, 'rev-parse', 'HEAD');
    const ran = await coc(cleo, [
      ...['recover', '--recovery-file', KEY(place), '--no-passphrase'],
      ...['--name', 'Cleo', '--email', 'cleo@example.org'],
    ]);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain('coc team add');
    expect(ran.stderr).toContain('--no-admin-left');
    expect(git(place, 'rev-parse', 'HEAD')).toBe(head);
    expect((await coc(cleo, ['show', id])).code).toBe(1);
  });

  it('lets nobody in who is kept out, nor where another reader is left', async () => {
    const place = await anaWithKey();
    const [cleo, ben] = [await addMember(place, 'cleo'), await addMember(place, 'ben')];
    const out = await report(place, { ...FEW, conflicts: ['cleo'] });
    const permitted = { ...FEW, share: 'team', permission: 'Tell the team.' };
    const others = await report(place, { ...permitted, readers: ['ben'] });
    const alone = await report(place, FEW);
    await loseKeys(place);
    const ran = ended(await recover(cleo, KEY(place)));
    expect(ran.stdout).toContain('1 incident is open to you again');
    expect(ran.stdout).toContain(out);
    expect(ran.stdout).toContain(others);
    expect(ran.stdout).not.toContain(alone);
    for (const id of [out, others]) {
      expect((await coc(cleo, ['show', id])).code).toBe(1);
      if (hasAge) expect(opensWithAge(cleo.identity, fileOf(place, id))).toBe(false);
    }
    expect(await show(ben, others)).toMatchObject({ recovered: [] });
    expect((await coc(ben, ['show', out])).code).toBe(1);
    const second = ended(await coc(ben, ['recover', '--recovery-file', KEY(place)]));
    expect(second.stdout).toContain('1 incident is open to you again');
    expect(await show(ben, out)).toMatchObject({ recovered: ['ben'], keptOut: ['cleo'] });
    expect((await coc(cleo, ['show', out])).code).toBe(1);
    expect(await show(cleo, alone)).toMatchObject({ recovered: ['cleo'] });
    const roster = await rosterOf(place);
    expect(roster.members.map(({ id, admin, left }) => [id, admin, left === undefined])).toEqual([
      ['ana', true, false],
      ['cleo', true, true],
      ['ben', false, true],
    ]);
    expect(roster.members[1]?.previous).toHaveLength(1);
    expect((await verified(place)).problem).toBeUndefined();
  });

  it('goes on where it was killed, before an incident was committed', async () => {
    const place = await anaWithKey();
    const ids = [await report(place, FEW), await report(place, FEW), await report(place, FEW)];
    const lost = await loseKeys(place);
    const cleo = await newcomer(place);
    const args = ['recover', '--recovery-file', KEY(place), '--name', 'Cleo', '--email', 'cleo@example.org'];
    const asKilled = join(place.home, 'as-killed');
    let killed = 0;
    const now = (): Date => {
      const changed = execFileSync('git', ['status', '--porcelain', '--', 'incidents'], {
        cwd: place.repo,
        env: place.env,
      });
      if (changed.length > 0) {
        killed += 1;
        // What stands there at this moment is what a kill leaves; what is done after it is undone below.
        execFileSync('cp', ['-a', place.repo, asKilled]);
        throw new Error('killed');
      }
      return NOW;
    };
    const { io } = ioWithin({ env: cleo.env, cwd: cleo.home, now });
    expect(await run([...args, ...LOST], io)).toBe(70);
    expect(killed).toBe(1);
    expect(git(place, 'status', '--porcelain')).toBe('');
    await rm(place.repo, { recursive: true });
    await rename(asKilled, place.repo);
    await utimes(join(place.repo, '.git/coc.lock'), 0, 0);
    expect(git(place, 'status', '--porcelain')).not.toBe('');
    ended(await coc(cleo, ['recover', '--recovery-file', KEY(place)]));
    expect(git(place, 'status', '--porcelain')).toBe('');
    for (const id of ids) {
      expect(await show(cleo, id)).toMatchObject({ recovered: ['cleo'] });
      if (hasAge) expect(opensWithAge(lost, fileOf(place, id))).toBe(false);
    }
    expect((await verified(place)).problem).toBeUndefined();
    expect((await rosterOf(place)).members).toHaveLength(2);
  });

  it('reaches the server before this copy, and the others are told', async () => {
    const place = await anaWithKey();
    const bare = join(await temporaryFolder(), 'bare.git');
    execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', bare], { env: place.env });
    await report(place, FEW);
    git(place, 'remote', 'add', 'origin', bare);
    git(place, 'push', '--quiet', '--no-verify', 'origin', 'main');
    const cleo = await newcomer(place);
    ended(await recover(cleo, KEY(place), '--name', 'Cleo', '--email', 'cleo@example.org'));
    const head = execFileSync('git', ['rev-parse', 'main'], { cwd: bare, env: place.env, encoding: 'utf8' });
    expect(head).toBe(git(place, 'rev-parse', 'HEAD'));
    const { recoveries } = await verified(place);
    const desk = { repository: { objects: new Objects(place.repo, place.env) } };
    const blocks = await recoveryBlocks(desk as never, recoveries);
    const said = JSON.stringify(blocks);
    expect(said).toContain('Cleo was added and is now the only admin');
    expect(said).toContain('No longer on the team: Ana');
    expect(said).toContain('If nobody on the team did this');
    expect(await recoveryBlocks(desk as never, [])).toEqual([]);
  });

  it('cannot reach further than one admin: a commit that adds a second member is refused', async () => {
    const place = await anaWithKey();
    await report(place, FEW);
    const recovery = await parseIdentity(await readFile(KEY(place), 'utf8'));
    await loseKeys(place);
    const cleo = await newcomer(place);
    ended(await recover(cleo, KEY(place), '--name', 'Cleo', '--email', 'cleo@example.org'));
    const objects = new Objects(place.repo, place.env);
    const admission = git(place, 'log', '--format=%H', '--grep=Admit an admin').trim();
    const parent = git(place, 'rev-parse', `${admission}^`).trim();
    const good = parseRoster(readYaml(git(place, 'show', `${admission}:team.yaml`), 'team.yaml'));
    const second = await parseIdentity(await readFile((await ana()).identity, 'utf8'));
    const more = {
      ...{ id: 'eve', name: 'Eve', email: 'eve@example.org', admin: false, joined: NOW.toISOString() },
      ...{ recipient: second.recipient, signingKey: second.signer.publicKey },
    };
    const author = good.members[1] ?? more;
    const forge = async (roster: Roster): Promise<string> => {
      const files = new Map([['team.yaml', new TextEncoder().encode(writeYaml(roster))]]);
      const by = { author, signer: recovery.signer, now: () => NOW.toISOString() };
      return (await commitFiles(objects, parent, files, 'Forged', by)).commit;
    };
    const harmOf = async (roster: Roster) =>
      (await verifyHistory({ objects, from: parent, to: await forge(roster) })).problem?.harm;
    expect(await harmOf(good)).toBeUndefined();
    expect(await harmOf({ ...good, members: [...good.members, more] })).toBe('recovery-misused');
    expect(await harmOf({ ...good, recovery: 'declined' })).toBe('team-rewritten');
  });
});

describe.concurrent('coc recovery-key', () => {
  it('is made and replaced by admins alone', async () => {
    const place = await anaWithKey();
    const ben = await addMember(place, 'ben');
    const next = join(place.home, 'next.txt');
    const ran = await coc(ben, ['recovery-key', '--replace', '--recovery-file', next, '--yes']);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain('Only an admin');
    const unsure = await coc(place, ['recovery-key', '--replace', '--recovery-file', next]);
    expect(unsure.code).toBe(2);
    expect(await stat(next).catch(() => undefined)).toBeUndefined();
    expect((await coc(place, ['status'])).stdout).toContain('coc recovery-key --replace --shares');
  });

  it.each([
    [['--shares', '4/3'], 'Type it like 2/3'],
    [['--shares', '2/2', '--custodian', 'Cleo'], '2 shares, and 1 people'],
    [['--shares', '2/2', '--custodian', 'Cleo', '--custodian', 'cleo'], 'twice'],
    [['--custodian', 'Cleo'], 'go with --shares'],
    [['--shares', '2/2', '--recovery-file', 'x'], 'Only one of'],
  ])('refuses %j', async (args, why) => {
    const place = await ana();
    const ran = await coc(place, [
      'recovery-key',
      ...args,
      ...(args[0] === '--shares' ? ['--share-dir', '.'] : []),
    ]);
    expect(ran, ran.stderr).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(why);
    expect((await readdir(place.home)).filter((name) => name.startsWith('recovery-share'))).toEqual([]);
  });
});

describe('a rehearsal', () => {
  it('proves that the recovery key opens every incident, and names what it does not open', async () => {
    const place = await ana();
    const early = await report(place, FEW);
    const before = await readFile(fileOf(place, early));
    ended(await coc(place, ['recovery-key', '--recovery-file', KEY(place)]));
    await report(place, FEW);
    const { io } = ioWithin({ env: place.env, cwd: place.home, now: () => NOW });
    const app = new App(io, undefined);
    const source = { recoveryFile: KEY(place) };
    expect(await drill(app, await app.desk(), source)).toEqual({ opened: 2, failed: [] });
    await writeFile(fileOf(place, early), before);
    const identity = await parseIdentity(await readFile(place.identity, 'utf8'));
    await withAgent(identity.signer, async (socket) => {
      await promisify(execFile)('git', ['commit', '--quiet', '--all', '--no-verify', '--message', 'x'], {
        cwd: place.repo,
        env: { ...place.env, SSH_AUTH_SOCK: socket },
      });
    });
    expect(await drill(app, await app.desk(), source)).toEqual({
      opened: 1,
      failed: [`incidents/${early.replace('-', '')}.md.age`],
    });
    await expect(drill(app, await app.desk(), { recoveryFile: place.identity })).rejects.toThrow(
      'not the recovery key',
    );
  });
});
