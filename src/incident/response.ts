import type { Entry, EntryOf, Kind } from './entry.ts';
import { knew } from './knew.ts';
import type { Noted } from './noted.ts';
import type { NEWS } from './response-entry.ts';
import type { SinceClose } from './since-close.ts';

export type Meeting = EntryOf<'meeting'>;
export type Told = EntryOf<'told'>;
export type LetterKind = EntryOf<'letter'>['letter'];

export interface Action extends EntryOf<'action'> {
  /** 1 for the first action of the incident. */
  readonly number: number;
  /** Who was to do it first, where it passed to somebody else. */
  readonly passedFrom?: string;
  /** Who wrote that down, and when. */
  readonly passedNoted?: Noted;
  readonly doneAt?: string;
  /** Who noted that it is done, and when, where that is an entry of its own. */
  readonly doneNoted?: Noted;
  /** That it is not to be done any more, where somebody said so. */
  readonly noLonger?: Pick<EntryOf<'action-done'>, 'saidBy' | 'words'>;
  /** Of telling or hearing somebody: when they were told more than that, or that it cannot be, by whoever knew of this. */
  readonly overtakenAt?: string;
}

export interface Letter extends EntryOf<'letter'> {
  /** That it was said or sent, where it was. */
  readonly told?: Told;
  /** Its text is sealed to others. */
  readonly isClosed?: true;
  /** A newer letter of its kind to the same person took its place before it went out. */
  readonly replaced: boolean;
  /** That it did not go out, and will not, where somebody noted that. */
  readonly notSent?: EntryOf<'not-sent'>;
  /** The conditions that are met for it alone, where it takes a permission that had some. */
  readonly conditionsMet?: readonly EntryOf<'condition-met'>[];
  /** When the same was told without it, or it was decided that nothing is announced, by whoever knew of it. */
  readonly overtakenAt?: string;
}

/** Whether a letter is drafted, and it is open whether it goes out. */
export function isWaiting({ told, replaced, notSent, overtakenAt }: Letter): boolean {
  return told === undefined && !replaced && notSent === undefined && overtakenAt === undefined;
}

/** Whether somebody has it to do to tell an accused, or to hear them. */
export function isHandedOut(
  purpose: string,
  person: string | undefined,
  { actions }: { readonly actions: readonly Action[] },
): boolean {
  return actions.some((one) => one.purpose === purpose && one.person === person && one.doneAt === undefined);
}

/** Of what the person affected is told. */
export type News = (typeof NEWS)[number];

interface Informed {
  readonly person: string;
  readonly of: News;
  /** Of the entry that notes it. */
  readonly id: string;
  readonly at: string;
}

interface Appeal extends EntryOf<'appeal'> {
  readonly outcome?: EntryOf<'appeal-outcome'>;
}

/** A sanction as it stands now, after its changes. */
export interface Sanction extends EntryOf<'sanction'> {
  /** 1 for the first sanction of the incident. */
  readonly number: number;
  /** Of `tell` and `switchOff`, what is not noted as done. */
  readonly open: readonly string[];
  /** Of its conditions, those that are noted as met. */
  readonly met?: readonly string[];
  /** Who affected by it was told that it changed, or that it ends. */
  readonly informed?: readonly Informed[];
  readonly changes: readonly EntryOf<'sanction-change'>[];
  /** What was written down wrong of it or of a change, and put right. Undefined where nothing was. */
  readonly corrections?: readonly EntryOf<'sanction-corrected'>[];
  readonly appeals: readonly Appeal[];
  readonly ended?: EntryOf<'sanction-end'>;
}

/** What was done about an incident. */
export interface Response {
  readonly meetings: readonly Meeting[];
  readonly actions: readonly Action[];
  readonly statements: readonly EntryOf<'statement'>[];
  readonly letters: readonly Letter[];
  readonly told: readonly Told[];
  readonly sanctions: readonly Sanction[];
  readonly apologies: readonly EntryOf<'apology'>[];
  /** Whether the community is to be told; undefined while that is undecided. */
  readonly announcement?: EntryOf<'announcement'>;
  /** All that was decided on that, in order; the last holds. */
  readonly announcements: readonly EntryOf<'announcement'>[];
  readonly feedback: readonly EntryOf<'feedback'>[];
  readonly evaluations: readonly EntryOf<'evaluation'>[];
  /** The copies that left, and what was said to whether they may; undefined where there is none. */
  readonly exports?: readonly EntryOf<'export'>[];
  readonly exportPermissions?: readonly EntryOf<'export-permission'>[];
  /** Set while it is closed. */
  readonly closed?: EntryOf<'closed'>;
  /** Reports that nobody who closed it knew: with one of them it is open again. */
  readonly sinceClose: readonly SinceClose[];
  readonly reopenings: readonly EntryOf<'reopened'>[];
  /** Set where it did not go on for a while, and goes on again. */
  readonly resumed?: Resumption;
}

