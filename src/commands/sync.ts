import type { App } from '../app.ts';
import { assertSure } from '../desk/confirm.ts';
import { choicesOf, syncedBlocks } from '../desk/sharing.ts';
import { EXIT, type ExitCode } from '../errors.ts';
import { assertPrivate } from '../founding/server.ts';
import { bringOver } from '../joining/alone.ts';
import { arrive } from '../joining/joining.ts';
import { recoveryBlocks } from '../recovery/news.ts';
import { wordsOfCommit } from '../vault/joining.ts';

interface SyncOptions {
  readonly remote?: string;
  readonly putBack?: boolean;
  readonly accept?: boolean;
  readonly policy?: 'mine' | 'theirs';
  readonly team?: 'again' | 'drop';
  readonly json?: boolean;
  readonly yes?: boolean;
}

/** `coc sync`: fetches, verifies, puts one's own on top, and shares it. Exit 3 where something could not be sealed again. */
export async function sync(app: App, _args: readonly [], options: SyncOptions): Promise<ExitCode> {
  const { desk, admittedBy } = await arrive(app);
  if (admittedBy !== undefined) welcome(app, admittedBy);
  const { vault } = desk;
  if (options.remote !== undefined) {
    await assertPrivate(app, options.remote);
    await vault.shareThrough(options.remote);
  }
  if (options.putBack) {
    await assertSure(app, options.yes, 'Put the history of this copy on the server, over what is there now');
    await vault.putBack();
  }
  const brought = await bringOver(app, desk);
  const synced = await vault.sync(await choicesOf(app, options), options.accept ? 'accept' : 'alarm');
  app.tell(await recoveryBlocks(vault, synced.recoveries));
  if (options.json) app.printJson(synced);
  else app.printBlocks(syncedBlocks(synced, brought));
  return synced.failed.length + synced.damaged.length > 0 ? EXIT.partial : EXIT.done;
}

/** The newcomer hears that they were let in, and reads back by which commit. */
function welcome(app: App, commit: string): void {
  app.tell([
    {
      kind: 'text',
      text: 'You are on the team now. Read these words to the admin who added you. They must see the same:',
    },
    { kind: 'say', text: wordsOfCommit(commit) },
    {
      kind: 'text',
      text: 'If they see others, save nothing, and tell them that somebody else may have written to the server.',
    },
  ]);
}
