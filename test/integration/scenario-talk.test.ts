import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type Answers,
  ana,
  answer,
  coc,
  drafts,
  git,
  json,
  type Place,
  type RunOptions,
  report,
  show,
} from './run.ts';
import {
  anaWith,
  done,
  due,
  hasAge,
  openedByAge,
  type PlaceWith,
  PRIVATE,
  placeWith,
  refused,
  step,
} from './steps.ts';

/** Scenario 1: at 14:10 a keynote shows a sexual slide. */
const at = (time: string, day = '2026-11-23'): RunOptions => ({ now: new Date(`${day}T${time}:00Z`) });
const AT_1510 = at('15:10');

const ACCOUNT = 'There was a naked woman on a slide, and he joked that she came with the framework.';
const FIRST: Answers = {
  threat: 'none',
  account: ACCOUNT,
  channel: 'written',
  'received-at': '2026-11-23T14:12:00Z',
  'reporter-name': 'Mara Quill',
  'reporter-contact': 'mara@quill.example',
  who: 'Dexter Holm, who gave the keynote',
  behavior: 'a sexual slide',
  when: 'at 14:10',
  circumstances: 'the keynote in the Aurora room',
  visibility: 'witnessed',
  share: 'recorder',
};
const further = (minute: string, account: string, more: Answers = {}): Answers => ({
  add: 'report',
  threat: 'none',
  account,
  'received-at': `2026-11-23T14:${minute}:00Z`,
  'same-person': 'A1',
  share: 'recorder',
  ...more,
});
const OTHERS = [
  further('15', 'The slide made me leave the room.', { channel: 'verbal', 'reporter-name': 'Tobias Renner' }),
  further('19', 'Please do not put that video online.', { channel: 'written', 'reporter-name': null }),
  further('24', 'We all saw it. Nobody laughed.', { channel: 'written', 'reporter-name': null }),
  further('30', 'I was in the third row.', { channel: 'verbal', 'reporter-name': 'Ines Valdor' }),
];
const CALM: Answers = {
  present: ['ana'],
  told: 'no',
  'tell-who': 'Ana',
  'tell-when': '2026-11-23T15:30:00Z',
  'hear-who': 'Ana',
  'hear-when': '2026-11-23T15:30:00Z',
  'what-happened': 'A slide of the keynote showed a naked person.',
  outcome: 'undecided',
};
const DECISION: Answers = {
  present: ['ana'],
  'what-happened': 'A slide of the keynote showed a naked person, with a joke about her.',
  outcome: 'sanction',
  'action-1': 'Stop the upload of the video',
  'action-1-who': 'Sam Ortega',
  'action-1-when': '2026-11-23T17:45:00Z',
};
const TALK: Answers = {
  sanction: 'no-publication',
  talk: 'the keynote of the first day',
  safety: 'Nobody has to see it again.',
  tell: ['the video crew'],
  'also-switch-off': ['the upload of 18:00'],
};
const DRAFT: Answers = {
  do: 'draft',
  why: ['transparency', 'reassurance'],
  what: 'A sexual slide was shown in a talk',
  action: 'Neither the video nor the slides are published',
};

const fiveReports = (): Promise<PlaceWith> => placeWith('five reports', {}, reportFive);

async function reportFive(place: Place): Promise<string> {
  const id = await report(place, FIRST, at('14:13'));
  for (const one of OTHERS) json(await add(place, id, one));
  return id;
}

function add(place: Place, id: string, answers: Answers) {
  return answer(place, ['report', 'add', id, '--yes', '--json'], answers, at('14:35'));
}

