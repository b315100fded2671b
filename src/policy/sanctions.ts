import type { Sanction } from '../incident/response.ts';
import { showDay } from '../text/moment.ts';

/** The last moment of a sanction, in the time of this place; undefined where it has no end. */
export function endOf({ until }: Pick<Sanction, 'until'>): Date | undefined {
  return until === undefined ? undefined : new Date(`${until}T23:59:59`);
}

/** Whether its last day is over. It still counts until somebody confirms that it ended. */
export function isPast(sanction: Pick<Sanction, 'until'>, now: Date): boolean {
  const end = endOf(sanction);
  return end !== undefined && now > end;
}

/** Whether it holds: nobody has ended it, and its last day is not over. */
export function isActive(sanction: Pick<Sanction, 'until' | 'ended'>, now: Date): boolean {
  return sanction.ended === undefined && !isPast(sanction, now);
}

/** For how long it holds, as a letter or a list says it; nothing where it is done at once. */
export function termWords({ term, until }: Pick<Sanction, 'term' | 'until'>): readonly string[] {
  if (term === 'now') return [];
  if (term === 'indefinite') return ['without an end'];
  const day = until === undefined ? '' : showDay(until);
  return [term === 'event-end' ? `until the end of the event on ${day}` : `until ${day}`];
}

/** What of a sanction is still to be done, each with its number among all that belongs to it. */
export function openItems(
  sanction: Pick<Sanction, 'tell' | 'switchOff' | 'open'> | undefined,
): readonly { readonly number: number; readonly item: string }[] {
  const { tell = [], switchOff = [], open = [] } = sanction ?? {};
  return [...tell, ...switchOff]
    .map((item, index) => ({ number: index + 1, item }))
    .filter(({ item }) => open.includes(item));
}
