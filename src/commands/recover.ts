import type { App } from '../app.ts';
import { EXIT, type ExitCode } from '../errors.ts';
import { atTheDoor, becomeAdmin } from '../recovery/becoming-admin.ts';
import { gatherRecovery, type RecoverySource } from '../recovery/gather-recovery.ts';
import { recoveredBlocks } from '../recovery/outcome.ts';
import { choosePerson, type WhoOptions, wantsToBeAdmin } from '../recovery/who.ts';

interface RecoverOptions extends RecoverySource, WhoOptions {
  readonly passphrase?: boolean;
}

/**
 * `coc recover`: with the recovery key, makes somebody an admin where no admin is left, and gives them access to what is
 * theirs or nobody else's. Begun again, it goes on.
 */
export async function recover(app: App, _args: readonly [], options: RecoverOptions): Promise<ExitCode> {
  const door = await atTheDoor(app, options.passphrase);
  const { roster } = door.repository;
  const gathered = await gatherRecovery(app, roster, options);
  const isAdmitted = await wantsToBeAdmin(app, roster, door.me, options);
  const admitted = isAdmitted
    ? await becomeAdmin(app, door, gathered, await choosePerson(app, roster, door.me, options))
    : undefined;
  const { vault } = await app.deskAt(door.folder);
  const regained = await vault.regain(gathered.recovery);
  app.printBlocks(recoveredBlocks(regained, admitted, gathered.fromShares));
  return regained.failed.length > 0 ? EXIT.partial : app.outcome;
}
