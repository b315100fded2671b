import { describe, expect, it } from 'vitest';
import type { Content } from '../../../src/incident/entry.ts';
import { report as pictureOf } from '../../../src/incident/picture/reports.ts';
import type { Given } from '../../../src/policy/given-answers.ts';
import { pictureBlocks } from '../../../src/screen/picture.ts';
import { MEETING } from '../../../src/steps/meeting/meeting.ts';
import type { Block } from '../../../src/text/block.ts';
import { report } from '../incident/fold.ts';
import { playbook } from './shipped.ts';
import {
  A1,
  A2,
  type Added,
  AGREED,
  AT,
  contentsOf,
  HEARD,
  HEARD_ALL,
  incidentOf,
  OPENED,
  PRIVATE,
  problemOf,
  R1,
  REPORT,
  SIDE,
  SOUND,
  situation,
  TOLD,
  WITNESSED,
} from './step-situation.ts';

const LATER = '2026-11-25T12:00:00+01:00';
const UNTOLD: readonly Added[] = [OPENED, R1, A1, REPORT, PRIVATE, AGREED];
const held = (more: Given, contents: readonly Added[] = HEARD_ALL): readonly Content[] =>
  contentsOf('meeting', { ...SOUND.meeting, ...more }, situation(contents));
const kinds = (contents: readonly Content[]): readonly string[] => contents.map(({ kind }) => kind);
const ofKind = (kind: Content['kind'], contents: readonly Content[]): readonly Content[] =>
  contents.filter((one) => one.kind === kind);

describe('what a meeting has before it', () => {
  const FRIDAY = '2026-11-20T22:40:00+01:00';
  const since = (when: string): Added => ({ kind: 'details', report: 'REPORT1', details: { when } });

  it.each(['last night', 'tonight', 'on Thursday', '22:40', '20 November', 'yesterday at the bar'])(
    'tells of words the day on which they were told, as the incident does: %s',
    (words) => {
      const details: Added = {
        ...{ kind: 'details', report: 'REPORT1' },
        details: { when: words, behavior: `shouted ${words}`, circumstances: `the party ${words}` },
      };
      for (const told of [
        [report({ receivedAt: FRIDAY }), details],
        [report({ receivedAt: FRIDAY }), since(words)],
      ]) {
        const of = situation([OPENED, R1, A1, ...told, PRIVATE, AGREED, TOLD, HEARD]);
        const facts = { now: of.now, playbook, nameOf: (member: string) => member };
        const rowsOf = (blocks: readonly Block[]) =>
          blocks.flatMap((block) => (block.kind === 'fields' ? block.rows : [])).map(([, value]) => value);
        const [one] = of.incident.reports;
        const shown = rowsOf(one ? pictureBlocks(pictureOf(one, of.incident), facts) : []);
        const met = rowsOf([...(MEETING.intro?.(of) ?? []), ...(MEETING.names?.(of) ?? [])]);
        const dated = met.filter((value) => value.includes(words));
        expect(dated.length).toBeGreaterThan(0);
        expect(shown).toEqual(expect.arrayContaining(dated));
      }
    },
  );

  it('does not say of a report that was told on one day and written down on another that it was written down then', () => {
    const of = situation([
      ...[OPENED, R1, A1, report({ receivedAt: FRIDAY }), since('last night'), PRIVATE, AGREED, TOLD, HEARD],
    ]);
    expect(JSON.stringify([MEETING.intro?.(of), MEETING.names?.(of)])).toContain(
      'last night (told Fri 20 Nov 2026, written down Mon 23 Nov 2026)',
    );
  });

  it('counts the reports of what it leads, as far as all who may be there can open that', () => {
    const led = incidentOf([OPENED, R1, A1, REPORT, PRIVATE]);
    const all = { ...led, id: '3C5QW92K', readers: ['ana', 'ben', 'cem'] };
    const shown = (one: typeof all) =>
      JSON.stringify(MEETING.intro?.(situation(HEARD_ALL, { matter: { led: [one] } })));
    expect(shown(all)).toContain('1 more report in 3C5Q-W92K');
    expect(shown({ ...all, readers: ['ana'] })).not.toContain('3C5Q');
  });
});

