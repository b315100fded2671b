import { describe, expect, it } from 'vitest';
import { isTheirName, mayBeOneName, samenessOf } from '../../../src/letters/same-name.ts';
import { NAMES } from './disguises.ts';

/** How two names are one person's: certainly, by their letters alone, or written in another way. */
type Same = 'certain' | 'exact' | 'near' | 'part' | 'otherwise';

describe('two names', () => {
  it.each<[string, string, Same | undefined]>([
    ['Marlon Vane', 'marlon vane', 'certain'],
    ['Marlon Vane', 'VANE MARLON', 'certain'],
    ['Vane, Marlon', 'Dr. Marlon Vane', 'certain'],
    ['José María', 'jose maria', 'certain'],
    ['Müller', 'Mueller', 'certain'],
    ['Jürgen Müller', 'Juergen Mueller', 'certain'],
    ['Jean-Luc Picard', 'Jean Luc Picard', 'certain'],
    ['Jean-Luc Picard', 'JeanLuc Picard', 'certain'],
    ["Siobhán O'Brien", 'Siobhan OBrien', 'certain'],
    ['Jan van der Berg', 'Berg, Jan van der', 'certain'],
    ['a@example.net', 'A@EXAMPLE.NET', 'certain'],
    ['Ann Lee <a@example.net>', 'a@example.net', 'certain'],
    ['marlon@example.net', 'Marlon <Marlon@example.net>', 'certain'],
    ['Jan van der Berg', 'Jan Berg', 'exact'],
    ['Marlon Vane', 'Marlan Vane', 'near'],
    ['M. Vane', 'Marlon Vane', 'near'],
    ['Vane M', 'Marlon Vane', 'near'],
    ['Marlon V.', 'Marlon Vane', 'near'],
    ['Marlon James Vane', 'Marlon Vane', 'near'],
    ['Marlon', 'Marlon Vane', 'part'],
    ['vane', 'Marlon Vane', 'part'],
    ['Vaen', 'Marlon Vane', 'part'],
    ['obrian', 'Marlon O’Brien', 'part'],
    ['vanderberg', 'Jan van der Berg', 'part'],
    ['M. V.', 'Marlon Vane', 'part'],
    ['小龙', '李小龙', 'part'],
    ['Katarzyna Wójcicka', 'Kasia Wójcicka', 'otherwise'],
    ['Иван Петров', 'Ivan Petrov', 'otherwise'],
    ['Robert Alder', 'Bob Alder', 'otherwise'],
    ['王小明', 'Xiaoming Wang', 'otherwise'],
    ['Anna Vane', 'Marlon Vane', undefined],
    ['Marlon Brando', 'Marlon Vane', undefined],
    ['Ann Lee', 'Ana Lee', undefined],
    ['van', 'Jan van der Berg', undefined],
    ['M', 'Marlon Vane', undefined],
    ['', 'Marlon Vane', undefined],
    ['', '', undefined],
    ['.', '-', undefined],
  ])('%s and %s: %s', (a, b, same) => {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      expect(isTheirName(one, other)).toBe(same === 'certain');
      expect(samenessOf(one, other)).toBe(
        same === 'certain' ? 'exact' : same === 'otherwise' ? undefined : same,
      );
      expect(mayBeOneName(one, other)).toBe(same !== undefined);
    }
  });

  it.each(NAMES)('%s is themselves', (name) => {
    expect(isTheirName(name, name.normalize('NFD').toUpperCase())).toBe(true);
    expect(samenessOf(name, name)).toBe('exact');
    expect(mayBeOneName(name, name)).toBe(true);
  });
});
