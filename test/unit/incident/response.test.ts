import { describe, expect, it } from 'vitest';
import { type Content, type Entry, parseEntry } from '../../../src/incident/entry.ts';
import type { responseContent } from '../../../src/incident/response-entry.ts';
import { type IncidentView, view } from '../../../src/incident/view.ts';
import { chain, report } from './fold.ts';

type Added = Content & { id?: string };

const AT = '2026-11-24T10:00:00+01:00';
const LATER = '2026-11-25T10:00:00+01:00';
const BASE: readonly Added[] = [
  { kind: 'opened' },
  { kind: 'person', person: 'A1', role: 'accused', name: 'Marlon Vane' },
  report(),
];
const fold = (...contents: readonly Added[]): IncidentView => view('K7F392QD', chain(...BASE, ...contents));

const action = (id: string, more: object = {}): Added =>
  ({ id, kind: 'action', what: 'x', who: 'ana', due: LATER, ...more }) as Added;
const letter = (id: string, more: object = {}): Added =>
  ({ id, kind: 'letter', letter: 'response', person: 'A1', text: 'x', ...more }) as Added;
const sanction = (more: object = {}): Added =>
  ({
    id: 'S1',
    kind: 'sanction',
    person: 'A1',
    sanction: 'ban',
    label: 'A ban',
    startsAt: AT,
    term: 'until',
    until: '2027-01-31',
    conditions: ['old'],
    parameters: { scope: 'all' },
    safety: 'x',
    decidedBy: ['ana'],
    tell: ['Door'],
    switchOff: ['Slack', 'Badge'],
    ...more,
  }) as Added;
const CHANGE: Added = {
  kind: 'sanction-change',
  sanction: 'S1',
  term: 'until',
  until: '2028-01-31',
  reason: 'x',
  decidedBy: ['cem'],
};
const CLOSED: Added = { kind: 'closed' };
const REOPENED: Added = { kind: 'reopened', reason: 'x' };

describe('something to do', () => {
  const done = (...contents: readonly Added[]) => fold(...contents).actions.map(({ doneAt }) => doneAt);

  it.each<[string, Added[], (string | undefined)[]]>([
    ['is open', [action('X1')], [undefined]],
    [
      'is done once somebody says so',
      [action('X1'), { kind: 'action-done', action: 'X1', doneAt: AT }],
      [AT],
    ],
    [
      'is done by its own entry',
      [action('X1'), action('X2'), { kind: 'action-done', action: 'X2', doneAt: AT }],
      [undefined, AT],
    ],
    [
      'is settled once they were told',
      [
        action('X1', { purpose: 'tell', person: 'A1' }),
        { kind: 'told', about: 'complaint', person: 'A1', toldAt: AT },
      ],
      [AT],
    ],
    [
      'is not settled by what somebody else was told',
      [
        action('X1', { purpose: 'tell', person: 'A1' }),
        { kind: 'told', about: 'complaint', person: 'A2', toldAt: AT },
      ],
      [undefined],
    ],
    [
      'is not settled by another thing that they were told',
      [
        action('X1', { purpose: 'tell', person: 'A1' }),
        { kind: 'told', about: 'response', person: 'A1', toldAt: AT },
      ],
      [undefined],
    ],
    [
      'is settled once they were heard',
      [
        action('X1', { purpose: 'hear', person: 'A1' }),
        { kind: 'statement', person: 'A1', takenAt: AT, takenBy: 'ben' },
      ],
      [AT],
    ],
    [
      'of another purpose is not settled by that',
      [
        action('X1', { purpose: 'check-in', person: 'R1' }),
        { kind: 'statement', person: 'R1', takenAt: AT, takenBy: 'ben' },
      ],
      [undefined],
    ],
  ])('%s', (_name, contents, expected) => expect(done(...contents)).toEqual(expected));

  it('is overtaken once whoever knew of it told them what was decided', () => {
    const tell = action('X1', { purpose: 'tell', person: 'A1' });
    const told: Added = { kind: 'told', about: 'response', person: 'A1', toldAt: AT };
    const overtaken = (...contents: readonly Added[]) =>
      fold(...contents).actions.map(({ overtakenAt }) => overtakenAt);
    expect(overtaken(tell, told)).toEqual([AT]);
    expect(overtaken(told, tell)).toEqual([undefined]);
    expect(overtaken(tell, { ...told, appeal: 'X2' } as Added)).toEqual([undefined]);
    expect('overtakenAt' in (fold(tell).actions[0] ?? {})).toBe(false);
    const hear = action('X1', { purpose: 'hear', person: 'A1' });
    expect(overtaken(hear, told)).toEqual([undefined]);
  });

  it('is settled also where they turned out to be the same person', () => {
    const contents: Added[] = [
      { kind: 'person', person: 'A2', role: 'accused' },
      action('X1', { purpose: 'hear', person: 'A1' }),
      { kind: 'statement', person: 'A2', takenAt: AT, takenBy: 'ben' },
      { kind: 'person', person: 'A2', role: 'accused', sameAs: 'A1' },
    ];
    expect(done(...contents)).toEqual([AT]);
  });

  it('is settled with the time of the note where it cannot be told', () => {
    const contents = [
      action('X1', { purpose: 'tell', person: 'A1' }),
      { kind: 'told', about: 'complaint', person: 'A1', notPossible: 'x' } as Added,
    ];
    expect(done(...contents)[0]).toMatch(/^2026-11-23T/);
  });

  it('is numbered over all meetings', () => {
    expect(fold(action('X1'), action('X2'), action('X3')).actions.map(({ number }) => number)).toEqual([
      1, 2, 3,
    ]);
  });
});

