import type { Consent, Entry, EntryOf } from './entry.ts';
import type { Person, Unsealed } from './fold-people.ts';
import { knew } from './knew.ts';
import { isOfOneSave, type Noted } from './noted.ts';
import type { Same } from './same-roles.ts';

/** That somebody asked that it does not go on, and has not said otherwise since. */
interface Stop {
  /** The ID of the entry of the report. */
  readonly report: string;
  /** The mark of who asked it. */
  readonly person: string;
}

/** Since when an incident does not go on. */
export interface Stopped {
  readonly at: string;
  /** The ID of the entry that stopped it. */
  readonly id: string;
  readonly stops: readonly Stop[];
}

/** That an incident goes on again, since everybody who had asked that it does not said otherwise. */
interface Resumed {
  /** When the last of them said so: no clock counts from before. */
  readonly at: string;
  readonly entry: EntryOf<'consent'>;
  /** What stopped it before. */
  readonly stopped: Stopped;
}

/** One answer to whether it may go on: who gave it, and who wrote it down, and when. */
export interface Answer extends Noted {
  /** The ID of its entry. */
  readonly id: string;
  /** The ID of the entry of the report. */
  readonly report: string;
  /** The mark of who said it. */
  readonly person: string;
  readonly answer: Consent;
  readonly saidAt?: string;
  /** How much of `saidAt` is known, where that is less than the minute. */
  readonly precision?: Readonly<Record<string, string>>;
  /** They had said so before, and it was noted wrong. */
  readonly correction?: boolean;
  /** It stands against what somebody said to whom it happened, and so does not count. */
  readonly outweighed?: true;
  /** They said themselves that they want it to go on: nobody told them about a meeting. */
  readonly wished?: true;
  /** Set where it does not go on now and may be used if it happens again; with their words, as far as they are open. */
  readonly onlyAgain?: { readonly words?: string };
}

/** What everybody answered who was asked whether it may go on. */
export interface Answered {
  /** Every answer, in order. */
  readonly all: readonly Answer[];
  /** Of each report by the ID of its entry: the strictest answer, and whose it is. */
  readonly byReport: ReadonlyMap<string, { readonly answer: Consent; readonly person: string }>;
  /** Set while it does not go on. */
  readonly stopped?: Stopped;
  /** Set once it goes on again. */
  readonly resumed?: Resumed;
}

/** What is written down with answers, and the words that are open of it. */
interface Beside {
  readonly wishes: readonly EntryOf<'wish'>[];
  readonly onlyAgain: readonly EntryOf<'only-again'>[];
  readonly unsealed: Unsealed;
}

const STOP: Consent = 'asked-not-to-proceed';
/** From the strictest on. */
const STRICTEST: readonly Consent[] = [STOP, 'not-said-yet', 'no-objection'];

/** Whether it happened to somebody themselves. */
export function isAffected({ role, affected }: Pick<Person, 'role' | 'affected'>): boolean {
  return role === 'affected' || affected === 'yes';
}

/**
 * Whose word does not count once those to whom it happened gave theirs: who reported it and told that it happened to somebody
 * else. Where that is not known, their word counts as well.
 */
export function isBystander({ role, affected }: Pick<Person, 'role' | 'affected'>): boolean {
  return role === 'reporter' && affected === 'no';
}

/**
 * Folds the answers of everybody on every report. Somebody's newest counts, and of several people's the strictest; what
 * bystanders answered counts as long as nobody to whom it happened said that it may go on. That it is not to go on ends only
 * with an answer of the same person whose writer had it before their eyes: along the chain, so that two who write at once never
 * undo it.
 *
 * @param reporters who made each report, by the ID of its entry
 * @param people everybody in the incident
 * @param entries every entry, along which the chain goes
 * @param beside what tells how an answer was meant
 */
