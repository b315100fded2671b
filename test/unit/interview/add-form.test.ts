import { describe, expect, it } from 'vitest';
import type { Content, Details } from '../../../src/incident/entry.ts';
import { type IncidentView, view } from '../../../src/incident/view.ts';
import { settle, typeOf } from '../../../src/interview/check.ts';
import type { Answers } from '../../../src/interview/question.ts';
import { EntryList } from '../../../src/policy/entry-list.ts';
import type { ReportFacts, Situation } from '../../../src/policy/situation.ts';
import { REPORT_ADD } from '../../../src/steps/report/add.ts';
import { chain, report } from '../incident/fold.ts';
import { playbook } from '../policy/shipped.ts';
import { addForm, FACTS } from './report-forms.ts';

const incident = (...contents: Content[]): IncidentView =>
  view('K7F392QD', chain({ kind: 'opened' }, report(), ...contents));
const facts = (of: IncidentView): ReportFacts => ({ ...FACTS, incident: of });
const form = addForm(playbook);
const R1: Content = { kind: 'person', person: 'R1', role: 'reporter', affected: 'no' };
const SECOND = report({ id: 'REPORT2', reporter: 'R2' });
const stand = (given: Answers, of: IncidentView) => settle(form, facts(of), given, { assume: true });
const missing = (given: Answers, of: IncidentView) => stand(given, of).missing.map(({ id }) => id);
const wrong = (given: Answers, of: IncidentView) => stand(given, of).problems.map(({ id }) => id);
const asked = (given: Answers, of: IncidentView): readonly string[] =>
  form.questions
    .filter(({ id }) => !(id in given))
    .filter(
      ({ when, offered }) => when?.(given, facts(of)) !== false && offered?.(given, facts(of)) !== false,
    )
    .map(({ id }) => id);
const choicesOf = (id: string, of: IncidentView): readonly string[] => {
  const question = form.questions.find((one) => one.id === id);
  const type = question && typeOf(question, {}, facts(of));
  return type && 'choices' in type ? type.choices.map(({ value, label }) => `${value}: ${label}`) : [];
};

describe('adding to an incident', () => {
  it('begins with what it is', () => {
    expect(asked({}, incident())[0]).toBe('add');
    expect(missing({}, incident())).toEqual(['add']);
  });

  it('does not ask for the name of the member again', () => {
    expect(form.questions.map(({ id }) => id)).not.toContain('your-name');
  });
});

describe('a further report', () => {
  const further = { add: 'report' };

  it('asks what any report asks', () => {
    expect(missing(further, incident())).toEqual(['threat', 'account', 'visibility', 'share']);
    expect(asked({ ...further, threat: 'none' }, incident()).slice(0, 2)).toEqual(['account', 'channel']);
  });

  it('does not ask how somebody is reached of whom that is known', () => {
    const known = incident({ ...R1, contact: 'mara@visitors.example' } as Content);
    const of = { ...further, threat: 'none', account: 'x' };
    expect(asked({ ...of, 'reporter-name': 'R1' }, known)).not.toContain('reporter-contact');
    expect(asked({ ...of, 'reporter-name': 'Jonas' }, known)).toContain('reporter-contact');
    expect(asked({ ...of, 'reporter-name': 'R1' }, incident(R1))).toContain('reporter-contact');
  });

  it('does not ask again how it was seen, but says the sentence to this person too', () => {
    const seen = incident({ kind: 'visibility', visibility: 'private' });
    expect(missing(further, seen)).toEqual(['threat', 'account', 'consent', 'share']);
    expect(missing(further, incident({ kind: 'visibility', visibility: 'witnessed' }))).toEqual([
      'threat',
      'account',
      'share',
    ]);
  });
});

