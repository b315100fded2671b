import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { answer, coc, drafts, FEW, json, report, show } from './run.ts';
import { synced, teamOfThree } from './teams.ts';

it('says that somebody was not let in after all, where it was asked meanwhile that nobody more is', async () => {
  const { ana, ben } = await teamOfThree();
  const shared = { share: 'named', permission: 'Ben may know.', readers: ['ben'] };
  const id = await report(ana, { ...FEW, 'reporter-name': 'Rosa', ...shared });
  await synced(ben);
  const wish = {
    add: 'wish',
    account: 'Nobody else, please.',
    want: 'nobody-more',
    'may-open': 'yes',
    'said-at': '2026-11-23T14:40:00Z',
  };
  json(await answer(ben, ['report', 'add', id, '--yes', '--json'], wish));
  // Ana's copy does not have that yet, and nobody at a script is asked to fetch it.
  const given = { member: 'cem', permitted: 'yes', permission: 'Cem may, too.', 'know-reporter': 'yes' };
  const says = 'Cem cannot open it: something that was said meanwhile stands against it';
  const grant = async (...more: readonly string[]) => {
    const ran = await answer(ana, ['access', 'grant', id, '--yes', ...more], given);
    expect((ran.stdout + ran.stderr).replace(/\s+/g, ' ')).toContain(says);
    return ran;
  };
  // Somebody else's git is at work: the answers are kept, and the draft is there again as if coc was killed once it had saved.
  const lock = join(ana.repo, '.git/index.lock');
  await writeFile(lock, '');
  expect((await answer(ana, ['access', 'grant', id, '--yes'], given)).code).toBe(1);
  await rm(lock);
  const [name = ''] = await drafts(ana);
  const draft = join(ana.home, '.local/state/coc/drafts', name);
  const kept = await readFile(draft);
  const ran = await grant();
  expect(ran.stdout).toContain('It is saved and encrypted.');
  expect(ran.stdout).not.toContain('From now on they can open');
  await writeFile(draft, kept);
  await grant();
  await writeFile(draft, kept);
  expect(json(await grant('--json'))).toMatchObject({ notLetIn: ['cem'] });
  await synced(ana);
  expect((await show(ana, id)).readers).toEqual(['ana', 'ben']);
  expect((await coc(ana, ['access', id])).stdout).toContain('Nobody else, please.');
});
