import { z } from 'zod';
import { NewerCoc, UserError } from '../errors.ts';
import { frozen } from '../frozen.ts';
import {
  CALLED_ANYWAY,
  CHANNELS,
  CONSENTS,
  LAW_ENFORCEMENT,
  NOT_WANTED,
  ROLES,
  SHARES,
  THREATS,
  VISIBILITIES,
  WANTS,
} from '../incident/entry.ts';
import { TERMS } from '../incident/response-entry.ts';
import { isSlipOf, slipsBetween } from '../letters/slip.ts';
import { interviewsSchema, questionWords } from './interviews.ts';
import { danglingReferences, letterProblems, objectAt } from './references.ts';

/** The newest playbook format that this coc knows. */
const FORMAT = 1;
/**
 * The newest edition of it: rises whenever keys are added, which an older coc cannot take for anything but mistakes. A playbook
 * names the edition of the coc that saved it last, so that such a coc can tell what is new from what is a slip.
 */
export const EDITION = 2;

const words = z.string().trim().min(1);
const slug = z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be lower case letters, digits and dashes');
const clause = slug;
const items = z.array(words).min(1);
const itemsOf = z.strictObject({ clause, items });
const clausedItems = z.array(z.strictObject({ text: words, clause })).min(1);
const named = z.strictObject({ id: slug, label: words });
const asked = z.strictObject({ id: slug, ask: words });

const question = z.strictObject(questionWords);
/** A question whose values are fixed by the format of entries, and whose words are the playbook's. */
const choosing = <const V extends readonly string[]>(values: V) =>
  question.extend({
    choices: z.strictObject(
      Object.fromEntries(values.map((value) => [value, words])) as Record<V[number], typeof words>,
    ),
  });

const wordsOf = <const K extends string>(...ids: readonly K[]) =>
  Object.fromEntries(ids.map((id) => [id, words])) as Record<K, typeof words>;
/** Several of which the words alone are the playbook's. */
const worded = <const K extends string>(...ids: readonly K[]) =>
  Object.fromEntries(ids.map((id) => [id, question])) as Record<K, typeof question>;

const questions = z.strictObject({
  threat: choosing(THREATS),
  'threat-actions': question,
  'law-enforcement': choosing([...LAW_ENFORCEMENT, NOT_WANTED, ...CALLED_ANYWAY]),
  ...worded('threat-by', 'threat-words', 'no-longer', 'no-longer-by', 'no-longer-words', 'called-by'),
  ...worded('your-name', 'account'),
  channel: choosing(CHANNELS),
  ...worded('heard-by', 'seen-by', 'received-at', 'reporter-name', 'reporter-of-seen', 'reporter-contact'),
  ...worded('seen-share', 'seen-permission'),
  'reporter-is-affected': choosing(['yes', 'no', 'unknown']),
  ...worded('same-affected', 'affected-name', 'who', 'same-person', 'person', 'same-as', 'person-name'),
  ...worded('person-contact', 'employer', 'aliases', 'behavior', 'when', 'circumstances', 'others'),
  conflicts: question,
  visibility: choosing(VISIBILITIES),
  consent: choosing([...CONSENTS, 'again']),
  'again-words': question,
  share: choosing([...SHARES, 'if']),
  ...worded('share-condition', 'permission', 'readers'),
  'hide-reporter': choosing(['no', 'yes']),
  summary: question,
  want: choosing([...WANTS, 'again', 'unclear', 'other']),
  'said-at': question,
  'may-open': choosing(['yes', 'no']),
  'goes-on': question,
  /** What of a saved answer can be wrong. */
  wrong: choosing(['report', 'person', 'apart', 'seen', 'threat', 'permission']),
  ...worded('wrong-of', 'right-name', 'right-description', 'right-contact', 'right-employer'),
  ...worded('right-aliases', 'right-heard-by', 'right-seen-by', 'who-apart', 'which-words', 'right-words'),
  'noted-wrong': choosing(['no', 'yes']),
  unreachable: question,
});

const defaults = z.strictObject({
  community: words,
  /** Where people report. */
  contact: words,
  /** Where the code of conduct is. */
  policy: words,
  /** The name of the reports repository where it is hosted. */
  repository: words,
  appeals: words.nullable(),
  emergency: items,
  feedback: items,
  /** Where somebody's access is switched off. */
  systems: z.array(words),
});

const script = z.strictObject({
  /** Said word for word. */
  say: words,
  clause,
  /** What to do once it is said. */
  after: words.optional(),
});

