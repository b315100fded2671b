import type { Joined } from '../incident/joined-incidents.ts';
import type { OnlyAgain } from '../incident/only-again.ts';
import { isAnswered } from '../incident/response.ts';
import type { IncidentView } from '../incident/view.ts';
import type { Block } from '../text/block.ts';
import { type Came, cameOf, firstReceived } from './came.ts';
import { respondBy } from './clock.ts';
import type { Comparing } from './comparable.ts';
import { type Due, SOON } from './due.ts';
import type { Playbook } from './playbook.ts';
import { momentsOf } from './sanctions.ts';
import { type Status, statusOf } from './status.ts';

/** What a list of all incidents shows of one. */
export interface Brief {
  readonly id: string;
  readonly status: Status;
  readonly openedAt: string;
  /** When the first report came in; null where there is none. */
  readonly receivedAt: string | null;
  readonly precision?: string;
  readonly respondBy: string | null;
  /** Whether there is a first outcome, or none is wanted while it does not go on. */
  readonly isAnswered: boolean;
  readonly reports: number;
  readonly readers: readonly string[];
  /** Set while it is kept for nothing but that it happens again. */
  readonly onlyAgain?: OnlyAgain;
  /** Which incidents lead this one, where it is one matter with them. */
  readonly joined?: readonly Joined[];
}

/** How far the incident is that leads another one: whether it was decided, and closed, or does not go on. */
export type LeaderIs = 'open' | 'decided' | 'closed' | 'closed-undecided' | 'stopped';

/** What else a look over all incidents needs of one: data, so that it can be kept. */
export interface Glance
  extends Brief,
    Pick<IncidentView, 'sanctions' | 'people' | 'keptOut' | 'unreachable'> {
  /** What waits and can be begun. */
  readonly due: readonly Due[];
  /** By what its people are compared with those of others. */
  readonly comparing: Comparing;
  readonly came?: Came | undefined;
  /** That hardly anybody is left to decide it, and what is offered then. */
  readonly few?: readonly Block[];
}

/** What a list shows at once. */
export interface KeptGlance extends Brief {
  /** What is typed to do what waits first; null where nothing waits. */
  readonly next: string | null;
  /** The same while another incident leads it, by how far that one is; only of one that another may lead. */
  readonly nextWhileLed?: Readonly<Record<LeaderIs, string | null>>;
  /** Whether it has come to something that those of an incident which it leads can be told. */
  readonly hasOutcome?: true;
  /** Whether it does not go on, and came to nothing: what it leads is not decided with it. */
  readonly isStopped?: true;
}

/**
 * @param due what waits and can be begun now
 * @param few what is said where hardly anybody is left to decide it
 */
export function glanceOf(
  incident: IncidentView,
  due: readonly Due[],
  playbook: Playbook,
  comparing: Comparing,
  few: readonly Block[] = [],
): Glance {
  const first = firstReceived(incident.reports);
  const { sanctions, people, keptOut, unreachable, stopped, onlyAgain, joined } = incident;
  const came = cameOf(incident);
  return {
    id: incident.id,
    status: statusOf(incident),
    openedAt: incident.openedAt,
    receivedAt: first?.receivedAt ?? null,
    ...(first?.precision?.receivedAt !== undefined && { precision: first.precision.receivedAt }),
    respondBy: respondBy(incident, playbook)?.toISOString() ?? null,
    isAnswered: isAnswered(incident) || stopped !== undefined,
    reports: incident.reports.length,
    readers: incident.readers,
    due,
    sanctions,
    people,
    keptOut,
    ...(unreachable && { unreachable }),
    ...(onlyAgain && { onlyAgain }),
    ...(joined && { joined }),
    comparing,
    ...(came && { came }),
    ...(few.length > 0 && { few }),
  };
}

/**
 * A glance as it is kept: what a list shows at once, and the rest as text, since most of the time goes into making it data.
 */
export function keptGlance(
  { due, sanctions, people, keptOut, unreachable, comparing, came, few, ...brief }: Glance,
  next: Pick<KeptGlance, 'next' | 'nextWhileLed' | 'hasOutcome' | 'isStopped'>,
): { readonly data: KeptGlance; readonly rest: string } {
  return {
    data: { ...brief, ...next },
    rest: JSON.stringify({ due, sanctions, people, keptOut, unreachable, comparing, came, few }),
  };
}

/** What was kept, whole. */
export function wholeGlance(
  { next: _, nextWhileLed: __, hasOutcome: ___, isStopped: ____, ...brief }: KeptGlance,
  rest: string,
): Glance {
  return { ...brief, ...JSON.parse(rest) };
}

/** Whether the first outcome is overdue. */
export function isOverdueAt(
  { isAnswered: answered, respondBy: by }: Pick<Brief, 'isAnswered' | 'respondBy'>,
  now: Date,
): boolean {
  return !answered && by !== null && now.getTime() > Date.parse(by);
}

/**
 * Whether an incident stays out of lists, of what is searched and of what is shown as alike: it is kept for nothing but that the same
 * happens again, and found by comparing its people alone.
 */
export function staysOut({ onlyAgain }: { readonly onlyAgain?: OnlyAgain | undefined }): boolean {
  return onlyAgain !== undefined;
}

/** The same at a later moment, before which nothing changes but what is overdue. */
export function glanceAt(glance: Glance, now: Date): Glance & { readonly isOverdue: boolean } {
  return {
    ...glance,
    due: glance.due.map((one) => ({ ...one, overdue: one.at !== null && now > new Date(one.at) })),
    isOverdue: isOverdueAt(glance, now),
  };
}

/**
 * Until when what waits in an incident stays what it is now, but for what is overdue by then; undefined where that is for ever.
 * Milliseconds since 1970.
 *
 * @param waiting all that waits, also what cannot be begun yet
 */
export function sameUntil(
  { sanctions }: Pick<IncidentView, 'sanctions'>,
  waiting: readonly Due[],
  now: Date,
): number | undefined {
  const moments = [
    ...waiting.flatMap(({ at }) => (at === null ? [] : [Date.parse(at) - SOON, Date.parse(at)])),
    ...sanctions.flatMap(momentsOf),
  ].filter((one) => one >= now.getTime());
  return moments.length === 0 ? undefined : Math.min(...moments);
}
