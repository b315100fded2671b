import type { App } from '../app.ts';
import { publicPart } from '../vault/keys/identity.ts';
import type { SealedAgain } from '../vault/sync/reseal.ts';
import { wordsOfKeys } from '../vault/team/fingerprint.ts';
import { withNewKeys } from '../vault/team/roster-edits.ts';

/**
 * New keys for whoever works here. They are safe on this machine before team.yaml names them, and take the place of those
 * before once it does; what these could open is then sealed to the new ones. Can be killed anywhere and begun again.
 */
export async function rotateKeys(app: App): Promise<SealedAgain & { readonly words: string }> {
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
