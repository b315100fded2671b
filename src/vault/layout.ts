import { isIncidentId } from '../incident/id.ts';

/** The folder of the incidents in the reports repository (DESIGN 4). */
export const INCIDENTS = 'incidents';
/** The playbook in force, the team's own from the day of init. */
export const PLAYBOOK = 'policy/playbook.yaml';
const SUFFIX = '.md.age';

/** Where an incident stands in the reports repository. */
export function incidentPath(id: string): string {
  return `${INCIDENTS}/${id}${SUFFIX}`;
}

/** The incident that a path stands for, or undefined where it is no incident's path. */
export function incidentAt(path: string): string | undefined {
  if (!path.startsWith(`${INCIDENTS}/`) || !path.endsWith(SUFFIX)) return undefined;
  const id = path.slice(INCIDENTS.length + 1, -SUFFIX.length);
  return isIncidentId(id) ? id : undefined;
}
