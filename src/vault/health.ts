/* What `coc doctor` and `coc verify --repair` look at. */

export { textconv } from './clone/fit-clone.ts';
export { foreignHooks, otherHooks } from './clone/hooks.ts';
export { FOR_HOOK } from './git/environment.ts';
export { readableByAnybody } from './git/exposed.ts';
export { foreignSettings } from './git/foreign-settings.ts';
export { startGit } from './git/start-git.ts';
export { type Damage, findDamage, type Repaired, repair } from './repair/repair.ts';
export type { FromFolder } from './repair/save-from-folder.ts';
export { unsettledNotes } from './sync/fold-notes.ts';
