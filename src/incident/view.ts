import { apart } from './apart.ts';
import { foldKept, type Kept } from './coming-in.ts';
import { type Compared, foldCompared, introduced } from './compared-elsewhere.ts';
import { correctedWords, detailsOf, foldSeen, levelOf, type RightWords, receivedOf } from './corrections.ts';
import { openLetters } from './decided-elsewhere.ts';
import {
  type Consent,
  type Details,
  type Entry,
  type EntryOf,
  isKnown,
  type Kind,
  type KnownEntry,
  type Share,
  type Threat,
  type Visibility,
} from './entry.ts';
import { type Evidence, foldEvidence } from './evidence.ts';
import { type Access, countingWidenings, type FoldFacts, foldAccess } from './fold-access.ts';
import { type Answer, type Answered, foldConsent, type Stopped, strictest } from './fold-consent.ts';
import { foldPeople, type Person, type Unsealed } from './fold-people.ts';
import { foldReach, type Unreachable } from './fold-reach.ts';
import { foldJoined, type Joined } from './joined-incidents.ts';
import { lastOf } from './knew.ts';
import type { Noted } from './noted.ts';
import { foldOnlyAgain, type OnlyAgain } from './only-again.ts';
import { order } from './order.ts';
import { foldResponse, type Of, type Response } from './response.ts';
import { resumption } from './resumption.ts';
import { foldRewritten, type Rewritten } from './rewritten.ts';
import { type FollowUp, foldSaidLater } from './said-later.ts';
import { type Same, samePeople, sameThroughout } from './same-roles.ts';
import { reportsSinceClose } from './since-close.ts';
import { byUniqueId } from './unique-id.ts';
import { foldWishes, strictestOf, termsOf, type Wish } from './wishes.ts';

export type { Person, Unsealed };

export interface Report {
  /** 1 for the first report of the incident. */
  readonly number: number;
  /** The ID of its entry. */
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly reporter: string;
  readonly receivedAt: string;
  /** How much of `receivedAt` is known, where that is less than the minute. */
  readonly precision?: Readonly<Record<string, string>>;
  /** What was put right in it since. */
  readonly corrections?: readonly EntryOf<'details'>[];
  readonly channel?: string;
  readonly heardBy?: string;
  /** The member who heard it, where that is not who wrote it down. */
  readonly heardByMember?: string;
  /** The verbatim words; undefined where they are sealed to others. */
  readonly account?: string;
  /** The account is inside the file under fewer readers than the incident has. */
  readonly restricted: boolean;
  /** The members to whom the account is sealed; undefined where it is not restricted. */
  readonly knownTo?: readonly string[];
  readonly summary?: string;
  /** Entered from the files that a team had before; no clock runs for it. */
  readonly fromFiles?: true;
  readonly details: Details;
  readonly consent?: Consent;
  /** Whose answer that is, where it is not the reporter's: of several people's the strictest. */
  readonly consentOf?: string;
  /** All that was answered to whether it may go on, in order; undefined where nothing was. */
  readonly answers?: readonly Answer[];
  readonly share: Share;
  /** The members the affected person named, where `share` is `named`. */
  readonly sharedWith: readonly string[];
  /** Who wrote the permission down that counts, and when; undefined where nobody permitted anything. */
  readonly shareNoted?: Noted & { readonly id: string };
  /** Set once nobody more is to know of it: who could open it then and still may. */
  readonly onlyTo?: readonly string[];
  readonly permission?: string;
  /** Those words as they were first written, where they were put right. */
  readonly firstWords?: string;
  /** Each time that its words were put right. */
  readonly wordsPutRight?: readonly Noted[];
  /** Under which it may be shared with more. */
  readonly condition?: string;
  /** That a condition of before is met: since when, or in whose words. */
  readonly met?: string;
  /** Who permitted it, where that was asked. */
  readonly permittedBy?: readonly string[];
  /** What was said to sharing it before that, as far as that is open to whoever looks; undefined where nothing was. */
  readonly earlierPermissions?: readonly EarlierPermission[];
}

/** What somebody said to sharing a report, before they or somebody else said more. */
export interface EarlierPermission extends Noted {
  readonly share: Share;
  /** The members who were named, where `share` is `named`. */
  readonly sharedWith: readonly string[];
  readonly words?: string;
  /** Those words as they were first written, where they were put right. */
  readonly firstWords?: string;
  /** Each time that its words were put right. */
  readonly wordsPutRight?: readonly Noted[];
  readonly condition?: string;
  readonly met?: string;
  readonly permittedBy?: readonly string[];
}

