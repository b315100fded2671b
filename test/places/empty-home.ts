/** An environment with an empty HOME and nothing of the machine's git configuration. */
export function emptyHome(home: string): NodeJS.ProcessEnv {
  return { HOME: home, PATH: process.env.PATH, GIT_CONFIG_NOSYSTEM: '1', TZ: 'UTC' };
}
