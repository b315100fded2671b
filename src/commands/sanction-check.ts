import { text as readAll } from 'node:stream/consumers';
import type { App } from '../app.ts';
import { whomToAsk } from '../desk/elsewhere.ts';
import { fetchedAtOnce } from '../desk/fetch-first.ts';
import { glances } from '../desk/glances.ts';
import { takeNoWords } from '../desk/words-typed.ts';
import { EXIT, type ExitCode, UsageError } from '../errors.ts';
import { single } from '../interview/prompter.ts';
import type { QuestionWords } from '../policy/interviews.ts';
import { firstNameAlone, sanctionedNamed } from '../policy/register.ts';
import { saidAmong } from '../policy/said-among.ts';
import { leftOutBlocks } from '../screen/listing.ts';
import { sanctionCheckBlocks } from '../screen/sanction-check.ts';
import { isMarks } from '../text/nothing.ts';

/**
 * `coc sanction check`: is this person under anything that we must act on? The name is asked for or comes on stdin, and
 * is not kept.
 */
export async function sanctionCheck(
  app: App,
  [typed = []]: readonly [words?: readonly string[]],
  { json }: { readonly json?: boolean },
): Promise<ExitCode> {
  const isAsked = !json && (await app.prompter()) !== undefined;
  takeNoWords(app, typed, isAsked, { command: 'coc sanction check', what: 'The name' });
  const here = await app.desk();
  const name = await askName(app, here.playbook.interviews['sanction-check'].name);
  // Whoever is under one since a moment ago is to be found as well.
  const { desk, old } = await fetchedAtOnce(app, here);
  const { roster } = desk.repository;
  const listing = await glances(app, desk);
  const found = sanctionedNamed(
    name,
    listing.incidents,
    app.now(),
    saidAmong(listing.incidents),
    roster.members,
  );
  const notCounted = firstNameAlone(name, listing.incidents, app.now(), found);
  const { notShared } = listing;
  const ask = await whomToAsk(desk, { ...listing, opened: listing.incidents.map(({ id }) => id) });
  const isFound = found.length > 0;
  if (json) {
    const lastShared = old === undefined ? undefined : await desk.vault.lastShared();
    app.printJson({ found, notCounted, notShared, ask, ...(lastShared !== undefined && { lastShared }) });
  } else {
    const hasRecoveryKey = typeof roster.recovery !== 'string';
    app.printBlocks(sanctionCheckBlocks(found, { notCounted, notShared, ask, hasRecoveryKey, old }));
  }
  app.tell(leftOutBlocks({ ...listing, notShared: 0 }));
  if (old !== undefined && (json || isFound)) app.notice(old);
  return listing.damaged.length > 0 ? EXIT.partial : EXIT.done;
}

async function askName(app: App, { ask, label, hint }: QuestionWords): Promise<string> {
  const prompter = await app.prompter();
  const typed =
    prompter === undefined
      ? (await readAll(app.io.stdin)).split('\n')[0]
      : await prompter.ask(single('name', ask, { label, ...(hint !== undefined && { hint }) }));
  const name = typeof typed === 'string' ? typed.trim() : '';
  if (name !== '' && !isMarks(name)) return name;
  throw new UsageError(
    'There is no name to look for.',
    'Without a terminal it comes on stdin, on the first line.',
  );
}
