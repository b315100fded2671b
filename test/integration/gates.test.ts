import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GATES, type GateId } from '../../src/policy/playbook.ts';
import {
  type Answers,
  ana,
  anaAndBen,
  answer,
  coc,
  commitAsMember,
  headOf,
  json,
  type Place,
  report,
  show,
} from './run.ts';
import {
  decidedPlace,
  done,
  HEARD,
  hasAge,
  MEETING,
  openedByAge,
  type PlaceWith,
  PRIVATE,
  placeWith,
  refused,
  reportedPlace,
  sanctioned,
  sanctionedPlace,
  step,
  WARNING,
} from './steps.ts';

/** A step that one rule stands in the way of, and no other. */
interface Case {
  /** As people know it. */
  readonly clause: string;
  readonly command: string;
  readonly prepare: () => Promise<PlaceWith>;
  readonly answers: Answers;
}

const ACTION = { what: 'An attendee was followed', action: 'It does not happen again' };
const DRAFT: Answers = {
  do: 'draft',
  why: ['transparency'],
  permitted: 'yes',
  permission: 'Mei: say that it happened.',
  ...ACTION,
};
const EMPLOYER: Answers = {
  state: 'letter',
  grounds: ['paid-staff'],
  name: 'Marlon Vane',
  employer: 'Brightwell Ltd',
  permitted: 'yes',
  permission: 'Mei: they may know.',
  ...ACTION,
};
const COMPLAINT: Answers = { about: 'complaint', way: 'letter', name: 'Marlon Vane' };
const RELAY = 'Marlon Vane apologizes and agrees to have no further contact with you';
const MET = { ...MEETING, told: undefined, cannot: undefined };
const OLD = { told: 'cannot', cannot: 'They are gone.' };
const taken = (): Promise<PlaceWith> => reportedPlace(PRIVATE);
const TOLD: Answers = { about: 'complaint', way: 'told', how: 'in person' };
const heardAt = async (place: Place, more: Answers = {}): Promise<string> => {
  const id = await report(place, { ...PRIVATE, ...more });
  await done(place, 'notify', id, TOLD);
  await done(place, 'statement', id, HEARD);
  return id;
};
const heard = (): Promise<PlaceWith> => placeWith('heard', {}, heardAt);
const add = async (place: Place, id: string, answers: Answers): Promise<void> => {
  json(await answer(place, ['report', 'add', id, '--yes', '--json'], answers));
};
const ready = (): Promise<PlaceWith> =>
  placeWith('ready', {}, async (place) => {
    const id = await heardAt(place);
    await done(place, 'meeting', id, MET);
    return id;
  });

const PRIVATELY = 'Reports of more private harassment';
const PERMISSION = 'Permission to share';
const MEETINGS = 'The meeting';
const APOLOGIES = 'No apologies required or encouraged';

const COPY: Answers = { why: 'They want it.', sealed: 'plain', plain: 'yes', out: 'copy.html' };

