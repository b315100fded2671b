import { showId } from '../incident/id.ts';
import type { IncidentView } from '../incident/view.ts';
import { hasOutcome } from './decisions.ts';
import { byUrgency, commandOf, type Due, toTell } from './due.ts';
import type { KeptGlance, LeaderIs } from './glance.ts';
import { type Joinable, ledBy } from './joined-incidents.ts';
import { LETS_IN } from './under-condition.ts';

/** The incident that leads another one. */
export interface Leading {
  readonly id: string;
  readonly isClosed: boolean;
  /** Whether it has come to something that those can be told whom it happened to. */
  readonly hasOutcome: boolean;
  /** Whether it does not go on, and came to nothing that anybody is told. */
  readonly isStopped?: boolean;
}

/** An incident that is open, as it leads another one. */
export function leadingOf(incident: IncidentView): Leading {
  const { id, closed, stopped } = incident;
  const isDecided = hasOutcome(incident);
  return {
    ...{ id, isClosed: closed !== undefined, hasOutcome: isDecided },
    ...(stopped !== undefined && !isDecided && { isStopped: true }),
  };
}

/**
 * What waits in an incident that another one may lead, for whoever can open both: what is left to do here. What is decided on the
 * matter, and by when, is due there; in the place of that stands one line. Once it is decided, those of this one are told.
 *
 * @param leading undefined where none does, as far as whoever looks can open it
 */
export function dueWhileLed(due: readonly Due[], leading: Leading | undefined, now: Date): readonly Due[] {
  if (leading === undefined) return due.filter(({ ofTheLeader }) => !ofTheLeader);
  if (leading.isStopped) return dueWhileStopped(due, leading, now);
  const { id, isClosed } = leading;
  const toBeTold = due.find(isToTell);
  const refs = leading.hasOutcome ? (toBeTold?.owed ?? []).flatMap(({ person = [] }) => person) : [];
  const told = refs.length === 0 || toBeTold === undefined ? [] : [{ ...toBeTold, what: toTell(refs, id) }];
  const [first] = due.filter(({ ofTheMatter }) => ofTheMatter);
  const here = due
    .filter(
      (one) =>
        !one.ofTheMatter &&
        !isToTell(one) &&
        !isOwedTo(one, refs) &&
        !(told.length > 0 && one.step === 'close'),
    )
    // The meeting whose time it had is there.
    .map((one) => (one.step === LETS_IN ? { ...one, at: null, overdue: false } : one));
  if (first === undefined) return [...here, ...told].sort(byUrgency(now));
  const { incident, clause } = first;
  const line = {
    ...{ incident, clause, at: null, overdue: false, pace: 'last' as const },
    ...(isClosed
      ? { what: `It belongs to ${showId(id)}, which is closed: close this one too`, step: 'close' }
      : { what: `It belongs to ${showId(id)}, which leads: see there`, step: 'show', looksAt: id }),
  };
  return [...here, ...told, line].sort(byUrgency(now));
}

/** What of an incident tells by when it is decided. */
type Clocked = Joinable & Pick<KeptGlance, 'respondBy' | 'isAnswered'>;

/**
 * By when a first outcome is wanted in an incident that leads others, ISO 8601: the earliest of them counts, of those that whoever looks can
 * open and that wait for one still. Its own where it has an outcome, or does not go on.
 *
 * @param all each with its own clock
 */
export function clockOfMatter(incident: Clocked, all: readonly Clocked[]): string | null {
  if (incident.isAnswered) return incident.respondBy;
  const led = ledBy(incident.id, all);
  const clocks = [incident, ...all.filter((one) => led.includes(one.id) && !one.isAnswered)].flatMap(
    (one) => one.respondBy ?? [],
  );
  return clocks.sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null;
}

