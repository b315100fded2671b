import type { App, Desk } from '../app.ts';
import type { IncidentView } from '../incident/view.ts';
import type { ReportFacts } from '../interview/forms/report.ts';
import { currentMembers, custodiansOf } from '../vault/team.ts';

/** What a form about a report is asked with. Without a desk nothing is set up yet. */
export async function reportFacts(
  app: App,
  desk: Desk | undefined,
  begun?: { readonly startedAt: string },
  incident?: IncidentView,
): Promise<ReportFacts> {
  const { playbook, settings } = desk
    ? { playbook: desk.playbook, settings: desk.repository.settings }
    : await app.community();
  return {
    playbook,
    emergency: settings.emergency,
    now: app.now(),
    begunAt: begun === undefined ? app.now() : new Date(begun.startedAt),
    me: desk?.me.id,
    members: desk
      ? currentMembers(desk.repository.roster).map(({ id, name, email }) => ({ id, name, email }))
      : [],
    custodians: desk ? custodiansOf(desk.repository.roster) : [],
    ...(incident && { incident }),
  };
}
