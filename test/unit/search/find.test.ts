import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IncidentText } from '../../../src/incident/texts.ts';
import { Finder } from '../../../src/search/find.ts';
import { placesOf } from '../../../src/search/places.ts';
import type { Field } from '../../../src/search/terms.ts';
import { indexed } from '../../../src/search/word-index.ts';
import { FAMILIES, GIVEN, HANDS, transliterated } from '../letters/transliterated.ts';

type Said = string | readonly [of: IncidentText['of'], text: string];

const said = (one: Said): IncidentText => {
  const [of, text] = typeof one === 'string' ? (['words', one] as const) : one;
  return { entry: 'E', kind: 'note', by: 'ana', at: '2026-11-23T15:00:00Z', of, text };
};

/** Finds among these texts, each of an incident of its own: remembered, or not. */
function finderOf(texts: readonly Said[], isRemembered: boolean): Finder {
  const numbered = texts.map((one, number) => ({ number, texts: [said(one)] }));
  return new Finder({
    terms: async () => ({
      remembered: isRemembered ? [indexed(numbered)] : [],
      others: isRemembered ? [] : numbered,
      idOf: (number) => String(number),
    }),
    vocabulary: async () => new Set(indexed(numbered).postings.map(([term]) => term)),
  });
}

/** The places of what is found, the same whether it is remembered or not. */
async function found(texts: readonly Said[], typed: string, only?: Field): Promise<readonly number[]> {
  const [known, fresh] = await Promise.all(
    [true, false].map(async (isRemembered) => {
      const { incidents } = await finderOf(texts, isRemembered).find(typed, { only, isIn: () => true });
      return incidents.map(({ id }) => Number(id));
    }),
  );
  expect(known).toEqual(fresh);
  return known ?? [];
}

