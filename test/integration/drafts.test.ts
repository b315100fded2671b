import { readdir, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CATALOGUE, stepOf } from '../../src/catalogue.ts';
import { home } from '../../src/commands/home.ts';
import { reportResume } from '../../src/commands/report-resume.ts';
import { draftOptions } from '../../src/desk/draft-options.ts';
import { takeStep } from '../../src/desk/flow.ts';
import { earlierDraft } from '../../src/desk/offer-earlier.ts';
import { begunBefore, type Workplace } from '../../src/desk/workplace.ts';
import { Cancelled } from '../../src/errors.ts';
import type { Option } from '../../src/interview/prompter.ts';
import type { Step } from '../unit/interview/scripted-prompter.ts';
import { ana, answer, coc, deskOf, FEW, json, type Place, report } from './run.ts';
import { seat } from './seat.ts';

const INCIDENT = 'RJBB63AB';
const HIDDEN = ['Ben Okafor', 'Members like'];

async function begin(place: Place, id: string, command: string, answers: Record<string, string>) {
  const { drafts } = await deskOf(place);
  const draft = {
    ...{ id, entry: 'ABCDEFGHJK', incident: INCIDENT, command, answers, passed: [] },
    startedAt: '2026-11-23T14:00:00Z',
  };
  await drafts.keep(draft);
  return draft;
}

/** Leaves half of a draft's file. */
async function cutOff(place: Place, id: string): Promise<void> {
  const folder = join(place.home, '.local/state/coc/drafts');
  const [name = ''] = (await readdir(folder, { recursive: true })).filter((one) => one.endsWith(`${id}.age`));
  await truncate(join(folder, name), 40);
}

async function workplaceOf(place: Place): Promise<Workplace> {
  const desk = await deskOf(place);
  return { desk, drafts: desk.drafts, folder: place.repo };
}

