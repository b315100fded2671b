import { describe, expect, it } from 'vitest';
import { makeEntryId } from '../../src/incident/id.ts';
import { ana, anaAndBen, answer, coc, deskOf, FEW, git, json, type Place, report } from './run.ts';

const FOR_BEN = {
  ...FEW,
  share: 'named',
  permission: 'They said that Ben may know what happened.',
  readers: ['ben'],
  'reporter-name': 'Rosa Reporter',
};
const HIDDEN = {
  ...FOR_BEN,
  'hide-reporter': 'yes',
  summary: 'Somebody was followed around.',
};

const exposed = async (place: Place, member: string) =>
  json(await coc(place, ['access', '--exposure', member, '--json']));

const entryId = (seed: number): string => makeEntryId((length) => new Uint8Array(length).fill(seed));

async function note(place: Place, id: string): Promise<void> {
  const ran = await answer(place, ['note', id, '--yes'], { note: 'We talked on the phone.' });
  expect(ran.code, ran.stderr).toBe(0);
}

/** Keeps Ben out from now on. */
async function keepOut(place: Place, id: string): Promise<void> {
  const { vault } = await deskOf(place);
  await vault.append(await vault.find(id), () => [
    { id: entryId(7), content: { kind: 'recusal', member: 'ben' } },
  ]);
}

/** Lets Ben in, with permission. */
async function letIn(place: Place, id: string): Promise<void> {
  const { vault } = await deskOf(place);
  await vault.append(await vault.find(id), ({ view }) => [
    {
      id: entryId(1),
      content: {
        kind: 'permission',
        report: view.reports[0]?.id ?? '',
        share: 'named',
        members: ['ben'],
        words: 'They said that Ben may know.',
      },
    },
    { id: entryId(2), content: { kind: 'grant', member: 'ben' } },
  ]);
}

async function remove(place: Place): Promise<void> {
  const { vault } = await deskOf(place);
  await vault.changeRoster(
    (roster) => ({
      ...roster,
      members: roster.members.map((one) =>
        one.id === 'ben' ? { ...one, left: '2026-11-23T14:30:00Z' } : one,
      ),
    }),
    { sealAgain: true },
  );
}

