import type { Entry } from './entry.ts';
import { causality } from './order.ts';

/** An entry, or what an incident makes of it, by its ID. */
interface Written {
  readonly id: string;
}

/** Tells of two entries whether the author of the first had the second before their eyes. */
type Knew = (later: Written, earlier: Written) => boolean;

const known = new WeakMap<readonly Entry[], Knew>();

/**
 * Whether whoever wrote the one entry had the other before their eyes: along the chain, never by the clock, by `seq` or by the
 * order in which they came. Of two who write at once neither knew of the other. No entry knew of one that is not there.
 */
export function knew({ chain }: { readonly chain: readonly Entry[] }, ...pair: Parameters<Knew>): boolean {
  const own = known.get(chain) ?? byIds(chain);
  known.set(chain, own);
  return own(...pair);
}

/** Of several that answer one question: those whose place nobody's took who knew of them. In their order. */
export function lastOf<E extends Written>(
  all: readonly E[],
  incident: { readonly chain: readonly Entry[] },
): readonly E[] {
  if (all.length < 2) return all;
  return all.filter((one) => !all.some((other) => knew(incident, other, one)));
}

function byIds(entries: readonly Entry[]): Knew {
  const byId = new Map<string, Entry>();
  for (const entry of entries) if (!byId.has(entry.id)) byId.set(entry.id, entry);
  const isAfter = causality(entries);
  return (later, earlier) => {
    const [one, other] = [byId.get(later.id), byId.get(earlier.id)];
    return one !== undefined && other !== undefined && isAfter(one, other);
  };
}
