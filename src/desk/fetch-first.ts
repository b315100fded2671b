import type { App, Desk } from '../app.ts';
import { recoveryBlocks } from '../recovery/news.ts';
import { Unreachable } from '../vault/failures.ts';
import { mayBeOld } from './newest.ts';
import { choicesOf, syncedBlocks } from './sharing.ts';

/** It is looked each time whether the server has something newer: a colleague can have written a moment ago. Minutes. */
const A_MOMENT = 0;

/**
 * The desk with what others wrote, where the server has something newer and somebody wants that first, or this copy is old and the
 * server cannot say at once; else as it is. Without a terminal it is only said. Throws where the server has what must not be trusted.
 *
 * @param within how old it may be where the server does not say. Minutes
 */
export async function withTheNewest(app: App, desk: Desk, within: number): Promise<Desk> {
  const old = await perhapsOld(app, desk, within);
  if (old === undefined) return desk;
  const prompter = await app.prompter();
  if (prompter === undefined) {
    app.notice(old.words);
    return desk;
  }
  prompter.show([{ kind: 'text', text: old.words }]);
  if (!(await prompter.confirm('Fetch it first', true))) return desk;
  try {
    const synced = await desk.vault.sync(await choicesOf(app, {}));
    app.tell([...(await recoveryBlocks(desk.vault, synced.recoveries)), ...syncedBlocks(synced, 0)]);
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    app.warn(error, 'It goes on with what is here.');
    return desk;
  }
  return app.deskAt(desk.repository.folder);
}

/**
 * The same without a question, for somebody who is being told what happened: what the server has is fetched where it says at once that
 * there is something; else it is only said how old this copy is.
 */
export async function fetchedAside(app: App, desk: Desk, within: number): Promise<Desk> {
  const fetched = await fetchedAtOnce(app, desk, within);
  if (fetched.old !== undefined) app.notice(fetched.old);
  return fetched.desk;
}

/** The same for whoever says themselves how old it is: `old`, in a line, where it could not be fetched or the server not be asked. */
export async function fetchedAtOnce(
  app: App,
  desk: Desk,
  within = A_MOMENT,
): Promise<{ readonly desk: Desk; readonly old?: string }> {
  const old = await perhapsOld(app, desk, within);
  if (old === undefined) return { desk };
  if (old.isCertain && (await desk.vault.catchUp()))
    return { desk: await app.deskAt(desk.repository.folder) };
  return { desk, old: old.words };
}

/** What to say of this copy where others wrote since, which the server says, or may have. */
async function perhapsOld(
  app: App,
  desk: Desk,
  within: number,
): Promise<{ readonly words: string; readonly isCertain: boolean } | undefined> {
  const words = await mayBeOld(app, desk, A_MOMENT);
  const newer = words === undefined ? false : await desk.vault.hasNewer();
  if (words === undefined || newer === false) return undefined;
  if (newer === undefined && (await mayBeOld(app, desk, within)) === undefined) return undefined;
  return { words, isCertain: newer === true };
}
