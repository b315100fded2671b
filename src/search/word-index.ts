import { distance } from 'fastest-levenshtein';
import MiniSearch, { type AsPlainObject, type Options, type Query } from 'minisearch';
import type { IncidentText } from '../incident/texts.ts';
import {
  FIELDS,
  type Field,
  isWord,
  numbersIn,
  slipsIn,
  termsOf,
  unmarked,
  type Wanted,
  wordsIn,
} from './terms.ts';

/** The texts of one incident, under a number that no other has. */
export interface Numbered {
  readonly number: number;
  readonly texts: readonly Pick<IncidentText, 'of' | 'text'>[];
}

/** Where a term is: for each field its number and how often which incident has it, “0,12,1,45,2;1,12,3”. */
type Postings = readonly (readonly [term: string, where: string])[];
type Where = AsPlainObject['index'][number][1];

/** How many words each incident has, by field. */
type Lengths = Readonly<Record<string, number[]>>;

export interface Indexed {
  readonly lengths: Lengths;
  readonly postings: Postings;
}

/** An incident that has what was looked for. */
export interface Hit {
  readonly number: number;
  readonly score: number;
  /** The terms in it that were found. */
  readonly terms: readonly string[];
}

/** What somebody is called says more than that a word is mentioned. */
const PERSON_BOOST = 1.5;

const OPTIONS: Options<Numbered> = {
  fields: [...FIELDS],
  idField: 'number',
  extractField: (incident, field) =>
    field === 'number'
      ? incident.number
      : incident.texts
          .filter(({ of }) => of === field)
          .map(({ text }) => text)
          .join('\n'),
  tokenize: (text) => [
    ...wordsIn(text).map(({ written }) => written),
    ...numbersIn(text).map(({ term }) => term),
  ],
  processTerm: (word, field) =>
    word.startsWith('#') ? word : [...termsOf(word, FIELDS.find((one) => one === field) ?? 'words')],
  autoVacuum: false,
};

/** What is to be remembered of these incidents, so that they are found without their texts. */
export function indexed(incidents: readonly Numbered[]): Indexed {
  const first = Math.min(...incidents.map(({ number }) => number));
  const index = MiniSearch.loadJS<Numbered>({ ...plain([], []), nextId: first }, OPTIONS);
  // MiniSearch counts from the first on: what several remember stands beside each other without being numbered anew.
  for (const [at, incident] of incidents.entries()) {
    if (incident.number !== first + at) throw new Error('incidents are numbered one after the other');
    index.add(incident);
  }
  const { fieldLength, index: terms } = index.toJSON();
  return { lengths: fieldLength, postings: terms.map(([term, where]) => [term, written(where)]) };
}

/** The part of the terms that a term belongs to, so that a search reads few of them: all that begin alike are together. */
export function shelfOf(term: string): string {
  return unmarked(term).slice(0, 2);
}

/** Incidents by those of their terms that are looked for. */
export class WordIndex {
  readonly #wanted: readonly (readonly Wanted[])[];
  readonly #index: MiniSearch<Numbered>;

  /**
   * @param wanted what is looked for, a list for each word
   * @param remembered what is remembered of incidents, of each at most once
   * @param others incidents of which nothing is
   */
  constructor(
    wanted: readonly (readonly Wanted[])[],
    remembered: readonly Indexed[],
    others: readonly Numbered[],
  ) {
    this.#wanted = wanted;
    const terms = termsLike(wanted.flat(), remembered);
    this.#index = MiniSearch.loadJS<Numbered>(
      plain(
        remembered.map(({ lengths }) => lengths),
        terms,
      ),
      OPTIONS,
    );
    this.#index.addAll(others);
  }

  /** The incidents that have a term of each of these lists, or of any of them; the best first. */
  find(by: 'all' | 'any', only?: Field): readonly Hit[] {
    const query: Query = {
      combineWith: by === 'all' ? 'AND' : 'OR',
      queries: this.#wanted.map((one) => ({
        combineWith: 'OR',
        queries: one
          .filter(({ fields }) => only === undefined || fields?.includes(only) !== false)
          .map((term) => asQuery(term, only)),
      })),
    };
    return this.#index
      .search(query, { tokenize: (term) => [term], processTerm: (term) => term })
      .map(({ id, score, terms }) => ({ number: id, score, terms }));
  }
}

