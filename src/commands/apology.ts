import type { App } from '../app.ts';
import { assertAccused } from '../desk/possible.ts';
import { type Step, type StepOptions, takeStep } from '../desk/step.ts';
import { apologyForm } from '../interview/forms/apology.ts';
import { noteApology } from '../policy/apology.ts';
import { text } from '../policy/given.ts';

export const APOLOGY: Step = {
  id: 'apology',
  command: 'apology',
  form: apologyForm,
  decide: noteApology,
  assertPossible: assertAccused,
  intro: ({ playbook }) => [{ kind: 'list', items: playbook.apologies.items }],
  saveLabel: 'Save this',
  saved: 'It is saved and encrypted. It belongs to',
  outgoing: (given) =>
    given.what === 'relayed' ? { text: text(given.relay) ?? '', kind: 'relay' } : undefined,
};

/** What can be further harassment, and then is a report of its own ("Apologies"). */
const HARASSING = ['pressed', 'through-others'];

/** `coc apology`: what became of an apology. One that is pressed on somebody can be taken as a new report. */
export async function apology(app: App, [typed]: readonly [string?], options: StepOptions): Promise<void> {
  const taken = await takeStep(app, APOLOGY, typed, options);
  const prompter = await app.prompter();
  if (taken === undefined || prompter === undefined || !HARASSING.includes(String(taken.answers.what)))
    return;
  if (await prompter.confirm('That can be further harassment. Take it down as a new report', true)) {
    const { reportAgain } = await import('./report-add.ts');
    await reportAgain(app, taken.desk, taken.incident, String(taken.answers.words ?? ''));
  }
}
