import { describe, expect, it } from 'vitest';
import type { Entry, NewEntry } from '../../../src/incident/entry.ts';
import { type IncidentView, view } from '../../../src/incident/view.ts';
import { decided } from '../../../src/policy/decide.ts';
import { type DecisionFacts, EntryList } from '../../../src/policy/entry-list.ts';
import type { Given } from '../../../src/policy/given-answers.ts';
import { REPORT_ADD } from '../../../src/steps/report/add.ts';
import { REPORT_NEW, REPORT_QUICK } from '../../../src/steps/report/new.ts';
import { chain } from '../incident/fold.ts';
import { situation } from './step-situation.ts';

const facts = (begin = ''): DecisionFacts => {
  let count = 0;
  return {
    me: 'ana',
    firstId: `${begin}FIRST`,
    newId: () => {
      count += 1;
      return `${begin}N${count}`;
    },
  };
};
const base: Given = {
  threat: 'none',
  account: 'What happened',
  'received-at': '2026-11-23T14:10:00+01:00',
  visibility: 'private',
  consent: 'no-objection',
  share: 'recorder',
};
const openIncident = (given: Given, facts: DecisionFacts, quick: boolean): readonly NewEntry[] => {
  const draft = new EntryList(facts);
  (quick ? REPORT_QUICK : REPORT_NEW).decide(given, facts.me, draft);
  return draft.entries;
};
const addToIncident = (given: Given, incident: IncidentView, facts: DecisionFacts): readonly NewEntry[] => {
  return decided(REPORT_ADD, given, situation([], { incident, me: facts.me }), facts);
};
const contents = (entries: readonly NewEntry[]) => entries.map(({ content }) => content);
const fold = (entries: readonly NewEntry[]) =>
  view('K7F392QD', chain(...entries.map(({ id, content }) => ({ id, ...content }))));

describe('who was chosen to open it, on the newest state', () => {
  const given: Given = { add: 'detail', share: 'team', permission: 'yes', readers: ['ben'] };
  const opened = openIncident(base, facts(), false);
  const newest = (...more: NewEntry['content'][]) =>
    fold([...opened, ...more.map((content, index) => ({ id: `LATER${index}`, content }))]);

  it('becomes a reader', () => {
    const known = { ...given, 'know-reporter': 'yes' };
    expect(contents(addToIncident(known, newest(), facts())).at(-1)).toEqual({
      kind: 'grant',
      member: 'ben',
    });
  });

  it('is refused where they are kept out by now', () => {
    const kept = newest({ kind: 'recusal', member: 'ben' });
    expect(() => addToIncident(given, kept, facts())).toThrow('kept out of it by now');
  });

  it('is refused where another report came that does not permit it', () => {
    const report = {
      kind: 'report',
      reporter: 'R2',
      receivedAt: '2026-11-23T16:00:00Z',
      account: 'x',
    } as const;
    expect(() => addToIncident({ ...given, report: '1' }, newest(report), facts())).toThrow(
      'no longer cover',
    );
  });
});

describe('a call to police or security', () => {
  const opened = fold(openIncident(base, facts(), false));

  it.each(['against-wish', 'not-asked'] as const)(
    'can be noted as it was, in a field that an older coc passes over: %s',
    (called) => {
      const given = { add: 'safety', 'law-enforcement': called };
      expect(contents(addToIncident(given, opened, facts()))).toEqual([
        { kind: 'threat', level: 'none', asBefore: true, calledAnyway: called },
      ]);
      expect(contents(openIncident({ ...base, 'law-enforcement': called }, facts(), false))).toContainEqual({
        kind: 'threat',
        level: 'none',
        calledAnyway: called,
      });
    },
  );

  it('is noted with who called, also somebody from outside', () => {
    const given = { add: 'safety', 'law-enforcement': 'against-wish', 'called-by': 'Zed Ober' };
    expect(contents(addToIncident(given, opened, facts()))).toEqual([
      { kind: 'person', person: 'S1', role: 'staff', name: 'Zed Ober' },
      { kind: 'threat', level: 'none', asBefore: true, calledAnyway: 'against-wish', calledBy: 'S1' },
    ]);
  });

  it('is not wanted by the person affected, which an older coc knows as that nobody called', () => {
    const given = { add: 'safety', 'law-enforcement': 'not-wanted', 'called-by': 'Zed Ober' };
    expect(contents(addToIncident(given, opened, facts()))).toEqual([
      { kind: 'threat', level: 'none', asBefore: true, lawEnforcement: 'not-involved', notWanted: true },
    ]);
  });

  it('is what an older coc knows where it was their wish', () => {
    const given = { add: 'safety', 'law-enforcement': 'victim-request' };
    expect(contents(addToIncident(given, opened, facts()))).toEqual([
      { kind: 'threat', level: 'none', asBefore: true, lawEnforcement: 'victim-request' },
    ]);
  });
});