/** That an incident goes on again, as those said who had asked that it does not. */
export interface Resumption {
  /** When they said so: no clock counts from before. */
  readonly at: string;
  /** The ID of the entry that says so. */
  readonly id: string;
  /** Whether somebody decided on a first outcome who knew it. */
  readonly answered: boolean;
  /** The accused who had been told meanwhile that it goes no further. */
  readonly toldOver: readonly string[];
}

/** Gives the entries of a kind, in order. */
export type Of = <K extends Kind>(kind: K) => EntryOf<K>[];

/**
 * Folds what was done about an incident from its entries.
 *
 * @param all every entry, along which the chain goes
 * @param sinceClose the reports that nobody knew who closed it
 * @param resumed that it goes on again, where it did not for a while
 */
export function foldResponse(
  of: Of,
  all: readonly Entry[],
  sinceClose: readonly SinceClose[],
  resumed?: Resumption,
): Response {
  const announcement = of('announcement').at(-1);
  const closed = of('closed').at(-1);
  const reopened = of('reopened').at(-1);
  const [exports, exportPermissions] = [of('export'), of('export-permission')];
  const isClosed =
    closed !== undefined && (reopened === undefined || reopened.seq < closed.seq) && sinceClose.length === 0;
  return {
    meetings: of('meeting'),
    actions: actions(of, all, resumed),
    statements: of('statement'),
    letters: letters(of, all),
    told: of('told'),
    sanctions: of('sanction').map((entry, index) => sanction(entry, index + 1, of)),
    apologies: of('apology'),
    ...(announcement && { announcement }),
    announcements: of('announcement'),
    feedback: of('feedback'),
    evaluations: of('evaluation'),
    ...(exports.length > 0 && { exports }),
    ...(exportPermissions.length > 0 && { exportPermissions }),
    ...(isClosed && { closed }),
    sinceClose,
    reopenings: of('reopened'),
    ...(resumed && { resumed }),
  };
}

/** An action is done once somebody says so, or once what it was for is noted. */
function actions(of: Of, all: readonly Entry[], resumed: Resumption | undefined): Action[] {
  return of('action').map((entry, index) => {
    const done = of('action-done').find(({ action }) => action === entry.id);
    const doneAt = done?.doneAt ?? settledAt(entry, of);
    const overtakenAt = doneAt === undefined ? overtaken(entry, of, all, resumed) : undefined;
    const passed = of('action-passed').findLast(({ action }) => action === entry.id);
    return {
      ...entry,
      ...(passed && {
        who: passed.to,
        passedFrom: entry.who,
        passedNoted: { at: passed.at, by: passed.by },
      }),
      number: index + 1,
      ...(doneAt !== undefined && { doneAt }),
      ...(done && { doneNoted: { at: done.at, by: done.by } }),
      ...(done?.noLonger === true && { noLonger: done }),
      ...(overtakenAt !== undefined && { overtakenAt }),
    };
  });
}

/**
 * Nobody is told of a complaint once they were told what came of it, or once that cannot be. That somebody hears them stays promised
 * also then, as long as they can be told.
 */
function overtaken(
  { id, purpose, person }: EntryOf<'action'>,
  of: Of,
  all: readonly Entry[],
  resumed: Resumption | undefined,
): string | undefined {
  if (purpose !== 'tell' && purpose !== 'hear') return undefined;
  // That it goes no further is no answer once it goes on again.
  const before = resumed?.toldOver.includes(person ?? '') ? resumed : undefined;
  const told = of('told').find(
    (one) =>
      one.person === person &&
      one.appeal === undefined &&
      ((one.about === 'response' && purpose === 'tell') ||
        (one.about === 'complaint' && one.notPossible !== undefined)) &&
      knew({ chain: all }, one, { id }) &&
      (before === undefined || knew({ chain: all }, one, before)),
  );
  return told && (told.toldAt ?? told.at);
}

function settledAt({ purpose, person }: EntryOf<'action'>, of: Of): string | undefined {
  if (purpose === 'hear') return of('statement').find((one) => one.person === person)?.takenAt;
  if (purpose !== 'tell') return undefined;
  const told = of('told').find((one) => one.about === 'complaint' && one.person === person);
  return told && (told.toldAt ?? told.at);
}

function letters(of: Of, entries: readonly Entry[]): Letter[] {
  const all = of('letter');
  return all.map((entry, index) => {
    const told = of('told').findLast((one) => one.letter === entry.id);
    const replaced = told === undefined && all.slice(index + 1).some((one) => isSameLetter(one, entry));
    const notSent = told === undefined ? of('not-sent').find(({ letter }) => letter === entry.id) : undefined;
    const overtakenAt = told === undefined ? toldWithout(entry, of, entries) : undefined;
    const conditionsMet = of('condition-met').filter(({ letter }) => letter === entry.id);
    return {
      ...entry,
      replaced,
      ...(told && { told }),
      ...(notSent && { notSent }),
      ...(conditionsMet.length > 0 && { conditionsMet }),
      ...(overtakenAt !== undefined && { overtakenAt }),
    };
  });
}

