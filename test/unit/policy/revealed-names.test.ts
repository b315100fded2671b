import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../../src/catalogue.ts';
import type { Person } from '../../../src/incident/view.ts';
import type { Given } from '../../../src/policy/given-answers.ts';
import { nameIn } from '../../../src/policy/letter-text.ts';
import { elsewhereIn, revealedIn } from '../../../src/policy/revealed-names.ts';
import type { Elsewhere } from '../../../src/policy/situation.ts';
import { type Added, assertPasses, READY, refusalOf, sanctionEntry, situation } from './step-situation.ts';

const open = situation(READY);
const { incident } = open;
const FEW = {
  ...open,
  incident: {
    ...incident,
    people: incident.people.map((one) => (one.ref === 'R1' ? { ...one, knownTo: ['ana'] } : one)),
    reports: incident.reports.map((one) => ({ ...one, restricted: true, knownTo: ['ana'] })),
  },
};

describe('somebody of another incident that a reader is kept out of', () => {
  const of = {
    ...open,
    incident: { ...incident, readers: ['ana', 'ben'] },
    elsewhere: [
      {
        incident: 'D4K2-7Q1X',
        person: { ref: 'A1', role: 'accused', name: 'Ben', hidden: false } as const,
        keptOut: ['ben'],
        readers: ['ana'],
      },
    ],
  };

  it('is not named in words, and is chosen all the same', () => {
    expect(elsewhereIn({ note: 'Ben was there.' }, of)).not.toEqual([]);
    expect(elsewhereIn({ member: 'ben' }, of)).toEqual([]);
    expect(elsewhereIn({ present: ['ana', 'ben'], 'heard-by': ['ben'], person: 'A1' }, of)).toEqual([]);
  });

  it('can be named where whoever is kept out there is kept out here with the same answers', () => {
    expect(elsewhereIn({ conflicts: ['ben'], behavior: 'Ben was there.' }, of)).toEqual([]);
    expect(elsewhereIn({ member: 'ben', reason: 'Ben is a friend of both' }, of)).toEqual([]);
  });
});

describe('somebody of another incident who is called nearly as somebody of this one', () => {
  const person = (ref: string, name: string) => ({ ref, role: 'accused', name, hidden: false }) as const;
  const of = {
    ...open,
    incident: {
      ...incident,
      readers: ['ana', 'ben'],
      people: [...incident.people, person('A7', 'Rolf Berger')],
    },
    elsewhere: [
      { incident: 'D4K2-7Q1X', person: person('A1', 'Ralf Kern'), keptOut: ['ben'], readers: ['ana'] },
      { incident: 'D4K2-7Q1X', person: person('A2', 'Ruben Rulf'), keptOut: ['ben'], readers: ['ana'] },
    ],
  };

  it('is not meant by the very name of the other', () => {
    expect(elsewhereIn({ note: 'Rolf was there.' }, of)).toEqual([]);
    expect(elsewhereIn({ note: 'Ralf was there.' }, of)).toHaveLength(1);
    expect(elsewhereIn({ note: 'Rolf Kern was there.' }, of)).not.toEqual([]);
    expect(elsewhereIn({ note: 'Rulf was there.' }, of)).toHaveLength(1);
    expect(elsewhereIn({ note: 'Rlaf was there.' }, of)).not.toEqual([]);
  });
});

