import { describe, expect, it } from 'vitest';
import { view } from '../../../src/incident/view.ts';
import { settle, typeOf } from '../../../src/interview/check.ts';
import type { Answers } from '../../../src/interview/question.ts';
import { decided } from '../../../src/policy/decide.ts';
import { gatedForm } from '../../../src/steps/gated-form.ts';
import { REPORT_ADD } from '../../../src/steps/report/add.ts';
import { playbook } from './shipped.ts';
import { type Added, assertPasses, P1, READY, SOUND, STEP, situation } from './step-situation.ts';

const CONDITION = 'only if my name stays out';
const MET = 'The letter names nobody, and she read it.';
const SAID_AT = '2026-11-24T10:00:00+01:00';
type What = 'tell-accused' | 'employer' | 'announce';
const said = (what: What, people: string[], more: object): Added =>
  ({ kind: 'permitted', what, people, saidAt: SAID_AT, answer: 'if', ...more }) as Added;

const STEPS = {
  notify: { what: 'tell-accused', begun: { about: 'complaint', person: 'A1', way: 'letter' } },
  employer: { what: 'employer', begun: { person: 'A1', state: 'letter' } },
  announce: { what: 'announce', begun: { do: 'draft' } },
} as const;
type Id = keyof typeof STEPS;
const IDS = Object.keys(STEPS) as Id[];

const form = (id: Id) => gatedForm(STEP[id], playbook);
const question = (id: Id, asked: string) => {
  const found = form(id).questions.find((one) => one.id === asked);
  if (found === undefined) throw new Error(asked);
  return found;
};
const contents = (_id: Id, more: readonly Added[]) => [...READY, ...more];
const offered = (id: Id, more: readonly Added[]): readonly string[] => {
  const type = typeOf(question(id, 'permitted'), STEPS[id].begun, situation(contents(id, more)));
  return 'choices' in type ? type.choices.map(({ value }) => value) : [];
};
const all = (id: Id, given: Answers): Answers => {
  const { permitted: _, 'permitted-by': _by, permission: _words, ...rest } = SOUND[id] as Answers;
  return { ...rest, ...(id === 'notify' && { what: 'Following somebody' }), ...given };
};
const made = (id: Id, more: readonly Added[], given: Answers) => {
  const ids = Array.from({ length: 9 }, (_, index) => `N${index}`);
  const newId = (): string => ids.shift() ?? '';
  return decided(STEP[id], given, situation(contents(id, more)), { me: 'ana', firstId: 'FIRST', newId });
};
const isRefused = (id: Id, more: readonly Added[], given: Answers): boolean => {
  try {
    assertPasses(id, given, situation(contents(id, more)));
    return false;
  } catch (error) {
    expect(String(error)).toContain('Not everybody to whom it happened has said yes');
    return true;
  }
};

