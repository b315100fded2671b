import { describe, expect, it } from 'vitest';
import { calledBy, mayBeNoName } from '../../../src/policy/described.ts';

/** A word with one letter left out, doubled, or swapped with the next. */
const slips = (word: string): readonly string[] =>
  [...word].flatMap((letter, at) => {
    const [before, behind] = [word.slice(0, at), word.slice(at + 1)];
    return [
      `${before}${behind}`,
      `${before}${letter}${letter}${behind}`,
      ...(behind === '' ? [] : [`${before}${behind[0]}${letter}${behind.slice(1)}`]),
    ];
  });
const WHO = ['', 'she ', 'He ', 'they ', 'I '];
const NOT_SAID = [
  ...[
    'did not say',
    'didnt say',
    "didn't want to say",
    'didn’t want to',
    "wouldn't say",
    'would not give it',
  ],
  ...["won't tell", 'would rather not say', 'did not give a name', 'gave no name', 'left no name'],
  ...[
    "doesn't want to give their name",
    'does not want her name used',
    'refused to say',
    'declined to give a name',
  ],
];

describe('words in the place of a name', () => {
  it.each([
    ...WHO.flatMap((who) => NOT_SAID.map((not) => `${who}${not}`)),
    ...slips('anonymous'),
    ...slips('anonymous').map((slip) => `${slip}, don't want my name`),
    "Anonymus, don't want my name",
    'Anonymous. Did not say.',
    'anonymous (they did not want to say)',
    'prefers not to say',
    'no name given',
  ])('that say that there is none: %s', (words) => {
    expect(calledBy(words)).toEqual({ name: null });
    expect(mayBeNoName(words)).toBe(false);
  });

  it.each([
    'a visitor',
    'the tall man',
    'an old lady with a dog',
    'Somebody from the booth',
    'one of the speakers',
  ])('that describe somebody, and a name that was not given: %s', (words) => {
    expect(calledBy(words)).toEqual({ description: words });
    for (const not of NOT_SAID)
      expect(calledBy(`${words}, ${not}`), not).toEqual({ name: null, description: words });
    expect(calledBy(`anonymous, ${words}`)).toEqual({ name: null, description: words });
  });

  it.each([
    ['tall man; no name', 'tall man'],
    ['visitor, gave no name', 'visitor'],
    ['a visitor from Acme, gave no name', 'a visitor from Acme'],
    ['the tall one, Mei, wants no name in it', 'the tall one, Mei'],
  ])('that describe somebody whose name was not given: %s', (words, description) => {
    expect(calledBy(words)).toEqual({ name: null, description });
  });

  it.each([
    ...['Mei Lindqvist', 'mei lindqvist', 'An Nguyen', 'an nguyen', 'an may', 'A. Smith', 'The Edge', 'Anon'],
    ...[
      'Will Given',
      'No Will',
      'Antonius',
      'Anna Nymus',
      'Noor Said',
      'bell hooks',
      'Ana',
      'Wong',
      'Not Vital',
    ],
    ...[
      'My Nguyen',
      'The Anh',
      'Herr Unbekannt',
      'Rather Tall',
      'Given',
      'Guy',
      'Guy Young',
      'A Lan',
      'Dana Reporter',
    ],
    ...[
      'Mei, doesn’t want her name known',
      'Lee, gave no name',
      'Jo from the desk, did not say more',
      'my friend Mei',
    ],
  ])('that can be one are kept as one, whole: %s', (words) => {
    expect(calledBy(words)).toEqual({ name: words });
  });

  it.each(['tall man', 'visitor', 'Visitor', 'Mei, gave no name', 'unknwon', 'anonimo', 'a friend of Mei'])(
    'that may be none are asked about: %s',
    (words) => expect(mayBeNoName(words)).toBe(true),
  );

  it.each([
    'Mei Lindqvist',
    'mei lindqvist',
    'An Nguyen',
    'A. Smith',
    'a visitor',
    'Anna Nymus',
    'Mark Young',
  ])('that are clear are not: %s', (words) => expect(mayBeNoName(words)).toBe(false));
});
