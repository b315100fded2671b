import { type Content, type ContentOf, MOMENTS, type NewEntry } from '../incident/entry.ts';
import { blockOf } from '../incident/evidence.ts';
import { localIso } from '../text/moment.ts';
import { earliestOf, latestOf, precisionOf } from '../text/rough.ts';

/** What an entry is to say; what nobody told of it is undefined. */
type Sketch<C = Content> = C extends unknown
  ? { [K in keyof C]: Partial<Pick<C, K>> extends Pick<C, K> ? C[K] | undefined : C[K] }
  : never;

export interface DecisionFacts {
  /** The member who acts. */
  readonly me: string;
  /** A fresh entry ID at each call. */
  readonly newId: () => string;
  /** The ID of the first entry, chosen when the answers were begun, so that a resumed save is recognised. */
  readonly firstId: string;
}

/** The entries that a decision adds, in order, each with its ID. */
export class EntryList {
  readonly entries: NewEntry[] = [];
  readonly #facts: DecisionFacts;

  constructor(facts: DecisionFacts) {
    this.#facts = facts;
  }

  /** Adds an entry without what is undefined in it. Returns its ID. */
  add(sketch: Sketch, restricted?: NewEntry['restricted']): string {
    const id = this.entries.length === 0 ? this.#facts.firstId : this.#facts.newId();
    this.entries.push({ id, content: contentOf(sketch), ...(restricted && { restricted }) });
    return id;
  }

  /**
   * Adds an attachment of which no more than where it lies is open to all who can open the incident. Returns the ID of the entry.
   *
   * @param members who can open the rest
   */
  addForFew(sketch: Sketch<ContentOf<'evidence'>>, members: readonly string[]): string {
    const { file, replaces } = sketch;
    const to = [...new Set(members)];
    const fields = blockOf(contentOf(sketch) as ContentOf<'evidence'>);
    return this.add({ kind: 'evidence-for-few', file, replaces, to }, { to, fields });
  }
}

/** Without what is undefined in it. */
function contentOf(sketch: Sketch): Content {
  const told = Object.entries(sketch).filter(([, value]) => value !== undefined);
  return toTheMinute(Object.fromEntries(told) as Content);
}

/** What is due has until the end of its day. */
const DUE: readonly string[] = ['due', 'answerBy'];
/** Of a day, or a part of one, the entry has a moment, and says that no more than that day is known. */
function toTheMinute(content: NewEntry['content']): NewEntry['content'] {
  const rough = [...MOMENTS].flatMap((field) => {
    const said = (content as Readonly<Record<string, unknown>>)[field];
    const precision = typeof said === 'string' ? precisionOf(said) : undefined;
    if (typeof said !== 'string' || precision === undefined) return [];
    return [{ field, precision, at: localIso(DUE.includes(field) ? latestOf(said) : earliestOf(said)) }];
  });
  if (rough.length === 0) return content;
  return {
    ...content,
    ...Object.fromEntries(rough.map(({ field, at }) => [field, at])),
    precision: Object.fromEntries(rough.map(({ field, precision }) => [field, precision])),
  };
}