describe.concurrent('the widely witnessed talk', () => {
  it('runs from the first report to the evaluation', async () => {
    const { place, id } = await fiveReports();

    await done(
      place,
      'notify',
      id,
      { about: 'complaint', way: 'letter', name: 'Dexter Holm', given: 'yes', how: 'backstage' },
      at('14:40'),
    );
    await done(place, 'statement', id, { words: 'It was meant as a joke.' }, at('14:45'));
    await done(place, 'meeting', id, DECISION, at('15:00'));
    await done(place, 'sanction', id, TALK, AT_1510);
    expect((await due(place, AT_1510)).map(({ command }) => command)).toEqual([
      `coc meeting ${id} --done`,
      `coc notify ${id}`,
      `coc notify ${id}`,
      `coc sanction done ${id}`,
      `coc announce ${id}`,
    ]);

    const { letter } = await done(
      place,
      'notify',
      id,
      { about: 'response', way: 'letter', given: 'yes', how: 'backstage' },
      at('15:20'),
    );
    expect(letter).toContain('Hello Dexter Holm,');
    expect(letter).toContain('neither video nor slides of this talk are published');
    const toTell = (await due(place, at('15:21'))).find(({ what }) => what.endsWith('they need not answer'));
    const told = { about: 'outcome', way: 'told', how: 'by the door' };
    for (const person of toTell?.what.match(/R\d/g) ?? [])
      await done(place, 'notify', id, { ...told, person }, at('15:25'));
    await done(place, 'meeting --done', id, { done: ['1'] }, at('15:30'));
    await done(place, 'sanction done', id, { items: ['1', '2'] }, at('15:31'));

    const { letter: announced } = await done(place, 'announce', id, DRAFT, at('16:00'));
    expect(announced).toContain('A sexual slide was shown in a talk. This was against our code');
    expect(announced).toContain('https://imgix.github.io/code-of-conduct/');
    expect(announced).toContain('codeofconduct@imgix.com');
    expect((await due(place, at('16:01'))).map(({ what }) => what)).toEqual([
      'Publish the announcement that is drafted',
    ]);
    await done(place, 'announce', id, { do: 'published', where: 'the closing of the day' }, at('16:30'));
    await done(
      place,
      'announce',
      id,
      { do: 'feedback', words: 'Glad that you said it.', way: 'e-mail' },
      at('17:00'),
    );

    expect(await due(place, at('17:00'))).toMatchObject([{ what: 'Close it', command: `coc close ${id}` }]);
    await done(place, 'close', id, { 'check-in': '2026-11-30' }, at('17:10'));
    expect(await due(place, at('17:11'))).toMatchObject([
      { command: `coc meeting ${id} --done`, at: '2026-11-30T23:59:00.000Z', overdue: false },
      { command: `coc evaluate ${id}` },
    ]);
    await done(place, 'meeting --done', id, { done: ['2'] }, at('12:30', '2026-11-30'));
    const example = 'A sexual slide could stand among the examples of what is not welcome.';
    await done(place, 'evaluate', id, { anything: 'yes', example }, at('12:40', '2026-11-30'));
    expect(await due(place, at('12:41', '2026-11-30'))).toEqual([]);

    const proposals = await coc(place, ['evaluate', '--proposals', '--json']);
    expect(json(proposals)).toEqual({ proposals: [{ question: 'example', words: example }] });
    const listed = await coc(place, ['evaluate', '--proposals']);
    for (const { stdout } of [proposals, listed])
      expect(stdout).not.toMatch(new RegExp(`${id}|${id.replace('-', '')}|2026|Dexter|Holm|Quill|A1|R1`));
    expect(listed.stdout).toContain('sexual slide could stand');

    expect(await show(place, id)).toMatchObject({
      status: 'closed',
      visibility: 'witnessed',
      reports: [1, 2, 3, 4, 5].map((number) => ({ number, details: { who: 'A1' } })),
      statements: [{ person: 'A1', words: 'It was meant as a joke.', takenBy: 'ana' }],
      meetings: [{ present: ['ana'], outcome: 'sanction' }],
      actions: [
        { what: 'Stop the upload of the video', who: 'S1', doneAt: '2026-11-23T15:30:00.000Z' },
        { purpose: 'check-in', who: 'ana', doneAt: '2026-11-30T12:30:00.000Z' },
      ],
      sanctions: [{ sanction: 'no-publication', person: 'A1', term: 'indefinite', open: [] }],
      letters: [
        { letter: 'complaint', told: { how: 'backstage', toldBy: 'ana' } },
        {
          letter: 'response',
          person: 'A1',
          told: { toldAt: expect.stringContaining('2026-11-23T15:20:00') },
        },
        { letter: 'announcement', told: { how: 'the closing of the day' } },
      ],
      announcement: { announce: true, why: ['transparency', 'reassurance'] },
      feedback: [{ words: 'Glad that you said it.', way: 'e-mail' }],
      evaluations: [{ proposals: { example } }],
      overrides: [],
    });

    const { stdout } = await coc(place, ['show', id], at('12:45', '2026-11-30'));
    for (const words of STORY) expect(stdout.replace(/\s+/g, ' ')).toContain(words);

    const subjects = git(place, 'log', '--format=%s').trim().split('\n');
    expect(new Set(subjects.slice(0, -1))).toEqual(new Set(['Add to the reports']));
    expect(git(place, 'log', '--format=%B%n%N')).not.toMatch(
      /meeting|sanction|announce|close|letter|notify/i,
    );
    for (const commit of git(place, 'rev-list', 'HEAD').trim().split('\n'))
      git(place, 'verify-commit', commit);

    await done(place, 'reopen', id, { reason: 'Another report came in.' }, at('13:00', '2026-11-30'));
    expect(await show(place, id)).toMatchObject({
      status: 'decided',
      reopenings: [{ reason: 'Another report came in.' }],
    });
    expect(await show(place, id)).not.toHaveProperty('closed');
    expect(await due(place, at('13:01', '2026-11-30'))).toMatchObject([{ command: `coc close ${id}` }]);
  });

  it('is announced once more where that is no longer so, or it is noted why not, and waits until then', async () => {
    const { place, id } = await fiveReports();
    await done(place, 'statement', id, { words: 'It was meant as a joke.' }, at('14:45'));
    await done(place, 'meeting', id, { ...DECISION, told: 'cannot', cannot: 'He flew home.' }, at('15:00'));
    await done(place, 'sanction', id, TALK, AT_1510);
    await done(place, 'announce', id, DRAFT, at('16:00'));
    await done(place, 'announce', id, { do: 'published', where: 'the closing of the day' }, at('16:30'));
    const waits = async (when: string) =>
      (await due(place, at(when))).filter(({ what }) => what.startsWith('What was announced'));
    expect(await waits('16:31')).toEqual([]);
    const lifted = { how: 'lifted', reason: 'It was another talk.', 'decided-by': ['ana'] };
    await done(place, 'sanction end', id, lifted, at('17:00'));
    expect(await waits('17:01')).toMatchObject([{ command: `coc announce ${id}` }]);
    expect((await coc(place, ['show', id], at('17:02'))).stdout.replace(/\s+/g, ' ')).toContain(
      'What was announced may no longer be so',
    );
    const again = { ...DRAFT, action: 'What we said at the closing was not right' };
    await done(place, 'announce', id, again, at('17:10'));
    expect(await waits('17:11')).toEqual([]);
    await done(place, 'announce', id, { do: 'not-sent', unsent: 'Everybody has gone home.' }, at('17:20'));
    expect(await waits('17:21')).toHaveLength(1);
    await done(place, 'announce', id, { do: 'no', reason: 'It named no sanction.' }, at('17:30'));
    expect(await waits('17:31')).toEqual([]);
    expect((await coc(place, ['show', id], at('17:32'))).stdout.replace(/\s+/g, ' ')).toContain(
      'What was announced needs no corrected text. Why: It named no sanction',
    );
  });

  it.skipIf(!hasAge)(
    'is read from top to bottom with stock age (skipped where `age` is not there)',
    async () => {
      const { place, id } = await fiveReports();
      await done(place, 'statement', id, { words: 'It was meant as a joke.' }, at('14:45'));
      await done(place, 'meeting', id, { ...DECISION, told: 'cannot', cannot: 'He flew home.' }, at('15:00'));
      await done(place, 'sanction', id, TALK, AT_1510);
      await done(place, 'announce', id, DRAFT, at('16:00'));
      await done(place, 'announce', id, { do: 'published', where: 'the closing of the day' }, at('16:30'));
      await done(place, 'announce', id, { do: 'feedback', words: 'Glad that you said it.' }, at('17:00'));
      const closing = { unfinished: 'He flew home, and nobody has an address.', 'check-in': '2026-11-30' };
      await done(place, 'close', id, closing, at('17:10'));
      const example = 'Slides could be named among the examples.';
      await done(place, 'evaluate', id, { anything: 'yes', example }, at('17:20'));
      const opened = openedByAge(place, id);
      const body = opened.slice(opened.indexOf('\n# Incident')).replace(/[\s>\\]+/g, ' ');
      for (const words of [
        ...STORY,
        'Dexter Holm',
        'Mara Quill',
        'He flew home, and nobody has an address.',
        example,
      ])
        expect(body).toContain(words);
      const inOrder = ['Mara Quill', 'There was a naked woman', 'It was meant as a joke', 'Stop the upload'];
      expect(inOrder.map((words) => body.indexOf(words))).toEqual(
        inOrder.map((words) => body.indexOf(words)).sort((a, b) => a - b),
      );
    },
  );

  it('is one incident with five reports, two of them anonymous', async () => {
    const { place, id } = await fiveReports();
    const { reports, people } = await show(place, id);
    expect(reports.map((one: { reporter: string }) => one.reporter)).toEqual(['R1', 'R2', 'R3', 'R4', 'R5']);
    const refs = people.map(({ ref, name }: { ref: string; name?: string | null }) => [ref, name]);
    expect(refs).toEqual([
      ['R1', 'Mara Quill'],
      ['A1', undefined],
      ['R2', 'Tobias Renner'],
      ['R3', null],
      ['R4', null],
      ['R5', 'Ines Valdor'],
    ]);
    expect(json(await coc(place, ['list', '--json']))).toMatchObject([{ id, reports: 5 }]);
    expect((await add(place, id, further('31', 'x', { 'same-person': 'A2' }))).stderr).toContain(
      'same-person must be one of',
    );
  });

  it('wants a first answer half a day after the first report, and says when it is late', async () => {
    const { place, id } = await fiveReports();
    const [before, after] = [at('02:12', '2026-11-24'), at('02:13', '2026-11-24')];
    const shown = async (options: RunOptions) => json(await coc(place, ['show', id, '--json'], options));
    expect(await shown(before)).toMatchObject({ respondBy: '2026-11-24T02:12:00.000Z', overdue: false });
    expect(await shown(after)).toMatchObject({ overdue: true });
    const meeting = { command: `coc meeting ${id}`, at: '2026-11-24T02:12:00.000Z' };
    expect((await due(place, before))[0]).toMatchObject({ ...meeting, overdue: false });
    expect((await due(place, after))[0]).toMatchObject({ ...meeting, overdue: true });
    for (const command of [['status'], ['list'], ['show', id], []]) {
      expect((await coc(place, command, after)).stdout, command.join()).toContain('OVERDUE');
      const early = await coc(place, command, before);
      expect(early.code, early.stderr).toBe(0);
      expect(early.stdout, command.join()).not.toContain('OVERDUE');
    }
    await done(place, 'meeting', id, CALM, at('15:00'));
    expect(await shown(after)).toMatchObject({ overdue: true });
    const noAction = { ...CALM, outcome: 'no-action', reason: 'It was a film poster.' };
    const untold = ['tell-who', 'tell-when', 'hear-who', 'hear-when'].map((key) => [key, undefined]);
    const last = {
      ...noAction,
      ...Object.fromEntries(untold),
      'tell-who': 'Ana',
      'tell-when': '2026-11-23T16:00:00Z',
    };
    await done(place, 'meeting', id, last, at('15:30'));
    expect(await shown(after)).toMatchObject({ overdue: false, status: 'decided' });
  });

  it('has the sentence for what many saw, word for word, and asks for no answer to it', async () => {
    const { place, id } = await fiveReports();
    const { stdout } = await coc(place, ['guide', 'witnessed']);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'Thanks, this sounds like a breach of our anti-harassment policy. I am going to convene a meeting of a small group of people and figure out what our response will be.',
    );
    expect(await show(place, id)).not.toHaveProperty('consent');
    const asked = await answer(place, ['report', 'new', '--yes'], { ...FIRST, consent: 'no-objection' });
    expect(asked).toMatchObject({ code: 2, stderr: expect.stringContaining('consent is not asked here') });
  });

  it('lets somebody who saw it into the meeting, with a reason; nobody into one on a private report', async () => {
    const { place, id } = await fiveReports();
    for (const who of ['Mara Quill', 'quill, MARA', 'Dexter Holm']) {
      const answers = { ...CALM, 'also-present': ['Sam Ortega', who] };
      const said = await refused(place, 'meeting', id, answers, {
        gate: 'attendance',
        clause: 'The meeting',
      });
      expect(said).not.toMatch(/Mara|Quill|quill|Dexter|Holm|Ortega/);
    }
    const exception = 'All two hundred of us saw it; she runs the video desk.';
    await done(place, 'meeting', id, { ...CALM, 'also-present': ['Mara Quill'], exception });
    expect(await show(place, id)).toMatchObject({ meetings: [{ exception, alsoPresent: ['R1'] }] });
    const alone = await report(place, PRIVATE);
    const answers = { ...CALM, 'also-present': ['Mei Lindqvist'] };
    await refused(place, 'meeting', alone, answers, { gate: 'attendance', clause: 'The meeting' });
    const reasoned = await step(place, 'meeting', alone, { ...answers, exception });
    expect(reasoned.code).not.toBe(0);
    expect(await show(place, alone)).toMatchObject({ meetings: [] });
  });

  it('knows somebody who should not be there by their e-mail address too', async () => {
    const { place, id } = await fiveReports();
    const answers = { ...CALM, 'also-present': ['mara@quill.example'] };
    await refused(place, 'meeting', id, answers, { gate: 'attendance', clause: 'The meeting' });
  });

  it('hands out telling and hearing, and takes them for done once they are noted', async () => {
    const { place, id } = await fiveReports();
    await done(place, 'meeting', id, CALM, at('15:00'));
    expect((await due(place, at('15:01'))).map(({ command }) => command)).toEqual([
      `coc notify ${id}`,
      `coc statement ${id}`,
      `coc meeting ${id}`,
    ]);
    await done(place, 'notify', id, { about: 'complaint', way: 'told', how: 'in person' }, at('15:10'));
    await done(place, 'statement', id, { said: 'no' }, at('15:11'));
    expect((await due(place, at('15:12'))).map(({ command }) => command)).toEqual([`coc meeting ${id}`]);
    const { actions, statements } = await show(place, id);
    expect(actions).toMatchObject([
      { purpose: 'tell', doneAt: expect.stringContaining('2026-11-23T15:10:00') },
      { purpose: 'hear', doneAt: expect.stringContaining('2026-11-23T15:11:00') },
    ]);
    expect(statements[0]).not.toHaveProperty('words');
    const told = await step(place, 'meeting', id, { ...DECISION, told: 'no' });
    expect(told).toMatchObject({ code: 2, stderr: expect.stringContaining('told is not asked here') });
  });

  it('wants a person and a time for every thing to do', async () => {
    const { place, id } = await fiveReports();
    const { 'action-1-who': _who, 'action-1-when': _when, ...bare } = DECISION;
    const ran = await step(place, 'meeting', id, { ...bare, told: 'cannot', cannot: 'for their safety' });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('action-1-who is missing');
    expect(ran.stderr).toContain('action-1-when is missing');
    const spoken = {
      ...DECISION,
      told: 'cannot',
      cannot: 'for their safety',
      'action-1-when': 'tomorrow noon',
    };
    await done(place, 'meeting', id, spoken);
    expect((await show(place, id)).actions).toMatchObject([
      { due: expect.stringContaining('2026-11-24T12:00:00') },
    ]);
  });

  it('is decided without the other side only with a reason', async () => {
    const { place, id } = await fiveReports();
    const rule = { gate: 'heard', clause: 'Telling the accused about the complaint' };
    const unheard = 'The video goes online at six.';
    const now = { ...DECISION, told: 'no', 'tell-who': 'Ana', 'tell-when': '2026-11-23T17:00:00Z' };
    await refused(place, 'meeting', id, now, rule);
    await done(place, 'meeting', id, { ...now, unheard });
    expect((await show(place, id)).meetings).toMatchObject([{ unheard }]);
    await done(place, 'sanction', id, TALK);
  });

  it('tells the accused where to appeal, where there is such a place, and that the action stands', async () => {
    const decided = async (place: Place): Promise<string> => {
      const id = await reportFive(place);
      const answers = { ...DECISION, told: 'cannot', cannot: 'He flew home.' };
      await done(place, 'meeting', id, answers);
      await done(place, 'sanction', id, TALK);
      const letter = { about: 'response', way: 'letter', name: 'Dexter Holm' };
      return (await done(place, 'notify', id, letter)).letter ?? '';
    };
    const must =
      'accept that neither video nor slides of this talk are published: the keynote of the first day';
    const appeals = 'the board, board@example.org';
    expect((await decided(await anaWith({ appeals }))).replace(/\s+/g, ' ')).toContain(
      `If you'd like to discuss this further, please contact ${appeals}, but in the meantime, you must ${must}`,
    );
    const without = (await decided(await ana())).replace(/\s+/g, ' ');
    expect(without).toContain(
      'There is no place beside us to appeal to. If something here is wrong, please tell us',
    );
    expect(without).toContain(`The decision holds from now on, and you must ${must}`);
    expect(without).not.toMatch(/discuss this further|XYZ|<something/);
  });

  it('is announced only without a name, and the refusal repeats nothing of it', async () => {
    const { place, id } = await fiveReports();
    await done(place, 'meeting', id, { ...DECISION, told: 'cannot', cannot: 'He flew home.' });
    await done(place, 'sanction', id, TALK);
    const rule = { gate: 'leak', clause: 'Permission to share' };
    for (const what of [
      'Dexter Holm showed a sexual slide in a talk',
      "DEXTER HOLM's talk had a sexual slide",
      'A sexual slide was shown by Dexter Hlom',
      'A sexual slide was shown at 14:10',
      'A sexual slide was shown in the Aurora room',
      'A sexual slide was shown by A1',
    ]) {
      const said = await refused(place, 'announce', id, { ...DRAFT, what }, rule);
      expect(said).not.toMatch(/Dexter|Holm|Hlom|14:10|joked|framework|Aurora/i);
      expect(said).toMatch(/what, line \d: /);
    }
    const letter = 'A sexual slide was shown in the talk of Dex-\nter\nHolm.';
    expect(await refused(place, 'announce', id, { ...DRAFT, letter }, rule)).toContain('letter, line');
    const hints = { ...rule, gate: 'reporter' };
    for (const what of ['Mara Quill saw a sexual slide', 'R3 told us of a slide'])
      await refused(place, 'announce', id, { ...DRAFT, what }, hints);
    const asTold = { ...DRAFT, what: 'Somebody joked that she came with the framework' };
    expect(await step(place, 'announce', id, asTold)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('seen is missing: yes, no'),
    });
    await refused(place, 'announce', id, { ...asTold, seen: 'no' }, hints);
    const verbal = { ...DRAFT, feedback: [], 'other-feedback': ['Talk to us in person at the desk'] };
    await refused(place, 'announce', id, verbal, { gate: 'feedback', clause: 'Feedback' });
    expect((await show(place, id)).letters).toEqual([]);
    expect((await done(place, 'announce', id, DRAFT)).letter).not.toMatch(/Dexter|Holm|Quill/);
  });

  it('can be announced with the one name of somebody central, with a reason and in every format', async () => {
    const { place, id } = await fiveReports();
    await done(place, 'meeting', id, { ...DECISION, told: 'cannot', cannot: 'He flew home.' });
    const named = { ...DRAFT, what: 'Dexter Holm showed a sexual slide in a talk', central: 'A1' };
    const missing = await step(place, 'announce', id, named);
    expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining('central-reason is missing') });
    const reason = 'He chairs the conference, and everybody saw it.';
    const formats = await Promise.all(
      ['text', 'markdown', 'slack', 'email'].map(async (format) => {
        const { letter } = await done(place, `announce --format ${format}`, id, {
          ...named,
          'central-reason': reason,
        });
        return letter ?? '';
      }),
    );
    for (const letter of formats) expect(letter).toContain('Dexter Holm showed a sexual slide');
    expect(formats[3]).toMatch(/^Subject: /);
    const other = { ...named, what: 'Dexter Holm showed a slide to Mara Quill', 'central-reason': reason };
    const rule = { gate: 'reporter', clause: 'Permission to share' };
    await refused(place, 'announce', id, other, rule);
    expect((await show(place, id)).letters.at(-1)).toMatchObject({ exception: { person: 'A1', reason } });
  });

  it('prints the letter alone on stdout, for whoever passes it on', async () => {
    const { place, id } = await fiveReports();
    await done(place, 'meeting', id, { ...DECISION, told: 'cannot', cannot: 'He flew home.' });
    const ran = await answer(place, ['announce', id, '--yes'], DRAFT);
    expect(ran.stdout).toMatch(/^A sexual slide was shown in a talk\. /);
    expect(ran.stdout).not.toMatch(new RegExp(`${id}|Next|coc `));
    expect(ran.stderr).toContain('saved and encrypted');
  });

  it('gives the letter again where it was saved and coc was killed before it said so', async () => {
    const { place, id } = await fiveReports();
    await done(place, 'meeting', id, { ...DECISION, told: 'cannot', cannot: 'He flew home.' });
    const lock = join(place.repo, '.git/index.lock');
    await writeFile(lock, '');
    await step(place, 'announce', id, DRAFT);
    await rm(lock);
    const [name = ''] = await drafts(place);
    const draft = join(place.home, '.local/state/coc/drafts', name);
    const kept = await readFile(draft);
    const { letter } = await done(place, 'announce', id, DRAFT);
    for (const format of ['text', 'email']) {
      await writeFile(draft, kept);
      const again = await done(place, `announce --format ${format}`, id, DRAFT);
      expect(again.letter).toMatch(format === 'email' ? /^Subject: .+\n\nA sexual slide/ : (letter ?? ''));
    }
    expect((await show(place, id)).letters).toHaveLength(1);
  });

  it('names what is still open when it is closed, and closes with a reason', async () => {
    const { place, id } = await fiveReports();
    await done(place, 'meeting', id, { ...DECISION, told: 'cannot', cannot: 'He flew home.' });
    const missing = await step(place, 'close', id);
    expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining('unfinished is missing') });
    await done(place, 'close', id, { unfinished: 'The rest is with the venue.' });
    const { closed, status } = await show(place, id);
    expect({ closed, status }).toMatchObject({
      closed: { unfinished: 'The rest is with the venue.' },
      status: 'closed',
    });
    const rule = { gate: 'leak', clause: 'Permission to share' };
    const telling = { anything: 'yes', rule: 'No slides like those of Dexter Holm.' };
    await refused(place, 'evaluate', id, telling, rule);
    await done(place, 'evaluate', id, { anything: 'no' });
    expect(json(await coc(place, ['evaluate', '--proposals', '--json']))).toEqual({ proposals: [] });
  });
});

/** What anybody who may open it has to find when they read it from top to bottom. */
const STORY = [
  'There was a naked woman on a slide',
  'The slide made me leave the room.',
  'Please do not put that video online.',
  'We all saw it. Nobody laughed.',
  'I was in the third row.',
  'It was meant as a joke.',
  'A slide of the keynote showed a naked person',
  'Stop the upload of the video',
  'Sam Ortega',
  'Not publishing the video or slides of a talk',
  'the keynote of the first day',
  'Nobody has to see it again.',
  'A sexual slide was shown in a talk.',
  'Glad that you said it.',
];
