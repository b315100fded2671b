import type { App } from '../app.ts';
import { chooseDraft, completion } from '../desk/choose-draft.ts';
import { goOn, takeStep } from '../desk/flow.ts';
import type { StepOptions } from '../desk/step-options.ts';
import { keptWords, openWorkplace } from '../desk/workplace.ts';
import { UserError } from '../errors.ts';
import { isNotShared } from '../vault/failures.ts';

/** `coc report resume`: goes on with a draft, or completes an incident that was saved in a hurry. */
export async function reportResume(
  app: App,
  [typed]: readonly [string?],
  options: StepOptions,
): Promise<void> {
  if (options.printForm)
    return takeStep(app, typed === undefined ? 'report new' : 'report add', undefined, options);
  const place = await openWorkplace(app);
  const draft = typed === undefined ? await chooseDraft(app, place) : await completion(app, place, typed);
  if (draft === undefined) return;
  try {
    await goOn(app, place, draft, options);
  } catch (error) {
    if (typed !== undefined || !isNotShared(error) || !(error instanceof UserError)) throw error;
    const became = keptWords(draft.late === true ? 'to-others' : 'unknown');
    throw new UserError(error.message, {
      hints: error.hints.includes(became) ? error.hints : [...error.hints, became],
    });
  }
}
