import { z } from 'zod';
import { accessContent } from './access-entry.ts';
import {
  actor,
  entryId,
  instant,
  memberId,
  personRef,
  precision,
  sealedBlock,
  stamp,
  words,
} from './fields.ts';
import { responseContent } from './response-entry.ts';

/**
 * The entries of an incident (DESIGN 4, "Entries"). Every object is loose: a field that a newer coc wrote
 * stays where it is. An entry of a kind unknown here is kept whole (`isKnown` tells).
 */

export const ROLES = ['reporter', 'affected', 'accused', 'witness', 'hearer', 'staff'] as const;
export const THREATS = ['none', 'general', 'person', 'violence'] as const;
export const LAW_ENFORCEMENT = ['not-involved', 'victim-request', 'safety-in-doubt'] as const;
/** A call that was made, truthfully noted, although it was neither for the safety of somebody nor at the victim's request. */
export const CALLED_ANYWAY = ['against-wish', 'not-asked'] as const;
/** That nobody called, since the person affected does not want it. */
export const NOT_WANTED = 'not-wanted';
export const CHANNELS = ['written', 'verbal', 'witnessed-by-staff'] as const;
export const VISIBILITIES = ['private', 'witnessed'] as const;
export const CONSENTS = ['no-objection', 'asked-not-to-proceed', 'not-said-yet'] as const;
/** What the person affected wants from now on, as they said it later. */
export const WANTS = ['stop', 'nobody-more', 'keep', 'go-on'] as const;
/** From the strictest on. */
export const SHARES = ['recorder', 'named', 'team'] as const;
/** What somebody can permit to be told, beyond who may open the incident. */
export const PERMITTED = ['tell-accused', 'employer', 'announce', 'name'] as const;
export const PERMITTED_ANSWERS = ['yes', 'if', 'no'] as const;

/** What a report tells, as far as it was told: the five details. Null is "asked, not given", a missing key "not asked". */
const details = z.looseObject({
  who: personRef.nullable().optional(),
  behavior: words.nullable().optional(),
  when: words.nullable().optional(),
  circumstances: words.nullable().optional(),
  others: z.array(personRef).nullable().optional(),
  /** Whom it happened to, who did it and who was there, where that is a number of people whom nobody counted: they have no mark. */
  manyAffected: words.optional(),
  manyWho: words.optional(),
  manyOthers: words.optional(),
  /** How it came and who heard it, where the report was taken in a hurry. */
  channel: z.enum(CHANNELS).optional(),
  heardBy: personRef.optional(),
  heardByMember: memberId.optional(),
});

