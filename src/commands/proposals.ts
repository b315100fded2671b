import type { App } from '../app.ts';
import { EXIT, type ExitCode } from '../errors.ts';
import { proposalsIn } from '../policy/proposals.ts';
import { leftOutBlocks } from '../screen/listing.ts';

/** `coc evaluate --proposals`: what the evaluations of all incidents brought up. */
export async function proposals(
  app: App,
  _args: readonly unknown[],
  options: { readonly json?: boolean },
): Promise<ExitCode> {
  const { vault, playbook } = await app.desk();
  const listing = await vault.list();
  const found = proposalsIn(
    listing.incidents.map(({ view }) => view),
    playbook,
  );
  if (options.json) app.printJson({ proposals: found });
  else if (found.length === 0) app.printText('Nothing was proposed yet.');
  else {
    app.printBlocks(
      playbook.evaluation.questions.flatMap(({ id, ask }) => {
        const words = found.filter(({ question }) => question === id).map((one) => one.words);
        return words.length === 0
          ? []
          : [{ kind: 'heading', text: ask } as const, { kind: 'list', items: words } as const];
      }),
    );
  }
  app.tell(leftOutBlocks({ ...listing, notShared: 0 }));
  return listing.damaged.length > 0 ? EXIT.partial : EXIT.done;
}