describe('a meeting', () => {
  it('is one entry with what it came to', () => {
    expect(held({})).toEqual([
      {
        kind: 'meeting',
        heldAt: AT,
        present: ['ana', 'ben'],
        whatHappened: 'It happened.',
        outcome: 'sanction',
      },
    ]);
  });

  it('keeps the reasons that were given', () => {
    const [meeting] = held({ outcome: 'no-action', reason: 'It was a mix-up.' });
    expect(meeting).toMatchObject({ outcome: 'no-action', reason: 'It was a mix-up.' });
    const [unheard] = held({ unheard: 'They left.' }, [...UNTOLD, TOLD]);
    expect(unheard).toMatchObject({ unheard: 'They left.' });
  });

  it('keeps why one person alone decided, and only where one did', () => {
    const alone = { present: ['ana'], alone: 'Nobody else could come.' };
    expect(held(alone)[0]).toMatchObject({ alone: 'Nobody else could come.' });
    for (const more of [
      { present: ['ana', 'ben'] },
      { outcome: 'undecided' },
      { 'also-present': ['Ben Okafor'] },
    ])
      expect(held({ ...alone, ...more })[0]).not.toHaveProperty('alone');
  });

  it.each<[string, Given]>([
    ['the accused, by their mark', { 'also-present': ['A1'], exception: 'Everybody saw it.' }],
    ['whoever reported it', { 'also-present': ['R1'], exception: 'Everybody saw it.' }],
    ['somebody of the venue, who helps', { 'also-present': ['Ida Moe'] }],
    ['the same one again', { 'also-present': ['Ana Berg'] }],
  ])('is decided by one alone where nobody else is there but %s', (_who, more) => {
    const given = { outcome: 'sanction', present: ['ana'], ...more };
    const alone = MEETING.questions(playbook).find(({ id }) => id === 'alone');
    const seen = HEARD_ALL.map((one) =>
      one === PRIVATE ? { ...PRIVATE, visibility: 'witnessed' as const } : one,
    );
    expect(alone?.when?.(given, situation(seen))).toBe(true);
    const made = held({ ...given, alone: 'Nobody else could come.' }, seen);
    expect(made.find(({ kind }) => kind === 'meeting')).toMatchObject({ alone: 'Nobody else could come.' });
  });

  it('is decided with somebody from outside where hardly anybody on the team is left', () => {
    const alone = MEETING.questions(playbook).find(({ id }) => id === 'alone');
    const given = { outcome: 'sanction', present: ['ana'], 'also-present': ['Ida Moe'] };
    const kept = ['ben', 'cem'].map((member): Added => ({ kind: 'recusal', member }));
    expect(alone?.when?.(given, situation([...HEARD_ALL, ...kept]))).toBe(false);
  });

  it('does not take that somebody cannot be told who is there', () => {
    const told = MEETING.questions(playbook).find(({ id }) => id === 'told');
    const problem = (more: Given) =>
      told?.check?.('cannot', { present: ['ana'], ...more }, situation(UNTOLD));
    expect(problem({ 'also-present': ['A1'] })).toMatch(
      /A1 is among those who are there.*\(Telling the accused about the complaint\)$/,
    );
    expect(problem({ 'also-present': ['Ida Moe'] })).toBeUndefined();
  });

  it('names the clause where nobody is there, or somebody of whom others may not know', () => {
    const of = situation(HEARD_ALL);
    const people = of.incident.people.map((one) => ({ ...one, knownTo: ['ana'] }));
    const said = (id: string, answer: string[]): unknown =>
      MEETING.questions(playbook)
        .find((one) => one.id === id)
        ?.check?.(answer, {}, { ...of, incident: { ...of.incident, people } });
    expect(said('present', [])).toMatch(/\(The meeting\)$/);
    expect(said('also-present', ['R1'])).toMatch(/^cannot have R1: .*\(Permission to share\)$/);
  });

  it('has its first entry under the ID by which a resumed save is known', () => {
    expect(held({}).length).toBe(1);
    expect(kinds(held({ 'also-present': ['Zed Ober'] }))).toEqual(['person', 'meeting']);
  });
});

