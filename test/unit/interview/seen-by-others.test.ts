import { describe, expect, it } from 'vitest';
import { readAnswer, typeOf } from '../../../src/interview/check.ts';
import { fill } from '../../../src/interview/fill.ts';
import { printForm } from '../../../src/interview/print-form.ts';
import type { Answers, Question } from '../../../src/interview/question.ts';
import { showAnswer } from '../../../src/interview/show-answer.ts';
import type { KnownElsewhere } from '../../../src/policy/around.ts';
import type { Situation } from '../../../src/policy/situation.ts';
import { knownBlocks } from '../../../src/screen/known-elsewhere.ts';
import { gatedForm } from '../../../src/steps/gated-form.ts';
import { playbook } from '../policy/shipped.ts';
import {
  type Added,
  HEARD_ALL,
  MEMBERS,
  READY,
  STEP,
  type StepId,
  sanctionEntry,
  situation,
  W1,
} from '../policy/step-situation.ts';
import { addForm } from './report-forms.ts';
import { ScriptedPrompter } from './scripted-prompter.ts';

/** Where the team sits before one screen, and what it goes straight on with. */
const SEEN: readonly StepId[] = ['meeting', 'sanction', 'sanction change', 'sanction end', 'sanction appeal'];
const SELMA: Added = { kind: 'person', person: 'R2', role: 'reporter', name: 'Selma Aydin' };
const BEN: Added = { kind: 'person', person: 'A2', role: 'accused', name: 'Ben Okafor' };
const NAMES = /Selma|Aydin|Lindqvist|Vane|Sunita|reporter|accused/;
/** More of somebody than their name. */
const MORE = /@|badge|\d{3}/;
const of: Situation = situation([...READY, SELMA, W1, BEN, sanctionEntry({})]);

const questionsOf = (step: StepId, type: 'person' | 'people'): readonly Question<Situation>[] =>
  gatedForm(STEP[step], playbook).questions.filter((one) => typeOf(one, {}, of).type === type);

describe('a screen that others may see', () => {
  it.each(SEEN)('says of nobody whom a name may mean more than their mark: %s', (step) => {
    const asked = [...questionsOf(step, 'person'), ...questionsOf(step, 'people')];
    for (const question of asked) {
      const type = typeOf(question, {}, of);
      if (type.type !== 'person' && type.type !== 'people') throw new Error('not of people');
      const read = type.whom.read('Selma');
      expect(read).toEqual({
        among: [{ value: 'R2', label: 'R2, somebody of this incident' }],
        otherwise: { value: 'Selma (somebody else)', label: 'Somebody else' },
      });
      for (const { id } of [...of.incident.people.map(({ ref }) => ({ id: ref })), ...MEMBERS])
        expect(showAnswer(type, type.type === 'people' ? [id] : id)).not.toMatch(NAMES);
      expect(type.whom.show('ben')).toBe('Ben Okafor');
      expect(type.whom.show('ana')).toBe('Ana Berg');
    }
  });

  it.each(['sanction change', 'sanction end', 'sanction appeal'] as const)(
    'calls somebody from outside who took part as they were named: %s',
    (step) => {
      const UMA: Added = { kind: 'person', person: 'S1', role: 'staff', name: 'Uma Reyes, venue' };
      const facts = situation([...READY, SELMA, UMA, sanctionEntry({})]);
      for (const question of questionsOf(step, 'people')) {
        const type = typeOf(question, {}, facts);
        expect(showAnswer(type, ['S1'])).toBe('Uma Reyes, venue');
        expect(showAnswer(type, ['R2'])).toBe('R2');
      }
    },
  );

  it.each(['reporter-name', 'affected-name', 'who', 'others'])(
    'says by the mark whom a name means that is typed while whoever reports looks on, and by name to whoever asks: %s',
    (id) => {
      const question = addForm(playbook).questions.find((one) => one.id === id);
      const type = question && typeOf(question, { add: 'report' }, of);
      if (type?.type !== 'person' && type?.type !== 'people') throw new Error('not of people');
      for (const [typed, ref, role, name] of [
        ['Selma', 'R2', 'reporter', 'Selma Aydin'],
        ['Sunita', 'W1', 'somebody else involved', 'Sunita Rao'],
      ] as const)
        expect(type.whom.read(typed)).toMatchObject({
          among: [{ value: ref, label: `${ref}, ${role}` }],
          named: [{ value: ref, label: `${name}, ${ref}, ${role}` }],
        });
      for (const { ref, name } of of.incident.people) {
        expect(type.whom.show(ref)).toContain(ref);
        expect(type.whom.show(ref)).not.toContain(name);
      }
    },
  );

  it('shows names and nothing else of anybody, where somebody wants the names', () => {
    const W2: Added = {
      kind: 'person',
      person: 'W2',
      role: 'witness',
      description: 'badge 4471, bo@x.example',
    };
    const names = JSON.stringify(STEP.meeting.names?.(situation([...READY, SELMA, W1, W2])));
    expect(names).toMatch(/Mei Lindqvist, reporter/);
    expect(names).toMatch(/Selma Aydin, reporter/);
    expect(names).not.toMatch(MORE);
  });

  it('says by marks who does what', () => {
    const task: Added = {
      kind: 'action',
      what: 'Fetch the bag',
      who: 'W1',
      due: of.now.toISOString(),
    } as Added;
    const [question] = gatedForm(STEP['meeting --done'], playbook).questions;
    const type = question && typeOf(question, {}, situation([...HEARD_ALL, W1, task]));
    expect(JSON.stringify(type)).toContain('Fetch the bag (W1, somebody else involved)');
  });

  it('says by what somebody is known elsewhere, and no address of theirs', () => {
    const here = { ref: 'A1', role: 'accused', name: 'Marlon Vane' };
    const signs = [
      { kind: 'name', how: 'same', one: 'Marlon Vane', other: 'Marlon Vane' },
      { kind: 'address', one: 'marlon@x.example', other: 'marlon@x.example' },
      { kind: 'number', one: '030 4471', other: '030 4472' },
    ];
    const known = {
      ...{ here, there: here, incident: 'K7F392QD', receivedAt: null, sanctions: [] },
      comparison: { is: 'open', speaksFor: signs, against: signs },
    } as unknown as KnownElsewhere;
    const said = (namesOnly?: true): string =>
      JSON.stringify(
        knownBlocks('K7F392QD', [known], {
          now: of.now,
          nameOf: (id) => id,
          ...(namesOnly && { namesOnly }),
        }),
      );
    expect(said(true)).toContain('the same address');
    expect(said(true)).toContain('Marlon Vane');
    expect(said(true).replaceAll('K7F3-92QD', '')).not.toMatch(MORE);
    expect(said()).toContain('“marlon@x.example”');
  });

  it('asks for people in the meeting and in what it goes straight on with', () => {
    expect(SEEN.flatMap((step) => questionsOf(step, 'person'))).not.toEqual([]);
    expect(SEEN.flatMap((step) => questionsOf(step, 'people')).length).toBeGreaterThan(1);
  });
});

