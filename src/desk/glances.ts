import { setImmediate as turn } from 'node:timers/promises';
import type { App, Desk } from '../app.ts';
import { buildId } from '../build-id.ts';
import { showId } from '../incident/id.ts';
import {
  glanceAt,
  glanceOf,
  type KeptGlance,
  keptGlance,
  sameUntil,
  staysOut,
  wholeGlance,
} from '../policy/glance.ts';
import { areOneMatter, leadersAmong } from '../policy/joined-incidents.ts';
import { saidAmong } from '../policy/said-among.ts';
import type { Elsewhere } from '../policy/situation.ts';
import type { Leading } from '../policy/while-led.ts';
import type { Damaged } from '../screen/listing.ts';
import type { Answers, Made, Making, OpenedIncident, Rows } from '../vault/vault.ts';

/** What a look over all incidents tells of each, the time taken into account. */
type Glanced = ReturnType<typeof glanceAt>;

export type Glances = Looked<Glanced>;

export interface Briefs extends Looked<KeptGlance> {
  readonly answers: Answers | undefined;
}

interface Looked<T> {
  readonly incidents: readonly T[];
  /** How many incidents there are that this member is not a reader of. */
  readonly notShared: number;
  readonly damaged: readonly Damaged[];
}

/**
 * Looks over all incidents that this member can open; of those that have not changed it is remembered what there is to see.
 * For whoever looks: nothing about keys, trust or permission is to follow from it. Ctrl-C ends it and keeps what was opened.
 */
export async function glances(app: App, desk: Desk): Promise<Glances> {
  const making = await makingAt(app, desk, true);
  const { rows, rests, answers, ...left } = await app.interruptible((stop) => desk.vault.rows(making, stop));
  const now = app.now();
  const leading = leadingAmong(rows);
  const mayBeLed = rows.some(({ joined }) => joined !== undefined);
  const led = mayBeLed ? await import('../policy/while-led.ts') : undefined;
  const incidents = rows.map((row) => {
    const whole = wholeGlance(row, rests.get(row.id) ?? '{}');
    const by = leading.get(row.id);
    if (led === undefined) return glanceAt(whole, now);
    const clock = led.clockOfMatter(row, rows);
    const due = led.dueByClock(led.dueWhileLed(whole.due, by, now), row.respondBy, clock, now);
    return glanceAt({ ...whole, respondBy: by && !by.isStopped ? null : clock, due }, now);
  });
  return { ...left, incidents: await withAgain(incidents, now) };
}

/** With what waits in those that are kept for if it happens again, and did. */
async function withAgain(incidents: readonly Glanced[], now: Date): Promise<readonly Glanced[]> {
  if (!incidents.some(staysOut)) return incidents;
  const { allDueSinceAgain } = await import('../policy/happened-again.ts');
  const again = allDueSinceAgain(incidents, now);
  return incidents.map((one) => ({ ...one, due: [...one.due, ...(again.get(one.id) ?? [])] }));
}

/** As `glances`, what a list shows of each. */
export async function briefs(app: App, desk: Desk): Promise<Briefs> {
  const making = await makingAt(app, desk, false);
  return asLed(await app.interruptible((stop) => desk.vault.rows(making, stop)));
}

/** The first of a list, with how many more there are. */
export interface Page extends Looked<KeptGlance> {
  readonly more: number;
  /** How many are kept only for if it happens again, and left out. */
  readonly kept: number;
}

/** The newest of `briefs` that are dealt with. */
export async function newestBriefs(app: App, desk: Desk, most: number): Promise<Page> {
  if (most === Number.POSITIVE_INFINITY) return pageOf(await briefs(app, desk), most);
  const making = await makingAt(app, desk, false);
  const found = await app.interruptible((stop) => desk.vault.answerOrRows(making, `newest ${most}`, stop));
  // Sealed by this very coc with this member's keys: it is what was found.
  if ('answer' in found) return found.answer as Page;
  const page = pageOf(await asLed(found.rows), most);
  await found.remember?.(page);
  return page;
}

function pageOf({ incidents, notShared, damaged }: Briefs, most: number): Page {
  const all = newestFirst(incidents.filter((one) => !staysOut(one)));
  const kept = incidents.length - all.length;
  return { incidents: all.slice(0, most), more: Math.max(0, all.length - most), kept, notShared, damaged };
}

/** By when they were received; one without a report comes last. */
export function newestFirst(incidents: readonly KeptGlance[]): readonly KeptGlance[] {
  return incidents
    .map((one) => ({ one, at: one.receivedAt === null ? 0 : Date.parse(one.receivedAt) }))
    .sort((a, b) => b.at - a.at)
    .map(({ one }) => one);
}

/** As `briefs`, where that takes no time; else undefined. */
export async function briefsAtHand(app: App, desk: Desk): Promise<Briefs | undefined> {
  const rows = await desk.vault.rowsAtHand(await makingAt(app, desk, false));
  return rows && asLed(rows);
}