const safety = z.strictObject({
  clause,
  now: words,
  'in-doubt': words,
  'if-safe': z.strictObject({ do: words, why: words, clause }),
  contacts: words,
  levels: z.strictObject(
    Object.fromEntries(
      THREATS.map((threat) => [threat, z.strictObject({ call: z.enum(['never', 'in-doubt', 'now']) })]),
    ) as Record<
      (typeof THREATS)[number],
      z.ZodObject<{ call: z.ZodEnum<{ never: 'never'; 'in-doubt': 'in-doubt'; now: 'now' }> }>
    >,
  ),
  /** Kept in the incident by their IDs once they are done. */
  actions: z.record(slug, z.strictObject({ do: words, done: words, say: slug.optional() })),
});

const sanction = z.strictObject({
  id: slug,
  label: words,
  /** How a letter says it, after “you must”. */
  must: words.optional(),
  /** How a letter says it to the person affected. */
  affected: words.optional(),
  /** Whether the last day is the one by which it has to be done. */
  due: z.boolean().optional(),
  /** What has to be told with it. */
  parameters: z.array(slug),
  terms: z.array(z.enum(TERMS)).min(1),
  condition: words.optional(),
});

/** The rules that a step must pass; `rules.ts` says when each refuses, and a step names its own. */
export const GATES = [
  'not-to-proceed',
  'led',
  'sentence',
  'complainant',
  'attendance',
  'conflict',
  'doer',
  'heard',
  'undecided',
  'meeting',
  'apology',
  'refund',
  'grounds',
  'permission',
  'leak',
  'reporter',
  'known-to-few',
  'elsewhere',
  'wording',
  'relay',
  'feedback',
  'appeal-place',
  'policy-place',
  'appeal',
  'law-enforcement',
  'told-first',
] as const;

const gates = z.strictObject(
  Object.fromEntries(GATES.map((id) => [id, z.strictObject({ clause, refuse: words })])) as Record<
    (typeof GATES)[number],
    z.ZodObject<{ clause: typeof clause; refuse: typeof words }>
  >,
);

const outgoing = z.strictObject({ for: words, names: z.array(z.enum(ROLES)) });
const letter = outgoing.extend({ subject: words, text: words });
/** What a copy can have for somebody whom it is about, or whom it happened to: nothing that others said of it. */
const OWN_PARTS = [
  /** What they were told, letters word for word. */
  'told-them',
  /** What they said themselves, word for word. */
  'their-words',
  /** What was decided about them. */
  'decided',
] as const;
/** The same for others. */
const OTHERS_PARTS = [
  /** Who it is about, by name where that may stand there. */
  'people',
  /** What happened, in words that whoever gives it out writes for it. */
  'in-short',
  /** What was done about it, and when, in words of ours. */
  'done',
  /** The number of the incident. */
  'number',
] as const;
/** How it is chosen. */
const copy = letter.extend({ label: words });
const ownCopy = copy.extend({
  parts: z.array(z.enum(OWN_PARTS)).min(1),
  /** Nobody else has to permit it. */
  needs: z.literal('nothing'),
  /** The attachments that they gave can go with it. */
  evidence: z.enum(['none', 'own']),
});
const othersCopy = copy.extend({
  parts: z.array(z.enum(OTHERS_PARTS)).min(1),
  /** Whose word it takes: the permission of those affected, or that they ask for it. */
  needs: z.enum(['permission', 'request']),
  evidence: z.enum(['none', 'chosen']),
});
const letters = z.strictObject({
  signed: words,
  complaint: letter.extend({
    about: words,
    detail: words,
    'by-when': words,
    /** The text where there was a decision before. */
    decided: words,
  }),
  response: letter.extend({
    'no-appeal': words,
    /** Where to appeal against something else than a sanction. */
    discuss: words,
    /** What holds from now on, and nothing on where to appeal. */
    holds: words,
    /** That their side can still be told, where nobody has it. */
    unheard: words,
    nothing: words,
    other: words,
    ended: words,
    unnamed: words,
    /** The whole text, where they were told before and something has changed. */
    changed: words,
    /** The whole text, where what they were told was written down wrong. */
    corrected: words,
    lifted: words,
    'as-before': words,
    heard: words,
    /** Who heard it, where they are not on the team. */
    outside: words,
    /** The whole letter, where it goes no further. */
    stopped: words,
  }),
  /** What came of an appeal that leaves it as it is. */
  appeal: letter,
  outcome: letter.extend({
    /** Which report it is about, to those who told it. */
    reported: words,
    looked: words,
    /** What it is about, to everybody else. */
    happened: words,
    /** That they were told before what was decided. */
    before: words,
    theirs: words,
    /** The same, where they were told before. */
    now: words,
    /** The same, where something of it was decided anew, or was told wrongly. */
    changed: words,
    corrected: words,
    /** For how long it was to hold before. */
    was: words,
    /** Before what was decided in words of one's own. */
    own: words,
    /** Who is under a sanction, and who else may come up in its words. */
    unnamed: words,
    another: words,
    nothing: words,
    other: words,
    ended: words,
    /** That something was done, and no more: where what it is would tell of others. */
    acted: words,
  }),
  employer: letter,
  relay: letter.extend({ short: words, unnamed: words }),
  announcement: letter.extend({
    /** First in a text that takes the place of one that is out. */
    corrects: words,
  }),
  proposal: outgoing,
  'copy-accused': ownCopy,
  'copy-affected': ownCopy,
  'copy-team': othersCopy,
  'copy-lawyer': othersCopy,
  'copy-police': othersCopy,
});

