import { expect, it } from 'vitest';
import { answer, coc, FEW, json, report, show } from './run.ts';
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
    'said-at': '2026-11-23T14:40:00Z',
  };
  json(await answer(ben, ['report', 'add', id, '--yes', '--json'], wish));
  // Ana's copy does not have that yet, and nobody at a script is asked to fetch it.
  const given = { member: 'cem', permitted: 'yes', permission: 'Cem may, too.', 'know-reporter': 'yes' };
  const ran = await answer(ana, ['access', 'grant', id, '--yes'], given);
  const said = (ran.stdout + ran.stderr).replace(/\s+/g, ' ');
  expect(said).toContain('Cem cannot open it: something that was said meanwhile stands against it');
  await synced(ana);
  expect((await show(ana, id)).readers).toEqual(['ana', 'ben']);
  expect((await coc(ana, ['access', id])).stdout).toContain('Nobody else, please.');
});
