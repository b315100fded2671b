import { expect, it } from 'vitest';
import { answer, coc, FEW, json, report } from './run.ts';
import { teamOfThree } from './teams.ts';

it('says also to a script whose access ends, and who can decide where hardly anybody is left', async () => {
  const { ana } = await teamOfThree();
  const shared = { share: 'named', permission: 'Ben may know.', readers: ['ben'] };
  const id = await report(ana, { ...FEW, 'reporter-name': 'Rosa', ...shared });
  expect((await coc(ana, ['show', id])).stdout).not.toContain('Few are left on the team');
  const further = {
    ...FEW,
    add: 'report',
    'reporter-name': 'Imke',
    share: 'recorder',
    'hide-reporter': 'no',
  };
  const { visibility: _only, ...given } = further as Record<string, unknown>;
  const ran = await answer(ana, ['report', 'add', id, '--yes', '--json'], given as typeof further);
  expect(ran.stderr.replace(/\s+/g, ' ')).toContain('Ben can no longer open this');
  expect(json(ran)).toMatchObject({ endsFor: ['ben'] });
  for (const member of ['ben', 'cem'])
    expect(await answer(ana, ['access', 'recuse', id, '--yes'], { member })).toMatchObject({ code: 0 });
  const few = 'Few are left on the team to decide this';
  const shown = (await coc(ana, ['show', id])).stdout;
  expect(shown).toContain(few);
  const offers = shown.slice(shown.indexOf(few)).split('\n\n')[0] ?? '';
  expect(offers).toContain('Somebody from outside');
  // Once from the incident and once from what is remembered of it.
  for (let times = 0; times < 2; times += 1)
    expect((await coc(ana, ['status'])).stdout).toContain(`${id}: ${offers}`);
  const { reminders } = json(await coc(ana, ['status', '--json']));
  expect(reminders.join('\n')).toContain(`${id}  ${few}. Somebody from outside can decide with you`);
  expect((await coc(ana, [])).stdout).toContain(few);
});
