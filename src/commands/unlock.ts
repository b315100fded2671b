import type { App } from '../app.ts';
import { UserError } from '../errors.ts';
import { startAgent } from '../machine/agent-process.ts';
import { parseDuration } from '../machine/duration.ts';
import { showMoment } from '../text/moment.ts';
import { forgetKeys, makeSocketFolder } from '../vault/keys.ts';

/** How long keys stay unlocked where nothing else is said. */
const USUALLY = '15m';

/** `coc unlock`: asks for the passphrase once; until the time is over, no command asks again. */
export async function unlock(app: App, _args: readonly [], options: { for?: string }): Promise<void> {
  const length = parseDuration(options.for ?? USUALLY);
  const keys = await app.keys();
  if (!(await keys.isProtected())) {
    throw new UserError('Your keys have no passphrase, so there is nothing to unlock.', {
      hints: ['`coc passphrase` sets one.'],
    });
  }
  const socket = await keys.socket();
  await makeSocketFolder(socket);
  const identity = await keys.hold();
  await forgetKeys(socket);
  const until = app.now().getTime() + length;
  await startAgent(app, identity, socket, until);
  const when = showMoment(new Date(until).toISOString(), app.now());
  app.printBlocks([
    { kind: 'text', text: `Your keys are unlocked until ${when}, or until this terminal is closed.` },
    {
      kind: 'text',
      text: `\`coc lock\` locks them at once.${options.for === undefined ? ' For longer: `coc unlock --for 2h`.' : ''}`,
    },
  ]);
}
