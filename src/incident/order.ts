import { digest } from './canonical.ts';
import type { Entry } from './entry.ts';

export interface Ordered {
  /** Causal order, then `seq`, then `id` (DESIGN 4, "Entries"); the clock plays no part. */
  readonly entries: readonly Entry[];
  /** Digests of the entries that have no successor yet: the `after` of the next one. */
  readonly heads: readonly string[];
  /** Digests that some entry names as its predecessor and that are not there: something was dropped. */
  readonly missing: readonly string[];
  /** The highest `seq`, 0 without entries. */
  readonly seq: number;
}

/** Puts entries into their order, and tells where the chain has holes. Equal entries count once. */
export function order(entries: readonly Entry[]): Ordered {
  const byDigest = new Map(entries.map((entry) => [digest(entry), entry]));
  const waiting = new Map<string, Set<string>>();
  const followers = new Map<string, string[]>();
  const missing = new Set<string>();
  for (const [own, entry] of byDigest) {
    const known = entry.after.filter((before) => byDigest.has(before));
    for (const before of entry.after) if (!byDigest.has(before)) missing.add(before);
    for (const before of known) followers.set(before, [...(followers.get(before) ?? []), own]);
    waiting.set(own, new Set(known));
  }
  const heads = [...byDigest.keys()].filter((own) => !followers.has(own)).sort();
  const ready = [...byDigest].filter(([own]) => waiting.get(own)?.size === 0);
  const sorted: Entry[] = [];
  while (ready.length > 0) {
    ready.sort(byPlace);
    const [own, entry] = ready.shift() as (typeof ready)[number];
    sorted.push(entry);
    for (const follower of followers.get(own) ?? []) {
      const left = waiting.get(follower);
      left?.delete(own);
      const next = byDigest.get(follower);
      if (left?.size === 0 && next !== undefined) ready.push([follower, next]);
    }
  }
  return {
    entries: sorted,
    heads,
    missing: [...missing],
    seq: sorted.reduce((highest, entry) => Math.max(highest, entry.seq), 0),
  };
}

/** Two entries with one ID still have their places: the order never depends on how the entries came. */
function byPlace([ownA, a]: readonly [string, Entry], [ownB, b]: readonly [string, Entry]): number {
  return a.seq - b.seq || compare(a.id, b.id) || compare(ownA, ownB);
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Tells of two entries whether the author of the one had the other before their eyes: along the chain, never by the clock. */
export function causality(entries: readonly Entry[]): (later: Entry, earlier: Entry) => boolean {
  const byDigest = new Map(entries.map((entry) => [digest(entry), entry]));
  return (later, earlier) => {
    const wanted = digest(earlier);
    const before = new Set(later.after);
    for (const own of before) {
      if (own === wanted) return true;
      for (const next of byDigest.get(own)?.after ?? []) before.add(next);
    }
    return false;
  };
}
