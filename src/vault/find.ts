/* Where the reports repository is. Loaded by itself: what only has to know that there is none loads nothing of it. */

export { type Found, findRepository } from './clone/find-repository.ts';