describe('that somebody takes all of it back', () => {
  const R1_HERE = incident(
    R1,
    { kind: 'person', person: 'P1', role: 'affected', affected: 'yes' },
    { kind: 'permission', report: 'REPORT1', share: 'named', members: ['ben'] },
    { kind: 'grant', member: 'ben' },
  );

  it('is offered in words that say what follows', () => {
    const labels = choicesOf('add', R1_HERE).join('\n');
    expect(labels).toContain('Something said later about what happened. It changes nothing else');
    expect(labels).toContain(
      'What they want now: that it stops or goes on, that fewer may know, or that all is taken back',
    );
    expect(labels).toContain('What may be told, or may not: to whom, and whether fewer may know');
  });

  it('that fewer of the team may know is asked the same, once, wherever it was looked for', () => {
    const from = (begun: Answers): readonly string[] =>
      form.questions
        .filter(
          ({ when, offered }) =>
            when?.(begun, facts(R1_HERE)) !== false && offered?.(begun, facts(R1_HERE)) !== false,
        )
        .map(({ id }) => id);
    const rest = { from: 'R1', account: 'I take it all back.', want: 'nobody-more', 'may-open': 'no' };
    const wish = { add: 'wish', ...rest };
    const permission = { add: 'permission', what: 'fewer', ...rest };
    expect(from(permission).filter((id) => id !== 'what')).toEqual(from(wish));
    expect(stand(permission, R1_HERE)).toMatchObject({ problems: [], missing: [] });
    expect(form.questions.find(({ id }) => id === 'want')?.initial?.(permission, facts(R1_HERE))).toBe(
      'nobody-more',
    );
    const write = (answers: Answers) => {
      const draft = new EntryList({ me: 'ana', newId: () => 'NEXT', firstId: 'FIRST' });
      REPORT_ADD.decide(
        { ...answers, 'said-at': '2026-11-23T10:00:00Z' },
        { ...facts(R1_HERE), incident: R1_HERE } as Situation,
        draft,
      );
      return draft.entries.map(({ content }) => content);
    };
    expect(write(permission)).toEqual(write(wish));
    expect(write(permission).map(({ kind }) => kind)).toEqual(['wish', 'permission']);
  });
});

describe('something said later', () => {
  it('is asked when they said it, not when a report came in', () => {
    const question = form.questions.find(({ id }) => id === 'received-at');
    const worded = (add: string) => question?.wordedAs?.({ add }, facts(incident()))?.ask ?? question?.ask;
    expect(worded('follow-up')).toBe('When did they say it');
    expect(worded('report')).toBe('When did the report reach you');
    const coming = { add: 'follow-up', account: 'x', 'received-at': '2099-01-01T10:00:00Z' };
    expect(stand(coming, incident()).problems[0]?.what).toContain('when they said it that counts');
  });

  const later = { add: 'follow-up' };

  it('is words, when they came, and whose they are', () => {
    expect(asked(later, incident(R1))).toEqual(['from', 'account', 'received-at', 'files']);
    expect(missing(later, incident(R1))).toEqual(['account']);
    expect(wrong({ ...later, account: 'x', threat: 'violence' }, incident(R1))).toEqual(['threat']);
  });

  it('can be of anybody in the incident', () => {
    expect(
      choicesOf('from', incident(R1, { kind: 'person', person: 'A1', role: 'accused', name: 'Eva' })),
    ).toEqual(['R1: R1, reporter', 'A1: A1, accused, Eva']);
    expect(asked(later, incident())).not.toContain('from');
  });

  it.each<[string, object]>([
    ['A1, accused, Eva Lind', { name: 'Eva Lind', contact: '+49 30 1234567', aliases: ['@evl'] }],
    ['A1, accused, Eva', { name: 'Eva', description: 'Eva (@evl_89)' }],
    ['A1, accused, Eva', { description: 'Eva (@evl_89), on +49 30 1234567' }],
    ['A1, accused', { description: '@evl_89' }],
    ['A1, accused', { name: null, contact: 'eva@lind.example' }],
    ['A1, accused', { name: 'eva@lind.example' }],
    ['A1, accused, The man in the red hat', { description: 'The man in the red hat' }],
  ])('says no handle, address or number of those to choose from: %s', (label, known) => {
    const accused = { kind: 'person', person: 'A1', role: 'accused', ...known } as Content;
    expect(choicesOf('from', incident(R1, accused))).toContain(`A1: ${label}`);
  });
});

