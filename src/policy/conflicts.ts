import type { IncidentView } from '../incident/view.ts';
import { accusedWhoMayBe, readersWhoMayBeAccused } from './involved.ts';
import type { SanctionKind } from './playbook.ts';
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

/** Words for a duty that can be the one on this team. */
const THIS_TEAM = /\b(?:team|committee|conduct|response|responders?|abuse|safety|moderat\w*|stewards?)\b/i;

/** Whether a sanction of this kind can end with a duty the one on this team: what a volunteer gives up is named in it. */
export function endsDuty({ parameters }: Pick<SanctionKind, 'parameters'>): boolean {
  return parameters.includes('role');
}

/** Whether the duty that is named is likely the one on this team. */
export function isDutyHere(role: string | undefined): boolean {
  return THIS_TEAM.test(role ?? '');
}

/**
 * That somebody who is removed from an organisation, or whose duty on the team is ended, is on the team; until they are off it. By their
 * mark, since what waits is looked at where others are.
 *
 * @param onlyAdmin the only admin of the team, by ID: nobody takes them off before there is another one
 */
export function removalsAmong(members: readonly TeamMember[], onlyAdmin?: string): Waits {
  return (incident, { sanctions }) => {
    const removed = incident.sanctions.filter(({ sanction, ended, parameters }) => {
      const kind = sanctions.kinds.find(({ id }) => id === sanction);
      if (ended !== undefined || kind === undefined) return false;
      return kind.parameters.includes('organisation') || (endsDuty(kind) && isDutyHere(parameters?.role));
    });
    const refsOf = (some: readonly TeamMember[]): readonly string[] =>
      some.flatMap((one) =>
        accusedWhoMayBe(one, incident)
          .map(({ ref }) => ref)
          .filter((ref) => removed.some(({ person }) => person === ref)),
      );
    const alone = refsOf(members.filter(({ id }) => id === onlyAdmin));
    return [...new Set(refsOf(members))].map((ref) => ({
      what: `If ${ref} is to leave this team as well, an admin takes them off it${alone.includes(ref) ? `. ${ref} is the only admin: they make another one first` : ''}`,
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
