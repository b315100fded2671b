import { lstatSync } from 'node:fs';

/** A file that was changed so short before it was looked at can be changed again under the same stamp. Nanoseconds. */
const RACY = 2_000_000_000n;

/**
 * What the system says of a file without reading it, so that the same stamp means the same bytes; as git's index does it, with
 * the time of the last change of the inode, which nobody can set. Undefined where there is no ordinary file.
 */
export function stampOf(path: string): string | undefined {
  const found = lstatSync(path, { bigint: true, throwIfNoEntry: false });
  if (found === undefined || !found.isFile()) return undefined;
  return [found.mtimeNs, found.ctimeNs, found.size, found.ino].map((one) => one.toString(36)).join('.');
}

/**
 * Whether a stamp can be trusted later: the file was not changed within the last two seconds before it was looked at, since some
 * file systems count no smaller.
 *
 * @param now milliseconds since 1970, by the clock of the machine
 */
export function isSettled(stamp: string, now: number): boolean {
  const [modified, changed] = stamp.split('.').map((one) => BigInt(Number.parseInt(one, 36)));
  const latest = [modified ?? 0n, changed ?? 0n].reduce((a, b) => (a > b ? a : b));
  return BigInt(now) * 1_000_000n - latest > RACY;
}