describe('the answer to the sentence about the meeting', () => {
  const visibility: Content = { kind: 'visibility', visibility: 'private' };
  const unsaid: Content = { kind: 'consent', report: 'REPORT1', answer: 'not-said-yet' };

  it('is the first choice while it is still to be said, and asks for nothing else', () => {
    expect(choicesOf('add', incident(visibility, unsaid))[0]).toMatch(/^answer: /);
    expect(asked({ add: 'answer' }, incident(visibility, unsaid))).toEqual(['consent']);
    expect(missing({ add: 'answer' }, incident(visibility, unsaid))).toEqual(['consent']);
  });

  it('can be another one later, as the last choice', () => {
    const said: Content = { kind: 'consent', report: 'REPORT1', answer: 'asked-not-to-proceed' };
    expect(choicesOf('add', incident(visibility, said)).at(-1)).toMatch(/^answer: Another/);
    expect(asked({ add: 'answer' }, incident(visibility, said))).toEqual(['consent']);
  });
});

describe('something that was done for their safety', () => {
  const threat: Content = { kind: 'threat', level: 'person' };

  it('is the first choice while there is a danger, and asks for nothing else', () => {
    expect(choicesOf('add', incident(threat))[0]).toMatch(/^safety: /);
    const questions = ['threat-actions', 'no-longer', 'law-enforcement'];
    expect(asked({ add: 'safety' }, incident(threat))).toEqual(questions);
  });

  it('is a later choice without one: a call that was made can always be noted', () => {
    const safe = incident({ kind: 'threat', level: 'none' });
    expect(choicesOf('add', safe)[0]).not.toMatch(/^safety: /);
    expect(choicesOf('add', safe).join()).toContain('safety:');
    expect(asked({ add: 'safety' }, safe)).toEqual(['law-enforcement']);
  });
});

describe('words for many people', () => {
  const many: Content = {
    ...{ kind: 'details', report: 'REPORT1' },
    details: { manyAffected: 'everybody in the room', manyWho: 'the staff', manyOthers: 'the audience' },
  } as Content;
  const right = { add: 'correction', wrong: 'report' };
  const write = (answers: Answers) => {
    const of = incident(R1, many);
    const draft = new EntryList({ me: 'ana', newId: () => 'NEXT', firstId: 'FIRST' });
    REPORT_ADD.decide(
      answers,
      { ...facts(of), incident: of, members: [], me: 'ana' } as unknown as Situation,
      draft,
    );
    return draft.entries.map(({ content }) => content);
  };

  it.each(['affected-name', 'who', 'others'])('can be put right, or taken out: %s', (id) => {
    const key = { 'affected-name': 'manyAffected', who: 'manyWho', others: 'manyOthers' }[id] ?? '';
    expect(asked(right, incident(R1))).not.toContain(id);
    expect(stand(right, incident(R1, many)).open).toContain(id);
    expect(stand({ ...right, [id]: 'all the guests' }, incident(R1, many)).problems).toEqual([]);
    expect(stand({ ...right, [id]: 'Ben Fox' }, incident(R1, many)).problems[0]?.what).toContain(
      'A detail that was missing',
    );
    expect(write({ ...right, [id]: 'all the guests' })).toMatchObject([
      { kind: 'details', correction: true, details: { [key]: 'all the guests' } },
    ]);
    const [gone] = write({ ...right, [id]: null });
    expect(gone).toMatchObject({ kind: 'details', correction: true, removed: [key] });
  });

  it.each(['affected-name', 'who', 'others'])(
    'are asked about once, and who it was can still be told: %s',
    (id) => {
      const of = incident({ ...R1, affected: 'no' } as Content, many);
      expect(asked({ add: 'detail' }, of)).not.toContain(id);
      const told = id === 'others' ? ['Ines Roth'] : 'Ines Roth';
      expect(stand({ add: 'detail', [id]: told }, of).problems).toEqual([]);
    },
  );
});

