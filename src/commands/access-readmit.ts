import type { App, Desk } from '../app.ts';
import type { Records, Step } from '../desk/step.ts';
import { readmitForm } from '../interview/forms/access.ts';
import {
  assertMayReadmitByRecovery,
  couldOpenSince,
  readmitByRecovery,
  readmittableByRecovery,
} from '../policy/recusing.ts';
import { BY_RECOVERY_KEY } from '../policy/step.ts';
import { gatherRecovery, type RecoverySource } from '../recovery/gather-recovery.ts';
import { onlyAdmins } from '../vault/team.ts';

/**
 * `coc access readmit` with the recovery key: lets one member in again where everybody on the team is kept out, so that
 * nobody can end an incident for good by keeping out all the others ("Conflict of interest").
 *
 * @param source where the recovery key comes from; it is asked for where that names nothing
 */
export function readmitByRecoveryKey(source: RecoverySource): Step {
  return {
    id: 'access-readmit',
    command: BY_RECOVERY_KEY,
    form: (playbook) => readmitForm(playbook, readmittableByRecovery),
    decide: readmitByRecovery,
    records: (app, desk) => openedBy(app, desk, source),
    assertPossible: assertMayReadmitByRecovery,
    afterwards: ({ member }, before) => [
      couldOpenSince(String(member), before) === undefined
        ? 'They could never open it so far: `coc recover` opens it to them.'
        : 'They can open it after `coc sync`.',
      'Everybody who can open it reads that the recovery key was used for that, by whom, and why.',
    ],
    stillClosed: 'You are kept out of it as before.',
    saveLabel: 'Let them in again',
    saved: 'They are no longer kept out. It is',
  };
}

async function openedBy(app: App, { repository, me, vault }: Desk, source: RecoverySource): Promise<Records> {
  const { roster } = repository;
  if (!me.admin) throw onlyAdmins(roster, 'lets somebody in again');
  const { recovery } = await gatherRecovery(app, roster, source);
  return {
    read: (id) => vault.readWith(recovery, id),
    append: (id, decide) => vault.letInAgain(recovery, id, decide),
  };
}
