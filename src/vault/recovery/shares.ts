import { createHash, randomBytes } from 'node:crypto';
import { combine, split } from 'shamir-secret-sharing';
import { UserError } from '../../errors.ts';
import { COMPACT_LENGTH, HeldIdentity } from '../keys/identity.ts';

/** So many people are still reached in a week; and it keeps each number of a share in half a byte. */
export const MOST_SHARES = 16;

const VERSION = 1;
const CHECK_LENGTH = 4;
/** The version, the compact identity, the check. */
const PAYLOAD_LENGTH = 1 + COMPACT_LENGTH + CHECK_LENGTH;

/** The length of `Share.data`, in bytes: the payload, and the place of the share on the curve. */
export const SHARE_LENGTH = PAYLOAD_LENGTH + 1;

/** One of the parts that a recovery key is split into (DESIGN 7, recovery). Fewer than `needed` tell nothing. */
export interface Share {
  /** 4 random bytes in hex, the same in all shares that were made together. No secret. */
  readonly set: string;
  /** From 1 to `total`. */
  readonly number: number;
  readonly needed: number;
  readonly total: number;
  /** Secret. */
  readonly data: Uint8Array;
}

export interface ShareCount {
  readonly needed: number;
  readonly total: number;
}

/**
 * Splits a recovery key so that any `needed` of `total` shares give it back. Each call makes a set of its own: shares
 * of two calls do not go together. Throws a UserError where the numbers are not 2 ≤ needed ≤ total ≤ 16.
 */
export async function splitIdentity(
  identity: HeldIdentity,
  { needed, total }: ShareCount,
): Promise<readonly Share[]> {
  if (![needed, total].every(Number.isInteger) || needed < 2 || needed > total || total > MOST_SHARES) {
    throw new UserError('A recovery key cannot be split in this way.', {
      hints: [`At most ${MOST_SHARES} shares, of which at least 2 are needed and not more than there are.`],
    });
  }
  const content = new Uint8Array([VERSION, ...identity.compact()]);
  const parts = await split(new Uint8Array([...content, ...checkOf(content)]), total, needed);
  const set = randomBytes(4).toString('hex');
  return parts.map((data, index) => ({ set, number: index + 1, needed, total, data }));
}

/**
 * Puts a recovery key together again, from as many shares as are needed or more, in any order; one that is there
 * twice counts once. That it is the recovery key of this team is for the caller to check, against team.yaml.
 * Throws a UserError, which quotes no share, where it does not work out.
 */
export async function combineShares(shares: readonly Share[]): Promise<HeldIdentity> {
  const distinct = withoutRepeats(shares);
  const [first] = distinct;
  if (first === undefined) throw new UserError('There is no share here.');
  assertOneSet(distinct);
  assertOneEach(distinct);
  if (distinct.length < first.needed) throw tooFew(shares, distinct, first);
  const payload = await combine(distinct.map(({ data }) => data)).catch(() => new Uint8Array());
  const content = payload.subarray(0, -CHECK_LENGTH);
  const check = Buffer.from(payload.subarray(-CHECK_LENGTH));
  if (payload.length !== PAYLOAD_LENGTH || !check.equals(checkOf(content))) {
    throw damaged(distinct.length > first.needed);
  }
  if (content[0] !== VERSION) throw newerShare();
  return HeldIdentity.fromCompact(content.subarray(1));
}

/** The refusal to read what a newer coc wrote. */
export function newerShare(): UserError {
  return new UserError('These shares were made by a newer coc.', { hints: ['Install the newest coc.'] });
}

function checkOf(content: Uint8Array): Uint8Array {
  return createHash('sha256').update(content).digest().subarray(0, CHECK_LENGTH);
}

function withoutRepeats(shares: readonly Share[]): readonly Share[] {
  const same = (a: Share, b: Share): boolean => kindOf(a) === kindOf(b) && Buffer.from(a.data).equals(b.data);
  return shares.filter((share, index) => shares.findIndex((other) => same(other, share)) === index);
}

function kindOf({ set, number, needed, total }: Share): string {
  return [set, number, needed, total].join(' ');
}

function assertOneSet(shares: readonly Share[]): void {
  const sets = new Map<string, readonly number[]>();
  for (const { set, number, needed, total } of shares) {
    const name = `set ${set}, ${needed} of ${total} needed`;
    sets.set(name, [...(sets.get(name) ?? []), number]);
  }
  if (sets.size === 1) return;
  throw new UserError('These shares do not belong together: they are of different recovery keys, or sets.', {
    hints: [
      ...[...sets].map(([name, numbers]) => `Of ${name}: ${listed(numbers)}.`),
      'Leave out those of another set. Older shares stop working together with new ones when new ones are made.',
    ],
  });
}

function assertOneEach(shares: readonly Share[]): void {
  const numbers = shares.map(({ number }) => number);
  const twice = numbers.filter((number, index) => numbers.indexOf(number) !== index);
  if (twice.length === 0) return;
  throw new UserError(`There are different shares with the same number here: ${listed(twice)}.`, {
    hints: [
      'One of them is not as it was handed out. Compare them with the paper or the file they come from.',
    ],
  });
}

function tooFew(all: readonly Share[], distinct: readonly Share[], { needed }: Share): UserError {
  const numbers = all.map(({ number }) => number);
  const twice = distinct
    .map(({ number }) => number)
    .filter((one) => numbers.indexOf(one) !== numbers.lastIndexOf(one));
  return new UserError(`There are too few shares: ${distinct.length} of ${needed} needed are here.`, {
    hints: [
      ...(twice.length > 0 ? [`Here more than once, and counted once: ${listed(twice)}.`] : []),
      `Here so far: ${listed(distinct.map(({ number }) => number))}. Ask for others; it does not matter which.`,
    ],
  });
}

function damaged(more: boolean): UserError {
  return new UserError('These shares do not make a recovery key: at least one is not as it was handed out.', {
    hints: [
      more
        ? 'There are more than are needed: leave out one after the other.'
        : 'Put another share in the place of one of them, each in turn.',
    ],
  });
}

function listed(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  return `${sorted.length === 1 ? 'share' : 'shares'} ${sorted.join(', ')}`;
}