describe('somebody of another incident whom this one has as well', () => {
  const out = { keptOut: ['ben'], readers: ['ana'] } as const;
  const other = {
    ...{ incident: '30B7-1WHN', ...out },
    person: { ref: 'A1', role: 'accused', name: 'Rolf Brandner', hidden: false } as const,
  };
  const of = (here: Partial<Person>, more: Partial<Elsewhere> = {}, also: readonly Elsewhere[] = []) => ({
    ...open,
    incident: {
      ...incident,
      readers: ['ana', 'ben'],
      people: [...incident.people, { ref: 'A7', role: 'accused', hidden: false, ...here } as Person],
    },
    elsewhere: [{ ...other, ...more }, ...also],
  });
  const found = (situation: ReturnType<typeof of>) =>
    ['Rolf Brandner', 'opening keynote by R. Brandner', 'Brandner came back'].flatMap((note) =>
      elsewhereIn({ note }, situation),
    );

  it.each<[string, Partial<Person>]>([
    ['their name', { name: 'Rolf Brandner' }],
    ['a part of it', { name: 'Brandner' }],
    ['first letters of it', { name: 'R. Brandner' }],
    ['another name', { name: 'Rolle', aliases: ['Rolf Brandner'] }],
    ['how they were described', { description: 'Rolf Brandner, gave the opening keynote' }],
    [
      'a description with a name in the middle',
      { description: 'the speaker in the grey suit, Rolf Brandner' },
    ],
  ])('may be named, where it has them by %s', (_name, here) => expect(found(of(here))).toEqual([]));

  it('may be named where it has them by a description alone, once it was said that they are one', () => {
    const here = { description: 'a man in a grey suit' };
    expect(found(of(here))).not.toEqual([]);
    expect(found(of(here, { isHere: true }))).toEqual([]);
  });

  it('may be named where they are in an incident of the same matter that all who read this one can open', () => {
    const here = { description: 'a man in a grey suit' };
    const also = { ...other, incident: '4ZQ1-KK2M', keptOut: [], matter: true } as const;
    expect(found(of(here, {}, [{ ...also, readers: ['ana', 'ben'] }]))).toEqual([]);
    expect(found(of(here, {}, [{ ...also, readers: ['ana'] }]))).not.toEqual([]);
    expect(found(of(here, { matter: true }))).not.toEqual([]);
  });

  it('is somebody else’s where the description speaks of another', () => {
    expect(found(of({ description: 'Ines Marwood, gave the opening keynote' }))).not.toEqual([]);
  });
});

describe('who reported another incident, which a reader of this one cannot open', () => {
  const of = (role: 'reporter' | 'accused' | 'affected', readers: readonly string[]) => ({
    ...open,
    incident: { ...incident, readers: ['ana', 'ben'] },
    elsewhere: [
      {
        incident: 'D4K2-7Q1X',
        person: { ref: 'R1', role, name: 'Brigid Asante', hidden: false },
        keptOut: [],
        readers,
      },
    ],
  });

  it('is not named in what that reader reads', () => {
    expect(elsewhereIn({ note: 'Brigid Asante wrote about him too.' }, of('reporter', ['ana']))).toEqual([
      expect.objectContaining({ words: 'Brigid Asante' }),
    ]);
    expect(elsewhereIn({ note: 'ASANTE, Brigid: affected' }, of('affected', ['ana']))).not.toEqual([]);
  });

  it('may be named where all of them can open it, and a first name alone is anybody’s', () => {
    expect(elsewhereIn({ note: 'Brigid Asante wrote.' }, of('reporter', ['ana', 'ben']))).toEqual([]);
    expect(elsewhereIn({ note: 'Brigid wrote.' }, of('reporter', ['ana']))).toEqual([]);
    expect(elsewhereIn({ note: 'Brigid Asante wrote.' }, of('accused', ['ana']))).toEqual([]);
  });
});

