import {
  type Consent,
  type Details,
  type Entry,
  type EntryOf,
  isKnown,
  type Kind,
  type KnownEntry,
  type Role,
  SHARES,
  type Share,
  type Threat,
  type Visibility,
} from './entry.ts';
import { foldPeople } from './fold-people.ts';
import { order } from './order.ts';
import { foldResponse, type Of, type Response } from './response.ts';
import { type Same, samePeople, sameThroughout } from './same.ts';

export interface Person {
  readonly ref: string;
  readonly role: Role;
  readonly affected?: 'yes' | 'no' | 'unknown';
  /** Null is "asked, not given". */
  readonly name?: string | null;
  readonly contact?: string | null;
  readonly description?: string;
  readonly employer?: string;
  readonly aliases?: readonly string[];
  /** Name and contact are sealed to fewer readers, and this reader is not among them. */
  readonly hidden: boolean;
}

export interface Report {
  /** 1 for the first report of the incident. */
  readonly number: number;
  /** The ID of its entry. */
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly reporter: string;
  readonly receivedAt: string;
  readonly channel?: string;
  readonly heardBy?: string;
  /** The verbatim words; undefined where they are sealed to others. */
  readonly account?: string;
  /** The account is inside the file under fewer readers than the incident has. */
  readonly restricted: boolean;
  readonly summary?: string;
  readonly details: Details;
  readonly consent?: Consent;
  readonly share: Share;
  /** The members the affected person named, where `share` is `named`. */
  readonly sharedWith: readonly string[];
  readonly permission?: string;
}

/** What an incident has come to: a fold over its entries (DESIGN 4). */
export interface IncidentView extends Response {
  readonly id: string;
  readonly openedAt: string;
  /** Saved at once and not completed yet. */
  readonly quick: boolean;
  readonly reports: readonly Report[];
  /** Each person once: who turned out to be somebody else is told with them. */
  readonly people: readonly Person[];
  /** Of roles that turned out to be the same person: which one stands for which. */
  readonly same: Same;
  readonly threat?: Threat;
  readonly threats: readonly EntryOf<'threat'>[];
  readonly visibility?: Visibility;
  /** The strictest answer over all reports; undefined where nobody was asked yet. */
  readonly consent?: Consent;
  /** Members who took a report: they know it anyway. */
  readonly recorders: readonly string[];
  /** Who can open it, in the order they came to it. */
  readonly readers: readonly string[];
  /** Who is kept out. */
  readonly keptOut: readonly string[];
  readonly followUps: readonly EntryOf<'follow-up'>[];
  readonly notes: readonly EntryOf<'note'>[];
  readonly overrides: readonly EntryOf<'override'>[];
  readonly evidence: readonly EntryOf<'evidence'>[];
  readonly entries: readonly Entry[];
  /** Kinds that this coc does not know; they are kept as they are. */
  readonly unknownKinds: readonly string[];
}

/** What opened of the sealed blocks, by entry ID: the fields that were left out of the entry. */
export type Unsealed = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** Folds the entries of one incident. Entries may come in any order. */
export function view(id: string, entries: readonly Entry[], unsealed: Unsealed = new Map()): IncidentView {
  const ordered = order(entries).entries;
  const known = ordered.filter(isKnown);
  const of: Of = <K extends Kind>(kind: K): EntryOf<K>[] =>
    known.filter((entry): entry is KnownEntry & EntryOf<K> => entry.kind === kind);
  const same = samePeople(of('person'));
  const reports = of('report').map((entry, index) => report(entry, index + 1, of, unsealed, same));
  const visibility = of('visibility').at(-1)?.visibility;
  const threats = of('threat');
  const threat = threats.at(-1)?.level;
  const consent = strictestConsent(reports);
  const opened = of('opened');
  const recorders = unique([...opened, ...of('report')].map((entry) => entry.by));
  const keptOut = unique(of('recusal').map((entry) => entry.member));
  return {
    id,
    openedAt: ordered[0]?.at ?? '',
    quick: opened.some((entry) => entry.quick === true) && consent === undefined && visibility === undefined,
    reports,
    people: foldPeople(of('person'), unsealed, same),
    same,
    ...(threat && { threat }),
    threats,
    ...(visibility && { visibility }),
    ...(consent && { consent }),
    recorders,
    readers: unique([...recorders, ...of('grant').map((entry) => entry.member)]).filter(
      (member) =>
        !keptOut.includes(member) &&
        (recorders.includes(member) || mayBeReader(member, { reports, visibility })),
    ),
    keptOut,
    followUps: sameThroughout(of, same)('follow-up'),
    notes: of('note'),
    overrides: of('override'),
    evidence: of('evidence'),
    ...foldResponse(sameThroughout(of, same)),
    entries: ordered,
    unknownKinds: unique(ordered.filter((entry) => !isKnown(entry)).map((entry) => entry.kind)),
  };
}

/**
 * Whether permission lets a member open the incident ("Permission to share"): every report must allow it, so that the
 * strictest holds. What was widely witnessed was public anyway, but never who reported it: there it is enough that
 * reporter and account are sealed to others.
 */
export function mayBeReader(
  member: string,
  incident: { readonly reports: readonly Terms[]; readonly visibility?: Visibility | undefined },
): boolean {
  return incident.reports.every(
    (one) => mayKnowReporter(member, one) || (incident.visibility === 'witnessed' && one.restricted),
  );
}

/** What decides who may know of a report. */
export type Terms = Pick<Report, 'share' | 'sharedWith' | 'restricted'>;

/** Whether permission lets a member know who made this report, and in which words. */
function mayKnowReporter(
  member: string,
  permission: { readonly share: Share; readonly sharedWith: readonly string[] },
): boolean {
  return (
    permission.share === 'team' || (permission.share === 'named' && permission.sharedWith.includes(member))
  );
}

function report(entry: EntryOf<'report'>, number: number, of: Of, unsealed: Unsealed, same: Same): Report {
  const account = entry.account ?? unsealed.get(entry.id)?.account;
  const consent = of('consent').findLast((one) => one.report === entry.id)?.answer;
  const permission = of('permission').findLast((one) => one.report === entry.id);
  const permissionWords = permission && (permission.words ?? unsealed.get(permission.id)?.words);
  const {
    channel = entry.channel,
    heardBy = entry.heardBy,
    ...details
  }: Details = Object.assign(
    {},
    ...of('details')
      .filter((one) => one.report === entry.id)
      .map((one) => one.details),
  );
  return {
    number,
    id: entry.id,
    at: entry.at,
    by: entry.by,
    reporter: same[entry.reporter] ?? entry.reporter,
    receivedAt: entry.receivedAt,
    ...(channel && { channel }),
    ...(heardBy && { heardBy }),
    ...(account !== undefined && { account }),
    restricted: entry.sealed !== undefined,
    ...(entry.summary !== undefined && { summary: entry.summary }),
    details: {
      ...details,
      ...(typeof details.who === 'string' && { who: same[details.who] ?? details.who }),
      ...(details.others && { others: details.others.map((one) => same[one] ?? one) }),
    },
    ...(consent && { consent }),
    share: permission?.share ?? SHARES[0],
    sharedWith: permission?.members ?? [],
    ...(permissionWords !== undefined && { permission: permissionWords }),
  };
}

function strictestConsent(reports: readonly Report[]): Consent | undefined {
  const answers = reports.flatMap((one) => one.consent ?? []);
  if (answers.includes('asked-not-to-proceed')) return 'asked-not-to-proceed';
  if (answers.includes('not-said-yet')) return 'not-said-yet';
  return answers[0];
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
