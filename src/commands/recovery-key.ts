import type { App } from '../app.ts';
import { assertSure } from '../desk/confirm.ts';
import { UsageError, UserError } from '../errors.ts';
import { assertNewFile } from '../machine/new-file.ts';
import { adoptRecovery, makeRecoveryKey, planShares, REPLACING } from '../recovery/recovery-key.ts';
import { present } from '../text/present.ts';
import { wordsOfKeys } from '../vault/joining.ts';
import { currentMembers, onlyAdmins } from '../vault/team.ts';
import { wholePath } from '../whole-path.ts';

interface RecoveryOptions {
  readonly recoveryFile?: string;
  readonly shares?: string;
  readonly custodian?: readonly string[];
  readonly shareDir?: string;
  readonly replace?: boolean;
  readonly decline?: boolean;
  readonly yes?: boolean;
}

/** `coc recovery-key`: makes the recovery key, whole or in shares, and seals every report to it. */
export async function recoveryKey(app: App, _args: readonly [], options: RecoveryOptions): Promise<void> {
  const { shares, custodian, shareDir, recoveryFile } = options;
  assertFits(options);
  const desk = await app.desk();
  const { roster } = desk.repository;
  if (!desk.me.admin) throw onlyAdmins(roster, 'makes the recovery key');
  const replaces = typeof roster.recovery !== 'string';
  if (replaces && !options.replace)
    throw new UserError('There is a recovery key already.', {
      hints: [
        'It opens every report. If it is lost, or one person could use it alone, add --replace: a new one takes its place.',
      ],
    });
  if (options.decline) {
    await assertSure(app, options.yes, 'Without a recovery key, lost keys mean lost reports. Go without one');
    await desk.vault.changeRoster((now) => ({ ...now, recovery: 'declined' }));
    return;
  }
  if (replaces) {
    app.notice(REPLACING);
    await assertSure(app, options.yes, 'Make a new recovery key');
  }
  if (recoveryFile !== undefined) await assertNewFile(wholePath(app.io, recoveryFile));
  const sharing =
    shares === undefined
      ? undefined
      : await planShares(app, desk, {
          shares,
          ...(custodian && { custodian }),
          ...(shareDir !== undefined && { shareDir }),
        });
  const identity = await (await app.keys()).unlock();
  const made = await makeRecoveryKey(app, identity, sharing ?? recoveryFile);
  await adoptRecovery(app, desk, made);
  const [isTeam, count] = [currentMembers(roster).length > 1, sharing?.count];
  app.printBlocks(
    present([
      {
        kind: 'text',
        text: 'The recovery key is made, and every report that you can open is sealed to it as well.',
      },
      count && {
        kind: 'text',
        text: `Any ${count.needed} of the ${count.total} shares make it. team.yaml says who keeps one.`,
      },
      isTeam && {
        kind: 'text',
        text: 'The others on the team seal to it once each of them has compared these words: `coc team confirm`, after `coc sync`.',
      },
      isTeam && { kind: 'say', text: wordsOfKeys(made) },
    ]),
  );
}

function assertFits({ shares, custodian, shareDir, recoveryFile, decline, replace }: RecoveryOptions): void {
  const wrong =
    (shares === undefined &&
      (custodian ?? shareDir) !== undefined &&
      '--custodian and --share-dir go with --shares.') ||
    (shares !== undefined &&
      recoveryFile !== undefined &&
      'Only one of --shares and --recovery-file can be used.') ||
    (decline &&
      (shares ?? recoveryFile ?? replace) !== undefined &&
      '--decline goes with none of the others.');
  if (wrong) throw new UsageError(wrong);
}
