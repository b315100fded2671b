import { spawn } from 'node:child_process';
import { UserError } from '../../errors.ts';
import { SAVE_INSTEAD } from './memory-file.ts';

/** What opens a file with whatever this person opens such files with. */
const VIEWERS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  linux: ['xdg-open', 'wslview'],
};

/** What ends with a failure before this has shown nothing to anybody. Milliseconds. */
const SHOWS_BY = 2_000;

/**
 * Begins the first viewer that there is, which goes on by itself. Throws a UserError where there is none, or each of them ended at once
 * with a failure, as what opens a file does that knows no program for it.
 */
export async function openInViewer(env: NodeJS.ProcessEnv, file: string): Promise<void> {
  const own = env.COC_VIEWER;
  let hasFailed = false;
  for (const program of own ? [own] : (VIEWERS[process.platform] ?? [])) {
    const came = await begins(program, file, env);
    if (came === 'shows') return;
    hasFailed ||= came === 'failed';
  }
  if (hasFailed)
    throw new UserError(
      own
        ? 'The program that COC_VIEWER names ended with a failure, so nothing was shown.'
        : 'No program on this machine opens a file of this kind, so nothing was shown.',
      { hints: [SAVE_INSTEAD, ...(own ? [] : [NAMES_ONE])] },
    );
  throw new UserError(
    own ? 'The program that COC_VIEWER names cannot be started.' : 'There is no viewer on this machine.',
    { hints: [own ? 'It is the path of one program, without options.' : NAMES_ONE, SAVE_INSTEAD] },
  );
}

const NAMES_ONE = '`COC_VIEWER` can name one.';

function begins(
  program: string,
  file: string,
  env: NodeJS.ProcessEnv,
): Promise<'shows' | 'failed' | 'not-there'> {
  return new Promise((resolve) => {
    const child = spawn(program, [file], { env, stdio: 'ignore', detached: true });
    child.once('error', () => resolve('not-there'));
    child.once('spawn', () => {
      const shows = setTimeout(() => resolve('shows'), SHOWS_BY);
      child.once('exit', (code) => {
        clearTimeout(shows);
        resolve(code === 0 ? 'shows' : 'failed');
      });
      child.unref();
    });
  });
}
