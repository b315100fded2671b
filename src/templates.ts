import { readFile } from 'node:fs/promises';

/** The text of a file below `templates/`, which the package carries. */
export function readTemplate(path: string): Promise<string> {
  return readFile(new URL(`../templates/${path}`, import.meta.url), 'utf8');
}
