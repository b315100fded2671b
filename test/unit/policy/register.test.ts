import { describe, expect, it } from 'vitest';
import { type IncidentView, view } from '../../../src/incident/view.ts';
import { endsWithin, firstNameAlone, register, sanctionedNamed } from '../../../src/policy/register.ts';
import { sanctionCheckBlocks } from '../../../src/screen/sanction-check.ts';
import { SANCTION } from '../../../src/steps/sanction/begin.ts';
import { chain } from '../incident/fold.ts';
import {
  A1,
  A2,
  type Added,
  AGREED,
  AT,
  DECIDED,
  HEARD,
  now,
  OPENED,
  PRIVATE,
  R1,
  READY,
  REPORT,
  sanctionEntry,
  situation,
  TOLD,
} from './step-situation.ts';

const at = (id: string, ...contents: Added[]): IncidentView => view(id, chain(...READY, ...contents));
const until = (day: string, more: object = {}): Added =>
  sanctionEntry({ term: 'until', until: day, ...more });
const ENDED: Added = { kind: 'sanction-end', sanction: 'SANCTION1', endedAt: AT, how: 'ran-out' };
const DAY = 86_400_000;
const NOTHING_SAID = () => undefined;
const WEISS = { id: 'weiss', name: 'Jonathan Weiss', email: 'jonathan@example.org' };
const KEPT_OUT: Added = { kind: 'recusal', member: 'weiss' } as Added;

describe('the list of sanctions', () => {
  it('has those that end first at the head, and those without an end last', () => {
    const all = register(
      [
        at('BBBBBBBB', sanctionEntry()),
        at('CCCCCCCC', until('2027-01-31')),
        at('AAAAAAAA', until('2027-01-31'), until('2026-12-01', { id: 'SANCTION2' })),
      ],
      now,
    );
    expect(all.map(({ incident, number }) => `${incident} ${number}`)).toEqual([
      'AAAA-AAAA 2',
      'AAAA-AAAA 1',
      'CCCC-CCCC 1',
      'BBBB-BBBB 1',
    ]);
  });

  it.each<[string, Added[], string]>([
    ['active', [until('2026-11-24')], 'active'],
    ['past, until somebody confirms it', [until('2026-11-23')], 'past'],
    ['ended', [until('2026-11-23'), ENDED], 'ended'],
    ['active without an end', [sanctionEntry()], 'active'],
  ])('has one that is %s', (_name, contents, status) => {
    expect(register([at('AAAAAAAA', ...contents)], now)).toMatchObject([{ status }]);
  });

  it('tells what is still to be done, and whether an appeal waits', () => {
    const appeal: Added = { id: 'AP', kind: 'appeal', sanction: 'SANCTION1', receivedAt: AT, words: 'x' };
    const entry = sanctionEntry({ tell: ['Door'], switchOff: ['Slack', 'Badge'] });
    const done: Added = { kind: 'sanction-done', sanction: 'SANCTION1', items: ['Slack'] };
    expect(register([at('AAAAAAAA', entry, done, appeal)], now)).toMatchObject([
      {
        name: 'Marlon Vane',
        person: 'A1',
        tell: ['Door'],
        open: ['Door', 'Badge'],
        appealed: true,
        until: null,
      },
    ]);
    expect(register([at('AAAAAAAA', entry, done, appeal, ENDED)], now)).toMatchObject([{ open: [] }]);
  });

  it('knows somebody by the name that was put right, and not by the wrong one', () => {
    const right: Added = {
      kind: 'person',
      person: 'A1',
      role: 'accused',
      corrected: ['name'],
      name: 'Ottokar Quendel',
    };
    const incidents = [at('AAAAAAAA', sanctionEntry(), right)];
    expect(register(incidents, now)).toMatchObject([{ name: 'Ottokar Quendel' }]);
    expect(sanctionedNamed('Ottokar Quendel', incidents, now, NOTHING_SAID, [])).toMatchObject([
      { person: 'A1' },
    ]);
    expect(sanctionedNamed('Marlon Vane', incidents, now, NOTHING_SAID, [])).toEqual([]);
  });

  it('has its newest term and conditions', () => {
    const change: Added = {
      kind: 'sanction-change',
      sanction: 'SANCTION1',
      term: 'until',
      until: '2027-05-01',
      reason: 'x',
      decidedBy: ['cem'],
    };
    expect(register([at('AAAAAAAA', sanctionEntry({ conditions: ['x'] }), change)], now)).toMatchObject([
      { term: 'until', until: '2027-05-01', conditions: [] },
    ]);
  });

  it('has a description where no name is known, and the name of whoever they turned out to be', () => {
    const tall: Added = { kind: 'person', person: 'A3', role: 'accused', description: 'a tall man' };
    expect(register([at('AAAAAAAA', tall, sanctionEntry({ person: 'A3' }))], now)).toMatchObject([
      { name: 'a tall man' },
    ]);
    const same: Added = { kind: 'person', person: 'A3', role: 'accused', sameAs: 'A1' };
    expect(register([at('AAAAAAAA', tall, sanctionEntry({ person: 'A3' }), same)], now)).toMatchObject([
      { name: 'Marlon Vane' },
    ]);
  });
});

