import { remembered } from './remembered.ts';

type Written = readonly (readonly [RegExp, string])[];

/**
 * What one language writes in Latin letters where another writes something else for the same letter of a Slavic name. In capitals:
 * C for ц and ч, which are one letter where somebody leaves the mark out; H for х. What is written c, ch, j, z, io and ien can stand
 * for several, and is what `READINGS` is for.
 */
const FIRST: Written = [
  [/(?<=.{5})ine$/, 'in'],
  [/schtsch|shch|sht?sch|szcz|chtch|stsch|shtsh/g, 'sC'],
  [/tsch|tch|tsh|cz/g, 'C'],
  [/tz|ts|cs/g, 'C'],
  [/dsch|dzh|dj|dz/g, 'd'],
  [/sch|sh|sz|zh/g, 's'],
  [/kh/g, 'H'],
  [/x/g, 'ks'],
  [/ck|q/g, 'k'],
  [/gu(?=[eiy])/g, 'g'],
  [/ph/g, 'f'],
  [/ou/g, 'u'],
  [/ff?(?=$)|w/g, 'v'],
];

/** What is read in several ways: one of each line is taken for the whole word. */
const READINGS: readonly (readonly Written[])[] = [
  [[[/ch/g, 'C']], [[/ch/g, 'H']], [[/ch/g, 's']]],
  [[[/c/g, 'C']], [[/c/g, 'k']], [[/c(?=[eiy])/g, 's']]],
  [[], [[/^j|(?<=[aeou])j(?=[aeou])/g, 's']]],
  [[[/z/g, 's']], [[/z/g, 'C']]],
  [[[/(?<=[^aeiouyj])[yji]o/g, 'e']], [[/(?<=[^aeiouyj])[yji]o/g, 'o']]],
];

/** And then, in this order: soft signs, glides between vowels and endings are written in more ways than anything else. */
const LAST: Written = [
  [/[hH]/g, 'h'],
  [/(?<=[Cs])o(?=v)/g, 'e'],
  [/^[yji](?=e)/, ''],
  [/(?<=[aeou])[yji]+(?=e)/g, ''],
  [/(?<=[^aeiouyj])[yji]+(?=e)/g, ''],
  [/(?<=[^aeiouy])j(?=[^aeiouyj]|$)/g, ''],
  [/[yj]/g, 'i'],
  [/skaia$/, 'ska'],
  [/(.)\1+/g, '$1'],
  [/(?<=[^aeiou])er$/, 'r'],
];

/** How such a name ends, or what stands in it, as it does in few others: that of the one says that the other is to be read so as well. */
const TELLS =
  /(?:[oei](?:v|w|ff?)|[oe][vw]a|sk(?:i|y|ij|iy|ii|yi|yj|a|aya|aja|aia)|i(?:c|ch|cz|tsch|tch)|enko|uk|[aeioy]j|[ei]y|[iy]n|ine)$|^[jy]e|[aeiou]ch[aeiou]|gue|tsch|tch|szcz|zh|kh|dzh|[^aeiouy][yj][aeou]|[lnrtd]j|ks|x/;

const SHORTEST = 4;

/** Whether a folded word in Latin letters looks like a Slavic name in some language's hand. */
function tellsSlavic(word: string): boolean {
  return TELLS.test(word);
}

/** What a folded word in Latin letters is as a Slavic name, whoever's hand wrote it: “wassiljew” and “vasilev” share one. */
const readSlavic = remembered((word): readonly string[] => {
  if (!/^[a-z]{4,30}$/.test(word)) return [];
  const first = written(FIRST, word);
  const all = READINGS.reduce<readonly string[]>(
    (some, ways) => [...new Set(some.flatMap((one) => ways.map((way) => written(way, one))))],
    [first],
  );
  return [...new Set(all.map((one) => written(LAST, one)))].filter(({ length }) => length >= SHORTEST);
});

function written(all: Written, word: string): string {
  return all.reduce((left, [from, to]) => left.replace(from, to), word);
}

/** Whether two folded words are one Slavic name, each as one language or another writes it in Latin letters. */
export function areOneSlavicName(one: string, other: string): boolean {
  if (!tellsSlavic(one) && !tellsSlavic(other)) return false;
  const others = readSlavic(other);
  return readSlavic(one).some((read) => others.includes(read));
}

/** Consonants of the shortest name that is told by them alone, and of one in which the one language has g and the other h. */
const SHORTEST_BONES = 4;
const SHORTEST_OTHER = 3;
const ADJECTIVE = /(?:a[yji]a|[oyi][yji])$/;

/**
 * Whether two folded words have the consonants of one Slavic name, as two languages say it: the vowels are others, and what the one
 * says as g the other says as h. That is little: it says something beside a name that fits.
 */
export function areOneInSlavicLanguages(one: string, other: string): boolean {
  if (spokenH(one[0] ?? '') !== spokenH(other[0] ?? '')) return false;
  const isSlavic = [one, other].some((word) => tellsSlavic(word) || ADJECTIVE.test(word));
  return bonesIn(one).some((bones) =>
    bonesIn(other).some((its) => {
      if (spokenH(bones) !== spokenH(its)) return false;
      return bones === its ? isSlavic && bones.length >= SHORTEST_BONES : bones.length >= SHORTEST_OTHER;
    }),
  );
}

function spokenH(letters: string): string {
  return letters.replaceAll('g', 'h');
}

function bonesIn(word: string): readonly string[] {
  return readSlavic(word).map((read) => read.replace(/[aeiouy]/g, '').replace(/(.)\1+/g, '$1'));
}

/** By what such a name is found among many, before it is compared: two that are one name share one of these. */
export function slavicTraces(word: string): readonly string[] {
  return readSlavic(word);
}

/**
 * The terms under which a word is kept, and those by which it is looked for: one of the ones is among the others where two words are one
 * Slavic name, and only there.
 */
export function slavicTerms(word: string): {
  readonly kept: readonly string[];
  readonly wanted: readonly string[];
} {
  const read = readSlavic(word);
  const [told, plain] = [read.map((one) => `=${one}`), read.map((one) => `&${one}`)];
  return tellsSlavic(word) ? { kept: told, wanted: [...told, ...plain] } : { kept: plain, wanted: told };
}
