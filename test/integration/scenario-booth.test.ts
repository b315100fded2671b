import { describe, expect, it } from 'vitest';
import {
  type Answers,
  addMemberBeside,
  ana,
  answer,
  coc,
  git,
  json,
  NOW,
  type Place,
  prepared,
  type RunOptions,
  report,
  show,
} from './run.ts';
import { done, due, refused, step } from './steps.ts';

/** Scenario 4: somebody at a sponsor's booth mocked a candidate's accent. Ben works for the same company. */
const ACCOUNT = 'He repeated every sentence of mine in a silly voice until the whole queue was grinning.';
const FIRST: Answers = {
  threat: 'none',
  account: ACCOUNT,
  'reporter-name': 'Yara Castellan',
  'reporter-contact': '@yaracodes',
  'reporter-is-affected': 'yes',
  who: 'Rolf Hartig, in a Nimbuspeak shirt',
  behavior: 'mocked an accent',
  circumstances: 'a recruiting chat at the Nimbuspeak booth',
  conflicts: ['ben'],
  visibility: 'private',
  consent: 'no-objection',
  share: 'named',
  permission: 'Yara: Cleo may know all of it.',
  readers: ['cleo'],
};
const SECOND: Answers = {
  add: 'report',
  threat: 'none',
  account: 'I queued behind her and heard him imitate how she speaks.',
  'reporter-name': 'Piet Solberg',
  'reporter-is-affected': 'no',
  'same-person': 'A1',
  consent: 'no-objection',
  share: 'recorder',
};
const MEETING: Answers = {
  present: ['ana'],
  'what-happened': 'A candidate was mocked for how she speaks.',
  outcome: 'sanction',
  'action-1': 'Write to the employer',
  'action-1-who': 'Ana',
  'action-1-when': '2026-11-24T12:00:00Z',
};
const NO_CONTACT: Answers = {
  sanction: 'no-contact',
  whom: 'R1',
  term: 'event-end',
  until: '2026-11-25',
  safety: 'She can walk the hall without meeting him.',
  tell: ['the booth manager'],
};
/** Ben is kept out, and reads what comes to the address of the team. */
const REACH = { reach: 'the phone of the desk' };
const EMPLOYER: Answers = {
  ...REACH,
  state: 'letter',
  grounds: ['sponsor-booth', 'recruiting', 'branded-clothes'],
  employer: 'Nimbuspeak Inc',
  permitted: 'yes',
  permission: 'Yara: tell them what he did, not who told you.',
  what: 'He mocked the accent of an attendee',
  action: 'He keeps away from one person',
};
const BY_NAME: Answers = { 'may-name': ['R1'], 'reporter-permission': 'Yara: use my name.' };
const PERMITTED = { gate: 'permission', clause: 'Permission to share' };
const HINT = { gate: 'reporter', clause: 'Permission to share' };
const later = (hours: number): RunOptions => ({ now: new Date(NOW.getTime() + hours * 3_600_000) });

interface Booth {
  readonly place: Place;
  readonly ben: Place;
  readonly cleo: Place;
  readonly id: string;
}

/** Two reports, one of which keeps Ben out. */
const booth = (): Promise<Booth> => prepared('booth', reportBooth);

async function reportBooth(place: Place): Promise<Booth> {
  const [ben, cleo] = [await addMemberBeside(place, 'ben'), await addMemberBeside(place, 'cleo')];
  const id = await report(place, FIRST);
  json(await answer(place, ['report', 'add', id, '--yes', '--json'], SECOND));
  return { place, ben, cleo, id };
}

/** The same, after telling, hearing and a meeting. */
const met = (): Promise<Booth> => prepared('booth, met', (place) => reportBooth(place).then(meet));

async function meet(state: Booth): Promise<Booth> {
  const { place, id } = state;
  const told = { about: 'complaint', way: 'letter', name: 'Rolf Hartig', given: 'yes', how: 'at the venue' };
  await done(place, 'notify', id, { ...told, ...REACH, contact: REACH.reach });
  await done(place, 'statement', id, { words: 'Everybody jokes like that.' });
  await done(place, 'meeting', id, MEETING);
  return state;
}

/** The same, with the sanction. */
const kept = (): Promise<Booth> =>
  prepared('booth, kept', (place) => reportBooth(place).then(meet).then(keep));

async function keep(state: Booth): Promise<Booth> {
  await done(state.place, 'sanction', state.id, NO_CONTACT);
  return state;
}

