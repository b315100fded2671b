import type { Entry } from '../../incident/entry.ts';
import { marksMoved } from '../../incident/marks-moved.ts';

/**
 * Who stands under another mark than here before, a sentence each: whoever said the mark of before to somebody is misunderstood from
 * now on. It names nobody, so it is for everybody who can open the incident.
 */
export function markNews(
  before: readonly Entry[],
  after: readonly Entry[],
  incident: string,
): readonly string[] {
  return marksMoved(before, after).map(({ was, now, isTaken }) =>
    [
      `In ${incident} who was ${was} here is ${now} now: somebody else was brought in as ${was} at the same time.`,
      ...(isTaken ? [`${was} is that other person from now on.`] : []),
      `Whoever heard you say ${was} may have to hear it from you.`,
    ].join(' '),
  );
}
