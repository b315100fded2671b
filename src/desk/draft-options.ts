import type { App } from '../app.ts';
import { showId } from '../incident/id.ts';
import type { Option } from '../interview/prompter.ts';
import { beginningOf } from '../text/beginning.ts';
import { showMoment } from '../text/moment.ts';
import type { Draft, DraftFile, Drafts } from '../vault/drafts.ts';
import type { Workplace } from './workplace.ts';

/** How many letters of a text tell it from others. */
const BEGINNING = 30;

/**
 * Drafts to choose from. What each is for is told where the keys are open anyway.
 *
 * @param tell `words`: how each begins as well, for whoever asked for their drafts; `kinds` where the list comes unasked,
 *   and somebody else may be looking on
 */
export async function draftOptions(
  app: App,
  place: Workplace,
  drafts: readonly DraftFile[],
  tell: 'words' | 'kinds',
): Promise<readonly Option<string>[]> {
  const read = await readable(app, place.drafts, drafts);
  return drafts.map(({ id, keptAt }, index) => {
    const label = `The one of ${showMoment(keptAt.toISOString(), app.now())}`;
    const draft = read[index];
    if (draft === undefined) return { value: id, label };
    const kind = kindOf(app, draft);
    return { value: id, label: `${label}: ${tell === 'kinds' ? kind : `${kind}${wordsOf(draft)}`}` };
  });
}

/** A sentence for each draft, with what it is for where the keys are open anyway, and none of its words. */
export async function draftReminders(
  app: App,
  drafts: Drafts,
  listed: readonly DraftFile[],
): Promise<readonly string[]> {
  const read = await readable(app, drafts, listed);
  return listed.map(({ keptAt }, index) => {
    const draft = read[index];
    const kind = draft === undefined ? '' : ` (${kindOf(app, draft)})`;
    return `What you began, last kept ${showMoment(keptAt.toISOString(), app.now())}, is not finished${kind}: \`coc report resume\``;
  });
}

/** What is in each draft; undefined where the keys are locked, or it cannot be read. */
async function readable(
  app: App,
  drafts: Drafts,
  listed: readonly DraftFile[],
): Promise<readonly (Draft | undefined)[]> {
  const keys = await app.keys();
  if (listed.length === 0 || !(await keys.unlocksByItself())) return listed.map(() => undefined);
  const identity = await keys.unlock();
  return Promise.all(listed.map(({ id }) => drafts.read(id, identity).catch(() => undefined)));
}

/** What a draft is for. */
function kindOf({ steps }: App, { command, incident }: Draft): string {
  const id = showId(incident);
  if (command === 'policy edit') return 'a change of the policy';
  if (command === 'community edit') return 'what the community says about itself';
  const step = steps.find((one) => one.id === command);
  return step?.begun?.(id) ?? `“${step?.menu?.[1] ?? command}”, for ${id}`;
}

/** How it begins, to be put behind what it is for. */
function wordsOf({ command, answers, partial }: Draft): string {
  const words = answers.account ?? answers.note ?? partial?.text;
  if (typeof words === 'string' && words.trim() !== '') return `, “${beginningOf(words, BEGINNING)}”`;
  return command.startsWith('report') ? ', with no words yet' : '';
}
