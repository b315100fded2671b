import { appendFile, chmod, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { protectFast } from '../places/fast-passphrase.ts';
import { copyOf } from '../places/once.ts';
import {
  addMember,
  ana,
  anaAndBen,
  coc,
  commitAsMember,
  deskOf,
  emptyPlace,
  FEW,
  fileOf,
  git,
  json,
  type Place,
  type RunOptions,
  report,
} from './run.ts';
import { reportedPlace } from './steps.ts';

interface Checked {
  readonly check: string;
  readonly state: string;
  readonly text: string;
  readonly todo: readonly string[];
}

/** What is not in order, by the name of what was looked at. */
async function found(place: Place, code: number, options: RunOptions = {}) {
  const { checks, inOrder } = json(await coc(place, ['doctor', '--json'], options), code) as {
    readonly checks: readonly Checked[];
    readonly inOrder: boolean;
  };
  expect(inOrder).toBe(code === 0);
  return new Map(checks.filter(({ state }) => state !== 'ok').map((one) => [one.check, one]));
}

const names = (all: ReadonlyMap<string, unknown>): readonly string[] => [...all.keys()].sort();

/** A member is taken off the team, in a commit alone or with all that follows. */
async function remove(place: Place, id: string, alone: boolean): Promise<void> {
  const { vault } = await deskOf(place);
  await vault.changeRoster(
    (roster) => ({
      ...roster,
      members: roster.members.map((one) => (one.id === id ? { ...one, left: '2026-11-23T14:30:00Z' } : one)),
    }),
    { sealAgain: true, alone },
  );
}

/** Something is begun and not finished. */
async function begin(place: Place): Promise<void> {
  const { drafts } = await deskOf(place);
  const [id, entry] = ['0123456789', 'ABCDEFGHJK'];
  const startedAt = '2026-11-23T14:00:00Z';
  await drafts.keep({ id, entry, incident: 'K7F392QD', command: 'note', startedAt, answers: {}, passed: [] });
}

/** Ana with a passphrase and a recovery key. */
function safe(): Promise<Place> {
  return copyOf('safe', newSafe);
}

async function newSafe(top: string): Promise<Place> {
  const place = await emptyPlace(join(top, 'ana'));
  const flags = ['--name', 'Ana', '--email', 'ana@example.org', '--key-type', 'x25519', '--yes'];
  const recovery = ['--recovery-file', join(place.home, 'recovery.txt')];
  const ran = await coc(place, ['init', ...flags, '--no-passphrase', ...recovery]);
  expect(ran.code, ran.stderr).toBe(0);
  await protectFast(place.identity, 'four words in row');
  return { ...place, env: { ...place.env, COC_PASSPHRASE_COMMAND: 'echo four words in row' } };
}

describe.concurrent('coc doctor', () => {
  it('ends with 0 where nothing needs attention, and changes nothing', async () => {
    const place = await safe();
    await report(place, FEW);
    const before = git(place, 'for-each-ref') + git(place, 'status', '--porcelain');
    expect(names(await found(place, 0))).toEqual(['members', 'sharing']);
    const { stdout, code } = await coc(place, ['doctor']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Everything is in order\. 2 things could be better\.\n/);
    expect(stdout).toContain('You can open 1 incident.');
    expect(git(place, 'for-each-ref') + git(place, 'status', '--porcelain')).toBe(before);
  });

  it('names what is wrong on this machine and in the folder', async () => {
    const place = await ana();
    await writeFile(join(place.repo, '.git/hooks/pre-commit'), '#!/bin/sh\nexit 0\n');
    await appendFile(join(place.repo, 'coc.yaml'), '# mine\n');
    await writeFile(join(place.repo, 'account.txt'), 'what they said');
    await begin(place);
    const all = await found(place, 3);
    expect(names(all)).toEqual(
      ['changed', 'drafts', 'hooks', 'keys', 'members', 'recovery', 'sharing', 'strange'].sort(),
    );
    expect(all.get('changed')?.text).toContain('coc.yaml');
    expect(all.get('strange')?.text).toContain('account.txt');
    expect(all.get('hooks')?.text).toContain('pre-commit');
  });

  it('names damaged files', async () => {
    const { place, id } = await reportedPlace(FEW);
    await writeFile(fileOf(place, id), 'nothing');
    const all = await found(place, 3);
    expect(all.get('damaged')?.text).toContain(`incidents/${id.replace('-', '')}.md.age`);
  });

  it('tells whose turn it is to seal again, and what nobody may be able to open', async () => {
    const { place, ben } = await anaAndBen();
    const theirs = await report(ben, FEW);
    const mine = await report(place, FEW);
    const alone = (await found(place, 3)).get('alone');
    expect(alone).toMatchObject({ state: 'attention', text: expect.stringContaining(`You: ${mine}`) });
    await remove(place, 'ben', true);
    const all = await found(place, 3);
    expect(all.get('waiting')).toMatchObject({ text: expect.stringContaining('1 incident waits') });
    expect(all.get('lost')).toMatchObject({
      text: expect.stringContaining(theirs),
      todo: [expect.stringContaining('There is no recovery key')],
    });
    expect(all.has('waiting-others')).toBe(false);
    const left = json(await coc(ben, ['doctor', '--json']), 1);
    expect(left.checks.map(({ check }: Checked) => check)).toEqual(
      expect.arrayContaining(['open', 'members']),
    );
    expect(JSON.stringify(left)).not.toContain(theirs);
  });

  it('waits for others who are still there', async () => {
    const { place, ben } = await anaAndBen();
    await addMember(place, 'cy');
    await report(ben, FEW);
    await remove(place, 'cy', false);
    expect(names(await found(place, 3))).toContain('waiting-others');
    const own = await found(ben, 3);
    expect(own.get('waiting')).toBeDefined();
    expect(own.has('lost')).toBe(false);
  });

  it('shows the alarm once, and what can be shown besides', async () => {
    const place = await ana();
    await report(place, FEW);
    git(place, 'reset', '--quiet', '--hard', 'HEAD~1');
    const { code, stdout, stderr } = await coc(place, ['doctor']);
    expect(code).toBe(3);
    expect(stdout).toContain('was moved back');
    expect(stdout).toContain('On the team: Ana.');
    expect(stderr).not.toContain('was moved back');
  });

  it('shows what it can where the policy is broken, or the keys are open to others', async () => {
    const place = await ana();
    await chmod(place.identity, 0o644);
    const all = await found(place, 3);
    expect(all.get('keys')?.text).toContain('Others on this machine');
    expect(all.get('incidents')?.text).toContain('could not be looked at');
    await chmod(place.identity, 0o600);
    await writeFile(join(place.repo, 'policy/playbook.yaml'), 'name: mine\nversion: 2\n');
    expect(names(await found(place, 3))).toEqual(expect.arrayContaining(['changed']));
    await commitAsMember(place, 'broken');
    expect(names(await found(place, 3))).toContain('policy');
  });

  it('ends with 1 where there is nothing to look at', async () => {
    const all = await found(await emptyPlace(), 1);
    expect(names(all)).toEqual(['keys', 'open']);
    const place = await ana();
    await rm(join(place.repo, '.git/objects'), { recursive: true });
    expect(names(await found(place, 1))).toContain('open');
  });

  it('looks also where there are no keys', async () => {
    const place = await ana();
    const stranger = await emptyPlace();
    const { code, stdout } = await coc(stranger, ['--repo', place.repo, 'doctor']);
    expect(code).toBe(1);
    expect(stdout).toContain('On the team: Ana.');
    expect(stdout).toContain('Your keys are not on this machine');
  });
});

describe.concurrent('what coc status reminds of', () => {
  it('has what is not on the server yet', async () => {
    const place = await ana();
    expect(await coc(place, ['status'])).toMatchObject({
      code: 0,
      stdout: expect.not.stringContaining('on the server'),
    });
    git(place, 'remote', 'add', 'origin', join(place.home, 'nowhere'));
    const { stdout } = await coc(place, ['status']);
    expect(stdout).toMatch(/\d+ things? (is|are) saved here and not on the server yet\. `coc\s+sync`/);
  });
});