/** What an incident has come to: a fold over its entries (DESIGN 4). */
export interface IncidentView extends Response, Access, Evidence {
  readonly id: string;
  readonly openedAt: string;
  /** Saved at once and not completed yet. */
  readonly quick: boolean;
  readonly reports: readonly Report[];
  /** Each person once: who turned out to be somebody else is told with them. */
  readonly people: readonly Person[];
  /** Of roles that turned out to be the same person: which one stands for which. */
  readonly same: Same;
  /** What later entries changed of who somebody is, in order; undefined where none did. */
  readonly rewritten?: readonly Rewritten[];
  readonly threat?: Threat;
  readonly threats: readonly EntryOf<'threat'>[];
  readonly visibility?: Visibility;
  /** Set where many saw it, and that was only put right later: to put it right opens it to nobody. */
  readonly opensAs?: Visibility;
  /** Of whom it is noted that they cannot be reached; undefined where that is nobody. */
  readonly unreachable?: readonly string[];
  /** Who noted that of whom, and when. */
  readonly unreachableNoted?: readonly Unreachable[];
  /** The strictest answer over all reports; undefined where nobody was asked yet. */
  readonly consent?: Consent;
  /** Set while somebody wants that it does not go on. */
  readonly stopped?: Stopped;
  /** What people said later that they want; undefined where nobody did. */
  readonly wishes?: readonly Wish[];
  /** What was said to whether somebody here is somebody of another incident; undefined where nothing is open to whoever looks. */
  readonly compared?: readonly Compared[];
  /** Which incident leads this one, where they are one matter; undefined where none does, as far as that is open to whoever looks. */
  readonly joined?: readonly Joined[];
  /** Set while it is kept for nothing but that it happens again, as everybody wants who asked that it does not go on. */
  readonly onlyAgain?: OnlyAgain;
  /** To whom a sealed block was widened, and with whose permission. */
  readonly widenings: readonly Widening[];
  /** What may be told and what may not, where anybody said so; words and condition as far as they are open. */
  readonly permitted?: readonly Said[];
  readonly followUps: readonly FollowUp[];
  readonly notes: readonly EntryOf<'note'>[];
  readonly overrides: readonly EntryOf<'override'>[];
  /** Those that count, in order, and each with the marks that people have by now. */
  readonly entries: readonly Entry[];
  /** Every entry as it was written and signed, in order: what tells who knew of what. */
  readonly chain: readonly Entry[];
  /** What somebody wrote who could no longer open it when that came in. It changes nothing. */
  readonly kept: readonly Kept[];
  /** Entries that have the ID of an earlier one, and so do not count. */
  readonly doubles: readonly Pick<Entry, 'id' | 'at' | 'by'>[];
  /** Kinds that this coc does not know; they are kept as they are. */
  readonly unknownKinds: readonly string[];
}

/** What somebody said to whether something may be told. */
export interface Said extends EntryOf<'permitted'> {
  /** The words as they were first written, where they were put right. */
  readonly firstWords?: string;
  /** Each time that its words were put right. */
  readonly wordsPutRight?: readonly Noted[];
}

/** Sealed fields of an entry that further members may read. */
interface Widening {
  readonly at: string;
  readonly by: string;
  /** The entry whose fields they are. */
  readonly entry: string;
  readonly to: readonly string[];
  /** The reporter's permission; undefined where it is sealed to others. */
  readonly words?: string;
}

/** The key of the permission, among the fields of a block that is widened. */
export const BY_PERMISSION = 'by-permission';

declare const OF_ALL: unique symbol;

/** A view with every sealed block closed: what every reader sees of an incident. Held by type alone. */
export interface ViewOfAll extends IncidentView {
  readonly [OF_ALL]: true;
}

