import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likenessTo } from '../../../src/letters/likeness.ts';
import { mayBeOneName } from '../../../src/letters/same-name.ts';
import { comparePeople, mayBeAlike, profileOf, tracesOf } from '../../../src/letters/same-person.ts';
import { pairsIn } from '../../bench/same-pairs.ts';
import { FAMILIES, GIVEN, HANDS, transliterated } from './transliterated.ts';

const hands = Object.values(HANDS);
const plain = (name: string): string => name.normalize('NFD').replace(/\p{M}/gu, '');
const profile = (name: string) => profileOf({ names: [name], contacts: [], employers: [], looks: [] });
const known = (name: string) => ({ names: [name], descriptions: [] });

/** A name with its first and its last word by any two hands: what two people wrote who never saw it in Cyrillic. */
function written(name: string): readonly string[] {
  const [given = '', family = ''] = name.split(' ');
  const all = hands.flatMap((one) =>
    hands.map((other) => `${transliterated(given, one)} ${transliterated(family, other)}`),
  );
  return [...new Set(all.flatMap((one) => [one, plain(one)]))];
}

describe('a Slavic name, each word of it written by anybody’s hand', () => {
  it('is written as people do', () => {
    expect(hands.map((hand) => transliterated('Марко Васильев', hand))).toEqual([
      'Marko Wassiljew',
      'Marko Vasilyev',
      'Marko Vasilieff',
      'Marko Wasiljew',
      'Marko Vasiljev',
    ]);
    expect(hands.map((hand) => transliterated('Хрущёв', hand))).toEqual([
      'Chruschtschjow',
      'Khrushchev',
      'Khrouchtchev',
      'Chruszczow',
      'Hruščëv',
    ]);
  });

  it.each(FAMILIES.map((family, at) => `${GIVEN[at % GIVEN.length]} ${family}`))('%s is one name', (name) => {
    const missed: string[] = [];
    const all = written(name);
    for (const one of all)
      for (const other of all) {
        const [a, b] = [profile(one), profile(other)];
        const isShown = mayBeAlike(tracesOf(a), tracesOf(b)) && comparePeople(a, b) !== undefined;
        const found = likenessTo(one, known(other));
        if (!isShown || !mayBeOneName(one, other) || found === undefined || found.differs.length > 0)
          missed.push(
            `${one} | ${other} ${isShown} ${mayBeOneName(one, other)} ${JSON.stringify(found?.differs)}`,
          );
      }
    expect(missed.slice(0, 6)).toEqual([]);
  });
});

describe('Marko Vasilev', () => {
  const all = ['Marko', 'Marco'].flatMap((given) =>
    ['Vasilev', 'Vassiliev', 'Wassiljew', 'Vasiliev', 'Wassilieff', 'Vasiljev'].map(
      (family) => `${given} ${family}`,
    ),
  );
  it.each(all)('is %s as well, by whichever of them he is looked for', (typed) => {
    for (const name of all) {
      expect(likenessTo(typed, known(name)), name).toMatchObject({ differs: [] });
      expect(comparePeople(profile(typed), profile(name))?.is, name).toBe('likely');
    }
  });
});

describe('names that are two', () => {
  it.each(hands.map((hand, at) => [Object.keys(HANDS)[at], hand] as const))(
    'stay two, though all are Slavic: %s beside anybody’s hand',
    (_whose, hand) => {
      const all = FAMILIES.map((name) => hands.map((other) => transliterated(name, other)));
      const alike = FAMILIES.flatMap((name, at) =>
        all.flatMap((others, its) =>
          its === at
            ? []
            : others.filter((other) => mayBeOneName(`Pavel ${transliterated(name, hand)}`, `Pavel ${other}`)),
        ),
      );
      expect(alike).toEqual([]);
    },
  );
});

const people = pairsIn(readFileSync('test/fixtures/same-people.txt', 'utf8'));
const names = [...people.flatMap(({ one, other }) => [...one.names, ...other.names])].filter(
  (name) => !name.startsWith('@'),
);
const anybody = fc.oneof(
  fc.constantFrom(...names),
  fc
    .tuple(
      fc.constantFrom(...GIVEN),
      fc.constantFrom(...FAMILIES),
      fc.constantFrom(...hands),
      fc.constantFrom(...hands),
    )
    .map(([given, family, one, other]) => `${transliterated(given, one)} ${transliterated(family, other)}`),
);
/** A name that somebody had in mind and typed: its words in any order, some of them left out, a letter lost. */
const typed = fc.tuple(anybody, fc.nat(), fc.nat(), fc.boolean()).map(([name, from, at, isCut]) => {
  const words = name.split(' ');
  const some = [...words.slice(from % words.length), ...words.slice(0, from % words.length)];
  const text = (isCut && some.length > 2 ? some.slice(1) : some).join(' ');
  return at % 3 === 0 ? text.slice(0, at % text.length) + text.slice((at % text.length) + 1) : text;
});

describe('how alike two names are', () => {
  it('is the same from either side', () => {
    const pair = fc.oneof(
      fc.tuple(typed, typed),
      fc
        .constantFrom(...people)
        .map(({ one, other }) => [one.names[0] ?? '', other.names[0] ?? ''] as [string, string]),
    );
    fc.assert(
      fc.property(pair, ([one, other]) => {
        expect(likenessTo(one, known(other))?.alike).toBe(likenessTo(other, known(one))?.alike);
        expect(mayBeOneName(one, other)).toBe(mayBeOneName(other, one));
        expect(comparePeople(profile(one), profile(other))?.is).toBe(
          comparePeople(profile(other), profile(one))?.is,
        );
      }),
      { numRuns: 1500 },
    );
  });
});
