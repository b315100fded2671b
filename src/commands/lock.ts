import type { App } from '../app.ts';
import { forgetKeys } from '../vault/keys.ts';

/** `coc lock`: the agent of `coc unlock` forgets the keys at once. */
export async function lock(app: App): Promise<void> {
  const was = await forgetKeys(await (await app.keys()).socket());
  app.printText(was ? 'Your keys are locked.' : 'Your keys were locked already.');
}