describe('ending within some days', () => {
  const within = (days: number, ...contents: Added[]) =>
    register([at('AAAAAAAA', ...contents)], now).map((one) => endsWithin(one, days * DAY, now));

  it.each<[string, number, Added[], boolean]>([
    ['soon', 7, [until('2026-11-30')], true],
    ['not so soon', 7, [until('2026-12-02')], false],
    ['over, and nobody has confirmed it', 7, [until('2026-11-01')], true],
    ['ended', 7, [until('2026-11-30'), ENDED], false],
    ['without an end', 9999, [sanctionEntry()], false],
  ])('is what ends %s', (_name, days, contents, is) => expect(within(days, ...contents)).toEqual([is]));
});

describe('whether somebody is under anything', () => {
  const found = (typed: string, ...contents: Added[]) =>
    sanctionedNamed(typed, [at('AAAAAAAA', A2, ...contents)], now, NOTHING_SAID, []);

  it.each([
    ['Marlon Vane', 'exact'],
    ['marlon vane', 'exact'],
    ['Vane, Marlon', 'exact'],
    ['Márlon Vane', 'exact'],
    ['Marlon  VANE', 'exact'],
    ['Marlan Vane', 'near'],
    ['Marlon Vanne', 'near'],
    ['M. Vane', 'near'],
    ['Marlon James Vane', 'near'],
    ['Marlon', 'part'],
    ['Vane', 'part'],
  ])('is found however it is spelled: %s is %s', (typed, alike) => {
    expect(found(typed, sanctionEntry())).toMatchObject([
      { incident: 'AAAA-AAAA', person: 'A1', name: 'Marlon Vane', alike, sanctions: [{ sanction: 'ban' }] },
    ]);
  });

  it.each([
    ['Julia Vane', ['vane'], ['julia']],
    ['Julia Wane', ['wane'], ['julia']],
    ['Anders Vane Olsson', ['vane'], ['anders', 'olsson']],
  ])('is found by one strong part, with what speaks against it: %s', (typed, fits, differs) => {
    const [one] = found(typed, sanctionEntry());
    expect(one).toMatchObject({ person: 'A1', alike: 'part', differs });
    expect(one?.fits.map((fit) => fit.typed)).toEqual(fits);
  });

  it.each([
    ['Serhii Malyshev', 'Malishev'],
    ['Serhii Malyshev', 'Serhii Malishev'],
    ['Serhii Malyshev', 'Sergey Malishev'],
    ['Serhii Malyshev', 'Сергій Малишев'],
    ['Сергей Малышев', 'Serhii Malishev'],
    ['Malyshev', 'Serhii Malishev'],
    ['Szymon Kowalczyk', 'Simon Kovalchyk'],
    ['Aurélio Bianchi', 'Aurelio Bianki'],
    ['Renate Fuchs', 'Renate Fux'],
    ['Omar Haddad', 'عمر حداد'],
    ['王小明', 'Wang Xiaoming'],
    ['Elizabeth Okonkwo', 'Liz Okonkwo'],
    ['Jean-Luc Moreau', 'Jean Luc Moreau'],
  ])(
    'is found in another spelling, script and form, and no less the more is typed: %s by %s',
    (name, typed) => {
      const known: Added = { ...A1, name } as Added;
      expect(found(typed, known, sanctionEntry()), typed).toHaveLength(1);
    },
  );

  it.each([
    ['Will Young', 'Peter Young', 'young', 'peter'],
    ['Will Young', 'Young, Peter', 'young', 'peter'],
    ['Grace Park', 'William Park', 'park', 'william'],
    ['Grace Park', 'Park William', 'park', 'william'],
    ['Joy Bell', 'Tom Bell', 'bell', 'tom'],
    ['Mark Rose', 'Hana Rose', 'rose', 'hana'],
    ['Dmitri Frank', 'Ola Frank', 'frank', 'ola'],
    ['Bo King', 'Ada Kings', 'kings', 'ada'],
    ['Priya Thomas', 'Luc Thomas', 'thomas', 'luc'],
    ['Anna de Jong', 'Piet de Jong', 'jong', 'piet'],
  ])('is found by a family name that is a word or a first name too: %s by %s', (name, typed, fits, not) => {
    const [one] = found(typed, { ...A1, name } as Added, sanctionEntry());
    expect(one).toMatchObject({ alike: 'part', differs: [not] });
    expect(one?.fits.map((fit) => fit.typed)).toEqual([fits]);
  });

  it.each([
    ['Oleksandra Pidhirna', 'Alexandra Podgornaya'],
    ['Alexandra Podgornaya', 'Oleksandra Pidhirna'],
    ['Hryhorii Bohdanenko', 'Grigory Bogdanenko'],
    ['Halyna Bilous', 'Galina Belous'],
    ['Yevhen Zahorodnii', 'Evgeny Zagorodny'],
    ['Oleh Horbachenko', 'Oleg Gorbachenko'],
  ])('is found as another language says the name: %s by %s', (name, typed) => {
    expect(found(typed, { ...A1, name } as Added, sanctionEntry())).toMatchObject([
      { alike: 'near', differs: [] },
    ]);
  });

  it.each([
    ['Joy Bell', 'Joy Smith'],
    ['Grace Park', 'Grace Kim'],
    ['Will Young', 'William Orr'],
    ['Marlon Vane', 'Marlon Smith'],
  ])('says of whom the first name alone fits, where that is not counted: %s by %s', (name, typed) => {
    const known = [at('AAAAAAAA', A2, { ...A1, name } as Added, sanctionEntry())];
    expect(sanctionedNamed(typed, known, now, NOTHING_SAID, [])).toEqual([]);
    const notCounted = firstNameAlone(typed, known, now, []);
    expect(notCounted).toEqual([{ incident: 'AAAA-AAAA', person: 'A1', name }]);
    const shown = JSON.stringify(
      sanctionCheckBlocks([], { notCounted, notShared: 0, ask: [], hasRecoveryKey: true }),
    );
    expect(shown).toContain('the first name alone fits');
    expect(shown).toContain(`${name} (A1 of AAAA-AAAA)`);
    expect(firstNameAlone(typed, [at('AAAAAAAA', { ...A1, name } as Added)], now, []), 'no sanction').toEqual(
      [],
    );
  });

  it.each([
    ['Alexandra Podgornaya', 'Alexandra Petrova'],
    ['Ivan Sokolov', 'Peter Sidorov'],
    ['Will Young', 'Peter Old'],
    ['Tom Bell', 'Bell Hooks'],
  ])('does not take %s for %s', (name, typed) => {
    const all = found(typed, { ...A1, name } as Added, sanctionEntry());
    expect(all.filter(({ alike }) => alike !== 'part')).toEqual([]);
  });

  it('is found by a handle that stands in what was said of them, which no sentence is', () => {
    const said: Added = {
      kind: 'person',
      person: 'A1',
      role: 'accused',
      description: 'goes by @nyx_dev, always in a black hoodie',
    };
    for (const typed of ['@nyx_dev', 'nyx_dev', 'NYX_DEV'])
      expect(found(typed, said, sanctionEntry()), typed).toMatchObject([
        { name: '@nyx_dev', alike: 'exact' },
      ]);
    expect(found('black', said, sanctionEntry())).toEqual([]);
  });

  it('is no no where an incident is not shared, and says whom to ask', () => {
    let hasRecoveryKey = true;
    const said = (notShared: number, ...ask: string[]) =>
      JSON.stringify(sanctionCheckBlocks([], { notShared, ask, hasRecoveryKey }));
    expect(said(0)).not.toMatch(/[Aa]sk|not yet a no/);
    expect(said(2, 'Ben Okafor', 'Cem Yildiz')).toContain('not yet a no');
    expect(said(2, 'Ben Okafor', 'Cem Yildiz')).toContain(
      '2 more incidents are not shared with you. Ask Ben Okafor and Cem Yildiz',
    );
    expect(said(1)).toContain('the recovery key opens them');
    hasRecoveryKey = false;
    expect(said(1)).toContain('and there is no recovery key');
  });

  it('has what tells a namesake apart', () => {
    const [one] = found('Marlon Vane', { ...A1, description: 'tall, red hat' } as Added, sanctionEntry());
    expect(one).toMatchObject({ employer: 'Brightwell Ltd', description: 'tall, red hat' });
    const shown = JSON.stringify(
      sanctionCheckBlocks(one === undefined ? [] : [one], { notShared: 0, ask: [], hasRecoveryKey: true }),
    );
    expect(shown).toContain('may be somebody else');
    expect(shown).toContain('Brightwell Ltd');
    expect(shown).toContain('red hat');
  });

  it.each(['Marlon Smith', 'Martha Crane', 'Otto Quist', 'Mei Lindqvist', '', ' ', 'x'])(
    'is not found for %j',
    (typed) => expect(found(typed, sanctionEntry())).toEqual([]),
  );

  it('is found under a nickname too, the most alike first', () => {
    const nick: Added = { ...A1, aliases: ['Marv', 'Otto Quist'] } as Added;
    expect(found('Marv', nick, sanctionEntry())).toMatchObject([{ name: 'Marv', alike: 'exact' }]);
    const both = found(
      'Otto Quist',
      { ...A1, aliases: ['Otto'] } as Added,
      sanctionEntry(),
      sanctionEntry({ id: 'S2', person: 'A2' }),
    );
    expect(both.map(({ person, alike }) => [person, alike])).toEqual([
      ['A2', 'exact'],
      ['A1', 'part'],
    ]);
  });

  it.each<[string, Added[], number]>([
    ['over, but not confirmed, which still counts', [until('2026-11-01')], 1],
    ['ended', [until('2026-11-01'), ENDED], 0],
    ['done at once', [sanctionEntry({ sanction: 'end-talk', term: 'now' })], 0],
    ['none', [], 0],
  ])('counts what is %s', (_name, contents, count) => {
    expect(found('Marlon Vane', ...contents)).toHaveLength(count);
  });

  it('is found also where it was decided about somebody who turned out to be them', () => {
    const tall: Added = { kind: 'person', person: 'A3', role: 'accused', description: 'a tall man' };
    const same: Added = { kind: 'person', person: 'A3', role: 'accused', sameAs: 'A1' };
    const [one] = found('Marlon Vane', tall, sanctionEntry({ person: 'A3' }), same);
    expect(one).toMatchObject({ person: 'A1', sanctions: [{ sanction: 'ban' }] });
  });

  it('keeps incidents apart', () => {
    const two = sanctionedNamed(
      'Marlon Vane',
      [at('AAAAAAAA', sanctionEntry()), at('BBBBBBBB', sanctionEntry())],
      now,
      NOTHING_SAID,
      [],
    );
    expect(two.map(({ incident }) => incident)).toEqual(['AAAA-AAAA', 'BBBB-BBBB']);
  });
});

