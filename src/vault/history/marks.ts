import { DamagedCopy } from '../git/failed.ts';
import type { Objects } from '../git/objects.ts';
import { TRACKING } from '../git/remote.ts';
import { readOwnMarks, removeOwnMark, setOwnMark } from './own-marks.ts';

/**
 * What is known for sure of the history of a clone: the first commit, which was compared between people; the commit up to
 * which its own history is verified; and what the server had when it was last looked at, verified as well. They stand in the
 * person's own state, and nothing else counts. git keeps references of some of their names in the clone and never shares
 * them: with them the branch and its mark move in one step, and what is marked is never cleared away.
 */
export interface Marks {
  readonly first?: string;
  readonly verified?: string;
  readonly shared?: string;
  /** The verified commit that the branch is being moved to; only a kill leaves it. */
  readonly moving?: string;
}

const PREFIX = 'refs/coc/';
const NAMES = ['first', 'verified', 'shared', 'moving'] as const;

/** Where the server's history lies until it is verified. */
export const FETCHED = `${PREFIX}fetched`;
/** The reference that moves with the branch: up to there this clone has verified its own history. */
export const VERIFIED = `${PREFIX}verified`;
/** The marks that are references of the clone as well. */
const REFERENCES = ['first', 'verified'] as const;
/** The branch that holds the reports. */
export const MAIN = 'refs/heads/main';

export interface MarksAndHead extends Marks {
  /** The commit that the branch is at, if there is one. */
  readonly head?: string;
  /** What the reference in the clone says is verified. It counts for nothing, and has to be moved on from there. */
  readonly inClone?: string;
}

/** The references that say where this clone is. */
const OWN_REFERENCES = [...REFERENCES.map((name) => `${PREFIX}${name}`), MAIN];

/**
 * One reading of all that says where this clone is. Of a clone that the person's own state does not know, only the branch.
 * Throws DamagedCopy where a reference is there and cannot be read: as if it were not there, a branch that is gone would
 * count for one that was never begun.
 */
export async function readMarks(objects: Objects): Promise<MarksAndHead> {
  if (await objects.isBeingRepaired())
    throw new DamagedCopy(
      'A repair of the reports repository was begun here and is not finished. It was damaged',
    );
  const [references, own] = await Promise.all([objects.at(OWN_REFERENCES), readOwnMarks(objects, NAMES)]);
  const lacking = OWN_REFERENCES.filter((name) => !references.has(name));
  const [damaged] = lacking.length === 0 ? [] : await objects.unreadable(lacking);
  if (damaged !== undefined) throw new DamagedCopy(`The reference ${damaged} cannot be read any more`);
  const [head, inClone] = [references.get(MAIN), references.get(VERIFIED)];
  const there = { ...(head && { head }), ...(inClone && { inClone }) };
  const { first } = own;
  if (first === undefined) return there;
  // Where the machine went off while it was written, all is verified anew.
  return { verified: first, ...own, ...there };
}

/** Moves a mark. */
export async function setMark(objects: Objects, name: keyof Marks, to: string): Promise<void> {
  if (isReference(name)) await objects.setReference(`${PREFIX}${name}`, to);
  await setOwnMark(objects, name, to);
}

function isReference(name: keyof Marks): boolean {
  return REFERENCES.some((one) => one === name);
}

/**
 * Sets all marks at once, and takes away those that are undefined; other references of the clone with them.
 *
 * @param others references by name, with the commit that each is to stand for, or undefined where it goes
 */
export async function setMarks(
  objects: Objects,
  marks: Readonly<Record<keyof Marks, string | undefined>>,
  others: ReadonlyMap<string, string | undefined>,
): Promise<void> {
  const names = REFERENCES.map((name) => [`${PREFIX}${name}`, marks[name]] as const);
  await objects.setTogether(new Map([...others, ...names]));
  for (const name of NAMES) {
    const at = marks[name];
    await (at === undefined ? removeOwnMark(objects, name) : setOwnMark(objects, name, at));
  }
}

/** Notes that the branch is where it was being moved to, a verified commit. */
export async function arrived(objects: Objects, at: string): Promise<void> {
  await setOwnMark(objects, 'verified', at);
  await removeOwnMark(objects, 'moving');
  await objects.setReference(VERIFIED, at);
}

/** Notes what the server has, for coc and for stock git. */
export async function noteShared(objects: Objects, head: string): Promise<void> {
  if ((await objects.at([TRACKING])).get(TRACKING) !== head) await objects.setReference(TRACKING, head);
  await setOwnMark(objects, 'shared', head);
}

/** Moves the branch and its mark on together, unless it is elsewhere by now; then it is false. */
export async function advance(objects: Objects, from: string, to: string): Promise<boolean> {
  const moved = await objects.advanceTogether([MAIN, VERIFIED], to, from);
  if (moved) await setOwnMark(objects, 'verified', to);
  return moved;
}

/**
 * Notes up to where the branch is verified.
 *
 * @param inClone what the reference in the clone said; another coc may have moved it on meanwhile. Throws where git cannot.
 */
export async function noteVerified(objects: Objects, to: string, inClone: string | undefined): Promise<void> {
  if (inClone !== to) await objects.advanceTogether([VERIFIED], to, inClone);
  await setOwnMark(objects, 'verified', to);
}

/** What the server had counts no more: another one takes its place. */
export function forgetShared(objects: Objects): Promise<void> {
  return removeOwnMark(objects, 'shared');
}
