import { describe, expect, it } from 'vitest';
import { EXIT, UserError } from '../../../src/errors.ts';
import { view } from '../../../src/incident/view.ts';
import { readAnswer, settle, typeOf } from '../../../src/interview/check.ts';
import { type FillOptions, fill } from '../../../src/interview/fill.ts';
import { printForm } from '../../../src/interview/print-form.ts';
import { problemLine } from '../../../src/interview/prompter.ts';
import type { Answers, Form } from '../../../src/interview/question.ts';
import { barTo } from '../../../src/policy/bars.ts';
import { comparable } from '../../../src/policy/comparable.ts';
import { dueIn } from '../../../src/policy/due.ts';
import type { InterviewId } from '../../../src/policy/interviews.ts';
import { knownElsewhere } from '../../../src/policy/known-elsewhere.ts';
import { complaintText, responseText } from '../../../src/policy/letter-text.ts';
import type { Playbook } from '../../../src/policy/playbook.ts';
import type { Situation } from '../../../src/policy/situation.ts';
import { formOf as stepForm } from '../../../src/steps/form.ts';
import { gatedForm } from '../../../src/steps/gated-form.ts';
import { chain } from '../incident/fold.ts';

import { playbook } from '../policy/shipped.ts';
import {
  A1,
  A2,
  type Added,
  AGREED,
  COMMUNITY,
  contentsOf,
  ENDING,
  HEARD_ALL,
  incidentOf,
  meeting,
  OPENED,
  P1,
  PRIVATE,
  R1,
  READY,
  REPORT,
  SOUND,
  STEP,
  STEPS,
  type StepId,
  sanctionEntry,
  situation,
  TOLD,
  W1,
  WITNESSED,
} from '../policy/step-situation.ts';
import { ScriptedPrompter, type Step } from './scripted-prompter.ts';

/** What the hint of a question for a time quotes as fine. */
const examplesIn = (hint = ''): readonly string[] =>
  [...hint.matchAll(/“([^”]+)”/g)].map(([, one = '']) => one);
const HOURS = ['00:05', '06:30', '12:00', '14:59', '23:50'];

describe('an example of a time', () => {
  const timed = STEPS.flatMap((step) =>
    stepForm(STEP[step], playbook)
      .questions.filter(({ hint }) => examplesIn(hint).length > 0)
      .map((question) => ({ step, question })),
  );

  it.each(HOURS)('can be taken as it stands at whatever hour: %s', (hour) => {
    const at = situation(READY, { now: new Date(`2026-11-26T${hour}:00+01:00`) });
    const refused = timed.flatMap(({ step, question }) => {
      const { type } = typeOf(question, {}, at);
      if (type !== 'moment' && type !== 'day') return [];
      return examplesIn(question.hint)
        .filter((one) => 'problem' in readAnswer(question, one, {}, at))
        .map((one) => `${step} ${question.id}: ${one}`);
    });
    expect(refused).toEqual([]);
    expect(timed.length).toBeGreaterThan(3);
  });
});

const plainForm = (step: StepId, of: Playbook = playbook): Form<Situation> => stepForm(STEP[step], of);
const formOf = (step: StepId, of: Playbook = playbook): Form<Situation> => gatedForm(STEP[step], of);

const nothing: Omit<FillOptions<Situation>, 'prompter'> = {
  answers: {},
  passed: [],
  given: {},
  onlyRequired: false,
  review: false,
  saveLabel: 'Save',
  keep: async () => {},
};

/** Somebody at a terminal. */
async function asked(step: StepId, facts: Situation, steps: readonly Step[]) {
  const prompter = new ScriptedPrompter(steps);
  const answers = await fill(formOf(step), facts, { ...nothing, prompter });
  prompter.assertDone();
  return { answers, prompter };
}

/** Answers from a file, and nobody to ask. */
const filed = (step: StepId, facts: Situation, given: Answers): Promise<Answers> =>
  fill(formOf(step), facts, { ...nothing, given });

async function refused(step: StepId, facts: Situation, given: Answers): Promise<UserError> {
  const error = await filed(step, facts, given).then(
    () => undefined,
    (one: unknown) => one,
  );
  if (error instanceof UserError) return error;
  throw new Error(`no UserError but ${error}`);
}

const missing = (step: StepId, facts: Situation, given: Answers): readonly string[] =>
  settle(formOf(step), facts, given, { assume: true }).missing.map(({ id }) => id);

const { contact: _contact, ...NOTIFY_PLAIN } = SOUND.notify;
const NOTIFY_RESPONSE: Answers = { ...NOTIFY_PLAIN, about: 'response' };

const SEALED = '-----BEGIN AGE ENCRYPTED FILE-----';
const NEW: readonly Added[] = [OPENED, R1, A1, REPORT, PRIVATE, AGREED];
const TOMORROW = '2026-11-25T12:00:00Z';
const AT = '2026-11-24T10:00:00Z';

describe('the questions of the steps', () => {
  /** Where the playbook's key is not what is typed, with a dash. */
  const INTERVIEW: Readonly<Partial<Record<StepId, InterviewId>>> = {
    'meeting --done': 'done',
    'access grant --reporter': 'access-reporter',
  };
  /** What is asked wherever a permission is. */
  const SHARED = ['permitted-by', 'condition', 'met', 'permitted-at', 'may-name'] as const;
  /** Other words for a question that is there. */
  const OTHER_WORDS: readonly string[] = [
    ...['all-the-same', 'asked-at', 'asked-by'],
    ...['seen-permitted', 'seen-permission'],
  ];

  it.each(STEPS)('of %s have keys that are all different', (step) => {
    const ids = formOf(step).questions.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9-]*$/);
  });

  it.each(STEPS)('of %s are those of the playbook, each once, in its words', (step) => {
    const interview = (INTERVIEW[step] ?? step.replace(' ', '-')) as InterviewId;
    const own = plainForm(step).questions.filter(({ id }) => step !== 'evaluate' || id === 'anything');
    const isOwn = ([key]: readonly [string, unknown]): boolean => own.some(({ id }) => id === key);
    const shared = SHARED.map((key) => [key, playbook.interviews.permission[key]] as const);
    // What was written down wrong of a sanction is asked as it was when it began.
    const begun = step === 'sanction correct' ? Object.entries(playbook.interviews.sanction) : [];
    // Whoever is let in is asked of in the same words each time.
    const known = [['know-reporter', playbook.interviews['access-grant']['know-reporter']] as const];
    // Where the accused gets a name, it is asked as in a report who is kept out.
    const named = [['conflicts', playbook.questions.conflicts] as const];
    const words: Readonly<Record<string, { ask: string }>> = {
      ...Object.fromEntries([...shared, ...begun, ...named, ...known].filter(isOwn)),
      ...playbook.interviews[interview],
    };
    const keyOf = (id: string): string =>
      id.replace(/^action-\d+/, 'action').replace(/^.*-look-again$/, 'look-again');
    expect(new Set(own.map(({ id }) => keyOf(id)))).toEqual(
      new Set(Object.keys(words).filter((key) => !OTHER_WORDS.includes(key))),
    );
    for (const { id, ask } of own) expect(ask).toBe(words[keyOf(id)]?.ask);
  });

  it('of evaluate are those of the policy', () => {
    const [, ...own] = plainForm('evaluate').questions;
    expect(own.map(({ id, ask }) => ({ id, ask }))).toEqual(playbook.evaluation.questions);
  });

  it.each(STEPS)('of %s ask nobody for advice, for penalties, or to withdraw', (step) => {
    for (const { ask, hint = '' } of formOf(step).questions)
      expect(`${ask} ${hint}`).not.toMatch(
        /withdraw|advice|what (?:should|would) (?:we|you|they) like|acceptable/i,
      );
  });

  it.each(STEPS)('of %s can be printed, also without an incident', (step) => {
    const nobody = { ...situation([]), me: '', members: [] };
    const form = printForm(plainForm(step), nobody, 'Of those in it.');
    expect(form).toContain(`coc ${plainForm(step).name} --answers FILE`);
    expect(form).not.toContain('nothing to choose from');
  });
});

