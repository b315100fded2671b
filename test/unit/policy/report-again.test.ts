import { describe, expect, it } from 'vitest';
import type { Content } from '../../../src/incident/entry.ts';
import { happenedTo } from '../../../src/incident/happened-to.ts';
import { view } from '../../../src/incident/view.ts';
import { settle, typeOf } from '../../../src/interview/check.ts';
import { decided } from '../../../src/policy/decide.ts';
import type { Given } from '../../../src/policy/given-answers.ts';
import { REPORT_ADD } from '../../../src/steps/report/add.ts';
import { chain, report } from '../incident/fold.ts';
import { addForm, reportForm } from '../interview/report-forms.ts';
import { playbook } from './shipped.ts';
import { situation } from './step-situation.ts';

const person = (ref: string, role: string, more: object): Content =>
  ({ kind: 'person', person: ref, role, ...more }) as Content;
const PEOPLE = [
  person('R1', 'reporter', { name: 'Mei Lindqvist' }),
  person('A1', 'accused', { name: 'Marlon Vane', aliases: ['@mvane'] }),
  person('W1', 'witness', { description: 'Sunita Rao' }),
  person('P1', 'affected', { affected: 'yes', name: 'Jonas Falk' }),
];
const incident = (...more: Content[]) => view('K7F392QD', chain({ kind: 'opened' }, ...PEOPLE, ...more));
const OPEN = incident(report() as Content);
const base = { add: 'report', threat: 'none', account: 'x', visibility: 'private', consent: 'no-objection' };
const facts = (of = OPEN) => situation([], { incident: of });
const settled = (given: object, of = OPEN) =>
  settle(addForm(playbook), facts(of), { ...base, share: 'recorder', ...given }, { assume: true });
const added = (given: Given, of = OPEN): readonly Content[] => {
  const ids = Array.from({ length: 20 }, (_, index) => `NEW${index}`);
  const newId = (): string => ids.shift() ?? '';
  const { answers, problems } = settled(given, of);
  expect(problems).toEqual([]);
  return decided(REPORT_ADD, answers, facts(of), { me: 'ana', firstId: 'FIRST', newId }).map(
    ({ id, content }) => ({ id, ...content }),
  );
};
const folded = (given: Given, of = OPEN) =>
  view(
    'K7F392QD',
    chain(
      ...PEOPLE,
      ...of.entries
        .filter(({ kind }) => kind !== 'person')
        .map(({ after: _after, seq: _seq, ...content }) => content as Content),
      ...added(given, of),
    ),
  );