describe.each(IDS)('%s under a condition', (id) => {
  const { what } = STEPS[id];
  const noted = said(what, ['R1'], { id: 'IF', condition: CONDITION });
  const met = { permitted: 'met', 'permitted-by': ['R1'], met: MET };

  it('offers that it is met only where a condition stands', () => {
    const other = what === 'employer' ? 'announce' : 'employer';
    expect(offered(id, [noted])).toContain('met');
    for (const more of [
      [],
      [said(what, ['R1'], {})],
      [said(what, ['R1'], { sealed: 'x' })],
      [said(what, ['R1'], { answer: 'yes', words: 'Yes.' })],
      [noted, said(what, ['R1'], { answer: 'no' })],
      [noted, said(what, ['R1'], { answer: 'yes', words: 'Yes.' })],
      [said(other, ['R1'], { condition: CONDITION })],
    ])
      expect(offered(id, more)).not.toContain('met');
  });

  it('shows the condition in their words, and asks in a line how it is met', () => {
    const begun = { ...STEPS[id].begun, permitted: 'met' };
    const of = situation(contents(id, [noted]));
    const { missing, answers } = settle(form(id), of, begun, { assume: true });
    expect(answers['permitted-by']).toEqual(['R1']);
    expect(missing.map((one) => one.id)).toContain('met');
    expect(missing.map((one) => one.id)).not.toContain('permission');
    expect(JSON.stringify(question(id, 'met').before?.(answers, of))).toContain(CONDITION);
    expect(question(id, 'permitted-by').wordedAs?.(answers, of)?.ask).toContain('condition');
  });

  it('proposes the condition that is noted where it stands as it is', () => {
    const begun = { ...STEPS[id].begun, permitted: 'if', 'permitted-by': ['R1'] };
    const initial = (more: readonly Added[]) =>
      question(id, 'condition').initial?.(begun, situation(contents(id, more)));
    expect(initial([noted])).toBe(CONDITION);
    expect(initial([])).toBeUndefined();
  });

  it('counts for this letter alone, and is noted with it', () => {
    expect(isRefused(id, [noted], all(id, met))).toBe(false);
    const entries = made(id, [noted], all(id, met)).map(({ id: own, content }) => ({ own, ...content }));
    const letter = entries.find(({ kind }) => kind === 'letter');
    expect(entries.filter(({ kind }) => kind === 'permitted')).toEqual([]);
    expect(entries.find(({ kind }) => kind === 'condition-met')).toMatchObject({
      ...{ letter: letter?.own, permitted: 'IF', people: ['R1'], met: MET },
    });
    // What they permitted stays what it was: the next letter asks again.
    const after = situation(
      contents(id, [noted, ...entries.map(({ own, ...one }) => ({ ...one, id: own }) as Added)]),
    ).incident;
    expect(after.permitted?.map(({ answer }) => answer)).toEqual(['if']);
    expect(after.letters[0]?.conditionsMet).toMatchObject([{ met: MET, by: 'ana' }]);
  });

  it('has Enter take neither that it stands nor that it is met: it is looked at', () => {
    const [asked, facts] = [question(id, 'permitted'), situation(contents(id, [noted]))];
    const { required } = asked;
    expect(asked.initial?.(STEPS[id].begun, facts)).toBeUndefined();
    expect(asked.onceMore?.('if', STEPS[id].begun, facts)).toBeUndefined();
    expect(typeof required === 'function' && required(STEPS[id].begun, facts)).toBe(true);
  });

  it('takes no condition for met that nobody says how, or that was never noted', () => {
    expect(isRefused(id, [noted], all(id, { ...met, met: ' ' }))).toBe(true);
    expect(isRefused(id, [], all(id, met))).toBe(true);
    expect(isRefused(id, [said(what, ['R1'], {})], all(id, met))).toBe(true);
  });

  it('takes each condition for itself where several have to permit', () => {
    const two = [noted, P1, said(what, ['P1'], { id: 'IF2', condition: 'not before June' })];
    const both = { ...met, 'permitted-by': ['R1', 'P1'] };
    expect(isRefused(id, two, all(id, met))).toBe(true);
    expect(isRefused(id, two, all(id, both))).toBe(false);
    expect(
      made(id, two, all(id, both)).flatMap(({ content }) =>
        content.kind === 'condition-met' ? [[content.permitted, content.people]] : [],
      ),
    ).toEqual([
      ['IF', ['R1']],
      ['IF2', ['P1']],
    ]);
    const other = (more: object) => [noted, P1, ...(more ? [said(what, ['P1'], more)] : [])];
    expect(isRefused(id, other({ answer: 'yes', words: 'Yes.' }), all(id, met))).toBe(false);
    expect(isRefused(id, other({ answer: 'no' }), all(id, both))).toBe(true);
    expect(isRefused(id, [noted, P1], all(id, both))).toBe(true);
  });

  it('is for few how it is met, where who set the condition is known to few', () => {
    const isOf = (kind: string) => (one: Added) => one.kind === kind;
    const report = READY.find(isOf('report'));
    const hidden = contents(id, [noted]).map((one) =>
      one === report ? ({ ...one, account: undefined, sealed: 'x' } as unknown as Added) : one,
    );
    const of = situation(hidden);
    const entries = decided(STEP[id], all(id, met), of, { me: 'ana', firstId: 'F', newId: () => 'N' });
    const one = entries.find(({ content }) => content.kind === 'condition-met');
    expect(one?.content).not.toHaveProperty('met');
    expect(one?.restricted?.fields).toEqual({ met: MET });
    // One line for several conditions is for few where one of them is.
    const two = [...hidden, P1, said(what, ['P1'], { id: 'IF2', condition: 'not before June' })];
    const both = all(id, { ...met, 'permitted-by': ['R1', 'P1'] });
    const sealed = decided(STEP[id], both, situation(two), { me: 'ana', firstId: 'F', newId: () => 'N' });
    for (const { content } of sealed)
      if (content.kind === 'condition-met') expect(content.met).toBeUndefined();
  });
});

