import { describe, expect, it } from 'vitest';
import { likenessTo } from '../../../src/letters/likeness.ts';
import { mayBeOneName } from '../../../src/letters/same-name.ts';
import { comparePeople, mayBeAlike, profileOf, tracesOf } from '../../../src/letters/same-person.ts';
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
    expect(hands.map((hand) => transliterated('Марко Васильев', hand))).toEqual(
      ['Marko Wassiljew', 'Marko Vasilyev', 'Marko Vasilieff', 'Marko Wasiljew', 'Marko Vasiljev'],
    );
    expect(hands.map((hand) => transliterated('Хрущёв', hand))).toEqual(
      ['Chruschtschjow', 'Khrushchev', 'Khrouchtchev', 'Chruszczow', 'Hruščëv'],
    );
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
          missed.push(`${one} | ${other} ${isShown} ${mayBeOneName(one, other)} ${JSON.stringify(found?.differs)}`);
      }
    expect(missed.slice(0, 6)).toEqual([]);
  });
});