describe('what is to be done', () => {
  it('is an entry each, with who does it and by when', () => {
    const given = {
      'action-1': 'Walk her home',
      'action-1-who': 'Ana Berg',
      'action-1-when': LATER,
      'action-2': 'Ask the venue',
      'action-2-who': 'ben',
      'action-2-when': AT,
    };
    expect(ofKind('action', held(given))).toEqual([
      { kind: 'action', what: 'Walk her home', who: 'ana', due: LATER },
      { kind: 'action', what: 'Ask the venue', who: 'ben', due: AT },
    ]);
  });

  it('can wait for something, with a day to look again, of which no hour is made up', () => {
    const given = {
      'action-1': 'Walk her home',
      'action-1-who': 'Ana Berg',
      'action-1-when': 'when she agrees',
      'action-1-when-look-again': '2026-12-04',
    };
    const [action] = ofKind('action', held(given));
    expect(action).toMatchObject({ condition: 'when she agrees', precision: { due: 'day' } });
    const due = new Date((action as { due: string }).due);
    expect([due.getDate(), due.getHours(), due.getMinutes()]).toEqual([4, 23, 59]);
    expect(ofKind('action', held({ ...given, 'action-1-when-look-again': undefined }))).toEqual([]);
  });

  it.each(['action-1-who', 'action-1-when'])('is none without %s', (missing) => {
    const whole = { 'action-1': 'Walk her home', 'action-1-who': 'Ana Berg', 'action-1-when': LATER };
    expect(ofKind('action', held({ ...whole, [missing]: undefined }))).toEqual([]);
  });

  it.each([
    ['by ID', 'ben', 'ben'],
    ['by name', 'Ben Okafor', 'ben'],
    ['in another order and case', 'okafor, BEN', 'ben'],
    ['by a first name that one has', 'Ben', 'ben'],
    ['somebody else', 'Zed Ober', 'S1'],
  ])('is done by a member named %s: %s is %s', (_name, typed, who) => {
    const given = { 'action-1': 'x', 'action-1-who': typed, 'action-1-when': LATER };
    expect(ofKind('action', held(given))).toMatchObject([{ who }]);
  });

  it('is asked about where a first name is that of two members', () => {
    const given = { 'action-1': 'x', 'action-1-who': 'Ben', 'action-1-when': LATER };
    const members = [
      { id: 'okafor', name: 'Ben Okafor', email: 'b@team.example' },
      { id: 'adeyemi', name: 'Ben Adeyemi', email: 'c@team.example' },
      { id: 'ana', name: 'Ana Berg', email: 'a@team.example' },
    ];
    const of = situation(HEARD_ALL, { members });
    expect(() => contentsOf('meeting', { ...SOUND.meeting, present: ['ana'], ...given }, of)).toThrow(
      /certain/,
    );
    const other = { ...given, 'action-1-who': 'Ben (somebody else)' };
    const made = contentsOf('meeting', { ...SOUND.meeting, present: ['ana'], ...other }, of);
    expect(ofKind('action', made)).toMatchObject([{ who: 'S1' }]);
    expect(ofKind('person', made)).toMatchObject([{ name: 'Ben' }]);
  });
});

