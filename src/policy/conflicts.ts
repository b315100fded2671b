import type { IncidentView } from '../incident/view.ts';
import { accusedWhoMayBe, readersWhoMayBeAccused } from './involved.ts';
import type { Situation, TeamMember } from './situation.ts';
import type { Waits } from './waiting.ts';
import { isCertainlySame } from './who.ts';

/**
 * That somebody on the team may be the accused and can open the incident, or is the accused by their whole name, until they are kept out
 * or are somebody else. By the mark of the accused, since what waits is looked at where others are; `access recuse` proposes who it is.
 */
export function conflictsAmong(members: readonly TeamMember[]): Waits {
  return (incident, playbook) => {
    const reading = readersWhoMayBeAccused(incident, members);
    const named = members.filter(
      (one) =>
        !incident.keptOut.includes(one.id) &&
        !reading.includes(one) &&
        accusedWhoMayBe(one, incident).some((person) => isCertainlySame(one, person)),
    );
    const refs = (some: readonly TeamMember[]): readonly string[] => [
      ...new Set(some.flatMap((one) => accusedWhoMayBe(one, incident).map(({ ref }) => ref))),
    ];
    const open = refs(reading);
    return [...open, ...refs(named).filter((ref) => !open.includes(ref))].map((ref) => ({
      what: `${ref} may be somebody on this team${open.includes(ref) ? ', who can open this' : ''}: keep them out, or say that it is somebody else (\`coc report add\`, “Who somebody is”)`,
      clause: playbook.gates.conflict.clause,
      step: 'access recuse',
      always: true,
    }));
  };
}

/**
 * That somebody who is removed from an organisation is on the team, which is one as well; until they are off it. By their mark, since
 * what waits is looked at where others are.
 *
 * @param onlyAdmin the only admin of the team, by ID: nobody takes them off before there is another one
 */
export function removalsAmong(members: readonly TeamMember[], onlyAdmin?: string): Waits {
  return (incident, { sanctions }) => {
    const kinds = sanctions.kinds.filter(({ parameters }) => parameters.includes('organisation'));
    const removed = incident.sanctions.filter(
      ({ sanction, ended }) => ended === undefined && kinds.some(({ id }) => id === sanction),
    );
    const refsOf = (some: readonly TeamMember[]): readonly string[] =>
      some.flatMap((one) =>
        accusedWhoMayBe(one, incident)
          .map(({ ref }) => ref)
          .filter((ref) => removed.some(({ person }) => person === ref)),
      );
    const alone = refsOf(members.filter(({ id }) => id === onlyAdmin));
    return [...new Set(refsOf(members))].map((ref) => ({
      what: `An admin takes ${ref} off this team, where they are removed from that as well${alone.includes(ref) ? `. ${ref} is the only admin: they make another one first` : ''}`,
      clause: sanctions.clause,
      step: 'show',
      typed: 'team remove',
    }));
  };
}

/** Whether a member may be accused in an incident, or in one that it leads, and nobody else said that they are somebody else. */
export function isPerhapsAccused(
  member: TeamMember,
  { incident, matter }: Pick<Situation, 'incident' | 'matter'>,
): boolean {
  const all: readonly IncidentView[] = [incident, ...(matter?.led ?? [])];
  return all.some((one) => accusedWhoMayBe(member, one).length > 0);
}
