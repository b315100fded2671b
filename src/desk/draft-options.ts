import { basename } from 'node:path';
import type { App, Desk } from '../app.ts';
import { stepOf } from '../catalogue.ts';
import { showId } from '../incident/id.ts';
import type { Option } from '../interview/prompter.ts';
import { beginningOf } from '../text/beginning.ts';
import { inert } from '../text/inert.ts';
import { localIso, showMoment } from '../text/moment.ts';
import type { Draft, DraftFile, Drafts } from '../vault/drafts.ts';
import { isNotShared } from '../vault/failures.ts';
import { toldApart } from './told-apart.ts';
import type { Workplace } from './workplace.ts';

/** How many letters of a text tell it from others. */
const BEGINNING = 30;

/**
 * Drafts to choose from. What each is for is told where the keys are open anyway.
 *
 * @param tell `words`: with what those were begun, and how they begin, that nothing else tells apart, for whoever asked for their
 *   drafts; `kinds` where the list comes unasked. Somebody else may be looking on
 */
export async function draftOptions(
  app: App,
  place: Workplace,
  drafts: readonly DraftFile[],
  tell: 'words' | 'kinds',
): Promise<readonly Option<string>[]> {
  const read = await readable(app, place.drafts, drafts);
  const closed = await closedAmong(app, place.desk, read);
  const told = drafts.map(({ id, keptAt }, index) => {
    const label = `The one of ${showMoment(keptAt.toISOString(), app.now())}`;
    const draft = read[index];
    if (draft === undefined) return { id, words: label, more: [secondsOf(keptAt)] };
    const isClosed = closed.has(draft.incident) ? ', closed to you by now' : '';
    const words = `${label}: ${kindOf(app, draft)}${isClosed}`;
    const more = tell === 'kinds' ? [] : [sourceOf(draft), wordsOf(draft)];
    return { id, words, more: [...more, secondsOf(keptAt)] };
  });
  const labels = toldApart(told);
  return told.map(({ id }, index) => ({ value: id, label: labels[index] ?? '' }));
}

/** A sentence for each draft, with what it is for where the keys are open anyway, and none of its words. */
export async function draftReminders(
  app: App,
  desk: Desk,
  listed: readonly DraftFile[],
): Promise<readonly string[]> {
  const read = await readable(app, desk.drafts, listed);
  const closed = await closedAmong(app, desk, read);
  const kinds = read.map((draft) => (draft === undefined ? '' : ` (${kindOf(app, draft)})`));
  const moments = toldApart(
    listed.map(({ keptAt }, index) => ({
      words: `${showMoment(keptAt.toISOString(), app.now())}${APART}${kinds[index]}`,
      more: [secondsOf(keptAt)],
    })),
  ).map((one, index) => one.replace(`${APART}${kinds[index]}`, ''));
  return listed.map((_, index) => {
    const draft = read[index];
    const kind = kinds[index] ?? '';
    const begun = `What you began, last kept ${moments[index]}`;
    return draft !== undefined && closed.has(draft.incident)
      ? `${begun}${kind}, is for an incident that is closed to you by now. You can throw it away: \`coc report resume\``
      : `${begun}, is not finished${kind}: \`coc report resume\``;
  });
}

/** In no text: what stands behind it is taken away again. */
const APART = '\u0000';

/** The incidents that these drafts are for and that no longer open for whoever wrote them. */
async function closedAmong(
  app: App,
  desk: Desk | undefined,
  drafts: readonly (Draft | undefined)[],
): Promise<ReadonlySet<string>> {
  const closed = new Set<string>();
  if (desk === undefined) return closed;
  const there = new Set(await desk.vault.ids());
  for (const draft of drafts) {
    if (draft === undefined || !there.has(draft.incident) || (await mayBeClosed(app, draft))) continue;
    await desk.vault.inspect(draft.incident).catch((error: unknown) => {
      if (isNotShared(error)) closed.add(draft.incident);
    });
  }
  return closed;
}

/** Whether what was begun can be gone on with where it is closed: with the recovery key, or to see that it is done. */
async function mayBeClosed({ steps }: App, { command }: Draft): Promise<boolean> {
  const step = await stepOf(steps, command);
  return step !== undefined && !step.opens && (step.mayShutOut === true || step.opensWith !== undefined);
}

/** What is in each draft; undefined where the keys are locked, or it cannot be read. */
async function readable(
  app: App,
  drafts: Drafts,
  listed: readonly DraftFile[],
): Promise<readonly (Draft | undefined)[]> {
  const keys = await app.keys();
  if (listed.length === 0 || !(await keys.unlocksByItself())) return listed.map(() => undefined);
  return drafts.readAll(listed, await keys.unlock());
}

/** What a draft is for. */
export function kindOf({ steps }: App, { command, incident }: Draft): string {
  const id = showId(incident);
  if (command === 'policy edit') return 'a change of the policy';
  if (command === 'community edit') return 'what the community says about itself';
  const step = steps.find((one) => one.id === command);
  return step?.begun?.(id) ?? `“${step?.menu?.[1] ?? command}”, for ${id}`;
}

/** With which mail or chat it was begun, to be put behind what it is for. */
function sourceOf({ intake }: Draft): string {
  if (intake === undefined) return '';
  const from =
    intake.source === '-'
      ? `a ${intake.kind === 'mail' ? 'mail' : 'chat'} from stdin`
      : basename(intake.source);
  return `, from ${inert(from)}`;
}

/** When it was last kept, to the second. */
function secondsOf(keptAt: Date): string {
  return `, at ${localIso(keptAt).slice('YYYY-MM-DDT'.length, 'YYYY-MM-DDTHH:MM:SS'.length)}`;
}

/** How it begins, to be put behind what it is for. */
function wordsOf({ command, answers, partial }: Draft): string {
  const words = answers.account ?? answers.note ?? partial?.text;
  if (typeof words === 'string' && words.trim() !== '') return `, “${beginningOf(words, BEGINNING)}”`;
  return command.startsWith('report') ? ', with no words yet' : '';
}
