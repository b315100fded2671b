import type { App } from '../app.ts';
import { assertAccused } from '../desk/possible.ts';
import { type Step, type StepOptions, takeStep } from '../desk/step.ts';
import { employerForm } from '../interview/forms/employer.ts';
import { tellEmployer } from '../policy/employer.ts';
import { text } from '../policy/given.ts';

export const EMPLOYER: Step = {
  id: 'employer',
  command: 'employer',
  form: employerForm,
  decide: tellEmployer,
  assertPossible: assertAccused,
  saveLabel: 'Save this',
  saved: 'It is saved and encrypted. It belongs to',
  outgoing: (given) =>
    given.state === 'letter' ? { text: text(given.letter) ?? '', kind: 'employer' } : undefined,
};

/** `coc employer`: a short, factual letter to an employer, on one of the policy's grounds. */
export async function employer(app: App, [typed]: readonly [string?], options: StepOptions): Promise<void> {
  await takeStep(app, EMPLOYER, typed, options);
}