/** The same, after the one whom it happened to asked that it does not go on. */
async function stopped(): Promise<Booth> {
  const state = await kept();
  const stop = { add: 'answer', report: '1', consent: 'asked-not-to-proceed' };
  json(await answer(state.place, ['report', 'add', state.id, '--yes', '--json'], stop));
  return state;
}

describe.concurrent('the booth', () => {
  it('runs from the first report to the evaluation', async () => {
    const { place, id } = await kept();
    const answers = {
      about: 'response',
      way: 'letter',
      given: 'yes',
      how: 'at the venue',
      ...BY_NAME,
      ...REACH,
    };
    const { letter } = await done(place, 'notify', id, answers);
    expect(letter).toContain('have no contact with Yara Castellan, and keep well away from them');
    expect(letter).not.toMatch(/Piet|Solberg|Ben|R1|R2|silly voice/);
    await done(place, 'sanction done', id, { items: ['1'] });
    const employer = await done(place, 'employer', id, { ...EMPLOYER, sent: 'yes', how: 'by mail' });
    expect(employer.letter).toContain('Nimbuspeak Inc');
    expect(employer.letter).toContain('Rolf Hartig');
    expect(employer.letter).not.toMatch(/Yara|Castellan|Piet|Solberg|R1|R2/);
    await done(place, 'meeting --done', id, { done: ['1'] });
    await done(place, 'announce', id, { do: 'no', reason: 'Two people heard it.' });
    await done(place, 'notify', id, { about: 'outcome', way: 'told', how: 'by phone' });
    const end = later(72);
    expect(await due(place, end)).toMatchObject([{ command: `coc sanction end ${id}`, overdue: true }]);
    await done(place, 'sanction end', id, { how: 'ran-out' }, end);
    expect(await due(place, end)).toMatchObject([{ command: `coc notify ${id}` }]);
    await done(place, 'sanction done', id, { items: ['R1-end'] }, end);
    expect(await due(place, end)).toMatchObject([{ command: `coc close ${id}` }]);
    await done(place, 'close', id, {}, end);
    const rule = 'Say what staff of sponsors have to know.';
    await done(place, 'evaluate', id, { anything: 'yes', rule }, end);
    expect(await due(place, end)).toEqual([]);
    expect(await show(place, id)).toMatchObject({
      status: 'closed',
      keptOut: ['ben'],
      readers: ['ana'],
      sanctions: [{ parameters: { whom: 'R1' }, ended: { how: 'ran-out' } }],
      letters: [
        { letter: 'complaint' },
        { letter: 'response' },
        { letter: 'employer', grounds: EMPLOYER.grounds },
      ],
      announcement: { announce: false, reason: 'Two people heard it.' },
      evaluations: [{ proposals: { rule } }],
      overrides: [],
    });
    const subjects = git(place, 'log', '--format=%s').trim().split('\n');
    expect(
      subjects.filter((subject) => !['Change the team', 'Add to the reports'].includes(subject)),
    ).toHaveLength(1);
  });

  it('keeps out the responder whom the same company employs, by ID and by name', async () => {
    const { place, ben, id } = await booth();
    const rule = { gate: 'conflict', clause: 'Conflicts of interest' };
    const base = { ...MEETING, told: 'cannot', cannot: 'He is gone.' };
    await refused(place, 'meeting', id, { ...base, present: ['ana', 'ben'] }, rule);
    for (const name of ['ben', 'Ben', 'BEN']) {
      const said = await refused(place, 'meeting', id, { ...base, 'also-present': [name] }, rule);
      expect(said).not.toMatch(/nimbuspeak/i);
    }
    await done(place, 'meeting', id, base);
    await refused(place, 'sanction', id, { ...NO_CONTACT, 'decided-by': ['ana', 'ben'] }, rule);
    expect((await show(place, id)).keptOut).toEqual(['ben']);
    expect((await coc(ben, ['show', id])).code).toBe(1);
    expect((await step(ben, 'meeting', id, base)).code).toBe(1);
    expect((await coc(ben, ['show', id])).stderr).not.toMatch(/Rolf|Hartig|Yara|Nimbus/i);
    expect(json(await coc(ben, ['list', '--json']))).toEqual([]);
    expect(json(await coc(ben, ['sanction', 'list', '--json']))).toEqual([]);
    const found = json(await coc(ben, ['sanction', 'check', '--json'], { stdin: 'Rolf Hartig\n' }));
    expect(found).toMatchObject({ found: [] });
    expect(await due(ben)).toEqual([]);
    const again = await report(place, { ...FIRST, readers: ['cleo', 'ben'], conflicts: [] });
    expect((await show(place, again)).readers).toContain('ben');
    const both = await answer(place, ['report', 'new', '--yes'], { ...FIRST, readers: ['cleo', 'ben'] });
    expect(both).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('readers can only have these: cleo'),
    });
  });

  it('is told to no employer before a meeting', async () => {
    const { place, id } = await booth();
    const rule = { gate: 'meeting', clause: 'The meeting' };
    await refused(place, 'employer', id, { ...EMPLOYER, name: 'Rolf Hartig' }, rule);
  });

  it('is told to an employer only on a ground, and with permission', async () => {
    const { place, id } = await met();
    const grounds = { gate: 'grounds', clause: 'Employer reports' };
    await refused(place, 'employer', id, { ...EMPLOYER, grounds: [] }, grounds);
    const { grounds: _grounds, ...groundless } = EMPLOYER;
    await refused(place, 'employer', id, groundless, grounds);
    const odd = await step(place, 'employer', id, { ...EMPLOYER, grounds: ['he is unpleasant'] });
    expect(odd.code).toBe(2);
    expect(odd.stderr).not.toContain('unpleasant');
    const { permitted: _permitted, permission: _words, ...unpermitted } = EMPLOYER;
    await refused(place, 'employer', id, unpermitted, PERMITTED);
    expect(await step(place, 'employer', id, { ...EMPLOYER, permission: ' ' })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('permission must be text'),
    });
    expect((await show(place, id)).letters).toHaveLength(1);
    await done(place, 'employer', id, EMPLOYER);
    const { letters, permitted } = await show(place, id);
    expect(letters.at(-1)).toMatchObject({ grounds: EMPLOYER.grounds });
    expect(permitted).toMatchObject([
      { what: 'employer', people: ['R1'], answer: 'yes', words: EMPLOYER.permission },
    ]);
    expect((await due(place)).map(({ what }) => what)).toContain(
      'Send the letter that is drafted for the employer of A1',
    );
    await done(place, 'employer', id, { state: 'sent', how: 'by mail' });
    expect((await due(place)).map(({ what }) => what).join()).not.toContain('Send the letter');
  });

  it('lets no hint of the two who reported into a letter', async () => {
    const { place, id } = await met();
    for (const what of [
      'Yara Castellan was mocked',
      'Ms. Castellan was mocked for her accent',
      'CASTELLÁN was mocked',
      'He mocked somebody, as Piet told us',
      'Solberg heard that he mocked an attendee',
      'He mocked @yaracodes',
      'He repeated every sentence of mine in a silly voice',
      'Somebody queued behind her and heard him imitate how she speaks',
      'R1 was mocked',
      'An attendee was mocked, and R2 heard it',
    ]) {
      const said = await refused(place, 'employer', id, { ...EMPLOYER, what }, HINT);
      expect(said).not.toMatch(/Yara|Castell|Piet|Solberg|silly|imitate|queued/i);
      expect(said).toMatch(/what, line 1: /);
    }
    const letter = 'To Nimbuspeak,\n\nRolf Hartig mocked an attendee.\nAsk Yara\nCastellan.';
    expect(await refused(place, 'employer', id, { ...EMPLOYER, letter }, HINT)).toMatch(/letter, line 4/);
    const place_ = {
      ...EMPLOYER,
      what: 'He mocked an attendee in a recruiting chat at the Nimbuspeak booth',
    };
    const leaks = { gate: 'leak', clause: 'Permission to share' };
    expect(await refused(place, 'employer', id, place_, leaks)).not.toMatch(/recruiting chat/);
    const waived = {
      ...EMPLOYER,
      what: 'He mocked Yara Castellan',
      ...BY_NAME,
    };
    await done(place, 'employer', id, waived);
    expect((await show(place, id)).permitted.at(-1)).toMatchObject({
      what: 'name',
      words: 'Yara: use my name.',
    });
  });

  it('tells the accused nothing of what happened without permission', async () => {
    const { place, id } = await booth();
    const telling = {
      about: 'complaint',
      way: 'letter',
      name: 'Rolf Hartig',
      what: 'how you spoke at the booth',
      contact: REACH.reach,
      ...REACH,
    };
    await refused(place, 'notify', id, telling, PERMITTED);
    const permission = 'Yara: he may know that it was about the booth.';
    const said = { permitted: 'yes', permission };
    const { letter } = await done(place, 'notify', id, { ...telling, ...said });
    expect(letter).toContain('It is about this: how you spoke at the booth.');
    expect(letter).toContain('Please do not try to find out who told us');
    expect((await show(place, id)).permitted).toMatchObject([{ what: 'tell-accused', words: permission }]);
    const { name: _name, ...again } = telling;
    const hint = { ...again, ...said, what: 'what Piet heard you say' };
    await refused(place, 'notify', id, hint, HINT);
  });

  it('names in the response only whom to avoid', async () => {
    const { place, id } = await kept();
    const response = { about: 'response', way: 'letter', ...REACH };
    const unnamed = await done(place, 'notify', id, response);
    expect(unnamed.letter).not.toMatch(/Yara|Castellan|R1/);
    const { letter = '' } = await done(place, 'notify', id, { ...response, ...BY_NAME });
    expect(letter).toContain('Yara Castellan');
    for (const more of ['Piet Solberg heard it.', 'Cleo agrees with Piet.', 'R2 heard it.', ACCOUNT]) {
      const hinting = { ...response, ...BY_NAME, letter: `${letter}\n\n${more}` };
      expect(await refused(place, 'notify', id, hinting, HINT), more).not.toMatch(/silly|Piet|Solberg/);
    }
    const warning = { sanction: 'warning', behavior: 'mocking people', safety: 'for their safety' };
    const other = await met();
    await done(other.place, 'sanction', other.id, warning);
    const named = `${letter.replace('Yara Castellan', 'Yara')}`;
    await refused(other.place, 'notify', other.id, { ...response, letter: named }, HINT);
  });

  it('does not let a letter say again what the affected person said', async () => {
    const { place, id } = await kept();
    const response = {
      about: 'response',
      way: 'letter',
      ...REACH,
      letter: `Hello Rolf Hartig,\n\n${ACCOUNT}`,
    };
    await refused(place, 'notify', id, response, HINT);
  });

  it('has an appeal heard by others than those who decided, and ends what it lifts', async () => {
    const { place, id } = await kept();
    const none = await step(place, 'sanction appeal', id, { state: 'heard', 'heard-by': ['cleo'] });
    expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('no appeal against it') });
    await done(place, 'sanction appeal', id, { state: 'received', words: 'It is too hard.' });
    expect(await due(place)).toContainEqual(
      expect.objectContaining({
        command: `coc sanction appeal ${id}`,
        what: expect.stringContaining('appeal'),
      }),
    );
    const heard = { state: 'heard', outcome: 'lifted', reason: 'He left the country.' };
    const rule = { gate: 'appeal', clause: 'Telling them the response' };
    await refused(place, 'sanction appeal', id, { ...heard, 'heard-by': ['ana'] }, rule);
    const conflict = { gate: 'conflict', clause: 'Conflicts of interest' };
    await refused(place, 'sanction appeal', id, { ...heard, 'heard-by': ['ben'] }, conflict);
    expect((await show(place, id)).sanctions[0]).not.toHaveProperty('ended');
    const closed = await step(place, 'sanction appeal', id, { ...heard, 'heard-by': ['cleo'] });
    expect(closed.stderr).toContain('cannot open this incident');
    await done(place, 'access grant', id, {
      member: 'cleo',
      permitted: 'yes',
      permission: 'Yara and Piet: Cleo may know all of it.',
      'know-reporter': 'yes',
    });
    await done(place, 'sanction appeal', id, { ...heard, 'heard-by': ['cleo'] });
    expect((await show(place, id)).sanctions).toMatchObject([
      {
        appeals: [{ words: 'It is too hard.', outcome: { outcome: 'lifted', heardBy: ['cleo'] } }],
        ended: { how: 'lifted', decidedBy: ['cleo'], reason: 'He left the country.' },
      },
    ]);
    expect(json(await coc(place, ['sanction', 'list', '--active', '--json']))).toEqual([]);
    const found = json(await coc(place, ['sanction', 'check', '--json'], { stdin: 'Rolf Hartig\n' }));
    expect(found.found).toEqual([]);
    expect((await due(place)).map(({ what }) => what)).toContain('Tell A1 what was decided');
  });

  it('takes one who decided where nobody else is there to hear an appeal', async () => {
    const place = await ana();
    const { conflicts: _c, readers: _r, permission: _p, ...alone } = FIRST;
    const id = await report(place, { ...alone, share: 'recorder' });
    await done(place, 'meeting', id, { ...MEETING, told: 'cannot', cannot: 'He is gone.' });
    await done(place, 'sanction', id, NO_CONTACT);
    await done(place, 'sanction appeal', id, { state: 'received', words: 'It is too hard.' });
    const heard = { state: 'heard', outcome: 'stands', reason: 'Nothing new.', 'heard-by': ['ana'] };
    await done(place, 'sanction appeal', id, heard);
    expect((await show(place, id)).sanctions[0].appeals[0].outcome).toMatchObject({ outcome: 'stands' });
  });

  it('writes down an apology that is offered and discouraged, and passes on a brief one', async () => {
    const { place, id } = await kept();
    await done(place, 'apology', id, { what: 'offered', words: 'He wants to come over and say sorry.' });
    await done(place, 'apology', id, { what: 'discouraged', words: 'We asked him not to.' });
    const long =
      'Rolf Hartig is very sorry that his attempts to be funny were not received in the manner that was intended and will try to do better next time, he is really really sorry';
    const rule = { gate: 'relay', clause: 'No apologies required or encouraged' };
    const relayed = { what: 'relayed', to: 'R1', how: 'in person' };
    for (const relay of [
      long,
      'Rolf Hartig apologizes. Can you hear him out?',
      'Rolf Hartig apologizes and would like to meet you for a coffee.',
    ]) {
      const said = await refused(place, 'apology', id, { ...relayed, relay }, rule);
      expect(said).not.toMatch(/Rolf|Hartig|funny|coffee/);
    }
    const forgive = 'Rolf Hartig apologizes and hopes that you can find it in your heart to forgive him';
    const wording = { gate: 'wording', clause: 'Things not to do' };
    await refused(place, 'apology', id, { ...relayed, relay: forgive }, wording);
    await done(place, 'apology', id, { ...relayed, 'keeps-away': 'yes' });
    const pressed = await step(place, 'apology', id, { what: 'pressed', words: 'He waited for her twice.' });
    expect(pressed).toMatchObject({ code: 0 });
    await done(place, 'apology', id, { what: 'through-others', words: 'His boss called her.' });
    expect((await show(place, id)).apologies.map((one: { what: string }) => one.what)).toEqual([
      'offered',
      'discouraged',
      'relayed',
      'pressed',
      'through-others',
    ]);
    expect((await show(place, id)).letters.at(-1)).toMatchObject({
      letter: 'relay',
      person: 'R1',
      text: 'Rolf Hartig apologizes and agrees to have no further contact with you',
      told: { how: 'in person' },
    });
  });

  it.each([
    [
      'an apology as a condition of a sanction',
      'sanction',
      { ...NO_CONTACT, conditions: ['He apologises to her.'] },
    ],
    ['mediation as a condition', 'sanction', { ...NO_CONTACT, conditions: ['They meet with a mediator.'] }],
    ['an apology as a thing to do', 'meeting', { ...MEETING, 'action-1': 'Ask him to apologize to her' }],
    ['making peace', 'meeting', { ...MEETING, 'action-1': 'Get them to shake hands' }],
  ] as const)('refuses %s', async (_what, command, answers) => {
    const { place, id } = await met();
    const said = await refused(place, command, id, answers, {
      gate: 'apology',
      clause: 'No apologies required or encouraged',
    });
    expect(said).not.toMatch(/apologises to her|mediator|Ask him|shake hands/);
  });

  it('goes no step further where the one whom it happened to asks for that', async () => {
    const { place, id } = await stopped();
    const rule = { gate: 'not-to-proceed', clause: 'Reports of more private harassment' };
    const draft = {
      do: 'draft',
      why: ['transparency'],
      what: 'x',
      action: 'x',
      permitted: 'yes',
      permission: 'x',
    };
    for (const [command, answers] of [
      ['meeting', MEETING],
      ['notify', { about: 'response', way: 'letter', ...REACH }],
      ['sanction', NO_CONTACT],
      ['employer', EMPLOYER],
      ['announce', draft],
    ] as const) {
      await refused(place, command, id, answers, rule);
    }
    for (const command of ['meeting', 'sanction', 'employer', 'announce'])
      expect((await coc(place, [command, id])).stderr, command).toContain(`clause: ${rule.clause}`);
  });

  it('has nothing waiting after that, however long it takes', async () => {
    const { place, id } = await stopped();
    const far = later(24 * 60);
    expect(await due(place, far)).toMatchObject([
      { command: `coc notify ${id}`, what: 'Tell A1 that it goes no further', overdue: false },
    ]);
    await done(place, 'notify', id, { about: 'response', way: 'told', how: 'by phone' }, far);
    expect(await due(place, far)).toEqual([]);
    const shown = json(await coc(place, ['show', id, '--json'], far));
    expect(shown).toMatchObject({ status: 'not-to-proceed', overdue: false, due: [] });
    expect((await coc(place, ['status'], far)).stdout).toContain('Nothing waits for you.');
  });
});
