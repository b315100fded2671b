import type { App } from '../app.ts';
import type { Draft } from '../vault/drafts.ts';
import { kindOf } from './draft-options.ts';
import type { StepOptions } from './step-options.ts';
import type { TakenIn } from './taken.ts';
import { isBegunWith } from './taken-in.ts';
import { begunBefore, isSaved, type Workplace } from './workplace.ts';

/**
 * What was begun with the very same mail or chat and stopped, where somebody wants to go on with it.
 *
 * @param incident for which alone it counts; undefined where that is not said yet
 */
export async function stoppedWith(
  app: App,
  { desk, drafts }: Pick<Workplace, 'desk' | 'drafts'>,
  { taken, incident }: { readonly taken: TakenIn | undefined; readonly incident?: string | undefined },
  { answers }: StepOptions,
): Promise<Draft | undefined> {
  if (taken === undefined || answers !== undefined) return undefined;
  const prompter = await app.prompter();
  if (prompter === undefined) return undefined;
  const isThat = async (draft: Draft): Promise<boolean> =>
    (incident === undefined || draft.incident === incident) &&
    isBegunWith(draft, taken) &&
    !(await drafts.isHeld(draft.id)) &&
    (desk === undefined || !(await isSaved(app, desk, draft)));
  const begun = await begunBefore(app, drafts, isThat);
  if (begun === undefined) return undefined;
  const what = taken.intake.kind === 'mail' ? 'mail' : 'chat';
  const goesOn = await prompter.choose(
    `Something begun with this ${what} is not finished. What do you want to do`,
    [
      { value: true, label: `Go on with what you began: ${kindOf(app, begun)}` },
      { value: false, label: 'Begin anew, and keep that for later' },
    ],
  );
  return goesOn ? { ...begun, intake: taken.intake } : undefined;
}
