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
  // What they said since, they may have said knowing of it.
  if (onlyAgain === undefined || Date.parse(onlyAgain.at) > Date.parse(saidAt) || !isAfter(later, kept))
    return undefined;
  const people = onlyAgain.people.filter((ref) => !kept.unreachable?.includes(ref));
  if (people.length === 0) return undefined;
  const id = showId(kept.id);
  return {
    ...AT_ANY_TIME,
    incident: id,
    what: `It was said that the same person is accused in ${showId(later.id)}. Ask ${listed(people)} of ${id} what they want now`,
    step: 'report add',
    begins: { add: 'wish' },
  };
}

/**
 * What waits in an incident that is kept for that, by whom others have: one line, whatever number of them came later. Where nobody said
 * yet whether it is one person, that is looked at first.
 */
export function dueOfKnown(kept: Kept, known: readonly KnownElsewhere[]): readonly Due[] {
  if (kept.onlyAgain === undefined) return [];
  const accused = known.filter(({ here, there }) => isAccusedInBoth(here, there));
  const again = accused.flatMap(({ said, incident, receivedAt, onlyAgain }) =>
    said?.is === 'same' ? (dueSinceAgain(kept, { id: incident, receivedAt, onlyAgain }, said.at) ?? []) : [],
  );
  const perhaps = accused
    .filter((one) => one.said === undefined && isAfter({ ...one, id: one.incident }, kept))
    .map(({ incident }) => perhapsAgain(kept, incident));
  return [...again, ...perhaps].slice(0, 1);
}

/** The same of all incidents that a member can open, by their IDs. */
export function allDueSinceAgain(
  incidents: readonly Comparable[],
  now: Date,
): ReadonlyMap<string, readonly Due[]> {
  return new Map(
    incidents
      .filter(({ onlyAgain }) => onlyAgain !== undefined)
      .map((kept) => [kept.id, dueOfKnown(kept, knownElsewhere(kept, incidents, now))] as const),
  );
}

/** Whether two were accused each: that somebody reports who was accused before says nothing of it. */
export function isAccusedInBoth(...two: readonly Person[]): boolean {
  return two.every(({ role }) => role === 'accused');
}

const AT_ANY_TIME = { clause: 'permission', at: null, overdue: false } as const;

function perhapsAgain({ id }: Kept, later: string): Due {
  return {
    ...AT_ANY_TIME,
    incident: showId(id),
    what: `Who is accused here may be accused in ${showId(later)} as well. Say whether it is one person`,
    step: 'same',
  };
}

/** Whether one is not kept for that itself, and came in after the other; where that is not known of both, it may have. */
function isAfter({ receivedAt: later, onlyAgain }: OfTwo, { receivedAt: earlier }: OfTwo): boolean {
  if (onlyAgain !== undefined) return false;
  return later === null || earlier === null || Date.parse(later) >= Date.parse(earlier);
}
