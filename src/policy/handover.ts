import { mayBeReader } from '../incident/fold-access.ts';
import type { Action } from '../incident/response.ts';
import type { IncidentView } from '../incident/view.ts';
import { isParty } from './involved.ts';
import { ledBy } from './joined-incidents.ts';
import type { TeamMember } from './situation.ts';

/**
 * The incidents that somebody may be given: what is permitted by now covers them, they are not kept out, may not be the person accused or
 * one of those who reported it or whom it happened to, and so it is with everything that is one matter with it, as far as whoever looks can open that.
 *
 * @param all every incident that whoever hands them over can open
 */
export function mayBeGivenTo(member: TeamMember, all: readonly IncidentView[]): readonly IncidentView[] {
  const isBarred = (one: IncidentView): boolean => one.keptOut.includes(member.id) || isParty(member, one);
  return all.filter(
    (one) =>
      !one.readers.includes(member.id) &&
      mayBeReader(member.id, one) &&
      one.onlyAgain === undefined &&
      ![one, ...matterAmong(one, all)].some(isBarred),
  );
}

/** What is one matter with an incident, among those that were opened. */
function matterAmong(
  { id, joined = [] }: IncidentView,
  all: readonly IncidentView[],
): readonly IncidentView[] {
  const ids = [...joined.map(({ incident }) => incident), ...ledBy(id, all)];
  return all.filter((one) => ids.includes(one.id));
}

/** The incidents that others let somebody open: all that they can, but for those of which they took a report. */
export function handedTo(member: string, all: readonly IncidentView[]): readonly IncidentView[] {
  return all.filter(({ readers, recorders }) => readers.includes(member) && !recorders.includes(member));
}

/** Something that somebody is to have, and does not have yet. */
export interface Promised {
  /** To whom, by their mark; undefined where that is the team itself, or nobody said. */
  readonly to?: string;
  readonly what: string;
  /** Who does it, by ID or mark, and by when; of an answer to an appeal neither is said. */
  readonly who?: string;
  readonly at?: string;
  readonly precision?: string;
}

/** What was promised, and is still to be done: who does what by when, and whose appeal waits. */
export function promisesOf({ actions, sanctions }: IncidentView): readonly Promised[] {
  return [
    ...actions.filter(isOpen).map(({ what, who, due, person, precision }) => ({
      ...(person !== undefined && { to: person }),
      ...{ what, who, at: due },
      ...(precision?.due !== undefined && { precision: precision.due }),
    })),
    ...sanctions.flatMap(({ person, appeals }) =>
      appeals
        .filter(({ outcome }) => outcome === undefined)
        .map(() => ({ to: person, what: 'An answer to their appeal' })),
    ),
  ];
}

function isOpen({ doneAt, overtakenAt, noLonger }: Action): boolean {
  return doneAt === undefined && overtakenAt === undefined && noLonger === undefined;
}
