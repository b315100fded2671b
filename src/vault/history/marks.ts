import type { Objects } from '../git/objects.ts';

/**
 * What a clone knows for sure of its own history, as references that git keeps and never shares: the first commit, which
 * was compared between people; the commit up to which this clone has verified its own history; and what the server had
 * when it was last looked at, verified as well.
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
/** The mark of the commit up to which this clone has verified its own history. */
export const VERIFIED = `${PREFIX}verified`;
/** The branch that holds the reports. */
export const MAIN = 'refs/heads/main';

export interface MarksAndHead extends Marks {
  /** The commit that the branch is at, if there is one. */
  readonly head?: string;
}

/** One reading of all references that say where this clone is. */
export async function readMarks(objects: Objects): Promise<MarksAndHead> {
  const references = await objects.at([...NAMES.map((name) => `${PREFIX}${name}`), MAIN]);
  const marks = NAMES.flatMap((name) => {
    const at = references.get(`${PREFIX}${name}`);
    return at === undefined ? [] : [[name, at] as const];
  });
  const head = references.get(MAIN);
  return { ...Object.fromEntries(marks), ...(head && { head }) };
}

/** Moves a mark. */
export function setMark(objects: Objects, name: keyof Marks, to: string): Promise<void> {
  return objects.setReference(`${PREFIX}${name}`, to);
}

/** Notes that the branch is where it was being moved to, a verified commit. */
export function arrived(objects: Objects, at: string): Promise<void> {
  return objects.setInPlaceOf(VERIFIED, at, `${PREFIX}moving`);
}

/** Where stock git keeps what the server's branch is at. */
const TRACKING = 'refs/remotes/origin/main';

/** Notes what the server has, for coc and for stock git. */
export async function noteShared(objects: Objects, head: string): Promise<void> {
  const names = [`${PREFIX}shared`, TRACKING];
  const known = await objects.at(names);
  if (names.some((name) => known.get(name) !== head)) await objects.setTogether(names, head);
}

/** Moves a mark on, unless another coc has moved it meanwhile. Throws where git cannot. */
export async function advanceMark(
  objects: Objects,
  name: keyof Marks,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  await objects.advanceTogether([`${PREFIX}${name}`], to, from);
}

/** Takes a mark away. */
export function removeMark(objects: Objects, name: keyof Marks): Promise<void> {
  return objects.removeReference(`${PREFIX}${name}`);
}
