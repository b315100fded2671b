import type { App } from '../app.ts';
import { assertAccused } from '../desk/possible.ts';
import { type Step, type StepOptions, takeStep } from '../desk/step.ts';
import { notifyForm } from '../interview/forms/notify.ts';
import { text } from '../policy/given.ts';
import { notifyAccused } from '../policy/notice.ts';

export const NOTIFY: Step = {
  id: 'notify',
  command: 'notify',
  form: notifyForm,
  decide: notifyAccused,
  assertPossible: assertAccused,
  intro: ({ playbook }) => [
    { kind: 'list', title: 'About the complaint', items: playbook.accused.complaint.items },
    { kind: 'list', title: 'About what was decided', items: playbook.accused.response.items },
  ],
  saveLabel: 'Save this',
  saved: 'It is saved and encrypted. It belongs to',
  outgoing: (given) =>
    given.way === 'letter'
      ? { text: text(given.letter) ?? '', kind: given.about === 'response' ? 'response' : 'complaint' }
      : undefined,
};

/** `coc notify`: tells the accused that there is a complaint, or what was decided. */
export async function notify(app: App, [typed]: readonly [string?], options: StepOptions): Promise<void> {
  await takeStep(app, NOTIFY, typed, options);
}