describe('a form that is printed for an incident', () => {
  const printed = (step: StepId, ...more: Added[]) =>
    printForm(plainForm(step), situation([...READY, ...more])).replaceAll(/\n# ?/g, '\n');

  it('has all that can be chosen, whatever is answered before', () => {
    const letter: Added = { kind: 'letter', letter: 'response', person: 'A1', text: 'x' };
    const form = printed('notify', letter);
    expect(form).toContain('  sent: Note that they have got');
    expect(form).toContain('  A1: A1, Marlon Vane');
    expect(form).toContain('  R1: R1, Mei Lindqvist');
    expect(printed('notify')).not.toContain('  sent: ');
  });

  it('says of what a number stands where there are several', () => {
    const first = sanctionEntry({ tell: ['The door'] });
    expect(printed('sanction done', first)).toContain('  1: The door\n');
    const form = printed('sanction done', first, sanctionEntry({ id: 'SANCTION2', tell: ['The chair'] }));
    expect(form).toContain('  1: The door (sanction: 1)\n');
    expect(form).toContain('  1: The chair (sanction: 2)\n');
  });

  it('never offers to choose from nothing', () => {
    expect(printed('sanction done')).not.toContain('Any of these, as [one, another]:\n\nitems');
    expect(printed('sanction done')).toContain('There is nothing to choose from.');
  });
});

describe('a meeting at a terminal', () => {
  it('asks the four questions, and for everything to do a person and a time', async () => {
    const { answers, prompter } = await asked('meeting', situation(HEARD_ALL), [
      ['held-at', AT],
      ['present', ['ana', 'ben']],
      ['also-present', ['Zed Ober']],
      ['what-happened', 'They talked.'],
      ['outcome', 'action'],
      ['action-1', 'Call the hotel'],
      ['action-1-who', 'Zed Ober'],
      ['action-1-when', TOMORROW],
      ['action-2', undefined],
    ]);
    expect(answers).toMatchObject({
      outcome: 'action',
      'action-1-who': 'Zed Ober',
      'action-1-when': TOMORROW,
    });
    const required = prompter.asked.filter((one) => one.required).map(({ id }) => id);
    expect(required).toEqual(expect.arrayContaining(['action-1', 'action-1-who', 'action-1-when']));
  });

  it('asks who tells and hears the accused, and why it is decided without their side', async () => {
    const { answers } = await asked('meeting', situation(NEW), [
      ['held-at', AT],
      ['present', ['ana']],
      ['also-present', undefined],
      ['told', 'no'],
      ['tell-who', 'Ben Okafor'],
      ['tell-when', TOMORROW],
      ['hear-who', 'Zed Ober'],
      ['hear-when', TOMORROW],
      ['what-happened', 'x'],
      ['outcome', 'sanction'],
      ['alone', undefined],
      ['unheard', 'They left the country.'],
      ['action-1', undefined],
    ]);
    expect(answers).toMatchObject({ told: 'no', unheard: 'They left the country.' });
  });

  it('asks for the reason where nothing is done, and for no more', async () => {
    const { prompter } = await asked('meeting', situation(HEARD_ALL), [
      ['held-at', AT],
      ['present', ['ana']],
      ['also-present', undefined],
      ['what-happened', 'x'],
      ['outcome', 'no-action'],
      ['reason', 'A mix-up.'],
      ['alone', undefined],
      ['action-1', undefined],
    ]);
    expect(prompter.ids).not.toContain('unheard');
  });

  it('asks for the exception where very many saw it, and cannot be left without it', async () => {
    const seen: readonly Added[] = [...HEARD_ALL, WITNESSED];
    const { answers, prompter } = await asked('meeting', situation(seen), [
      ['held-at', AT],
      ['present', ['ana']],
      ['also-present', ['Mei Lindqvist']],
      ['exception', 'The whole hall saw it.'],
      ['what-happened', 'x'],
      ['outcome', 'undecided'],
      ['action-1', undefined],
    ]);
    expect(answers.exception).toBe('The whole hall saw it.');
    expect(prompter.asked.find(({ id }) => id === 'exception')?.required).toBe(true);
  });

  it.each<[string, Answers, string[]]>([
    ['a time', { 'action-1': 'x', 'action-1-who': 'Ana Berg' }, ['action-1-when']],
    ['a person', { 'action-1': 'x', 'action-1-when': TOMORROW }, ['action-1-who']],
    ['either', { 'action-1': 'x' }, ['action-1-who', 'action-1-when']],
    ['something to do, where that is the outcome', { outcome: 'action' }, ['action-1']],
  ])('does not end without %s', (_name, given, ids) => {
    expect(missing('meeting', situation(HEARD_ALL), { ...SOUND.meeting, ...given })).toEqual(ids);
  });

  it('is not noted with somebody at it who was told already, unless that is noted', async () => {
    const given = { ...SOUND.meeting, told: 'yes', unheard: 'x' };
    expect(missing('meeting', situation(NEW), given)).toEqual(['how']);
    expect(
      contentsOf(
        'meeting',
        { ...given, how: 'In person', 'told-at': AT, 'told-by': 'Cem Yildiz' },
        situation(NEW),
      ),
    ).toContainEqual({
      ...{ kind: 'told', about: 'complaint', person: 'A1', toldAt: AT, how: 'In person', toldBy: 'cem' },
    });
    const error = await refused('meeting', situation([...NEW, A2]), { ...given, how: 'In person' });
    expect(error.message).toContain('`coc notify` notes when, how and by whom each was told');
  });

  it('asks when, how and by whom they were told, where that is said not to be noted yet', async () => {
    const { prompter } = await asked('meeting', situation(NEW), [
      ['held-at', AT],
      ['present', ['ana', 'ben']],
      ['also-present', undefined],
      ['told', 'yes'],
      ['told-at', AT],
      ['how', 'In person'],
      ['told-by', 'Ana Berg'],
      ['hear-who', undefined],
      ['what-happened', 'x'],
      ['outcome', 'undecided'],
      ['action-1', undefined],
    ]);
    expect(prompter.asked.find(({ id }) => id === 'told-by')?.initial).toBe('Ana Berg');
  });

  it('takes a time to come for what is to be done', async () => {
    const given = {
      ...SOUND.meeting,
      'action-1': 'x',
      'action-1-who': 'Ana Berg',
      'action-1-when': 'tomorrow noon',
    };
    const answers = await filed('meeting', situation(HEARD_ALL), given);
    expect(answers['action-1-when']).toMatch(/^2026-11-25T12:00:00/);
  });

  it.each(['held-at'])('does not take a time to come for %s', async (id) => {
    const facts = situation(HEARD_ALL);
    await expect(filed('meeting', facts, { ...SOUND.meeting, [id]: 'tomorrow 3pm' })).rejects.toThrow(
      `${id} is still to come`,
    );
  });
});

describe('one choice alone', () => {
  it('is no question at a terminal, and two are', async () => {
    const statement: readonly Step[] = [
      ['said', 'no'],
      ['taken-at', AT],
      ['taken-by', 'Ana Berg'],
    ];
    const { answers } = await asked('statement', situation(READY), statement);
    expect(answers.person).toBe('A1');
    const both = await asked('statement', situation([...READY, A2]), [['person', 'A2'], ...statement]);
    expect(both.answers.person).toBe('A2');
  });
});

describe('a letter to the accused, at a terminal', () => {
  it('comes composed, about the complaint', async () => {
    const facts = situation(READY);
    const { answers, prompter } = await asked('notify', facts, [
      ['about', 'complaint'],
      ['way', 'letter'],
      ['permitted', 'not-asked'],
      ['contact', 'Ben Okafor, ben@team.example'],
      ['answer-by', '2026-11-25T12:00:00+01:00'],
      ['letter', (one) => ('initial' in one ? (one.initial as string) : '')],
      ['given', 'no'],
    ]);
    expect(answers.letter).toBe(complaintText(answers, facts));
    expect(answers.letter).toContain('Ben Okafor, ben@team.example, by 12:00 on 25 Nov 2026.');
    expect(prompter.ids).not.toContain('reporter-permission');
  });

  it('comes composed, with what was decided', async () => {
    const facts = situation([...READY, sanctionEntry()]);
    const { answers } = await asked('notify', facts, [
      ['about', 'response'],
      ['way', 'letter'],
      ['letter', (one) => ('initial' in one ? (one.initial as string) : '')],
      ['given', 'yes'],
      ['told-at', AT],
      ['how', 'By mail'],
      ['told-by', 'Ana Berg'],
    ]);
    expect(answers.letter).toBe(responseText(answers, facts));
  });

  it('assumes no way to answer it that somebody who is kept out reads', async () => {
    const facts = situation([...READY, { kind: 'recusal', member: 'cem' }]);
    const own = { ...SOUND.notify, contact: 'Ben Okafor, on the phone' };
    expect(missing('notify', facts, own)).toEqual(['reach']);
    expect(missing('employer', facts, SOUND.employer)).toEqual(['reach']);
    const { contact } = Object.fromEntries(formOf('notify').questions.map((one) => [one.id, one]));
    expect(contact?.initial?.({}, facts)).toBeUndefined();
    expect(contact?.initial?.({}, situation(READY))).toBe(situation(READY).community.contact);
    const answers = await filed('notify', facts, { ...own, reach: 'ana@team.example' });
    expect(answers.reach).toBe('ana@team.example');
    expect(missing('notify', situation(READY), SOUND.notify)).toEqual([]);
  });

  it.each(['tomorrow 10:00', 'today at 5pm', 'half past two'])('is no time: %s', (words) => {
    const { check } = formOf('notify').questions.find(({ id }) => id === 'contact') ?? {};
    expect(check?.(words, { person: 'A1' }, situation(READY))).toContain('is a time');
    expect(check?.('the desk, room 10:00', { person: 'A1' }, situation(READY))).toBeUndefined();
  });

  it('is asked for where the community has said no place at which it is reached', () => {
    const { person, about } = { person: 'A1', about: 'response' };
    const asked = (contact: string) => {
      const of = situation([...READY, sanctionEntry()], { community: { ...COMMUNITY, contact } });
      return formOf('notify')
        .questions.find(({ id }) => id === 'reach')
        ?.when?.({ about, person, way: 'letter' }, of);
    };
    expect(asked('')).toBe(true);
    expect(asked(COMMUNITY.contact)).toBe(false);
  });

  describe('refuses a way back that somebody who is kept out reads', () => {
    const W9: Added = {
      kind: 'person',
      person: 'W9',
      role: 'witness',
      name: 'Cem Yildiz',
      contact: '+49 30 1234567',
    };
    const facts = situation([...READY, sanctionEntry(), W9, { kind: 'recusal', member: 'cem' }], {
      community: { ...COMMUNITY, appeals: 'appeals@imgix.example' },
    });
    const places = [
      'cem@team.example',
      'By mail: <cem@team.example>',
      'cem at team dot example',
      '@cem on Slack',
      'Slack, cem',
      'Cem Yildiz, in person',
      'Mr Yildiz at the desk',
      '+49 30 1234567',
      'codeofconduct@imgix.com',
      'Write to codeofconduct@imgix.com or ring the desk',
    ];
    const fine = [
      'ben@team.example',
      'Ben Okafor, ben@team.example',
      'the phone of the desk',
      '+49 30 7654321',
    ];
    const problemAt = (
      step: StepId,
      id: string,
      answer: string | readonly string[],
      of = facts,
      given: Answers = {},
    ) => {
      const question = formOf(step).questions.find((one) => one.id === id);
      if (question === undefined) throw new Error(id);
      const read = readAnswer(question, answer, given, of);
      return 'problem' in read ? read.problem : undefined;
    };

    it.each(places)('%s', (place) => {
      for (const id of ['contact', 'reach', 'appeals'])
        expect(problemAt('notify', id, place)).toMatch(/Cem Yildiz/);
      expect(problemAt('employer', 'reach', place)).toMatch(/Cem Yildiz/);
      expect(problemAt('announce', 'other-feedback', [place])).toMatch(/Cem Yildiz/);
      expect(problemAt('notify', 'reach', place, situation(READY))).toBeUndefined();
    });

    it.each(fine)('and no other: %s', (place) => {
      for (const id of ['contact', 'reach', 'appeals'])
        expect(problemAt('notify', id, place)).toBeUndefined();
    });

    it('and names the words that are meant, to whoever typed them', () => {
      const said = (step: StepId, id: string, answer: string | readonly string[]) => {
        const question = formOf(step).questions.find((one) => one.id === id);
        const read = question && readAnswer(question, answer, {}, facts);
        return read && 'problem' in read ? read : undefined;
      };
      const text = 'Hello,\n\nyou can write to cem@team.example, or to Ana.';
      expect(said('employer', 'letter', text)?.words).toEqual(['cem@team.example']);
      expect(said('notify', 'letter', 'Write to codeofconduct@imgix.com.')?.words).toEqual([
        'codeofconduct@imgix.com',
      ]);
      expect(said('notify', 'reach', 'At the desk, or cem@team.example')?.words).toEqual([
        'cem@team.example',
      ]);
      for (const [step, id, way] of [
        ['notify', 'appeals', 'At the desk, with Cem Yildiz'],
        ['announce', 'other-feedback', ['By mail', 'Cem Yildiz at the desk']],
      ] as const)
        expect(said(step, id, way)?.words).toEqual(['Cem', 'Yildiz']);
      expect(said('employer', 'letter', text)?.problem).not.toContain('@');
      const shown = said('employer', 'letter', text);
      expect(shown && problemLine(shown)).toMatch(/What is meant: “cem@team\.example”\.$/);
    });

    it('also in the text itself, in which they may be named', () => {
      const text = 'Hello,\n\nyou can write to cem@team.example.';
      expect(problemAt('employer', 'letter', text)).toMatch(/must not read/);
      expect(problemAt('notify', 'letter', 'Hello,\n\nBen hears you at codeofconduct@imgix.com.')).toMatch(
        /must not read/,
      );
    });

    it('and asks where to appeal, which the letter then names', async () => {
      const given: Answers = {
        about: 'response',
        person: 'A1',
        way: 'letter',
        reach: 'ben@team.example',
        given: 'no',
      };
      expect(missing('notify', facts, given)).toEqual(['appeals']);
      const answers = await filed('notify', facts, {
        ...given,
        appeals: 'Dora Lind, dora@elsewhere.example',
      });
      expect(answers.letter).toContain('Dora Lind, dora@elsewhere.example');
      expect(answers.letter).not.toContain('appeals@imgix.example');
      const open = situation([...READY, sanctionEntry()], { community: facts.community });
      expect(missing('notify', open, { ...given })).toEqual([]);
    });

    describe('and asks once where they are reached', () => {
      const letter = (more: object): Added => ({
        ...{ kind: 'letter', letter: 'complaint', person: 'A1', text: 'x' },
        ...more,
      });
      const at = (step: StepId, id: string, of: Situation, given: Answers = {}) => {
        const question = formOf(step).questions.find((one) => one.id === id);
        return {
          proposed: question?.initial?.(given, of),
          said: (question?.before?.(given, of) ?? [])
            .map((block) => ('text' in block ? block.text : ''))
            .join(),
        };
      };
      const withMore = (...more: readonly Added[]): Situation =>
        situation([...READY, sanctionEntry(), { kind: 'recusal', member: 'cem' }, ...more], {
          community: facts.community,
        });

      it('as the newest letter has it', () => {
        const of = withMore(
          letter({ reach: 'the desk' }),
          letter({ reach: 'Ben Okafor', appeals: 'Dora Lind' }),
        );
        const to = { person: 'A1' };
        for (const id of ['contact', 'reach'])
          expect(at('notify', id, of, to)).toEqual({ proposed: 'Ben Okafor', said: '' });
        expect(at('notify', 'appeals', of, to).proposed).toBe('Dora Lind');
        expect(at('notify', 'appeals', of, to).said).not.toMatch(/must not read/);
      });

      it('of each by themselves: what is in a letter to somebody else is shown, and proposed to nobody', () => {
        const of = withMore(letter({ reach: 'Ben Okafor, 555 0100' }));
        for (const [step, given] of [
          ['notify', { person: 'R1' }],
          ['employer', { person: 'A1' }],
        ] as const) {
          const { proposed, said } = at(step, 'reach', of, given);
          expect(proposed).toBeUndefined();
          expect(said).toContain('In the letter to A1 you are reached at: Ben Okafor, 555 0100');
        }
        const sent = withMore(letter({ letter: 'employer', reach: 'Ben Okafor' }));
        expect(at('employer', 'reach', sent, { person: 'A1' }).proposed).toBe('Ben Okafor');
        expect(at('notify', 'reach', sent, { person: 'A1' }).said).toContain('In the letter to the employer');
      });

      it('and in a copy, of whoever has none yet, as a letter to somebody else has it, which is said', () => {
        const of = withMore(letter({ reach: 'Ben Okafor, 555 0100' }));
        for (const given of [
          { for: 'affected', person: 'R1' },
          { for: 'lawyer', to: 'Ines Roth' },
          { for: 'police', to: 'The court' },
          { for: 'team', to: 'Ines Roth of the board' },
        ] as const) {
          const { proposed, said } = at('export', 'reach', of, given);
          expect(proposed).toBe('Ben Okafor, 555 0100');
          expect(said).toContain('In the letter to A1 you are reached at');
        }
        expect(at('export', 'reach', of, { for: 'accused', person: 'A1' }).proposed).toBe(
          'Ben Okafor, 555 0100',
        );
      });

      it.each([
        ['Ben Okafor, ben@team.example', true],
        ['Write to <ben@team.example>', true],
        ['ben@team.example or cem@team.example', false],
        ['cem@team.example', false],
        ['codeofconduct@imgix.com', false],
        ['appeals@imgix.example', false],
        ['the board', false],
      ])(
        'for an appeal as the community has it, where that is known to be with who may read it: %s',
        (place, is) => {
          const community = { ...COMMUNITY, appeals: place };
          const of = situation([...READY, sanctionEntry(), { kind: 'recusal', member: 'cem' }], {
            community,
          });
          const { proposed, said } = at('notify', 'appeals', of, { person: 'A1' });
          expect(proposed).toBe(is ? place : undefined);
          expect(/must not read/.test(said)).toBe(!is);
          expect(said).toContain(`The usual place to appeal to: ${place}`);
          const asked = formOf('notify').questions.find((one) => one.id === 'appeals');
          expect(asked?.hint).toMatch(/hear it and did not decide/);
          const again = withMore(letter({ reach: 'the desk', appeals: 'Dora Lind' }));
          expect(at('notify', 'appeals', again, { person: 'A1' }).proposed).toBe('Dora Lind');
        },
      );

      it('but nowhere that somebody reads who is kept out by now', () => {
        const of = withMore(
          letter({ reach: 'the desk' }),
          letter({ reach: 'cem@team.example', appeals: 'Cem' }),
        );
        const to = { person: 'A1' };
        expect(at('notify', 'reach', of, to).proposed).toBe('the desk');
        expect(at('notify', 'appeals', of, to).proposed).toBeUndefined();
        expect(at('notify', 'appeals', of, to).said).toMatch(/Cem Yildiz must not read/);
      });

      it('and keeps it with the letter', () => {
        const of = withMore();
        const given = { ...SOUND.notify, contact: 'Ben Okafor', reach: 'the desk' };
        expect(contentsOf('notify', given, of)).toContainEqual(
          expect.objectContaining({ kind: 'letter', reach: 'the desk' }),
        );
        expect(contentsOf('employer', { ...SOUND.employer, reach: 'the desk' }, of)).toContainEqual(
          expect.objectContaining({ kind: 'letter', letter: 'employer', reach: 'the desk' }),
        );
      });

      it('and says to nobody that they must not read their own answer', () => {
        const own: Added = { kind: 'person', person: 'A1', role: 'accused', name: 'Cem Yildiz' };
        const of = withMore(own);
        for (const id of ['contact', 'reach', 'appeals'])
          expect(at('notify', id, of, { person: 'A1' }).said).not.toMatch(/must not read/);
        expect(at('notify', 'reach', of, { person: 'R1' }).said).toMatch(/Cem Yildiz must not read/);
        expect(at('employer', 'reach', of, { person: 'A1' }).said).toMatch(/Cem Yildiz must not read/);
        const both = withMore(own, { kind: 'recusal', member: 'ben' });
        expect(at('notify', 'reach', both, { person: 'A1' }).said).toMatch(/^Ben Okafor must not read/);
      });
    });

    it('and proposes no feedback that reaches them', () => {
      const { feedback } = Object.fromEntries(formOf('announce').questions.map((one) => [one.id, one]));
      expect(feedback?.initial?.({}, facts)).toEqual([]);
      expect(feedback?.initial?.({}, situation(READY))).toEqual(COMMUNITY.feedback);
    });
  });

  it.each([
    ['Marek Vane, in a blue shirt', 'Marek Vane'],
    ['a tall man', undefined],
    ['Marek Vane or Otto Quist', undefined],
    ['the man in the Norvik shirt at the booth', undefined],
    ['somebody from the Norvik Systems booth', undefined],
    ['one of the Norvik Team', undefined],
    ['in a blue Norvik hoodie', undefined],
    ['Marek Vane in the Norvik shirt', 'Marek Vane'],
    ['the man in the Norvik shirt, Marek Vane', 'Marek Vane'],
    ['a man whose badge says Marek Vane', 'Marek Vane'],
    ['somebody of Brightwell, tall', undefined],
    ['the tall one, Brightwell Ltd', undefined],
    ['Victor Hale, Northlight shirt', 'Victor Hale'],
    ['Victor Hale, Ines’s husband', 'Victor Hale'],
    ['Marek Vane, Otto Quist', undefined],
    ['Marek Vane (or Quist)', undefined],
    ['Marek, Northlight shirt', undefined],
  ])('proposes the name in how somebody was described: %s', (description, proposed) => {
    const { name: _none, ...unnamed } = A1 as { name?: string };
    const described = { ...unnamed, description } as Added;
    const facts = situation(READY.map((one) => (one === A1 ? described : one)));
    for (const step of ['notify', 'employer'] as const) {
      const name = formOf(step).questions.find(({ id }) => id === 'name');
      expect(name?.initial?.({ person: 'A1' }, facts)).toBe(proposed);
    }
  });

  it.each([...['a warning', 'nothing much', 'the apology', 'as before', 'after that', 'please behave']])(
    'takes no words as where they reach the team that lead to nobody: %s',
    (words) => {
      for (const [step, id] of [
        ['notify', 'reach'],
        ['notify', 'appeals'],
        ['employer', 'reach'],
      ] as const) {
        const question = formOf(step).questions.find((one) => one.id === id);
        expect(question?.check?.(words, { person: 'A1' }, situation(READY))).toMatch(/no way to reach/);
      }
    },
  );

  it.each([
    ...[
      'the desk',
      'Ana',
      'ana',
      'Ben Okafor',
      'ask for Dora at the door',
      '555 0100',
      'Ines Roth of the board',
      'the board, board@team.example',
      'by letter',
    ],
    ...['@ana on Signal', 'ana@team.example', 'Юлия', '田中', 'the green tent', 'dora lind'],
    ...['conduct.example.org', 'Hauptstraße', 'the helpers in the hall', 'Herr Berg'],
  ])('takes what may lead to somebody: %s', (words) => {
    const question = formOf('notify').questions.find((one) => one.id === 'reach');
    expect(question?.check?.(words, { person: 'A1' }, situation(READY))).toBeUndefined();
  });

  it('asks what happened once it is permitted to be told', async () => {
    const { answers } = await asked('notify', situation(READY), [
      ['about', 'complaint'],
      ['way', 'letter'],
      ['permitted', 'yes'],
      ['permitted-by', ['R1']],
      ['permission', 'He may know that.'],
      ['permitted-at', AT],
      ['what', 'following somebody'],
      ['contact', 'Ana Berg'],
      ['answer-by', undefined],
      ['letter', (one) => ('initial' in one ? (one.initial as string) : '')],
      ['given', 'no'],
    ]);
    expect(answers.letter).toContain('It is about this: following somebody.');
  });

  it.each(['told-at'])('was not handed over at a time to come: %s', async (id) => {
    const given = { ...SOUND.notify, given: 'yes', 'told-at': AT, how: 'x', 'told-by': 'Ana Berg' };
    await expect(filed('notify', situation(READY), { ...given, [id]: 'tomorrow 3pm' })).rejects.toThrow(
      `${id} is still to come`,
    );
  });
});

describe('a sanction at a terminal', () => {
  const VALUES: Readonly<Record<string, string>> = { whom: 'R1' };

  it.each(playbook.sanctions.kinds.map((kind) => [kind.id, kind] as const))(
    'asks what belongs to “%s”, and how long it holds',
    async (id, { parameters, terms, condition }) => {
      for (const term of terms) {
        const hasEnd = term === 'until' || term === 'event-end';
        const all = playbook.sanctions.kinds.flatMap((kind) => kind.parameters);
        const ordered = [...new Set(all)].filter((key) => parameters.includes(key));
        const { answers, prompter } = await asked('sanction', situation(READY), [
          ['sanction', id],
          ...ordered.map((key): Step => [key, VALUES[key] ?? `a ${key}`]),
          ...(condition === undefined ? [] : [['grant-condition', 'yes'] as Step]),
          ...(terms.length > 1 ? [['term', term] as Step] : []),
          ...(hasEnd ? [['until', '2027-01-31'] as Step] : []),
          ['conditions', undefined],
          ['safety', 'It keeps them away.'],
          ['decided-by', ['ana', 'ben']],
          ['tell', undefined],
          ['switch-off', undefined],
          ['also-switch-off', undefined],
        ]);
        expect(answers).toMatchObject({ sanction: id, term, safety: 'It keeps them away.' });
        for (const key of parameters)
          expect(prompter.asked.find((one) => one.id === key)?.required, key).toBe(true);
        const choices = prompter.asked.find((one) => one.id === 'term')?.answer;
        if (choices !== undefined && 'choices' in choices)
          expect(choices.choices.map(({ value }) => value).sort()).toEqual([...terms].sort());
      }
    },
  );

  it('shows what guides it, before the choice', async () => {
    const given = { ...SOUND.sanction };
    const { prompter } = await asked('sanction', situation(READY), [
      ['sanction', 'refund'],
      ['grant', 'x'],
      ['grant-condition', 'yes'],
      ['until', '2027-05-24'],
      ['conditions', undefined],
      ['safety', given.safety],
      ['decided-by', ['ana']],
      ['also-decided-by', undefined],
      ['alone'],
      ['tell', undefined],
      ['switch-off', undefined],
      ['also-switch-off', undefined],
    ]);
    const shown = JSON.stringify(prompter.shown);
    expect(shown).toContain(playbook.principle.text);
    expect(shown).toContain('Only where the grant said so when it was awarded.');
  });

  it('has a term that its kind allows, and a day to come', async () => {
    const facts = situation(READY);
    const ban = { ...SOUND.sanction, behavior: undefined, sanction: 'ban', scope: 'x' };
    const given = Object.fromEntries(
      Object.entries(ban).filter(([, value]) => value !== undefined),
    ) as Answers;
    expect((await refused('sanction', facts, { ...given, term: 'now' })).message).toContain(
      'term must be one of',
    );
    expect(
      (await refused('sanction', facts, { ...given, term: 'until', until: '2026-11-23' })).message,
    ).toContain('until is over already');
    expect(await filed('sanction', facts, { ...given, term: 'until', until: '2026-11-24' })).toMatchObject({
      until: '2026-11-24',
    });
    expect(missing('sanction', facts, { ...given, term: 'until' })).toEqual(['until']);
  });

  it('keeps away from roles of the incident alone, and shows no name of a hidden one', () => {
    const question = plainForm('sanction', playbook).questions.find(({ id }) => id === 'whom');
    const hidden: Added = {
      kind: 'person',
      person: 'R1',
      role: 'reporter',
      sealed: '-----BEGIN AGE ENCRYPTED FILE-----',
    };
    const facts = situation([OPENED, hidden, A1, P1, W1, REPORT]);
    const type = typeof question?.answer === 'function' ? question.answer({}, facts) : question?.answer;
    const choices = type && 'choices' in type ? type.choices : [];
    expect(choices.map(({ value }) => value).sort()).toEqual(['P1', 'R1', 'W1']);
    expect(choices.find(({ value }) => value === 'R1')?.label).toBe('R1');
  });

  it('needs somebody who decided it, and what safety it gives', async () => {
    const { safety: _safety, ...unsafe } = SOUND.sanction;
    expect(missing('sanction', situation(READY), unsafe)).toEqual(['safety']);
    const error = await refused('sanction', situation(READY), { ...SOUND.sanction, 'decided-by': [] });
    expect(error.message).toContain('decided-by needs at least one');
  });
});

describe('an announcement at a terminal', () => {
  it('comes composed from the answers, with every way to answer', async () => {
    const { answers, prompter } = await asked('announce', situation(READY), [
      ['do', 'draft'],
      ['permitted', 'yes'],
      ['permitted-by', ['R1']],
      ['permission', 'It may be announced.'],
      ['permitted-at', AT],
      ['why', ['transparency']],
      ['central', 'nobody'],
      ['what', 'An attendee followed another attendee'],
      ['action', 'They were sent home'],
      ['word', undefined],
      ['feedback', ['By e-mail to codeofconduct@imgix.com']],
      ['other-feedback', undefined],
      ['letter', (one) => ('initial' in one ? (one.initial as string) : '')],
    ]);
    expect(answers.letter).toMatch(/^An attendee followed another attendee\. This was against our code/);
    expect(answers.letter).toContain('codeofconduct@imgix.com');
    expect(JSON.stringify(prompter.shown)).toContain(playbook.announcement.items[0]);
  });

  it('asks for a way to answer, and not for another one, where there is none yet', async () => {
    const wording = async (feedback: readonly string[]) => {
      const prompter = new ScriptedPrompter([
        ['permitted-at', AT],
        ['word', undefined],
        ...(feedback.length > 0 ? ([['feedback', [...feedback]]] as const) : []),
        ['other-feedback', ['By post to the office']],
      ]);
      const { feedback: _, letter: _letter, ...answers } = SOUND.announce;
      const facts = { ...situation(READY), community: { ...COMMUNITY, feedback } };
      await fill(formOf('announce'), facts, { ...nothing, answers, prompter }).catch(() => undefined);
      return prompter.asked.find(({ id }) => id === 'other-feedback')?.ask;
    };
    expect(await wording(COMMUNITY.feedback)).toBe('Another way');
    expect(await wording([])).toBe('How can people tell you what they think of it');
  });

  it('asks why it has to name somebody', async () => {
    const { central: _central, ...rest } = SOUND.announce;
    expect(missing('announce', situation(READY), { ...rest, central: 'A1' })).toEqual(['central-reason']);
  });

  it.each(['R1', 'P1', 'W1'])('never names %s', async (central) => {
    const given = { ...SOUND.announce, 'permitted-by': ['R1', 'P1'], central, 'central-reason': 'x' };
    const error = await refused('announce', situation([...READY, P1, W1]), given);
    expect(error.message).toContain('central must be one of nobody, A1');
  });

  it('asks for nothing but the reason where there is none', async () => {
    await asked('announce', situation(READY), [
      ['do', 'no'],
      ['reason', 'It was private.'],
    ]);
  });

  it('was published only where there is a draft', async () => {
    const error = await refused('announce', situation(READY), { do: 'published', where: 'x' });
    expect(error.message).toContain('do must be one of draft, feedback, no');
  });
});

/** An answer, or its absence, that the policy refuses. */
const REFUSED: readonly (readonly [string, StepId, readonly Added[], Answers, string, string])[] = [
  [
    'a meeting with who reported it',
    'meeting',
    HEARD_ALL,
    { ...SOUND.meeting, 'also-present': ['Mei Lindqvist'] },
    'also-present',
    'attendance',
  ],
  [
    'an apology as a condition',
    'sanction',
    READY,
    { ...SOUND.sanction, conditions: ['An apology'] },
    'conditions',
    'apology',
  ],
  ['no ground', 'employer', READY, { ...SOUND.employer, grounds: [] }, 'grounds', 'grounds'],
  [
    'an announcement with a name',
    'announce',
    READY,
    { ...SOUND.announce, what: 'Marlon Vane left' },
    'what',
    'leak',
  ],
  [
    'an announcement with a hint',
    'announce',
    READY,
    { ...SOUND.announce, letter: `Mei told us.${ENDING}` },
    'letter',
    'reporter',
  ],
  [
    'a letter that plays it down',
    'notify',
    READY,
    { ...SOUND.notify, letter: 'It was just a joke.' },
    'letter',
    'wording',
  ],
  [
    'a long apology',
    'apology',
    READY,
    { ...SOUND.apology, relay: 'They are sorry. Is that fine? May they meet you?' },
    'relay',
    'relay',
  ],
  ['what was decided, before it is', 'notify', HEARD_ALL, NOTIFY_RESPONSE, 'about', 'undecided'],
];

const ABSENT: readonly (readonly [string, StepId, readonly Added[], Answers, string])[] = [
  [
    'why they were not heard',
    'meeting',
    [OPENED, R1, A1, REPORT, PRIVATE, AGREED, TOLD],
    SOUND.meeting,
    'heard',
  ],
  [
    'what the affected person permitted',
    'announce',
    READY,
    Object.fromEntries(Object.entries(SOUND.announce).filter(([id]) => !id.startsWith('permi'))) as Answers,
    'permission',
  ],
  [
    'the ground',
    'employer',
    READY,
    Object.fromEntries(Object.entries(SOUND.employer).filter(([id]) => id !== 'grounds')) as Answers,
    'grounds',
  ],
  ['another way to answer', 'announce', READY, { ...SOUND.announce, feedback: [] }, 'feedback'],
  [
    'why somebody attends',
    'meeting',
    [...HEARD_ALL, WITNESSED],
    { ...SOUND.meeting, 'also-present': ['Mei Lindqvist'] },
    'attendance',
  ],
];

describe('what the policy refuses', () => {
  it('is said whole at once, each rule once, whichever answers it stands in', async () => {
    const given = {
      ...SOUND.announce,
      what: 'Marlon Vane left, and Mei told us',
      action: 'Marlon Vane was sent home',
      letter: `Mei told us.${ENDING}`,
    };
    const { message } = await refused('announce', situation(READY), given);
    for (const sentence of ['This text tells more', 'This text hints at'])
      expect(message.split(sentence), message).toHaveLength(2);
    const places = [
      ...message.matchAll(/^ {2}(\w+, line \d+): the (?:name|contact|name in the contact) of (\w+)$/gm),
    ];
    expect(places.map(([, place, who]) => `${place} ${who}`).sort()).toEqual([
      'action, line 1 A1',
      'letter, line 1 R1',
      'what, line 1 A1',
      'what, line 1 R1',
    ]);
  });

  it('names all that keeps an apology from being brief at once', async () => {
    const relay = 'They are sorry because they were tired. Is that fine? May they meet you?';
    const { message } = await refused('apology', situation(READY), { ...SOUND.apology, relay });
    for (const what of ['two sentences', 'a question', 'explains', 'meeting'])
      expect(message).toContain(what);
  });

  it.each(REFUSED)('is refused at its question: %s', (_name, step, contents, given, question, gate) => {
    const { problems } = settle(formOf(step), situation(contents), given, { assume: true });
    const found = problems.find(({ id }) => id === question);
    expect(found?.refusal?.gate).toBe(gate);
  });

  it.each(REFUSED)(
    'is told with its clause, from a file: %s',
    async (_name, step, contents, given, _question, gate) => {
      const facts = situation(contents);
      const error = await refused(step, facts, given);
      expect(error.exitCode).toBe(EXIT.failed);
      expect(error.clause).toContain(playbook.clauses[playbook.gates[gate as 'leak'].clause]?.title);
      expect(error.hints.join()).toContain(`--override ${gate}`);
      expect([error.message, ...error.hints].join()).not.toMatch(/Mei|Lindqvist|Marlon|Vane/);
    },
  );

  it.each(ABSENT)(
    'is refused by its clause where %s is missing',
    async (_name, step, contents, given, gate) => {
      const error = await refused(step, situation(contents), given);
      expect(error.exitCode).toBe(EXIT.failed);
      expect(error.message).toContain(playbook.gates[gate as 'leak'].refuse);
      expect(error.clause).toBeDefined();
    },
  );

  it.each<[string, StepId, readonly Added[], Answers, string]>([
    [
      'what happened',
      'meeting',
      HEARD_ALL,
      { outcome: 'undecided', present: ['ana'] },
      'what-happened is missing',
    ],
    [
      'who does it',
      'meeting',
      HEARD_ALL,
      { ...SOUND.meeting, 'action-1': 'x', 'action-1-when': TOMORROW },
      'action-1-who is missing',
    ],
    [
      'the reason',
      'sanction change',
      [...READY, sanctionEntry()],
      { term: 'indefinite', 'decided-by': ['ana'] },
      'reason is missing',
    ],
    ['how', 'apology', READY, { ...SOUND.apology, how: '' }, 'how must be one line of text'],
  ])(
    'is no matter of it where %s is missing: that is usage',
    async (_name, step, contents, given, message) => {
      const error = await refused(step, situation(contents), given);
      expect(error.exitCode).toBe(EXIT.usage);
      expect(error.clause).toBeUndefined();
      expect(error.message).toContain(message);
    },
  );

  it('and what is merely missing are told together', async () => {
    const error = await refused('sanction', situation(READY), {
      sanction: 'warning',
      conditions: ['An apology'],
      behavior: 'x',
      term: 'indefinite',
    });
    expect(error.exitCode).toBe(EXIT.usage);
    expect(error.message).toContain('safety is missing');
    expect(error.message).toContain('conditions');
  });

  it('is told at the terminal in its own words, with the clause', () => {
    const { problems } = settle(
      formOf('sanction'),
      situation(READY),
      { ...SOUND.sanction, conditions: ['An apology'] },
      { assume: true },
    );
    const { refusal, what: problem = '' } = problems[0] ?? {};
    if (refusal === undefined) throw new Error('no refusal');
    expect(problemLine({ problem, refusal })).toContain(
      'An apology, mediation or making peace is not asked of anybody. Write what is to happen for safety instead. (Policy: No apologies required or encouraged)',
    );
  });
});

describe('going on in spite of the policy', () => {
  const over = (contents: readonly Added[], ...overrides: string[]): Situation =>
    situation(contents, { overrides });

  it('asks for the reason at the end, and shows the rule', async () => {
    const { answers, prompter } = await asked('sanction', over(READY, 'apology'), [
      ['sanction', 'warning'],
      ['behavior', 'x'],
      ['conditions', ['An apology in writing']],
      ['safety', 'for their safety'],
      ['decided-by', ['ana']],
      ['also-decided-by', undefined],
      ['alone'],
      ['tell', undefined],
      ['switch-off', undefined],
      ['also-switch-off', undefined],
      ['override-apology', 'They asked for it themselves.'],
    ]);
    expect(answers['override-apology']).toBe('They asked for it themselves.');
    expect(JSON.stringify(prompter.shown)).toContain('No apologies required or encouraged');
    expect(prompter.asked.at(-1)?.required).toBe(true);
  });

  it.each(REFUSED)(
    'takes the answer with the reason, from a file: %s',
    async (_name, step, contents, given, _question, gate) => {
      const facts = over(contents, gate);
      const all = settle(formOf(step), facts, given, { assume: true }).missing.map(({ id }) => id);
      expect(all).toEqual([`override-${gate}`]);
      const answers = await filed(step, facts, { ...given, [`override-${gate}`]: 'It cannot wait.' });
      expect(answers[`override-${gate}`]).toBe('It cannot wait.');
    },
  );

  it.each(ABSENT.filter(([name]) => name !== 'the ground'))(
    'goes on without %s',
    async (_name, step, contents, given, gate) => {
      const facts = over(contents, gate);
      expect(missing(step, facts, given)).toEqual([`override-${gate}`]);
    },
  );

  it('asks for no reason where nothing is refused', async () => {
    const overrides = ['apology', 'conflict', 'heard', 'meeting', 'refund'];
    expect(missing('sanction', over(READY, ...overrides), SOUND.sanction)).toEqual([]);
    const text = over(READY, 'leak', 'reporter', 'wording', 'feedback');
    expect(missing('announce', text, SOUND.announce)).toEqual([]);
  });

  it('takes no empty reason', async () => {
    const given = { ...SOUND.sanction, conditions: ['An apology'], 'override-apology': ' ' };
    const error = await refused('sanction', over(READY, 'apology'), given);
    expect(error.message).toContain('override-apology must be one line of text');
  });

  it('does not print its reasons in the form', () => {
    expect(printForm(formOf('sanction'), over(READY, 'apology'))).not.toContain('override');
  });
});

describe('the end', () => {
  it('names what is still open and asks why it is closed all the same', async () => {
    const open = situation([...READY, sanctionEntry()]);
    const error = await refused('close', open, {});
    expect(error.message).toContain('unfinished is missing');
    const { prompter } = await asked('close', open, [
      ['stays-due', ['tell-A1', 'announce']],
      ['not-needed', 'She asked not to hear more of it.'],
      ['unfinished', 'They moved away.'],
      ['check-in', '2027-02-24'],
      ['check-in-who', 'Ana Berg'],
    ]);
    expect(JSON.stringify(prompter.shown)).toContain('Tell A1 what was decided');
  });

  it('asks for one reason alone where nothing of what is open is needed any more', async () => {
    const open = situation([...READY, meeting('no-action')]);
    const { answers } = await asked('close', open, [
      ['stays-due', []],
      ['not-needed', 'They moved away.'],
      ['check-in', undefined],
    ]);
    expect(answers).not.toHaveProperty('unfinished');
    const given = { unfinished: 'It is over.', 'stays-due': [], 'not-needed': 'They moved away.' };
    expect(missing('close', open, given)).toEqual([]);
  });

  it('asks for no reason where nothing is open', async () => {
    const told: Added = { kind: 'told', about: 'response', person: 'R1', toldAt: AT };
    const done = situation([OPENED, R1, REPORT, PRIVATE, AGREED, meeting('no-action'), told]);
    const { answers } = await asked('close', done, [['check-in', undefined]]);
    expect(answers).toEqual({});
  });

  it('does not ask how they are on a day that is over', async () => {
    const done = situation([OPENED, R1, REPORT, PRIVATE, AGREED, meeting('no-action')]);
    const error = await refused('close', done, { 'check-in': '2026-11-20' });
    expect(error.message).toContain('check-in is over already');
  });
});

describe('the same sanction once more', () => {
  const of = situation([...READY, sanctionEntry()]);
  const asks = (given: Answers, where = of) =>
    STEP.sanction
      .questions(playbook)
      .find(({ id }) => id === 'one-more')
      ?.when?.(given, where);
  const same = { person: 'A1', sanction: 'ban', term: 'indefinite' };

  it('is asked about: the same person, kind and term', () => {
    expect(asks(same)).toBe(true);
    expect(asks({ ...same, sanction: 'warning' })).toBe(false);
    expect(asks({ ...same, person: 'A2' })).toBe(false);
    expect(asks({ ...same, term: 'until', until: '2027-01-31' })).toBe(false);
    expect(asks(same, situation(READY))).toBe(false);
  });
});

describe('later steps on a sanction', () => {
  const facts = situation([...READY, sanctionEntry({ term: 'until', until: '2027-01-31' })]);

  it.each<[string, StepId, Answers, string]>([
    ['its time is not over', 'sanction end', { how: 'ran-out', 'ended-at': AT }, 'how cannot be yet'],
    [
      'no appeal has come in',
      'sanction appeal',
      { state: 'heard', 'heard-by': ['cem'], outcome: 'stands', reason: 'for their safety' },
      'state cannot be',
    ],
    ['nothing is left to do', 'sanction done', { items: ['Slack'] }, 'items can only have these'],
    [
      'it is not there',
      'sanction change',
      { sanction: '2', term: 'indefinite', reason: 'for their safety' },
      'sanction must be one of 1',
    ],
  ])('are refused where %s', async (_name, step, given, message) => {
    expect((await refused(step, facts, given)).message).toContain(message);
  });

  it('lift it, with who and why', async () => {
    expect(missing('sanction end', facts, { how: 'lifted' })).toEqual(['reason', 'decided-by']);
  });
});

describe('who can open it, at a terminal', () => {
  const SECOND = { ...REPORT, id: 'REPORT2', reporter: 'R2' } as Added;
  const team = (of: string): Added => ({ kind: 'permission', report: of, share: 'team' });

  it('takes nobody for whose word it is who reported what happened to somebody else', () => {
    const by = (affected: string): Situation =>
      situation([OPENED, { kind: 'person', person: 'R1', role: 'reporter', affected } as Added, REPORT]);
    const words = formOf('access grant').questions.find(({ id }) => id === 'permitted-by');
    expect(words?.initial?.({}, by('yes'))).toEqual(['R1']);
    expect(words?.initial?.({}, by('no'))).toBeUndefined();
    // Whoever stops there to write them down has answered nothing yet.
    const [first] = formOf('access grant').questions;
    expect(first?.before?.({}, by('yes'))).toEqual([]);
    expect(JSON.stringify(first?.before?.({}, by('no')))).toContain('not written down yet');
  });

  it('asks for nobody\u2019s permission again where it is there', async () => {
    const { answers } = await asked('access grant', situation([OPENED, REPORT, team('REPORT1')]), [
      ['member', 'ben'],
      ['know-reporter', 'yes'],
    ]);
    expect(answers).toEqual({ member: ['ben'], 'know-reporter': 'yes' });
  });

  it('says what a permission is, and asks for its words', async () => {
    const { prompter } = await asked('access grant', situation(NEW), [
      ['member', 'ben'],
      ['permitted', 'yes'],
      ['permitted-by', ['R1']],
      ['share', 'named'],
      ['permission', 'Ben may.'],
      ['know-reporter', 'no'],
    ]);
    expect(prompter.shown).toContainEqual({ kind: 'list', items: playbook.permission.items });
  });

  it.each(['no', 'if', 'not-asked'])('lets nobody in where they said “%s”', (permitted) => {
    const given = { member: 'ben', permitted, permission: 'Ben may.', 'know-reporter': 'yes' };
    expect(barTo(STEP['access grant'], 'given', given, situation(NEW))?.why).toContain('No permission');
    expect(contentsOf('access grant', { member: 'ben', permitted }, situation(NEW))).toEqual([]);
  });

  it('lets nobody come to know the reporter unless that is said', async () => {
    const open = situation([OPENED, REPORT, team('REPORT1')]);
    expect(barTo(STEP['access grant'], 'given', { member: 'ben' }, open)?.why).toContain('stands open');
    const hidden = { ...REPORT, account: undefined, sealed: SEALED } as Added;
    const few = situation([OPENED, hidden, team('REPORT1')]);
    expect(barTo(STEP['access grant'], 'given', { member: 'ben' }, few)).toBeUndefined();
    expect(await filed('access grant', few, { member: 'ben' })).toEqual({ member: ['ben'] });
  });

  it.each(['no', '-', '.', 'N/A', '  no. '])('takes “%s” for no words of a permission', async (words) => {
    const given = { member: 'ben', permitted: 'yes', permission: words, 'know-reporter': 'yes' };
    expect((await refused('access grant', situation(NEW), given)).message).toContain(
      'no words of a permission',
    );
  });

  it('asks for which reports it is permitted, where no permission of several is there', async () => {
    await asked('access grant', situation([OPENED, REPORT, SECOND, team('REPORT2')]), [
      ['member', 'ben'],
      ['permitted', 'yes'],
      ['share', 'named'],
      ['permission', 'x'],
      ['know-reporter', 'yes'],
    ]);
    await asked('access grant', situation([OPENED, REPORT, SECOND]), [
      ['member', 'ben'],
      ['reports', ['1', '2']],
      ['permitted', 'yes'],
      ['share', 'named'],
      ['permission', 'x'],
      ['know-reporter', 'yes'],
    ]);
  });

  it('says before it is saved what somebody who is kept out could open already', async () => {
    const open = situation([OPENED, REPORT, team('REPORT1'), { kind: 'grant', member: 'ben' }]);
    const kept = await asked('access recuse', open, [
      ['member', 'ben'],
      ['reason', undefined],
    ]);
    expect(JSON.stringify(kept.prompter.shown)).toContain('Ben Okafor could open this incident from');
    const never = await asked('access recuse', open, [
      ['member', 'cem'],
      ['reason', undefined],
    ]);
    expect(JSON.stringify(never.prompter.shown)).toContain('Cem Yildiz could never open this incident.');
  });

  it('offers nobody who is kept out, and to let in again nobody else', async () => {
    const kept = situation([OPENED, REPORT, team('REPORT1'), { kind: 'recusal', member: 'ben' }]);
    expect((await refused('access grant', kept, { member: 'ben' })).message).toContain(
      'member can only have these: cem',
    );
    expect(await filed('access readmit', kept, { member: 'ben', reason: 'for their safety' })).toMatchObject({
      member: 'ben',
    });
    expect(missing('access readmit', kept, { member: 'ben' })).toEqual(['reason']);
  });
});

describe('what `coc notify` proposes', () => {
  const proposed = (of: Situation) =>
    formOf('notify')
      .questions.find(({ id }) => id === 'about')
      ?.initial?.({}, of);
  const P7: Added = { kind: 'person', person: 'P7', role: 'affected', affected: 'yes', name: 'Lea Moor' };
  const untold = HEARD_ALL.filter((one) => one !== TOLD);
  const told = {
    kind: 'told',
    about: 'response',
    toldAt: '2026-11-24T11:00:00+01:00',
    toldBy: 'ben',
  } as const;
  const forP7: Added = { id: 'L7', kind: 'letter', letter: 'response', person: 'P7', text: 'x' };

  it.each<[string, readonly Added[], string]>([
    ['that there is a complaint', untold, 'complaint'],
    ['what was decided, to the accused', [...READY, sanctionEntry()], 'response'],
    [
      'what was decided, to the person affected, whose letter alone waits',
      [...HEARD_ALL, P7, meeting('no-action'), { ...told, person: 'A1' }, { ...told, person: 'R1' }, forP7],
      'outcome',
    ],
  ])('is what waits: %s', (_what, contents, about) => {
    const of = situation(contents);
    const waits = dueIn(of.incident, playbook, of.now).filter(({ step }) => step === 'notify');
    expect(waits.length).toBeGreaterThan(0);
    expect(proposed(of)).toBe(about);
  });
});

describe('an employer who is told before the accused', () => {
  const untold = READY.filter((one) => one !== TOLD);
  it('takes a written reason, which stays with the letter', async () => {
    expect(missing('employer', situation(untold), SOUND.employer)).toEqual(['untold']);
    expect(missing('employer', situation(READY), SOUND.employer)).toEqual([]);
    const given = { ...SOUND.employer, untold: 'They have left, and nobody has an address.' };
    const made = contentsOf('employer', await filed('employer', situation(untold), given), situation(untold));
    const letter = { id: 'L1', ...made.find(({ kind }) => kind === 'letter') } as Added;
    expect(letter).toMatchObject({ untold: given.untold });
    expect(missing('employer', situation([...untold, letter]), SOUND.employer)).toEqual([]);
  });
});

describe('who is at a meeting', () => {
  const out = situation([...HEARD_ALL, { kind: 'recusal', member: 'cem' }]);
  const problem = (id: string, answer: string[]) => {
    const question = formOf('meeting').questions.find((one) => one.id === id);
    if (question === undefined) throw new Error(id);
    const read = readAnswer(question, answer, {}, out);
    return 'problem' in read ? problemLine(read) : undefined;
  };

  it('is refused by name where somebody is kept out', () => {
    expect(problem('present', ['ben', 'cem'])).toContain('“Cem Yildiz”: kept out');
    expect(problem('present', ['ben'])).toBeUndefined();
  });

  it('is marked among the team where they are on it', () => {
    expect(problem('also-present', ['Ben Okafor'])).toContain(
      'Ben Okafor can be marked among those of the team',
    );
    expect(problem('also-present', ['Dora Lind'])).toBeUndefined();
    expect(problem('also-present', ['Cem Yildiz'])).toContain('kept out');
  });

  it('is told of somebody from another incident only where all who may be there can open that', () => {
    const around = (readers: readonly string[]) => {
      const incident = comparable(incidentOf(HEARD_ALL));
      const other = { ...comparable(view('D4K27Q1X', chain(OPENED, A1))), readers };
      return { incident, others: [other], known: knownElsewhere(incident, [other], out.now) };
    };
    const line = (of: Situation) =>
      JSON.stringify(STEP.meeting.intro?.(of)).includes('known from another incident');
    expect(line(situation(HEARD_ALL))).toBe(false);
    expect(line(situation(HEARD_ALL, { around: around(['ana', 'ben', 'cem']) }))).toBe(true);
    expect(line(situation(HEARD_ALL, { around: around(['ana']) }))).toBe(false);
    expect(line({ ...out, around: around(['ana', 'ben']) })).toBe(true);
  });
});
