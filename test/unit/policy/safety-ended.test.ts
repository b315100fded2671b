import { describe, expect, it } from 'vitest';
import type { Content } from '../../../src/incident/entry.ts';
import { view } from '../../../src/incident/view.ts';
import { settle } from '../../../src/interview/check.ts';
import { fill } from '../../../src/interview/fill.ts';
import type { Answers } from '../../../src/interview/question.ts';
import { decided } from '../../../src/policy/decide.ts';
import { dueIn } from '../../../src/policy/due.ts';
import { formOf } from '../../../src/steps/form.ts';
import { REPORT_ADD } from '../../../src/steps/report/add.ts';
import { isKnown } from '../../../src/steps/report/answered-before.ts';
import { behind, chain } from '../incident/fold.ts';
import { ScriptedPrompter, type Step } from '../interview/scripted-prompter.ts';
import { playbook } from './shipped.ts';
import { type Added, HEARD_ALL, incidentOf, now, problemOf, situation } from './step-situation.ts';

const DANGER: Added = { kind: 'threat', level: 'person', actions: ['friend'] };
const IN_DANGER = [...HEARD_ALL, DANGER];
const GENERAL = [...HEARD_ALL, { ...DANGER, level: 'general' } as Added];

const madeOf = (answers: Answers, entries: readonly Added[]) =>
  decided(REPORT_ADD, answers, situation(entries), { me: 'ana', firstId: 'F', newId: () => 'N' }).map(
    ({ content }) => content,
  );
const dueFor = (entries: readonly Added[]): string =>
  dueIn(incidentOf(entries), playbook, now)
    .filter(({ clause }) => clause === 'threat')
    .map(({ what }) => what)
    .join();
const asked = async (entries: readonly Added[], steps: readonly Step[]) => {
  const prompter = new ScriptedPrompter(steps);
  const answers = await fill(formOf(REPORT_ADD, playbook), situation(entries), {
    ...{ answers: {}, passed: [], given: {}, onlyRequired: false, review: false, saveLabel: 'Save' },
    prompter,
  });
  prompter.assertDone();
  return { answers, prompter };
};

const problemsOf = (answers: Answers, entries: readonly Added[]) =>
  settle(formOf(REPORT_ADD, playbook), situation(entries), answers, { assume: true }).problems.map(
    ({ id }) => id,
  );

const ENDED = {
  add: 'safety',
  'no-longer': ['private-place', 'help'],
  'no-longer-by': 'R1',
  'no-longer-words': 'I am at home by now.',
};

describe('what was to be done for safety', () => {
  it('waits no more once somebody said so, and the danger stays what it is', () => {
    expect(dueFor(IN_DANGER)).toMatch('Offer a private place to sit');
    const made = madeOf(ENDED, IN_DANGER);
    expect(made).toEqual([
      {
        ...{ kind: 'threat', level: 'person', asBefore: true, noLonger: ['private-place', 'help'] },
        saidBy: 'R1',
        words: 'I am at home by now.',
      },
    ]);
    expect(made.map(problemOf)).toEqual([undefined]);
    const after = [...IN_DANGER, ...(made as Added[])];
    expect(incidentOf(after).threat).toBe('person');
    expect(dueFor(after)).not.toMatch(/private place|how you can help/);
    expect(dueFor(after)).toMatch('Give them the list of contacts');
  });

  it('can be done in another way, also where security was to be called', () => {
    const made = madeOf(
      {
        ...ENDED,
        'no-longer': ['summoned'],
        'no-longer-by': 'Rosa Blum',
        'no-longer-words': 'The venue did.',
      },
      GENERAL,
    );
    expect(made).toMatchObject([
      { kind: 'person', person: 'S1', name: 'Rosa Blum' },
      { kind: 'threat', level: 'general', noLonger: ['summoned'], saidBy: 'S1' },
    ]);
    const after = [...GENERAL, ...(made as Added[])];
    expect(dueFor(after)).not.toMatch('Call security');
    expect(incidentOf(after).threat).toBe('general');
  });

  it('is asked about without pressing: Enter leaves all of it on the list', async () => {
    const { answers, prompter } = await asked(IN_DANGER, [
      ['add', 'safety'],
      ['threat-actions', ['contacts-given']],
      ['no-longer', undefined],
      ['law-enforcement', undefined],
    ]);
    expect(answers).toEqual({ add: 'safety', 'threat-actions': ['contacts-given'] });
    const offered = prompter.asked.find(({ id }) => id === 'no-longer')?.answer;
    expect(offered).toMatchObject({ choices: [{ value: 'private-place' }, { value: 'help' }] });
  });

  it('ends with the words of somebody, and not without', async () => {
    const { answers } = await asked(IN_DANGER, [
      ['add', 'safety'],
      ['threat-actions', undefined],
      ['no-longer', ['help']],
      ['no-longer-by', 'R1'],
      ['no-longer-words', 'I am fine.'],
      ['law-enforcement', undefined],
    ]);
    expect(answers).toMatchObject({ 'no-longer': ['help'], 'no-longer-words': 'I am fine.' });
    const given = { add: 'safety', 'no-longer': ['help'] };
    const told = fill(formOf(REPORT_ADD, playbook), situation(IN_DANGER), { given, saveLabel: '' });
    await expect(told).rejects.toThrow(/no-longer-by is missing[\s\S]*no-longer-words is missing/);
  });

  it('is not asked where nothing is left', async () => {
    await asked(
      [...HEARD_ALL, { ...DANGER, actions: ['friend', 'private-place', 'help'] } as Added],
      [
        ['add', 'safety'],
        ['threat-actions', ['contacts-given']],
        ['law-enforcement', undefined],
      ],
    );
  });

  it('says nothing new of the danger, and holds back nobody who puts that right', () => {
    const added = madeOf(ENDED, IN_DANGER);
    expect(added).toMatchObject([{ kind: 'threat', level: 'person', asBefore: true }]);
    const right: Added = { kind: 'threat', level: 'none', correction: true };
    const before = chain(...IN_DANGER);
    const beside = [right, added[0] as Added].map((one, at) => behind(before, `X${at}`, one as Content));
    for (const all of [beside, beside.toReversed()])
      expect(view('K7F392QD', [...before, ...all]).threat).toBe('none');
    expect(dueFor([...IN_DANGER, right, ...(added as Added[])])).toBe('');
  });

  it('is told apart from a call that was made, where one of them is marked and the other denied', () => {
    const given = { ...ENDED, 'threat-actions': ['summoned'], 'law-enforcement': 'not-involved' };
    expect(problemsOf(given, IN_DANGER)).toContain('law-enforcement');
    expect(problemsOf({ ...given, 'threat-actions': ['friend'] }, IN_DANGER)).not.toContain(
      'law-enforcement',
    );
  });
});

