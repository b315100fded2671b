import { rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withTheNewest } from '../../src/desk/fetch-first.ts';
import { takeStep } from '../../src/desk/flow.ts';
import { makeBare } from '../transports/bare.ts';
import { ana, answer, coc, FEW, git, json, NOW, type Place, report } from './run.ts';
import { seat } from './seat.ts';
import { done, MEETING as MEETING_DECIDED, PRIVATE, WARNING } from './steps.ts';
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

  it.each(['announce', 'notify', 'employer', 'access grant', 'meeting'])(
    'is said to be old after a quarter of an hour before what lets something out, or is decided with others: %s',
    async (step) => {
      const { ana: place, remote } = await teamOfTwo();
      await synced(place);
      const id = await report(place, { ...FEW });
      await rm(remote, { recursive: true });
      const soon = { now: new Date(NOW.getTime() + 15 * 60_000) };
      const { stderr } = await answer(place, [...step.split(' '), id, '--yes'], {}, soon);
      expect(stderr.replace(/\s+/g, ' ')).toContain(OLD);
      const just = { now: new Date(NOW.getTime() + 5 * 60_000) };
      const sooner = await answer(place, [...step.split(' '), id, '--yes'], {}, just);
      expect(sooner.stderr.replace(/\s+/g, ' ')).not.toContain(OLD);
    },
  );

  it('is held against the server before a meeting: what others just wrote is missed, and nothing is said where it is all', async () => {
    const { ana: place, ben } = await teamOfTwo();
    const id = await report(place, { ...FEW, share: 'named', permission: 'Ben may know.', readers: ['ben'] });
    await synced(ben);
    const soon = { now: new Date(NOW.getTime() + 3 * 60_000) };
    const before = git(ben, 'rev-parse', 'HEAD');
    const all = await answer(ben, ['meeting', id, '--yes'], {}, soon);
    expect(all.stderr.replace(/\s+/g, ' ')).not.toContain(OLD);
    json(await answer(place, ['note', id, '--yes', '--json'], { note: 'Somebody else saw it.' }));
    const later = { now: new Date(NOW.getTime() + 5 * 60_000) };
    const some = await answer(ben, ['meeting', id, '--yes'], {}, later);
    expect(some.stderr.replace(/\s+/g, ' ')).toContain(OLD);
    expect(git(ben, 'rev-parse', 'HEAD')).toBe(before);
  });

  it('waits for no server that does not answer', async () => {
    const { ana: place } = await teamOfTwo();
    await synced(place);
    const silent = join(dirname(place.repo), 'silent.sh');
    await writeFile(silent, '#!/bin/sh\nsleep 60\n', { mode: 0o755 });
    git(place, 'remote', 'set-url', 'origin', 'ssh://nobody@coc.invalid/reports');
    const away = { ...place, env: { ...place.env, GIT_SSH_COMMAND: silent } };
    const desk = await seat(away, []).app.desk();
    const begun = Date.now();
    expect(await desk.vault.hasNewer()).toBeUndefined();
    expect(Date.now() - begun).toBeLessThan(10_000);
  });

  it.each([['show'], ['access'], ['list'], ['sanction', 'list']])(
    'is said to be old where somebody looks at what others may have written on: %s',
    async (...command) => {
      const { ana: place, remote } = await teamOfTwo();
      await synced(place);
      const id = await report(place, { ...FEW });
      await rm(remote, { recursive: true });
      const argv = ['show', 'access'].includes(command[0] ?? '') ? [...command, id] : command;
      const at = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);
      expect(await words(place, argv, at(15))).toContain(`${OLD}. \`coc sync\``);
      expect(await words(place, argv, at(5))).not.toContain(OLD);
    },
  );

  it('is held against the server at the door, and what is there is fetched: a sanction of a moment ago is found', async () => {
    const { ana: place, ben, remote } = await teamOfTwo();
    const id = await report(place, {
      ...{ ...PRIVATE, share: 'team', permission: 'Ben may know.', readers: ['ben'] },
    });
    await synced(ben);
    await done(place, 'meeting', id, { ...MEETING_DECIDED, present: ['ana'] });
    await done(place, 'sanction', id, { ...WARNING, 'decided-by': ['ana'] });
    const soon = new Date(NOW.getTime() + 8 * 60_000);
    const found = await coc(ben, ['sanction', 'check'], { stdin: 'Marlon Vane', now: soon });
    expect(found.stdout.replace(/\s+/g, ' ')).toContain(`Marlon Vane (A1 of ${id})`);
    const nobody = await coc(ben, ['sanction', 'check'], { stdin: 'Otto Quist', now: soon });
    expect(nobody.stdout.replace(/\s+/g, ' ')).toMatch(
      /^Nobody with a name like this is under a sanction\. ?$/,
    );
    expect(nobody.stderr).not.toContain(OLD);

    await rm(remote, { recursive: true });
    const away = new Date(NOW.getTime() + 11 * 60_000);
    const asked = await coc(ben, ['sanction', 'check'], { stdin: 'Otto Quist', now: away });
    expect(asked.stdout.replace(/\s+/g, ' ')).toMatch(
      /not yet a no.*Last shared today \d\d:\d\d; what others/,
    );
    const data = json(await coc(ben, ['sanction', 'check', '--json'], { stdin: 'Otto Quist', now: away }));
    expect(data).toMatchObject({ found: [], lastShared: expect.stringMatching(/^2026-11-23T/) });
    const still = await coc(ben, ['sanction', 'check'], { stdin: 'Marlon Vane', now: away });
    expect(still.stdout).toContain('Marlon Vane');
  });

  it('does not make a second incident of what somebody else took a report of meanwhile, nor wait where that cannot be known', async () => {
    const { ana: place, ben, remote } = await teamOfTwo();
    json(await coc(ben, ['sync', '--json'], { now: later(-5) }));
    const id = await report(place, {
      ...{ threat: 'none', account: 'The keynote showed a sexual slide with a naked woman.' },
      ...{ who: 'the speaker', visibility: 'witnessed', 'hide-reporter': 'no' },
      ...{ share: 'team', permission: 'Everybody may know.', readers: ['ben'] },
    });
    const steps = [
      ['threat', 'none'],
      ['account', 'There was a naked woman on a slide in the keynote.'],
    ] as const;
    const begun = async (choices: readonly string[]) => {
      const at = seat(ben, steps, choices);
      const ended = await takeStep(at.app, 'report new', undefined, {}).catch((error: unknown) => error);
      return { ...at, ended: String(ended) };
    };
    const { prompter, ended } = await begun(['It belongs to']);
    expect(ended).not.toContain('is not offered');
    expect(prompter.asked.map((one) => one.id).slice(0, 2)).toEqual(['threat', 'account']);
    const keys = await (await seat(ben, []).app.keys()).unlock();
    const { drafts } = await seat(ben, []).app.desk();
    const [kept] = await Promise.all((await drafts.list()).map((one) => drafts.read(one.id, keys)));
    expect(kept).toMatchObject({ command: 'report add', incident: id.replace('-', '') });
    await drafts.remove(kept?.id ?? '');

    json(await coc(ben, ['sync', '--json'], { now: later(-5) }));
    await rm(remote, { recursive: true });
    const away = await begun(['It is a report of its own']);
    expect(away.told().replace(/\s+/g, ' ')).toContain(OLD);
  });

  it('says at home how old it is', async () => {
    const { ana: place } = await teamOfTwo();
    await synced(place);
    expect(await words(place, [], later(1))).toMatch(/Last compared with the server today \d\d:\d\d\./);
  });

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