/** What each kind of entry says. */
export const CONTENTS = {
  /** The first entry: who took the report. `quick`: saved at once, to be completed. */
  opened: z.looseObject({ kind: z.literal('opened'), quick: z.boolean().optional() }),
  /** Was anybody in danger, what was done at once, and who was called. */
  threat: z.looseObject({
    kind: z.literal('threat'),
    level: z.enum(THREATS),
    actions: z.array(z.string()).optional(),
    lawEnforcement: z.enum(LAW_ENFORCEMENT).optional(),
    /** In place of `lawEnforcement`, whose values an older coc knows. */
    calledAnyway: z.enum(CALLED_ANYWAY).optional(),
    /** Beside `not-involved`: whether the person affected does not want them. An earlier coc, without it, did not tell that. */
    notWanted: z.boolean().optional(),
    /** Who called them, where that was noted. */
    calledBy: actor.optional(),
    /** The level that was written down before was wrong. */
    correction: z.boolean().optional(),
    /** The level is the one from before: nobody said anything new of it. */
    asBefore: z.boolean().optional(),
    /** Of what was to be done for safety, what is not any more: it is not wanted, or was done in another way. The danger stays what it is. */
    noLonger: z.array(z.string()).optional(),
    /** Who said so, and in which words, or what was done in its place; also of that the danger is less than was written down. */
    saidBy: actor.optional(),
    words: words.optional(),
  }),
  /** The only place for names, contacts and descriptions. Later entries on one person complete earlier ones. */
  person: z.looseObject({
    kind: z.literal('person'),
    person: personRef,
    role: z.enum(ROLES),
    affected: z.enum(['yes', 'no', 'unknown']).optional(),
    /** Null is "asked, not given". */
    name: words.nullable().optional(),
    contact: words.nullable().optional(),
    description: words.optional(),
    employer: words.optional(),
    /** Nicknames, handles, former names. */
    aliases: z.array(words).optional(),
    /** They turned out to be somebody who is in the incident already. */
    sameAs: personRef.optional(),
    /** Members of the team who are called alike and are not meant. Nobody says so of themselves. */
    otherThan: z.array(memberId).optional(),
    /** Of the fields above, those that were written down wrong: what is right stands in this entry, or nothing is. */
    corrected: z.array(z.string()).optional(),
    /** Name and contact for fewer readers; then the fields above are left out. */
    sealed: sealedBlock.optional(),
  }),
  /** Nobody knows how to reach them, or they do not answer: until there is a way, nobody has to tell or ask them anything. */
  unreachable: z.looseObject({ kind: z.literal('unreachable'), person: personRef }),
  /** One account received from somebody. */
  report: z.looseObject({
    kind: z.literal('report'),
    precision,
    reporter: personRef,
    receivedAt: instant,
    channel: z.enum(CHANNELS).optional(),
    /** Somebody from outside the team; a member has no mark. */
    heardBy: personRef.optional(),
    heardByMember: memberId.optional(),
    account: words.optional(),
    /** The account for fewer readers; the others read `summary`. */
    sealed: sealedBlock.optional(),
    summary: words.optional(),
    /** It was entered from the files that a team had before; no clock runs for it. */
    fromFiles: z.boolean().optional(),
    corrects: entryId.optional(),
  }),
  /** Details of one report, at once or later; a later one counts. */
  details: z.looseObject({
    kind: z.literal('details'),
    report: entryId,
    details,
    /** When it came in after all, where that was written down wrong. */
    receivedAt: instant.optional(),
    precision,
    /** What was written down before was wrong, and not only missing. */
    correction: z.boolean().optional(),
    /** Of the details, those that were written down and are not so, with nothing in their place. */
    removed: z.array(z.string()).optional(),
  }),
  /** Something more that was said about it later. */
  'follow-up': z.looseObject({
    kind: z.literal('follow-up'),
    precision,
    /** As it was said; where that is sealed, what the others read in its place. */
    text: words,
    receivedAt: instant,
    from: personRef.optional(),
    /** As it was said, for fewer readers, and to whom it was sealed. An earlier coc shows `text` alone. */
    sealed: sealedBlock.optional(),
    to: z.array(memberId).optional(),
  }),
  visibility: z.looseObject({
    kind: z.literal('visibility'),
    visibility: z.enum(VISIBILITIES),
    /** What was written down before was wrong. */
    correction: z.boolean().optional(),
  }),
  /** That many saw it after all, where that was written down wrong: it opens the incident to nobody. */
  'visibility-corrected': z.looseObject({
    kind: z.literal('visibility-corrected'),
    visibility: z.enum(VISIBILITIES),
  }),
  /** The answer to the sentence for a private incident, or what took its place later. */
  consent: z.looseObject({
    kind: z.literal('consent'),
    precision,
    report: entryId,
    answer: z.enum(CONSENTS),
    /** Whose answer it is, where that is not who made the report. */
    from: personRef.optional(),
    /** When they said it, where that was later than the report. */
    saidAt: instant.optional(),
    /** They had said so before, and it was noted wrong. It counts as any other answer. */
    correction: z.boolean().optional(),
  }),
  /**
   * What somebody said later that they want now. What it changes stands in a consent and a permission beside it, which an
   * older coc knows as well.
   */
  wish: z.looseObject({
    kind: z.literal('wish'),
    precision,
    report: entryId,
    from: personRef.optional(),
    want: z.enum(WANTS),
    /** They did not say which: until they do, it is kept. */
    unclear: z.boolean().optional(),
    /** Something else, as their words say: nothing changes of what was agreed before. Beside `nobody-more` without `keeps`. */
    other: z.boolean().optional(),
    saidAt: instant,
    /** Who could open it then and still may; nobody else may from then on. Left out where it is to go on. */
    keeps: z.array(memberId).optional(),
    words: words.optional(),
    /** The words for fewer readers, where they would tell who reported. */
    sealed: sealedBlock.optional(),
  }),
  /** What sharing the affected person allowed, by whom and in which words. */
  permission: z.looseObject({
    kind: z.literal('permission'),
    precision,
    report: entryId,
    share: z.enum(SHARES),
    members: z.array(memberId).optional(),
    words: words.optional(),
    /** Under which it may be shared with more; until it is met, it is not. */
    condition: words.optional(),
    /** That the condition of before is met: since when, or in whose words. */
    met: words.optional(),
    /** Who said so, and when, where that was asked. */
    people: z.array(personRef).optional(),
    saidAt: instant.optional(),
    /** Words, condition and that it is met for fewer readers, where they would tell who reported. */
    sealed: sealedBlock.optional(),
  }),
  /** What those who were asked said to whether something may be told. The newest of each person counts. */
  permitted: z.looseObject({
    kind: z.literal('permitted'),
    precision,
    what: z.enum(PERMITTED),
    people: z.array(personRef),
    answer: z.enum(PERMITTED_ANSWERS),
    condition: words.optional(),
    words: words.optional(),
    saidAt: instant,
    /** Words and condition for fewer readers, where they would tell who reported. */
    sealed: sealedBlock.optional(),
  }),
  /**
   * The condition under which people permitted what a letter tells is met, for that letter alone: how, in a line. What they permitted
   * stays what it was. An earlier coc keeps this, and takes the letter for one that nobody permitted.
   */
  'condition-met': z.looseObject({
    kind: z.literal('condition-met'),
    letter: entryId,
    /** The entry that has the condition, and of its people those whose condition this is. */
    permitted: entryId,
    people: z.array(personRef),
    met: words.optional(),
    /** How it is met, for fewer readers, where that would tell who reported. */
    sealed: sealedBlock.optional(),
  }),
  /** In which words something was permitted after all, where they were written down wrong. It permits nothing itself. */
  'words-corrected': z.looseObject({
    kind: z.literal('words-corrected'),
    /** The entry of the permission. */
    entry: entryId,
    words: words.optional(),
    /** The words for fewer readers, where those of the permission are. */
    sealed: sealedBlock.optional(),
  }),
  /**
   * Somebody compared a person of this incident with one of another. Who they are and what came of it is always in the block, for those
   * alone who could open both: the others learn that somebody looked.
   */
  compared: z.looseObject({ kind: z.literal('compared'), sealed: sealedBlock.optional() }),
  /**
   * Somebody said whether this incident is one matter with another, which leads. Which one, what came of it and why is always in the block,
   * for those alone who could open both. It stands in the incident that is led, and in no other.
   */
  joined: z.looseObject({ kind: z.literal('joined'), sealed: sealedBlock.optional() }),
  /**
   * It is to be used only if the same happens again ("Permission to share"). That it does not go on stands in a consent beside it,
   * which an older coc knows as well.
   */
  'only-again': z.looseObject({
    kind: z.literal('only-again'),
    precision,
    report: entryId,
    from: personRef.optional(),
    saidAt: instant.optional(),
    words: words.optional(),
    /** The words for fewer readers, where they would tell who reported. */
    sealed: sealedBlock.optional(),
  }),
  note: z.looseObject({ kind: z.literal('note'), text: words }),
  /** Somebody went on in spite of a gate, and why. */
  override: z.looseObject({ kind: z.literal('override'), gate: z.string(), reason: words }),
  /** One attachment: the file in `evidence/` and the key made for it alone. */
  evidence: z.looseObject({
    kind: z.literal('evidence'),
    /** Its path in the reports repository. */
    file: z.string(),
    key: z.string(),
    /** As whoever gave it had called it: words, and never a path. */
    name: words,
    /** By its bytes. */
    type: z.string().optional(),
    /** Of the original, in bytes and hex. */
    size: z.int().nonnegative(),
    sha256: z.string(),
    /** What it is, who gave it, when it was made and when it was taken in. */
    about: words.optional(),
    from: actor.optional(),
    madeAt: instant.optional(),
    receivedAt: instant.optional(),
    precision,
    /** Of a mail: what it is called among mails (`<x@y>`), and the mails that it follows, the oldest first, parted by blanks. */
    mailId: words.optional(),
    mailFollows: words.optional(),
    /** The attachment that it is the corrected one of. */
    replaces: entryId.optional(),
  }),
  /** The same for fewer readers: all but where it lies stands in the block (`incident/evidence.ts`). */
  'evidence-for-few': z.looseObject({
    kind: z.literal('evidence-for-few'),
    file: z.string(),
    /** To whom the block was sealed. */
    to: z.array(memberId),
    replaces: entryId.optional(),
    sealed: sealedBlock.optional(),
  }),
  /** Of two attachments that are there, the one that is the corrected one of the other; without `with`, none is any more. */
  'evidence-replaced': z.looseObject({
    kind: z.literal('evidence-replaced'),
    evidence: entryId,
    with: entryId.optional(),
  }),
  ...accessContent,
  ...responseContent,
};

