import { UserError } from '../../errors.ts';
import { INCIDENTS } from '../format/layout.ts';
import { parseCommit } from '../git/commit.ts';
import type { Objects } from '../git/objects.ts';
import { verifySshsig } from '../keys/sshsig.ts';
import { forged, type HistoryAlarm, older, rewound } from './alarm.ts';
import { type MarksAndHead, noteVerified, readMarks, setMark } from './marks.ts';
import { removeOwnMark, verifiedElsewhere } from './own-marks.ts';
import { verifyHistory } from './verify.ts';

/** How far the history of a clone can be trusted. */
export interface Standing {
  /** The first commit, to which every entry is bound. */
  readonly first: string;
  /** The last commit up to which everything is verified. */
  readonly verified: string;
  /** What is wrong after that. Until it is cleared up, nothing is sealed. */
  readonly alarm?: HistoryAlarm;
}

/**
 * Verifies what is new in the history of this clone since it last looked (DESIGN 7, "Trust"). A clone that was never
 * compared with anybody is taken only where its first commit is one's own, or is that of another clone that was; and then all
 * of it is verified.
 *
 * @param own the signing key of whoever works here
 * @param marks what the references say, where that was just read
 * @throws UserError where there is nothing to trust yet
 */
export async function standingOf(
  objects: Objects,
  own: string,
  notice: (text: string) => void,
  marks?: MarksAndHead,
): Promise<Standing> {
  const { head, first, verified, moving, inClone } = marks ?? (await readMarks(objects));
  if (head === undefined) throw emptyHistory();
  if (first === undefined || verified === undefined) return pinOwn(objects, head, own, notice);
  if (head === moving) return { first, verified: moving };
  if (head === verified && head === inClone) return { first, verified };
  if ((await objects.resolve(verified)) === undefined) return withoutNewest(objects, { head, first });
  if (!(await objects.isAncestor(verified, head)))
    return { first, verified, alarm: rewound(await vanishing(objects, verified, head), verified) };
  const { upTo = verified, problem } = await verifyHistory({ objects, from: verified, to: head, notice });
  if (upTo !== verified || upTo !== inClone) {
    try {
      await noteVerified(objects, upTo, inClone);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      notice(
        `It could not be noted how far the history is verified, so going back from there would not show. ${error.message}`,
      );
    }
  }
  return { first, verified: upTo, ...(problem && { alarm: forged(problem, 'here', upTo) }) };
}

/** Of a folder that is not what it was, what can still be trusted. Throws HistoryAlarm where that is nothing. */
async function withoutNewest(
  objects: Objects,
  { head, first }: { readonly head: string; readonly first: string },
): Promise<Standing> {
  const alarm = older();
  if (!(await objects.isAncestor(first, head))) throw alarm;
  const { upTo = first } = await verifyHistory({ objects, from: first, to: head });
  return { first, verified: upTo, alarm };
}

/** How many incidents one commit holds and another does not. */
export async function vanishing(objects: Objects, from: string, to: string | undefined): Promise<number> {
  const [had, has] = await Promise.all([
    objects.files(from, INCIDENTS),
    to === undefined ? new Map<string, unknown>() : objects.files(to, INCIDENTS),
  ]);
  return [...had.keys()].filter((path) => !has.has(path)).length;
}

/**
 * Writes down which first commit is meant, once it was compared, and that everything up to `head` is verified. What was known
 * of the server is not: it is looked at again.
 */
export async function pin(objects: Objects, first: string, head: string): Promise<void> {
  for (const name of ['moving', 'shared'] as const) await removeOwnMark(objects, name);
  await setMark(objects, 'verified', head);
  await setMark(objects, 'first', first);
}

/** The first commit of a history. Throws a UserError where there is not just one. */
export async function firstCommit(objects: Objects, head: string): Promise<string> {
  const [first, ...others] = await objects.roots(head);
  if (first !== undefined && others.length === 0) {
    await assertWhole(objects, first);
    return first;
  }
  throw new UserError(
    'The reports repository has no single first commit, so its history is not one that coc began.',
    { hints: ['`git log --graph` there shows it. Nothing was changed.'] },
  );
}

/**
 * A clone of only the last commits has a first one that goes on from something it does not have. Throws a UserError: it must
 * not be taken for the beginning.
 */
export async function assertWhole(objects: Objects, first: string): Promise<void> {
  const { parents } = parseCommit(
    first,
    (await objects.read([first])).get(first) ?? new Uint8Array(),
    () => false,
  );
  if (parents.length === 0) return;
  throw new UserError('Only the newest part of the history is here, so it cannot be verified.', {
    hints: ['`git fetch --unshallow` brings the rest. In CI, clone with the full depth.'],
  });
}

/** Whether this key signed a commit. One's own first commit needs no comparing. */
export async function isSignedFirst(objects: Objects, first: string, own: string): Promise<boolean> {
  const bytes = (await objects.read([first])).get(first) ?? new Uint8Array();
  const commit = parseCommit(first, bytes, (key, payload, signature) =>
    verifySshsig(key, 'git', payload, signature),
  );
  return commit.isSignedBy(own);
}

async function pinOwn(
  objects: Objects,
  head: string,
  own: string,
  notice: (text: string) => void,
): Promise<Standing> {
  const first = await firstCommit(objects, head);
  const elsewhere = await verifiedElsewhere(objects.env, first);
  if (elsewhere.length === 0 && !(await isSignedFirst(objects, first, own))) {
    throw new UserError('Nobody has compared this copy of the reports repository with the team yet.', {
      hints: [
        '`coc join` in this folder shows the words to compare.',
        'That is so once for a folder that came from elsewhere, and for one that an older coc made.',
      ],
    });
  }
  for (const other of elsewhere)
    if (!(await objects.isAncestor(other, head)))
      notice('Another copy of these reports that you used on this machine has changes that this one lacks.');
  const { upTo = first, problem } = await verifyHistory({ objects, from: undefined, to: head, notice });
  await objects.assertSound();
  await pin(objects, first, upTo);
  return { first, verified: upTo, ...(problem && { alarm: forged(problem, 'here', upTo) }) };
}

/** There is no commit to begin with. */
export function emptyHistory(): UserError {
  return new UserError('The reports repository has no branch `main` with a commit.', {
    hints: ['Is it the right folder? `git log --all` there shows what it holds.'],
  });
}
