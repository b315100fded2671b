import { fileURLToPath } from 'node:url';

/** The file that starts coc, seen from `src/` and from the bundle in `dist/` alike. */
export const ENTRY = fileURLToPath(new URL('../bin/coc.js', import.meta.url));