/** Folds the entries of one incident. Entries may come in any order. */
export function view(id: string, entries: readonly Entry[], open?: undefined, facts?: FoldFacts): ViewOfAll;
export function view(id: string, entries: readonly Entry[], open?: Unsealed, facts?: FoldFacts): IncidentView;
export function view(
  id: string,
  entries: readonly Entry[],
  unsealed: Unsealed = new Map(),
  facts: FoldFacts = {},
): IncidentView {
  const ordered = order(entries).entries;
  const { entries: counting, doubles } = byUniqueId(ordered);
  const marked = apart(ordered, counting);
  const known = marked.filter(isKnown);
  const of = byKind(known);
  const same = samePeople(of('person'), ordered);
  const widened = countingWidenings(counting);
  const knownTo = (entry: KnownEntry): readonly string[] =>
    unique([entry.by, ...widened.filter((one) => one.entry === entry.id).flatMap(({ to }) => to)]);
  const sealedTo = (entry: EntryOf<'evidence-for-few' | 'follow-up'>): readonly string[] =>
    unique([...(entry.to ?? []), ...knownTo(entry)]);
  const reporters = new Map(of('report').map(({ id, reporter }) => [id, same[reporter] ?? reporter]));
  const people = foldPeople(of('person'), unsealed, same, knownTo, ordered);
  const rewritten = foldRewritten(of('person'), unsealed);
  const answered = foldConsent(of('consent'), reporters, people, same, ordered, {
    wishes: of('wish'),
    onlyAgain: of('only-again'),
    unsealed,
  });
  const { stopped } = answered;
  const wishes = foldWishes(of('wish'), reporters, unsealed, same);
  const rightWords = correctedWords(of, unsealed, known, knownTo);
  const compared = foldCompared(of('compared'), unsealed, introduced(of('person'), same), ordered);
  const joined = foldJoined(of('joined'), unsealed, ordered);
  const onlyAgain = foldOnlyAgain(of, answered, reporters, { unsealed, same, entries: ordered });
  const reports = of('report').map((entry, index) => ({
    ...report(entry, index + 1, { of, unsealed, same, answered, entries: ordered, rightWords }),
    ...(entry.sealed !== undefined && { knownTo: knownTo(entry) }),
  }));
  const seen = foldSeen(of, ordered);
  const { visibility } = seen;
  const threats = sameThroughout(of, same)('threat');
  const threat = levelOf(threats, ordered);
  const consent = strictest(reports.flatMap((one) => one.consent ?? []));
  const opened = of('opened');
  const permitted = sameThroughout(of, same)('permitted');
  const unreachable = foldReach(known, same, ordered);
  const response = foldResponse(
    sameThroughout(of, same),
    ordered,
    reportsSinceClose(ordered, counting),
    resumption(answered, ordered, known, same),
  );
  return {
    id,
    openedAt: ordered[0]?.at ?? '',
    quick: opened.some((entry) => entry.quick === true) && consent === undefined && visibility === undefined,
    reports,
    people,
    same,
    ...(rewritten.length > 0 && { rewritten }),
    ...(unreachable.length > 0 && {
      unreachable: unique(unreachable.map(({ ref }) => ref)),
      unreachableNoted: unreachable,
    }),
    ...(threat && { threat }),
    threats,
    ...seen,
    ...(consent && { consent }),
    ...(stopped && { stopped }),
    ...(wishes.length > 0 && { wishes }),
    ...(compared.length > 0 && { compared }),
    ...(joined.length > 0 && { joined }),
    ...(onlyAgain && { onlyAgain }),
    ...foldAccess(byKind(counting.filter(isKnown)), counting, { reports, ...seen }, facts),
    widenings: widened.map(({ id: own, at, by, entry, to, words = unsealed.get(own)?.[BY_PERMISSION] }) => ({
      at,
      by,
      entry,
      to,
      ...(words !== undefined && { words }),
    })),
    ...(permitted.length > 0 && {
      permitted: permitted.map((entry) => ({ ...entry, ...saidIn(entry, unsealed, rightWords) })),
    }),
    followUps: foldSaidLater(sameThroughout(of, same)('follow-up'), unsealed, sealedTo),
    notes: of('note'),
    overrides: of('override'),
    ...foldEvidence(of, unsealed, sealedTo, inOrderOf(ordered)),
    ...response,
    letters: openLetters(response.letters, unsealed),
    ...(response.exports && {
      exports: response.exports.map((one) => ({ ...one, why: unsealed.get(one.id)?.why ?? one.why })),
    }),
    ...(response.exportPermissions && {
      exportPermissions: response.exportPermissions.map((one) => {
        const words = one.words ?? unsealed.get(one.id)?.words;
        return { ...one, ...(words !== undefined && { words }) };
      }),
    }),
    entries: marked,
    chain: ordered,
    kept: foldKept(of('taken-in')),
    doubles: doubles.map(({ id: own, at, by }) => ({ id: own, at, by })),
    unknownKinds: unique(ordered.filter((entry) => !isKnown(entry)).map((entry) => entry.kind)),
  };
}

/** Puts what has the IDs of entries in their order. */
function inOrderOf(entries: readonly Entry[]) {
  const places = new Map(entries.map(({ id }, place) => [id, place]));
  return (one: { readonly id: string }, other: { readonly id: string }): number =>
    (places.get(one.id) ?? 0) - (places.get(other.id) ?? 0);
}

