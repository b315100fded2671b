import type { App } from '../app.ts';
import { type Step, type StepOptions, takeStep } from '../desk/step.ts';
import { UserError } from '../errors.ts';
import { showId } from '../incident/id.ts';
import { closeForm, reopenForm } from '../interview/forms/close.ts';
import { closeIncident, reopenIncident } from '../policy/closing.ts';

export const CLOSE: Step = {
  id: 'close',
  command: 'close',
  form: closeForm,
  decide: closeIncident,
  assertPossible: ({ incident }) => {
    if (incident.closed === undefined) return;
    throw new UserError(`${showId(incident.id)} is closed already.`, {
      hints: [`\`coc reopen ${showId(incident.id)}\` opens it again.`],
    });
  },
  saveLabel: 'Close the incident',
  saved: 'The incident is closed. Nothing of it is deleted. Its number is',
};

export const REOPEN: Step = {
  id: 'reopen',
  command: 'reopen',
  form: reopenForm,
  decide: reopenIncident,
  assertPossible: ({ incident }) => {
    if (incident.closed !== undefined) return;
    throw new UserError(`${showId(incident.id)} is not closed.`);
  },
  saveLabel: 'Open it again',
  saved: 'The incident is open again. Its number is',
};

/** `coc close`: names what is still open, and asks when somebody asks the person affected how they are. */
export async function close(app: App, [typed]: readonly [string?], options: StepOptions): Promise<void> {
  await takeStep(app, CLOSE, typed, options);
}

/** `coc reopen`: opens a closed incident again. */
export async function reopen(app: App, [typed]: readonly [string?], options: StepOptions): Promise<void> {
  await takeStep(app, REOPEN, typed, options);
}
