import { isAffected } from '../incident/fold-consent.ts';
import type { IncidentView } from '../incident/view.ts';
import { listed } from '../text/listed.ts';
import { isParty, isSame } from './involved.ts';
import type { TeamMember } from './situation.ts';
import type { Status } from './status.ts';

/** What is looked at: an incident, by somebody, on this team. */
interface Looking {
  readonly incident: Pick<IncidentView, 'people' | 'readers' | 'keptOut'>;
  readonly status: Status;
  readonly members: readonly TeamMember[];
  readonly me: string;
}

/** For a screen with one incident on it: why whoever looks takes no part in deciding it, and who can; nothing for everybody else. */
export function noPartHere(looking: Looking): readonly string[] {
  return takesNoPart(looking) ? [`${why(looking)}you take no part in deciding it. ${whoCan(looking)}`] : [];
}

/** The same for a list of incidents, that others may see: not why. */
export function noPartAmong(looking: Looking): readonly string[] {
  return takesNoPart(looking) ? [`You take no part in deciding this. ${whoCan(looking)}`] : [];
}

function takesNoPart({ incident, status, members, me }: Looking): boolean {
  const isAhead = status === 'open' || status === 'unfinished';
  return isAhead && members.some((one) => one.id === me && isParty(one, incident));
}

function why({ incident, members, me }: Looking): string {
  const mine = incident.people.filter((person) =>
    members.some((one) => one.id === me && isSame(one, person)),
  );
  if (mine.some(({ role }) => role === 'reporter')) return 'You reported it, so ';
  return mine.some(isAffected) ? 'It happened to you, so ' : 'It may be about you, so ';
}

function whoCan({ incident: { readers, people, keptOut }, members, me }: Looking): string {
  const others = members.filter(
    (one) =>
      one.id !== me && readers.includes(one.id) && !keptOut.includes(one.id) && !isParty(one, { people }),
  );
  return others.length === 0
    ? 'It waits until it is shared with somebody who may.'
    : `${listed(others.map(({ name }) => name))} can.`;
}
