import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withTheNewest } from '../../src/desk/fetch-first.ts';
import { makeBare } from '../transports/bare.ts';
import { ana, answer, coc, FEW, git, json, NOW, type Place, report } from './run.ts';
import { seat } from './seat.ts';
import { synced, teamOfOne, teamOfTwo } from './teams.ts';

const later = (hours: number): Date => new Date(NOW.getTime() + hours * 3_600_000);
const words = async (place: Place, argv: readonly string[], now: Date): Promise<string> => {
  const { stdout, stderr } = await coc(place, [...argv], { now });
  return `${stdout} ${stderr}`.replace(/\s+/g, ' ');
};
const OLD = 'what others wrote since is not here yet';
const MEETING = {
  ...{ present: ['ana'], 'what-happened': 'We talked.', outcome: 'undecided' },
};

describe.concurrent('a copy that others may have written past', () => {
  it('says when it was shared last, once that is long ago, and asks no server for it', async () => {
    const { ana: place, remote } = await teamOfTwo();
    await synced(place);
    expect(await words(place, ['status'], later(1))).not.toContain(OLD);
    await rm(remote, { recursive: true });
    const said = await words(place, ['status'], later(30));
    expect(said).toContain(`Last shared yesterday`);
    expect(said).toContain(`${OLD}. \`coc sync\``);
    expect(await words(place, [], later(30))).toContain(OLD);
    expect(json(await coc(place, ['status', '--json'], { now: later(30) })).lastShared).toMatch(
      /^2026-11-23T/,
    );
  });

  it('is said to be old before a meeting that nobody at a terminal holds', async () => {
    const { ana: place, remote } = await teamOfTwo();
    await synced(place);
    const id = await report(place, { ...FEW });
    await rm(remote, { recursive: true });
    const held = await answer(place, ['meeting', id, '--yes'], MEETING, { now: later(5) });
    expect(held.stderr.replace(/\s+/g, ' ')).toContain(OLD);
  });

  it.each(['announce', 'notify', 'employer', 'access grant'])(
    'is said to be old before what lets something out sooner than before a meeting: %s',
    async (step) => {
      const { ana: place, remote } = await teamOfTwo();
      await synced(place);
      const id = await report(place, { ...FEW });
      await rm(remote, { recursive: true });
      const soon = { now: new Date(NOW.getTime() + 15 * 60_000) };
      const { stderr } = await answer(place, [...step.split(' '), id, '--yes'], {}, soon);
      expect(stderr.replace(/\s+/g, ' ')).toContain(OLD);
      const met = await answer(place, ['meeting', id, '--yes'], MEETING, soon);
      expect(met.stderr.replace(/\s+/g, ' ')).not.toContain(OLD);
    },
  );

  it('is made new before a meeting by whoever sits there, or gone on with where the server cannot be reached', async () => {
    const { ana: place, ben, remote } = await teamOfTwo();
    json(await coc(ben, ['sync', '--json'], { now: later(-5) }));
    await report(place, FEW);
    const { app, prompter } = seat(ben, []);
    const desk = await app.desk();
    const before = desk.vault.head;
    const fetched = await withTheNewest(app, desk, 120);
    expect(JSON.stringify(prompter.shown)).toContain(OLD);
    expect(fetched.vault.head).not.toBe(before);
    json(await coc(ben, ['sync', '--json'], { now: later(-5) }));
    await rm(remote, { recursive: true });
    expect((await withTheNewest(app, fetched, 120)).vault.head).toBe(fetched.vault.head);
  });

  it('says in status how old it is wherever there is a server, once, and mildly that it is old', async () => {
    const { ana: place } = await teamOfOne();
    await synced(place);
    const soon = await words(place, ['status'], later(1));
    expect(soon).toMatch(/Last compared with the server today \d\d:\d\d\./);
    expect(soon).not.toContain('more than a day');
    expect(await words(place, ['status'], later(30))).toMatch(
      /Last compared with the server yesterday[^;]*; that is more than a day ago\. `coc sync`/,
    );
    const { ana: other } = await teamOfTwo();
    await synced(other);
    const old = await words(other, ['status'], later(30));
    expect(old).toContain(OLD);
    expect(old).not.toContain('compared with the server');
  });

  it('says in status where it was never compared, and nothing where there is no server', async () => {
    const place = await ana();
    expect(await words(place, ['status'], later(1))).not.toContain('compared');
    git(place, 'remote', 'add', 'origin', await makeBare(join(dirname(place.repo), 'server')));
    expect(await words(place, ['status'], later(1))).toContain(
      'This copy was never compared with the server. `coc sync`',
    );
  });

  it('is not spoken of where somebody is alone', async () => {
    const place = await ana();
    expect(await words(place, ['status'], later(90))).not.toContain('Last shared');
    expect(json(await coc(place, ['status', '--json'])).lastShared).toBeNull();
  });
});
