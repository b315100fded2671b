import { UserError } from '../../errors.ts';
import type { Writer } from '../clone/writer.ts';
import type { Objects } from '../git/objects.ts';
import type { Remote } from '../git/remote.ts';
import type { Committing } from '../git/signed-commit.ts';
import { foreign } from '../history/alarm.ts';
import type { Finding } from '../history/finding.ts';
import { harmsOf } from '../history/harms.ts';
import { FETCHED, readMarks } from '../history/marks.ts';
import { restoreMessage } from '../history/restore.ts';
import type { Standing } from '../history/trust.ts';
import { rosterAt, verifyHistory } from '../history/verify.ts';
import { vanished } from './exchange.ts';

/** Commits that cannot be trusted, after the last one that can. */
interface BadStretch {
  readonly good: string;
  /** The last of the bad ones. */
  readonly head: string;
  /** Each of them, the oldest first, with what is wrong with it. */
  readonly bad: readonly Finding[];
}

/** What there is to put back. */
export interface Restorable {
  /** On the branch of this clone, as after a plain `git pull`: the branch goes back. */
  readonly here: BadStretch | undefined;
  /** On the server, where others see it: a restore commit of an admin's ends it. */
  readonly server: BadStretch | undefined;
}

export interface Looking {
  readonly objects: Objects;
  readonly remote: Remote | undefined;
  readonly standing: Standing;
  readonly notice: (text: string) => void;
}

/**
 * Looks here and on the server for commits that do not verify (DESIGN 7, "restore commit"). Throws HistoryAlarm where
 * the history was rewound or replaced, which no restore commit can mend; Unreachable.
 */
export async function findRestorable(looking: Looking): Promise<Restorable> {
  const { objects, standing } = looking;
  const { head } = await readMarks(objects);
  const { alarm, verified } = standing;
  if (alarm !== undefined && alarm.finding === undefined) throw alarm;
  const here = alarm === undefined || head === undefined ? undefined : await stretch(objects, verified, head);
  return { here, server: await badOnServer(looking) };
}

export interface RestoringAs {
  readonly objects: Objects;
  readonly remote: Remote | undefined;
  readonly writer: Writer;
  readonly by: Committing;
}

/**
 * Puts back what was found: moves the branch of this clone back to the last good commit, keeping the bad ones under a
 * reference, and hands the server a commit that holds what the last good one holds and names the bad ones. Returns the full
 * ID of that commit, where there was one to make. Throws a UserError where the server has changed meanwhile.
 */
export async function restore(
  { here, server }: Restorable,
  { objects, remote, writer, by }: RestoringAs,
): Promise<string | undefined> {
  if (here !== undefined) {
    const { head } = await readMarks(objects);
    if (head !== here.head) throw changedMeanwhile();
    await objects.setReference(asideReference(here.head), here.head);
    await writer.moveTo(here.good);
  }
  if (server === undefined || remote === undefined) return undefined;
  const { good, head, bad } = server;
  const commit = await writer.makeAs(good, head, restoreMessage(good, bad), by);
  const { upTo, problem } = await verifyHistory({ objects, from: good, to: commit });
  if (upTo !== commit) throw new Error(`a restore commit that does not verify: ${problem?.harm}`);
  if ((await remote.push(commit)) === 'behind') throw changedMeanwhile();
  return commit;
}

/** Where the bad commits of this clone's own branch are kept. */
export function asideReference(head: string): string {
  return `refs/coc/set-aside/${head.slice(0, 12)}`;
}

async function badOnServer({ objects, remote, standing, notice }: Looking): Promise<BadStretch | undefined> {
  if (remote === undefined) return undefined;
  const { shared } = await readMarks(objects);
  const head = (await remote.fetch(FETCHED)) ? await objects.resolve(FETCHED) : undefined;
  if (shared !== undefined && (head === undefined || !(await objects.isAncestor(shared, head)))) {
    throw await vanished(objects, shared, head);
  }
  if (head === undefined) return undefined;
  const common = await objects.common(standing.verified, head);
  if (common === undefined) throw foreign();
  const { upTo = common, problem } = await verifyHistory({ objects, from: common, to: head, notice });
  return problem === undefined ? undefined : stretch(objects, upTo, head);
}

async function stretch(objects: Objects, good: string, head: string): Promise<BadStretch> {
  const roster = await rosterAt(objects, good);
  if (roster === undefined) throw new Error('a verified commit without a roster');
  return { good, head, bad: await harmsOf(objects, { commit: good, roster }, head) };
}

function changedMeanwhile(): UserError {
  return new UserError('Something changed meanwhile, so nothing more was done.', {
    hints: ['`coc verify --restore` looks again.'],
  });
}