describe('a letter', () => {
  const state = (...contents: readonly Added[]) =>
    fold(...contents).letters.map(({ id, replaced, told }) => [id, replaced, told?.toldAt]);
  const told = (id: string): Added => ({
    kind: 'told',
    about: 'response',
    person: 'A1',
    letter: id,
    toldAt: AT,
  });

  it.each<[string, Added[], unknown[]]>([
    ['waits', [letter('L1')], [['L1', false, undefined]]],
    ['is out', [letter('L1'), told('L1')], [['L1', false, AT]]],
    [
      'is replaced by a newer one',
      [letter('L1'), letter('L2')],
      [
        ['L1', true, undefined],
        ['L2', false, undefined],
      ],
    ],
    [
      'that is out is not replaced',
      [letter('L1'), told('L1'), letter('L2')],
      [
        ['L1', false, AT],
        ['L2', false, undefined],
      ],
    ],
    [
      'is not replaced by one to somebody else',
      [letter('L1'), letter('L2', { person: 'A2' })],
      [
        ['L1', false, undefined],
        ['L2', false, undefined],
      ],
    ],
    [
      'is not replaced by another kind',
      [letter('L1'), letter('L2', { letter: 'complaint' })],
      [
        ['L1', false, undefined],
        ['L2', false, undefined],
      ],
    ],
    [
      'to everybody is replaced too',
      [
        letter('L1', { letter: 'announcement', person: undefined }),
        letter('L2', { letter: 'announcement', person: undefined }),
      ],
      [
        ['L1', true, undefined],
        ['L2', false, undefined],
      ],
    ],
  ])('%s', (_name, contents, expected) => expect(state(...contents)).toEqual(expected));
});

describe('a sanction', () => {
  const one = (...contents: readonly Added[]) => fold(sanction(), ...contents).sanctions[0];

  it('is as it was decided', () => {
    expect(one()).toMatchObject({
      number: 1,
      term: 'until',
      until: '2027-01-31',
      conditions: ['old'],
      open: ['Door', 'Slack', 'Badge'],
      changes: [],
      appeals: [],
    });
    expect(one()).not.toHaveProperty('ended');
  });

  it('is as its newest change left it, without what the change does not have', () => {
    expect(one(CHANGE)).toMatchObject({ until: '2028-01-31', changes: [{ reason: 'x' }] });
    expect(one(CHANGE)).not.toHaveProperty('conditions');
    const indefinite = { ...CHANGE, term: 'indefinite', until: undefined } as Added;
    expect(one(CHANGE, indefinite)).toMatchObject({ term: 'indefinite' });
    expect(one(CHANGE, indefinite)?.until).toBeUndefined();
    expect(one({ ...CHANGE, sanction: 'OTHER' } as Added)).toMatchObject({ until: '2027-01-31' });
  });

  it('has open what was not noted as done', () => {
    const done = (items: string[]): Added => ({ kind: 'sanction-done', sanction: 'S1', items });
    expect(one(done(['Slack']))?.open).toEqual(['Door', 'Badge']);
    expect(one(done(['Slack']), done(['Door', 'Badge', 'x']))?.open).toEqual([]);
  });

  it('ends', () => {
    const ended: Added = { kind: 'sanction-end', sanction: 'S1', endedAt: AT, how: 'lifted', reason: 'x' };
    expect(one(ended)).toMatchObject({ ended: { how: 'lifted' } });
  });

  it('is appealed against, and heard, each appeal by itself', () => {
    const appeal = (id: string): Added => ({
      id,
      kind: 'appeal',
      sanction: 'S1',
      receivedAt: AT,
      words: 'x',
    });
    const outcome: Added = {
      kind: 'appeal-outcome',
      appeal: 'P2',
      outcome: 'stands',
      heardBy: ['cem'],
      reason: 'y',
    };
    expect(one(appeal('P1'), appeal('P2'), outcome)?.appeals).toMatchObject([
      { id: 'P1' },
      { id: 'P2', outcome: { outcome: 'stands' } },
    ]);
    expect(one(appeal('P1'))?.appeals[0]).not.toHaveProperty('outcome');
  });
});