describe('somebody outside the team', () => {
  const given = {
    'also-present': ['Zed Ober', 'Ivo Hartung'],
    'action-1': 'Open the side door',
    'action-1-who': 'Zed Ober',
    'action-1-when': LATER,
    'action-2': 'Sit with her',
    'action-2-who': 'Kim Larsen',
    'action-2-when': LATER,
  };

  it('is a person of the incident, each once, with the next free mark', () => {
    expect(ofKind('person', held(given))).toEqual([
      { kind: 'person', person: 'S1', role: 'staff', name: 'Zed Ober' },
      { kind: 'person', person: 'S2', role: 'staff', name: 'Ivo Hartung' },
      { kind: 'person', person: 'S3', role: 'staff', name: 'Kim Larsen' },
    ]);
    expect(ofKind('meeting', held(given))).toMatchObject([{ alsoPresent: ['S1', 'S2'] }]);
    expect(ofKind('action', held(given))).toMatchObject([{ who: 'S1' }, { who: 'S3' }]);
  });

  it('is named in the entry on that person, and nowhere else', () => {
    const rest = held(given).filter(({ kind }) => kind !== 'person');
    expect(JSON.stringify(rest)).not.toMatch(/Zed|Ober|Ivo|Hartung|Kim|Larsen/);
  });

  it('is nobody new where the incident has them already', () => {
    const known: Added = { kind: 'person', person: 'S4', role: 'staff', name: 'Zed Ober' };
    const made = held({ 'also-present': ['ober, zed', 'Kim Larsen'] }, [...HEARD_ALL, known]);
    expect(ofKind('person', made)).toEqual([
      { kind: 'person', person: 'S5', role: 'staff', name: 'Kim Larsen' },
    ]);
    expect(ofKind('meeting', made)).toMatchObject([{ alsoPresent: ['S4', 'S5'] }]);
  });

  it('is one person however the name is written within one meeting', () => {
    const made = held({ ...given, 'action-1-who': 'zed ober', 'action-2-who': 'Ober, Zed' });
    expect(ofKind('person', made)).toHaveLength(2);
  });

  it('does not get the mark of somebody who turned out to be somebody else', () => {
    const people: Added[] = [
      { kind: 'person', person: 'S1', role: 'staff', name: 'Zed Ober' },
      { kind: 'person', person: 'S2', role: 'staff', name: 'Zed O.' },
      { kind: 'person', person: 'S2', role: 'staff', sameAs: 'S1' },
    ];
    expect(
      ofKind('person', held({ 'also-present': ['Kim Larsen'] }, [...HEARD_ALL, ...people])),
    ).toMatchObject([{ person: 'S3' }]);
  });

  it.each([
    ['Security', 'Security guard with a beard'],
    ['Somebody tall', 'Somebody tall from the venue, about forty'],
    ['Volunteer', 'Volunteer in a red shirt'],
  ])('is not the accused because “%s” stands in a description of them', (typed, description) => {
    const contents = [...HEARD_ALL, { kind: 'person', person: 'A1', role: 'accused', description } as Added];
    const given = { 'also-present': [typed], 'action-1': 'x', 'action-1-who': typed, 'action-1-when': LATER };
    expect(ofKind('action', held(given, contents))).toMatchObject([{ who: 'S1' }]);
  });

  it('may be a member of the team after all, and the entry can still be read', () => {
    for (const typed of ['Cem Yildiz', 'Cem', 'cem']) {
      const made = held({ 'also-present': [typed] });
      expect(made.map(problemOf), typed).toEqual(made.map(() => undefined));
      expect(JSON.stringify(ofKind('meeting', made))).toContain('cem');
    }
  });
});

describe('the accused', () => {
  const tell = { 'tell-who': 'Ben Okafor', 'tell-when': LATER };
  const hear = { 'hear-who': 'Zed Ober', 'hear-when': LATER };

  it('are told and heard by somebody, at some time', () => {
    const made = held({ told: 'no', outcome: 'undecided', ...tell, ...hear }, [...UNTOLD, A2]);
    expect(ofKind('action', made)).toEqual([
      {
        kind: 'action',
        what: 'Tell A1 that there is a complaint',
        who: 'ben',
        due: LATER,
        purpose: 'tell',
        person: 'A1',
      },
      { kind: 'action', what: 'Hear the side of A1', who: 'S1', due: LATER, purpose: 'hear', person: 'A1' },
      {
        kind: 'action',
        what: 'Tell A2 that there is a complaint',
        who: 'ben',
        due: LATER,
        purpose: 'tell',
        person: 'A2',
      },
      { kind: 'action', what: 'Hear the side of A2', who: 'S1', due: LATER, purpose: 'hear', person: 'A2' },
    ]);
    expect(ofKind('person', made)).toHaveLength(1);
  });

  it('are not told or heard twice', () => {
    expect(kinds(held({ told: 'no', ...tell, ...hear }))).toEqual(['meeting']);
    expect(ofKind('action', held({ outcome: 'undecided', ...hear }, [...UNTOLD, TOLD]))).toMatchObject([
      { purpose: 'hear' },
    ]);
  });

  it('that cannot be told are noted as such, each, with the reason', () => {
    const made = held({ told: 'cannot', cannot: 'Nobody knows who it was.' }, [...UNTOLD, A2]);
    expect(ofKind('told', made)).toEqual([
      { kind: 'told', about: 'complaint', person: 'A1', notPossible: 'Nobody knows who it was.' },
      { kind: 'told', about: 'complaint', person: 'A2', notPossible: 'Nobody knows who it was.' },
    ]);
  });

  it('that were told are not noted as impossible to tell', () => {
    const made = held({ told: 'cannot', cannot: 'x', unheard: 'no time' }, [...UNTOLD, TOLD, A2]);
    expect(ofKind('told', made)).toMatchObject([{ person: 'A2' }]);
  });
});

