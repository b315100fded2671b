import type { App, Desk } from '../app.ts';
import type { NewEntry } from '../incident/entry.ts';
import type { RecoverySource } from '../recovery/gather-recovery.ts';
import type { Step } from '../steps/step.ts';
import { onlyAdmins } from '../vault/team.ts';
import type { OpenedIncident, Saved, SealedAttachment } from '../vault/vault.ts';

/** Where a step reads an incident and adds to it. */
interface Records {
  readonly read: (id: string) => Promise<OpenedIncident>;
  readonly append: (
    id: string,
    decide: (newest: OpenedIncident) => readonly NewEntry[],
    attached: readonly SealedAttachment[],
  ) => Promise<Saved>;
}

/** The vault, or what the recovery key opens where the member's own keys do not. */
export async function recordsOf(
  app: App,
  { repository, me, vault }: Desk,
  step: Step,
  source: RecoverySource,
): Promise<Records> {
  if (step.opensWith === undefined) return vault;
  const { roster } = repository;
  if (!me.admin) throw onlyAdmins(roster, 'lets somebody in again');
  const { gatherRecovery } = await import('../recovery/gather-recovery.ts');
  const { recovery } = await gatherRecovery(app, roster, source);
  return {
    read: (id) => vault.readWith(recovery, id),
    append: (id, decide) => vault.letInAgain(recovery, id, decide),
  };
}
