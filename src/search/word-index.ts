import MiniSearch, { type AsPlainObject, type Options, type Query } from 'minisearch';
import type { IncidentText } from '../incident/texts.ts';
import { type Field, numbersIn, termsOf, type Wanted, wordsIn } from './terms.ts';

/** The texts of one incident, under a number that no other has. */
export interface Numbered {
  readonly number: number;
  readonly texts: readonly Pick<IncidentText, 'of' | 'text'>[];
}

/** Terms with where they are, as MiniSearch writes them: plain data, for a part of the terms or for all. */
type Postings = AsPlainObject['index'];

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

const FIELDS: readonly Field[] = ['person', 'words'];
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
    word.startsWith('#') ? word : [...termsOf(word, field === 'person' ? field : 'words')],
  autoVacuum: false,
};

/** What is to be remembered of these incidents, so that they are found without their texts. */
export function indexed(incidents: readonly Numbered[]): Indexed {
  const first = Math.min(...incidents.map(({ number }) => number));
  const index = MiniSearch.loadJS<Numbered>({ ...plain({}, []), nextId: first }, OPTIONS);
  // MiniSearch counts from the first on: what several remember stands beside each other without being numbered anew.
  for (const [at, incident] of incidents.entries()) {
    if (incident.number !== first + at) throw new Error('incidents are numbered one after the other');
    index.add(incident);
  }
  const { fieldLength, index: postings } = index.toJSON();
  return { lengths: fieldLength, postings };
}

/** The part of the terms that a term belongs to, so that a search reads few of them: all that begin alike are together. */
export function shelfOf(term: string): string {
  return term.replace(/^[~^%#]/, '').slice(0, 2);
}

/** Incidents by what of their terms was read, in which can be searched. */
export class WordIndex {
  readonly #index: MiniSearch<Numbered>;

  /**
   * @param remembered what is remembered of incidents, of each at most once
   * @param others incidents of which nothing is
   */
  constructor(remembered: readonly Indexed[], others: readonly Numbered[]) {
    const lengths = Object.assign({}, ...remembered.map((one) => one.lengths));
    this.#index = MiniSearch.loadJS<Numbered>(plain(lengths, joined(remembered)), OPTIONS);
    this.#index.addAll(others);
  }

  /** The incidents that have a term of each of these lists, or of any of them; the best first. */
  find(wanted: readonly (readonly Wanted[])[], by: 'all' | 'any', only?: Field): readonly Hit[] {
    if (wanted.length === 0) return [];
    const query: Query = {
      combineWith: by === 'all' ? 'AND' : 'OR',
      queries: wanted.map((one) => ({
        combineWith: 'OR',
        queries: one
          .filter((term) => only === undefined || term.only !== 'words')
          .map((term) => asQuery(term, only)),
      })),
    };
    return this.#index
      .search(query, { tokenize: (term) => [term], processTerm: (term) => term })
      .map(({ id, score, terms }) => ({ number: id, score, terms }));
  }
}

function asQuery({ term, prefix, fuzzy, weight, only: own }: Wanted, only: Field | undefined): Query {
  const field = only ?? own;
  return {
    queries: [term],
    prefix,
    fuzzy: fuzzy === 0 ? false : fuzzy,
    boostTerm: () => weight,
    boost: { person: PERSON_BOOST },
    ...(field !== undefined && { fields: [field] }),
  };
}

/** An index as MiniSearch writes it. */
function plain(lengths: Lengths, postings: Postings): AsPlainObject {
  const numbers = Object.keys(lengths);
  const mean = (field: number): number =>
    numbers.reduce((sum, number) => sum + (lengths[number]?.[field] ?? 0), 0) / Math.max(1, numbers.length);
  return {
    documentCount: numbers.length,
    nextId: Math.max(-1, ...numbers.map(Number)) + 1,
    documentIds: Object.fromEntries(numbers.map((number) => [number, Number(number)])),
    fieldIds: Object.fromEntries(FIELDS.map((field, at) => [field, at])),
    fieldLength: lengths,
    averageFieldLength: FIELDS.map((_, field) => mean(field)),
    storedFields: {},
    dirtCount: 0,
    index: postings,
    serializationVersion: 2,
  };
}

/** The terms of several, each once. */
function joined(all: readonly Indexed[]): Postings {
  const [first, ...others] = all;
  if (others.length === 0) return first?.postings ?? [];
  const terms = new Map<string, Postings[number][1][]>();
  for (const [term, fields] of all.flatMap(({ postings }) => postings)) {
    const before = terms.get(term);
    if (before === undefined) terms.set(term, [fields]);
    else before.push(fields);
  }
  return [...terms].map(([term, several]) => {
    const fields = new Set(several.flatMap(Object.keys));
    return [
      term,
      Object.fromEntries(
        [...fields].map((field) => [field, Object.assign({}, ...several.map((one) => one[field]))]),
      ),
    ];
  });
}
