import type { App, Desk } from '../app.ts';
import { stepOf } from '../catalogue.ts';
import { Cancelled, isSystemError, refusalOf, UserError } from '../errors.ts';
import { makeEntryId, makeIncidentId } from '../incident/id.ts';
import type { DecisionFacts } from '../policy/entry-list.ts';
import { type Draft, Drafts } from '../vault/drafts.ts';
import { DamagedCopy, isNotShared, NotAMember } from '../vault/failures.ts';
import { KeysGone } from '../vault/keys.ts';
import { incidentPath } from '../vault/repository.ts';
import { AllKeptAlready } from './kept-already.ts';

/**
 * Where a report is taken: the reports repository, or the place where there will be one once it is saved. Answers
 * can be kept here from the first one on, without unlocking anything.
 */
export interface Workplace {
  readonly drafts: Drafts;
  /** Undefined while nothing is set up. */
  readonly desk: Desk | undefined;
  readonly folder: string;
}

/** The workplace; makes keys, without a passphrase yet, where nothing is set up at all. */
export async function openWorkplace(app: App): Promise<Workplace> {
  const found = await app.findRepository();
  if (found.exists) {
    const desk = await app.deskAt(found.folder).catch(notYet);
    if (desk !== undefined) return { desk, folder: found.folder, drafts: desk.drafts };
  }
  const { Git } = await import('../vault/repository.ts');
  await Git.check(app.io.env);
  const keys = await app.keys();
  const { recipient } = (await keys.public()) ?? (await keys.makeOnce('hybrid'));
  return {
    desk: undefined,
    folder: found.folder,
    drafts: new Drafts(app.places.drafts, found.exists ? found.folder : undefined, recipient),
  };
}

/**
 * Whoever has asked to join can take a report already, and so can whose copy is damaged: it is kept, and saved once they are
 * on the team, or the copy is repaired.
 */
function notYet(error: unknown): undefined {
  if (!(error instanceof NotAMember || error instanceof DamagedCopy)) throw error;
}

/** A draft with nothing in it yet, for a new incident or for one that is there. */
export function newDraft(app: App, command: string, incident?: string): Draft {
  const random = (length: number): Uint8Array => app.random(length);
  return {
    id: makeEntryId(random),
    command,
    incident: incident ?? makeIncidentId(random),
    entry: makeEntryId(random),
    startedAt: app.now().toISOString(),
    answers: {},
    passed: [],
  };
}

/** The first draft of earlier that fits. Unlocks the keys. */
export async function begunBefore(
  app: App,
  drafts: Drafts,
  fits: (draft: Draft) => boolean | Promise<boolean>,
): Promise<Draft | undefined> {
  const identity = await (await app.keys()).unlock();
  for (const { id } of await drafts.list()) {
    const draft = await drafts.readIfItOpens(id, identity);
    if (draft !== undefined && (await fits(draft))) return draft;
  }
  return undefined;
}

/** Whether what a draft was for is in the repository already, as after a kill between saving and tidying up. */
export async function isSaved(app: App, desk: Desk, draft: Draft): Promise<boolean> {
  if (!(await desk.vault.ids()).includes(draft.incident)) return false;
  await desk.vault.finishInterrupted();
  const step = await stepOf(app.steps, draft.command);
  const { mayShutOut = false, opensWith } = step?.opens === true || step === undefined ? {} : step;
  // Whoever kept themselves out can no longer look: that they cannot is what they had begun.
  const opened = await desk.vault.read(draft.incident).catch((error: unknown) => {
    if ((mayShutOut || opensWith !== undefined) && isNotShared(error)) return undefined;
    throw error;
  });
  // That opens with the recovery key alone, which is asked for once it goes on.
  if (opened === undefined && opensWith !== undefined) return false;
  if (opened === undefined) {
    await assertCommitted(desk, draft.incident);
    return true;
  }
  const { document } = opened;
  return document.entries.some((entry) => entry.id === draft.entry);
}

/** Throws where a kill left a version of an incident that this member cannot open, and so not finish committing. */
async function assertCommitted({ repository }: Desk, incident: string): Promise<void> {
  const path = incidentPath(incident);
  if (!(await repository.git.changed([path])).includes(path)) return;
  throw new UserError('coc was stopped while it kept you out of this incident, before it was done.', {
    hints: [
      `\`git checkout -- ${path}\` in the reports repository brings back what was saved last.`,
      '`coc report resume` then does it again.',
    ],
  });
}

/** What a decision needs to know besides the answers. */
export function decisionFacts(app: App, desk: Desk, draft: Draft): DecisionFacts {
  return { me: desk.me.id, newId: () => makeEntryId((length) => app.random(length)), firstId: draft.entry };
}

/** What was saved reached the others after they had closed the incident to whoever saved it, and counts for nothing. */
export class CameTooLate extends UserError {
  /** @param incident as it is shown */
  constructor(incident: string) {
    super(`This came too late, and counts for nothing in ${incident}: by then it was closed to you.`, {
      hints: [
        'If something of it has been done already, somebody who can open it has to hear that from you.',
      ],
    });
  }
}

const AGAIN =
  'If it is opened to you again, `coc report resume` saves it. You can throw it away there as well.';

/**
 * What became of answers where trying to save them once more would come to the same.
 *
 * @param went whether they went to the others before; nobody knows of what was stopped before it was told
 */
export function keptWords(went: 'to-others' | 'nowhere' | 'unknown'): string {
  switch (went) {
    case 'to-others':
      return `Whoever could open it besides you can read there what you wrote, word for word. It is marked, and changes nothing. You keep a copy of it, encrypted. ${AGAIN}`;
    case 'nowhere':
      return `What you wrote went to nobody. It is kept, encrypted, for you alone. ${AGAIN}`;
    case 'unknown':
      return `What you wrote is kept here, encrypted. ${AGAIN}`;
  }
}

/** Marks a draft whose answers went to the others, and count for nothing there. */
export async function markAsLate(app: App, { drafts }: Desk, { id }: Draft): Promise<void> {
  const draft = await drafts.read(id, await (await app.keys()).unlock());
  await drafts.keep({ ...draft, late: true });
}

/** Saves, and lets go of the draft once that is done. Whatever fails, the draft stays, and the error says so. */
export async function saveDraft<T>(drafts: Drafts, draft: Draft, save: () => Promise<T>): Promise<T> {
  try {
    const saved = await save();
    await drafts.remove(draft.id);
    return saved;
  } catch (error) {
    await drafts.release(draft.id);
    if (error instanceof Cancelled) throw new Cancelled({ kept: true });
    const told = isSystemError(error) ? new UserError(refusalOf(error)) : error;
    if (!(told instanceof UserError)) throw error;
    throw new UserError(told.message, {
      exitCode: told.exitCode,
      ...(told.clause !== undefined && { clause: told.clause }),
      hints: error instanceof KeysGone ? [unlockFirst(draft)] : [...told.hints, becameOf(error, draft)],
    });
  }
}

function unlockFirst({ late = false }: Draft): string {
  return late
    ? keptWords('to-others')
    : 'What you answered is kept, encrypted: `coc unlock`, then `coc report resume`.';
}

function becameOf(error: unknown, { late = false }: Draft): string {
  if (error instanceof CameTooLate) return keptWords('to-others');
  if (isNotShared(error)) return keptWords(late ? 'to-others' : 'nowhere');
  if (error instanceof AllKeptAlready)
    return 'Your answers are kept, encrypted: `coc report resume` goes on with other files, or throws them away.';
  return 'Your answers are kept, encrypted. `coc report resume` goes on with saving them.';
}
