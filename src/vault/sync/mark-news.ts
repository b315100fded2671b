import type { Entry } from '../../incident/entry.ts';
import { marksMoved, numbersMoved } from '../../incident/marks-moved.ts';

/**
 * What has another number, and who stands under another mark than here before, a sentence each: whoever said the mark of before to somebody is misunderstood from
 * now on. It names nobody, so it is for everybody who can open the incident.
 */
export function markNews(
  before: readonly Entry[],
  after: readonly Entry[],
  incident: string,
): readonly string[] {
  const numbers = numbersMoved(before, after).map(({ what, was, now }) => `${what} ${was} is ${what} ${now}`);
  const people = marksMoved(before, after).map(({ was, now, isTaken }) =>
    [
      `In ${incident} who was ${was} here is ${now} now: somebody else was brought in as ${was} at the same time.`,
      ...(isTaken ? [`${was} is that other person from now on.`] : []),
      `Whoever heard you say ${was} may have to hear it from you.`,
    ].join(' '),
  );
  return numbers.length === 0
    ? people
    : [
        ...people,
        `In ${incident} what was here under these numbers has others now, since others wrote at the same time: ${numbers.join(', ')}.`,
      ];
}
