import type { App } from '../app.ts';
import type { Draft } from '../vault/drafts.ts';
import type { Carried } from './attaching.ts';

/** What was taken in, a mail or a chat: what of it a draft keeps, the words, and what is kept with them. */
export interface TakenIn {
  readonly intake: NonNullable<Draft['intake']>;
  readonly account?: string | undefined;
  readonly carried: readonly Carried[];
}

/** Shows somebody at a terminal how the words begin that were taken, before anything is asked. */
export async function showWords(app: App, account: string): Promise<void> {
  if (account === '' || (await app.prompter()) === undefined) return;
  app.tell([
    { kind: 'text', text: 'Its words, which become the account as they are:' },
    { kind: 'quote', text: beginning(account) },
  ]);
}

/** As much of a text as shows that it is the one that is meant. */
function beginning(text: string): string {
  const lines = text.slice(0, SHOWN.letters).split('\n').slice(0, SHOWN.lines);
  return lines.join('\n') === text ? text : `${lines.join('\n')} …`;
}

const SHOWN = { letters: 1_200, lines: 15 };
