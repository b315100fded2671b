import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { wordsOfKeys } from '../../src/vault/team/fingerprint.ts';
import { temporaryFolder } from '../places/temporary-folder.ts';
import {
  type Attacker,
  Forge,
  keepsOut,
  knownIn,
  LATER,
  openWith,
  said,
  stranger,
  turned,
} from './attacker.ts';
import { type ForgeryTeam, forgeryTeam, pathOf, teamWith } from './forgery-team.ts';
import { answer, coc, FEW, git, json, report, seenAt } from './run.ts';
import { joined, newTeamOfOne, synced } from './teams.ts';

/**
 * Ana, the admin, has turned against the team. With stock git she gives Ben, or the recovery key, keys of her own making, in a
 * commit that is good in every other way. Cleo can open an incident, and seals nothing to them until she has compared the words.
 */
let team: ForgeryTeam;
let ana: Attacker;
let made: Attacker;
beforeAll(async () => {
  team = await forgeryTeam();
  ana = await turned((await team.world()).places.ana.identity, 'Ana');
  made = await stranger('Made');
}, 180_000);

const KEYS = /( *)recipient: (\S+)\n *signingKey: (.+)\n/;
const UNTIL = '2026-11-23T14:30:00Z';

/** The keys in a part of team.yaml replaced by those that Ana made; everything is to be sealed again. */
function otherKeys(server: Forge, part: RegExp): string {
  const text = server.file('team.yaml').toString('utf8');
  const own = part.exec(text)?.[0] ?? '';
  const other = own.replace(KEYS, (_, space: string, recipient: string, signingKey: string) =>
    [
      `${space}recipient: ${made.recipient}`,
      `${space}signingKey: ${made.signingKey}`,
      `${space}previous:`,
      `${space}  - recipient: ${recipient}`,
      `${space}    signingKey: ${signingKey}`,
      `${space}    until: ${UNTIL}`,
      '',
    ].join('\n'),
  );
  const next = teamWith(server, part, other);
  const generation = /^generation: (\d+)$/m.exec(next)?.[1];
  return /^sealAgainSince/m.test(next)
    ? next.replace(/^sealAgainSince: \d+$/m, `sealAgainSince: ${generation}`)
    : `${next}sealAgainSince: ${generation}\n`;
}

const BEN = / {2}- id: ben\n(?: {4}.*\n)*/;
const RECOVERY = /recovery:\n(?: {2}.*\n)*/;

/** The world after that commit. Ana may know everything that Cleo writes, by her own keys: what counts is those that she made. */
async function afterOtherKeys(part: RegExp) {
  const { server, places } = await team.world();
  json(await answer(places.cleo, ['access', 'recuse', team.shared, '--yes', '--json'], { member: 'ana' }));
  server.push({
    files: { 'team.yaml': otherKeys(server, part) },
    key: ana,
    author: ana,
    message: 'Change the team',
  });
  const known = await knownIn(server, new Forge(join(places.cleo.repo, '.git')));
  return { server, cleo: places.cleo, known };
}

const note = (cleo: Parameters<typeof answer>[0]) =>
  answer(cleo, ['note', team.shared, '--yes', '--json'], { note: LATER });