describe('a second report that names somebody who has a mark', () => {
  it.each([
    ['who', 'Mr Vane', 'A1'],
    ['who', 'Sunita', 'W1'],
    ['reporter-name', 'Jonas', 'P1'],
    ['affected-name', 'Meii Lindqvist', 'R1'],
    ['others', ['Somebody new', 'Vane'], 'A1'],
  ])('offers them: %s %j may be %s', (id, typed, mark) => {
    const wrong = settled({ [id]: typed }).problems;
    expect(wrong).toMatchObject([{ id, what: expect.stringContaining(`(${mark})`) }]);
    expect(JSON.stringify(wrong)).not.toMatch(/Vane|Sunita|Jonas|Lindqvist/);
  });

  it.each([
    ['who', '@mvane', 'A1'],
    ['who', 'vane, marlon', 'A1'],
    ['reporter-name', 'Jonas Falk', 'P1'],
    ['affected-name', 'R1', 'R1'],
  ])('takes them where that is certain: %s %j is %s', (id, typed, mark) => {
    expect(settled({ [id]: typed }).answers[id]).toBe(mark);
  });

  it.each([
    ['P1', ['P1']],
    ['A1', ['A1']],
    ['somebody-else', []],
  ])('has to whom it happened, where that is chosen by mark: %s', (same, whom) => {
    const there = incident(person('A1', 'accused', { affected: 'yes' }), report() as Content);
    const given = { 'reporter-name': 'Kim', 'reporter-is-affected': 'no', 'same-affected': same };
    const made = folded(given, there);
    const last = made.reports.at(-1);
    expect(last && happenedTo(last, made)).toEqual(whom);
    expect(made.people.filter(({ role }) => role === 'affected')).toHaveLength(1);
  });

  it('has them under that mark', () => {
    const made = folded({
      who: '@mvane',
      'reporter-name': 'Jonas Falk',
      'affected-name': 'R1',
      others: ['W1', 'Kim'],
    });
    expect(made.reports.at(-1)).toMatchObject({
      reporter: 'P1',
      details: { who: 'A1', others: ['W1', 'W2'] },
    });
    expect(made.people.map(({ ref, role }) => `${ref} ${role}`)).toEqual([
      'R1 reporter',
      'A1 accused',
      'W1 witness',
      'P1 affected',
      'W2 witness',
    ]);
    expect(made.people[0]).toMatchObject({ affected: 'yes', name: 'Mei Lindqvist' });
  });

  it('is about one person who saw the first and did the second, and loses no name of theirs', () => {
    const made = folded({ who: 'Sunita Rao', 'reporter-name': 'Kim Ek' });
    expect(made.same).toEqual({ W1: 'A2' });
    expect(made.people.find(({ ref }) => ref === 'A2')).toMatchObject({ role: 'accused' });
    expect(JSON.stringify(made.people.find(({ ref }) => ref === 'A2'))).toContain('Sunita Rao');
  });

  it('is of somebody else where that is said, by that name alone', () => {
    const made = folded({ who: 'Vane (somebody else)', 'reporter-name': 'Mei (somebody else)' });
    expect(made.people.find(({ ref }) => ref === 'A2')).toMatchObject({ description: 'Vane' });
    expect(made.people.find(({ ref }) => ref === 'R2')).toMatchObject({ name: 'Mei' });
  });

  it('offers nobody who reported and is known to few, and links them to nobody', () => {
    const sealed = report({ sealed: '-----BEGIN AGE ENCRYPTED FILE-----', account: undefined }) as Content;
    const hidden = incident(sealed);
    for (const typed of ['Mei Lindqvist', 'Mei', 'the reporter'])
      expect(settled({ who: typed }, hidden).answers.who).toBe(typed);
    expect(settled({ who: 'R1' }, hidden).problems).toMatchObject([{ id: 'who' }]);
    expect(folded({ who: 'Mei Lindqvist' }, hidden).same).toEqual({});
  });
});

