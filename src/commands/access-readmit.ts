import type { App } from '../app.ts';
import { readAnswers } from '../desk/asking.ts';
import { assertSure } from '../desk/confirm.ts';
import { type StepOptions, situationAt } from '../desk/step.ts';
import { decisionFacts, newDraft } from '../desk/workplace.ts';
import { EXIT, UserError } from '../errors.ts';
import { showId } from '../incident/id.ts';
import { fill } from '../interview/fill.ts';
import { readmitForm } from '../interview/forms/access.ts';
import { decided } from '../policy/decide.ts';
import { assertMayReadmitByRecovery, readmitByRecovery, readmittableByRecovery } from '../policy/recusing.ts';
import { gatherRecovery, type RecoverySource } from '../setup/gather-recovery.ts';
import { onlyAdmins } from '../vault/team/admins.ts';

/**
 * `coc access readmit` with the recovery key: lets one member in again where everybody on the team is kept out, so that
 * nobody can end an incident for good by keeping out all the others ("Conflict of interest").
 */
export async function readmitByRecoveryKey(
  app: App,
  typed: string | undefined,
  options: StepOptions & RecoverySource,
): Promise<void> {
  const desk = await app.desk();
  const { roster } = desk.repository;
  if (!desk.me.admin) throw onlyAdmins(roster, 'lets somebody in again');
  if (typed === undefined)
    throw new UserError('Which incident? Its ID is missing.', {
      hints: ['`coc recover` lists those that everybody is kept out of.'],
      exitCode: EXIT.usage,
    });
  const id = await desk.vault.find(typed);
  const { recovery } = await gatherRecovery(app, roster, options);
  const opened = await desk.vault.readWith(recovery, id);
  const situation = situationAt(app, desk, opened, []);
  assertMayReadmitByRecovery(situation);
  const form = readmitForm(desk.playbook, readmittableByRecovery);
  const { answers: given, stray } = await readAnswers(app, options, form);
  const prompter = await app.prompter();
  const answers = await fill(form, situation, {
    ...{ answers: {}, given, stray, passed: [], keep: async () => undefined },
    ...(prompter && { prompter }),
    onlyRequired: options.answers !== undefined,
    review: false,
    saveLabel: 'Let them in again',
  });
  const name = situation.members.find((one) => one.id === answers.member)?.name ?? '';
  await assertSure(app, options.yes, `Let ${name} in again`);
  const facts = decisionFacts(app, desk, newDraft(app, 'access readmit', id));
  const step = { id: 'access-readmit', decide: readmitByRecovery } as const;
  const saved = await desk.vault.letInAgain(recovery, id, (newest) =>
    decided(step, answers, situationAt(app, desk, newest, []), facts),
  );
  if (options.json)
    return app.printJson({ id: showId(id), commit: saved.commit, shared: saved.shared ?? null });
  app.printBlocks([
    {
      kind: 'text',
      text: `${name} is no longer kept out of ${showId(id)}, and can open it after \`coc sync\`. Everybody who can open it reads that the recovery key was used for that, by whom, and why.`,
    },
  ]);
}
