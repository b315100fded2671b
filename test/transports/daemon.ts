import { basename, dirname } from 'node:path';
import { serverEnvironment } from './bare.ts';
import { startListening } from './listening.ts';
import { hasGitPart, type Served } from './transport.ts';

/** What is missing for it here, if anything. */
export const missing = hasGitPart('git-daemon') ? undefined : 'no git daemon here';

/** Serves a bare repository with git's own daemon, to whoever asks; anybody may push. */
export async function serveWithDaemon(bare: string): Promise<Served> {
  const root = dirname(bare);
  const { port, stop } = await startListening(
    (free) => [
      ...['git', 'daemon', '--verbose', '--reuseaddr', '--listen=127.0.0.1', `--port=${free}`],
      ...['--export-all', '--enable=receive-pack', `--base-path=${root}`, root],
    ],
    /Ready to rumble/,
    serverEnvironment(root),
  );
  return { url: `git://127.0.0.1:${port}/${basename(bare)}`, setUp: async () => undefined, stop };
}
