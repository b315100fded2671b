import type { App, Desk } from '../app.ts';
import { UserError } from '../errors.ts';
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
    const facts = await reportFacts(app, await deskIfAny(app));
    const form = formOf({ ...step, questions: printed }, facts.playbook);
    return app.print(
      printForm(form, facts, step.opens ? undefined : IN_AN_INCIDENT, step.takesIn ? SOURCES : []),
    );
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
    const alone = { ...facts, ...nobody, community: settings };
    return app.print(printForm(formOf(step, facts.playbook), alone, IN_AN_INCIDENT));
  }
  const desk = await app.desk();
  const opened = typed === undefined ? UNOPENED : await desk.vault.read(await desk.vault.find(typed));
  const unknown = typed === undefined ? IN_AN_INCIDENT : undefined;
  app.print(printForm(formOf(step, desk.playbook), situationAt(app, desk, opened, begun), unknown));
}

/** Where a report can be taken from. */
const SOURCES = [
  'Two more keys take the account from where it was written, and keep that with it: “mail: FILE”, of a mail or of a folder with the mails of one thread, or “text: FILE”, of a chat. Then leave account as "".',
];

/** What stands in the place of choices that an incident has. */
const IN_AN_INCIDENT = 'Of those in the incident, as `coc show` has them: a mark such as R1, or a number.';

/** Whose members can be named. A form is there for everybody, also where nobody is on a team yet, or not at this machine. */
async function deskIfAny(app: App): Promise<Desk | undefined> {
  if (!(await app.findRepository()).exists) return undefined;
  return app.desk().catch((error: unknown) => {
    if (error instanceof UserError) return undefined;
    throw error;
  });
}
