import { mayKnowReporter } from '../incident/fold-access.ts';
import type { IncidentView } from '../incident/view.ts';
import { couldOpenSince } from './recusing.ts';

/** Why somebody can open an incident. */
export type Why = 'took-report' | 'permission' | 'witnessed' | 'recovery-key';

export interface Reach {
  readonly member: string;
  /** ISO 8601. */
  readonly since: string | null;
  readonly why: readonly Why[];
  /** The numbers of the reports whose permission covers them. */
  readonly reports: readonly number[];
}

/** Who can open an incident, and why each. */
export function reachOf(incident: IncidentView, admins: readonly string[]): readonly Reach[] {
  return incident.readers.map((member) => {
    const permitting = incident.reports.filter((report) => mayKnowReporter(member, report));
    const recorder = incident.recorders.includes(member);
    const granted = incident.entries.some(
      (entry) => entry.kind === 'grant' && 'member' in entry && entry.member === member,
    );
    const why: readonly Why[] = [
      ...(recorder ? (['took-report'] as const) : []),
      ...(incident.recovered.includes(member) ? (['recovery-key'] as const) : []),
      ...(granted && permitting.length > 0 ? (['permission'] as const) : []),
      ...(granted &&
      !recorder &&
      permitting.length < incident.reports.length &&
      incident.visibility === 'witnessed'
        ? (['witnessed'] as const)
        : []),
    ];
    return {
      member,
      since: couldOpenSince(member, { incident, access: { admins } }) ?? null,
      why,
      reports: granted ? permitting.map(({ number }) => number) : [],
    };
  });
}