describe('a missing detail', () => {
  const detail = { add: 'detail' };
  const details = (more: Details): Content => ({ kind: 'details', report: 'REPORT1', details: more });

  it('leaves it open what of it is told', () => {
    expect(missing(detail, incident())).toEqual([]);
  });

  it('touches nothing of what the report itself is', () => {
    const all = asked(detail, incident());
    for (const id of ['account', 'channel', 'heard-by', 'received-at', 'summary'])
      expect(all).not.toContain(id);
  });

  it.each<[string, Content[], string]>([
    ['who did it', [details({ who: 'A1' })], 'who'],
    ['what they did', [details({ behavior: 'x' })], 'behavior'],
    ['how it was seen', [{ kind: 'visibility', visibility: 'private' }], 'visibility'],
    ['about the danger', [{ kind: 'threat', level: 'none' }], 'threat'],
    ['whom it happened to', [R1], 'reporter-is-affected'],
    ['the answer', [{ kind: 'consent', report: 'REPORT1', answer: 'no-objection' }], 'consent'],
  ])('is not asked where it is known: %s', (_name, contents, id) => {
    expect(asked(detail, incident(...contents))).not.toContain(id);
    expect(wrong({ ...detail, [id]: 'x' }, incident(...contents))).toEqual([id]);
  });

  it.each(['who', 'behavior', 'when', 'circumstances', 'others'])(
    'is not asked a second time where it was not given, but is taken: %s',
    (id) => {
      const before = incident(details({ [id]: null }));
      expect(asked(detail, incident())).toContain(id);
      expect(asked(detail, before)).not.toContain(id);
      expect(stand({ ...detail, [id]: 'now told' }, before)).toMatchObject({ problems: [], missing: [] });
    },
  );

  it.each<[string, Content[], string]>([
    [
      'the sentence was not said yet',
      [
        { kind: 'visibility', visibility: 'private' },
        { kind: 'consent', report: 'REPORT1', answer: 'not-said-yet' },
      ],
      'consent',
    ],
    ['it was not known', [{ ...R1, affected: 'unknown' } as Content], 'reporter-is-affected'],
  ])('is asked again where %s', (_name, contents, id) => {
    expect(asked(detail, incident(...contents))).toContain(id);
  });

  it('belongs to the report that is named', () => {
    const two = incident(details({ who: 'A1' }), SECOND);
    expect(choicesOf('report', two)).toEqual(['1: Report 1, of R1', '2: Report 2, of R2']);
    expect(asked(detail, incident())).not.toContain('report');
    expect(asked(detail, two)).toContain('report');
    expect(asked({ ...detail, report: '1' }, two)).not.toContain('who');
    expect(asked({ ...detail, report: '2' }, two)).toContain('who');
    expect(wrong({ ...detail, report: '3' }, two)).toEqual(['report']);
  });

  it('does not open to others who reported, and their words, without a permission', () => {
    const given = { ...detail, visibility: 'witnessed', share: 'recorder', readers: ['ben'] };
    const { answers, problems, missing: open } = stand(given, incident(R1));
    expect(problems.map(({ id }) => id)).toEqual(['readers']);
    expect(open).toEqual([]);
    expect(answers).not.toHaveProperty('readers');
  });

  it('opens an incident to members where a permission is added', () => {
    const open = { ...detail, share: 'team', permission: 'in person', readers: ['ben'] };
    expect(stand(open, incident(R1)).missing.map(({ id }) => id)).toEqual(['know-reporter']);
    expect(wrong({ ...open, 'know-reporter': 'no' }, incident(R1))).toEqual([]);
    const given = { ...open, 'know-reporter': 'yes' };
    expect(stand(given, incident(R1))).toMatchObject({ problems: [], missing: [], answers: given });
  });
});

describe('that two are one person', () => {
  const SEALED = '-----BEGIN AGE ENCRYPTED FILE-----';
  const P1: Content = { kind: 'person', person: 'P1', role: 'affected' };
  const A1: Content = { kind: 'person', person: 'A1', role: 'accused' };
  const hidden = view(
    'K7F392QD',
    chain({ kind: 'opened' }, report({ account: undefined, sealed: SEALED }), R1, P1, A1),
  );

  it('can be said of everybody', () => {
    const open = incident(R1, P1, A1);
    expect(wrong({ add: 'person', person: 'P1', 'same-as': 'R1' }, open)).toEqual([]);
  });

  it('is never said of a reporter who is known only to whoever took the report', () => {
    expect(wrong({ add: 'person', person: 'P1', 'same-as': 'R1' }, hidden)).toEqual(['same-as']);
    expect(wrong({ add: 'person', person: 'R1', 'same-as': 'P1' }, hidden)).toEqual(['same-as']);
    expect(wrong({ add: 'person', person: 'P1', 'same-as': 'A1' }, hidden)).toEqual([]);
  });
});

