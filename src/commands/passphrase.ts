import type { App } from '../app.ts';
import { choosePassphrase } from '../setup/passphrase.ts';

/** `coc passphrase`: sets or changes the passphrase of the member's keys. */
export async function passphrase(app: App): Promise<void> {
  const keys = await app.keys();
  await keys.unlock();
  await keys.protect(await choosePassphrase(app.io.env, await app.prompter()));
  app.printBlocks([{ kind: 'text', text: 'Your keys are protected by the new passphrase.' }]);
}
