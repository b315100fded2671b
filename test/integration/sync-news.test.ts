import { describe, expect, it } from 'vitest';
import { said } from './attacker.ts';
import { answer, coc, FEW, git, report } from './run.ts';
import { synced, teamOfTwo } from './teams.ts';

const news = async (place: Parameters<typeof coc>[0]) =>
  said(await coc(place, ['sync'])).replace(/\s+/g, ' ');

describe.concurrent('what coc sync tells of what others did', () => {
  it('is that an incident is open that was not, once', async () => {
    const { ana, ben } = await teamOfTwo();
    const id = await report(ana, FEW);
    expect(await news(ben)).not.toContain(id);
    const grant = { member: 'ben', permitted: 'yes', permission: 'On the phone.', 'know-reporter': 'yes' };
    expect((await answer(ana, ['access', 'grant', id, '--yes'], grant)).code).toBe(0);
    expect(await news(ben)).toContain(`You can open ${id} from now on`);
    await answer(ana, ['note', id, '--yes'], { note: 'More.' });
    expect(await news(ben)).not.toContain('from now on');
    const out = { member: 'ben', reason: 'A friend.' };
    expect((await answer(ana, ['access', 'recuse', id, '--yes'], out)).code).toBe(0);
    expect(await news(ben)).toContain(`You could open ${id} until now`);
  });

  it('is that an incident is new and open, once, and of many how many; of one that is not open nothing', async () => {
    const { ana, ben } = await teamOfTwo();
    await synced(ben);
    const shared = { ...FEW, share: 'team', permission: 'All of you.', readers: ['ben'] };
    const id = await report(ana, shared);
    await report(ana, FEW);
    const told = await news(ben);
    expect(told).toContain(`${id} is new, and you can open it: \`coc show ${id}\``);
    expect(told).not.toContain('from now on');
    expect(await news(ben)).not.toContain('is new');
    const own = await report(ben, { ...shared, readers: ['ana'] });
    for (let more = 0; more < 2; more += 1) await report(ana, shared);
    expect(await news(ben)).toContain('2 incidents are new that you can open: `coc list`');
    expect(await news(ben)).not.toContain(own);
  });

  it('is what an admin changed of the facts of the community', async () => {
    const { ana, ben } = await teamOfTwo();
    await synced(ben);
    const given = { contact: 'safety@example.org', appeals: 'the board' };
    expect((await answer(ana, ['community', 'edit', '--yes'], given)).code).toBe(0);
    expect(await news(ana)).not.toContain('changed what coc says');
    const told = await news(ben);
    expect(told).toContain('Ana changed what coc says of your community: ');
    expect(told).toContain('contact is “safety@example.org”');
    expect(told).toContain('appeals is “the board”');
    expect(await news(ben)).not.toContain('changed what coc says');
  });

  it.each(['sync', 'save'])(
    'is who has another mark by now, since two brought somebody in at once: after a %s',
    async (by) => {
      const { ana, ben } = await teamOfTwo();
      const id = await report(ana, { ...FEW, share: 'named', permission: 'Ben may know.', readers: ['ben'] });
      await synced(ben);
      const more = (account: string, name: string) => ({
        ...{ add: 'report', threat: 'none', account, 'reporter-name': name, 'hide-reporter': 'no' },
        ...{ share: 'team', permission: 'All of you.', consent: 'no-objection' },
      });
      git(ben, 'remote', 'set-url', 'origin', `${git(ben, 'remote', 'get-url', 'origin').trim()}-away`);
      const late = await answer(ben, ['report', 'add', id, '--yes'], more('He follows me.', 'Zoe Quist'));
      expect(late.code, late.stderr).toBe(3);
      expect((await coc(ben, ['show', id])).stdout).toMatch(/R2[^R]*Zoe Quist/);
      const other = await answer(ana, ['report', 'add', id, '--yes'], more('He shouted.', 'Vera Malik'));
      expect(other.code, other.stderr).toBe(0);
      git(
        ben,
        'remote',
        'set-url',
        'origin',
        git(ben, 'remote', 'get-url', 'origin')
          .trim()
          .replace(/-away$/, ''),
      );
      const told =
        by === 'sync'
          ? await news(ben)
          : said(await answer(ben, ['note', id, '--yes'], { note: 'x' })).replace(/\s+/g, ' ');
      const atAnas = await news(ana);
      const words = `In ${id} who was R2 here is R3 now`;
      // Whose mark it stays is the same for both; whoever saw the other is told, and nobody else.
      expect([told, atAnas].filter((one) => one.includes(words))).toHaveLength(1);
      expect([told, atAnas].filter((one) => one.includes('report 2 is report 3'))).toHaveLength(1);
      expect(await news(ben)).not.toContain(words);
      for (const place of [ana, ben])
        expect((await coc(place, ['show', id])).stdout.replace(/\s+/g, ' ')).toMatch(
          /R3 was R2 on the screen of (Ana|Ben)/,
        );
    },
  );
});