describe('a new report', () => {
  it('begins with the entry that was chosen when the answers began', () => {
    expect(openIncident(base, facts(), false)[0]).toMatchObject({ id: 'FIRST', content: { kind: 'opened' } });
  });

  it('becomes an incident that its recorder alone can open', () => {
    expect(fold(openIncident(base, facts(), false))).toMatchObject({
      readers: ['ana'],
      consent: 'no-objection',
      visibility: 'private',
      threat: 'none',
      reports: [{ account: 'What happened', reporter: 'R1', restricted: false }],
    });
  });

  it('puts names, contacts and descriptions into person entries only', () => {
    const entries = openIncident(
      {
        ...base,
        'reporter-name': 'NAME-R',
        'reporter-contact': 'NAME-C',
        'affected-name': 'NAME-P',
        'heard-by': 'NAME-H',
        who: 'NAME-A',
        others: ['NAME-W1', 'NAME-W2'],
      },
      facts(),
      false,
    );
    const others = contents(entries).filter(({ kind }) => kind !== 'person');
    expect(JSON.stringify(others)).not.toContain('NAME-');
    expect(fold(entries).people.map(({ ref }) => ref)).toEqual(['R1', 'H1', 'P1', 'A1', 'W1', 'W2']);
    expect(fold(entries).reports[0]?.details).toEqual({ who: 'A1', others: ['W1', 'W2'] });
  });

  it.each([
    ['asked, not given', { when: null, who: null, others: null }, { when: null, who: null, others: null }],
    ['not asked', {}, {}],
  ])('keeps "%s" apart', (_name, given, details) => {
    expect(fold(openIncident({ ...base, ...given }, facts(), false)).reports[0]?.details).toEqual(details);
  });

  it('keeps a conflicted member out, even where the team may know', () => {
    const entries = openIncident(
      { ...base, share: 'team', permission: 'yes', readers: ['ben', 'cem'], conflicts: ['cem'] },
      facts(),
      false,
    );
    expect(fold(entries)).toMatchObject({ readers: ['ana', 'ben'], keptOut: ['cem'] });
  });

  it.each<[string, Given]>([
    ['the reporter wants it', { ...base, 'hide-reporter': 'yes', 'reporter-name': 'NAME', summary: 'short' }],
    [
      'a witnessed one is opened without permission',
      { ...base, visibility: 'witnessed', readers: ['ben'], 'reporter-name': 'NAME', summary: 'short' },
    ],
  ])('seals who reported, and the account, to its recorder where %s', (_name, given) => {
    const entries = openIncident(given, facts(), false);
    expect(JSON.stringify(contents(entries))).not.toMatch(/NAME|What happened/);
    expect(entries.flatMap(({ restricted }) => restricted ?? [])).toEqual([
      { to: ['ana'], fields: { name: 'NAME' } },
      { to: ['ana'], fields: { account: 'What happened' } },
    ]);
  });

  it('is to be completed where it was quick', () => {
    const entries = openIncident(
      { threat: 'none', account: 'x', 'received-at': '2026-11-23T14:10:00+01:00' },
      facts(),
      true,
    );
    expect(fold(entries)).toMatchObject({ quick: true, readers: ['ana'] });
  });
});

const asContent = (entry: Entry) => entry as Parameters<typeof chain>[number];

describe('what is added', () => {
  const quick = chain(
    ...openIncident(
      { threat: 'none', account: 'x', 'received-at': '2026-11-23T14:10:00+01:00' },
      facts(),
      true,
    ).map(({ id, content }) => ({ id, ...content })),
  );
  const outcome = (given: Given) =>
    view(
      'K7F392QD',
      chain(
        ...quick.map(asContent),
        ...addToIncident(given, view('K7F392QD', quick), facts('ADDED')).map(({ id, content }) => ({
          id,
          ...content,
        })),
      ),
    );

  it('completes a report', () => {
    expect(
      outcome({
        add: 'detail',
        'reporter-name': 'Zoë',
        who: 'a tall man',
        visibility: 'private',
        consent: 'no-objection',
      }),
    ).toMatchObject({
      quick: false,
      people: [
        { ref: 'R1', name: 'Zoë' },
        { ref: 'A1', description: 'a tall man' },
      ],
      reports: [{ details: { who: 'A1' }, consent: 'no-objection' }],
    });
  });

  it('is a further report by somebody else', () => {
    expect(outcome({ ...base, add: 'report', 'reporter-name': 'Friend' })).toMatchObject({
      reports: [{ reporter: 'R1' }, { reporter: 'R2', account: 'What happened' }],
    });
  });

  it('is something said later', () => {
    expect(
      outcome({ add: 'follow-up', account: 'again', from: 'R1', 'received-at': '2026-11-23T16:00:00+01:00' })
        .followUps,
    ).toMatchObject([{ text: 'again', from: 'R1' }]);
  });
});
