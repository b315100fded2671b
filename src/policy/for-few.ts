import type { Given } from './given-answers.ts';

/** The question for which files are attached. */
export const FILES = 'files';
/** The question for who may open them. */
export const OPEN_TO = 'open-to';

/** Whether what is answered goes to fewer than can open the incident. */
export function isForFew(given: Given): boolean {
  return given[OPEN_TO] === 'few';
}

/** What a file is called, without where it lies: that is kept nowhere. */
export function nameOfFile(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
