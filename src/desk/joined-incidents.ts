import type { App, Desk } from '../app.ts';
import { UserError } from '../errors.ts';
import type { Joined } from '../incident/joined-incidents.ts';
import type { IncidentView } from '../incident/view.ts';
import { withAnswersOf } from '../policy/answered-elsewhere.ts';
import type { Due } from '../policy/due.ts';
import { leadersAmong, ledBy } from '../policy/joined-incidents.ts';
import type { Matter } from '../policy/situation.ts';
import { dueWhileLed, leadingOf } from '../policy/while-led.ts';
import type { OpenedIncident } from '../vault/vault.ts';
import { briefs } from './glances.ts';
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

/**
 * What waits in one incident for this member, as the one that leads it makes it; and what leads it.
 *
 * @param known what waits in it by itself, where that is known
 */
export async function waitingHere(
  app: App,
  desk: Desk,
  opened: Pick<OpenedIncident, 'view' | 'unsealed'>,
  known?: readonly Due[],
): Promise<Led & { readonly due: readonly Due[] }> {
  const led = await ledOf(desk, opened.view);
  const { leader } = led;
  const view = leader === undefined ? opened.view : withAnswersOf(opened.view, [leader]);
  const isKnown = known !== undefined && view === opened.view;
  const due = isKnown ? known : (await waitingIn(app, desk, { ...opened, view })).possible;
  return { ...led, due: dueWhileLed(due, leader && leadingOf(leader), app.now()) };
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