const CASES: Readonly<Record<GateId, Case>> = {
  'not-to-proceed': {
    clause: PRIVATELY,
    command: 'meeting',
    prepare: async () => {
      const { place, id } = await heard();
      await add(place, id, { add: 'answer', consent: 'asked-not-to-proceed' });
      return { place, id };
    },
    answers: MET,
  },
  led: {
    clause: MEETINGS,
    command: 'meeting',
    prepare: async () => {
      const { place, id } = await heard();
      const leads = await report(place, PRIVATE);
      await done(place, 'join-incidents', id, { leads });
      return { place, id };
    },
    answers: MET,
  },
  sentence: {
    clause: PRIVATELY,
    command: 'meeting',
    prepare: async () => {
      const { place, id } = await heard();
      const more = { add: 'report', threat: 'none', account: 'Me too.', 'same-person': 'A1' };
      await add(place, id, { ...more, consent: 'not-said-yet', share: 'recorder' });
      return { place, id };
    },
    answers: MET,
  },
  complainant: {
    clause: MEETINGS,
    command: 'announce',
    prepare: async () => {
      const { place, id } = await ready();
      await add(place, id, { add: 'person', person: 'R1', aliases: ['Ana'] });
      return { place, id };
    },
    answers: DRAFT,
  },
  attendance: {
    clause: MEETINGS,
    command: 'meeting',
    prepare: heard,
    answers: { ...MET, 'also-present': ['Mei Lindqvist'] },
  },
  conflict: {
    clause: 'Conflicts of interest',
    command: 'meeting',
    prepare: async () => {
      const { place } = await anaAndBen();
      return { place, id: await heardAt(place, { conflicts: ['ben'] }) };
    },
    answers: { ...MET, present: ['ana', 'ben'] },
  },
  doer: {
    clause: MEETINGS,
    command: 'statement',
    prepare: taken,
    answers: { ...HEARD, 'taken-by': 'Mei Lindqvist' },
  },
  heard: {
    clause: 'Telling the accused about the complaint',
    command: 'meeting',
    prepare: async () => {
      const { place, id } = await taken();
      await done(place, 'notify', id, TOLD);
      return { place, id };
    },
    answers: MET,
  },
  undecided: {
    clause: 'Telling them the response',
    command: 'notify',
    prepare: heard,
    answers: { about: 'response', way: 'letter', name: 'Marlon Vane' },
  },
  meeting: { clause: MEETINGS, command: 'sanction', prepare: heard, answers: WARNING },
  apology: {
    clause: APOLOGIES,
    command: 'sanction',
    prepare: ready,
    answers: { ...WARNING, conditions: ['He apologises to her.'] },
  },
  refund: {
    clause: 'Possible sanctions',
    command: 'sanction',
    prepare: ready,
    answers: {
      sanction: 'refund',
      grant: 'the travel grant',
      'grant-condition': 'no',
      until: '2027-01-31',
      safety: 'None, to be honest.',
    },
  },
  grounds: {
    clause: 'Employer reports',
    command: 'employer',
    prepare: ready,
    answers: { ...EMPLOYER, grounds: [] },
  },
  permission: {
    clause: PERMISSION,
    command: 'announce',
    prepare: ready,
    answers: { ...DRAFT, permitted: undefined, permission: undefined },
  },
  leak: {
    clause: PERMISSION,
    command: 'announce',
    prepare: ready,
    answers: { ...DRAFT, what: 'Marlon Vane followed an attendee' },
  },
  reporter: {
    clause: PERMISSION,
    command: 'announce',
    prepare: ready,
    answers: { ...DRAFT, what: 'Mei Lindqvist was followed' },
  },
  'known-to-few': {
    clause: PERMISSION,
    command: 'meeting',
    prepare: () =>
      placeWith('heard, hidden', {}, (place) =>
        heardAt(place, { 'hide-reporter': 'yes', summary: 'Somebody was followed.' }),
      ),
    answers: { ...MET, 'what-happened': 'Mei Lindqvist was followed.' },
  },
  elsewhere: {
    clause: 'Conflicts of interest',
    command: 'meeting',
    prepare: async () => {
      const { place } = await anaAndBen();
      await report(place, { ...PRIVATE, who: 'Zoltan Quandt', conflicts: ['ben'] });
      const all = { share: 'team', permission: 'All of you.', readers: ['ben'] };
      return { place, id: await heardAt(place, all) };
    },
    answers: { ...MET, 'what-happened': 'Zoltan Quandt was there as well.' },
  },
  wording: {
    clause: 'Things not to do',
    command: 'notify',
    prepare: taken,
    answers: { ...COMPLAINT, letter: 'Hello Marlon Vane,\n\nplease apologise to the person affected.' },
  },
  relay: {
    clause: APOLOGIES,
    command: 'apology',
    prepare: taken,
    answers: { what: 'relayed', to: 'R1', how: 'by mail', relay: `${RELAY}. Is that well with you?` },
  },
  feedback: {
    clause: 'Feedback',
    command: 'announce',
    prepare: ready,
    answers: { ...DRAFT, feedback: [], 'other-feedback': ['Talk to us at the desk'] },
  },
  'appeal-place': {
    clause: 'Telling them the response',
    command: 'notify',
    prepare: async () => {
      const place = await ana();
      const file = join(place.repo, 'coc.yaml');
      const settings = await readFile(file, 'utf8');
      await writeFile(file, settings.replace('appeals: null', 'appeals: board@imgix.example'));
      await commitAsMember(place, 'settings');
      return { place, id: await sanctioned(place) };
    },
    answers: { about: 'response', way: 'letter', name: 'Marlon Vane', letter: 'This holds from now on.' },
  },
  'policy-place': {
    clause: 'Informing the community',
    command: 'announce',
    prepare: ready,
    answers: { ...DRAFT, letter: 'An attendee was followed. Tell us: codeofconduct@imgix.com' },
  },
  'law-enforcement': {
    clause: 'Law enforcement',
    command: 'export',
    prepare: heard,
    answers: {
      ...COPY,
      for: 'police',
      to: 'The police',
      'in-short': 'They followed somebody.',
      permitted: undefined,
    },
  },
  'told-first': {
    clause: 'Telling them the response',
    command: 'export',
    prepare: taken,
    answers: { ...COPY, for: 'accused' },
  },
  appeal: {
    clause: 'Telling them the response',
    command: 'sanction appeal',
    prepare: async () => {
      const { place } = await anaAndBen();
      const id = await sanctioned(place);
      await done(place, 'sanction appeal', id, { state: 'received', words: 'It is unfair.' });
      return { place, id };
    },
    answers: { state: 'heard', 'heard-by': ['ana'], outcome: 'stands', reason: 'It is not.' },
  },
};

