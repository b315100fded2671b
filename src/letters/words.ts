import { fold } from './fold.ts';

/** A word of a text, folded, and where it stands: `text.slice(start, end)` is what the writer put there. */
export interface Word {
  readonly folded: string;
  readonly start: number;
  readonly end: number;
  /** Single letters in a row, read as one: other words may be inside. */
  readonly apart?: true;
}

/** Letters with their marks, digits, what cannot be seen, and letters in circles, squares and flags. */
const RUN = /[\p{L}\p{M}\p{N}\p{Cf}\u24b6-\u24e9\u{1f130}-\u{1f189}\u{1f1e6}-\u{1f1ff}]+/gu;
/** Inside a run: where the invisible stands, a number ends or begins, or a capital begins something new. */
const SEAM = /\p{Cf}+|(?=\p{N})(?<=\p{L}\p{M}*)|(?<=\p{N})(?=\p{L})|(?=\p{Lu})(?<=\p{Ll}\p{M}*)/gu;
const MARKUP = /^[*_~`\\]{1,4}$/;
const LINE_BREAK = /^[*_]{0,3}[-‐‑\xad][*_]{0,3}[ \t]*(?:\r\n?|\n)[ \t>*_]*$/;
const APOSTROPHE = /^[*_]{0,3}['`´‘’‛′＇][*_]{0,3}$/;
/** Between the parts of a compound, an address, a disguise. */
const LINK = /^[*_~`\\.\-‐‑'’ʼ´+&]{1,4}$/;
/** Keeps hostile text from costing more than its length. */
const LONGEST_CHAIN = 8;

interface Piece {
  readonly start: number;
  readonly end: number;
}

/**
 * The words of a text as they are read: a word broken over a line end with a hyphen is one, so is one with Markdown
 * marks or an apostrophe inside. A compound is several.
 */
export function words(text: string): readonly Word[] {
  const found: Word[] = [];
  let last: Piece | undefined;
  let joined = 0;
  const close = (): void => {
    if (last) found.push(...wordAt(text, last));
  };
  for (const run of runs(text)) {
    const gap = last && text.slice(last.end, Math.min(run.start, last.end + 40));
    const goesOn = gap !== undefined && (MARKUP.test(gap) || LINE_BREAK.test(gap) || APOSTROPHE.test(gap));
    joined = goesOn && joined < LONGEST_CHAIN ? joined + 1 : 0;
    if (joined > 0 && last) last = { start: last.start, end: run.end };
    else {
      close();
      last = run;
    }
  }
  close();
  return found;
}

/**
 * Everything that could be meant for one word: besides each word, the parts of compounds and of words run together
 * (`MarlonVane`, `marlon_vane2`), those parts joined, and letters written apart (`M a r l o n`, `M.a.r.l.o.n`).
 */
export function readings(text: string): readonly Word[] {
  const found = new Map<string, Word>();
  const add = (all: readonly Word[]): void => {
    for (const one of all) found.set(`${one.start}-${one.end}-${one.folded}`, one);
  };
  add(words(text));
  const all = runs(text);
  for (const run of all) add(wordAt(text, run));
  for (const chain of chains(text, all)) {
    for (const [first, { start }] of chain.entries())
      for (const { end } of chain.slice(first, first + LONGEST_CHAIN))
        if (isJoin(text, start, end)) add(wordAt(text, { start, end }));
  }
  add(writtenApart(text, all));
  return [...found.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The line of a place in a text, from 1; CRLF, LF and CR alike. */
export function lineAt(text: string): (place: number) => number {
  const starts = [...text.matchAll(/\r\n?|\n/g)].map((end) => end.index + end[0].length);
  return (place) => 1 + starts.filter((start) => start <= place).length;
}

/** Whether what begins here begins a sentence, a line of a list or a heading, so that its capital says nothing. */
export function beginsSentence(text: string, place: number): boolean {
  const near = text.slice(Math.max(0, place - 60), place);
  const before = near.replace(/[\s"“”„«»‘’'([*_#>~`\\\p{Cf}-]+$/u, '');
  const gap = near.slice(before.length);
  if (before === '' || /\n\s*\n|\r\s*\r|[\r\n][ \t]*[#>*-]+[ \t]/.test(gap)) return true;
  return /[.!?:…。]$/.test(before) && !/\b(?:mr|mrs|ms|mx|dr|prof|st)\.$/i.test(before);
}

function runs(text: string): readonly Piece[] {
  return [...text.matchAll(RUN)].map((run) => ({ start: run.index, end: run.index + run[0].length }));
}

function wordAt(text: string, { start, end }: Piece): readonly Word[] {
  const folded = fold(text.slice(start, end)).replace(/[^\p{L}\p{M}\p{N}']+/gu, '');
  return folded === '' ? [] : [{ folded, start, end }];
}

/** Pieces that nothing but links, markup or a broken line keeps apart. */
function chains(text: string, all: readonly Piece[]): readonly (readonly Piece[])[] {
  const found: Piece[][] = [];
  let chain: Piece[] = [];
  for (const piece of all.flatMap((run) => pieces(text, run))) {
    const gap = text.slice(chain.at(-1)?.end ?? 0, piece.start);
    const linked = /^\p{Cf}*$/u.test(gap) || LINK.test(gap) || (gap.length < 40 && LINE_BREAK.test(gap));
    if (chain.length === 0 || !linked) {
      chain = [];
      found.push(chain);
    }
    chain.push(piece);
  }
  return found;
}

function pieces(text: string, { start, end }: Piece): readonly Piece[] {
  const found: Piece[] = [];
  let from = start;
  for (const seam of text.slice(start, end).matchAll(SEAM)) {
    if (start + seam.index > from) found.push({ start: from, end: start + seam.index });
    from = start + seam.index + seam[0].length;
  }
  return from < end ? [...found, { start: from, end }] : found;
}

/** "I'm" is not Im and "we'll" is not Well: what follows an apostrophe is a part of a name from three letters on. */
function isJoin(text: string, start: number, end: number): boolean {
  return !/['’ʼ´]\p{L}{1,2}$/u.test(text.slice(start, end));
}

/** Three single letters and more in a row, with up to three other characters in between. */
function writtenApart(text: string, all: readonly Piece[]): readonly Word[] {
  const found: Word[] = [];
  let row: Piece[] = [];
  const close = (): void => {
    const [first] = row;
    const last = row.at(-1);
    if (first && last && row.length >= 3) {
      const folded = fold(row.map((one) => text.slice(one.start, one.end)).join(''));
      found.push({ folded, start: first.start, end: last.end, apart: true });
    }
    row = [];
  };
  for (const piece of all) {
    const isLetter = /^\p{Cf}*[\p{L}\u24b6-\u24e9\u{1f130}-\u{1f189}]\p{M}*\p{Cf}*$/u.test(
      text.slice(piece.start, piece.end),
    );
    if (!isLetter || piece.start - (row.at(-1)?.end ?? piece.start) > 3) close();
    if (isLetter) row.push(piece);
  }
  close();
  return found;
}
