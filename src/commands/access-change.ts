import type { App } from '../app.ts';
import { type Step, type StepOptions, takeStep } from '../desk/step.ts';
import { EXIT, UserError } from '../errors.ts';
import { grantForm, keptOutWords, letKnowForm, readmitForm, recuseForm } from '../interview/forms/access.ts';
import {
  assertCandidates,
  assertKnows,
  assertMayGrant,
  assertMayWiden,
  grantAccess,
  hiddenReports,
  letKnow,
  notKnowing,
} from '../policy/access.ts';
import { assertMayReadmit, assertMayRecuse, readmit, recuse } from '../policy/recusing.ts';
import type { RecoverySource } from '../recovery/gather-recovery.ts';
import { readmitByRecoveryKey } from './access-readmit.ts';

export const ACCESS_GRANT: Step = {
  id: 'access-grant',
  command: 'access grant',
  form: grantForm,
  decide: grantAccess,
  assertGiven: assertMayGrant,
  assertPossible: assertCandidates,
  saveLabel: 'Let them open it',
  saved: 'They can open it from now on. It is',
};

export const ACCESS_REPORTER: Step = {
  id: 'access-reporter',
  command: 'access grant --reporter',
  form: letKnowForm,
  decide: letKnow,
  assertGiven: assertMayWiden,
  assertPossible: (situation) => {
    if (!situation.incident.reports.some(({ restricted }) => restricted))
      throw new UserError('Who reported it is hidden from nobody who can open this incident.');
    assertKnows({}, situation);
    if (hiddenReports(situation).every((report) => notKnowing(report, situation).length === 0))
      throw new UserError('Everybody who can open this incident knows who reported it.');
  },
  saveLabel: 'Let them know',
  saved: 'They can read it from now on. It belongs to',
};

export const ACCESS_RECUSE: Step = {
  id: 'access-recuse',
  command: 'access recuse',
  form: recuseForm,
  decide: recuse,
  assertGiven: assertMayRecuse,
  afterwards: ({ member }, before) => keptOutWords(String(member), before),
  saveLabel: 'Keep them out',
  saved: 'They are kept out from now on. It is',
};

export const ACCESS_READMIT: Step = {
  id: 'access-readmit',
  command: 'access readmit',
  form: readmitForm,
  decide: readmit,
  assertPossible: assertMayReadmit,
  saveLabel: 'Let them in again',
  saved: 'They are no longer kept out. It is',
};

/** `coc access grant`: lets a member open it, or with `--reporter` lets readers know who reported. */
export async function accessGrant(
  app: App,
  [typed]: readonly [string?],
  { reporter, ...options }: StepOptions & { reporter?: boolean },
): Promise<void> {
  await takeStep(app, reporter ? ACCESS_REPORTER : ACCESS_GRANT, typed, options);
}

/** `coc access recuse`: keeps a member out from now on. */
export async function accessRecuse(
  app: App,
  [typed]: readonly [string?],
  options: StepOptions,
): Promise<void> {
  await takeStep(app, ACCESS_RECUSE, typed, options);
}

/** `coc access readmit`: an admin undoes that; with the recovery key also where everybody is kept out. */
export async function accessReadmit(
  app: App,
  [typed]: readonly [string?],
  options: StepOptions & RecoverySource & { readonly recoveryKey?: boolean },
): Promise<void> {
  const { recoveryKey, recoveryFile, share } = options;
  const byKey = recoveryKey || recoveryFile !== undefined || share !== undefined;
  if (byKey && typed === undefined && !options.printForm)
    throw new UserError('Which incident? Its ID is missing.', {
      hints: ['`coc recover` lists those that everybody is kept out of.'],
      exitCode: EXIT.usage,
    });
  await takeStep(app, byKey ? readmitByRecoveryKey(options) : ACCESS_READMIT, typed, options);
}