describe.concurrent('what was begun and is not finished', () => {
  it('stands in the way of nothing where it cannot be read, and stays', async () => {
    const place = await ana();
    const id = await report(place, FEW);
    const draft = await begin(place, '0123456789', 'note', { note: 'Members like this' });
    await cutOff(place, draft.id);
    const noted = await answer(place, ['note', id, '--yes'], { note: 'He was seen again.' });
    expect(noted).toMatchObject({ code: 0 });
    const { drafts } = await deskOf(place);
    expect(await begunBefore(seat(place, []).app, drafts, () => true)).toBeUndefined();
    expect((await drafts.list()).map((one) => one.id)).toEqual([draft.id]);
    const resumed = await coc(place, ['report', 'resume']);
    expect(resumed).toMatchObject({ code: 1, stdout: '' });
    expect(resumed.stderr).toContain('What you had begun cannot be read any more');
  });

  it('shows no words and no names where it is listed unasked, beside a reporter', async () => {
    const place = await ana();
    await begin(place, '0123456789', 'note', { note: 'Members like Ben Okafor should know better' });
    const partial = { id: 'account', text: 'Ben Okafor said that' };
    const { drafts } = await deskOf(place);
    const report = await begin(place, '1123456789', 'report new', { threat: 'none' });
    await drafts.keep({ ...report, partial });
    const { app, prompter } = seat(place, []);
    const offered: Option<unknown>[] = [];
    Object.assign(prompter, {
      choose: async (_message: string, options: readonly Option<unknown>[]) => {
        offered.push(...options);
        return undefined;
      },
    });
    await earlierDraft(app, await workplaceOf(place), { ...report, id: '2123456789' });
    const labels = offered.map(({ label }) => label).join('\n');
    expect(labels).toContain('a note on RJBB-63AB');
    expect(labels).toContain('a report');
    for (const hidden of HIDDEN) expect(labels).not.toContain(hidden);
  });

  it('shows what was answered once somebody goes on with it, and not while they answer', async () => {
    const place = await ana();
    const first = seat(place, [
      ['threat', 'none'],
      ['account', 'She said that'],
      [
        'channel',
        () => {
          throw new Error('stopped');
        },
      ],
    ]);
    await expect(takeStep(first.app, 'report new', undefined, {})).rejects.toThrow('stopped');
    expect(first.prompter.shown.filter(({ kind }) => kind === 'fields')).toEqual([]);
    const again = seat(
      place,
      [
        [
          'channel',
          () => {
            throw new Error('stopped');
          },
        ],
      ],
      ['The one of'],
    );
    await expect(reportResume(again.app, [], {})).rejects.toThrow('stopped');
    expect(again.prompter.shown).toContainEqual(
      expect.objectContaining({
        kind: 'fields',
        rows: expect.arrayContaining([['Account', 'She said that']]),
      }),
    );
  });

  it('is in the menu at home only where there is something', async () => {
    const place = await ana();
    const offered = async (): Promise<readonly string[]> => {
      const { app, prompter } = seat(place, []);
      const labels: string[] = [];
      Object.assign(prompter, {
        choose: async (_message: string, options: readonly Option<() => void>[]) => {
          labels.push(...options.map(({ label }) => label));
          return options.at(-1)?.value;
        },
      });
      await home(app);
      return labels;
    };
    expect(await offered()).not.toContain('Go on with what is not finished');
    await begin(place, '0123456789', 'note', {});
    expect(await offered()).toContain('Go on with what is not finished');
  });

  it('shows how those begin that nothing else tells apart, to whoever asked for them, and no other words', async () => {
    const place = await ana();
    await begin(place, '0123456789', 'note', { note: 'Members like Ben Okafor should know better' });
    await begin(place, '1123456789', 'report add', { add: 'report', account: 'Cem Yildiz shouted' });
    const workplace = await workplaceOf(place);
    const { app } = seat(place, []);
    const labels = async (): Promise<string> =>
      (await draftOptions(app, workplace, await workplace.drafts.list(), 'words'))
        .map(({ label }) => label)
        .join('\n');
    expect(await labels()).toMatch(/: a note on RJBB-63AB$/m);
    for (const hidden of ['Members', 'Yildiz']) expect(await labels()).not.toContain(hidden);
    await begin(place, '2123456789', 'note', { note: 'Something else' });
    expect(await labels()).toMatch(/: a note on RJBB-63AB, “Members like Ben Okafor .*…”$/m);
    expect(await labels()).toMatch(/: a note on RJBB-63AB, “Something else”$/m);
    expect(await labels()).not.toContain('Yildiz');
  });

  it.each(['words', 'kinds'] as const)(
    'has no two lines that are the same (%s), whatever was begun',
    async (tell) => {
      const place = await ana();
      const { drafts } = await deskOf(place);
      const account = 'Sorry, on four of the pictures the day was wrong';
      const intake = (source: string) => ({
        intake: { kind: 'mail' as const, source, sha256: source, proposed: {} },
      });
      const all: readonly object[] = [
        ...[{}, {}, { answers: { account } }, { answers: { account } }],
        ...[{ answers: { account: `${account}, and more` } }, { answers: { threat: 'none' } }],
        ...[intake('/somewhere/MARKER-b.eml'), intake('/somewhere/MARKER-c.eml'), intake('-')],
      ];
      for (const [at, command] of ['report new', 'report add', 'meeting'].entries())
        for (const [index, more] of all.entries())
          await drafts.keep({ ...(await begin(place, `${at}${index}00000000`, command, {})), ...more });
      const workplace = await workplaceOf(place);
      const lines = async (): Promise<readonly string[]> =>
        (await draftOptions(seat(place, []).app, workplace, await drafts.list(), tell)).map(
          ({ label }) => label,
        );
      const seen = await lines();
      expect(seen).toHaveLength(27);
      expect(new Set(seen).size, seen.join('\n')).toBe(27);
      if (tell === 'kinds')
        for (const hidden of ['Sorry', 'MARKER']) expect(seen.join('\n')).not.toContain(hidden);
      else for (const told of ['“Sorry, on four', 'MARKER-b.eml']) expect(seen.join('\n')).toContain(told);
      const { reminders } = json(await coc(place, ['status', '--json']));
      const own = (reminders as string[]).filter((one) => one.startsWith('What you began'));
      expect(new Set(own).size).toBe(27);
    },
  );

  it('says what each is, and none of its words, where all that waits is listed', async () => {
    const place = await ana();
    await begin(place, '0123456789', 'note', { note: 'Members like Ben Okafor should know better' });
    await begin(place, '1123456789', 'report add', { add: 'report' });
    const { reminders } = json(await coc(place, ['status', '--json']));
    const told = (reminders as string[]).filter((one) => one.startsWith('What you began'));
    expect(told.join()).toContain('is not finished (a note on RJBB-63AB): `coc report resume`');
    expect(told.join()).toContain('(something to add to RJBB-63AB)');
    for (const hidden of HIDDEN) expect(told.join()).not.toContain(hidden);
  });

  it('says what each is once the passphrase was typed', async () => {
    const place = await ana();
    await begin(place, '0123456789', 'note', { note: 'Members like Ben' });
    const { app } = seat(place, []);
    const keys = await app.keys();
    await keys.unlock();
    Object.assign(keys, { isProtected: async () => true });
    const workplace = await workplaceOf(place);
    const [option] = await draftOptions(app, workplace, await workplace.drafts.list(), 'kinds');
    expect(option?.label).toContain('a note on RJBB-63AB');
  });

  it('is not there where nothing is told yet but that something is to be added; no answer gets lost', async () => {
    const place = await ana();
    const id = await report(place, FEW);
    const stop = (): never => {
      throw new Cancelled();
    };
    const stopped = async (...steps: Step[]): Promise<number> => {
      const { app } = seat(place, steps);
      await expect(takeStep(app, 'report add', id, {})).rejects.toThrow('cancelled');
      return (await (await deskOf(place)).drafts.list()).length;
    };
    expect(await stopped(['add', stop])).toBe(0);
    expect(await stopped(['add', 'report'], ['threat', 'none'], ['account', stop])).toBe(1);
    expect(
      await stopped(['add', 'report'], ['threat', 'none'], ['account', 'She said that'], ['channel', stop]),
    ).toBe(2);
  });

  it.each(CATALOGUE.map(({ id }) => [id]))(
    'is called by words, and not by what is typed for it: %s',
    async (id) => {
      const place = await ana();
      await begin(place, '0123456789', id, {});
      const workplace = await workplaceOf(place);
      const { app } = seat(place, []);
      const [option] = await draftOptions(app, workplace, await workplace.drafts.list(), 'kinds');
      expect((await stepOf(CATALOGUE, id))?.id).toBe(id);
      expect(option?.label).not.toContain(`${id} of`);
      expect(option?.label).not.toContain('“');
    },
  );
});
