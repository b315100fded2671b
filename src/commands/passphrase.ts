import type { App } from '../app.ts';
import { ASKED_ONCE, choosePassphrase } from '../keys/passphrase.ts';

/** `coc passphrase`: sets or changes the passphrase of the member's keys. */
export async function passphrase(app: App): Promise<void> {
  const keys = await app.keys();
  const changes = await keys.isProtected();
  await keys.hold();
  // COC_PASSPHRASE_COMMAND prints the old one then.
  const env = changes ? { ...app.io.env, COC_PASSPHRASE_COMMAND: undefined } : app.io.env;
  await keys.protect(await choosePassphrase(env, await app.prompter()));
  app.printText(`Your keys are protected by the new passphrase. ${ASKED_ONCE}.`);
}