describe('the end of an incident', () => {
  it.each<[string, Added[], boolean, number]>([
    ['open', [], false, 0],
    ['closed', [CLOSED], true, 0],
    ['opened again', [CLOSED, REOPENED], false, 1],
    ['closed again', [CLOSED, REOPENED, CLOSED], true, 1],
    ['opened twice', [CLOSED, REOPENED, CLOSED, REOPENED], false, 2],
  ])('is %s', (_name, contents, closed, reopenings) => {
    const incident = fold(...contents);
    expect(incident.closed !== undefined).toBe(closed);
    expect(incident.reopenings).toHaveLength(reopenings);
  });

  it('says whether the community is told, by the newest word on it', () => {
    const says = (announce: boolean): Added => ({ kind: 'announcement', announce });
    expect(fold().announcement).toBeUndefined();
    expect(fold(says(true), says(false)).announcement).toMatchObject({ announce: false });
  });
});

describe('people who turned out to be the same', () => {
  const person = (ref: string, more: object = {}): Added =>
    ({ kind: 'person', person: ref, role: 'accused', ...more }) as Added;
  const people = (...contents: readonly Added[]) => fold(...contents).people;
  const named = (ref: string, name: string): Added => person(ref, { name });
  const same = (ref: string, sameAs: string): Added => person(ref, { sameAs });

  it('are one person, with the other name as one more', () => {
    expect(people(named('A2', 'Marv'), same('A2', 'A1'))).toMatchObject([
      { ref: 'A1', name: 'Marlon Vane', aliases: ['Marv'] },
    ]);
    expect(fold(named('A2', 'Marv'), same('A2', 'A1')).same).toEqual({ A2: 'A1' });
  });

  it('are followed through a chain', () => {
    const chained = [named('A2', 'Marv'), named('A3', 'MV'), same('A3', 'A2'), same('A2', 'A1')];
    expect(people(...chained)).toMatchObject([{ ref: 'A1', aliases: ['Marv', 'MV'] }]);
    expect(fold(...chained).same).toEqual({ A2: 'A1', A3: 'A1' });
  });

  it.each<[string, Added[]]>([
    ['of two', [same('A2', 'A1'), same('A1', 'A2')]],
    ['of one', [same('A1', 'A1')]],
    ['of three', [same('A3', 'A2'), same('A2', 'A1'), same('A1', 'A3')]],
  ])('in a circle %s are still somebody', (_name, circle) => {
    const found = people(named('A2', 'Marv'), named('A3', 'MV'), ...circle);
    expect(found.find(({ ref }) => ref === 'A1')).toMatchObject({ name: 'Marlon Vane' });
    expect(JSON.stringify(found)).toContain('Marv');
  });

  it('keep the first of two that they were said to be', () => {
    expect(fold(same('A2', 'A1'), same('A2', 'A3')).same).toEqual({ A2: 'A1' });
  });

  it('keep every name and every way to reach them, so that none goes out by mistake', () => {
    const found = people(
      person('A1', { contact: 'marlon@vane.example', employer: 'Brightwell' }),
      person('A2', { name: 'Marv', contact: 'marv@mv.example', employer: 'Acme', aliases: ['mv_'] }),
      same('A2', 'A1'),
    );
    for (const words of [
      'Marlon Vane',
      'Marv',
      'mv_',
      'marlon@vane.example',
      'marv@mv.example',
      'Brightwell',
      'Acme',
    ])
      expect(JSON.stringify(found), words).toContain(words);
  });

  it('keep the other’s name also where the name of the first came later', () => {
    const incident = view(
      'K7F392QD',
      chain(
        { kind: 'opened' },
        person('A1', { description: 'a tall man' }),
        report(),
        named('A2', 'Marv'),
        same('A2', 'A1'),
        named('A1', 'Marlon Vane'),
      ),
    );
    expect(incident.people).toMatchObject([{ ref: 'A1', name: 'Marlon Vane', aliases: ['Marv'] }]);
  });

  it('keep what was seen of both', () => {
    expect(
      people(
        person('A1', { description: 'a tall man' }),
        person('A2', { description: 'a red cap' }),
        same('A2', 'A1'),
      ),
    ).toMatchObject([{ description: 'a tall man; a red cap' }]);
  });

  it('are who a report is about', () => {
    const incident = fold(
      named('A2', 'Marv'),
      { kind: 'details', report: 'REPORT1', details: { who: 'A2' } },
      same('A2', 'A1'),
    );
    expect(incident.reports[0]?.details.who).toBe('A1');
  });

  it('are who reported it and who said more later, and from whom somebody keeps away', () => {
    const incident = fold(
      { kind: 'person', person: 'R1', role: 'reporter', name: 'Mei' },
      { kind: 'person', person: 'R2', role: 'reporter' },
      report({ id: 'REPORT2', reporter: 'R2' }) as Added,
      { kind: 'follow-up', text: 'x', receivedAt: AT, from: 'R2' },
      sanction({ sanction: 'no-contact', parameters: { whom: 'R2' } }),
      letter('L1', { letter: 'announcement', exception: { person: 'A2', reason: 'x' } }),
      { kind: 'person', person: 'R2', role: 'reporter', sameAs: 'R1' },
      person('A2'),
      same('A2', 'A1'),
    );
    expect(incident.reports.map(({ reporter }) => reporter)).toEqual(['R1', 'R1']);
    expect(incident.followUps[0]?.from).toBe('R1');
    expect(incident.sanctions[0]?.parameters).toEqual({ whom: 'R1' });
    expect(incident.letters[0]?.exception?.person).toBe('A1');
  });

  it('are who was sanctioned, told and heard', () => {
    const incident = fold(
      named('A2', 'Marv'),
      sanction({ person: 'A2' }),
      { kind: 'told', about: 'complaint', person: 'A2', toldAt: AT },
      { kind: 'statement', person: 'A2', takenAt: AT, takenBy: 'ben' },
      same('A2', 'A1'),
    );
    const refs = [incident.sanctions, incident.told, incident.statements].flat().map((one) => one.person);
    expect(refs).toEqual(['A1', 'A1', 'A1']);
  });
});

