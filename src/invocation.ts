import { fileURLToPath } from 'node:url';

/** How this coc is started again: the program, and the file that starts coc, seen from `src/` and from `dist/` alike. */
export const INVOCATION = [
  process.execPath,
  fileURLToPath(new URL('../bin/coc.js', import.meta.url)),
] as const;
