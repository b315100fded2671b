/* The reports repository: where it is, what stands in it beside the incidents, and how a new one is made. */

export { assertNothingAt, createRepository } from './clone/create-repository.ts';
export {
  openRepository,
  type Repository,
  writeConfig,
} from './clone/repository.ts';
export { folderOfSealed, INCIDENTS, incidentAt, incidentPath, PLAYBOOK, ROSTER } from './format/layout.ts';
export { DATE_ORDERS, FORMAT, newerSettings, type Settings } from './format/settings.ts';
export { SUBJECT } from './format/subjects.ts';
export { Git } from './git/git.ts';
export { Objects } from './git/objects.ts';
