import { describe, expect, it } from 'vitest';
import type { Content } from '../../../src/incident/entry.ts';
import { knownOf } from '../../../src/incident/people.ts';
import { isSaidIn } from '../../../src/incident/said-twice.ts';
import { view } from '../../../src/incident/view.ts';
import { perhapsOne, perhapsOneWords } from '../../../src/policy/perhaps-one.ts';
import { chain, report } from './fold.ts';

const person = (ref: string, more: object): Content =>
  ({ kind: 'person', person: ref, role: ref.startsWith('R') ? 'reporter' : 'accused', ...more }) as Content;
const of = (...people: Content[]) =>
  view('K7F392QD', chain({ kind: 'opened' }, report() as Content, ...people));

describe('what is known of somebody', () => {
  it.each([
    [{ name: 'Ben', description: 'Ben' }, ['Ben']],
    [{ name: 'Ben', description: ' ben ', contact: 'BEN' }, ['Ben']],
    [{ name: 'Дмитрий Соколов', description: 'Дмитрий Соколов (@dsok)' }, ['Дмитрий Соколов (@dsok)']],
    [{ name: 'Ben', contact: '@b', description: 'Ben, from the booth' }, ['Ben, from the booth', '@b']],
    [{ name: 'Ben', aliases: ['ben', 'Benny'] }, ['Ben', 'also Benny']],
    // What only looks alike is said.
    [{ name: 'Ben', description: 'Benedict' }, ['Ben', 'Benedict']],
    [{ name: 'Ben', description: 'a tall man, maybe Ben' }, ['Ben', 'a tall man, maybe Ben']],
    [
      { name: null, contact: null, description: 'A tall man' },
      ['A tall man', 'name asked, not given', 'contact asked, not given'],
    ],
  ])('is said once: %j', (known, said) => {
    expect(knownOf(known)).toEqual(said);
  });

  it.each([
    ['Ben', 'ben', 'Ben'],
    ['Ben', 'Ben from the desk', 'Ben from the desk'],
    ['Ben from the desk', 'ben', 'Ben from the desk'],
    ['A tall man', 'Ben', 'A tall man; Ben'],
    ['Ben', 'Benedict', 'Ben; Benedict'],
  ])('is said once of two who turn out to be one: %s, %s', (first, second, joined) => {
    const { people } = of(
      person('A1', { description: first }),
      person('A2', { description: second }),
      person('A2', { sameAs: 'A1' }),
    );
    expect(people.map(({ description }) => description)).toEqual([joined]);
  });

  it('stands within other words as a whole', () => {
    expect(isSaidIn('an', 'Ana Berg')).toBe(false);
    expect(isSaidIn('berg', 'Ana  Berg,')).toBe(true);
    expect(isSaidIn('Ana Berg', 'Ana')).toBe(false);
  });
});

describe('two people who may be one', () => {
  it.each<[string, object, object, boolean]>([
    ['a whole name', { name: 'Julian Vane' }, { name: 'VANE, julian' }, true],
    [
      'a whole name in a description',
      { name: 'Julian Vane' },
      { description: 'Julian Vane, at the bar' },
      true,
    ],
    ['an address', { contact: 'j@vane.example' }, { name: 'X', contact: 'j@vane.example' }, true],
    ['a handle', { aliases: ['@jvane'] }, { contact: '@jvane' }, true],
    ['a first name, as many have it', { name: 'Julian' }, { name: 'Julian' }, false],
    ['nothing', { name: 'Julian Vane' }, { name: 'Otto Quist' }, false],
    ['what was taken out', { name: null }, { name: null }, false],
  ])('are said to be alike by %s', (_what, one, other, isSaid) => {
    const incident = of(person('A1', one), person('A2', other));
    expect(perhapsOne(incident)).toEqual(isSaid ? [['A1', 'A2']] : []);
    expect(perhapsOneWords(incident, 'K7F3-92QD').join()).toContain(isSaid ? 'coc report add K7F3-92QD' : '');
  });

  it('are no more said to be once they are one, nor where one is known to few', () => {
    const both = [person('A1', { name: 'Julian Vane' }), person('A2', { name: 'Julian Vane' })];
    expect(perhapsOne(of(...both, person('A2', { sameAs: 'A1' })))).toEqual([]);
    const few = { sealed: { to: ['ana'], armor: 'x' } };
    expect(perhapsOne(of(person('R1', { name: 'Julian Vane', ...few }), ...both.slice(0, 1)))).toEqual([]);
  });
});
