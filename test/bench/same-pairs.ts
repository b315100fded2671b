import type { KnownAs } from '../../src/letters/same-person.ts';

/** Two people of the labelled set, and whether they are one. */
export interface Pair {
  readonly same: boolean;
  readonly kind: string;
  readonly one: KnownAs;
  readonly other: KnownAs;
  readonly line: string;
}

/** Reads `test/fixtures/same-people.txt`, whose head says how it is written. */
export function pairsIn(text: string): readonly Pair[] {
  return text
    .split('\n')
    .filter((line) => /^[=/] /.test(line))
    .map((line) => {
      const [kind = '', one = '', other = ''] = line.slice(2).split(' | ');
      return { same: line.startsWith('='), kind, one: knownAs(one), other: knownAs(other), line };
    });
}

function knownAs(text: string): KnownAs {
  const [name = '', ...told] = text.split(/;\s+/);
  const said = (word: string): readonly string[] =>
    told.flatMap((one) => (one.startsWith(`${word} `) ? [one.slice(word.length + 1)] : []));
  return {
    names: [...(name === '-' ? [] : [name]), ...said('aka'), ...told.filter((one) => one.startsWith('@'))],
    contacts: [...said('mail'), ...said('tel')],
    employers: said('at'),
    looks: said('looks'),
  };
}