function asQuery(
  { term, prefix, fuzzy, weight, fields: own, eitherWay }: Wanted,
  only: Field | undefined,
): Query {
  const fields = only === undefined ? own : [only];
  return {
    queries: [term],
    prefix,
    fuzzy: fuzzy === 0 ? false : fuzzy,
    boostTerm: () => weight,
    ...(fuzzy > 0 && {
      boostDocument: (_id, found) => Number(isWord(found) && (!eitherWay || isSlipEitherWay(term, found))),
    }),
    boost: { person: PERSON_BOOST },
    ...(fields && { fields: [...fields] }),
  };
}

function isSlipEitherWay(one: string, other: string): boolean {
  return distance(one, other) <= Math.max(slipsIn(one), slipsIn(other));
}

/** An index as MiniSearch writes it; of the incidents it names those that have one of the terms. */
function plain(all: readonly Lengths[], index: AsPlainObject['index']): AsPlainObject {
  const sums = FIELDS.map(() => 0);
  const having = new Set(index.flatMap(([, where]) => Object.values(where).flatMap(Object.keys)));
  const lengths: Record<string, number[]> = {};
  let [count, last] = [0, -1];
  for (const own of all)
    for (const number in own) {
      const length = own[number] ?? [];
      count += 1;
      last = Math.max(last, Number(number));
      for (const field in sums) sums[field] = (sums[field] ?? 0) + (length[field] ?? 0);
      if (having.has(number)) lengths[number] = length;
    }
  return {
    documentCount: count,
    nextId: last + 1,
    documentIds: Object.fromEntries(Object.keys(lengths).map((number) => [number, Number(number)])),
    fieldIds: Object.fromEntries(FIELDS.map((field, at) => [field, at])),
    fieldLength: lengths,
    averageFieldLength: sums.map((sum) => sum / Math.max(1, count)),
    storedFields: {},
    dirtCount: 0,
    index,
    serializationVersion: 2,
  };
}

/** Of what is remembered the terms that may be meant, each once: MiniSearch says which of them are, and how well they fit. */
function termsLike(wanted: readonly Wanted[], remembered: readonly Indexed[]): AsPlainObject['index'] {
  const terms = new Map<string, Where>();
  for (const { postings } of remembered)
    for (const [term, written] of postings) {
      if (!wanted.some((one) => mayBe(one, term))) continue;
      const where = terms.get(term) ?? {};
      terms.set(term, where);
      read(written, where);
    }
  return [...terms];
}

/** Whether MiniSearch could take a term for a wanted one. */
function mayBe({ term: wanted, prefix, fuzzy }: Wanted, term: string): boolean {
  if (term === wanted || (prefix && term.startsWith(wanted))) return true;
  return fuzzy > 0 && Math.abs(term.length - wanted.length) <= fuzzy && distance(term, wanted) <= fuzzy;
}

function written(where: Where): string {
  return Object.entries(where)
    .map(([field, incidents]) => [field, ...Object.entries(incidents).flat()].join(','))
    .join(';');
}

/** Adds what `written` wrote to where a term is. */
function read(all: string, where: Where): void {
  for (const one of all.split(';')) {
    const [field = 0, ...incidents] = one.split(',').map(Number);
    where[field] ??= {};
    for (let at = 0; at < incidents.length; at += 2)
      (where[field] as Where[string])[incidents[at] ?? 0] = incidents[at + 1] ?? 0;
  }
}
