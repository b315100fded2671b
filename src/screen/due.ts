import { commandOf, type Due } from '../policy/due.ts';
import type { Status } from '../policy/status.ts';
import { showMoment } from '../text/moment.ts';
import { ended } from '../text/within.ts';

const WORDS: Readonly<Record<Status, string>> = {
  unfinished: 'saved in a hurry, to be completed',
  open: 'open',
  'not-to-proceed': 'stopped: it was asked that it does not go on',
  decided: 'decided',
  closed: 'closed',
};

export function statusWords(status: Status): string {
  return WORDS[status];
}

/** One thing that waits, in a line: when, what, and the command that does it. */
export function dueLine(due: Due, now: Date): string {
  const when =
    due.at === null
      ? ''
      : `${due.overdue ? 'OVERDUE since' : 'By'} ${showMoment(due.at, now, due.precision)}: `;
  return `${when}${ended(due.what)} \`${commandOf(due)}\``;
}

/** The same as data, for `--json`. */
export function dueData(due: Due) {
  const { incident, what, clause, at, precision, overdue } = due;
  return {
    ...{ incident, what, clause, at },
    ...(precision !== undefined && { precision }),
    ...{ overdue, command: commandOf(due) },
  };
}
