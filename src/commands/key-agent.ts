import { text } from 'node:stream/consumers';
import type { App } from '../app.ts';
import { hasEnded } from '../processes.ts';
import { parseIdentity, serveKeys } from '../vault/keys.ts';

/** What `coc unlock` leaves running. Takes the keys on stdin; nobody types this command. */
export async function keyAgent(
  app: App,
  [socket, until, watched]: readonly [string, string, string],
): Promise<void> {
  const identity = await parseIdentity(await text(app.io.stdin));
  await serveKeys(identity, socket, {
    until: Number(until),
    now: () => app.now().getTime(),
    wanted: () => !hasEnded(watched),
    ready: () => app.print('ready'),
  });
}
