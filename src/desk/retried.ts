import { createHash } from 'node:crypto';
import type { App, Desk } from '../app.ts';
import { undefinedIfRefused } from '../errors.ts';
import { showId } from '../incident/id.ts';
import { notLetIn, savedWith } from '../incident/saved-with.ts';
import { type LetterFormat, layOut } from '../letters/format.ts';
import { subjectOf } from '../policy/letter-text.ts';
import type { Block } from '../text/block.ts';
import type { Draft, Drafts } from '../vault/drafts.ts';
import { isNotShared } from '../vault/failures.ts';
import { incidentPath } from '../vault/repository.ts';
import type { OpenedIncident } from '../vault/vault.ts';
import type { AnswerOptions } from './asking.ts';
import { notLetInWords } from './saved.ts';
import { readSource } from './source.ts';
import { isSaved } from './workplace.ts';

interface SayingHow {
  readonly json?: boolean;
  readonly format?: LetterFormat;
}

interface Place {
  readonly drafts: Drafts;
  readonly desk: Desk | undefined;
}

/**
 * What was begun with the very same answers file and never came to an end, in place of a new draft: so that a second try
 * becomes the same entry as the first. Undefined where the first one was saved after all, which is said then.
 */
export async function firstTry(
  app: App,
  place: Place,
  fresh: Draft,
  options: AnswerOptions & SayingHow,
): Promise<Draft | undefined> {
  const given = await digestOfGiven(app, fresh, options);
  if (given === undefined) return fresh;
  const begun = await place.drafts.list();
  // Whoever cannot unlock now has their answers kept all the same.
  const identity =
    begun.length === 0 ? undefined : await (await app.keys()).unlock().catch(undefinedIfRefused);
  if (identity === undefined) return { ...fresh, given };
  for (const { id } of begun) {
    if (await place.drafts.isHeld(id)) continue;
    // Another coc may have saved it since it was listed.
    const draft = await place.drafts.readIfItOpens(id, identity);
    if (draft?.given !== given) continue;
    if (place.desk === undefined || !(await isSaved(app, place.desk, draft))) return draft;
    await saySavedBefore(app, place.desk, draft, options);
    return undefined;
  }
  return { ...fresh, given };
}

/** Says that what a draft was for is saved already, with the letter that belongs to it, and lets go of it. */
export async function saySavedBefore(
  app: App,
  desk: Desk,
  draft: Draft,
  { json, format = 'text' }: SayingHow,
): Promise<void> {
  const id = showId(draft.incident);
  const opened = await desk.vault.read(draft.incident).catch((error: unknown): undefined => {
    if (!isNotShared(error)) throw error;
  });
  const copy =
    draft.command === 'export' && opened !== undefined
      ? await (await import('./giving-out.ts')).finishGivingOut(draft, opened)
      : undefined;
  await desk.drafts.remove(draft.id);
  const letter = letterSavedWith(opened, desk, draft, format);
  const out = opened === undefined ? [] : notLetIn(opened.view, draft.entry);
  const closed = out.length === 0 ? [] : [notLetInWords(out, desk)];
  if (json) {
    for (const words of [...closed, ...(copy === undefined ? [] : [copy.words])]) app.notice(words);
    const commit = await desk.repository.git.lastCommitOf(incidentPath(draft.incident));
    return app.printJson({
      id,
      commit: commit ?? null,
      respondBy: null,
      ...(letter !== undefined && { letter }),
      ...(copy?.file !== undefined && { file: copy.file }),
      ...(out.length > 0 && { notLetIn: out }),
    });
  }
  const said: readonly Block[] = [
    { kind: 'text', text: `This one is saved already: ${id}. It was not saved once more.` },
    ...[...closed, ...(copy === undefined ? [] : [copy.words])].map(
      (text) => ({ kind: 'text', text }) as const,
    ),
    { kind: 'command', text: `coc show ${id}` },
  ];
  if (letter === undefined) return app.printBlocks(said);
  app.printLetter(letter);
  app.tell(said);
}

/** Undefined also for whoever can no longer open what they saved. */
function letterSavedWith(
  opened: OpenedIncident | undefined,
  desk: Desk,
  draft: Draft,
  format: LetterFormat,
): string | undefined {
  const letter = savedWith(opened?.document.entries ?? [], draft.entry).find(({ kind }) => kind === 'letter');
  if (letter?.kind !== 'letter') return undefined;
  return layOut(letter.text, format, subjectOf(letter.letter, desk.playbook));
}

/** A new incident has another ID at each try; anything else is for one that is there. */
async function digestOfGiven(
  app: App,
  { command, incident, intake, answers: typed }: Draft,
  { answers, account }: AnswerOptions,
): Promise<string | undefined> {
  if (answers === undefined) return undefined;
  const about = app.steps.find(({ id }) => id === command)?.opens ? '' : incident;
  const texts = [await readSource(app, answers, 'the answers file')];
  if (account !== undefined && account !== answers) texts.push(await readSource(app, account, 'the account'));
  // What the command line says besides is part of it: another file, another place.
  const also = Object.keys(typed).length === 0 ? [] : [typed];
  return createHash('sha256')
    .update(
      JSON.stringify([command, about, ...texts, ...(intake === undefined ? [] : [intake.sha256]), ...also]),
    )
    .digest('hex');
}
