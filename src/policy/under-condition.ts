import type { Permitted } from '../incident/entry.ts';
import { mayBeReader } from '../incident/fold-access.ts';
import { showId } from '../incident/id.ts';
import type { IncidentView } from '../incident/view.ts';
import { recordedAnswer } from './permission.ts';
import type { Playbook } from './playbook.ts';
import type { TeamMember } from './situation.ts';
import type { Waiting } from './waiting.ts';

type Member = Pick<TeamMember, 'id'>;

/**
 * That an incident may be shared with more of the team under a condition, of which nobody has noted that it is met. Nobody has to do
 * anything: it is a reminder, ends with the close, and hinders none. Where the words of the condition are sealed to others, whoever
 * looks cannot say whether it is met.
 *
 * @param at by when others are to meet on it, whom the condition keeps out; undefined where it has no time
 */
export function underCondition(
  incident: IncidentView,
  playbook: Playbook,
  members: readonly Member[],
  at: Date | undefined,
): readonly Waiting[] {
  if (
    incident.closed !== undefined ||
    !isConditionNoted(incident) ||
    notYetIn(incident, members).length === 0
  )
    return [];
  return [
    {
      what: `Others may know of this under a condition: look whether it is met, or whether you can keep to it. \`coc access ${showId(incident.id)}\` shows it`,
      clause: playbook.permission.clause,
      step: LETS_IN,
      at,
    },
  ];
}

/** Whether a condition of which nobody has noted that it is met keeps others of the team from knowing of the incident. */
export function keepsOthersOut(incident: IncidentView, members: readonly Member[]): boolean {
  return (
    isConditionNoted(incident) && notYetIn(incident, members).some(({ id }) => !mayBeReader(id, incident))
  );
}

/**
 * Whether whoever tells this has to look at a condition first: one that was set for telling it, or as long as that was not asked, for
 * sharing the incident at all.
 */
export function isUnderCondition(what: Permitted, incident: IncidentView): boolean {
  const answer = recordedAnswer(what, incident);
  return answer === 'if' || (answer === undefined && isConditionNoted(incident));
}

/** Whether there is a condition for sharing it of which nobody has noted that it is met. */
export function isConditionNoted({ reports }: IncidentView): boolean {
  return reports.some(({ condition }) => condition !== undefined);
}

function notYetIn({ readers, keptOut }: IncidentView, members: readonly Member[]): readonly Member[] {
  return members.filter(({ id }) => !readers.includes(id) && !keptOut.includes(id));
}

/** The step that lets somebody open it; nothing else that waits names it. */
export const LETS_IN = 'access grant';
