import { keptIn } from './coming-in.ts';
import { type Entry, type EntryOf, isKnown, type Kind, type KnownEntry } from './entry.ts';
import { manyIn } from './many.ts';
import { byUniqueId } from './unique-id.ts';
import { BY_PERMISSION, type IncidentView, type Unsealed } from './view.ts';

/**
 * `person`: what somebody is called, how they look, and how they are reached; `words`: everything else that somebody wrote; `few`:
 * of that, what is sealed to fewer than can open the incident.
 */
type TextOf = 'person' | 'words' | 'few';

/** A text that stands in an incident, with the entry that has it. May hold hostile characters. */
export interface IncidentText {
  readonly entry: string;
  readonly kind: string;
  readonly by: string;
  readonly at: string;
  readonly of: TextOf;
  readonly text: string;
}

/** What an entry says of people's names and contacts, and what else it says. */
interface Said {
  readonly person?: Texts;
  readonly words?: Texts;
}

type Texts = readonly (string | null | undefined | false | readonly string[])[];

const NOTHING = (): Said => ({});

/** What every kind of entry says in words: none can be forgotten. IDs, marks, moments and what was chosen are no words. */
const SAID: { readonly [K in Kind]: (entry: EntryOf<K>) => Said } = {
  opened: NOTHING,
  threat: ({ words }) => ({ words: [words] }),
  person: ({ name, contact, aliases, description, employer }) => ({
    person: [name, contact, aliases, description],
    words: [employer],
  }),
  unreachable: NOTHING,
  report: ({ account, summary }) => ({ words: [account, summary] }),
  details: ({ details }) => ({
    words: [details.behavior, details.when, details.circumstances, manyIn(details)],
  }),
  'follow-up': ({ text }) => ({ words: [text] }),
  visibility: NOTHING,
  'visibility-corrected': NOTHING,
  consent: NOTHING,
  wish: ({ words }) => ({ words: [words] }),
  permission: ({ words, condition, met }) => ({ words: [words, condition, met] }),
  permitted: ({ words, condition }) => ({ words: [words, condition] }),
  'condition-met': ({ met }) => ({ words: [met] }),
  compared: NOTHING,
  joined: NOTHING,
  'only-again': ({ words }) => ({ words: [words] }),
  'words-corrected': ({ words }) => ({ words: [words] }),
  grant: NOTHING,
  recusal: ({ reason }) => ({ words: [reason] }),
  'recusal-undone': ({ reason }) => ({ words: [reason] }),
  recovered: NOTHING,
  widened: ({ words }) => ({ words: [words] }),
  'taken-in': NOTHING,
  note: ({ text }) => ({ words: [text] }),
  override: ({ reason }) => ({ words: [reason] }),
  evidence: ({ name, about }) => ({ words: [name, about] }),
  'evidence-for-few': NOTHING,
  'evidence-replaced': NOTHING,
  meeting: ({ early, exception, whatHappened, reason, alone, unheard }) => ({
    words: [early, exception, whatHappened, reason, alone, unheard],
  }),
  action: ({ what, condition }) => ({ words: [what, condition] }),
  'action-passed': NOTHING,
  'action-done': ({ words }) => ({ words: [words] }),
  statement: ({ words, early }) => ({ words: [words, early] }),
  letter: ({ text, exception, permission, untold, reach, appeals }) => ({
    words: [text, exception?.reason, permission, untold, reach, appeals],
  }),
  told: ({ early, how, words, notPossible }) => ({ words: [early, how, words, notPossible] }),
  'not-sent': ({ reason }) => ({ words: [reason] }),
  sanction: ({ label, conditions, parameters, safety, alone, tell, switchOff, unheard }) => ({
    words: [label, conditions, Object.values(parameters), safety, alone, tell, switchOff, unheard],
  }),
  'sanction-done': ({ items, met }) => ({ words: [items, met] }),
  'sanction-change': ({ conditions, noLonger, reason, alone }) => ({
    words: [conditions, noLonger, reason, alone],
  }),
  'sanction-corrected': ({ right, noLonger }) => ({
    words: [
      ...[right.label, right.parameters && Object.values(right.parameters), right.conditions],
      ...[right.safety, right.tell, right.switchOff, noLonger],
    ],
  }),
  'sanction-end': ({ reason, alone }) => ({ words: [reason, alone] }),
  appeal: ({ words }) => ({ words: [words] }),
  'appeal-outcome': ({ reason }) => ({ words: [reason] }),
  apology: ({ words }) => ({ words: [words] }),
  announcement: ({ untold, reason }) => ({ words: [untold, reason] }),
  feedback: ({ words, way }) => ({ words: [words, way] }),
  export: ({ to, why }) => ({ words: [to, why] }),
  'export-permission': ({ to, words }) => ({ words: [to, words] }),
  closed: ({ unfinished, notNeeded }) => ({ words: [unfinished, notNeeded?.why] }),
  reopened: ({ reason }) => ({ words: [reason] }),
  evaluation: ({ proposals }) => ({ words: [Object.values(proposals)] }),
};

/**
 * Every text in an incident that whoever looks may read, in the order of its entries: also what was put right since, and what is
 * kept and changes nothing. Of what is sealed to fewer, what opened for them.
 */
export function textsIn(
  { entries }: Pick<IncidentView, 'entries'>,
  unsealed: Unsealed,
): readonly IncidentText[] {
  return byUniqueId(entries).entries.flatMap((entry) => [
    ...textsOf(entry, unsealed.get(entry.id)),
    // Shown with the entry that keeps them: their own IDs are none of this incident.
    ...keptIn(entry).flatMap((kept) =>
      textsOf(kept).map((one) => ({ ...one, entry: entry.id, kind: entry.kind })),
    ),
  ]);
}

/** @param block the fields that are sealed to fewer, where they opened */
function textsOf(entry: Entry, block: Readonly<Record<string, string>> = {}): readonly IncidentText[] {
  if (!isKnown(entry)) return [];
  const { person = [], words = [] } = saidIn(entry);
  const { id, kind, by, at } = entry;
  const sealed = (of: TextOf): Texts =>
    Object.keys(block).map((key) => ofBlock(kind, key) === of && block[key]);
  const all: readonly (readonly [TextOf, Texts])[] = [
    ['person', [...person, ...sealed('person')]],
    ['words', words],
    ['few', sealed('few')],
  ];
  return all.flatMap(([of, texts]) =>
    texts
      .flat()
      .filter((text): text is string => typeof text === 'string' && text.trim() !== '')
      .map((text) => ({ entry: id, kind, by, at, of, text })),
  );
}

/** Which fields of a block are words, where not all of them are. */
const WORDS_OF_BLOCK: Readonly<Record<string, readonly string[]>> = {
  widened: [BY_PERMISSION],
  compared: [],
  joined: ['why'],
  'evidence-for-few': ['name', 'about'],
  // What it tells is of another incident, which may be closed by now to whoever can open this one.
  letter: [],
};

/** What a field that is sealed to fewer holds. To whom a block was widened has it with the entry that it is of. */
function ofBlock(kind: string, key: string): TextOf | undefined {
  if (kind === 'person' && ['name', 'contact', 'aliases', 'description'].includes(key)) return 'person';
  const only = WORDS_OF_BLOCK[kind];
  return only === undefined || only.includes(key) ? 'few' : undefined;
}

function saidIn<K extends Kind>(entry: KnownEntry & EntryOf<K>): Said {
  const said = SAID[entry.kind as K];
  return said(entry);
}
