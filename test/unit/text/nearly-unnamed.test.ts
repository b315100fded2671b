import { describe, expect, it } from 'vitest';
import { isNearlyUnnamed, isUnnamed } from '../../../src/text/nothing.ts';

/** A word with one letter left out, doubled, or swapped with the next. */
const slips = (word: string): readonly string[] =>
  [...word].flatMap((letter, at) => {
    const [before, behind] = [word.slice(0, at), word.slice(at + 1)];
    return [
      `${before}${behind}`,
      `${before}${letter}${letter}${behind}`,
      ...(behind === '' || behind.startsWith(letter)
        ? []
        : [`${before}${behind[0]}${letter}${behind.slice(1)}`]),
    ];
  });

describe('what stands in the place of a name and may be none', () => {
  it.each([...slips('anonymous'), 'anonymus', 'Anonymus', 'the reporter is anonymus'])(
    'is none, since nobody is called so: %s',
    (typed) => expect(isUnnamed(typed)).toBe(true),
  );

  it.each([...slips('unknown'), 'nobdy'])('is asked about: %s', (typed) =>
    expect(isNearlyUnnamed(typed)).toBe(true),
  );

  it.each([
    'anonym',
    'Anonyme',
    'anónimo',
    'unbekannt',
    'Unbekannter',
    'inconnue',
    'desconocida',
    'keine Angabe',
    'sans nom',
  ])('is asked about in other languages: %s', (typed) => expect(isNearlyUnnamed(typed)).toBe(true));

  it.each([
    ...['anonymous', 'unknown', 'nobody', 'none', ''],
    ...[
      'Ana',
      'Anon',
      'Nobu',
      'Noboru',
      'Noe',
      'Anonna Mouskouri',
      'Dunja Weber',
      'Antony',
      'Antonius',
      'Amos',
      'Unni',
    ],
    ...[
      'Onyx',
      'Alphonsus',
      'Adonis',
      'Knox',
      'Unknown Mortal',
      'a man with a red cap',
      'Anna Nymus',
      'Keiner Müller',
    ],
  ])('is not: %s', (typed) => expect(isNearlyUnnamed(typed)).toBe(false));
});
