import type { App } from '../app.ts';
import { assertSure } from '../desk/confirm.ts';
import { EXIT, type ExitCode } from '../errors.ts';
import { showId } from '../incident/id.ts';
import { type Block, listIfAny } from '../text/block.ts';
import type { Roster } from '../vault/team.ts';
import type { Broken } from '../vault/trust.ts';
import { brokenIncident } from '../vault/vault.ts';

/** `coc verify --put-back`: puts incidents right that somebody wrote over, or put back to an older version. */
export async function verifyPutBack(
  app: App,
  { yes, json }: { readonly yes?: boolean; readonly json?: boolean },
): Promise<ExitCode> {
  const { vault, repository } = await app.desk();
  const broken = [...(await vault.broken())];
  const shown = (await vault.listAnew()).incidents.flatMap((one) => (one.shown ? [one.view.id] : []));
  if (broken.length + shown.length === 0) {
    if (json) app.printJson({ putBack: [], waiting: [] });
    else app.printText('There is nothing to put back: every incident goes on from what it was.');
    return EXIT.done;
  }
  app.tell([
    ...(broken.length > 0 ? brokenBlocks(broken, repository.roster) : []),
    ...(shown.length > 0 ? shownBlocks(shown) : []),
  ]);
  await assertSure(app, yes, 'Put them right');
  const { done: made, shared } = await vault.putTogether();
  // One that was stopped before may have put some of them right, which is brought to its end first.
  const still = await vault.broken();
  const ended = broken.flatMap(([id]) => (still.has(id) ? [] : [id]));
  const done = [...new Set([...ended, ...made])];
  const waiting = broken.flatMap(([id]) => (still.has(id) ? [showId(id)] : []));
  if (json) app.printJson({ putBack: done.map(showId), waiting, ...(shared !== undefined && { shared }) });
  else {
    app.printBlocks([
      ...listIfAny('Put right', done.map(showId)),
      ...listIfAny('These wait for somebody else who can open them', waiting),
    ]);
  }
  return waiting.length > 0 ? EXIT.partial : app.outcome;
}

function brokenBlocks(broken: readonly (readonly [string, Broken])[], roster: Roster): readonly Block[] {
  return [
    { kind: 'heading', text: 'Written over' },
    {
      kind: 'list',
      items: broken.map(([id, one]) => `${showId(id)}: ${brokenIncident(one, roster).message}`),
    },
    {
      kind: 'text',
      text: 'For each of them you sign a commit that puts the last good version in its place again, with everything that its readers wrote since. What came in between stays in the history. What somebody wrote who could not open it by then is kept in it, marked, and changes nothing.',
    },
  ];
}

function shownBlocks(shown: readonly string[]): readonly Block[] {
  return [
    { kind: 'heading', text: 'Readable for more than it is meant for' },
    { kind: 'list', items: shown.map(showId) },
    {
      kind: 'text',
      text: 'An older coc wrote into these, for everybody who can open them, what only few may read. They are sealed again without it. The versions before stay in the history: whoever could open those could read it, and can still.',
    },
  ];
}
