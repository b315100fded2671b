import type { App, Desk } from '../app.ts';
import { EXIT, type ExitCode, UsageError, UserError } from '../errors.ts';
import { restoreBlocks, short } from '../screen/history.ts';
import { present } from '../text/present.ts';
import { NOBODY_DECIDES } from '../vault/server.ts';
import { onlyAdmins } from '../vault/team.ts';
import { MEANING } from '../vault/trust.ts';
import { asideReference, type Restorable } from '../vault/vault.ts';

/** `coc verify --restore`: ends what cannot be trusted, here and on the server, with an admin's signed commit. */
export async function verifyRestore(
  app: App,
  { yes, json }: { readonly yes?: boolean; readonly json?: boolean },
): Promise<ExitCode> {
  const desk = await app.desk();
  const found = await desk.vault.restorable();
  const worst = found.server ?? found.here;
  if (worst === undefined) {
    if (json) app.printJson({ restored: null, good: null, bad: [] });
    else app.printText('There is nothing to put back: every commit can be trusted.');
    return EXIT.done;
  }
  if (found.server !== undefined && !desk.me.admin)
    throw onlyAdmins(desk.repository.roster, 'ends this on the server');
  const bad = worst.bad.map((one) => ({ ...one, meaning: MEANING[one.harm] }));
  app.tell(restoreBlocks(bad, worst.good, todo(found)));
  if (!(yes ?? (await confirmed(app)))) {
    app.notice('Nothing was changed.');
    return EXIT.cancelled;
  }
  const restored = await desk.vault.restore(found);
  const code = await share(app, desk, restored);
  if (json) app.printJson({ restored: restored ?? null, good: worst.good, bad });
  else app.printText(`Everything is as it was at ${short(worst.good)}.`);
  return code;
}

const ON_THE_SERVER = [
  'You sign a commit that names each of them and puts back the files as they were, and it goes to the server.',
  'The commits stay in the history, so what they changed can still be looked at with `git show`.',
];

function todo({ here, server }: Restorable): readonly string[] {
  return present([
    here && `The branch here goes back. What was on it is kept under ${asideReference(here.head)}.`,
    ...(server === undefined ? [] : ON_THE_SERVER),
  ]);
}

async function confirmed(app: App): Promise<boolean> {
  const prompter = await app.prompter();
  if (prompter !== undefined) return prompter.confirm('Put this back', false);
  throw new UsageError('Nobody can confirm this without a terminal.', 'Add --yes.');
}

/** Puts what is not shared yet on top of what was put back. */
async function share(app: App, { vault }: Desk, restored: string | undefined): Promise<ExitCode> {
  if ((await vault.unshared()) === undefined) return EXIT.done;
  try {
    await vault.sync(NOBODY_DECIDES);
    return EXIT.done;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    app.warn(
      error,
      restored === undefined ? undefined : 'It is put back on the server. The rest did not go well yet.',
    );
    return EXIT.partial;
  }
}
