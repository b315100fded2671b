import type { Letter, Sanction } from '../incident/response.ts';
import type { IncidentView } from '../incident/view.ts';
import { firstReceived } from './came.ts';

/** Something that has to have been before something else can be: when it was at the earliest, and in words. */
export interface Before {
  /** ISO 8601. */
  readonly at: string;
  /** As in “before the sanction began”. Nothing in it is from an incident. */
  readonly what: string;
}

/** That a report came in, the first of them. */
export function firstReport({ reports }: IncidentView): readonly Before[] {
  const first = firstReceived(reports);
  return first === undefined ? [] : [{ at: first.receivedAt, what: 'the first report came in' }];
}

/** That something was decided: the first meeting, or a sanction that began before it. Nothing where there is neither. */
export function firstDecision({ meetings, sanctions }: IncidentView): readonly Before[] {
  const decided = [...meetings.map(({ heldAt }) => heldAt), ...sanctions.map(({ startsAt }) => startsAt)];
  return earliest(decided, 'anything was decided');
}

/**
 * That a sanction could be known. It may have been decided on the spot and written down later: so that is no later than the first
 * meeting, or the first report where no meeting is noted.
 */
export function sanctionKnown({ startsAt }: Sanction, incident: IncidentView): readonly Before[] {
  const first =
    incident.meetings.length > 0
      ? incident.meetings.map(({ heldAt }) => heldAt)
      : firstReport(incident).map(({ at }) => at);
  return earliest([startsAt, ...first], 'the sanction can have been decided');
}

export function sanctionBegan({ startsAt }: Sanction): readonly Before[] {
  return [{ at: startsAt, what: 'the sanction began' }];
}

export function appealCame(appeal: { readonly receivedAt: string } | undefined): readonly Before[] {
  return appeal === undefined ? [] : [{ at: appeal.receivedAt, what: 'the appeal came in' }];
}

export function letterDrafted(letter: Letter | undefined): readonly Before[] {
  return letter === undefined ? [] : [{ at: letter.at, what: 'it was drafted' }];
}

export function announced({ told }: IncidentView): readonly Before[] {
  const published = told.flatMap(({ about, toldAt }) => (about === 'announcement' ? (toldAt ?? []) : []));
  return earliest(published, 'the announcement was published');
}

/** That somebody was told that there is a complaint. */
export function complaintTold(person: string, { told }: IncidentView): readonly Before[] {
  const moments = told.flatMap((one) =>
    one.about === 'complaint' && one.person === person ? (one.toldAt ?? []) : [],
  );
  return earliest(moments, 'they were told that there is a complaint');
}

function earliest(moments: readonly string[], what: string): readonly Before[] {
  const [at] = [...moments].sort((a, b) => Date.parse(a) - Date.parse(b));
  return at === undefined ? [] : [{ at, what }];
}