describe('somebody who may be on the team', () => {
  const kept = (...contents: Added[]) => [at('AAAAAAAA', SHORT, KEPT_OUT, sanctionEntry(), ...contents)];
  const SHORT: Added = { kind: 'person', person: 'A1', role: 'accused', corrected: ['name'], name: 'Jonny' };
  const found = (typed: string, incidents = kept(), members: readonly (typeof WEISS)[] = [WEISS]) =>
    sanctionedNamed(typed, incidents, now, NOTHING_SAID, members);

  it.each([
    ['Jonny', null],
    ['Jonathan', null],
    ['Jonatan Weis', 'Jonathan Weiss'],
    ['jonathon weis', 'Jonathan Weiss'],
    ['Weiss', 'Jonathan Weiss'],
    ['Weis, Jonatan', 'Jonathan Weiss'],
    ['jonathan@example.org', 'Jonathan Weiss'],
    ['Джонатан Вайс', undefined],
  ])('is found by what the member is called as well: %s', (typed, mayBe) => {
    const all = found(typed);
    expect(all, typed).toHaveLength(1);
    expect(all[0]).toMatchObject({ person: 'A1', sanctions: [{ name: 'Jonny' }] });
    if (mayBe !== undefined) expect(all[0]?.mayBe).toBe(mayBe);
  });

  it('says that they only may be, and what they are called in the incident', () => {
    const [one] = found('Weiss');
    const shown = JSON.stringify(
      sanctionCheckBlocks(one === undefined ? [] : [one], { notShared: 0, ask: [], hasRecoveryKey: true }),
    );
    expect(shown).toContain('Jonny  (A1 of AAAA-AAAA)');
    expect(shown).toContain('may be Jonathan Weiss');
    expect(shown).not.toContain('Not the same');
  });

  it('is not where nobody kept them out, where it is said that it is somebody else, or where nobody is like that', () => {
    expect(found('Weiss', [at('AAAAAAAA', SHORT, sanctionEntry())])).toEqual([]);
    expect(found('Weiss', kept({ ...SHORT, corrected: undefined, otherThan: ['weiss'] } as Added))).toEqual(
      [],
    );
    expect(found('Weiss', kept(), [{ ...WEISS, name: 'Otto Weiss', email: 'otto@example.org' }])).toEqual([]);
    expect(found('Smith')).toEqual([]);
    expect(found('Weiss', kept(), [])).toEqual([]);
  });
});

