import type { App } from '../app.ts';
import { assertSure } from '../desk/confirm.ts';
import { choicesOf, syncedBlocks } from '../desk/sharing.ts';
import { EXIT, type ExitCode } from '../errors.ts';
import { assertPrivate } from '../founding/server.ts';
import { single } from '../interview/prompter.ts';
import { bringOver } from '../joining/alone.ts';
import { arrive } from '../joining/joining.ts';
import { recoveryBlocks } from '../recovery/news.ts';
import { wordsOfCommit } from '../vault/joining.ts';
import type { Vault } from '../vault/vault.ts';

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
  const remote = options.remote ?? (await askedServer(app, vault));
  if (remote !== undefined) {
    await assertPrivate(app, remote);
    await vault.shareThrough(remote);
  }
  if (options.putBack) {
    await assertSure(app, options.yes, 'Put the history of this copy on the server, over what is there now');
    await vault.putBack();
  }
  const brought = await bringOver(app, desk);
  const synced = await vault.sync(await choicesOf(app, options), options.accept ? 'accept' : 'alarm');
  app.tell(await recoveryBlocks(vault, synced.recoveries));
  if (options.json) app.printJson(synced);
  else app.printBlocks(syncedBlocks(synced, brought, admittedBy !== undefined));
  return synced.failed.length + synced.damaged.length > 0 ? EXIT.partial : EXIT.done;
}

/** The address of a server, of whoever can be asked, where there is none yet; undefined where they have none. */
async function askedServer(app: App, vault: Vault): Promise<string | undefined> {
  if ((await vault.unshared()) !== undefined) return undefined;
  const answer = await (await app.prompter())?.ask({
    ...single('remote', 'Which address has the git repository that your team shares the reports through', {
      label: 'Address',
      hint: 'It is private, and empty so far: whoever looks after your servers, or an account of yours, can make one. The reports go there encrypted. Nothing is shared until then. If your team shares reports already: leave this empty, and type `coc join URL`.',
    }),
    required: false,
  });
  return typeof answer === 'string' ? answer.trim() : undefined;
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
