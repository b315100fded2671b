import type { App, Desk } from '../app.ts';
import { UserError } from '../errors.ts';
import type { Joined } from '../incident/joined-incidents.ts';
import { isAnswered } from '../incident/response.ts';
import type { IncidentView } from '../incident/view.ts';
import { withAnswersOf } from '../policy/answered-elsewhere.ts';
import { respondBy } from '../policy/clock.ts';
import type { Due } from '../policy/due.ts';
import { leadersAmong, ledBy } from '../policy/joined-incidents.ts';
import type { Matter } from '../policy/situation.ts';
import { dueByClock, dueWhileLed, leadingOf } from '../policy/while-led.ts';
import type { OpenedIncident } from '../vault/vault.ts';
import { type Briefs, briefs, briefsAtHand } from './glances.ts';
import { waitingIn } from './waiting.ts';

/** What leads an incident, of what this member can open at this moment. */
interface Led {
  /** What was said of it; undefined where nothing was. */
  readonly joined?: readonly Joined[];
  /** The incident that leads it; undefined where none does, as where two lead each other. */
  readonly leader?: IncidentView;
}

async function ledOf(desk: Desk, view: IncidentView): Promise<Led> {
  const opened = new Map([[view.id, view]]);
  const open = async ({ joined = [] }: IncidentView): Promise<void> => {
    for (const { incident } of joined) {
      if (opened.has(incident)) continue;
      const other = await openedOf(desk, incident);
      if (other === undefined) continue;
      opened.set(incident, other);
      await open(other);
    }
  };
  await open(view);
  const leader = opened.get(leadersAmong([...opened.values()]).get(view.id) ?? '');
  const joined = (view.joined ?? []).filter(({ incident }) => opened.has(incident));
  return { ...(joined.length > 0 && { joined }), ...(leader && { leader }) };
}

/** What waits in an incident, and by when its first outcome is wanted, ISO 8601. */
interface WaitingHere extends Led {
  readonly due: readonly Due[];
  readonly respondBy: string | null;
}

/**
 * What waits in one incident for this member, as the one that leads it makes it, and by the clock of what it leads; and what leads it.
 *
 * @param known what waits in it by itself, where that is known
 * @param look at all the others; only where that takes no time, where it is left out
 */
export async function waitingHere(
  app: App,
  desk: Desk,
  opened: Pick<OpenedIncident, 'view' | 'unsealed'>,
  known?: readonly Due[],
  look: (app: App, desk: Desk) => Promise<Pick<Briefs, 'incidents'> | undefined> = briefsAtHand,
): Promise<WaitingHere> {
  const led = await ledOf(desk, opened.view);
  const { leader } = led;
  const view = leader === undefined ? opened.view : withAnswersOf(opened.view, [leader]);
  const isKnown = known !== undefined && view === opened.view;
  const due = isKnown ? known : (await waitingIn(app, desk, { ...opened, view })).possible;
  const own = respondBy(opened.view, desk.playbook)?.toISOString() ?? null;
  const isRunning = leader === undefined && opened.view.stopped === undefined && !isAnswered(opened.view);
  const row = isRunning
    ? (await look(app, desk))?.incidents.find(({ id }) => id === opened.view.id)
    : undefined;
  const clock = row?.respondBy ?? own;
  const now = app.now();
  const waits = dueByClock(dueWhileLed(due, leader && leadingOf(leader), now), own, clock, now);
  return { ...led, due: waits, respondBy: clock };
}

/** All that is one matter with this incident. What this one leads is found in what is remembered, and then opened. */
export async function matterOf(app: App, desk: Desk, view: IncidentView): Promise<Matter> {
  const { leader } = await ledOf(desk, view);
  const led: IncidentView[] = [];
  for (const id of ledBy(view.id, (await briefs(app, desk)).incidents)) {
    const other = await openedOf(desk, id);
    if (other !== undefined) led.push(other);
  }
  return { ...(leader && { leader }), led };
}

/** An incident, as far as this member can open it. */
async function openedOf({ vault }: Desk, id: string): Promise<IncidentView | undefined> {
  try {
    return (await vault.read(id)).view;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
