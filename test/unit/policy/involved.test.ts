import { describe, expect, it } from 'vitest';
import type { Content } from '../../../src/incident/entry.ts';
import { view } from '../../../src/incident/view.ts';
import { isCalledIn } from '../../../src/letters/called.ts';
import { isOneOfThem, mayBeAccused, membersIn } from '../../../src/policy/involved.ts';
import { chain, report } from '../incident/fold.ts';

const ben = { id: 'ben-okafor', name: 'Ben Okafor', email: 'b.okafor@example.org' };
const person = (more: object): Content => ({ kind: 'person', person: 'A1', role: 'accused', ...more });
const incident = (...people: Content[]) =>
  view('K7F392QD', chain({ kind: 'opened' }, report() as Content, ...people));

describe('whether a member may be the one accused', () => {
  it.each([
    'Ben Okafor',
    'ben okafor',
    'BEN OKAFOR',
    'Okafor, Ben',
    'Ben',
    'Ben, the tall one from the sponsor desk',
    'Bén Okáfor',
    'Ben Okafro',
    'Dr. Ben Okafor',
    'ben-okafor',
    '@ben-okafor',
    'b.okafor',
    'b.okafor@example.org',
    'somebody with the address <B.Okafor@example.org>',
    'Ben from the desk',
    'that Okafor from your team',
    'the guy called okafor',
    'ben grabbed me',
    'Benny',
    'Бен',
    'Бен, из вашей команды',
    'Бен из вашей команды',
    'Бен Окафор',
    'Μπεν Οκαφόρ',
    'بن أوكافور',
  ])('says yes to %s, in answers and in the incident', (who) => {
    expect(mayBeAccused(ben, undefined, [who])).toBe(true);
    expect(mayBeAccused(ben, incident(person({ description: who })))).toBe(true);
  });

  it.each([
    { name: 'Somebody', aliases: ['ben-okafor'] },
    { name: null, contact: 'b.okafor@example.org' },
    { name: 'Ben Okafor' },
  ])('says yes to what is known of them: %o', (more) => {
    expect(mayBeAccused(ben, incident(person(more)))).toBe(true);
  });

  it.each([
    'Marlon Vane',
    'a tall man',
    'Okafo Benson',
    'benjamin@example.org',
    'Beatrice',
    'Benedikt Stone',
    'Борис Окунев',
    '',
  ])('says no to %s', (who) => {
    expect(mayBeAccused(ben, undefined, [who])).toBe(false);
    expect(mayBeAccused(ben, incident(person({ description: who })))).toBe(false);
  });

  it('says no once the accused is known by a whole name that is another', () => {
    const known = incident(person({ description: 'Ben' }), person({ name: 'Ben Stone' }));
    expect(mayBeAccused(ben, known)).toBe(false);
    expect(mayBeAccused(ben, incident(person({ description: 'Ben' })))).toBe(true);
  });

  it.each([
    { name: 'Ben Okafor' },
    { name: null, contact: 'b.okafor@example.org' },
    { name: 'Somebody', aliases: ['ben-okafor'] },
    { description: 'Ben, the tall one' },
  ])('says yes as before to what was put right: %o', (wrong) => {
    const right = person({ corrected: Object.keys(wrong), name: 'Marlon Vane' });
    expect(mayBeAccused(ben, incident(person(wrong), right))).toBe(true);
  });

  it.each([
    ['Ben Okafor made jokes about my weight all evening', true],
    ['It was in the hall. There BEN OKAFOR grabbed her', true],
    ['Бен Окафор схватил меня', true],
    ['write to b.okafor@example.org', true],
    ['Ben was there', false],
    ['Mr Okafor said nothing', false],
    ['Marlon Vane followed me, and I told Ana', false],
  ])('finds whose whole name stands in an account: %s', (account, isThere) => {
    expect(membersIn(account, [ben])).toEqual(isThere ? [ben] : []);
  });

  it('looks at nobody but the accused', () => {
    const of = (role: string) => incident({ ...person({ name: 'Ben Okafor' }), role } as Content);
    expect(mayBeAccused(ben, of('witness'))).toBe(false);
    expect(mayBeAccused(ben, of('reporter'))).toBe(false);
  });
});