describe('the order of the entries', () => {
  it('changes nothing of the view', () => {
    const entries = chain(
      ...BASE,
      action('X1'),
      letter('L1'),
      sanction(),
      CHANGE,
      { ...CHANGE, until: '2029-01-31' } as Added,
      letter('L2'),
      { kind: 'sanction-done', sanction: 'S1', items: ['Slack'] },
      { kind: 'action-done', action: 'X1', doneAt: AT },
      CLOSED,
      REOPENED,
    );
    const expected = view('K7F392QD', entries);
    const swap = (by: number): Entry[] =>
      entries.map((_, index) => entries[(index * by) % entries.length] as Entry);
    for (const shuffled of [[...entries].reverse(), swap(5), swap(7), swap(11)]) {
      expect(new Set(shuffled).size).toBe(entries.length);
      expect(view('K7F392QD', shuffled)).toEqual(expected);
    }
  });
});

/** One whole entry of each kind, and a field of it that must not be wrong. */
const WHOLE: Readonly<Record<keyof typeof responseContent, readonly [Content, object]>> = {
  meeting: [
    {
      kind: 'meeting',
      heldAt: AT,
      present: ['ana'],
      alsoPresent: ['S1'],
      exception: 'x',
      whatHappened: 'x',
      outcome: 'no-action',
      reason: 'x',
      unheard: 'x',
    },
    { outcome: 'maybe' },
  ],
  action: [action('') as Content, { due: 'tomorrow' }],
  'action-passed': [{ kind: 'action-passed', action: 'X1', to: 'cem' }, { to: 77 }],
  'action-done': [{ kind: 'action-done', action: 'X1', doneAt: AT }, { doneAt: '2026-11-24' }],
  statement: [
    { kind: 'statement', person: 'A1', words: 'x', takenAt: AT, takenBy: 'S1' },
    { person: 'Marlon' },
  ],
  letter: [
    {
      kind: 'letter',
      letter: 'announcement',
      text: 'x',
      exception: { person: 'A1', reason: 'x' },
      permission: 'x',
      grounds: ['sponsor-booth'],
    },
    { letter: 'love' },
  ],
  told: [
    {
      kind: 'told',
      about: 'relay',
      person: 'P1',
      letter: 'L1',
      toldAt: AT,
      how: 'x',
      toldBy: 'ana',
      words: 'x',
      notPossible: 'x',
    },
    { about: 'rumour' },
  ],
  'not-sent': [{ kind: 'not-sent', letter: 'L1', reason: 'x' }, { reason: 5 }],
  sanction: [sanction() as Content, { until: '2027-02-30' }],
  'sanction-done': [{ kind: 'sanction-done', sanction: 'S1', items: ['x'] }, { items: 'x' }],
  'sanction-change': [CHANGE, { term: 'for ever' }],
  'sanction-corrected': [
    { kind: 'sanction-corrected', sanction: 'S1', right: { term: 'until', until: '2028-01-31' } },
    { right: { until: '2027-02-30' } },
  ],
  'sanction-end': [
    { kind: 'sanction-end', sanction: 'S1', endedAt: AT, how: 'ran-out' },
    { how: 'expunged' },
  ],
  appeal: [{ kind: 'appeal', sanction: 'S1', receivedAt: AT, words: 'x' }, { words: 5 }],
  'appeal-outcome': [
    { kind: 'appeal-outcome', appeal: 'P1', outcome: 'lifted', heardBy: ['cem'], reason: 'x' },
    { outcome: 'lost' },
  ],
  apology: [
    { kind: 'apology', what: 'pressed', from: 'A1', to: 'R1', happenedAt: AT, words: 'x' },
    { from: 'Marlon' },
  ],
  announcement: [
    { kind: 'announcement', announce: true, why: ['transparency'], reason: 'x' },
    { announce: 'yes' },
  ],
  feedback: [{ kind: 'feedback', words: 'x', receivedAt: AT, way: 'x' }, { receivedAt: '24 Nov' }],
  export: [
    {
      ...{ kind: 'export', for: 'lawyer', to: 'x', why: 'x', form: 'recipient', size: 1, sha256: 'x' },
      inside: 'x',
      inSpiteOf: ['x'],
      evidence: [{ entry: 'E1', sha256: 'x', stripped: true }],
    },
    { form: 'post' },
  ],
  'export-permission': [
    {
      kind: 'export-permission',
      for: 'lawyer',
      to: 'x',
      people: ['R1'],
      answer: 'yes',
      saidAt: AT,
      words: 'x',
    },
    { answer: 'maybe' },
  ],
  closed: [{ kind: 'closed', unfinished: 'x' }, { unfinished: true }],
  reopened: [REOPENED, { reason: null }],
  evaluation: [{ kind: 'evaluation', proposals: { rule: 'x' } }, { proposals: ['x'] }],
};

describe.each(Object.entries(WHOLE))('an entry of the kind %s', (kind, [content, wrong]) => {
  const stamp = { id: 'E', at: AT, by: 'ana', after: ['x'], seq: 3, sig: 's' };
  const entry = JSON.parse(JSON.stringify({ ...content, ...stamp }));

  it('comes back from a file as it is, with what a newer coc wrote into it', () => {
    expect(parseEntry(entry)).toEqual({ entry });
    const newer = { ...entry, colour: 'blue', more: { deep: [1, null] } };
    expect(parseEntry(newer)).toEqual({ entry: newer });
    const incident = view('K7F392QD', [newer as Entry]);
    expect(incident).toMatchObject({ unknownKinds: [], entries: [newer] });
  });

  it('is not taken with a wrong field, and what is wrong is told without its words', () => {
    const [field = ''] = Object.keys(wrong);
    const parsed = parseEntry({ ...entry, ...wrong });
    expect(parsed).toEqual({
      problem: expect.stringMatching(new RegExp(`^${kind}: ${field}.* is not as it should be$`)),
    });
    expect(JSON.stringify(parsed)).not.toContain(String(Object.values(wrong)[0]));
  });
});
