import type { App } from '../app.ts';
import { examine, type Patient, troubleOf } from '../checking/doctor.ts';
import { shippedPlaybook, writtenByNewer } from '../community/community.ts';
import { EXIT, type ExitCode, UserError } from '../errors.ts';
import { drill } from '../recovery/drill.ts';
import type { RecoverySource } from '../recovery/gather-recovery.ts';
import { doctorBlocks } from '../screen/doctor.ts';
import { checksOf, type Trouble } from '../screen/doctor-checks.ts';
import { listIfAny } from '../text/block.ts';
import { Objects, type Repository } from '../vault/repository.ts';

/**
 * `coc doctor`: what is in order and what is not, with what to do. Exit 0 where nothing needs attention, 3 where something
 * does, 1 where the reports repository cannot be opened.
 */
export async function doctor(
  app: App,
  _args: readonly [],
  options: RecoverySource & { readonly json?: boolean; readonly drill?: boolean },
): Promise<ExitCode> {
  if (options.drill) return rehearse(app, options);
  const facts = await examine(app, await open(app));
  const checks = checksOf(facts);
  const inOrder = checks.every(({ state }) => state !== 'attention');
  if (options.json) app.printJson({ inOrder, checks });
  else app.printBlocks(doctorBlocks(checks));
  if (facts.closed !== undefined) return EXIT.failed;
  return inOrder ? EXIT.done : EXIT.partial;
}

/** `coc doctor --drill`: whether the recovery key is the right one and opens every incident. Exit 3 where it does not. */
async function rehearse(app: App, options: RecoverySource & { readonly json?: boolean }): Promise<ExitCode> {
  const { opened, failed } = await drill(app, await app.desk(), options);
  if (options.json) app.printJson({ opened, failed });
  else
    app.printBlocks([
      {
        kind: 'text',
        text: `The recovery key is the right one. It opens ${opened} of ${opened + failed.length} incidents. Nothing of them was read.`,
      },
      ...listIfAny('It does not open these. Whoever can open them seals them again with `coc sync`:', failed),
    ]);
  return failed.length > 0 ? EXIT.partial : EXIT.done;
}

/** Opens what can be opened. A policy that cannot be used hinders nothing here. */
async function open(app: App): Promise<Patient> {
  let folder: string | undefined;
  try {
    const found = await app.findRepository();
    if (!found.exists) return { folder, desk: NOTHING_YET };
    folder = found.folder;
    // What is missing or damaged in the clone is looked for.
    new Objects(folder, app.io.env).askGit();
    const desk = await app.deskAt(folder, shippedPlaybook, () => undefined);
    const policy = await policyTrouble(desk.repository);
    return { folder, desk, ...(policy && { policy }) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { folder, desk: troubleOf(error) };
  }
}

const NOTHING_YET: Trouble = {
  what: 'There is no reports repository yet.',
  todo: ['`coc init` makes one.', '`coc join URL` takes part in that of your team.'],
};

async function policyTrouble(repository: Repository): Promise<Trouble | undefined> {
  try {
    const newer = await writtenByNewer(repository);
    return newer && troubleOf(newer);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return troubleOf(error);
  }
}
