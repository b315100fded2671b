import type { App, Desk } from '../app.ts';
import { recoveryBlocks } from '../recovery/news.ts';
import { lastSharedWords } from '../screen/doctor-checks.ts';
import { Unreachable } from '../vault/failures.ts';
import { sharedLongAgo } from './newest.ts';
import { choicesOf, syncedBlocks } from './sharing.ts';

/**
 * The desk with what others wrote, where this copy is old and somebody wants that first; else as it is. Without a terminal it is
 * only said. Throws where the server has what must not be trusted.
 *
 * @param within how old it may be. Minutes
 */
export async function withTheNewest(app: App, desk: Desk, within: number): Promise<Desk> {
  const at = await sharedLongAgo(app, desk, within);
  if (at === undefined) return desk;
  const old = lastSharedWords(at, app.now());
  const prompter = await app.prompter();
  if (prompter === undefined) {
    app.notice(`${old} \`coc sync\``);
    return desk;
  }
  prompter.show([{ kind: 'text', text: old }]);
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