/** Gives the entries of a kind, in order. */
function byKind(known: readonly KnownEntry[]): Of {
  return <K extends Kind>(kind: K): EntryOf<K>[] =>
    known.filter((entry): entry is KnownEntry & EntryOf<K> => entry.kind === kind);
}

/** What a report is put together from, besides its own entry. */
interface Around {
  readonly of: Of;
  readonly unsealed: Unsealed;
  readonly same: Same;
  readonly answered: Answered;
  readonly entries: readonly Entry[];
  readonly rightWords: RightWords;
}

function report(entry: EntryOf<'report'>, number: number, around: Around): Report {
  const { of, unsealed, same, answered, entries, rightWords } = around;
  const account = entry.account ?? unsealed.get(entry.id)?.account;
  const reporter = same[entry.reporter] ?? entry.reporter;
  const consent = answered.byReport.get(entry.id);
  const answers = answered.all.filter((one) => one.report === entry.id);
  const onSharing = (one: EntryOf<'permission'>) => sharingIn(one, unsealed, rightWords, same);
  const permissions = of('permission').filter((one) => one.report === entry.id);
  const permission = strictestOf(lastOf(permissions, { chain: entries }));
  const { words, ...said } = permission === undefined ? {} : onSharing(permission);
  const earlier = permissions
    .filter(({ id }) => id !== permission?.id)
    .map((one) => {
      const { at, by, share, members = [] } = one;
      return { at, by, share, sharedWith: members, ...onSharing(one) };
    });
  const wishes = of('wish').filter((one) => one.report === entry.id);
  const completed = of('details').filter((one) => one.report === entry.id);
  const { channel, heardBy, heardByMember, ...details } = detailsOf(entry, completed);
  const corrections = completed.filter(({ correction }) => correction === true);
  return {
    number,
    id: entry.id,
    at: entry.at,
    by: entry.by,
    reporter,
    ...receivedOf(entry, completed),
    ...(corrections.length > 0 && { corrections }),
    ...(channel && { channel }),
    ...(heardBy && { heardBy }),
    ...(heardByMember && { heardByMember }),
    ...(account !== undefined && { account }),
    restricted: entry.sealed !== undefined,
    ...(entry.summary !== undefined && { summary: entry.summary }),
    ...(entry.fromFiles === true && { fromFiles: true as const }),
    details: {
      ...details,
      ...(typeof details.who === 'string' && { who: same[details.who] ?? details.who }),
      ...(details.others && { others: details.others.map((one) => same[one] ?? one) }),
    },
    ...(consent && { consent: consent.answer }),
    ...(consent && consent.person !== reporter && { consentOf: consent.person }),
    ...(answers.length > 0 && { answers }),
    ...termsOf(permission, wishes, entries),
    ...(permission && { shareNoted: { id: permission.id, at: permission.at, by: permission.by } }),
    ...(words !== undefined && { permission: words }),
    ...said,
    ...(earlier.length > 0 && { earlierPermissions: earlier }),
  };
}

/** What was said to sharing a report, by whom, and that a condition of before is met. */
function sharingIn(
  entry: EntryOf<'permission'>,
  unsealed: Unsealed,
  rightWords: RightWords,
  same: Same,
): SaidIn & Pick<Report, 'met' | 'permittedBy'> {
  const { id, met = unsealed.get(id)?.met, people } = entry;
  return {
    ...saidIn(entry, unsealed, rightWords),
    ...(met !== undefined && { met }),
    ...(people !== undefined && { permittedBy: unique(people.map((ref) => same[ref] ?? ref)) }),
  };
}

/** The words of a permission and its condition, from the entry or from its sealed block, or as they were put right. */
function saidIn(
  { id, words, condition }: EntryOf<'permission' | 'permitted'>,
  unsealed: Unsealed,
  rightWords: RightWords,
): SaidIn {
  const inner = unsealed.get(id);
  const { words: right, noted = [] } = rightWords.get(id) ?? {};
  const first = words ?? inner?.words;
  const said = { words: right ?? first, condition: condition ?? inner?.condition };
  return {
    ...(said.words !== undefined && { words: said.words }),
    ...(right !== undefined && first !== undefined && right !== first && { firstWords: first }),
    ...(noted.length > 0 && { wordsPutRight: noted }),
    ...(said.condition !== undefined && { condition: said.condition }),
  };
}

interface SaidIn {
  readonly words?: string;
  readonly condition?: string;
  /** The words as they were first written, where they were put right. */
  readonly firstWords?: string;
  readonly wordsPutRight?: readonly Noted[];
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