describe('somebody who is known to few', () => {
  it('is not named in how a condition of somebody else is met; their own is kept for few', () => {
    const met = 'Mei Lindqvist read it.';
    expect(revealedIn({ permitted: 'met', 'permitted-by': ['P1'], met }, FEW)).not.toEqual([]);
    expect(revealedIn({ permitted: 'met', 'permitted-by': ['R1'], met }, FEW)).toEqual([]);
  });

  it.each<[string, Given]>([
    ['a note', { note: 'Mei called.' }],
    ['an address', { note: 'Write to mei@lindqvist.example' }],
    ['what they alone said', { note: 'He would not stop knocking for twenty minutes.' }],
    ['what was said later', { add: 'follow-up', account: 'It is Mei again' }],
    ['a list', { tell: ['the desk', 'Lindqvist'] }],
    ['a summary', { add: 'report', summary: 'Mei was followed' }],
    ['a reason', { 'override-leak': 'Mei wants it' }],
  ])('is not named in %s', (_name, given) => expect(revealedIn(given, FEW)).not.toEqual([]));

  it.each<[string, Given]>([
    ['a mark', { note: 'R1 called.' }],
    ['whoever is accused', { note: 'Marlon Vane called.' }],
    ['what is sealed', { add: 'person', person: 'R1', 'person-name': 'Mei L.', aliases: ['Mei'] }],
    ['an account that is sealed', { add: 'report', account: 'I am Mei.' }],
    ['who said that they may be named', { 'may-name': ['R1'], 'reporter-permission': 'Yes.', note: 'Mei' }],
  ])('lets pass %s', (_name, given) => expect(revealedIn(given, FEW)).toEqual([]));

  it('is not named in words that nobody is noted to have said', () => {
    const said = { permitted: 'yes', permission: 'Mei said yes.' };
    expect(revealedIn({ ...said, 'permitted-by': [] }, FEW)).not.toEqual([]);
    expect(revealedIn(said, FEW)).not.toEqual([]);
    expect(revealedIn({ ...said, 'permitted-by': ['R1'] }, FEW)).toEqual([]);
    expect(revealedIn(said, FEW, undefined, ['permission'])).toEqual([]);
    expect(revealedIn({ ...said, 'permitted-by': ['R1'] }, FEW, undefined, [])).not.toEqual([]);
    expect(revealedIn({ ...said, add: 'detail' }, FEW)).toEqual([]);
  });

  it('is named as whoever is accused tells it, in a side, an appeal and what they say later', () => {
    const words = 'Mei is a friend of mine, ask her.';
    const appeal = { sanction: 'S1', state: 'received', words };
    expect(refusalOf('sanction appeal', 'words', appeal, FEW)).toBeUndefined();
    expect(
      refusalOf('sanction appeal', 'reason', { ...appeal, state: 'heard', reason: words }, FEW),
    ).toBeDefined();
    expect(revealedIn({ add: 'follow-up', from: 'A1', account: words }, FEW)).toEqual([]);
    expect(revealedIn({ add: 'follow-up', from: 'W1', account: words }, FEW)).not.toEqual([]);
  });

  it('lets the address of the team pass, which stands in every mail to it', () => {
    const account = `To: ${open.community.contact}\n\nHe would not stop knocking for twenty minutes.`;
    const mailed = {
      ...FEW,
      incident: { ...FEW.incident, reports: FEW.incident.reports.map((one) => ({ ...one, account })) },
    };
    expect(open.community.contact).toContain('@');
    expect(revealedIn({ letter: `You can reach us: ${open.community.contact}` }, mailed)).toEqual([]);
    expect(revealedIn({ letter: 'He would not stop knocking for twenty minutes.' }, mailed)).not.toEqual([]);
  });

  describe('by words that are not theirs alone', () => {
    const account =
      'In the closing keynote the speaker showed a slide with a naked woman, and the woman beside me began to cry.';
    const hidden = (visibility: 'witnessed' | 'private', details = {}) => ({
      ...FEW,
      incident: {
        ...FEW.incident,
        visibility,
        reports: FEW.incident.reports.map((one) => ({ ...one, account, details })),
      },
    });
    const found = (words: string, of = hidden('witnessed')) =>
      revealedIn({ 'what-happened': words }, of).map((one) => one.words);

    it('may be said again where many saw it', () => {
      expect(found('In the closing keynote the speaker showed a slide. It was sexist.')).toEqual([]);
      expect(found('In the closing keynote the speaker showed a slide.', hidden('private'))).not.toEqual([]);
    });

    it('is met by what only they know, and by their name, there as well', () => {
      expect(found('A slide was shown, and the woman beside somebody began to cry.')).not.toEqual([]);
      expect(found('In the closing keynote the speaker showed a slide, says Mei.')).toEqual(['Mei']);
    });

    it('may be said again where all who read it read that already', () => {
      const told = { behavior: 'Showed a slide, and somebody beside them began to cry.' };
      const again = 'Somebody beside them began to cry.';
      const own = { ...hidden('private', told) };
      const incident = {
        ...own.incident,
        reports: own.incident.reports.map((one) => ({ ...one, account: `It was bad. ${again}` })),
      };
      expect(found(again, { ...own, incident })).toEqual([]);
      expect(
        found(again, {
          ...hidden('private'),
          incident: { ...incident, reports: incident.reports.map((one) => ({ ...one, details: {} })) },
        }),
      ).not.toEqual([]);
    });
  });

  it('is not called by name in a letter to them, which others read here', () => {
    expect(nameIn({ person: 'R1' }, open)).toBe('Mei Lindqvist');
    expect(nameIn({ person: 'R1' }, FEW)).toBe('');
    expect(nameIn({ person: 'A2', name: 'ben' }, open)).toBe('ben');
    expect(nameIn({ person: 'A2', name: 'a candidate' }, open)).toBe('');
  });

  it('is looked for by each step that keeps words, but for a side that is taken word for word', async () => {
    const without: string[] = [];
    for (const { id, load } of CATALOGUE) {
      const step = await load();
      if (!step.opens && step.gates?.includes('known-to-few') !== true) without.push(id);
    }
    expect(without.sort()).toEqual([...['same', 'sanction done', 'statement']]);
  });
});

