import { describe, expect, it } from 'vitest';
import {
  type Answers,
  ana,
  anaAndBen,
  answer,
  coc,
  json,
  NOW,
  type Place,
  type RunOptions,
  show,
} from './run.ts';
import { done, due, placeWith, step } from './steps.ts';

/** A team that begins with old files: what came in, was decided and was closed years before. */

const MO: Answers = {
  account: 'Mo kept following Jo at the party, and went on after Jo had said no.',
  'received-at': '2023-05-12',
  'reporter-name': 'Jo Park',
  'reporter-is-affected': 'yes',
  who: 'Mo Ferrer',
  share: 'recorder',
  outcome: 'sanction',
  'decided-at': '2023-05-14',
  'decided-by': ['Pat Former', 'Ana'],
  sanction: 'ban',
  scope: 'all our events',
  term: 'until',
  until: '2028-05-31',
};
const ENDED: Answers = {
  ...MO,
  who: 'Otto Quist',
  'reporter-name': 'Sunita Rao',
  until: '2024-05-31',
  'ran-out': 'yes',
  'closed-at': '2024-06-03',
};
const NOTHING: Answers = {
  account: 'Somebody was rude at the desk.',
  'received-at': 'May 2023',
  share: 'recorder',
  who: 'Ada Lund',
  outcome: 'no-action',
  'decided-at': '2023-05-14',
  'closed-at': '2023-05-15',
};

const enter = (place: Place, answers: Answers, options: RunOptions = {}) =>
  answer(place, ['report', 'new', '--past', '--yes', '--json'], answers, options);
const entered = async (place: Place, answers: Answers): Promise<string> =>
  json(await enter(place, answers)).id;
const oldPlace = (answers: Answers) => placeWith('old case', answers, (place) => entered(place, answers));
const text = async (place: Place, ...argv: readonly string[]) =>
  (await coc(place, argv)).stdout.replace(/\s+/g, ' ');

