import { DamagedCopy } from '../git/failed.ts';
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
/** The mark of the first commit, which was compared between people. */
export const FIRST = `${PREFIX}first`;
/** The mark of what the server had when it was last looked at. */
export const SHARED = `${PREFIX}shared`;
/** The mark of the commit that the branch is being moved to. */
export const MOVING = `${PREFIX}moving`;
/** The branch that holds the reports. */
export const MAIN = 'refs/heads/main';

export interface MarksAndHead extends Marks {
  /** The commit that the branch is at, if there is one. */
  readonly head?: string;
}

/** The references that say where this clone is. */
const OWN_REFERENCES = [...NAMES.map((name) => `${PREFIX}${name}`), MAIN];

/**
 * One reading of all references that say where this clone is. Throws DamagedCopy where one of them is there and cannot be
 * read: as if it were not there, what was compared and verified would count for nothing.
 */
export async function readMarks(objects: Objects): Promise<MarksAndHead> {
  if (await objects.isBeingRepaired())
    throw new DamagedCopy(
      'A repair of the reports repository was begun here and is not finished. It was damaged',
    );
  const references = await objects.at(OWN_REFERENCES);
  const lacking = OWN_REFERENCES.filter((name) => !references.has(name));
  const [damaged] = lacking.length === 0 ? [] : await objects.unreadable(lacking);
  if (damaged !== undefined) throw new DamagedCopy(`The reference ${damaged} cannot be read any more`);
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
  return objects.setTogether(
    new Map([
      [VERIFIED, at],
      [MOVING, undefined],
    ]),
  );
}

/** Where stock git keeps what the server's branch is at. */
const TRACKING = 'refs/remotes/origin/main';

/** Notes what the server has, for coc and for stock git. */
export async function noteShared(objects: Objects, head: string): Promise<void> {
  const names = [SHARED, TRACKING];
  const known = await objects.at(names);
  if (names.some((name) => known.get(name) !== head))
    await objects.setTogether(new Map(names.map((name) => [name, head])));
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
