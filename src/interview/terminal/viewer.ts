import { spawn } from 'node:child_process';
import { UserError } from '../../errors.ts';
import { SAVE_INSTEAD } from './memory-file.ts';

/** What opens a file with whatever this person opens such files with. */
const VIEWERS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  linux: ['xdg-open', 'wslview'],
};

/** Begins the first viewer that there is, which goes on by itself. Throws a UserError where there is none. */
export async function openInViewer(env: NodeJS.ProcessEnv, file: string): Promise<void> {
  const own = env.COC_VIEWER;
  for (const program of own ? [own] : (VIEWERS[process.platform] ?? []))
    if (await begins(program, file, env)) return;
  throw new UserError(
    own ? 'The program that COC_VIEWER names cannot be started.' : 'There is no viewer on this machine.',
    {
      hints: [
        own ? 'It is the path of one program, without options.' : '`COC_VIEWER` can name one.',
        SAVE_INSTEAD,
      ],
    },
  );
}

function begins(program: string, file: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, [file], { env, stdio: 'ignore', detached: true });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}