describe.concurrent('old cases, an answers file each', () => {
  it('are entered as they were: what runs is found, what is over is over, and nothing is due', async () => {
    const place = await ana();
    const running = await entered(place, MO);
    const over = await entered(place, ENDED);
    const none = await entered(place, NOTHING);
    expect(await due(place)).toEqual([
      expect.objectContaining({
        what: 'Close it',
        at: null,
        overdue: false,
        command: `coc close ${running}`,
      }),
    ]);
    const all: readonly { id: string }[] = json(await coc(place, ['list', '--json']));
    const of = (id: string) => all.find((one) => one.id === id);
    expect(of(running)).toMatchObject({ status: 'decided', overdue: false, respondBy: null });
    expect(of(over)).toMatchObject({ status: 'closed', overdue: false, respondBy: null });
    expect(of(none)).toMatchObject({ status: 'closed', overdue: false, respondBy: null });
    expect(json(await coc(place, ['sanction', 'list', '--json']))).toMatchObject([
      { incident: over, status: 'ended', until: '2024-05-31', name: 'Otto Quist' },
      { incident: running, status: 'active', until: '2028-05-31', name: 'Mo Ferrer' },
    ]);
    const atTheDoor = async (name: string) =>
      json(await coc(place, ['sanction', 'check', '--json'], { stdin: name })).found;
    expect(await atTheDoor('mo ferrer')).toMatchObject([{ incident: running }]);
    expect(await atTheDoor('Otto Quist')).toEqual([]);

    const shown = await show(place, running);
    expect(shown.reports).toMatchObject([{ fromFiles: true, precision: { receivedAt: 'day' } }]);
    expect(shown.sanctions[0].startsAt).toMatch(/^2023-05-14T00:00/);
    expect(shown.meetings).toMatchObject([{ present: ['ana'], alsoPresent: ['S1'], outcome: 'sanction' }]);
    const screen = await text(place, 'show', running);
    for (const words of [
      'From earlier files entered today 15:00 by Ana',
      'Received Fri 12 May 2023',
      'Meeting, Sun 14 May 2023',
      'Since Sun 14 May 2023',
      'Pat Former',
    ])
      expect(screen).toContain(words);
    const [report] = (await show(place, none)).reports;
    expect(report).toMatchObject({ precision: { receivedAt: 'month' } });
    expect(await text(place, 'show', none)).toContain('Received May 2023');
    expect(await text(place, 'show', over)).toContain('Closed Mon 3 Jun 2024, written down today 15:00');
    expect((await text(place, 'status')).toLowerCase()).not.toContain('overdue');
  });

  it('says nobody is late to confirm what was over long before, and asks once', async () => {
    const { place, id } = await oldPlace({ ...ENDED, 'ran-out': 'no' });
    expect(await due(place)).toMatchObject([
      { what: expect.stringContaining('has ended'), at: null, overdue: false },
    ]);
    await done(place, 'sanction end', id, { how: 'ran-out' });
    expect(await due(place)).toEqual([]);
  });

  it('what still runs is followed from then on: a change today has to be told, and the end is due', async () => {
    const { place, id } = await oldPlace({ ...MO, 'closed-at': '2023-06-01' });
    const later = { now: new Date('2028-05-20T12:00:00Z') };
    expect(await due(place, later)).toMatchObject([{ command: `coc sanction end ${id}` }]);
    await done(place, 'sanction change', id, {
      'changed-at': 'now',
      term: 'until',
      until: '2027-05-31',
      reason: 'They asked.',
      'decided-by': ['ana'],
    });
    expect(await due(place)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ what: 'Tell A1 what was decided' }),
        expect.objectContaining({ what: expect.stringMatching(/^Tell R1 that this is changed: /) }),
      ]),
    );
  });

  it('is found at the door by whoever may open it, who need not know who reported it', async () => {
    const { place, ben } = await anaAndBen();
    const id = await entered(place, {
      ...MO,
      share: 'team',
      permission: 'Jo wrote in May 2023 that the team may know.',
      readers: ['ben'],
      'hide-reporter': 'yes',
      summary: 'Somebody was followed at the party.',
    });
    const { found } = json(await coc(ben, ['sanction', 'check', '--json'], { stdin: 'Mo Ferrer' }));
    expect(found).toMatchObject([{ incident: id }]);
    const shown = await coc(ben, ['show', id]);
    expect(shown.stdout).toContain('Somebody was followed at the party.');
    expect(shown.stdout).toContain('from earlier files');
    expect(shown.stdout).not.toContain('Jo Park');
    expect(shown.stdout).not.toContain('after Jo had said no');
  });

  it('keeps out the member who is accused in it', async () => {
    const { place } = await anaAndBen();
    const ran = await enter(place, { ...MO, who: 'Ben' });
    expect(ran.stderr).toContain('conflicts is missing');
    const id = await entered(place, { ...MO, who: 'Ben', conflicts: ['ben'] });
    expect((await show(place, id)).keptOut).toEqual(['ben']);
  });

  it('refuses what is no old case, and a sanction on nobody', async () => {
    const place = await ana();
    const lately = await enter(place, { ...NOTHING, 'received-at': '2026-11-23T10:00:00Z' });
    expect(lately).toMatchObject({ code: 2, stdout: '' });
    expect(lately.stderr).toContain('received-at is so short ago');
    const nobody = await enter(place, { ...MO, who: null });
    expect(nobody).toMatchObject({ code: 2 });
    expect(nobody.stderr).toContain('outcome is about somebody');
    const undated = await enter(place, { account: 'x', share: 'recorder' });
    expect(undated.stderr).toContain('received-at is missing');
  });
});