describe('when it was, which is answered later', () => {
  const said = (given: Answers) =>
    JSON.stringify(form.questions.find(({ id }) => id === 'when')?.after?.(given, facts(incident())));

  it.each(['detail', 'correction'])('is said not to be a day where there is no such day: %s', (add) => {
    expect(said({ add, when: '31 February' })).toContain('There is no 31 February. It stays');
    // Of which day it was yesterday, nobody knows any more.
    expect(said({ add, when: 'yesterday' })).toBe('[]');
  });
});

describe('what was written down wrong', () => {
  const corrected = { add: 'correction' };
  const told: Content = {
    kind: 'details',
    report: 'REPORT1',
    details: { when: 'Monday', behavior: 'shouted' },
  };
  const decide = (given: Answers, of: IncidentView) => {
    const draft = new EntryList({ me: 'ana', newId: () => 'NEXT', firstId: 'FIRST' });
    const situation = { ...facts(of), incident: of, me: 'ana' } as Situation;
    REPORT_ADD.decide(stand(given, of).answers, situation, draft);
    return draft.entries.map(({ content }) => content);
  };

  it('is asked with what stands there now, and can be left so', () => {
    const of = incident(told);
    expect(asked(corrected, of)).toEqual([
      'wrong',
      'channel',
      'right-heard-by',
      'received-at',
      'behavior',
      'when',
      'circumstances',
    ]);
    const proposed = (id: string) =>
      form.questions.find((one) => one.id === id)?.initial?.(corrected, facts(of));
    expect([proposed('when'), proposed('behavior'), proposed('circumstances')]).toEqual([
      'Monday',
      'shouted',
      undefined,
    ]);
    expect(missing(corrected, of)).toEqual([]);
    expect(decide({ ...corrected, when: 'Monday' }, of)).toEqual([]);
  });

  it('is an entry that says so, with what is other than before and nothing else', () => {
    const of = incident(told);
    const [entry, ...others] = decide({ ...corrected, when: 'Tuesday', behavior: 'shouted' }, of);
    expect(others).toEqual([]);
    expect(entry).toEqual({
      kind: 'details',
      report: 'REPORT1',
      details: { when: 'Tuesday' },
      correction: true,
    });
    const after = incident(told, entry as Content);
    expect(after.reports[0]?.details).toMatchObject({ when: 'Tuesday', behavior: 'shouted' });
    expect(after.reports[0]?.corrections).toHaveLength(1);
  });

  it('can be when it came in, of which the day may be all that is known', () => {
    const of = incident(told);
    const [entry] = decide({ ...corrected, 'received-at': '2026-11-20' }, of);
    expect(entry).toMatchObject({ correction: true, precision: { receivedAt: 'day' } });
    const after = incident(told, entry as Content);
    expect(after.reports[0]).toMatchObject({ receivedAt: expect.stringMatching(/^2026-11-20T00:00:00/) });
    expect(decide({ ...corrected, 'received-at': '2026-11-20' }, after)).toEqual([]);
  });

  it('can be how it came, and then nobody heard it', () => {
    const H1: Content = { kind: 'person', person: 'H1', role: 'hearer', name: 'Ida' };
    const of = incident(H1, {
      kind: 'details',
      report: 'REPORT1',
      details: { channel: 'verbal', heardBy: 'H1' },
    });
    expect(decide({ ...corrected, channel: 'written' }, of)).toEqual([
      {
        kind: 'details',
        report: 'REPORT1',
        details: { channel: 'written' },
        removed: ['heardBy'],
        correction: true,
      },
    ]);
    expect(decide({ ...corrected, 'right-heard-by': null }, of)).toMatchObject([{ removed: ['heardBy'] }]);
    expect(decide({ ...corrected, 'right-heard-by': 'Ann Example' }, of)).toMatchObject([
      { kind: 'person', person: 'H2', role: 'hearer', name: 'Ann Example' },
      { kind: 'details', details: { heardBy: 'H2' }, correction: true },
    ]);
    expect(decide({ ...corrected, channel: 'verbal', 'right-heard-by': 'H1' }, of)).toEqual([]);
  });

  describe('of somebody', () => {
    const wrong = { ...corrected, wrong: 'person', 'wrong-of': 'A1' };
    const A1: Content = { kind: 'person', person: 'A1', role: 'accused', name: 'Max', aliases: ['maxi'] };

    it('is asked with what stands there now, and Enter leaves it', () => {
      const of = incident({ ...A1, employer: 'Example Ltd' } as Content);
      expect(asked(wrong, of)).toEqual(['right-name', 'right-contact', 'right-employer', 'right-aliases']);
      const proposed = (id: string) =>
        form.questions.find((one) => one.id === id)?.initial?.(wrong, facts(of));
      expect([proposed('right-name'), proposed('right-employer')]).toEqual(['Max', 'Example Ltd']);
      const same = { 'right-name': 'Max', 'right-employer': 'Example Ltd', 'right-aliases': ['maxi'] };
      expect(decide({ ...wrong, ...same }, of)).toEqual([]);
      expect(decide(wrong, of)).toEqual([]);
    });

    it('says anew what they are called, so that an earlier name is no other one of theirs', () => {
      const of = incident(A1, { kind: 'person', person: 'A1', role: 'accused', name: 'Maximilian' });
      const [entry] = decide({ ...wrong, 'right-name': 'Moritz', 'right-aliases': ['maxi'] }, of);
      expect(entry).toEqual({
        kind: 'person',
        person: 'A1',
        role: 'accused',
        corrected: ['name', 'aliases', 'contact'],
        name: 'Moritz',
        aliases: ['maxi'],
      });
      const [max] = incident(
        A1,
        { kind: 'person', person: 'A1', role: 'accused', name: 'Maximilian' },
        entry as Content,
      ).people;
      expect(max).toMatchObject({ name: 'Moritz', aliases: ['maxi'] });
      expect(max?.wrong?.map(({ was }) => was)).toEqual(['Max', 'Maximilian']);
    });

    it('takes out what is nothing at all', () => {
      const of = incident({ ...A1, employer: 'Example Ltd' } as Content);
      expect(decide({ ...wrong, 'right-employer': null }, of)).toEqual([
        { kind: 'person', person: 'A1', role: 'accused', corrected: ['employer'] },
      ]);
    });

    it('puts right how they were described, where that stands for their name', () => {
      const of = incident({ kind: 'person', person: 'A1', role: 'accused', description: 'Max Muster' });
      const [entry] = decide({ ...wrong, 'right-name': 'Moritz Muster' }, of);
      expect(entry).toMatchObject({ corrected: ['description'], description: 'Moritz Muster' });
      expect(entry).not.toHaveProperty('name');
    });

    it('is of nobody whom whoever does it does not know', () => {
      const hidden = view(
        'K7F392QD',
        chain(
          { kind: 'opened' },
          { ...report({ account: undefined, sealed: 'x', summary: 'x' }) } as Content,
          {
            ...R1,
            sealed: 'x',
          } as Content,
        ),
      );
      const choices = form.questions.find(({ id }) => id === 'wrong');
      const type = choices && typeOf(choices, corrected, facts(hidden));
      expect(type && 'choices' in type && type.choices.map(({ value }) => value)).toEqual(['report']);
    });
  });

  it('can be how it was seen, which opens it to nobody', () => {
    const of = incident({ kind: 'visibility', visibility: 'private' });
    const wrong = { ...corrected, wrong: 'seen' };
    expect(missing(wrong, of)).toEqual(['visibility']);
    expect(decide({ ...wrong, visibility: 'private' }, of)).toEqual([]);
    expect(decide({ ...wrong, visibility: 'witnessed' }, of)).toEqual([
      { kind: 'visibility-corrected', visibility: 'witnessed' },
    ]);
    const after = incident({ kind: 'visibility', visibility: 'witnessed' });
    expect(decide({ ...wrong, visibility: 'private' }, after)).toEqual([
      { kind: 'visibility', visibility: 'private', correction: true },
    ]);
  });

  it('can be whether anybody was in danger', () => {
    const of = incident(R1, { kind: 'threat', level: 'violence' });
    const wrong = { ...corrected, wrong: 'threat' };
    const why = { 'threat-by': 'R1', 'threat-words': 'He was joking with a friend.' };
    expect(decide({ ...wrong, threat: 'none', ...why }, of)).toEqual([
      { kind: 'threat', level: 'none', correction: true, saidBy: 'R1', words: why['threat-words'] },
    ]);
    const less = incident({ kind: 'threat', level: 'general' });
    expect(decide({ ...wrong, threat: 'violence' }, less)).toEqual([
      { kind: 'threat', level: 'violence', correction: true },
    ]);
  });

  it('asks who says so, and why, where the danger was less, and says what ends with it', () => {
    const of = incident({ kind: 'threat', level: 'violence', actions: ['friend'] });
    const less = { ...corrected, wrong: 'threat', threat: 'none' };
    expect(missing(less, of)).toEqual(['threat-by', 'threat-words']);
    expect(wrong({ ...less, 'threat-by': 'Rosa Blum', 'threat-words': ' . ' }, of)).toEqual(['threat-words']);
    expect(missing({ ...less, threat: 'violence' }, of)).toEqual([]);
    const threat = form.questions.find(({ id }) => id === 'threat');
    const said = JSON.stringify(threat?.after?.(less, { ...facts(of), playbook }));
    expect(said).toContain(playbook.safety.actions['private-place']?.do);
    expect(said).not.toContain(playbook.safety.actions.friend?.do);
  });

  it('can be the words of a permission, and nothing else of it', () => {
    const said: Content = { kind: 'permission', report: 'REPORT1', share: 'recorder', words: 'keep it' };
    const of = incident(said);
    const wrong = { ...corrected, wrong: 'permission', 'which-words': 'sharing-1' };
    expect(decide({ ...wrong, 'right-words': 'keep it' }, of)).toEqual([]);
    expect(decide({ ...wrong, 'right-words': 'keep it for now' }, of)).toEqual([
      { kind: 'words-corrected', entry: of.entries.at(-1)?.id, words: 'keep it for now' },
    ]);
    expect(stand({ ...wrong, 'right-words': 'no' }, of).problems.map(({ id }) => id)).toEqual([
      'right-words',
    ]);
  });

  it('can be the answer to the sentence, which is told apart from another answer', () => {
    const of = incident({ kind: 'consent', report: 'REPORT1', answer: 'no-objection' });
    const answer = { add: 'answer', consent: 'asked-not-to-proceed' };
    expect(asked(answer, of)).toEqual(['noted-wrong']);
    expect(decide(answer, of)).toEqual([
      { kind: 'consent', report: 'REPORT1', answer: 'asked-not-to-proceed' },
    ]);
    expect(decide({ ...answer, 'noted-wrong': 'yes' }, of)).toMatchObject([{ correction: true }]);
  });
});

