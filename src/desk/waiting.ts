import type { App, Desk } from '../app.ts';
import { stepOf } from '../catalogue.ts';
import { type Due, dueIn } from '../policy/due.ts';
import { possibleNow } from '../policy/next.ts';
import type { Judged } from '../policy/step.ts';
import type { OpenedIncident } from '../vault/vault.ts';
import { situationAt, waitsAt } from './situation.ts';

/** What waits in an incident. */
interface WaitingNow {
  readonly all: readonly Due[];
  /** What of it this member can begin now: nothing sends anybody to a step that refuses. */
  readonly possible: readonly Due[];
}

/** What waits for this member in an incident. Loads the steps that are named, and no others. */
export async function waitingIn(
  app: App,
  desk: Desk,
  opened: Pick<OpenedIncident, 'view' | 'unsealed'>,
): Promise<WaitingNow> {
  const now = app.now();
  const all = dueIn(opened.view, desk.playbook, now, waitsAt(desk), desk.repository.roster.members);
  if (all.length === 0) return { all, possible: all };
  const steps = new Map<string, Judged>();
  for (const id of new Set([...all.map(({ step }) => step), 'access grant'])) {
    const step = await stepOf(app.steps, id);
    if (step !== undefined) steps.set(id, step);
  }
  const begun = { startedAt: now.toISOString(), overrides: [] };
  const situation = situationAt(app, desk, opened, begun);
  return { all, possible: possibleNow(all, situation, (id) => steps.get(id)) };
}