describe('what is found', () => {
  it.each<readonly [text: Said, typed: string]>([
    ['They kept harassing me', 'harassment'],
    ['He followed her', 'following'],
    ['a harassment at the bar', 'harass'],
    ['Straße nach Köln', 'strasse koln'],
    ['naïve café', 'CAFE'],
    ["O'Brien was there", 'obrien'],
    ["O'Brien was there", 'brien'],
    ['mail blue_booth now', 'blue_booth'],
    ['mail blue_booth now', 'booth'],
    ['m.vane@example.org wrote', 'm.vane@example.org'],
    ['Call +49 (170) 123-45 67', '0170 1234567'],
    ['Юлия Соколова сказала', 'sokolova'],
    ['Sokolova said so', 'Соколова'],
    ['田中さんがブースで話した', '田中'],
    ['昨日田中さんが来た', '田中'],
    [['person', 'محمد علي'], 'mohammed'],
    [['person', 'Mohammed Ali'], 'محمد'],
    [['person', 'Kowalczyk'], 'kovalchyk'],
    [['person', 'Aurelio Bianki'], 'bianchi'],
    [['person', 'Aurélio Bianchi'], 'Bianki'],
    [['person', 'Renate Fuchsner'], 'fuxner'],
    [['person', 'Björn Pfeffer'], 'feffer'],
    [['person', 'Robert Vane'], 'bob vane'],
    [['person', 'William Will'], 'will'],
    ['zero\u200bwidth\u00adword', 'zerowidthword'],
    ['the receptoin desk', 'reception'],
    ['the reception desk', 'erception'],
  ])('%j by %s', async (text, typed) => {
    expect(await found([text, 'nothing of it'], typed)).toContain(0);
  });

  it.each<readonly [text: Said, typed: string]>([
    ['They went to the lift', 'left behind'],
    ['a cat', 'car'],
    ['room 204', '205'],
    ['it will be', 'will'],
    [['person', 'Marlon Vane'], 'Marlene Crane'],
  ])('%j not by %s', async (text, typed) => {
    const { has, incidents } = await finderOf([text], true).find(typed, { isIn: () => true });
    expect(has === 'all' ? incidents : []).toEqual([]);
  });

  it('has every word, in the form that was typed first', async () => {
    expect(await found(['a lift and stairs', 'lifts', 'the lift is stuck', 'stairs'], 'lift stairs')).toEqual(
      [0],
    );
    expect((await found(['lifting it', 'a lift', 'lifts'], 'lift')).length).toBe(3);
    expect((await found(['she followed', 'he was following'], 'following'))[0]).toBe(1);
    expect(await found([['few', 'spiders'], 'spiders', ['person', 'Spiders']], 'spiders', 'person')).toEqual([
      2,
    ]);
  });

  it('is what a text says more than another, but nothing that is sealed to fewer', async () => {
    const finder = finderOf(['he followed me', ['few', 'he followed me to the lift'], 'she shouted'], true);
    const like = await finder.like('Somebody was following people to a lift');
    expect([...like.keys()]).toEqual(['0']);
  });

  it('is found by each of its words, whatever it is', async () => {
    const word = fc.stringMatching(/^[a-zäößа-яα-ω]{3,12}$/u);
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 8 }), async (words) => {
        for (const one of words) {
          const { incidents } = await finderOf([['person', words.join(' ')]], true).find(one, {
            isIn: () => true,
          });
          expect(incidents).toHaveLength(1);
        }
      }),
      { numRuns: 30 },
    );
  });

  it.each(FAMILIES)('is %s, whoever wrote it and whoever looks for it', async (family) => {
    const all = Object.values(HANDS).map((hand) => transliterated(family, hand));
    const finder = finderOf(
      all.map((one) => ['person', one]),
      true,
    );
    for (const typed of all)
      expect((await finder.find(typed, { isIn: () => true })).incidents, typed).toHaveLength(all.length);
  });

  it('is a name by another where that is by the one, in whatever hand both are written', async () => {
    const isIn = async (text: string, typed: string): Promise<boolean> =>
      (await found([['person', text]], typed)).length > 0;
    for (const name of [...FAMILIES, ...GIVEN]) {
      const all = [...new Set(Object.values(HANDS).map((hand) => transliterated(name, hand)))];
      for (const one of all)
        for (const other of all)
          expect(await isIn(one, other), `${one} ${other}`).toBe(await isIn(other, one));
    }
  });

  it('is nothing where anything at all was typed, and never an error', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.string({ unit: 'binary' }),
        async (text, typed) => {
          const { incidents } = await finderOf([text], true).find(typed, { isIn: () => true });
          for (const { terms } of incidents) placesOf([said(text)], terms, { places: 3, letters: 60 });
        },
      ),
      { numRuns: 100 },
    );
    for (const name of ['constructor', '__proto__', 'toString hasOwnProperty'])
      expect(await found([`a ${name} there`], name), name).toEqual([0]);
  });
});

describe('where it stands', () => {
  const telling = { places: 2, letters: 60 };
  const pieces = (text: string, ...terms: string[]) =>
    placesOf([said(text)], terms, telling).places.map(({ context }) =>
      context.map((piece) => (piece.found ? `«${piece.text}»` : piece.text)).join(''),
    );

  it('is a line around the words, as they are written, cut between words', () => {
    expect(pieces('One two\n\nKÖLN three', 'koln')).toEqual(['One two «KÖLN» three']);
    const long = `${'far away '.repeat(30)}the lift stood ${'open wide '.repeat(30)}`;
    expect(pieces(long, 'lift')).toEqual([
      '… away far away the «lift» stood open wide open wide open wide …',
    ]);
    expect(pieces('call 0170 12 34 567 now', '#1234567')).toEqual(['call «0170 12 34 567» now']);
    expect(pieces('nothing', 'lift')).toEqual([]);
  });

  it('is told once for each word that no other place has', () => {
    const texts = ['a lift', 'a lift again', 'stairs', 'lift and stairs'].map(said);
    expect(placesOf(texts, ['lift', 'stairs'], telling)).toMatchObject({
      places: [{}],
      more: texts.length - 1,
    });
    expect(placesOf(texts.slice(0, 3), ['lift', 'stairs'], telling)).toMatchObject({
      places: [{}, {}],
      more: 1,
    });
  });

  it('never cuts a letter in two', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('😀', 'é', 'lift', ' ', 'x'), { maxLength: 200 }), (parts) => {
        for (const line of pieces(parts.join(''), 'lift'))
          expect(line).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/);
      }),
    );
  });
});
