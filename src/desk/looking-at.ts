import type { Desk } from '../app.ts';
import type { IncidentView } from '../incident/view.ts';
import { statusOf } from '../policy/status.ts';
import { currentMembers } from '../vault/team.ts';

/** An incident as this member looks at it, for who takes part in deciding it. */
export function lookingAt({ me, repository }: Desk, incident: IncidentView) {
  const members = currentMembers(repository.roster);
  return { incident, status: statusOf(incident), members, me: me.id };
}
