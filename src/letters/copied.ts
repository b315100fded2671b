import { fold } from './fold.ts';
import type { Hit, Source } from './leak.ts';
import { LETTER_WORDS, STOP_WORDS } from './ordinary.ts';
import type { Page } from './page.ts';

/** Fewer words in a row are anybody's. */
const RUN = 4;
/** So many in a row are somebody's, also where they are words without content. */
const LONG_RUN = 7;
/** Letters of scripts without gaps are counted one by one, and two of them as a word. */
const GAPLESS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const TOKEN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*|[\p{L}\p{N}\p{M}]+?(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])|[\p{L}\p{N}\p{M}]+/gu;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const BROKEN = /-[*_]*[ \t]*(?:\r\n?|\n)[ \t>*_]*(?=\p{L})/gu;
/** What joins words and is nobody's way of saying something. */
const GLUE = new Set(
  `a about all an and are as at be been being but by for from had has have if in into is it its of on or out so than that the
  their them then there these they this those to up was we were what when where which while who with our us`.split(
    /\s+/,
  ),
);
const MARKUP = /[*_~`\\]+/g;

interface Token {
  readonly folded: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Runs of four or more words of an account that stand in a text, whatever its case, punctuation, markup and line ends;
 * the longest once. A run that is mostly small words, or part of what is known, is nobody's.
 */
export function copiedHits(
  page: Page,
  accounts: readonly Source[],
  known: readonly string[],
): readonly Hit[] {
  const tokens = tokensOf(page);
  const ids = new Map<string, number>();
  for (const { folded } of tokens) ids.set(folded, ids.get(folded) ?? ids.size);
  const row = tokens.map(({ folded }) => ids.get(folded) ?? -1);
  const places = new Map<string, number[]>();
  for (let at = 0; at + RUN <= row.length; at += 1) {
    const key = row.slice(at, at + RUN).join(' ');
    places.set(key, [...(places.get(key) ?? []).slice(0, 50), at]);
  }
  const isOurs = partOfKnown(tokens, known);
  return accounts.flatMap((account) =>
    runsOf(shared(account.text, ids, places)).flatMap(([first, last]) => {
      const run = tokens.slice(first, last + 1);
      const [begin, end] = [run[0], run.at(-1)];
      if (!begin || !end || !isTelling(page, run)) return [];
      const others = run.filter((one) => !isOurs(one));
      if (others.length < run.length && !isTelling(page, others)) return [];
      const { from, person } = account;
      return [{ what: 'copied' as const, start: begin.start, end: end.end, from, ...(person && { person }) }];
    }),
  );
}

/** Whether a word stands where the text has something that is no secret, whole. */
function partOfKnown(tokens: readonly Token[], known: readonly string[]): (token: Token) => boolean {
  const ours = new Set<Token>();
  for (const row of known.map(tokensIn).filter(({ length }) => length > 0))
    for (let at = 0; at + row.length <= tokens.length; at += 1)
      if (row.every((word, next) => tokens[at + next]?.folded === word))
        for (const token of tokens.slice(at, at + row.length)) ours.add(token);
  return (token) => ours.has(token);
}

/** The words of the text that are in a run of an account, by their numbers in the text. */
function shared(
  account: string,
  ids: ReadonlyMap<string, number>,
  places: ReadonlyMap<string, readonly number[]>,
): ReadonlySet<number> {
  const found = new Set<number>();
  const done = new Set<string>();
  let recent: number[] = [];
  for (const word of tokensIn(account)) {
    const id = ids.get(word);
    recent = id === undefined ? [] : [...(recent.length < RUN ? recent : recent.slice(1)), id];
    if (recent.length < RUN) continue;
    const key = recent.join(' ');
    if (done.has(key)) continue;
    done.add(key);
    for (const at of places.get(key) ?? []) for (let next = at; next < at + RUN; next += 1) found.add(next);
  }
  return found;
}

function runsOf(found: ReadonlySet<number>): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const at of [...found].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && last[1] === at - 1) last[1] = at;
    else runs.push([at, at]);
  }
  return runs;
}

/** Two words with content; one, where somebody is quoted; or so many in a row that they are more than what joins words. */
function isTelling(page: Page, run: readonly Token[]): boolean {
  const letters = run.filter(({ folded }) => GAPLESS.test(folded)).length;
  const weight = run.length - letters / 2;
  const content = run.filter(({ folded }) => !STOP_WORDS.has(folded) && !LETTER_WORDS.has(folded)).length;
  const said = run.filter(({ folded }) => !GLUE.has(folded)).length;
  return (
    weight >= RUN && (content > 1 || (content > 0 && isQuoted(page, run)) || (weight >= LONG_RUN && said > 3))
  );
}

function isQuoted({ text }: Page, run: readonly Token[]): boolean {
  const [start, end] = [run[0]?.start ?? 0, run.at(-1)?.end ?? 0];
  return (
    /["“„«‘']\s?$/.test(text.slice(Math.max(0, start - 2), start)) ||
    /^[.,!?…\s]{0,2}["”“»’']/.test(text.slice(end, end + 3))
  );
}

function tokensIn(text: string): readonly string[] {
  const bare = fold(text).replace(BROKEN, '').replace(MARKUP, '').replaceAll("'", '');
  return (GAPLESS.test(bare) ? bare.match(TOKEN) : bare.match(WORD)) ?? [];
}

function tokensOf(page: Page): readonly Token[] {
  return page.words.flatMap(({ folded, start, end }): readonly Token[] => {
    const bare = folded.replaceAll("'", '');
    if (!GAPLESS.test(bare)) return bare === '' ? [] : [{ folded: bare, start, end }];
    return [...page.text.slice(start, end).matchAll(/\P{M}\p{M}*/gu)].flatMap(({ 0: letter, index }) =>
      tokensIn(letter).map((one) => ({
        folded: one,
        start: start + index,
        end: start + index + letter.length,
      })),
    );
  });
}
