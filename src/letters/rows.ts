import { fold } from './fold.ts';
import { type Found, foundAt } from './found.ts';
import type { NamePatterns } from './name-patterns.ts';
import type { Page, Span } from './page.ts';
import { romanised } from './romanise.ts';

const CLUSTER = /[\u1100-\u11ff]+|[\p{L}\p{N}]\p{M}*/gu;
const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** What follows the family name of somebody who is spoken of. */
const HONORIFIC =
  /^\s?(?:さん|さま|様|氏|君|くん|ちゃん|先生|女士|先生|小姐|同学|老师|總|总|씨|님|군|양|선생|교수|기자|대표)/u;
/** And what stands before it. */
const FAMILIAR = /[小老阿]$/u;

/** The letters of a text that have no gaps between words, and where each stands. */
interface Row {
  readonly letters: string;
  readonly places: readonly Span[];
}

/** Scripts that leave no gaps between words: names as letters in a row, wherever they stand. */
export function rowHits(page: Page, { rows, families, wholes }: NamePatterns): readonly Found[] {
  const hasEastAsian = EAST_ASIAN.test(page.text);
  if (rows.size === 0 && !hasEastAsian) return [];
  const row = rowIn(page);
  return [
    ...[...rows].flatMap((name) => standsIn(row, name)),
    ...[...families].flatMap((name) =>
      standsIn(row, name).filter(
        ({ start, end }) =>
          HONORIFIC.test(page.text.slice(end, end + 4)) || FAMILIAR.test(page.text.slice(0, start)),
      ),
    ),
    ...(hasEastAsian ? readAloud(page, wholes) : []),
  ];
}

function rowIn(page: Page): Row {
  let letters = '';
  const places: Span[] = [];
  for (const { 0: cluster, index } of page.text.matchAll(CLUSTER))
    for (const letter of fold(cluster)) {
      letters += letter;
      for (let unit = 0; unit < letter.length; unit += 1)
        places.push({ start: index, end: index + cluster.length });
    }
  return { letters, places };
}

function standsIn({ letters, places }: Row, name: string): readonly Found[] {
  const found: Found[] = [];
  for (let at = letters.indexOf(name); at >= 0; at = letters.indexOf(name, at + name.length)) {
    const [first, last] = [places[at], places[at + name.length - 1]];
    if (first && last) found.push(foundAt({ start: first.start, end: last.end }));
  }
  return found;
}

/** A whole name in other characters or in Latin letters on file, by how two to four characters are read. */
function readAloud(page: Page, wholes: ReadonlySet<string>): readonly Found[] {
  const long = new Set([...wholes].filter((name) => name.length > 5));
  if (long.size === 0) return [];
  return [...page.text.matchAll(/[\p{Script=Han}\p{Script=Hangul}]{2,40}/gu)].flatMap(({ 0: run, index }) =>
    [...run].flatMap((_letter, from) =>
      [2, 3, 4].flatMap((length) => {
        const part = run.slice(from, from + length);
        if (part.length !== length || !romanised(part).some((one) => long.has(one))) return [];
        return [foundAt({ start: index + from, end: index + from + length })];
      }),
    ),
  );
}
