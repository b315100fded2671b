import { readersWhoMayBeAccused } from './involved.ts';
import type { TeamMember } from './situation.ts';
import type { Waits } from './waiting.ts';

/** That somebody on the team may be the accused and can open the incident, until they are kept out or are somebody else. */
export function conflictsAmong(members: readonly TeamMember[]): Waits {
  return (incident, playbook) =>
    readersWhoMayBeAccused(incident, members).map(({ name }) => ({
      what: `${name} may be the person accused, and can open it: keep them out, or say that it is somebody else (\`coc report add\`, “Who somebody is”)`,
      clause: playbook.gates.conflict.clause,
      step: 'access recuse',
      always: true,
    }));
}