describe.concurrent('an old case, step by step', () => {
  const BARE: Answers = {
    account: MO.account ?? '',
    'received-at': '2023-05-12',
    'reporter-name': 'Jo Park',
    'reporter-is-affected': 'yes',
    who: 'Mo Ferrer',
    share: 'recorder',
  };

  it('takes the moment of each, is not held up by rules for now, and leaves nothing due', async () => {
    const { place, id } = await oldPlace(BARE);
    expect(await due(place)).toMatchObject([
      { what: 'Write down what came of it then, or close it', at: null },
    ]);
    await done(place, 'notify', id, {
      about: 'complaint',
      person: 'A1',
      way: 'told',
      'told-at': '2023-05-13',
      how: 'by phone',
      'told-by': 'Pat Former',
    });
    await done(place, 'meeting', id, {
      'held-at': '2023-05-14',
      'also-present': ['Pat Former'],
      'what-happened': 'As in the file.',
      outcome: 'sanction',
    });
    const ban: Answers = {
      sanction: 'ban',
      scope: 'all',
      term: 'until',
      until: '2024-05-31',
      safety: 'for their safety',
    };
    const unsaid = await step(place, 'sanction', id, ban);
    expect(unsaid.stderr).toContain('starts-at is missing');
    await done(place, 'sanction', id, {
      ...ban,
      'starts-at': '2023-05-14',
      'also-decided-by': ['Pat Former'],
      'ran-out': 'no',
    });
    await done(place, 'sanction appeal', id, {
      state: 'received',
      'received-at': '2023-06-01',
      words: 'Too long.',
    });
    await done(place, 'sanction appeal', id, {
      state: 'heard',
      'also-heard-by': ['Lee Other'],
      'heard-at': '2023-06-10',
      outcome: 'lifted',
      reason: 'It was too long.',
    });
    expect(await due(place)).toMatchObject([{ command: `coc close ${id}` }]);
    await done(place, 'close', id, { 'closed-at': '2023-06-12' });
    expect(await due(place)).toEqual([]);
    const { sanctions, closed } = await show(place, id);
    expect(sanctions).toMatchObject([
      { decidedBy: ['S1'], ended: { how: 'lifted', endedAt: expect.stringMatching(/^2023-06-10/) } },
    ]);
    expect(closed).toMatchObject({ closedAt: expect.stringMatching(/^2023-06-12/) });
    const screen = await text(place, 'show', id);
    expect(screen).toContain('Heard Sat 10 Jun 2023 by S2');
  });

  it('an appeal that nobody has heard is due', async () => {
    const { place, id } = await oldPlace(MO);
    await done(place, 'sanction appeal', id, { state: 'received', 'received-at': '2026-11-01', words: 'x' });
    expect(await due(place)).toMatchObject([{ what: expect.stringMatching(/^Hear the appeal/) }]);
  });

  it('takes a further report of the same files without a clock, and one that comes in since with one', async () => {
    const { place, id } = await oldPlace(NOTHING);
    await done(place, 'report add', id, {
      add: 'report',
      'also-past': 'yes',
      account: 'A second account from the files.',
      'received-at': '2023-05-13',
      share: 'recorder',
    });
    expect((await due(place)).map(({ overdue, at }) => [overdue, at])).toEqual([[false, null]]);
    await done(place, 'close', id, { 'closed-at': '2023-05-15' });
    expect(await due(place)).toEqual([]);
    await done(place, 'report add', id, {
      add: 'report',
      threat: 'none',
      account: 'It happened again.',
      visibility: 'private',
      consent: 'no-objection',
      share: 'recorder',
      'received-at': NOW.toISOString().replace('.000', ''),
    });
    const waiting = await due(place);
    expect(waiting[0]).toMatchObject({
      what: expect.stringMatching(/^A report came in since this was entered from earlier files/),
      at: '2026-11-24T03:00:00.000Z',
    });
    expect((await due(place, { now: new Date('2026-11-25T12:00:00Z') }))[0]).toMatchObject({ overdue: true });
  });

  it('when it came in can be put right, as another month, and not as today', async () => {
    const { place, id } = await oldPlace(NOTHING);
    const right = (receivedAt: string) =>
      step(place, 'report add', id, { add: 'correction', 'received-at': receivedAt });
    expect((await right('now')).stderr).toContain('received-at is so short ago');
    expect(await right('June 2023')).toMatchObject({ code: 0 });
    expect(await text(place, 'show', id)).toContain('Received Jun 2023');
    expect(await due(place)).toEqual([]);
  });

  it('a report that comes in to one that was never closed has its clock', async () => {
    const { place, id } = await oldPlace(MO);
    await done(place, 'report add', id, {
      add: 'report',
      threat: 'none',
      account: 'It happened again.',
      visibility: 'private',
      consent: 'no-objection',
      share: 'recorder',
    });
    const next = { now: new Date('2026-11-25T12:00:00Z') };
    expect((await due(place, next))[0]).toMatchObject({ overdue: true, command: `coc meeting ${id}` });
    expect(await text(place, 'show', id)).toContain(
      'Report 2 came in since this was entered from earlier files',
    );
  });
});

describe.concurrent('elsewhere', () => {
  it('a sanction that began before it is written down says so, and so may be over', async () => {
    const { place, id } = await placeWith('old sanction in a new case', {}, async (at) => {
      const fresh = json(
        await answer(at, ['report', 'new', '--yes', '--json'], {
          threat: 'none',
          account: 'x',
          visibility: 'private',
          consent: 'no-objection',
          who: 'Mo Ferrer',
          share: 'recorder',
        }),
      );
      await done(at, 'meeting', fresh.id, {
        present: ['ana'],
        told: 'cannot',
        cannot: 'They left.',
        'what-happened': 'x',
        outcome: 'sanction',
      });
      return fresh.id;
    });
    const ban: Answers = {
      sanction: 'ban',
      scope: 'x',
      term: 'until',
      until: '2026-11-22',
      safety: 'for their safety',
      'decided-by': ['ana'],
    };
    const refused = await step(place, 'sanction', id, ban);
    expect(refused.stderr).toContain('until is over already');
    await done(place, 'sanction', id, { ...ban, 'starts-at': '2026-11-20', 'ran-out': 'yes' });
    expect(json(await coc(place, ['sanction', 'list', '--json']))).toMatchObject([{ status: 'ended' }]);
    expect(await due(place)).toEqual(
      expect.arrayContaining([expect.objectContaining({ what: 'Tell A1 what was decided' })]),
    );
  });
});