function isSameLetter(one: EntryOf<'letter'>, other: EntryOf<'letter'>): boolean {
  return one.letter === other.letter && one.person === other.person && one.appeal === other.appeal;
}

/** When what a letter was to tell was told in another way, or cannot be told, or is not to be. */
function toldWithout(entry: EntryOf<'letter'>, of: Of, entries: readonly Entry[]): string | undefined {
  const { letter, person, appeal } = entry;
  const isLater = (one: { readonly id: string }): boolean => knew({ chain: entries }, one, entry);
  const told = of('told').find(
    (one) =>
      // Who knows what came of a complaint needs no letter that there is one.
      (one.about === letter || (letter === 'complaint' && one.about === 'response')) &&
      one.person === person &&
      one.appeal === appeal &&
      one.letter === undefined &&
      isLater(one),
  );
  if (told !== undefined) return told.toldAt ?? told.at;
  return letter === 'announcement'
    ? of('announcement').find((one) => !one.announce && isLater(one))?.at
    : undefined;
}

function sanction(entry: EntryOf<'sanction'>, number: number, of: Of): Sanction {
  const corrections = of('sanction-corrected').filter((one) => one.sanction === entry.id);
  const base = rightly(entry, corrections);
  const changes = of('sanction-change')
    .filter((one) => one.sanction === entry.id)
    .map((one) => rightly(one, corrections));
  const ended = of('sanction-end').findLast((one) => one.sanction === entry.id);
  const noted = of('sanction-done').filter((one) => one.sanction === entry.id);
  const done = noted.flatMap(({ items }) => items);
  const met = noted.flatMap((one) => one.met ?? []);
  const informed = noted.flatMap(({ informed: all = [], id, at }) =>
    all.map(({ person, of: news }) => ({ person, of: news, id, at })),
  );
  const { until: _until, conditions: _conditions, ...rest } = base;
  const { term, until, conditions } = changes.at(-1) ?? base;
  return {
    ...rest,
    number,
    term,
    ...(until !== undefined && { until }),
    ...(conditions !== undefined && { conditions }),
    open: [...(base.tell ?? []), ...(base.switchOff ?? [])].filter((item) => !done.includes(item)),
    ...(met.length > 0 && { met: (conditions ?? []).filter((one) => met.includes(one)) }),
    ...(informed.length > 0 && { informed }),
    changes,
    ...(corrections.length > 0 && { corrections }),
    appeals: of('appeal')
      .filter((one) => one.sanction === entry.id)
      .map((one) => {
        const outcome = of('appeal-outcome').findLast(({ appeal }) => appeal === one.id);
        return { ...one, ...(outcome && { outcome }) };
      }),
    ...(ended && { ended }),
  };
}

/** What of a sanction, and of a change, can be put right; the rest of an entry never is. */
const OF_A_CHANGE = ['term', 'until', 'conditions'] as const;
const OF_A_SANCTION = [
  ...OF_A_CHANGE,
  ...(['sanction', 'label', 'parameters', 'startsAt', 'precision', 'safety', 'tell', 'switchOff'] as const),
] as const;

/** A sanction or a change of it as it is once what was written down wrong of that very entry is put right. */
export function rightly<E extends EntryOf<'sanction'> | EntryOf<'sanction-change'>>(
  entry: E,
  corrections: readonly EntryOf<'sanction-corrected'>[],
): E {
  const isChange = entry.kind === 'sanction-change';
  const fields: readonly string[] = isChange ? OF_A_CHANGE : OF_A_SANCTION;
  const own = corrections.filter(({ change }) => change === (isChange ? entry.id : undefined));
  const is = new Map<string, unknown>(Object.entries(entry));
  for (const { right } of own) {
    // The last day belongs to the term.
    if (right.term !== undefined) is.delete('until');
    if (right.startsAt !== undefined) is.delete('precision');
    for (const [field, value] of Object.entries(right)) {
      if (!fields.includes(field)) continue;
      if (Array.isArray(value) && value.length === 0) is.delete(field);
      else is.set(field, value);
    }
  }
  return own.length === 0 ? entry : (Object.fromEntries(is) as E);
}

/** Whether the first outcome is there: a decision of a meeting, or a sanction ("Half a day"). */
export function isDecided({ meetings, sanctions }: Response): boolean {
  return sanctions.length > 0 || meetings.some(({ outcome }) => outcome !== 'undecided');
}

/** Whether it is there also for every report that came in since it was closed, and since it goes on again. */
export function isAnswered(response: Response): boolean {
  const { sinceClose, resumed } = response;
  return isDecided(response) && sinceClose.every(({ answered }) => answered) && resumed?.answered !== false;
}
