import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  comparePeople,
  type KnownAs,
  mayBeAlike,
  profileOf,
  type Sign,
  tracesOf,
} from '../../../src/letters/same-person.ts';
import { pairsIn } from '../../bench/same-pairs.ts';

const pairs = pairsIn(await readFile(new URL('../../fixtures/same-people.txt', import.meta.url), 'utf8'));
const compare = (one: KnownAs, other: KnownAs) => comparePeople(profileOf(one), profileOf(other));
const NOBODY: KnownAs = { names: [], contacts: [], employers: [], looks: [] };

/** People made of what the labelled ones are known by. */
const people = fc
  .tuple(
    ...(['names', 'contacts', 'employers', 'looks'] as const).map((field) =>
      fc.subarray([...new Set(pairs.flatMap(({ one, other }) => [...one[field], ...other[field]]))], {
        maxLength: 2,
      }),
    ),
  )
  .map(
    ([names = [], contacts = [], employers = [], looks = []]): KnownAs => ({
      names,
      contacts,
      employers,
      looks,
    }),
  );

describe('two people', () => {
  it('are told apart and together as the labelled set has it, well enough', () => {
    expect(pairs.length).toBeGreaterThanOrEqual(300);
    const all = pairs.map(({ same, one, other }) => ({ same, found: compare(one, other) !== undefined }));
    const right = all.filter(({ same, found }) => same && found).length;
    expect(right / all.filter(({ found }) => found).length).toBeGreaterThan(0.92);
    expect(right / all.filter(({ same }) => same).length).toBeGreaterThan(0.92);
    const heard = pairs.filter(({ kind }) => kind.startsWith('heard'));
    const shown = heard.filter(({ one, other }) => compare(one, other) !== undefined);
    expect(heard.length).toBeGreaterThanOrEqual(50);
    expect(shown.filter(({ same }) => same).length / shown.length).toBeGreaterThan(0.85);
    expect(shown.filter(({ same }) => same).length).toBeGreaterThan(22);
  });

  it('are the same whoever is named first', () => {
    const turned = ({ one, other, ...sign }: Sign): Sign => ({ ...sign, one: other, other: one });
    fc.assert(
      fc.property(people, people, (one, other) => {
        const [there, back] = [compare(one, other), compare(other, one)];
        expect(back?.is).toBe(there?.is);
        const kinds = (signs: readonly Sign[] = []) =>
          signs.map(({ kind, how }) => `${kind} ${how ?? ''}`).sort();
        expect(kinds(back?.speaksFor.map(turned))).toEqual(kinds(there?.speaksFor));
        expect(kinds(back?.against.map(turned))).toEqual(kinds(there?.against));
      }),
      { numRuns: 300 },
    );
  });

  describe('of one first name, whose family name may be written by ear', () => {
    const firsts = ['Aurélio', 'Zoë', 'Jürgen', 'Łucja', 'Tomáš', 'Inès', 'Björn', 'Sílvia'];
    const families =
      'Bianchi Zucchetti Marchesi Schwartz Lutzmann Kuntzel Beckers Stockhausen Philipsen Stephanou Novotny Lysenko Rossini Hoffmann Baretta Cattaneo';
    const hands: readonly (readonly [RegExp, string])[] = [
      ...([
        [/c?ch(?=[ei])/, 'k'],
        [/ck/, 'k'],
        [/ph/, 'f'],
        [/tz/, 'z'],
        [/y/, 'i'],
        [/([a-z])\1/, '$1'],
      ] as const),
    ];
    const plain = (name: string): string => name.normalize('NFD').replace(/\p{M}/gu, '').replace('Ł', 'L');
    const cases = families
      .split(' ')
      .flatMap((family) =>
        hands
          .filter(([written]) => written.test(family))
          .map(([written, heard]) => [family, family.replace(written, heard)] as const),
      );

    it.each(cases)(
      '%s and %s may be one beside the same first name, and are none beside another',
      (family, heard) => {
        for (const [at, first] of firsts.entries()) {
          const one = { ...NOBODY, names: [`${first} ${family}`] };
          const other = { ...NOBODY, names: [`${heard} ${plain(first)}`] };
          expect(compare(one, other)).toBeDefined();
          expect(mayBeAlike(tracesOf(profileOf(one)), tracesOf(profileOf(other)))).toBe(true);
          const another = { ...NOBODY, names: [`${firsts[(at + 1) % firsts.length]} ${heard}`] };
          expect(compare(one, another)).toBeUndefined();
        }
      },
    );

    it('are possible and no more, where only one language reads it so', () => {
      const found = compare(
        { ...NOBODY, names: ['Aurélio Bianchi'] },
        { ...NOBODY, names: ['Aurelio Bianki'] },
      );
      expect(found?.is).toBe('possible');
      expect(compare({ ...NOBODY, names: ['Bianchi'] }, { ...NOBODY, names: ['Bianki'] })).toBeUndefined();
    });
  });

  describe('of one first name, one of whose family names is a letter short', () => {
    const compared = (a: string, b: string) => compare({ ...NOBODY, names: [a] }, { ...NOBODY, names: [b] });
    const families = [
      'Brandt',
      'Woods',
      'Fields',
      'Hofstetter',
      'Lundgren',
      'Lindqvist',
      'Petrovic',
      'Hernandez',
    ];
    const cut = fc
      .tuple(fc.constantFrom(...families), fc.nat())
      .map(([name, at]) => [name, at % (name.length - 1)] as const)
      .filter(([name, at]) => name.length > 5 || at === name.length - 2)
      .map(([name, at]) => [name, `${name.slice(0, at + 1)}${name.slice(at + 2)}`] as const);

    it('may be one, with the other first name before or behind, and are nobody beside another', () => {
      fc.assert(
        fc.property(cut, fc.constantFrom('Rolf', 'Zoë', 'Björn'), ([whole, short], first) => {
          // A family name that is an ordinary word as well is known behind the first name alone.
          for (const other of [`${first} ${short}`, ...(short.length > 5 ? [`${short}, ${first}`] : [])]) {
            expect(compared(`${first} ${whole}`, other)).toBeDefined();
            const [one, two] = [`${first} ${whole}`, other].map((name) =>
              tracesOf(profileOf({ ...NOBODY, names: [name] })),
            );
            expect(one && two && mayBeAlike(one, two)).toBe(true);
          }
          expect(compared(`${first} ${whole}`, `Ines ${short}`)).toBeUndefined();
        }),
      );
    });

    it.each([
      ['Rolf Brandt', 'Rolf Brand'],
      ['Peter Woods', 'Peter Wood'],
      ['Lee King', 'Lee Kings'],
    ])('%s and %s are possible and no more', (one, other) =>
      expect(compared(one, other)).toMatchObject({ is: 'possible', against: [] }),
    );

    it.each([
      ['Wei Chen', 'Wei Cheng'],
      ['Min Lin', 'Min Ling'],
      ['Brandt', 'Brand'],
      ['Anna Martin', 'Anna Martina'],
      ['Anna Braun', 'Anna Brandt'],
      ['Rolf Brandt', 'Rolf Strand'],
    ])('%s and %s are two', (one, other) => expect(compared(one, other)).toBeUndefined());
  });

  it('are themselves, by a whole name, and nothing speaks against it', () => {
    fc.assert(
      fc.property(people, (one) => {
        const found = compare(one, one);
        if (found !== undefined) expect(found.against).toEqual([]);
      }),
      { numRuns: 200 },
    );
    expect(compare({ ...NOBODY, names: ['Marlon Vane'] }, { ...NOBODY, names: ['Marlon Vane'] })?.is).toBe(
      'likely',
    );
  });

  it('are found by their traces, of all that the labelled set has as one', () => {
    const lost = pairs.filter(
      ({ one, other }) =>
        compare(one, other) !== undefined &&
        !mayBeAlike(tracesOf(profileOf(one)), tracesOf(profileOf(other))),
    );
    expect(lost.map(({ line }) => line)).toEqual([]);
  });

  it.each([
    ['nothing', NOBODY, NOBODY],
    [
      'the employer alone',
      { ...NOBODY, employers: ['Lodgepole Systems'] },
      { ...NOBODY, employers: ['Lodgepole'] },
    ],
    ['a first name alone', { ...NOBODY, names: ['Maria'] }, { ...NOBODY, names: ['Maria Haverford'] }],
    ['a look alone', { ...NOBODY, looks: ['red beard, tall'] }, { ...NOBODY, looks: ['tall, red beard'] }],
    [
      'an address that a team reads',
      { ...NOBODY, contacts: ['info@lodgepole.test'] },
      { ...NOBODY, contacts: ['info@lodgepole.test'] },
    ],
  ])('are not one by %s', (_what, one, other) => expect(compare(one, other)).toBeUndefined());

  it('who are called the same have what speaks against it shown', () => {
    const [one, other] = [
      { ...NOBODY, names: ['Anna Schmidt'], employers: ['Harzwerk GmbH'] },
      { ...NOBODY, names: ['Anna Schmidt'], employers: ['Quillfeather Games'] },
    ];
    expect(compare(one, other)).toEqual({
      is: 'possible',
      speaksFor: [{ kind: 'name', how: 'same', one: 'Anna Schmidt', other: 'Anna Schmidt' }],
      against: [{ kind: 'employer', one: 'Harzwerk GmbH', other: 'Quillfeather Games' }],
    });
  });

  describe('have each thing counted once', () => {
    const signs = (one: Partial<KnownAs>, other: Partial<KnownAs>) =>
      compare({ ...NOBODY, ...one }, { ...NOBODY, ...other })?.speaksFor.map(({ kind }) => kind);

    it.each([
      ['a handle made of the name', { names: ['Zed Karim', '@zedkarim'] }, ['handle']],
      [
        'an address made of the name',
        { names: ['Zed Karim'], contacts: ['zed.karim@mail.test'] },
        ['address'],
      ],
      ['a handle in the place of a name', { names: ['zed_karim'] }, ['handle']],
      ['a name with its handle', { names: ['Zed Karim (@zedkarim)'] }, ['handle']],
      ['a handle made of the address', { contacts: ['@zedk, zedk@mail.test'] }, ['address']],
      ['a handle in a look', { looks: ['@zedk at the booth'] }, ['handle']],
      ['a name in a look', { names: ['Zed Karim'], looks: ['Zed Karim at the booth'] }, ['name']],
      [
        'an employer in a look',
        { names: ['Zed'], employers: ['Harzwerk GmbH'], looks: ['hoodie of harzwerk'] },
        ['part', 'employer'],
      ],
    ])('%s', (_what, one, kinds) => expect(signs(one, one)).toEqual(kinds));

    it('which is not enough where it would have to be two', () => {
      const zed = { names: ['Zed'], looks: ['Zed at the booth'] };
      expect(signs(zed, zed)).toBeUndefined();
    });

    it.each([
      ['a handle of another word', { names: ['Zed Karim'], contacts: ['@quillfeather'] }, ['handle', 'name']],
      ['a short name within a handle', { names: ['Ed'], contacts: ['@fredrikson'] }, ['handle', 'part']],
      ['a look beside the name', { looks: ['Zed Karim, red beard'] }, ['name', 'look']],
    ])('but two that are two: %s', (_what, one, kinds) =>
      expect(signs(one, one)?.sort()).toEqual(kinds.sort()),
    );
  });
});
