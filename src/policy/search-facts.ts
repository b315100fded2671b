import type { Threat, Visibility } from '../incident/entry.ts';
import type { IncidentView } from '../incident/view.ts';
import { staysOut } from './glance.ts';
import { isPrecedent } from './precedents.ts';
import { type Status, statusOf } from './status.ts';

/** What tells an incident from others that have the same words: data, so that it can be kept. */
export interface SearchFacts {
  readonly status: Status;
  /** When its reports came in; when it was opened, where it has none. */
  readonly received: readonly string[];
  /** The playbook's IDs of its sanctions. */
  readonly sanctions: readonly string[];
  /** The members who took its reports. */
  readonly takenBy: readonly string[];
  /** How it was seen, and whether anybody was in danger, where that is known. */
  readonly seen?: Visibility;
  readonly danger?: Threat;
  /** Something was decided, so that others can be held beside it. */
  readonly isPrecedent?: true;
  /** It is kept for nothing but that it happens again, and is not found. */
  readonly staysOut?: true;
}

/** What an incident has to be, besides having the words. */
export interface SearchFilter {
  readonly status?: Status | undefined;
  readonly sanction?: string | undefined;
  readonly takenBy?: string | undefined;
  /** Of one of its reports. */
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
}

export function searchFacts(incident: IncidentView): SearchFacts {
  const { reports, openedAt, sanctions, recorders, visibility, threat } = incident;
  return {
    status: statusOf(incident),
    received: reports.length > 0 ? reports.map(({ receivedAt }) => receivedAt) : [openedAt],
    sanctions: [...new Set(sanctions.map(({ sanction }) => sanction))],
    takenBy: recorders,
    ...(visibility && { seen: visibility }),
    ...(threat && { danger: threat }),
    ...(isPrecedent(incident) && !staysOut(incident) && { isPrecedent: true }),
    ...(staysOut(incident) && { staysOut: true }),
  };
}

export function fits(facts: SearchFacts, { status, sanction, takenBy, since, until }: SearchFilter): boolean {
  return (
    facts.staysOut !== true &&
    (status === undefined || facts.status === status) &&
    (sanction === undefined || facts.sanctions.includes(sanction)) &&
    (takenBy === undefined || facts.takenBy.includes(takenBy)) &&
    facts.received.some((at) => {
      const moment = new Date(at);
      return (since === undefined || moment >= since) && (until === undefined || moment <= until);
    })
  );
}
