import type { App, Desk } from '../app.ts';
import { buildId } from '../build-id.ts';
import { showId } from '../incident/id.ts';
import { glanceAt, glanceOf, type KeptGlance, keptGlance, sameUntil, wholeGlance } from '../policy/glance.ts';
import { leadersAmong } from '../policy/joined-incidents.ts';
import type { Elsewhere } from '../policy/situation.ts';
import type { Damaged } from '../screen/listing.ts';
import type { OpenedIncident } from '../vault/vault.ts';

/** What a look over all incidents tells of each, the time taken into account. */
type Glanced = ReturnType<typeof glanceAt>;

export type Glances = Looked<Glanced>;

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
  const { incidents, ...left } = await briefs(app, desk);
  const now = app.now();
  return { ...left, incidents: incidents.map((one) => glanceAt(wholeGlance(one), now)) };
}

/** As `glances`, what a list shows of each. */
export async function briefs(app: App, desk: Desk): Promise<Looked<KeptGlance>> {
  const { vault, repository, playbook, me } = desk;
  const { settings, roster, playbookStamp } = repository;
  const now = app.now();
  const making = {
    for: 'rows' as const,
    world: JSON.stringify([await buildId(), zone(now), me.id, roster, settings, playbookStamp]),
    of: async (opened: readonly OpenedIncident[]) => {
      if (opened.length === 0) return [];
      // The rules of every step: only where something has changed.
      const [{ waitingIn }, { waitsAt }, { commandOf, dueIn }, { comparingOf }] = await Promise.all([
        import('./waiting.ts'),
        import('./situation.ts'),
        import('../policy/due.ts'),
        import('../policy/comparable.ts'),
      ]);
      const due = await waitingIn(app, desk, opened);
      return opened.map(({ view }, index) => {
        const own = due[index] ?? [];
        return {
          data: keptGlance(glanceOf(view, own, playbook, comparingOf(view)), own[0] && commandOf(own[0])),
          until: sameUntil(view, dueIn(view, playbook, now, waitsAt(desk)), now),
        };
      });
    },
  };
  const { rows, ...left } = await app.interruptible((stop) => vault.rows<KeptGlance>(making, stop));
  return { ...left, incidents: await asLed(rows) };
}

/** As one that leads makes them. */
async function asLed(rows: readonly KeptGlance[]): Promise<readonly KeptGlance[]> {
  const leaders = leadersAmong(rows);
  if (leaders.size === 0) return rows;
  const { briefWhileLed } = await import('../policy/while-led.ts');
  const closed = new Set(rows.filter(({ status }) => status === 'closed').map(({ id }) => id));
  return rows.map((row) => {
    const leader = leaders.get(row.id);
    return leader === undefined ? row : briefWhileLed(row, { id: leader, isClosed: closed.has(leader) });
  });
}

/** The people of other incidents from which somebody is kept out. */
export async function peopleElsewhere(app: App, desk: Desk, incident: string): Promise<readonly Elsewhere[]> {
  const { incidents } = await glances(app, desk);
  return incidents
    .filter(({ id, keptOut }) => id !== incident && keptOut.length > 0)
    .flatMap(({ id, people, keptOut }) =>
      people.map((person) => ({ incident: showId(id), person, keptOut })),
    );
}

/** Days and what ends with them are those of this place. */
function zone(now: Date): string {
  return `${Intl.DateTimeFormat().resolvedOptions().timeZone} ${now.getTimezoneOffset()}`;
}
