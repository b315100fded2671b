import type { App } from '../app.ts';
import { THREATS } from '../incident/entry.ts';
import type { ReportFacts } from '../interview/forms/report.ts';
import { careBlocks, dangerBlocks } from '../policy/guide.ts';
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
