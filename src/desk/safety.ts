import type { App } from '../app.ts';
import { isSystemError } from '../errors.ts';
import { THREATS } from '../incident/entry.ts';
import { careBlocks, dangerBlocks } from '../policy/guide.ts';
import type { ReportFacts } from '../policy/situation.ts';
import type { Draft } from '../vault/drafts.ts';

/** What cannot wait: once more for somebody who goes on with a report, and all of it for somebody in a hurry. */
export async function remindOfSafety(
  app: App,
  { playbook, emergency }: ReportFacts,
  draft: Draft,
  inAHurry: boolean,
): Promise<void> {
  const prompter = await app.prompter();
  const level = THREATS.find((threat) => threat === draft.answers.threat) ?? 'none';
  if (prompter === undefined || level === 'none') return;
  const goesOn = Object.keys(draft.answers).length > 1;
  if (goesOn) prompter.show(dangerBlocks(playbook, level, emergency));
  if (inAHurry) prompter.show(careBlocks(playbook));
}

/** Where this machine lets nothing be kept: says what to do all the same, then throws the error. */
export async function adviseWithoutKeeping(app: App, error: unknown): Promise<never> {
  if (isSystemError(error) && (await app.prompter()) !== undefined) {
    const { playbook, settings } = await app.community();
    app.tell([
      ...dangerBlocks(playbook, 'person', settings.emergency),
      {
        kind: 'text',
        text: 'Nothing can be kept on this machine now. Write on paper what you are told, in their words.',
      },
    ]);
  }
  throw error;
}
