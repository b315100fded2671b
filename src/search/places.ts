import type { IncidentText } from '../incident/texts.ts';
import { type Field, numbersIn, termsOf, wordsIn } from './terms.ts';

/** A piece of a line; `found` where it is what was looked for. May hold hostile characters. */
interface Piece {
  readonly text: string;
  readonly found: boolean;
}

/** Where in an incident something was found. */
interface Place {
  readonly entry: string;
  readonly kind: string;
  readonly by: string;
  readonly at: string;
  /** A line of it around what was found. */
  readonly context: readonly Piece[];
}

interface Mark {
  readonly start: number;
  readonly end: number;
  readonly terms: readonly string[];
}

/** How much is told of where something stands. */
export interface Telling {
  /** Places of one incident. */
  readonly places: number;
  /** About how many letters of each. */
  readonly letters: number;
}

/** Some of the places of an incident, and how many more there are. */
export interface Places {
  readonly places: readonly Place[];
  readonly more: number;
}

/**
 * Where the terms stand in these texts: those places first that have the most of them, and each further one for a term that none
 * before it has.
 */
export function placesOf(
  texts: readonly IncidentText[],
  found: readonly string[],
  { places: most, letters }: Telling,
  only?: Field,
): Places {
  const wanted = new Set(found);
  const all = texts
    .filter(({ of }) => only === undefined || of === only)
    .map((text) => ({ text, marks: marksIn(text, wanted) }))
    .filter(({ marks }) => marks.length > 0)
    .map((one) => ({ ...one, terms: new Set(one.marks.flatMap(({ terms }) => terms)) }))
    .sort((a, b) => b.terms.size - a.terms.size);
  const told = new Set<string>();
  const places: Place[] = [];
  for (const { text, marks, terms } of all) {
    const isNew = [...terms].some((term) => !told.has(term));
    if (!isNew || places.length === most) continue;
    for (const term of terms) told.add(term);
    const { entry, kind, by, at } = text;
    places.push({ entry, kind, by, at, context: contextOf(text.text, marks, letters) });
  }
  return { places, more: all.length - places.length };
}

function marksIn({ text, of }: IncidentText, wanted: ReadonlySet<string>): readonly Mark[] {
  const words = wordsIn(text).map(({ written, start }) => ({
    start,
    end: start + written.length,
    terms: termsOf(written, of).filter((term) => wanted.has(term)),
  }));
  const numbers = numbersIn(text)
    .filter(({ term }) => wanted.has(term))
    .map(({ term, start, length }) => ({ start, end: start + length, terms: [term] }));
  const marks = [...words.filter(({ terms }) => terms.length > 0), ...numbers].sort(
    (a, b) => a.start - b.start,
  );
  return marks.filter(({ start }, at) => marks.slice(0, at).every(({ end }) => end <= start));
}

/** A line around the place where the most different terms stand close to each other. */
function contextOf(text: string, marks: readonly Mark[], letters: number): readonly Piece[] {
  const before = Math.round(letters / 3);
  const near = (from: Mark): readonly Mark[] =>
    marks.filter(({ start, end }) => start >= from.start && end <= from.start + letters - before);
  const richest = (several: readonly Mark[]): number => new Set(several.flatMap(({ terms }) => terms)).size;
  const best = marks.reduce(
    (one, other) => (richest(near(other)) > richest(near(one)) ? other : one),
    marks[0] as Mark,
  );
  const start = wordStart(text, best.start - before);
  const end = Math.max(wordEnd(text, start + letters), best.end);
  const pieces: Piece[] = start > 0 ? [{ text: '… ', found: false }] : [];
  let at = start;
  for (const mark of marks.filter((one) => one.start >= start && one.end <= end)) {
    pieces.push(
      { text: text.slice(at, mark.start), found: false },
      { text: text.slice(mark.start, mark.end), found: true },
    );
    at = mark.end;
  }
  pieces.push({ text: `${text.slice(at, end)}${end < text.length ? ' …' : ''}`, found: false });
  return pieces
    .map((piece) => ({ ...piece, text: piece.text.replace(/\s+/g, ' ') }))
    .filter((piece) => piece.text !== '');
}

/** Letters of a word that is not broken. */
const LONG = 20;

/** Where a word begins, at this place or behind it, unless the next one is far. */
function wordStart(text: string, at: number): number {
  if (at <= 0) return 0;
  const blank = text.slice(at, at + LONG).search(/\s/);
  return whole(text, blank < 0 ? at : at + blank + 1);
}

function wordEnd(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const blank = text.slice(0, at).search(/\s\S*$/);
  return whole(text, blank < at - LONG ? at : blank);
}

/** Not within a letter that is two. */
function whole(text: string, at: number): number {
  return /[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at;
}