describe('what was answered on police and security', () => {
  const said = {
    'not-wanted': { lawEnforcement: 'not-involved', notWanted: true },
    'not-involved': { lawEnforcement: 'not-involved' },
    'victim-request': { lawEnforcement: 'victim-request' },
    'against-wish': { calledAnyway: 'against-wish' },
  } as const;
  const LATER: Added = { kind: 'threat', level: 'person', actions: ['friend'] };
  const cases = (Object.keys(said) as (keyof typeof said)[]).flatMap((answer) =>
    [false, true].map((isFollowed) => [answer, isFollowed] as const),
  );

  it.each(cases)(
    'is shown and proposed, and says nothing twice: %s, followed %s',
    async (answer, isFollowed) => {
      const entries = [
        ...HEARD_ALL,
        { kind: 'threat', level: 'person', ...said[answer] } as Added,
        ...(isFollowed ? [LATER] : []),
      ];
      const form = formOf(REPORT_ADD, playbook);
      const police = form.questions.find(({ id }) => id === 'law-enforcement');
      const at = situation(entries);
      expect(police?.initial?.({ add: 'safety' }, at)).toBe(answer);
      const label = playbook.questions['law-enforcement'].choices[answer];
      expect(JSON.stringify(police?.before?.({ add: 'safety' }, at))).toContain(label);
      expect(madeOf({ add: 'safety', 'law-enforcement': answer }, entries)).toEqual([]);
      expect(
        madeOf({ add: 'safety', 'threat-actions': ['seat'], 'law-enforcement': answer }, entries),
      ).toEqual([{ kind: 'threat', level: 'person', asBefore: true, actions: ['seat'] }]);
      for (const other of Object.keys(said).filter((one) => one !== answer))
        expect(madeOf({ add: 'safety', 'law-enforcement': other }, entries)).toHaveLength(1);
    },
  );

  it('is a call of its own where somebody is named who made it, or it is marked as done', () => {
    const entries = [...HEARD_ALL, { kind: 'threat', level: 'person', ...said['victim-request'] } as Added];
    const called = { add: 'safety', 'law-enforcement': 'victim-request' };
    for (const more of [{ 'called-by': 'ben' }, { 'threat-actions': ['summoned'] }])
      expect(madeOf({ ...called, ...more }, entries)).toMatchObject([
        { kind: 'threat', lawEnforcement: 'victim-request' },
      ]);
    const not = [...HEARD_ALL, { kind: 'threat', level: 'person', ...said['not-wanted'] } as Added];
    const police = formOf(REPORT_ADD, playbook).questions.find(({ id }) => id === 'law-enforcement');
    expect(
      police?.initial?.({ add: 'safety', 'threat-actions': ['summoned'] }, situation(not)),
    ).toBeUndefined();
  });

  it('is not asked again of a report that is completed, whatever else was noted for safety since', () => {
    const entries = [
      ...HEARD_ALL,
      { kind: 'threat', level: 'person', ...said['not-wanted'] } as Added,
      LATER,
    ];
    const at = { ...situation(entries) };
    expect(isKnown('law-enforcement', { report: '1' }, at)).toBe(true);
  });
});