describe('what two rules find in the same place', () => {
  const given = { anything: 'yes', rule: 'Mei was followed to the lift.' };

  it('is said once, at a terminal and of an answers file', () => {
    const { why = '', findings = [] } = refusalOf('evaluate', 'rule', given, FEW) ?? {};
    expect(why).toContain('not everybody knows who reads it here');
    expect(findings.filter(({ words }) => words === 'Mei')).toHaveLength(1);
    let said = '';
    try {
      assertPasses('evaluate', given, FEW);
    } catch (error) {
      said = String(error);
    }
    expect(said.match(/the name of R1/g)).toHaveLength(1);
    expect(said).toMatch(/in other words\. \(In the same place\.\)$/);
  });
});

describe('who somebody is, said of another one than whoever is hidden', () => {
  const hidden = (given: Given) => revealedIn(given, FEW);

  it.each([
    { add: 'person', person: 'A1', 'person-name': 'Mei' },
    { add: 'person', person: 'A1', 'person-contact': 'mei@lindqvist.example' },
    { add: 'person', person: 'A1', employer: 'the brother of Mei' },
    { add: 'person', person: 'A1', aliases: ['her, mei'] },
    { add: 'correction', wrong: 'person', 'wrong-of': 'A1', 'right-name': 'mei' },
    { add: 'correction', wrong: 'person', 'wrong-of': 'A1', 'right-description': 'her, Mei' },
    { add: 'correction', wrong: 'person', 'wrong-of': 'A1', 'right-aliases': ['Lindqvist'] },
    { add: 'detail', 'affected-name': 'her, mei' },
    { add: 'detail', 'reporter-name': 'Lea Ostrow', 'affected-name': 'her, lea' },
    { add: 'report', who: 'a friend of Mei' },
    { add: 'report', 'reporter-name': 'Mei Lindqvist', 'hide-reporter': 'no' },
  ] as readonly Given[])('stands open, and is refused: %o', (given) => {
    expect(hidden(given)).not.toEqual([]);
  });

  it.each([
    { add: 'person', person: 'R1', 'person-name': 'Mei Lindqvist', aliases: ['Mei'] },
    { add: 'correction', wrong: 'person', 'wrong-of': 'R1', 'right-name': 'Mei Lindquist' },
    { add: 'person', person: 'A1', 'person-name': 'Karim Lindqvist' },
    { add: 'detail', 'reporter-name': 'Mei Lindqvist', 'reporter-contact': 'mei@lindqvist.example' },
    { add: 'report', 'reporter-name': 'Mei Lindqvist', 'hide-reporter': 'yes' },
    { add: 'report', 'reporter-name': 'Mei Lindqvist', 'hide-reporter': 'yes', 'again-words': 'Mei: later' },
  ] as readonly Given[])('is theirs, sealed, or of somebody else: %o', (given) => {
    expect(hidden(given)).toEqual([]);
  });

  it('is not told by what another one wants now', () => {
    const [one] = FEW.incident.reports;
    const two = { ...one, id: 'REPORT2', number: 2, reporter: 'W1', restricted: false, knownTo: undefined };
    const of = { ...FEW, incident: { ...FEW.incident, reports: [one, two] } } as typeof FEW;
    const wish = { add: 'wish', want: 'stop', account: 'Mei and I want it to stop.' };
    expect(revealedIn({ ...wish, from: 'W1' }, of)).not.toEqual([]);
    expect(revealedIn({ ...wish, from: 'R1' }, of)).toEqual([]);
  });
});

