import type { App, Desk } from '../app.ts';
import { stepOf } from '../catalogue.ts';
import { type Due, dueIn } from '../policy/due.ts';
import { possibleNow } from '../policy/next.ts';
import type { Judged } from '../policy/step.ts';
import type { OpenedIncident } from '../vault/vault.ts';
import { situationAt, waitsAt } from './situation.ts';

/**
 * What waits for this member in these incidents and can be begun now: nothing sends anybody to a step that refuses.
 * Loads the steps that are named, and no others.
 */
export async function waitingIn(
  app: App,
  desk: Desk,
  incidents: readonly Pick<OpenedIncident, 'view' | 'unsealed'>[],
): Promise<readonly (readonly Due[])[]> {
  const now = app.now();
  const all = incidents.map((opened) => ({
    opened,
    due: dueIn(opened.view, desk.playbook, now, waitsAt(desk), desk.repository.roster.members),
  }));
  const ids = new Set(all.flatMap(({ due }) => due.map(({ step }) => step)));
  const steps = new Map<string, Judged>();
  for (const id of [...ids, ...(ids.size > 0 ? ['access grant'] : [])]) {
    const step = await stepOf(app.steps, id);
    if (step !== undefined) steps.set(id, step);
  }
  const begun = { startedAt: now.toISOString(), overrides: [] };
  return all.map(({ opened, due }) =>
    due.length === 0 ? due : possibleNow(due, situationAt(app, desk, opened, begun), (id) => steps.get(id)),
  );
}
