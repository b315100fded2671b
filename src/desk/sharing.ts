import type { App } from '../app.ts';
import { UsageError, type UserError } from '../errors.ts';
import type { Block } from '../text/block.ts';
import { count } from '../text/count.ts';
import type { Choices } from '../vault/server.ts';
import type { Synced } from '../vault/vault.ts';

/** Asks whoever sits there where two sides changed the same; without a terminal takes what flags decided. */
export async function choicesOf(
  app: App,
  decided: { readonly policy?: 'mine' | 'theirs'; readonly team?: 'again' | 'drop' },
): Promise<Choices> {
  const prompter = await app.prompter();
  return {
    team: async (mine, theirs) => {
      if (decided.team !== undefined) return decided.team === 'again';
      if (prompter === undefined) throw undecided('The team', '--team again, or --team drop');
      prompter.show([
        { kind: 'list', title: 'On the server, the team was changed meanwhile:', items: theirs },
        { kind: 'list', title: 'Here, you had changed it as well:', items: mine },
      ]);
      return prompter.confirm('Do what you did here once more, on top of that', true);
    },
    file: async (path) => {
      if (decided.policy !== undefined) return decided.policy;
      if (prompter === undefined) throw undecided(path, '--policy mine, or --policy theirs');
      return prompter.choose(`${path} was changed here and on the server. Which one shall hold`, [
        { value: 'theirs', label: 'The one on the server; yours stays in this copy, in case you need it' },
        { value: 'mine', label: 'The one here' },
      ] as const);
    },
  };
}

/**
 * What sharing came to, in sentences.
 *
 * @param brought how many incidents somebody brought along who had begun alone
 * @param isArrival whether what came was taken over just before, as whoever works here got onto the team
 */
export function syncedBlocks(synced: Synced, brought: number, isArrival = false): readonly Block[] {
  const { received, sent, done, others, failed } = synced;
  const items = [
    ...(brought > 0
      ? [`Brought ${count(brought, 'incident')} over that you had taken before you joined.`]
      : []),
    ...(received > 0
      ? [`Received ${count(received, 'change')}.`]
      : isArrival
        ? ['What the others had saved is here.']
        : ['Nothing new came.']),
    sent > 0 ? `Shared ${count(sent, 'change')}.` : 'Everything of yours is on the server.',
    ...(done > 0 ? [`Sealed ${count(done, 'incident')} again for the team as it is now.`] : []),
    ...(others > 0
      ? [`${count(others, 'incident')} that you cannot open wait to be sealed again by somebody else.`]
      : []),
    ...failed.map(({ path, why }) => `${path} could not be sealed again: ${why}`),
  ];
  return [{ kind: 'text', text: items.join('\n') }];
}

function undecided(what: string, flags: string): UserError {
  return new UsageError(
    `${what} was changed here and on the server. Somebody has to choose.`,
    `Without a terminal: ${flags}.`,
  );
}
