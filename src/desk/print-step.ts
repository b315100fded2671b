import type { App } from '../app.ts';
import { printForm } from '../interview/print-form.ts';
import { formOf } from '../steps/form.ts';
import type { Opening, Step } from '../steps/step.ts';
import { reportFacts, situationAt, UNOPENED } from './situation.ts';

/**
 * Prints what a step asks, as an answers file to fill in. With an incident it has its people to choose from; with a reports
 * repository at least those of the team.
 */
export async function printStep(app: App, step: Step | Opening, typed: string | undefined): Promise<void> {
  const printed = step.opens ? step.questions : step.printed;
  if (printed !== undefined) {
    const facts = await reportFacts(app, undefined);
    return app.print(printForm(formOf({ ...step, questions: printed }, facts.playbook), facts));
  }
  const begun = { startedAt: app.now().toISOString(), overrides: [] };
  if (typed === undefined && !(await app.findRepository()).exists) {
    const { settings } = await app.community();
    const facts = await reportFacts(app, undefined);
    const nobody = {
      me: '',
      incident: UNOPENED.view,
      overrides: [],
      access: { admins: [], unsealed: new Map() },
    };
    return app.print(printForm(formOf(step, facts.playbook), { ...facts, ...nobody, community: settings }));
  }
  const desk = await app.desk();
  const opened = typed === undefined ? UNOPENED : await desk.vault.read(await desk.vault.find(typed));
  app.print(printForm(formOf(step, desk.playbook), situationAt(app, desk, opened, begun)));
}
