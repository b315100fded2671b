import type { App } from '../app.ts';
import { UserError } from '../errors.ts';
import { readableByAnybody } from '../vault/health.ts';
import { Remote } from '../vault/server.ts';

/**
 * Throws a UserError where a server is not one to share reports through: anybody at all can read it ("Data retention"),
 * or it cannot be reached. Where nobody can tell, says so.
 */
export async function assertPrivate(app: App, url: string): Promise<void> {
  if (/^-/.test(url)) throw new UserError('That is not the address of a git repository.');
  const readable = await readableByAnybody(url, app.io.env);
  if (readable === 'yes') {
    throw new UserError('Anybody can read that repository, so no reports go there.', {
      clause: 'Data retention',
      hints: [
        'Make it private on the host, or use another one that only the team can reach.',
        'The reports are encrypted, but how many there are and when they change would be in the open.',
      ],
    });
  }
  if (readable === 'unknown') {
    app.notice(
      'Whether strangers can read that server cannot be told from here. Look once that its repository is private.',
    );
  }
}

/** Throws a UserError where a server cannot be reached, or has something in it already. */
export async function assertEmpty(app: App, url: string): Promise<void> {
  const references = await Remote.referencesAt(url, app.io.cwd, app.io.env);
  if (references === 0) return;
  throw new UserError('There is something in that repository already.', {
    hints: [
      'If your team has its reports there, `coc join URL` is what you want.',
      'Else make a new, empty repository on the host, without a README, and use its address.',
    ],
  });
}
