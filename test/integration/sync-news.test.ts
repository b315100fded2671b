import { describe, expect, it } from 'vitest';
import { said } from './attacker.ts';
import { answer, coc, FEW, report } from './run.ts';
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
});