describe('somebody who comes to open what names whoever is hidden', () => {
  const entries = (words: string): readonly (readonly [string, object])[] => [
    ['P1', { kind: 'person', person: 'P1', role: 'affected', description: words }],
    ['A1', { kind: 'person', person: 'A1', role: 'accused', aliases: [words] }],
    ['report 1', { kind: 'details', report: 'REPORT1', details: { circumstances: words } }],
    ['a note', { kind: 'note', text: words }],
    ['what was said later', { kind: 'follow-up', text: words, receivedAt: '2026-11-24T10:00:00+01:00' }],
    ['a sanction', sanctionEntry({ safety: words })],
  ];
  const grant = { member: 'ben', permitted: 'yes', permission: 'Ben may.' };
  const of = (added: object) => {
    const { incident: told } = situation([...READY, added as Added]);
    const people = told.people.map((one) =>
      one.ref === 'R1' ? { ...one, knownTo: ['ana'], hidden: false } : one,
    );
    const reports = told.reports.map((one) => ({ ...one, restricted: true, knownTo: ['ana'] }));
    // The person's own entry is sealed.
    const own = told.entries.filter((one) => !('person' in one && one.person === 'R1'));
    return { ...open, incident: { ...told, people, reports, entries: own } };
  };
  const at = (added: object, given: Given) =>
    refusalOf('access grant', 'know-reporter', { ...grant, ...given }, of(added))?.findings.map(
      (one) => one.at,
    );

  it.each(entries('her, mei'))('is not let in without a permission to know that: %s', (where, added) => {
    expect(at(added, { 'know-reporter': 'no' })).toContain(where);
    expect(at(added, { 'know-reporter': 'yes' })).toBeUndefined();
    const { first = [] } =
      refusalOf('access grant', 'know-reporter', { ...grant, 'know-reporter': 'no' }, of(added)) ?? {};
    expect(first.join(' ')).toContain('`know-reporter: yes`');
  });

  it.each<readonly [string, object]>([
    ...entries('somebody at the door'),
    [
      'what the accused told',
      { kind: 'statement', person: 'A1', words: 'Mei lies.', takenAt: '2026-11-24T10:00:00+01:00' },
    ],
  ])('is let in where nothing does: %s', (_where, added) => {
    expect(at(added, { 'know-reporter': 'no' })).toBeUndefined();
  });

  it('is let in by nothing else either', () => {
    const [, added = {}] = entries('Mei')[0] ?? [];
    expect(refusalOf('access readmit', 'member', { member: 'ben' }, of(added))?.findings).toHaveLength(1);
    expect(refusalOf('access grant', 'member', grant, of(added))).toBeUndefined();
  });
});