describe('somebody of whom a first name alone is known', () => {
  const by = (known: string, typed: string) =>
    sanctionedNamed(
      typed,
      [
        at(
          'AAAAAAAA',
          { kind: 'person', person: 'A1', role: 'accused', corrected: ['name'], name: known } as Added,
          sanctionEntry(),
        ),
      ],
      now,
      NOTHING_SAID,
      [],
    );
  it.each([
    ['Jonny', 'jonathon'],
    ['Jonny', 'Jonatan'],
    ['Jonny', 'Jonatan Weis'],
    ['Katya', 'Ekatarina'],
    ['Kasia', 'Katarzina Nowak'],
    ['Liz', 'Elisabth'],
    ['Bill', 'Wiliam Orr'],
    ['Jonatan', 'Jonny'],
    ['Michal', 'Mickey Mouser'],
  ])('is found by every near spelling of it: %s by %s', (known, typed) => {
    expect(by(known, typed), typed).toMatchObject([{ person: 'A1', name: known }]);
  });
  it.each([
    ['Jonny', 'Weis'],
    ['Jonny', 'Marlon'],
    ['Katya', 'Peter'],
    ['Bill', 'Wilma'],
    ['Kasia', 'Kamila'],
  ])('and not by another: %s by %s', (known, typed) => expect(by(known, typed)).toEqual([]));

  it.each<[string, object, boolean]>([
    ['a short form alone', { name: 'Jonny' }, true],
    ['two first forms of it', { name: 'Jonny', aliases: ['Jon', 'jonny@example.org'] }, true],
    ['no name at all', { description: 'A tall man', name: undefined }, true],
    ['a short form as it was told', { description: 'Jonny', name: undefined }, true],
    ['a whole name of common words', { description: 'Will Young', name: undefined }, false],
    ['a whole name as it was told', { description: 'Jonny Orr, from the desk', name: undefined }, false],
    ['a whole name', { name: 'Jonny Orr' }, false],
    ['a whole name besides', { name: 'Jonny', aliases: ['Jonathan Weiss'] }, false],
    ['a family name', { name: 'Okonkwo' }, false],
    ['a handle besides, which nobody says at a door', { name: 'Jonny', aliases: ['@nyx_dev'] }, true],
  ])('is said at the sanction, with what adds the whole one: %s', (_name, more, is) => {
    const person = { ...A1, contact: undefined, ...more } as Added;
    const before = situation([OPENED, R1, person, REPORT, PRIVATE, AGREED, TOLD, HEARD, DECIDED]);
    const said = SANCTION.afterwards?.({ person: 'A1', sanction: 'ban', term: 'indefinite' }, before) ?? [];
    expect(said.some((one) => /whole name/.test(one) && one.includes('`coc report add K7F3-92QD`'))).toBe(is);
    for (const one of said) expect(one).not.toMatch(/Jon|tall/);
    expect(SANCTION.afterwards?.({ person: 'A1', sanction: 'end-talk', term: 'now' }, before)).toEqual([]);
  });

  it('has nothing against it where nothing is noted to compare with', () => {
    const [one] = by('Jonny', 'Jon Weiss');
    expect(one).toMatchObject({ differs: [], notNoted: ['weiss'] });
    const shown = JSON.stringify(
      sanctionCheckBlocks(one === undefined ? [] : [one], { notShared: 0, ask: [], hasRecoveryKey: true }),
    );
    expect(shown).not.toContain('Not the same');
    expect(shown).toContain('Not noted');
    expect(by('Jonny Orr', 'Jonny Weiss')).toEqual([]);
    expect(by('Marlon Vane', 'Otto Vane')).toMatchObject([{ differs: ['otto'], notNoted: [] }]);
  });
});