/** The lines of a copy. */
const copyWords = z.strictObject({
  clause,
  /** Where no name is known, or none may stand there. */
  you: words,
  accused: words,
  somebody: words,
  /** To whoever it is about. */
  ...wordsOf('complaint', 'response', 'appeal', 'statement', 'silent', 'appealed'),
  ...wordsOf('sanction', 'ended', 'lifted'),
  /** To whoever reported it, or whom it happened to. */
  ...wordsOf('account', 'later', 'wish', 'permission', 'outcome'),
  /** To others. */
  ...wordsOf('number', 'named', 'short', 'files'),
  others: z.strictObject({
    ...wordsOf('accused', 'complaint', 'response', 'heard', 'silent', 'meeting', 'sanction', 'ended'),
    ...wordsOf('appealed', 'heard-appeal', 'employer', 'announced', 'closed'),
  }),
});

const playbookSchema = z.strictObject({
  format: z.literal(FORMAT),
  edition: z.int().positive().optional(),
  name: slug,
  /** Rises with each change by the community. */
  version: z.int().positive(),
  defaults,
  clauses: z.record(slug, z.strictObject({ title: words })),
  principle: z.strictObject({ text: words, question: words, judge: words.optional(), clause }),
  clocks: z.strictObject({ response: z.strictObject({ hours: z.number().positive(), clause }) }),
  scripts: z.strictObject({
    friend: script,
    help: script,
    witnessed: script,
    private: script,
    appeal: script,
    relay: script,
  }),
  receiving: z.strictObject({
    clause,
    written: words,
    verbal: words,
    confidential: words,
    details: z.strictObject({ ask: words, items }),
  }),
  safety,
  'not-to-do': z.strictObject({ clause, items: clausedItems }),
  permission: itemsOf,
  questions,
  meeting: z.strictObject({ clause, questions: z.array(asked).min(1), attendance: clausedItems }),
  'too-few': itemsOf,
  accused: z.strictObject({ complaint: itemsOf, response: itemsOf }),
  sanctions: z.strictObject({ clause, kinds: z.array(sanction).min(1), 'no-action': named }),
  employer: z.strictObject({ clause, advice: words, grounds: z.array(named).min(1) }),
  apologies: itemsOf,
  announcement: z.strictObject({ clause, why: z.array(named).min(1), items, outline: words }),
  feedback: itemsOf,
  evaluation: z.strictObject({ clause, questions: z.array(asked).min(1) }),
  /** What `coc guide` says beyond the parts above. */
  guide: z.strictObject({ 'half-day': itemsOf, conflict: itemsOf, data: itemsOf }),
  retention: z.strictObject({
    clause,
    text: words,
    /** What somebody who reported, or to whom it happened, can be told of it. */
    told: words,
  }),
  gates,
  letters,
  copies: copyWords,
  interviews: interviewsSchema,
});

export type Playbook = z.infer<typeof playbookSchema>;
export type CommunityDefaults = Playbook['defaults'];
export type QuestionId = keyof Playbook['questions'];
export type GateId = (typeof GATES)[number];
/** A kind of text that goes out. */
export type OutgoingId = Exclude<keyof Playbook['letters'], 'signed'>;
/** For whom a copy can be. */
export const COPIES = ['accused', 'affected', 'team', 'lawyer', 'police'] as const;
export type CopyFor = (typeof COPIES)[number];
export type SanctionKind = Playbook['sanctions']['kinds'][number];
export type ScriptId = keyof Playbook['scripts'];