/** The whole glance of one of these; undefined where it is not remembered. */
export async function glanceAmong(
  app: App,
  { incidents, answers }: Briefs,
  id: string,
): Promise<Glanced | undefined> {
  const row = incidents.find((one) => one.id === id);
  const rest = row && (await answers?.rest(id));
  return row && rest !== undefined ? glanceAt(wholeGlance(row, rest), app.now()) : undefined;
}

async function asLed({ rows, rests: _, ...left }: Rows<KeptGlance>): Promise<Briefs> {
  const leading = leadingAmong(rows);
  if (leading.size === 0) return { ...left, incidents: rows };
  const { briefWhileLed, clockOfMatter } = await import('../policy/while-led.ts');
  const incidents = rows.map((row) => {
    const by = leading.get(row.id);
    return by === undefined ? { ...row, respondBy: clockOfMatter(row, rows) } : briefWhileLed(row, by);
  });
  return { ...left, incidents };
}

/** @param whole with what only some look at */
async function makingAt(app: App, desk: Desk, whole: boolean): Promise<Making<KeptGlance>> {
  const { repository, playbook, me } = desk;
  const { settings, roster, playbookStamp } = repository;
  const now = app.now();
  return {
    for: 'rows',
    world: JSON.stringify([await buildId(), zone(now), me.id, roster, settings, playbookStamp]),
    whole,
    of: async (opened: readonly OpenedIncident[]) => {
      if (opened.length === 0) return [];
      // The rules of every step: only where something has changed.
      const [
        { waitingIn },
        { commandOf },
        { comparingOf },
        { dueWhileLed, leadingOf, nextWhileLed },
        { leftOutToDecide },
        { situationAt },
      ] = await Promise.all([
        import('./waiting.ts'),
        import('../policy/due.ts'),
        import('../policy/comparable.ts'),
        import('../policy/while-led.ts'),
        import('../policy/left-to-decide.ts'),
        import('./situation.ts'),
      ]);
      const begun = { startedAt: now.toISOString(), overrides: [] };
      const made: Made<KeptGlance>[] = [];
      for (const one of opened) {
        // What the threads have done meanwhile is taken, and they are given more.
        await turn();
        const { view } = one;
        const { all, possible } = await waitingIn(app, desk, one);
        const [first] = dueWhileLed(possible, undefined, now);
        const next = {
          next: first === undefined ? null : commandOf(first),
          ...(view.joined && { nextWhileLed: nextWhileLed(possible, now) }),
          ...(leadingOf(view).hasOutcome && { hasOutcome: true as const }),
          ...(leadingOf(view).isStopped && { isStopped: true as const }),
        };
        made.push({
          ...keptGlance(
            glanceOf(
              view,
              possible,
              playbook,
              comparingOf(view),
              leftOutToDecide(situationAt(app, desk, one, begun)),
            ),
            next,
          ),
          until: sameUntil(view, all, now),
        });
      }
      return made;
    },
  };
}

/** What leads each of these that is led. */
function leadingAmong(rows: readonly KeptGlance[]): ReadonlyMap<string, Leading> {
  const leaders = leadersAmong(rows);
  if (leaders.size === 0) return new Map();
  const all = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    [...leaders].map(([id, by]) => {
      const leader = all.get(by);
      const isClosed = leader?.status === 'closed';
      const [hasOutcome, isStopped] = [leader?.hasOutcome === true, leader?.isStopped === true];
      return [id, { id: by, isClosed, hasOutcome, isStopped }];
    }),
  );
}

/** The people of other incidents, as far as this member can open them. */
export async function peopleElsewhere(app: App, desk: Desk, incident: string): Promise<readonly Elsewhere[]> {
  const { incidents } = await glances(app, desk);
  const here = incidents.find(({ id }) => id === incident);
  const said = saidAmong(incidents);
  return incidents
    .filter(({ id }) => id !== incident)
    .flatMap((other) => {
      const { id, people, keptOut, readers } = other;
      const isMatter = here !== undefined && areOneMatter(here, other);
      return people.map((person): Elsewhere => {
        const isHere = here?.people.some(
          ({ ref }) => said({ incident, ref }, { incident: id, ref: person.ref })?.is === 'same',
        );
        return {
          ...{ incident: showId(id), person, keptOut, readers },
          ...(isHere === true && { isHere }),
          ...(isMatter && { matter: true }),
        };
      });
    });
}

/** Of these years each half month tells one time zone from another. */
const [FIRST_YEAR, LAST_YEAR] = [2024, 2036];

/**
 * Days and what ends with them are those of this place: by how far its clock is from UTC over the years, since to have its name takes
 * longer than to read ten thousand rows.
 */
function zone(now: Date): string {
  const offsets: number[] = [];
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1)
    for (let half = 0; half < 24; half += 1)
      offsets.push(new Date(year, half >> 1, half % 2 === 0 ? 1 : 15).getTimezoneOffset());
  return `${now.getTimezoneOffset()} ${offsets.join()}`;
}