describe('every entry of a meeting', () => {
  it('can stand in a file', () => {
    const made = held(
      {
        'also-present': ['Zed Ober'],
        told: 'no',
        'tell-who': 'Ana Berg',
        'tell-when': LATER,
        'hear-who': 'Kim Larsen',
        'hear-when': LATER,
        unheard: 'x',
        'action-1': 'x',
        'action-1-who': 'ben',
        'action-1-when': LATER,
      },
      UNTOLD,
    );
    expect(made.map(problemOf)).toEqual(made.map(() => undefined));
  });
});

describe('ticking off what is done', () => {
  const action = (id: string): Added => ({ id, kind: 'action', what: 'x', who: 'ana', due: LATER });
  const done = (numbers: readonly string[], ...more: Added[]): readonly Content[] =>
    contentsOf(
      'meeting --done',
      { done: numbers },
      situation([...HEARD_ALL, action('X1'), action('X2'), ...more]),
    );

  it('notes each by its number, now', () => {
    expect(done(['2', '1'])).toEqual([
      { kind: 'action-done', action: 'X2', doneAt: '2026-11-24T11:00:00.000Z' },
      { kind: 'action-done', action: 'X1', doneAt: '2026-11-24T11:00:00.000Z' },
    ]);
  });

  it('notes nothing twice, and nothing that is not there', () => {
    expect(done(['1', '9'], { kind: 'action-done', action: 'X1', doneAt: AT })).toEqual([]);
  });
});

