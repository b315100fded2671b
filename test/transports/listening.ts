import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { atEnd } from '../places/at-end.ts';

/** A port that was free a moment ago may be taken: so often another one is tried. */
const TRIES = 5;
/** Runs a program and ends it once stdin is closed: so it ends with the tests, however they end. */
const WITH_US = '"$@" </dev/null & child=$!; cat >/dev/null; kill "$child"; wait "$child"';

export interface Listening {
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Starts a program that listens on a free port of 127.0.0.1, and waits until its stderr says that it does.
 * Ended when all tests of the file are done. Throws with what it said where it does not start.
 */
export async function startListening(
  command: (port: number) => readonly string[],
  ready: RegExp,
  env: NodeJS.ProcessEnv,
): Promise<Listening> {
  for (let left = TRIES; ; left -= 1) {
    const port = await freePort();
    const child = spawn('sh', ['-c', WITH_US, 'sh', ...command(port)], {
      env,
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
    const stop = async (): Promise<void> => {
      child.stdin.end();
      await ended;
    };
    try {
      await isReady(child, ready);
      atEnd(stop);
      return { port, stop };
    } catch (error) {
      await stop();
      if (left === 1) throw error;
    }
  }
}

function isReady(child: ChildProcess, ready: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (ready.test(said)) resolve();
      else if (/cannot bind|unable to bind|address already in use|fatal/i.test(said)) reject(new Error(said));
    });
    child.on('error', reject);
    child.on('close', () => reject(new Error(`it ended: ${said}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });
}