describe('a first name beside common words', () => {
  const jonas = { id: 'jonas', name: 'Jonas Weber', email: 'jonas@example.org' };
  const will = { id: 'will', name: 'Will Young', email: 'w.young@example.org' };
  const words = [
    'from your team',
    'on your team',
    'from orga',
    'at the desk',
    'with the beard',
    'who does badges',
  ];
  const spoken = ['Jonas', 'jonas', 'Weber', 'your Jonas', 'that guy Jonas', 'Jonas,', 'Jonas W.'];

  it.each(spoken.flatMap((who) => words.map((more) => `${who} ${more}`)))('may be a member’s: %s', (who) => {
    expect(mayBeAccused(jonas, undefined, [who])).toBe(true);
    expect(mayBeAccused(jonas, incident(person({ description: who })))).toBe(true);
    expect(mayBeAccused(will, undefined, [who])).toBe(false);
    expect(isCalledIn(`Then ${who} yelled at me.`, jonas)).toBe(true);
  });

  it.each(['Will from your team', 'will from your team', 'your Will, with the beard'])(
    'may be one that is a common word: %s',
    (who) => expect(mayBeAccused(will, undefined, [who])).toBe(true),
  );

  it.each(['a tall man who will not stop', 'the tall speaker from your team', 'somebody, on Saturday'])(
    'is none of these: %s',
    (who) => {
      for (const one of [jonas, will]) {
        expect(mayBeAccused(one, undefined, [who])).toBe(false);
        expect(isCalledIn(who, one)).toBe(false);
      }
    },
  );
});

describe('somebody who has a second mark', () => {
  const of = (heard: string, accused: object, role = 'hearer') =>
    view(
      'K7F392QD',
      chain(
        { kind: 'opened' },
        report() as Content,
        { kind: 'person', person: 'H1', role, name: heard } as Content,
        person(accused),
      ),
    );
  const isOne = (incident: ReturnType<typeof of>): boolean => {
    const known = incident.people.find(({ ref }) => ref === 'H1');
    return known !== undefined && isOneOfThem({ id: 'H1', person: known }, incident);
  };

  it.each([
    ['Julian Marsh', { name: 'Julian Marsh' }],
    ['Marsh, Julian', { description: 'Julian Marsh, @jmarsh' }],
    ['@jmarsh', { name: 'Julian Marsh', contact: '@jmarsh' }],
    ['Marsh', { name: 'Julian Marsh' }],
    ['Julian Marsh', { name: 'Julian' }],
  ])('is whom it is about by that one as well: %s, %o', (heard, accused) =>
    expect(isOne(of(heard, accused))).toBe(true),
  );

  it.each([
    ['Vera Lund', { name: 'Julian Marsh' }],
    ['Vera, a volunteer', { description: 'the speaker of the keynote' }],
  ])('is somebody else: %s, %o', (heard, accused) => expect(isOne(of(heard, accused))).toBe(false));

  it('is, as a witness, so by a whole name alone', () => {
    expect(isOne(of('Julian Marsh', { name: 'Julian Marsh' }, 'witness'))).toBe(true);
    expect(isOne(of('Julian', { name: 'Julian Marsh' }, 'witness'))).toBe(false);
  });
});

describe('a short form of a first name', () => {
  const of = (name: string) => ({ id: 'x-y', name, email: 'somebody@example.org' });

  it.each([
    ['Ben', 'Benedikt Rössler'],
    ['Benny', 'Benedikt Rössler'],
    ['Beni from your team', 'Benedikt Rössler'],
    ['Jonny', 'Jonas Weber'],
    ['joni', 'Jonas Weber'],
    ['Nat', 'Natalia Orlova'],
    ['Katie', 'Katharina Wolf'],
    ['Alex', 'Alexandra Pidhirna'],
    ['that guy Seb', 'Sebastian Koch'],
  ])('may be theirs: %s, %s', (called, name) =>
    expect(mayBeAccused(of(name), undefined, [called])).toBe(true),
  );

  it.each([
    ['Jo', 'Jonas Weber'],
    ['Bert', 'Benedikt Rössler'],
    ['a man at the bar', 'Barbara Menz'],
    ['the team', 'Theodora Menz'],
  ])('is not: %s, %s', (called, name) => expect(mayBeAccused(of(name), undefined, [called])).toBe(false));
});