const REASON = 'The board asked for it in writing.';

describe.concurrent('a rule of the policy', () => {
  it.each(GATES)('%s refuses with its clause, and yields to a written reason that stays', async (gate) => {
    const { clause, command, prepare, answers } = CASES[gate];
    const { place, id } = await prepare();
    const said = await refused(place, command, id, answers, { gate, clause });
    expect(said).not.toMatch(/Marlon|Vane|Mei|Lindqvist|lift|scarf|desk\b/);
    expect(said.match(/--override/g)).toHaveLength(1);

    const head = headOf(place.repo);
    const silent = await step(place, `${command} --override ${gate}`, id, answers);
    expect(silent).toMatchObject({ code: 2, stdout: '' });
    expect(silent.stderr).toContain(`override-${gate} is missing`);
    const blank = await step(place, `${command} --override ${gate}`, id, {
      ...answers,
      [`override-${gate}`]: ' ',
    });
    expect(blank).toMatchObject({ code: 2, stdout: '' });
    expect(headOf(place.repo)).toBe(head);

    const reasoned = { ...answers, [`override-${gate}`]: REASON };
    await done(place, `${command} --override ${gate}`, id, reasoned);
    const { overrides } = await show(place, id);
    expect(overrides).toMatchObject([{ gate, reason: REASON, by: 'ana' }]);
  });

  it.each(GATES)('%s that does not stand in the way leaves no trace of an override', async (gate) => {
    const { command } = CASES[gate];
    const sound: Readonly<Record<string, readonly [() => Promise<PlaceWith>, Answers]>> = {
      meeting: [heard, MET],
      announce: [ready, DRAFT],
      notify: [ready, { ...COMPLAINT }],
      sanction: [ready, WARNING],
      employer: [ready, EMPLOYER],
      export: [heard, { ...COPY, for: 'affected', person: 'R1' }],
      apology: [ready, { what: 'relayed', to: 'R1', how: 'by mail' }],
      statement: [taken, HEARD],
      'sanction appeal': [sanctionedPlace, { state: 'received', words: 'It is unfair.' }],
    };
    const [prepare, answers] = sound[command] ?? [];
    if (prepare === undefined || answers === undefined) throw new Error(`no sound answers for ${command}`);
    const { place, id } = await prepare();
    await done(place, `${command} --override ${gate}`, id, answers);
    expect((await show(place, id)).overrides).toEqual([]);
    const reason = await step(place, `${command} --override ${gate}`, id, {
      ...answers,
      [`override-${gate}`]: REASON,
    });
    expect(reason.code).toBe(2);
    expect(reason.stderr).toContain(`override-${gate} is not asked here`);
    expect(reason.stderr).not.toContain('board');
  });

  it('can only be overridden by its name, where the step has it', async () => {
    const { place, id } = await reportedPlace(PRIVATE);
    for (const [command, rule] of [
      ['meeting', 'nonsense'],
      ['meeting', 'leak'],
      ['statement', 'heard'],
      ['close', 'apology'],
      ['sanction end', 'appeal'],
    ] as const) {
      const ran = await step(place, `${command} --override ${rule}`, id, MEETING);
      expect(ran, command).toMatchObject({ code: 2, stdout: '' });
      expect(ran.stderr).toContain('no rule of that name');
    }
    expect((await step(place, 'meeting --override nonsense', id, MEETING)).stderr).toContain('heard');
  });

  it('can be overridden together with another one, each with a reason of its own', async () => {
    const { place, id } = await reportedPlace({ ...PRIVATE, consent: 'not-said-yet' });
    const answers = { ...MET, told: 'no', 'tell-who': 'Ana', 'tell-when': 'tomorrow noon' };
    const command = 'meeting --override sentence --override heard';
    const one = await step(place, command, id, { ...answers, 'override-heard': 'No time.' });
    expect(one).toMatchObject({ code: 2, stderr: expect.stringContaining('override-sentence is missing') });
    await done(place, command, id, {
      ...answers,
      'override-heard': 'No time.',
      'override-sentence': 'They were asleep.',
    });
    expect((await show(place, id)).overrides).toMatchObject([
      { gate: 'sentence', reason: 'They were asleep.' },
      { gate: 'heard', reason: 'No time.' },
    ]);
  });

  it('is named together with every other one in the way, what the affected person asked for before all', async () => {
    const { place, id } = await reportedPlace({ ...PRIVATE, consent: 'asked-not-to-proceed' });
    const answers = { ...MET, told: 'no', 'tell-who': 'Ana', 'tell-when': 'tomorrow noon' };
    const both = await step(place, 'meeting', id, answers);
    expect(both.code).toBe(1);
    expect(both.stderr).toContain('--override not-to-proceed');
    expect(both.stderr).toContain('--override heard');
  });

  it('is named with its clause also where other answers cannot be used', async () => {
    const { place, id } = await decidedPlace({ consent: 'no-objection' });
    const ran = await step(place, 'employer', id, { ...EMPLOYER, grounds: [], employer: '' });
    expect(ran.code).toBeGreaterThan(0);
    expect(ran.stderr).toContain('employer');
    expect(ran.stderr).toContain('An employer is told only');
    expect(ran.stderr).toContain('clause: Employer reports');
  });

  it.each([
    ['employer', EMPLOYER],
    ['announce', DRAFT],
    ['sanction', { ...WARNING, unheard: 'They are gone.' }],
  ] as const)(
    'that stands before everything refuses `coc %s` from answers as it does without',
    async (command, answers) => {
      const { place, id } = await reportedPlace(PRIVATE);
      const rule = { gate: 'meeting', clause: MEETINGS };
      await refused(place, command, id, answers, rule);
    },
  );

  it('that somebody went on in spite of shows with the reason when the incident is read', async () => {
    const { place, id } = await reportedPlace({ ...PRIVATE, consent: 'not-said-yet' });
    const answers = { ...MEETING, ...OLD, outcome: 'no-action', reason: 'Nothing to do.' };
    await done(place, 'meeting --override sentence', id, { ...answers, 'override-sentence': REASON });
    const { stdout } = await coc(place, ['show', id]);
    expect(stdout).toContain('in spite of');
    expect(stdout).toContain('sentence');
    expect(stdout).toContain(REASON);
    if (hasAge) expect(openedByAge(place, id).split('# Incident')[1]).toContain(REASON);
  });
});
