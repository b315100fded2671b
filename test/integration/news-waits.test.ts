import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../src/catalogue.ts';
import { takeStep } from '../../src/desk/flow.ts';
import type { Step } from '../unit/interview/scripted-prompter.ts';
import { coc, FEW, NOW, type Place, report } from './run.ts';
import { seat } from './seat.ts';
import { joined, synced, teamOfThree } from './teams.ts';

const flat = (text: string): string => text.replace(/\s+/g, ' ');
const CHANGED = 'Ana changed the team: Cem became an admin.';
const LATER = new Date(NOW.getTime() + 600_000);
const SHARED = { ...FEW, share: 'named', permission: 'Ben may.', readers: ['ben'] };

/** What somebody had before them at the last question of a step, where they stopped, and in the end. */
async function stoppedAt(place: Place, step: string, id: string | undefined, script: readonly Step[]) {
  let shown = '';
  const [last = ['', '']] = script.slice(-1);
  const stop: Step = [
    last[0],
    () => {
      shown = flat(at.told());
      throw new Error('stopped');
    },
  ] as Step;
  const at = seat(place, [...script.slice(0, -1), stop], [], CATALOGUE, LATER);
  await expect(takeStep(at.app, step, id, {})).rejects.toThrow('stopped');
  return { shown, told: flat(at.told()) };
}

describe.concurrent('while somebody from outside may be looking on', () => {
  it('news of the team and of other incidents waits: at a new report', async () => {
    const { ana, ben } = await teamOfThree();
    await synced(ben);
    expect((await coc(ana, ['team', 'admin', 'cem', '--yes'])).code).toBe(0);
    const other = await report(ana, SHARED);
    const script: Step[] = [['threat', 'none'], ['account', 'They followed me.'], ['channel']];
    const { shown, told } = await stoppedAt(ben, 'report new', undefined, script);
    expect(shown).toContain('Every answer is kept');
    expect(shown).not.toContain('Ana changed');
    expect(shown).not.toContain(other);
    expect(told.split(CHANGED)).toHaveLength(2);
    expect(told).toContain(`${other} is new, and you can open it`);
  });

  it.each<[string, object]>([
    ['report add', { add: 'detail', behavior: 'They shouted.' }],
    ['statement', { person: 'A1', words: 'I was not there.', 'taken-at': 'now', 'taken-by': 'ben' }],
  ])('and comes behind what was saved: at %s', async (step, answers) => {
    const { ana, ben } = await teamOfThree();
    const id = await report(ana, { ...SHARED, who: 'Otto Quist' });
    await synced(ben);
    expect((await coc(ana, ['team', 'admin', 'cem', '--yes'])).code).toBe(0);
    const file = join(ben.home, 'answers.yaml');
    await writeFile(file, JSON.stringify(answers));
    const { app } = seat(ben, [], [], CATALOGUE, LATER);
    const written: string[] = [];
    for (const stream of [app.io.stdout, app.io.stderr])
      Object.assign(stream, { write: (text: string) => written.push(text) });
    await takeStep(app, step, id, { answers: file, yes: true });
    const all = flat(written.join(''));
    expect(all.split(CHANGED)).toHaveLength(2);
    expect(all.indexOf('It belongs to')).toBeGreaterThan(-1);
    expect(all.indexOf(CHANGED)).toBeGreaterThan(all.indexOf('It belongs to'));
  });

  it('but a warning of keys does not wait', async () => {
    const { ana, ben, remote } = await teamOfThree();
    await synced(ben);
    await joined({ ana, remote }, 'Dan');
    const script: Step[] = [['threat', 'none'], ['account', 'They followed me.'], ['channel']];
    const { shown } = await stoppedAt(ben, 'report new', undefined, script);
    expect(shown).toContain('Ana changed the team: Dan was added. The words of the keys');
  });

  it('nor does anything wait at a step of the team alone', async () => {
    const { ana, ben } = await teamOfThree();
    const id = await report(ana, SHARED);
    await synced(ben);
    expect((await coc(ana, ['team', 'admin', 'cem', '--yes'])).code).toBe(0);
    const { shown } = await stoppedAt(ben, 'meeting', id, [['held-at']]);
    expect(shown).toContain(CHANGED);
  });
});
