import { mayKnowReporter } from '../incident/fold-access.ts';
import { type IncidentView, view } from '../incident/view.ts';
import type { Situation } from './situation.ts';

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
      (incident.opensAs ?? incident.visibility) === 'witnessed'
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

/** What can bring somebody to open an incident. */
const OPENING = ['opened', 'report', 'grant', 'permission', 'visibility', 'recovered', 'recusal-undone'];

/** Since when a member could open it, at some time or other; undefined where they never could. ISO 8601. */
export function couldOpenSince(
  member: string,
  {
    incident,
    access,
  }: { readonly incident: IncidentView; readonly access: Pick<Situation['access'], 'admins'> },
): string | undefined {
  const { id, chain } = incident;
  const admins = new Set(access.admins);
  return chain.find(
    ({ kind }, index) =>
      OPENING.includes(kind) &&
      view(id, chain.slice(0, index + 1), undefined, { admins }).readers.includes(member),
  )?.at;
}