it('a letter has how its condition is met, also out of a block that is open', () => {
  const stamp = { at: SAID_AT, by: 'ana', after: [], sig: '' };
  const entries = [
    { ...stamp, id: 'L1', kind: 'letter', letter: 'complaint', person: 'A1', text: 'x', seq: 1 },
    {
      ...stamp,
      id: 'M1',
      kind: 'condition-met',
      letter: 'L1',
      permitted: 'IF',
      people: ['R1'],
      sealed: 'x',
      seq: 2,
    },
  ] as unknown as Parameters<typeof view>[1];
  expect(view('K7F392QD', entries).letters[0]?.conditionsMet?.[0]?.met).toBeUndefined();
  const open = view('K7F392QD', entries, new Map([['M1', { met: MET }]]));
  expect(open.letters[0]?.conditionsMet?.[0]?.met).toBe(MET);
  expect(open.letters[0]?.isClosed).toBeUndefined();
});

describe('what may be told, noted', () => {
  const added = gatedForm(REPORT_ADD, playbook);
  const given = { add: 'permission', what: 'announce', permitted: 'if', condition: CONDITION };

  it('takes the condition in their words for enough; more can stand in a file', () => {
    const { missing, answers } = settle(added, situation(READY), given, { assume: true });
    expect(missing).toEqual([]);
    const words = added.questions.find(({ id }) => id === 'permitted-words');
    expect(words?.offered?.(answers, situation(READY))).toBe(false);
    expect(words?.offered?.({ ...answers, permitted: 'no' }, situation(READY))).toBe(true);
    const more = settle(added, situation(READY), { ...given, 'permitted-words': 'Fine.' }, { assume: true });
    expect([more.problems, more.answers['permitted-words']]).toEqual([[], 'Fine.']);
  });

  it('can be followed by more of the kind, which Enter does not ask for', () => {
    expect(REPORT_ADD.next?.(given)).toMatchObject({
      ...{ byEnter: false, step: 'report add', answers: { add: 'permission' } },
    });
    expect(REPORT_ADD.next?.({ add: 'detail' })).toBeUndefined();
  });

  it('is no answer for what is told of no letter: that a condition is met', () => {
    const type = typeOf(
      added.questions.find(({ id }) => id === 'permitted') ?? question('notify', 'permitted'),
      given,
      situation([...READY, said('announce', ['R1'], { condition: CONDITION })]),
    );
    expect('choices' in type && type.choices.map(({ value }) => value)).toEqual(['yes', 'if', 'no']);
  });
});

it('what came back is asked with what comes next, where that is asked', () => {
  const asked = gatedForm(REPORT_ADD, playbook).questions.find(({ id }) => id === 'consent');
  const hint = (add: string) => asked?.wordedAs?.({ add }, situation(READY))?.hint;
  expect(hint('report')).toContain(
    `${asked?.hint} This is about whether anything is done now. Whom you may tell,`,
  );
  expect(hint('report')).toMatch(
    /“only if it happens again”, comes next\. The last answer is for whoever wants nothing done/,
  );
  expect(hint('answer')).toBeUndefined();
});
