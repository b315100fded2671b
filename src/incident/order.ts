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
    for (const before of known) {
      const after = followers.get(before) ?? [];
      after.push(own);
      followers.set(before, after);
    }
    waiting.set(own, new Set(known));
  }
  const heads = [...byDigest.keys()].filter((own) => !followers.has(own)).sort();
  // The next one stands last.
  const ready = [...byDigest].filter(([own]) => waiting.get(own)?.size === 0).sort(byPlaceFromLast);
  const sorted: Entry[] = [];
  for (let next = ready.pop(); next !== undefined; next = ready.pop()) {
    const [own, entry] = next;
    sorted.push(entry);
    for (const follower of followers.get(own) ?? []) {
      const left = waiting.get(follower);
      left?.delete(own);
      const freed = byDigest.get(follower);
      if (left?.size === 0 && freed !== undefined) insert(ready, [follower, freed]);
    }
  }
  return {
    entries: sorted,
    heads,
    missing: [...missing],
    seq: sorted.reduce((highest, entry) => Math.max(highest, entry.seq), 0),
  };
}

type Placed = readonly [digest: string, entry: Entry];

/** Puts one where it belongs among those that are in order already. */
function insert(ready: Placed[], one: Placed): void {
  let [low, high] = [0, ready.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (byPlaceFromLast(ready[middle] as Placed, one) < 0) low = middle + 1;
    else high = middle;
  }
  ready.splice(low, 0, one);
}

function byPlaceFromLast(one: Placed, other: Placed): number {
  return byPlace(other, one);
}

/** Two entries with one ID still have their places: the order never depends on how the entries came. */
function byPlace([ownA, a]: Placed, [ownB, b]: Placed): number {
  return a.seq - b.seq || compare(a.id, b.id) || compare(ownA, ownB);
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** The digests of everything that the authors of some entries had before their eyes, along the chain. */
export function behind(entries: readonly Entry[], later: readonly Entry[]): ReadonlySet<string> {
  const byDigest = new Map(entries.map((entry) => [digest(entry), entry]));
  const before = new Set(later.flatMap(({ after }) => after));
  for (const own of before) for (const next of byDigest.get(own)?.after ?? []) before.add(next);
  return before;
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