describe('what the team sees of somebody’s side', () => {
  const side = (words: string): Added =>
    ({ kind: 'statement', person: 'A1', words, takenAt: AT, takenBy: 'ben' }) as Added;
  const shown = (contents: readonly Added[]): { readonly first: string; readonly names: string } => {
    const at = situation(contents);
    return { first: JSON.stringify(MEETING.intro?.(at)), names: JSON.stringify(MEETING.names?.(at)) };
  };
  const HIDDEN: Added = {
    kind: 'person',
    person: 'R1',
    role: 'reporter',
    sealed: { to: ['ben'], armor: 'x' },
  } as never;

  it('stands there at once where it tells nobody’s name', () => {
    const { first, names } = shown(HEARD_ALL);
    expect(first).toContain(SIDE);
    expect(names).not.toContain(SIDE);
  });

  it.each([
    ['the reporter’s', 'I bet Mei complained.'],
    ['the accused’s own', 'I, Marlon Vane, did nothing.'],
    ['an address', 'It was whoever writes from mei@lindqvist.example'],
    ['one that an account alone has', 'Ask Tomasz about it.'],
  ])('waits for the key press with a name in it: %s', (_whose, words) => {
    const before = HEARD_ALL.filter((one) => one !== HEARD && one !== REPORT);
    const account = report({ account: 'I was there with Tomasz Wolny.' }) as Added;
    const { first, names } = shown([...before, account, side(words)]);
    expect(first).not.toContain(words);
    expect(first).toContain('coc show K7F3-92QD');
    expect(names).toContain(words);
  });

  const behavior = 'kept knocking at the door';
  const told = (more: object = {}): Added =>
    ({ kind: 'details', report: 'REPORT1', details: { behavior, ...more } }) as Added;
  const all = [
    { kind: 'permission', report: 'REPORT1', share: 'team', words: 'All of you.' },
    { kind: 'grant', member: 'ben' },
    { kind: 'grant', member: 'cem' },
  ] as readonly Added[];

  it('has what was reported beside it, where everybody who may be there can open it', () => {
    const { first, names } = shown([...HEARD_ALL, told({ when: 'around ten' }), ...all]);
    expect(first).toContain('What R1 reported');
    expect(first).toContain(behavior);
    expect(first).toContain('around ten');
    expect(names).not.toContain(behavior);
  });

  it.each([
    ['not everybody may read it', told(), []],
    ['it names somebody', told({ circumstances: 'Mei was on her way out' }), all],
  ] as const)('has that with the names where %s', (_why, one, more) => {
    const { first, names } = shown([...HEARD_ALL, one, ...more]);
    expect(first).not.toContain(behavior);
    expect(first).toContain('Others may look at this screen');
    expect(names).toContain(behavior);
  });

  it('has the words for people whom nobody counted beside it', () => {
    const many = { manyAffected: 'everybody in the room', manyOthers: 'the audience' };
    const { first } = shown([...HEARD_ALL, told(many), ...all]);
    for (const words of Object.values(many)) expect(first).toContain(words);
  });

  const SUMMARY = 'Somebody was bothered at their door.';
  const hiddenReport = report({
    account: undefined,
    sealed: { to: ['ana'], armor: 'x' },
    summary: SUMMARY,
  }) as Added;
  const hiddenFrom = (words: string, ...more: readonly Added[]) =>
    HEARD_ALL.filter((one) => one !== HEARD)
      .map((one) => {
        if (one === R1) return HIDDEN;
        return one === REPORT ? ({ ...hiddenReport, summary: words } as Added) : one;
      })
      .concat(more);

  it('has the summary of a report whose words are closed to whoever sits there, as what it is', () => {
    for (const of of [hiddenFrom(SUMMARY, ...all), hiddenFrom(SUMMARY, told(), ...all)]) {
      const { first } = shown(of);
      expect(first).toContain(SUMMARY);
      expect(first).toContain('A summary by who took it, not the words of R1:');
      expect(first).not.toContain(behavior);
    }
    const seen = hiddenFrom(SUMMARY).map((one) => (one === PRIVATE ? WITNESSED : one));
    expect(shown(seen).first).toContain(SUMMARY);
  });

  it('says that there is one where others may look on who may not read it, or where it names somebody', () => {
    for (const of of [hiddenFrom(SUMMARY), hiddenFrom('Marlon Vane knocked.', ...all)]) {
      const { first, names } = shown(of);
      expect(first).not.toMatch(/bothered|knocked/);
      expect(first).toContain('There is a summary');
      expect(names).toMatch(/bothered|knocked/);
      expect(names).toContain('A summary by who took it');
    }
  });

  const ways = ['account', 'summary', 'details', 'who'] as const;
  const further = (number: number, way: (typeof ways)[number]): readonly Added[] => {
    const id = `REPORT${number}`;
    const words = {
      account: `Account ${number}.`,
      ...(way === 'summary' && { summary: `Summary ${number}.` }),
    };
    const details = way === 'details' ? { behavior: `Behaviour ${number}` } : { who: 'A1' };
    return [
      { kind: 'person', person: `R${number}`, role: 'reporter', name: `Nobody${number}` },
      { ...report(words), id, reporter: `R${number}` },
      ...(way === 'details' || way === 'who' ? [{ kind: 'details', report: id, details }] : []),
      { kind: 'permission', report: id, share: 'team', words: 'All of you.' },
    ] as readonly Added[];
  };

  it.each(ways.flatMap((one) => ways.map((other) => [one, other] as const)))(
    'leaves out no report that it counts: one with %s, one with %s',
    (one, other) => {
      const two = [...further(2, one), ...further(3, other)];
      for (const more of [all, []]) {
        const at = situation([...HEARD_ALL, ...two, ...more]);
        const blocks = [...(MEETING.intro?.(at) ?? []), ...(MEETING.names?.(at) ?? [])];
        const page = JSON.stringify(blocks);
        expect(page).toContain('3 reports, the first');
        for (const [number, way] of [
          [2, one],
          [3, other],
        ] as const) {
          const heading = blocks.findIndex(
            (block) => block.kind === 'heading' && block.text.endsWith(`, report ${number}`),
          );
          const next = JSON.stringify(blocks[heading + 1]);
          expect(heading).toBeGreaterThan(0);
          if (way === 'account' || way === 'who') {
            expect(next).toContain('word for word');
            expect(next).toContain('coc show K7F3-92QD');
          } else expect(page).toContain(way === 'summary' ? `Summary ${number}.` : `Behaviour ${number}`);
          expect(page).not.toContain(`Account ${number}.`);
        }
      }
    },
  );

  it('waits where whoever sits there cannot know whom it names', () => {
    const { first, names } = shown(HEARD_ALL.map((one) => (one === R1 ? HIDDEN : one)));
    expect(first).not.toContain(SIDE);
    expect(names).toContain(SIDE);
  });
});

describe('somebody at the meeting who cannot open the incident', () => {
  it('is told of on the saved screen too, since a file is asked nothing', () => {
    const said = (present: readonly string[], contents: readonly Added[] = HEARD_ALL) =>
      (MEETING.afterwards?.({ present }, situation(contents)) ?? []).join();
    expect(said(['ana', 'cem'])).toContain(
      'Cem Yildiz cannot open this. That they hear of it needs a permission',
    );
    expect(said(['ana'])).toBe('');
    expect(said(['ana', 'cem'], [...HEARD_ALL, WITNESSED])).toBe('');
  });
});
