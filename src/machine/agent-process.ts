import { spawn } from 'node:child_process';
import type { App } from '../app.ts';
import { UserError } from '../errors.ts';
import { INVOCATION } from '../invocation.ts';
import { stampOf } from '../processes.ts';
import { formatIdentity, type HeldIdentity } from '../vault/keys.ts';
import { terminalLife } from './terminal-life.ts';

/**
 * Starts an agent that holds the keys after this run has ended. The keys reach it through a pipe, not through an
 * argument, the environment or a file. Returns once it answers.
 *
 * @param until when it forgets, in milliseconds since 1970
 */
export function startAgent(app: App, identity: HeldIdentity, socket: string, until: number): Promise<void> {
  const [program, entry] = INVOCATION;
  // Told from others that come to have its number.
  const watched = stampOf(terminalLife()) ?? '';
  const child = spawn(program, [entry, 'key-agent', socket, String(until), watched], {
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
    env: app.io.env,
    cwd: '/',
  });
  return new Promise((resolve, reject) => {
    const failed = (): void =>
      reject(new UserError('The agent that would hold your keys did not start. They stay locked.'));
    child.once('error', failed);
    child.once('exit', failed);
    child.stdout.once('data', () => {
      child.removeListener('exit', failed);
      child.stdout.destroy();
      child.unref();
      resolve();
    });
    child.stdin.on('error', () => undefined).end(formatIdentity(identity));
  });
}
