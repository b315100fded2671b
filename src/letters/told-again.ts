import { type Detail, type Hit, hitOf } from './leak.ts';
import { isNoSlip } from './ordinary.ts';
import type { Page, Span } from './page.ts';
import { nthOf, type Sort, sortOf, stemOf, tellTogether } from './telling-words.ts';
import { type Word, words } from './words.ts';

/** Small words between two telling ones: “touched another attendee on the back” has four of them. */
const GAP = 5;
/** “Talk number three”, “talk no. 3”. */
const NUMBER_SIGN = /^(?:number|num|no|nr)$/;
/** They join two things, which are not one. */
const JOINS = /^(?:and|or|nor|but)$/;
const BREAK = /[.,;:!?…()[\]{}“”„«»"]|[\r\n]\s*[\r\n]|\s[-–—]\s/u;
const COUNTED: readonly (Sort | undefined)[] = ['slot', 'place', 'wide'];

/** A word that says something, and where it stands. */
interface Telling extends Span {
  readonly stem: string;
  readonly sort: Sort;
  /** How many small words stand before it; more than any gap has where a sentence, or a part of one, begins. */
  readonly gap: number;
}

/** Two near each other that tell something together. */
interface Pair extends Span {
  /** The same for both orders. */
  readonly key: string;
}

interface ToldWords {
  /** Two that stand side by side. */
  readonly pairs: ReadonlySet<string>;
  /** Two with a third between them. */
  readonly wide: ReadonlySet<string>;
  /** Words that tell by themselves. */
  readonly rare: ReadonlySet<string>;
}

const ON_PAGE = new WeakMap<Page, readonly Telling[]>();
const TOLD = new WeakMap<Detail, ToldWords>();

/**
 * Where a text says again, in nearly the same few words, what was told about when, where and what: two telling words near
 * each other, in whatever order, number and tense; and a single one about where it was that few people use.
 */
export function toldAgainHits(page: Page, details: readonly Detail[]): readonly Hit[] {
  if (details.length === 0) return [];
  const here = ON_PAGE.get(page) ?? tellingIn(page.text, page.words);
  ON_PAGE.set(page, here);
  const [near, far] = [pairsOf(here, 1), pairsOf(here, 2)];
  return details.flatMap((detail) => {
    const { pairs, wide, rare } = toldIn(detail);
    return joined([
      ...near.filter(({ key }) => pairs.has(key) || wide.has(key)),
      ...far.filter(({ key }) => pairs.has(key)),
      ...here.filter(({ stem }) => rare.has(stem)),
    ]).map((span) => hitOf('again', span, detail.from, detail.person));
  });
}

function toldIn(detail: Detail): ToldWords {
  const all = tellingIn(detail.text, words(detail.text));
  const told = TOLD.get(detail) ?? {
    pairs: new Set(pairsOf(all, 1).map(({ key }) => key)),
    wide: new Set(pairsOf(all, 2).map(({ key }) => key)),
    // What somebody did is told in general, with words that are as rare.
    rare: new Set(
      detail.of === 'behavior' ? [] : all.filter((one) => isRare(one, detail.text)).map(({ stem }) => stem),
    ),
  };
  TOLD.set(detail, told);
  return told;
}

function isRare({ stem, sort, start, end }: Telling, text: string): boolean {
  return sort === 'own' && /^[a-z]{6,}$/.test(stem) && !isNoSlip(text.slice(start, end).toLowerCase());
}

function tellingIn(text: string, all: readonly Word[]): readonly Telling[] {
  const found: Telling[] = [];
  let gap = GAP + 1;
  for (const [at, { folded, start, end }] of all.entries()) {
    const before = all[at - 1];
    if (before !== undefined && isBroken(text.slice(before.end, start), before.folded)) gap = GAP + 1;
    if (JOINS.test(folded)) gap = GAP + 1;
    const bare = folded.replace(/'s?$/, '').replaceAll("'", '');
    const which = gap < 2 && COUNTED.includes(found.at(-1)?.sort) ? nthOf(bare) : undefined;
    const sort = which === undefined ? sortOf(bare) : 'nth';
    const isSign = NUMBER_SIGN.test(bare) && nthOf(all[at + 1]?.folded ?? '') !== undefined;
    if (sort === undefined || isSign) gap += 1;
    else {
      found.push({ stem: which === undefined ? stemOf(bare) : `#${which}`, sort, start, end, gap });
      gap = 0;
    }
  }
  return found;
}

/** “Talk no. 3” goes on behind its full stop. */
function isBroken(between: string, before: string): boolean {
  return BREAK.test(between) && !(NUMBER_SIGN.test(before) && /^\.\s?$/.test(between));
}

/** Every two that stand so many telling words apart. */
function pairsOf(all: readonly Telling[], apart: number): readonly Pair[] {
  return all.flatMap((one, at) => {
    const row = all.slice(at + 1, at + 1 + apart);
    const other = row[apart - 1];
    if (other === undefined || one.stem === other.stem || !tellTogether(one.sort, other.sort)) return [];
    if (row.reduce((sum, { gap }) => sum + gap, 0) > GAP) return [];
    return [{ key: [one.stem, other.stem].sort().join(' '), start: one.start, end: other.end }];
  });
}

/** Those that overlap as one. */
function joined(spans: readonly Span[]): readonly Span[] {
  const found: Span[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = found.at(-1);
    if (last !== undefined && start < last.end)
      found[found.length - 1] = { start: last.start, end: Math.max(end, last.end) };
    else found.push({ start, end });
  }
  return found;
}
