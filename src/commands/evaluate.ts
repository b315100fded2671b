import type { App } from '../app.ts';
import { type Step, type StepOptions, takeStep } from '../desk/step.ts';
import { EXIT, type ExitCode } from '../errors.ts';
import { evaluateForm } from '../interview/forms/close.ts';
import { evaluate as lookBack } from '../policy/closing.ts';
import { proposalsIn } from '../policy/proposals.ts';
import { leftOutBlocks } from '../screen/listing.ts';

export const EVALUATE: Step = {
  id: 'evaluate',
  command: 'evaluate',
  form: evaluateForm,
  decide: lookBack,
  saveLabel: 'Save this',
  saved: 'It is saved and encrypted. It belongs to',
};

/** `coc evaluate`: the policy's questions after an incident; with `--proposals`, what they brought up everywhere. */
export async function evaluate(
  app: App,
  [typed]: readonly [string?],
  options: StepOptions & { readonly proposals?: boolean },
): Promise<ExitCode> {
  if (!options.proposals) {
    await takeStep(app, EVALUATE, typed, options);
    return EXIT.done;
  }
  const { vault, playbook } = await app.desk();
  const listing = await vault.list();
  const proposals = proposalsIn(
    listing.incidents.map(({ view }) => view),
    playbook,
  );
  if (options.json) app.printJson({ proposals });
  else if (proposals.length === 0) app.printBlocks([{ kind: 'text', text: 'Nothing was proposed yet.' }]);
  else {
    app.printBlocks(
      playbook.evaluation.questions.flatMap(({ id, ask }) => {
        const words = proposals.filter(({ question }) => question === id).map((one) => one.words);
        return words.length === 0
          ? []
          : [{ kind: 'heading', text: ask } as const, { kind: 'list', items: words } as const];
      }),
    );
  }
  app.tell(leftOutBlocks({ notShared: 0, damaged: listing.damaged }));
  return listing.damaged.length > 0 ? EXIT.partial : EXIT.done;
}