/** Every field of some entry that holds a moment; a test holds this list against the schemas. */
export const MOMENTS: ReadonlySet<string> = new Set([
  ...['receivedAt', 'saidAt', 'madeAt', 'heldAt', 'due', 'doneAt', 'takenAt', 'answerBy', 'toldAt'],
  ...['startsAt', 'changedAt', 'endedAt', 'heardAt', 'happenedAt', 'closedAt'],
]);

type Contents = typeof CONTENTS;
type Schema = Contents[keyof Contents];

const contentSchema = z.discriminatedUnion('kind', Object.values(CONTENTS) as [Schema, ...Schema[]]);

/** What an entry says, before it is dated, chained and signed. */
export type Content = z.infer<typeof contentSchema>;
export type Kind = Content['kind'];
export type ContentOf<K extends Kind> = Extract<Content, { kind: K }>;

const stampSchema = z.looseObject({ kind: z.string().min(1), ...stamp });
export type Stamp = Pick<z.infer<typeof stampSchema>, keyof typeof stamp>;

export type KnownEntry = Content & Stamp;
export type EntryOf<K extends Kind> = ContentOf<K> & Stamp;
/** An entry as it stands in the file: of a known kind, or one that a newer coc wrote. */
export type Entry = KnownEntry | (z.infer<typeof stampSchema> & { readonly unknownKind?: never });
export type Role = (typeof ROLES)[number];
export type Threat = (typeof THREATS)[number];
export type Consent = (typeof CONSENTS)[number];
export type Want = (typeof WANTS)[number];
export type Share = (typeof SHARES)[number];
export type Permitted = (typeof PERMITTED)[number];
export type Visibility = (typeof VISIBILITIES)[number];
export type Details = z.infer<typeof details>;