describe('a name alone', () => {
  const known = incident(R1, { kind: 'person', person: 'A1', role: 'accused', name: 'Ben, ben@example.org' });
  const at = (id: string, answers: Answers) => {
    const question = form.questions.find((one) => one.id === id);
    const problem = question?.check?.(answers[id] ?? null, answers, facts(known));
    return problem === undefined || typeof problem === 'string' || !('words' in problem)
      ? undefined
      : problem;
  };
  const who = { add: 'person', person: 'A1' };
  const right = { add: 'right', wrong: 'person', 'wrong-of': 'A1' };

  it('has an address or a number pointed out, which goes to where they are reached', () => {
    const problem = at('person-name', { ...who, 'person-name': 'Ben Okoye, ben@example.org' });
    expect(problem?.words).toEqual(['ben@example.org']);
    expect(problem?.problem).toContain('“Reach them by”');
    expect(at('person-name', { ...who, 'person-name': 'Ben Okoye 0170 1234567' })?.words).toEqual([
      '0170 1234567',
    ]);
    expect(at('person-name', { ...who, 'person-name': 'Ben Okoye' })).toBeUndefined();
    expect(at('right-name', { ...right, 'right-name': 'Ben Okoye, ben@example.org' })?.words).toHaveLength(1);
  });

  it('can be left as it stands there', () => {
    expect(at('right-name', { ...right, 'right-name': 'Ben, ben@example.org' })).toBeUndefined();
  });
});
