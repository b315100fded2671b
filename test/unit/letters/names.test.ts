import { describe, expect, it } from 'vitest';
import { fold } from '../../../src/letters/fold.ts';
import { leaks } from '../../../src/letters/leak-check.ts';
import { nameParts } from '../../../src/letters/names.ts';
import { isSlipOf } from '../../../src/letters/slip.ts';
import { lineAt, readings, words } from '../../../src/letters/words.ts';
import { DISGUISES, NAMES } from './disguises.ts';

describe('folding', () => {
  it.each([
    ['Müller', 'muller'],
    ['Straße', 'strasse'],
    ['Æsa Øst', 'aesa ost'],
    ['Łódź', 'lodz'],
    ['Đỗ Þór', 'do thor'],
    ['İstanbul ısı', 'istanbul isi'],
    ['O’Brien Oʼbrien O`Brien', "o'brien o'brien o'brien"],
    ['Mar\u200blon\u00ad \u202eVane', 'marlon vane'],
    ['Ｍａｒｌｏｎ 𝓥𝓪𝓷𝓮 Ⓥⓐⓝⓔ 🅥🅐🅝🅔 🇻🇦🇳🇪 ᴠᴀɴᴇ', 'marlon vane vane vane vane vane'],
    ['M̶a̷r̸l̵o̴n̶', 'marlon'],
    ['Маrlоn', 'marlon'],
    ['Vαne', 'vane'],
    ['Иван', 'иван'],
    ['Ивaн', 'иван'],
    ['ガ', 'ガ'],
    ['ｶﾞ', 'ガ'],
    ['김', '김'],
  ])('%s is %s', (text, folded) => expect(fold(text)).toBe(folded));
});

describe('the words of a text', () => {
  const folded = (text: string): readonly string[] => words(text).map((one) => one.folded);

  it.each([
    ['Mar-\nlon Vane', ['marlon', 'vane']],
    ['> Mar-\r\n> lon', ['marlon']],
    ['**Mar**lon _Vane_', ['marlon', 'vane']],
    ['Jean-Luc and/or me', ['jean', 'luc', 'and', 'or', 'me']],
    ["Marlon's don't", ["marlon's", "don't"]],
    ['', []],
    [' …!', []],
  ])('%j are %j', (text, expected) => expect(folded(text)).toEqual(expected));

  it.each([
    ['M a r l o n', 'marlon'],
    ['M.a.r.l.o.n', 'marlon'],
    ['m-a-r-l-o-n', 'marlon'],
    ['MarlonVane2', 'vane'],
    ['MarlonVane2', 'marlonvane'],
    ['marlon_vane', 'vane'],
    ['Jean-Luc', 'jeanluc'],
    ['reporter-\nMarlon', 'marlon'],
    ['by\u200bmarlon', 'marlon'],
  ])('%j can be read as %s', (text, reading) =>
    expect(readings(text).map((one) => one.folded)).toContain(reading),
  );

  it('know their place', () => {
    const text = 'A\r\n**Mar**lon';
    const [, word] = words(text);
    expect(text.slice(word?.start, word?.end)).toBe('Mar**lon');
    expect([0, 3, 5].map(lineAt(text))).toEqual([1, 2, 2]);
  });
});

describe('a slip of the hand', () => {
  it.each([
    ['ana', 'ann', false],
    ['vaen', 'vane', true],
    ['vanes', 'vane', true],
    ['wane', 'vane', false],
    ['valo', 'vane', false],
    ['brain', 'brian', true],
    ['nguyem', 'nguyen', true],
    ['martin', 'marlon', false],
    ['christiana', 'christian', true],
    ['chrystjan', 'christian', true],
    ['krystjan', 'christian', false],
  ])('%s for %s: %s', (word, name, slip) => expect(isSlipOf(word, name)).toBe(slip));
});

describe('the parts of a name', () => {
  it('are no titles, particles and initials', () => {
    expect(nameParts('Prof. Dr. Ann M. van der Berg').telling).toEqual(['ann', 'berg']);
  });
});

describe('a name in a text', () => {
  const facts = (name: string) => ({
    people: [{ ref: 'A1', names: [name], contacts: [], employers: [], descriptions: [] }],
    mayName: [],
    accounts: [],
    circumstances: [],
    moments: [],
    known: [],
  });
  const cases = NAMES.flatMap((name) =>
    DISGUISES.filter(([, , applies]) => applies?.(name) ?? true).map(
      ([how, disguise]) => [name, how, disguise(name)] as const,
    ),
  );

  it.each(cases)('%s is found %s', (name, _how, written) => {
    for (const text of [`We spoke with ${written} about it.`, written, `Line one\r\n(${written})`]) {
      const found = leaks(text, facts(name));
      expect(found.length, text).toBeGreaterThan(0);
      expect(found[0]).toMatchObject({ what: 'name', from: 'the name of A1', person: 'A1' });
    }
  });

  it.each(NAMES)('%s is let through where it may be named', (name) => {
    expect(leaks(`Avoid ${name}, please.`, { ...facts(name), mayName: ['A1'] })).toEqual([]);
  });
});
