import { fileURLToPath } from 'node:url';

/** Where the built tool remembers what node compiled of it: the same of all tests. */
export const COMPILED = fileURLToPath(new URL('../../node_modules/.cache', import.meta.url));

/** An environment with an empty HOME and nothing of the machine's git configuration. */
export function emptyHome(home: string): NodeJS.ProcessEnv {
  return {
    HOME: home,
    PATH: process.env.PATH,
    GIT_CONFIG_NOSYSTEM: '1',
    TZ: 'UTC',
    XDG_CACHE_HOME: COMPILED,
  };
}
