import type { App, Desk } from '../app.ts';
import { withNewKeys, wordsOfKeys } from '../vault/joining.ts';
import { publicPart } from '../vault/keys.ts';
import { NOBODY_DECIDES } from '../vault/server.ts';
import type { SealedAgain } from '../vault/vault.ts';

/**
 * New keys for whoever works here. They are safe on this machine before team.yaml names them, and take the place of those
 * before once it does; what these could open is then sealed to the new ones. Can be killed anywhere and begun again. Where
 * there is a server it has to be reached: throws Unreachable, and nothing is changed.
 */
export async function rotateKeys(app: App): Promise<SealedAgain & { readonly words: string }> {
  await shareEverything(await app.desk());
  const { vault, me } = await app.desk();
  const keys = await app.keys();
  const next = await (await keys.hold()).rotated();
  await keys.prepare(next);
  await vault.changeRoster((roster) => withNewKeys(roster, me.id, publicPart(next), app.nowLocal()), {
    sealAgain: true,
    alone: true,
  });
  await keys.adopt(app.nowLocal());
  const sealed = await (await app.desk()).vault.settle();
  return { ...sealed, words: wordsOfKeys(publicPart(next)) };
}

/** So that keys which an earlier run made ready, and the server has, are taken into use before others take their place. */
async function shareEverything({ vault }: Desk): Promise<void> {
  if ((await vault.unshared()) !== undefined) await vault.sync(NOBODY_DECIDES);
}
