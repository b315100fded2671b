import type { App } from '../app.ts';
import { EXIT, type ExitCode, UserError } from '../errors.ts';
import { showId } from '../incident/id.ts';
import { brokenIncident } from '../vault/succession.ts';

/** `coc verify --put-back`: puts incidents right that somebody wrote over, or put back to an older version. */
export async function verifyPutBack(
  app: App,
  { yes, json }: { readonly yes?: boolean; readonly json?: boolean },
): Promise<ExitCode> {
  const { vault, repository } = await app.desk();
  const broken = [...(await vault.broken())];
  if (broken.length === 0) {
    if (json) app.printJson({ putBack: [], waiting: [] });
    else
      app.printBlocks([
        { kind: 'text', text: 'There is nothing to put back: every incident goes on from what it was.' },
      ]);
    return EXIT.done;
  }
  app.tell([
    { kind: 'heading', text: 'Written over' },
    {
      kind: 'list',
      items: broken.map(([id, one]) => `${showId(id)}: ${brokenIncident(one, repository.roster).message}`),
    },
    {
      kind: 'text',
      text: 'For each of them you sign a commit that puts the last good version in its place again, with everything that its readers wrote since. What came in between stays in the history. What somebody wrote who could not open it by then is kept in it, marked, and changes nothing.',
    },
  ]);
  if (!(yes ?? (await confirmed(app)))) {
    app.tell([{ kind: 'text', text: 'Nothing was changed.' }]);
    return EXIT.cancelled;
  }
  const { done, shared } = await vault.putTogether();
  const waiting = broken.flatMap(([id]) => (done.includes(id) ? [] : [showId(id)]));
  if (json) app.printJson({ putBack: done.map(showId), waiting, ...(shared !== undefined && { shared }) });
  else {
    app.printBlocks([
      ...(done.length > 0 ? [{ kind: 'list', title: 'Put right', items: done.map(showId) } as const] : []),
      ...(waiting.length > 0
        ? [{ kind: 'list', title: 'These wait for somebody else who can open them', items: waiting } as const]
        : []),
    ]);
  }
  return waiting.length > 0 ? EXIT.partial : app.outcome;
}

async function confirmed(app: App): Promise<boolean> {
  const prompter = await app.prompter();
  if (prompter !== undefined) return prompter.confirm('Put them right', false);
  throw new UserError('Nobody can confirm this without a terminal.', {
    hints: ['Add --yes.'],
    exitCode: EXIT.usage,
  });
}