describe('a further report by somebody who is known to few', () => {
  const SEALED = '-----BEGIN AGE ENCRYPTED FILE-----';
  const maja = { ...person('R1', 'reporter', { sealed: SEALED }), id: 'MAJA' } as Content;
  const contents = [
    maja,
    PEOPLE[1] as Content,
    report({ sealed: SEALED, account: undefined, summary: 'Somebody.' }) as Content,
  ];
  const unsealed = new Map([
    ['MAJA', { name: 'Maja Lindqvist' }],
    ['REPORT1', { account: 'x' }],
  ]);
  const known = view('K7F392QD', chain({ kind: 'opened' }, ...contents), unsealed) as typeof OPEN;
  const again = { 'reporter-name': 'R1', summary: 'Somebody was followed again.' };

  it('offers them to whoever knows them, and to nobody else', () => {
    const maybe = settled({ 'reporter-name': 'Maja' }, known);
    expect(maybe.problems).toMatchObject([{ id: 'reporter-name', what: expect.stringContaining('(R1)') }]);
    const closed = view('K7F392QD', chain({ kind: 'opened' }, ...contents));
    expect(settled({ 'reporter-name': 'Maja' }, closed).problems).toEqual([]);
    expect(settled({ who: 'Maja' }, known).answers.who).toBe('Maja');
  });

  it('is theirs, and stays hidden without a question', () => {
    const made = added(again, known);
    expect(made.find(({ kind }) => kind === 'report')).toMatchObject({
      reporter: 'R1',
      summary: again.summary,
    });
    expect(JSON.stringify(made)).not.toContain('R2');
    expect(settled({ ...again, 'hide-reporter': 'no' }, known).problems).toMatchObject([
      { id: 'hide-reporter' },
    ]);
    expect(settled({ 'reporter-name': 'R1' }, known).missing).toMatchObject([{ id: 'summary' }]);
    expect(settled({ ...again, summary: 'Maja was followed.' }, known).problems).toMatchObject([
      { id: 'summary' },
    ]);
  });

  it('shows before the summary what the others read besides it', () => {
    const asked = addForm(playbook).questions.find(({ id }) => id === 'summary');
    const said = {
      ...{ add: 'report', ...again },
      who: 'Tom (somebody else)',
      behavior: 'Followed her',
      circumstances: null,
      when: 'at 5',
    };
    const shown = JSON.stringify(asked?.before?.(said, facts(known)));
    for (const words of ['Tom', 'Followed her', 'at 5', 'others who may open this read'])
      expect(shown).toContain(words);
    expect(shown).not.toMatch(/Maja|somebody else/);
  });

  it('can turn out to be theirs later', () => {
    const two = [
      { ...person('R2', 'reporter', { sealed: SEALED }), id: 'SECOND' } as Content,
      report({ id: 'REPORT2', reporter: 'R2', sealed: SEALED, account: undefined }) as Content,
    ];
    const both = (open: typeof unsealed) =>
      view('K7F392QD', chain({ kind: 'opened' }, ...contents, ...two), open) as typeof OPEN;
    const all = both(new Map([...unsealed, ['SECOND', { name: 'Maja' }], ['REPORT2', { account: 'y' }]]));
    const same = { add: 'person', person: 'R2', 'same-as': 'R1' };
    const problems = (of: typeof all) =>
      settle(addForm(playbook), facts(of), same, { assume: true }).problems.map(({ id }) => id);
    expect(problems(all)).toEqual([]);
    expect(problems(both(unsealed))).toEqual(['same-as']);
    const newId = (): string => 'NEW';
    const context = { me: 'ana', firstId: 'FIRST', newId };
    expect(decided(REPORT_ADD, same, facts(all), context)).toMatchObject([
      { content: { kind: 'person', person: 'R2', sameAs: 'R1' } },
    ]);
    expect(decided(REPORT_ADD, { add: 'person', person: 'R2' }, facts(all), context)).toEqual([]);
  });

  describe('that a hidden reporter is somebody who stands open', () => {
    const P1 = person('P1', 'affected', { description: 'a woman at the booth' });
    const of = (readers: readonly string[], more: Content[] = [P1]) =>
      ({
        ...view('K7F392QD', chain({ kind: 'opened' }, ...contents, ...more), unsealed),
        readers,
      }) as typeof OPEN;
    const choices = (mark: string, incident: typeof OPEN) => {
      const same = addForm(playbook).questions.find(({ id }) => id === 'same-as');
      const type = same && typeOf(same, { add: 'person', person: mark }, facts(incident));
      return type?.type === 'choice' ? type.choices.map(({ value }) => value) : [];
    };
    const why = (mark: string, incident: typeof OPEN): string => {
      const asked = addForm(playbook).questions.find(({ id }) => id === 'person');
      return JSON.stringify(asked?.after?.({ add: 'person', person: mark }, facts(incident)) ?? []);
    };

    it.each([
      ['R1', 'P1'],
      ['P1', 'R1'],
    ])(
      'can be said of %s and %s where all who open it know who it is, and is told to nobody else',
      (one, other) => {
        expect(choices(one, of(['ana']))).toContain(other);
        expect(why(one, of(['ana']))).not.toContain('cannot be said');
        expect(choices(one, of(['ana', 'ben']))).not.toContain(other);
        expect(why(one, of(['ana', 'ben']))).toContain('must not learn that');
        expect(why(one, of(['ana', 'ben']))).toContain('coc access grant --reporter');
        const nameless = of(['ana', 'ben'], [person('P1', 'affected', { name: null })]);
        expect(choices(one, nameless)).toContain(other);
      },
    );
  });
});

describe('who did it, where that may be somebody on the team', () => {
  const form = reportForm(playbook);
  const { incident: _none, ...opening } = facts();
  const question = (id: string) => {
    const found = form.questions.find((one) => one.id === id);
    if (found === undefined) throw new Error(id);
    return found;
  };
  const said = (who: string): string =>
    JSON.stringify(question('who').after?.({ who }, opening as ReturnType<typeof facts>) ?? []);
  const { add: _add, ...first } = base;
  const missing = (given: object) =>
    settle(
      form,
      opening as ReturnType<typeof facts>,
      { ...first, share: 'recorder', ...given },
      { assume: true },
    ).missing;

  it.each(['Ben', '@ben', 'ben@team.example', 'Ben, from the booth', 'Ben Okafor'])('%s is said', (who) => {
    expect(said(who)).toContain('Ben Okafor');
    expect(said(who)).not.toMatch(/Cem|Ana|recovery|custod/);
    expect(missing({ who })).toMatchObject([{ id: 'conflicts' }]);
    expect(missing({ who, conflicts: [] })).toEqual([]);
    expect(missing({ who, conflicts: ['Ben Okafor'] })).toEqual([]);
  });

  it('is said to whoever takes the report where it may be themselves', () => {
    expect(said('Ana')).toMatch(/may be you/);
    expect(said('Ana')).not.toContain('Ana Berg');
  });

  it('is not said of anybody else', () => {
    expect(said('Marlon Vane')).toBe('[]');
    expect(missing({ who: 'Marlon Vane' })).toEqual([]);
  });

  it('is no passing over with Enter: who is kept out is chosen, or that it is nobody', () => {
    const { answer } = question('conflicts');
    const type = typeof answer === 'function' ? answer({}, opening as ReturnType<typeof facts>) : answer;
    expect(type).toMatchObject({ type: 'choices', nobody: expect.stringContaining('Nobody') });
  });
});

