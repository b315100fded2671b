import type { App } from '../app.ts';
import { chooseIncident } from '../desk/choose-incident.ts';
import { showId } from '../incident/id.ts';
import { isOverdue, respondBy } from '../policy/clock.ts';
import { dueIn } from '../policy/due.ts';
import { statusOf } from '../policy/status.ts';
import { dueLine, statusWords } from '../screen/due.ts';
import { incidentBlocks } from '../screen/incident.ts';

/** `coc show`: one incident, with names, for whoever may open it. */
export async function show(
  app: App,
  [typed]: readonly [string?],
  options: { json?: boolean },
): Promise<void> {
  const { vault, playbook, repository } = await app.desk();
  const { view, document } = await vault.read(await chooseIncident(app, vault, typed));
  const { name, version } = document.playbook;
  const now = app.now();
  const due = dueIn(view, playbook, now);
  if (options.json) {
    const { id, entries: _entries, ...rest } = view;
    app.printJson({
      id: showId(id),
      status: statusOf(view),
      respondBy: respondBy(view, playbook)?.toISOString() ?? null,
      overdue: isOverdue(view, playbook, now),
      due,
      playbook: { name, version },
      ...rest,
    });
    return;
  }
  const names = new Map(repository.roster.members.map((member) => [member.id, member.name]));
  app.printBlocks(
    incidentBlocks(view, {
      now,
      nameOf: (member) => names.get(member) ?? member,
      recovery: typeof repository.roster.recovery !== 'string',
      playbook,
      policy: `${name}, version ${version}`,
      status: statusWords(statusOf(view)),
      due: due.map((one) => dueLine(one, now)),
    }),
  );
}
