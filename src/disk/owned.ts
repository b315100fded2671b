const ANYBODY_WRITES = 0o002;
const GROUP_WRITES = 0o020;
/** In such a folder nobody removes or renames what belongs to somebody else. */
const STICKY = 0o1000;

/** What tells who can change a file or a folder. */
export interface Owned {
  readonly uid: number;
  readonly gid: number;
  readonly mode: number;
}

/**
 * Whether somebody else than this user and the system can change it. A group with the number of the user is theirs alone,
 * as many systems have it.
 *
 * @param isAbove whether it is only a folder above what matters
 */
export function canOthersChange({ uid, gid, mode }: Owned, me: number, isAbove: boolean): boolean {
  if (uid !== me && uid !== 0) return true;
  if (isAbove && (mode & STICKY) !== 0) return false;
  return (mode & ANYBODY_WRITES) !== 0 || ((mode & GROUP_WRITES) !== 0 && gid !== me && gid !== 0);
}