describe('how somebody can be reached, asked later', () => {
  const contact = addForm(playbook).questions.find(({ id }) => id === 'reporter-contact');
  const said = (given: string | null): string =>
    JSON.stringify(contact?.after?.({ add: 'detail', 'reporter-contact': given }, facts()));

  it('says, where they gave no way, where it goes that there is none', () => {
    expect(said(null)).toContain('That somebody cannot be reached');
    expect(said('mei@lindqvist.example')).toBe('[]');
  });

  it('is no sentence that says that there is none', () => {
    const given = { add: 'detail', 'reporter-contact': 'no idea, she went away' };
    expect(settle(addForm(playbook), facts(), given, { assume: true }).problems).toMatchObject([
      { id: 'reporter-contact' },
    ]);
  });
});

describe('what came back to the sentence', () => {
  const answered = (report: string, answer: string): Content =>
    ({ kind: 'consent', report, answer }) as Content;
  const second = report({ id: 'REPORT2', reporter: 'P1' }) as Content;
  const proposed = (...more: Content[]): unknown =>
    settle(
      addForm(playbook),
      facts(incident(report() as Content, second, ...more)),
      { add: 'answer', consent: 'no-objection' },
      { assume: true },
    ).answers.report;

  it('belongs to the report that waits for it, where nothing else is said', () => {
    expect(proposed(answered('REPORT1', 'no-objection'), answered('REPORT2', 'not-said-yet'))).toBe('2');
    expect(proposed(answered('REPORT1', 'asked-not-to-proceed'))).toBe('2');
    expect(proposed(answered('REPORT2', 'no-objection'))).toBe('1');
    expect(proposed()).toBe('1');
    expect(proposed(answered('REPORT1', 'no-objection'), answered('REPORT2', 'no-objection'))).toBe('1');
  });

  const notReached = (of: ReturnType<typeof incident>, report = '1') => {
    const given = { add: 'answer', report, consent: 'unreachable' };
    const { answers, problems } = settle(addForm(playbook), facts(of), given, { assume: true });
    if (problems.length > 0) return problems.map(({ id }) => id);
    const newId = (): string => 'NEW';
    return decided(REPORT_ADD, answers, facts(of), { me: 'ana', firstId: 'FIRST', newId }).map(
      ({ content }) => content,
    );
  };

  it('can be that those to whom it is to be said cannot be reached, by each report', () => {
    const two = incident(report() as Content, second);
    expect(notReached(two)).toMatchObject([{ kind: 'unreachable', person: 'R1' }]);
    expect(notReached(two, '2')).toMatchObject([{ kind: 'unreachable', person: 'P1' }]);
    const instead = incident(report() as Content, second, { kind: 'unreachable', person: 'R1' } as Content);
    expect(notReached(instead)).toMatchObject([{ kind: 'unreachable', person: 'P1' }]);
  });

  it('is not that of whoever is known to others alone', () => {
    const sealed = report({ sealed: '-----BEGIN AGE ENCRYPTED FILE-----', account: undefined }) as Content;
    const unknown = {
      ...PEOPLE[0],
      name: undefined,
      sealed: '-----BEGIN AGE ENCRYPTED FILE-----',
    } as Content;
    const hidden = view('K7F392QD', chain({ kind: 'opened' }, unknown, sealed));
    expect(hidden.people[0]?.hidden).toBe(true);
    expect(notReached(hidden)).toContain('consent');
  });
});
