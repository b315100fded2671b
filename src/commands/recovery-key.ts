import { resolve } from 'node:path';
import type { App } from '../app.ts';
import { assertAdmin } from '../desk/team.ts';
import { EXIT, UserError } from '../errors.ts';
import { adoptRecovery, assertNewFile, makeRecoveryKey } from '../setup/recovery.ts';

interface RecoveryOptions {
  readonly recoveryFile?: string;
  readonly decline?: boolean;
  readonly yes?: boolean;
}

/** `coc recovery-key`: makes the recovery key where there is none, and seals every report to it as well. */
export async function recoveryKey(app: App, _args: readonly [], options: RecoveryOptions): Promise<void> {
  const desk = await app.desk();
  if (typeof desk.repository.roster.recovery !== 'string')
    throw new UserError('There is a recovery key already.', {
      hints: ['It opens every report. If it is lost, tell the others on the team.'],
    });
  assertAdmin(desk);
  if (options.decline) {
    const sure =
      options.yes ??
      (await (
        await app.prompter()
      )?.confirm('Without a recovery key, lost keys mean lost reports. Go without one', false));
    if (sure === undefined)
      throw new UserError('Nobody can confirm this without a terminal.', {
        hints: ['Add --yes.'],
        exitCode: EXIT.usage,
      });
    if (sure) await desk.vault.changeRoster((roster) => ({ ...roster, recovery: 'declined' }));
    return;
  }
  if (options.recoveryFile !== undefined) await assertNewFile(resolve(app.io.cwd, options.recoveryFile));
  await adoptRecovery(
    desk,
    await makeRecoveryKey(app, await (await app.keys()).unlock(), options.recoveryFile),
  );
  app.printBlocks([
    {
      kind: 'text',
      text: 'The recovery key is made, and every report that you can open is sealed to it as well.',
    },
  ]);
}
