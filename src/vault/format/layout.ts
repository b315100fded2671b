import { isIncidentId } from '../../incident/id.ts';

/** The folder of the incidents in the reports repository (DESIGN 4). */
export const INCIDENTS = 'incidents';
/** The playbook in force, the team's own from the day of init. */
export const PLAYBOOK = 'policy/playbook.yaml';
/** Who is on the team, with their keys. */
export const ROSTER = 'team.yaml';
/** The facts of the community. */
export const SETTINGS = 'coc.yaml';
/** Attachments, each sealed to a key of its own. */
export const EVIDENCE = 'evidence';
/** Entries for an incident whose newest version their author could not open. */
export const NOTES = 'notes';
/** The folders in which everything is sealed. */
export const SEALED_FOLDERS = [INCIDENTS, EVIDENCE, NOTES] as const;
const SUFFIX = '.md.age';
const RANDOM = /^[0-9A-Z]{10,40}\.age$/;

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

/** Where an attachment stands. Its name tells nothing. */
export function attachmentPath(random: string): string {
  return `${EVIDENCE}/${random}.age`;
}

/** Whether a path is one at which coc puts an attachment. An entry may name any. */
export function isAttachmentPath(path: string): boolean {
  return isInEvidence(path) && isSealedName(path);
}

/** Whether a path is in the folder of attachments: what stands there can be of any size. */
export function isInEvidence(path: string): boolean {
  return path.startsWith(`${EVIDENCE}/`);
}

/** The folder of sealed files that a path is in, or stands in the place of; undefined where it is in none. */
export function folderOfSealed(path: string): string | undefined {
  return SEALED_FOLDERS.find((folder) => path === folder || path.startsWith(`${folder}/`));
}

/** Whether a path in a folder of sealed files is one that coc writes. */
export function isSealedName(path: string): boolean {
  if (incidentAt(path) !== undefined) return true;
  const folder = folderOfSealed(path);
  return folder !== undefined && folder !== INCIDENTS && RANDOM.test(path.slice(folder.length + 1));
}

/** Whether a path is one of a file that everybody can read, and not the team: its changes have rules of their own. */
export function isOpenFile(path: string): boolean {
  const parts = path.split('/');
  const isInside = parts.every((part) => /^[A-Za-z0-9._-]+$/.test(part) && !/^\.+$/.test(part));
  return isInside && parts[0] !== '.git' && folderOfSealed(path) === undefined && path !== ROSTER;
}

/** Where a sealed note stands. Its name tells nothing. */
export function notePath(random: string): string {
  return `${NOTES}/${random}.age`;
}

/** In `.git`: coc's own settings of a clone. */
export const COC_CONFIG = 'coc.gitconfig';