describe('an admin makes another recovery key, which is theirs', () => {
  it.each([
    ['by sync', (cleo: Parameters<typeof coc>[0]) => coc(cleo, ['sync'])],
    [
      'by a plain git pull',
      async (cleo: Parameters<typeof coc>[0]) => {
        git(cleo, 'pull', '-q', '--ff-only', 'origin', 'main');
        return coc(cleo, ['status']);
      },
    ],
  ] as const)('%s: nothing is sealed to it, and that is said', async (_, come) => {
    const { server, cleo, known } = await afterOtherKeys(RECOVERY);
    const { stdout, stderr } = await come(cleo);
    expect(stdout + stderr).toMatch(/Ana .*recovery key/);
    const saved = await note(cleo);
    expect(saved.code).toBe(0);
    expect(said(saved)).toContain('Not sealed to the new recovery key yet, but to the one before.');
    json(await answer(cleo, ['report', 'new', '--yes', '--json'], { ...FEW, account: LATER }));
    await coc(cleo, ['sync']);
    await keepsOut([made, ana], [server, new Forge(join(cleo.repo, '.git'))], known);
    expect((await coc(cleo, ['doctor'])).stdout).toContain('Ana made another recovery key.');
  });

  it('is sealed to once Cleo says that the words are the same, and not at other words', async () => {
    const { server, cleo } = await afterOtherKeys(RECOVERY);
    await coc(cleo, ['sync']);
    const wrong = await coc(cleo, ['team', 'confirm', '--recovery-key', '--words', wordsOfKeys(ana)]);
    expect(wrong.code).toBe(1);
    await note(cleo);
    expect(await openWith(made, server.file(pathOf(team.shared)))).toBeUndefined();
    const right = await coc(cleo, ['team', 'confirm', '--recovery-key', '--words', wordsOfKeys(made)]);
    expect(right.code).toBe(0);
    expect(await openWith(made, server.file(pathOf(team.shared)))).toContain(LATER);
    expect((await coc(cleo, ['team', 'confirm'])).stdout).toContain('No new keys wait');
  });
});

it('an admin gives another member keys of their own making: nothing is sealed to them, and that is said', async () => {
  const { server, cleo, known } = await afterOtherKeys(BEN);
  expect(said(await coc(cleo, ['sync']))).toContain('Ana changed the team: Ben has new keys.');
  json(
    await answer(cleo, ['report', 'new', '--yes', '--json'], {
      ...{ ...FEW, account: LATER },
      share: 'named',
      permission: 'Ben may know.',
      readers: ['ben'],
      'hide-reporter': 'no',
    }),
  );
  await coc(cleo, ['sync']);
  await keepsOut([made], [server, new Forge(join(cleo.repo, '.git'))], known);
  const named = await coc(cleo, ['team', 'confirm', 'ben', '--words', wordsOfKeys(made)]);
  expect(named.stdout).toContain('the new keys of Ben');
});

it('nothing is sealed to a recovery key of before alone, where no member could open it', async () => {
  const top = await temporaryFolder();
  const [key, next] = [join(top, 'recovery.txt'), join(top, 'next.txt')];
  const team = await newTeamOfOne(join(top, 'team'), ['--recovery-file', key]);
  const cleo = await joined(team, 'Cleo');
  const id = await report(team.ana, { ...FEW, conflicts: ['cleo'] });
  expect((await coc(team.ana, ['recovery-key', '--replace', '--recovery-file', next, '--yes'])).code).toBe(0);
  await synced(cleo);
  expect((await coc(cleo, ['recover', '--recovery-file', next, '--no-admin-left'])).code).toBe(0);
  const readmit = () =>
    answer(cleo, ['access', 'readmit', id, '--recovery-file', next, '--yes'], {
      member: 'cleo',
      reason: 'for their safety',
    });
  const early = await readmit();
  expect(early).toMatchObject({ code: 1, stdout: '' });
  expect(said(early)).toMatch(/Nobody could open it then.*coc team confirm --recovery-key/);
  const listed = (await coc(cleo, ['team', 'list'])).stdout.replace(/\s+/g, ' ');
  const words = /Words of the recovery key: ([a-z ]+)/.exec(listed)?.[1]?.trim() ?? '';
  expect((await coc(cleo, ['team', 'confirm', '--recovery-key', '--words', words])).code).toBe(0);
  expect((await readmit()).stdout.replace(/\s+/g, ' ')).toContain('`coc recover` opens it to them');
  expect((await coc(cleo, ['recover', '--recovery-file', next])).code).toBe(0);
  expect((await coc(cleo, ['show', id])).code).toBe(0);
});

it('that what was known of the keys is lost is said once, with what to do', async () => {
  const { places } = await team.world();
  await writeFile(join(await seenAt(places.cleo), '../known-keys.json'), '{"commit"');
  expect(said(await coc(places.cleo, ['sync']))).toMatch(/keys you know was damaged.*by voice/);
  expect(said(await coc(places.cleo, ['sync']))).not.toContain('damaged');
});
