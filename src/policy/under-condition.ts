import { showId } from '../incident/id.ts';
import type { IncidentView } from '../incident/view.ts';
import type { Playbook } from './playbook.ts';
import type { TeamMember } from './situation.ts';
import type { Waiting } from './waiting.ts';

/**
 * That an incident may be shared with more of the team once a condition is met, which nobody has noted. It has no time, and nobody has
 * to do anything: it is a reminder, ends with the close, and hinders none. Where the words of the condition are sealed to others, whoever
 * looks cannot say whether it is met.
 */
export function underCondition(
  { id, closed, reports, readers, keptOut }: IncidentView,
  playbook: Playbook,
  members: readonly Pick<TeamMember, 'id'>[],
): readonly Waiting[] {
  const isNoted = reports.some(({ condition }) => condition !== undefined);
  const others = members.filter((one) => !readers.includes(one.id) && !keptOut.includes(one.id));
  if (closed !== undefined || !isNoted || others.length === 0) return [];
  return [
    {
      what: `This may be shared with more once a condition is met. \`coc access ${showId(id)}\` shows which`,
      clause: playbook.permission.clause,
      step: LETS_IN,
    },
  ];
}

/** The step that lets somebody open it; nothing else that waits names it. */
export const LETS_IN = 'access grant';