export function foldConsent(
  consents: readonly EntryOf<'consent'>[],
  reporters: ReadonlyMap<string, string>,
  people: readonly Pick<Person, 'ref' | 'role' | 'affected'>[],
  same: Same,
  entries: readonly Entry[],
  beside: Beside = { wishes: [], onlyAgain: [], unsealed: new Map() },
): Answered {
  const newest = new Map<string, Standing>();
  const all: Answer[] = [];
  let stopped: Stopped | undefined;
  let resumed: Resumed | undefined;
  for (const entry of consents) {
    const reporter = reporters.get(entry.report);
    if (reporter === undefined) continue;
    const person = entry.from === undefined ? reporter : (same[entry.from] ?? entry.from);
    const { id, at, by, report, answer, saidAt: said, precision, correction } = entry;
    all.push({
      ...{ id, at, by, report, person, answer },
      ...(said !== undefined && { saidAt: said }),
      ...(precision && { precision }),
      ...(correction === true && { correction }),
      ...besideOf(entry, consents, beside, entries),
    });
    const key = `${report} ${person}`;
    const before = newest.get(key)?.stops ?? [];
    const stops =
      entry.answer === STOP
        ? [...before, entry]
        : before.filter((stop) => !knew({ chain: entries }, entry, stop));
    newest.set(key, { report: entry.report, person, answer: entry.answer, stops });
    const still = stopsIn(counting([...newest.values()], people));
    if (still.length > 0) {
      stopped = { at: stopped?.at ?? saidAt(entry), id: stopped?.id ?? entry.id, stops: still };
      resumed = undefined;
    } else if (stopped !== undefined) {
      resumed = { at: later(saidAt(entry), stopped.at), entry, stopped };
      stopped = undefined;
    }
  }
  const standing = [...newest.values()];
  const counts = counting(standing, people);
  const outweighed = new Set(
    standing.filter((one) => !counts.includes(one)).flatMap(({ stops }) => stops.map(({ id }) => id)),
  );
  return {
    all: all.map((one) => (outweighed.has(one.id) ? { ...one, outweighed: true as const } : one)),
    byReport: strictestByReport(counts),
    ...(stopped && { stopped }),
    ...(resumed && { resumed }),
  };
}

/** What an answer says besides, as its author wrote it down with it: the answer itself is one that every coc knows. */
function besideOf(
  one: EntryOf<'consent'>,
  consents: readonly EntryOf<'consent'>[],
  { wishes, onlyAgain, unsealed }: Beside,
  entries: readonly Entry[],
): Pick<Answer, 'wished' | 'onlyAgain'> {
  if (one.answer === 'no-objection') {
    const isWished = wishes.some(
      ({ want, from, saidAt: said, ...wish }) =>
        want === 'go-on' && from === one.from && said === one.saidAt && isOfOneSave(wish, one),
    );
    return isWished ? { wished: true } : {};
  }
  const condition = onlyAgain.find(
    (again) =>
      isOfOneSave(again, one) &&
      consents.findLast(
        ({ id, report, from }) =>
          report === again.report && from === again.from && knew({ chain: entries }, again, { id }),
      ) === one,
  );
  if (condition === undefined) return {};
  const { words } = { ...condition, ...unsealed.get(condition.id) };
  return { onlyAgain: words === undefined ? {} : { words } };
}

/** What one person answered last on one report, and that it is not to go on, as far as nothing ended that. */
interface Standing extends Stop {
  readonly answer: Consent;
  readonly stops: readonly EntryOf<'consent'>[];
}

/** Without those of bystanders, once somebody to whom it happened said that it may go on. */
function counting(
  all: readonly Standing[],
  people: readonly Pick<Person, 'ref' | 'role' | 'affected'>[],
): readonly Standing[] {
  const isOne = (is: (person: (typeof people)[number]) => boolean, { person }: Standing): boolean =>
    people.some((one) => one.ref === person && is(one));
  const isAllowed = all.some(
    (one) => one.answer === 'no-objection' && one.stops.length === 0 && isOne(isAffected, one),
  );
  return isAllowed ? all.filter((one) => !isOne(isBystander, one)) : all;
}

function stopsIn(all: readonly Standing[]): readonly Stop[] {
  return all.filter(({ stops }) => stops.length > 0).map(({ report, person }) => ({ report, person }));
}

function strictestByReport(all: readonly Standing[]): Answered['byReport'] {
  const byReport = new Map<string, { readonly answer: Consent; readonly person: string }>();
  for (const { report, person, ...one } of all) {
    const answer = one.stops.length > 0 ? STOP : one.answer;
    const before = byReport.get(report);
    if (before === undefined || STRICTEST.indexOf(answer) < STRICTEST.indexOf(before.answer))
      byReport.set(report, { answer, person });
  }
  return byReport;
}

/** The strictest of several answers. */
export function strictest(answers: readonly Consent[]): Consent | undefined {
  return STRICTEST.find((answer) => answers.includes(answer));
}

/** When somebody said it; where nobody noted that, when it was written down. */
function saidAt(entry: EntryOf<'consent'>): string {
  return entry.saidAt ?? entry.at;
}

function later(a: string, b: string): string {
  return Date.parse(a) > Date.parse(b) ? a : b;
}