/** What came of checking data that nobody can change any more: a run asks for it many times. */
const checkedBefore = new WeakMap<object, Playbook>();

/** Checks the data of a playbook; throws one UserError that names every problem (DESIGN 5). */
export function parsePlaybook(data: unknown): Playbook {
  if (typeof data !== 'object' || data === null || !Object.isFrozen(data)) return checkPlaybook(data);
  const playbook = checkedBefore.get(data) ?? frozen(checkPlaybook(data));
  checkedBefore.set(data, playbook);
  return playbook;
}

function checkPlaybook(data: unknown): Playbook {
  const { format, edition } = objectAt(data);
  if (isAbove(format, FORMAT)) {
    throw new NewerCoc(PLAYBOOK, `: it is of format ${format}, and this coc knows formats up to ${FORMAT}`);
  }
  const parsed = playbookSchema.safeParse(data, { error: namingTheNearest });
  const issues = parsed.error?.issues ?? [];
  const problems = [
    ...issues.map(({ path, message }) => `  ${path.join('.') || 'the whole'}: ${message}`),
    ...danglingReferences(data),
    ...letterProblems(data),
  ];
  if (parsed.success && problems.length === 0) return parsed.data;
  if (isAbove(edition, EDITION)) {
    const places = [...issues.flatMap(placesOf), ...(parsed.success ? problems.map(placeIn) : [])];
    throw new NewerCoc(
      PLAYBOOK,
      `, and this one does not know all of it: ${fewOf([...new Set(places)].sort())}`,
    );
  }
  throw new UserError(`The playbook is not as it should be:\n${problems.join('\n')}`, {
    hints: [
      '`coc policy edit` puts it right. It is policy/playbook.yaml in the reports repository; `git log -p` there shows what changed it.',
    ],
  });
}

/** What this coc knows of a playbook that a newer one wrote: without the keys that are new, and as if of its own format. */
export function knownPart(data: unknown): unknown {
  const asOwn = { ...objectAt(data), format: FORMAT };
  const { error } = playbookSchema.safeParse(asOwn);
  const unknown = new Set((error?.issues ?? []).filter(isUnknownKey).flatMap(placesOf));
  return without(asOwn, unknown, []);
}

const PLAYBOOK = 'The playbook';
/** So many places are named. */
const MOST_NAMED = 8;

function isAbove(value: unknown, known: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > known;
}

type Issue = z.core.$ZodIssue;

function isUnknownKey(issue: Issue): issue is z.core.$ZodIssueUnrecognizedKeys {
  return issue.code === 'unrecognized_keys';
}

/** The places that an issue is about: of keys that are not known these themselves. */
function placesOf(issue: Issue): readonly string[] {
  const { path } = issue;
  if (!isUnknownKey(issue)) return [path.join('.') || 'the whole'];
  return issue.keys.map((key) => [...path, key].join('.'));
}

function placeIn(problem: string): string {
  return problem.trim().split(':')[0] ?? '';
}

function fewOf(places: readonly string[]): string {
  const more = places.length - MOST_NAMED;
  return `${places.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** For keys that are not known: which one of that place may be meant. */
const namingTheNearest: z.core.$ZodErrorMap = ({ code, inst, keys }) => {
  if (code !== 'unrecognized_keys' || !Array.isArray(keys)) return undefined;
  const known = Object.keys(objectAt(objectAt(inst?._zod.def).shape));
  const named = keys.map((key: string) => {
    const [near] = known
      .filter((one) => isSlipOf(key, one))
      .sort((a, b) => slipsBetween(key, a) - slipsBetween(key, b));
    if (near === undefined) return `"${key}"`;
    const meant = `did you mean "${near}"?`;
    return keys.length > 1 ? `"${key}" (${meant})` : `"${key}"; ${meant}`;
  });
  return `Unrecognized key${named.length > 1 ? 's' : ''}: ${named.join(', ')}`;
};

function without(value: unknown, places: ReadonlySet<string>, path: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((one, index) => without(one, places, [...path, String(index)]));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !places.has([...path, key].join('.')));
  return Object.fromEntries(kept.map(([key, one]) => [key, without(one, places, [...path, key])]));
}

/** The name of a clause as people know it. */
export function clauseTitle(playbook: Playbook, id: string): string {
  return playbook.clauses[id]?.title ?? id;
}

/** What is wrong with an answer, with the clause that it goes against. */
export function underClause(problem: string, playbook: Playbook, id: string): string {
  return `${problem} (${clauseTitle(playbook, id)})`;
}