describe('who is kept out', () => {
  const CEM: Added = { kind: 'recusal', member: 'cem' };
  const kept = situation([...HEARD_ALL, CEM, sanctionEntry({})]);
  const PLACES: readonly (readonly [StepId, string, Answers])[] = [
    ['meeting', 'present', {}],
    ['sanction', 'decided-by', {}],
    ['sanction appeal', 'heard-by', { state: 'heard', sanction: '1' }],
  ];

  it.each(PLACES)('is among none of those to tick, and refused in a file: %s', async (step, id, given) => {
    const form = gatedForm(STEP[step], playbook);
    const question = form.questions.find((one) => one.id === id);
    if (question === undefined) throw new Error('no such question');
    const alone = { ...form, questions: [{ ...question, when: () => true }] };
    const offeredIn = async (facts: Situation): Promise<readonly string[]> => {
      const prompter = new ScriptedPrompter([[id, ['ben']]]);
      await fill(alone, facts, {
        ...{ answers: {}, passed: [], given: {}, onlyRequired: false, review: false, saveLabel: 'Save' },
        keep: async () => {},
        prompter,
      }).catch(() => undefined);
      const type = prompter.asked[0]?.answer;
      return type?.type === 'choices' ? type.choices.map(({ value }) => value) : [];
    };
    expect(await offeredIn(kept)).toEqual(['ana', 'ben']);
    expect(await offeredIn({ ...kept, overrides: ['conflict'] })).toContain('cem');
    expect(printForm(alone, kept)).not.toContain('cem:');
    const read = readAnswer(question, ['ana', 'cem'], given, kept);
    expect(read).toMatchObject({ refusal: { title: expect.stringMatching(/conflict/i) } });
  });

  /** What is said before a question is asked. */
  const saidAt = (step: StepId, id: string, facts: Situation, given: Answers = {}): string =>
    JSON.stringify(
      gatedForm(STEP[step], playbook)
        .questions.find((one) => one.id === id)
        ?.before?.(given, facts) ?? [],
    );

  it.each(PLACES)('is named at the question, and why: %s', (step, id, given) => {
    expect(saidAt(step, id, kept, given)).toContain('Cem Yildiz, who is kept out of this incident');
    expect(saidAt(step, id, { ...kept, overrides: ['conflict'] }, given)).not.toContain('Cem Yildiz, who');
    const saidIn = (readers: readonly string[]): string => {
      const led = { ...kept.incident, id: '30B71WHN', readers };
      return saidAt(
        step,
        id,
        situation([...HEARD_ALL, sanctionEntry({})], { matter: { led: [led] } }),
        given,
      );
    };
    expect(saidIn(['ana', 'ben'])).toContain(
      'Cem Yildiz, who is kept out of an incident that this one leads',
    );
    // Whoever cannot open that one is not told that it is there.
    expect(saidIn(['ana'])).toContain('Cem Yildiz, whom the rule on conflicts of interest leaves out');
    for (const readers of [['ana', 'ben'], ['ana']]) expect(saidIn(readers)).not.toMatch(/30B7/);
    expect(saidIn(['ana'])).not.toContain('leads');
    expect(saidAt(step, id, situation([...HEARD_ALL, sanctionEntry({})]), given)).not.toContain('Not among');
  });

  it('says of nobody that they may be the one who is accused', () => {
    const facts = situation([...HEARD_ALL, BEN]);
    const said = saidAt('sanction', 'decided-by', facts);
    expect(said).toContain('Ben Okafor, whom the rule on conflicts of interest leaves out');
    expect(said).not.toMatch(/accused/);
  });

  it('is said to have been at the meeting from which a sanction follows', () => {
    const met: Added = {
      ...{ kind: 'meeting', heldAt: of.now.toISOString(), present: ['ana', 'ben', 'cem'] },
      ...{ whatHappened: 'It was talked about.', outcome: 'sanction' },
    } as Added;
    const facts = situation([...HEARD_ALL, met, CEM]);
    expect(saidAt('sanction', 'decided-by', facts)).toContain('though at the meeting: Cem');
    expect(saidAt('sanction', 'decided-by', situation([...HEARD_ALL, CEM]))).not.toContain('though');
  });
});
