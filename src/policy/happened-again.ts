import { showId } from '../incident/id.ts';
import type { OnlyAgain } from '../incident/only-again.ts';
import type { Person } from '../incident/view.ts';
import { listed } from '../text/listed.ts';
import type { KnownElsewhere } from './around.ts';
import type { Comparable } from './comparable.ts';
import type { Due } from './due.ts';
import { knownElsewhere } from './known-elsewhere.ts';

/** An incident, as far as it matters which of two came later, and which is kept for that. */
interface OfTwo {
  readonly id: string;
  /** When its first report came in, ISO 8601 in UTC. */
  readonly receivedAt: string | null;
  readonly onlyAgain?: OnlyAgain | undefined;
}

interface Kept extends OfTwo {
  /** Who cannot be reached, by their marks. */
  readonly unreachable?: readonly string[] | undefined;
}

/**
 * What waits in an incident that is kept for if it happens again, once somebody said that who is accused there is accused in one that
 * came later ("Permission to share"): to ask those who wanted that, what they want now. It ends with whatever they say since.
 *
 * @param saidAt when it was said that it is one person, ISO 8601
 */
export function dueSinceAgain(kept: Kept, later: OfTwo, saidAt: string): Due | undefined {
  const { onlyAgain } = kept;
  if (onlyAgain === undefined || later.onlyAgain !== undefined) return undefined;
  // What they said since, they may have said knowing of it.
  if (Date.parse(onlyAgain.at) > Date.parse(saidAt) || !isLater(later, kept)) return undefined;
  const people = onlyAgain.people.filter((ref) => !kept.unreachable?.includes(ref));
  if (people.length === 0) return undefined;
  return {
    incident: showId(kept.id),
    what: `It was said that the same person is accused in ${showId(later.id)}. Ask ${listed(people)} what they want now`,
    clause: 'permission',
    at: null,
    overdue: false,
    step: 'report add',
  };
}

/** The same of whom an incident knows from others; one line, whatever number of them came later. */
export function dueOfKnown(kept: Kept, known: readonly KnownElsewhere[]): readonly Due[] {
  const all = known.flatMap(({ said, here, there, incident, receivedAt, onlyAgain }) =>
    said?.is === 'same' && isAccusedInBoth(here, there)
      ? (dueSinceAgain(kept, { id: incident, receivedAt, onlyAgain }, said.at) ?? [])
      : [],
  );
  return all.slice(0, 1);
}

/** The same of all incidents that a member can open, by their IDs. Only those are compared of which something was said. */
export function allDueSinceAgain(
  incidents: readonly Comparable[],
  now: Date,
): ReadonlyMap<string, readonly Due[]> {
  const due = new Map<string, readonly Due[]>();
  for (const kept of incidents.filter(({ onlyAgain }) => onlyAgain !== undefined)) {
    const linked = incidents.filter((other) => isSaidIn(kept, other) || isSaidIn(other, kept));
    const waiting = dueOfKnown(kept, knownElsewhere(kept, linked, now));
    if (waiting.length > 0) due.set(kept.id, waiting);
  }
  return due;
}

/** Whether two were accused each: that somebody reports who was accused before says nothing of it. */
export function isAccusedInBoth(...two: readonly Person[]): boolean {
  return two.every(({ role }) => role === 'accused');
}

/** Whether one came in after the other; where that is not known of both, it may have. */
function isLater({ receivedAt: later }: OfTwo, { receivedAt: earlier }: OfTwo): boolean {
  return later === null || earlier === null || Date.parse(later) >= Date.parse(earlier);
}

function isSaidIn({ comparing }: Comparable, { id }: Comparable): boolean {
  return comparing.compared.some(({ incident, is }) => incident === id && is === 'same');
}
