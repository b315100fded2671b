import type { App } from '../app.ts';
import { assertOpenAction } from '../desk/possible.ts';
import { type Step, type StepOptions, takeStep } from '../desk/step.ts';
import { doneForm, meetingForm } from '../interview/forms/meeting.ts';
import { holdMeeting, tickOff } from '../policy/meeting.ts';
import { meetingIntro } from '../screen/meeting.ts';

export const MEETING: Step = {
  id: 'meeting',
  command: 'meeting',
  form: meetingForm,
  decide: holdMeeting,
  intro: meetingIntro,
  saveLabel: 'Save the meeting',
  saved: 'The meeting is saved and encrypted. It belongs to',
};

export const DONE: Step = {
  id: 'done',
  command: 'meeting --done',
  form: doneForm,
  decide: tickOff,
  assertPossible: assertOpenAction,
  saveLabel: 'Save this',
  saved: 'It is noted as done. It belongs to',
};

/** `coc meeting`: what a meeting came to; with `--done`, which of its things to do are done. */
export async function meeting(
  app: App,
  [typed]: readonly [string?],
  options: StepOptions & { readonly done?: boolean },
): Promise<void> {
  if (options.done) {
    await takeStep(app, DONE, typed, options);
    return;
  }
  const taken = await takeStep(app, MEETING, typed, options);
  const prompter = await app.prompter();
  if (taken?.answers.outcome !== 'sanction' || prompter === undefined) return;
  if (await prompter.confirm('Go straight on to the sanction', true)) {
    const { sanction } = await import('./sanction.ts');
    await sanction(app, [taken.incident], {});
  }
}