describe.concurrent('what somebody could open', () => {
  it('is what was sealed to them, and for how long, and no more', async () => {
    const { place } = await anaAndBen();
    const before = await report(place, FEW);
    const theirs = await report(place, FOR_BEN);
    const { entriesNow } = (await exposed(place, 'ben')).incidents[0];
    await note(place, theirs);
    await keepOut(place, theirs);
    await note(place, theirs);
    const found = await exposed(place, 'ben');
    expect(found).toMatchObject({
      member: { id: 'ben', left: null, replaced: [], custodian: false },
      never: 1,
      notOpened: 0,
    });
    expect(found.incidents).toHaveLength(1);
    expect(found.incidents[0]).toMatchObject({
      incident: theirs,
      still: false,
      versions: 2,
      versionsInAll: 4,
      entries: entriesNow + 1,
      entriesNow: entriesNow + 3,
      sealedInside: 0,
    });
    expect(Date.parse(found.incidents[0].to)).toBeGreaterThanOrEqual(Date.parse(found.incidents[0].from));
    expect(JSON.stringify(found)).not.toContain(before);
  });

  it('says whether who reported was open to them', async () => {
    const { place } = await anaAndBen();
    await report(place, HIDDEN);
    expect((await exposed(place, 'ben')).incidents[0]).toMatchObject({ still: true, sealedOpen: 0 });
    const own = (await exposed(place, 'ana')).incidents[0];
    expect(own.sealedInside).toBeGreaterThan(0);
    expect(own.sealedOpen).toBe(own.sealedInside);
    const page = await coc(place, ['access', '--exposure', 'Ben']);
    expect(page.code, page.stderr).toBe(0);
    expect(page.stdout).toContain('was not open to them');
    expect(page.stdout).not.toContain('Rosa');
  });

  it.each([['HHOH'], ['OHOH'], ['OOOO'], ['HHHH']])(
    'says it of each report, by which was hidden: %s',
    async (pattern) => {
      const { place } = await anaAndBen();
      const [first, ...further] = [...pattern];
      const id = await report(place, first === 'H' ? HIDDEN : { ...FOR_BEN, 'hide-reporter': 'no' });
      for (const [index, one] of further.entries()) {
        const more = {
          ...{ add: 'report', threat: 'none', account: `Words ${index}.`, consent: 'no-objection' },
          ...{ share: 'named', permission: 'Ben may know.', readers: ['ben'] },
          ...{
            'reporter-name': ['Quentin Ash', 'Tove Marsh', 'Nora Bloom'][index],
            'hide-reporter': one === 'H' ? 'yes' : 'no',
          },
          ...(one === 'H' && { summary: 'Somebody was followed.' }),
        };
        const ran = await answer(place, ['report', 'add', id, '--yes'], more);
        expect(ran.code, ran.stderr).toBe(0);
      }
      await keepOut(place, id);
      const alone = {
        ...{ add: 'report', threat: 'none', account: 'And me.', consent: 'no-objection', share: 'recorder' },
      };
      const ran = await answer(place, ['report', 'add', id, '--yes'], alone);
      expect(ran.code, ran.stderr).toBe(0);
      const [found] = (await exposed(place, 'ben')).incidents;
      const open = [...pattern].map((one) => one === 'O');
      expect(found.reports).toEqual([
        ...open.map((is, index) => ({ report: index + 1, sealed: !is, who: is, words: is })),
        { report: 5, sealed: false, who: null, words: null },
      ]);
      const page = (await coc(place, ['access', '--exposure', 'Ben'])).stdout.replace(/\s+/g, ' ');
      const numbers = (is: boolean) => open.flatMap((one, index) => (one === is ? [index + 1] : []));
      const named = (those: readonly number[]) => those.join(', ').replace(/, (\d+)$/, ' and $1');
      const [can, cannot] = [numbers(true), numbers(false)];
      if (can.length > 0)
        expect(page).toMatch(
          new RegExp(`Reports? ${named(can)}: who reported it, and their words, were open`),
        );
      if (cannot.length > 0)
        expect(page).toMatch(
          new RegExp(`Reports? ${named(cannot)}: who reported it[^:]*were not open to them`),
        );
      expect(page).toContain('Report 5: stood in nothing that they could open');
      expect(page).not.toMatch(/Rosa|Quentin|Tove|Nora/);
    },
  );

  it('is told of somebody who has left, until it was sealed again', async () => {
    const { place } = await anaAndBen();
    const id = await report(place, FOR_BEN);
    await remove(place);
    expect(await exposed(place, 'ben')).toMatchObject({
      member: { left: '2026-11-23T14:30:00Z' },
      incidents: [{ incident: id, still: false, versions: 1, versionsInAll: 2 }],
    });
  });

  it('says nothing of what one cannot open oneself, and keeps nothing', async () => {
    const { place, ben } = await anaAndBen();
    const shared = await report(place, FOR_BEN);
    const kept = await report(place, FEW);
    const status = git(place, 'status', '--porcelain', '--untracked-files=all');
    const found = await exposed(ben, 'ana');
    expect(found).toMatchObject({ incidents: [{ incident: shared, still: true }], notOpened: 1 });
    expect(JSON.stringify(found)).not.toContain(kept);
    expect((await coc(ben, ['access', '--exposure', 'ana'])).stdout).toContain('nothing can be said here');
    expect(git(place, 'status', '--porcelain', '--untracked-files=all')).toBe(status);
  });

  it('counts earlier versions that one cannot open', async () => {
    const { place, ben } = await anaAndBen();
    const id = await report(place, FEW);
    await letIn(place, id);
    expect((await exposed(ben, 'ana')).incidents[0]).toMatchObject({ versions: 1, notOpened: 1 });
    expect((await coc(ben, ['access', '--exposure', 'ana'])).stdout).toMatch(/there may be more than\s+this/);
  });

  it('names who there is where nobody is called that', async () => {
    const place = await ana();
    const ran = await coc(place, ['access', '--exposure', 'nobody']);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain('ana (Ana)');
  });
});
