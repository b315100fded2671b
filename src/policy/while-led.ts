import { showId } from '../incident/id.ts';
import { commandOf, type Due } from './due.ts';
import type { KeptGlance } from './glance.ts';

/** The incident that leads another one. */
export interface Leading {
  readonly id: string;
  readonly isClosed: boolean;
}

/**
 * What waits in an incident that another one leads, for somebody who can open both: what is left to do here. What is decided on the matter,
 * and by when, is due there; in the place of that stands one line.
 */
export function dueWhileLed(due: readonly Due[], { id, isClosed }: Leading): readonly Due[] {
  const [first] = due.filter(({ ofTheMatter }) => ofTheMatter);
  if (first === undefined) return due;
  const { incident, clause } = first;
  const line = {
    ...{ incident, clause, at: null, overdue: false },
    ...(isClosed
      ? { what: `It belongs to ${showId(id)}, which is closed: close this one too`, step: 'close' }
      : { what: `It belongs to ${showId(id)}, which leads: see there`, step: 'join-incidents' }),
  };
  return [...due.filter(({ ofTheMatter }) => !ofTheMatter), line];
}

/** What is typed first while another incident leads this one, and once that one is closed. */
export function nextWhileLed(due: readonly Due[]): NonNullable<KeptGlance['nextWhileLed']> {
  const next = (isClosed: boolean): string | null => {
    const [first] = dueWhileLed(due, { id: '', isClosed });
    return first === undefined ? null : commandOf(first);
  };
  return { open: next(false), closed: next(true) };
}

/** What a list shows of an incident that another one leads: the clock is that one's. */
export function briefWhileLed(brief: KeptGlance, { isClosed }: Leading): KeptGlance {
  return { ...brief, respondBy: null, next: brief.nextWhileLed?.[isClosed ? 'closed' : 'open'] ?? null };
}
