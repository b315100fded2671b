import { fillTemplate } from '../fill-template.ts';
import { inARow } from '../text/within.ts';

/** What fills a place of a letter: words, or several, which become a list. */
export type Filling = string | readonly string[];

/**
 * Fills in a letter, so that it reads as if somebody had written it: no empty places, no punctuation twice, a capital
 * where a sentence begins. What has nothing to fill it takes its sentence with it, or the little that hangs on it.
 * Throws as `fillTemplate` does.
 */
export function fillLetter(template: string, fillings: Readonly<Record<string, Filling>>): string {
  const places = template.replace(/\{\{\s*([^{}]*?)\s*\}\}/g, '{{$1}}');
  const said = Object.entries(fillings).map(([name, filling]): Said => {
    if (!places.includes(placeOf(name))) throw new Error(`a template has no ${placeOf(name)}`);
    return [
      name,
      [filling]
        .flat()
        .map((one) => withoutLead(cleaned(one), name, places))
        .filter((one) => one !== ''),
    ];
  });
  const full = said.filter(([, all]) => all.length > 0);
  const shortened = places
    .split('\n')
    .map((line) => said.filter(([, all]) => all.length === 0).reduce(withoutPlace, line))
    .join('\n');
  const listed = full.reduce(asList, shortened);
  return tidy(fillTemplate(full.reduce(fitted, listed), wordsIn(listed, full)));
}

/**
 * Words without those that the letter has before their place, where somebody typed them again: “It is about touching” behind “It is
 * about this:” becomes “touching”.
 */
function withoutLead(words: string, name: string, template: string): string {
  const before = template.slice(0, Math.max(template.indexOf(placeOf(name)), 0));
  const last = before.split(/[.!?]\s|\n|\}\}/).at(-1) ?? '';
  for (const lead of [last, last.split(',').at(-1) ?? '']) {
    const typed = asTyped(lead);
    const rest = typed === undefined ? words : words.replace(typed, '');
    if (rest !== words && /[\p{L}\p{N}]/u.test(rest)) return rest;
  }
  return words;
}

/** How somebody may type fixed words again, with what follows them; undefined where a single word is there, which can be theirs. */
function asTyped(lead: string): RegExp | undefined {
  const all = lead.match(/[\p{L}\p{N}'’]+/gu) ?? [];
  if (all.length < 2) return undefined;
  const [first = '', ...rest] = all.at(-1) === 'this' ? all.slice(0, -1) : all;
  const begins =
    /^it$/i.test(first) && rest[0] === 'is'
      ? ["(?:(?:it|this|that)\\s+is|(?:it|that)['’]s)", ...rest.slice(1)]
      : [first, ...rest];
  return new RegExp(`^${begins.join('\\s+')}(?:\\s+this(?=:))?\\s*:?\\s+`, 'iu');
}

/** What fills a place, cleaned. */
type Said = readonly [name: string, all: readonly string[]];

/** The words of an answer as they stand in a sentence of ours: without the full stop that the letter brings. */
export function sentence(words = ''): string {
  return words
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.,;:\s]+$/, '');
}

/** A line without a place that nothing fills: “Hello {{name}},” becomes “Hello,”, and a sentence of its own goes. */
function withoutPlace(line: string, [name]: Said): string {
  const place = placeOf(name);
  if (!line.includes(place)) return line;
  const isGreeting = new RegExp(`^[\\p{L} ]+ ${escaped(place)}[,!:]$`, 'u').test(line);
  if (isGreeting) return line.replace(` ${place}`, '');
  return sentencesOf(line.replace(`, ${place}`, ''))
    .filter((one) => !one.includes(place))
    .join(' ');
}

/** Sentences of a line. A place is one by itself where the next word begins one; else it is a word of its sentence. */
function sentencesOf(line: string): readonly string[] {
  return line
    .split(/(?<=[.!?])\s+/)
    .flatMap((one) => /^(\{\{[^{}]*\}\})\s+(\p{Lu}.*)$/u.exec(one)?.slice(1) ?? [one]);
}

/** Several things stand below the words that lead to them, one a line, where nothing but a full stop follows. */
function asList(text: string, [name, all]: Said): string {
  if (all.length < 2) return text;
  return text.replace(new RegExp(`[:,]? ${escaped(placeOf(name))}\\.?(?=\\n|$)`), `:\n\n${placeOf(name)}`);
}

/** A place as its words need it: no full stop after one that they have. */
function fitted(text: string, [name, all]: Said): string {
  const place = placeOf(name);
  const ends = /[.!?…]["”’')\]]*$/.test(all.at(-1) ?? '');
  return ends ? text.replaceAll(`${place}.`, place) : text;
}

/** The words for each place, with a capital where a sentence begins with it. Places that are gone need none. */
function wordsIn(text: string, full: readonly Said[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    full.flatMap(([name, all]) => {
      const at = text.indexOf(placeOf(name));
      if (at === -1) return [];
      const before = text.slice(0, at);
      if (all.length > 1 && /:\n+$/.test(before)) return [[name, all.map((one) => `- ${one}`).join('\n')]];
      const row = inARow(all);
      return [[name, /(^|\n|[.!?]\s)$/.test(before) ? capital(row) : row]];
    }),
  );
}

/** With a capital, but for what is no word: an address, a handle, a list. */
export function capital(words: string): string {
  const [first = ''] = words.split(/\s/);
  return /[@:/]|\.\p{L}/u.test(first) ? words : words.charAt(0).toUpperCase() + words.slice(1);
}

/** Words that are capital only where a sentence begins with them. */
const SMALL =
  /^(?:They|He|She|It|We|The|An?|This|That|These|Those|Their|His|Her|Our|Its|There|No|Nobody|Somebody|Some|All|Any|Each|One|Two|Both|Neither|To|With|For|From|At|In|On|By|After|Before|As|Not|Something)\b/;

/**
 * Words as they stand within a sentence.
 *
 * @param also what else begins a sentence with a capital of its own
 */
export function lowerFirst(words: string, also = SMALL): string {
  return SMALL.test(words) || also.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}

function cleaned(words: string): string {
  return words.replace(/[^\S\n]+/g, ' ').trim();
}

function tidy(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/ {2,}/g, ' ').trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function placeOf(name: string): string {
  return `{{${name}}}`;
}

function escaped(text: string): string {
  return text.replace(/[{}]/g, '\\$&');
}