const KINDS: ReadonlySet<string> = new Set(Object.keys(CONTENTS));

/** Whether this coc knows what the entry means. */
export function isKnown(entry: Entry): entry is KnownEntry {
  return KINDS.has(entry.kind);
}

/** What parsing one entry found: the entry, or where it is wrong (never with what it says). */
export type ParsedEntry = { readonly entry: Entry } | { readonly problem: string };

/** Checks one entry of the front matter. Unknown kinds pass with their stamp alone checked. */
export function parseEntry(data: unknown): ParsedEntry {
  const stamped = stampSchema.safeParse(data);
  if (!stamped.success) return { problem: firstProblem(stamped.error) };
  if (!KINDS.has(stamped.data.kind)) return { entry: stamped.data };
  const known = contentSchema.safeParse(data);
  if (!known.success) return { problem: `${stamped.data.kind}: ${firstProblem(known.error)}` };
  return { entry: known.data as KnownEntry };
}

function firstProblem(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue === undefined ? 'not an entry' : `${issue.path.join('.') || 'entry'} is not as it should be`;
}

/** Fields of an entry for fewer readers than the incident has (DESIGN 4, "People"). */
export interface Restricted {
  /** The members who may read them; the recovery key always may. */
  readonly to: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
}

/** An entry that a decision wants to add; the vault dates, chains, signs and seals it. */
export interface NewEntry {
  readonly id: string;
  readonly content: Content;
  readonly restricted?: Restricted;
}