/** What waits, by the clock of the matter in place of that of the incident alone. */
export function dueByClock(
  due: readonly Due[],
  own: string | null,
  clock: string | null,
  now: Date,
): readonly Due[] {
  if (own === null || clock === null || own === clock) return due;
  return due
    .map((one) => (one.at === own ? { ...one, at: clock, overdue: now.getTime() > Date.parse(clock) } : one))
    .sort(byUrgency(now));
}

/** What an incident that does not go on leads and that was neither stopped itself nor closed, by their IDs. */
export function leftBehindBy(
  incident: IncidentView,
  all: readonly (Joinable & Pick<KeptGlance, 'status'>)[],
): readonly string[] {
  if (!leadingOf(incident).isStopped) return [];
  const going = all.filter(({ status }) => status !== 'closed' && status !== 'not-to-proceed');
  return ledBy(incident.id, all).filter((id) => going.some((one) => one.id === id));
}

/**
 * What waits where the incident that leads does not go on: whoever stopped that said nothing of this one. It has its own clock, and is
 * taken apart before anything is done about it.
 */
function dueWhileStopped(due: readonly Due[], { id }: Leading, now: Date): readonly Due[] {
  const here = due.filter(({ ofTheMatter, ofTheLeader }) => !ofTheMatter && !ofTheLeader);
  const [first] = due.filter(({ ofTheMatter }) => ofTheMatter);
  if (first === undefined) return here;
  const what = `${showId(id)}, which leads, does not go on. Take this one apart from it: then it goes on by itself`;
  const { incident, clause, at, precision, overdue } = first;
  const apart = { incident, what, clause, at, overdue, step: 'join-incidents' };
  return [...here, { ...apart, ...(precision !== undefined && { precision }) }].sort(byUrgency(now));
}

/** That those of this one are told what was decided there. */
function isToTell({ ofTheLeader, owed }: Due): boolean {
  return ofTheLeader === true && owed !== undefined;
}

/** Whether it is to tell these and nobody else: one telling does for what was decided here before. */
function isOwedTo({ owed = [] }: Due, refs: readonly string[]): boolean {
  return owed.length > 0 && owed.every(({ what, person }) => what === 'tell' && refs.includes(person ?? ''));
}

/** Stands in what is remembered for that the incident is looked at which leads. */
const LOOK_THERE = 'leader';

const LEADER_IS: readonly LeaderIs[] = ['open', 'decided', 'closed', 'closed-undecided', 'stopped'];

function leaderIs({ isClosed, hasOutcome: isDecided, isStopped }: Leading): LeaderIs {
  if (isStopped) return 'stopped';
  if (isClosed) return isDecided ? 'closed' : 'closed-undecided';
  return isDecided ? 'decided' : 'open';
}

/** What is typed first while another incident leads this one, by how far that one is. */
export function nextWhileLed(due: readonly Due[], now: Date): NonNullable<KeptGlance['nextWhileLed']> {
  const next = (is: LeaderIs): string | null => {
    const isClosed = is === 'closed' || is === 'closed-undecided';
    const isDecided = is === 'decided' || is === 'closed';
    const leading = { id: '', isClosed, hasOutcome: isDecided, isStopped: is === 'stopped' };
    const [first] = dueWhileLed(due, leading, now);
    if (first === undefined) return null;
    return first.looksAt === undefined ? commandOf(first) : LOOK_THERE;
  };
  const [open, decided, closed, undecided, stopped] = LEADER_IS.map(next);
  return {
    open: open ?? null,
    decided: decided ?? null,
    closed: closed ?? null,
    'closed-undecided': undecided ?? null,
    stopped: stopped ?? null,
  };
}

/** What a list shows of an incident that another one leads: the clock is that one's, as long as that one goes on. */
export function briefWhileLed(brief: KeptGlance, leading: Leading): KeptGlance {
  const next = brief.nextWhileLed?.[leaderIs(leading)] ?? null;
  const by = leading.isStopped ? brief.respondBy : null;
  return { ...brief, respondBy: by, next: next === LOOK_THERE ? `coc show ${showId(leading.id)}` : next };
}
