import type { App } from '../app.ts';
import { assertAccused, assertSanction } from '../desk/possible.ts';
import { type Step, type StepOptions, takeStep } from '../desk/step.ts';
import { sanctionForm } from '../interview/forms/sanction.ts';
import {
  sanctionAppealForm,
  sanctionChangeForm,
  sanctionDoneForm,
  sanctionEndForm,
} from '../interview/forms/sanction-later.ts';
import {
  appealSanction,
  changeSanction,
  endSanction,
  sanctionSomebody,
  tickOffSanction,
} from '../policy/sanctioning.ts';

export const SANCTION: Step = {
  id: 'sanction',
  command: 'sanction',
  form: sanctionForm,
  decide: sanctionSomebody,
  assertPossible: assertAccused,
  saveLabel: 'Save the sanction',
  saved: 'The sanction is saved and encrypted. It belongs to',
};

export const SANCTION_DONE: Step = {
  id: 'sanction-done',
  command: 'sanction done',
  form: sanctionDoneForm,
  decide: tickOffSanction,
  assertPossible: assertSanction(({ open }) => open.length > 0, 'of which something is still to be done'),
  saveLabel: 'Save this',
  saved: 'It is noted as done. It belongs to',
};

export const SANCTION_CHANGE: Step = {
  id: 'sanction-change',
  command: 'sanction change',
  form: sanctionChangeForm,
  decide: changeSanction,
  assertPossible: assertSanction(({ ended }) => ended === undefined, 'that still holds'),
  saveLabel: 'Save the change',
  saved: 'The change is saved and encrypted. It belongs to',
};

export const SANCTION_END: Step = {
  id: 'sanction-end',
  command: 'sanction end',
  form: sanctionEndForm,
  decide: endSanction,
  assertPossible: assertSanction(({ ended }) => ended === undefined, 'that still holds'),
  saveLabel: 'Save that it has ended',
  saved: 'It is saved and encrypted. It belongs to',
};

export const SANCTION_APPEAL: Step = {
  id: 'appeal',
  command: 'sanction appeal',
  form: sanctionAppealForm,
  decide: appealSanction,
  assertPossible: assertSanction(() => true, 'to appeal against'),
  saveLabel: 'Save this',
  saved: 'It is saved and encrypted. It belongs to',
};

/** `coc sanction`: what, for how long, what safety it gives, and who must know. */
export async function sanction(app: App, [typed]: readonly [string?], options: StepOptions): Promise<void> {
  await takeStep(app, SANCTION, typed, options);
}

/** `coc sanction done`, `change`, `end` and `appeal`. */
export function later(step: Step) {
  return async (app: App, [typed]: readonly [string?], options: StepOptions): Promise<void> => {
    await takeStep(app, step, typed, options);
  };
}
