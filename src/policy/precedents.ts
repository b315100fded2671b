import type { Threat, Visibility } from '../incident/entry.ts';
import { isDecided, isWaiting, type Sanction } from '../incident/response.ts';
import type { IncidentView, ViewOfAll } from '../incident/view.ts';
import { firstReceived } from './came.ts';
import { staysOut } from './glance.ts';
import { type Status, statusOf } from './status.ts';

/** In what two incidents are alike. */
export interface Alike {
  /** How much the words have in common: 1 for those that have the most. */
  readonly words: number;
  readonly seen: boolean;
  /** Somebody was in danger in both, and in the same way. */
  readonly danger: boolean;
}

/** What was done about an incident, without anybody's name or words. */
export interface Precedent {
  /** When the first report came in. */
  readonly received: string;
  readonly status: Status;
  readonly seen: Visibility | null;
  readonly danger: Threat | null;
  /** What meetings came to, in their order. */
  readonly outcomes: readonly string[];
  readonly sanctions: readonly PrecedentSanction[];
  /** Whether the community was told, where that was decided, or something is drafted for it that nobody has published. */
  readonly announced: boolean | 'drafted' | null;
}

interface PrecedentSanction extends Pick<Sanction, 'sanction' | 'label' | 'term'> {
  readonly startsAt: string;
  /** Its last day, where it has one. */
  readonly until: string | null;
  readonly changes: number;
  /** What appeals against it came to; null where one waits. */
  readonly appeals: readonly (string | null)[];
  readonly ended: { readonly how: string; readonly endedAt: string } | null;
}

/** How much it counts that two incidents are alike in something. */
const WEIGHTS = { words: 2, seen: 0.5, danger: 0.5 } as const;

/** What is open to every reader alone: what is sealed to fewer does not count. */
export function precedentOf(incident: ViewOfAll): Precedent {
  const { reports, openedAt, visibility = null, threat = null, meetings, sanctions } = incident;
  return {
    received: firstReceived(reports)?.receivedAt ?? openedAt,
    status: statusOf(incident),
    seen: visibility,
    danger: threat,
    outcomes: meetings.map(({ outcome }) => outcome),
    sanctions: sanctions.map(
      ({ sanction, label, term, startsAt, until = null, changes, appeals, ended }) => ({
        ...{ sanction, label, term, startsAt, until },
        changes: changes.length,
        appeals: appeals.map(({ outcome }) => outcome?.outcome ?? null),
        ended: ended === undefined ? null : { how: ended.how, endedAt: ended.endedAt },
      }),
    ),
    announced: announcedIn(incident),
  };
}

/** What was published counts, also where it was decided since that nothing more is. */
function announcedIn({ told, letters, announcement }: ViewOfAll): Precedent['announced'] {
  if (told.some(({ about, toldAt }) => about === 'announcement' && toldAt !== undefined)) return true;
  if (letters.some((one) => one.letter === 'announcement' && isWaiting(one))) return 'drafted';
  return announcement === undefined ? null : false;
}

/** Whether something was decided about an incident that others may be held beside. Who asked that it does not go on, did not want it used. */
export function isPrecedent(incident: IncidentView): boolean {
  return isDecided(incident) && incident.stopped === undefined && !staysOut(incident);
}

/** What an incident is about, in the words that every reader has; without what people in it are called. */
export function behaviourIn({ reports, people }: ViewOfAll): string {
  const behaviour = reports.flatMap(({ details }) => details.behavior ?? []);
  const told =
    behaviour.length > 0 ? behaviour : reports.flatMap(({ summary, account }) => summary ?? account ?? []);
  const names = people
    .flatMap(({ name, contact, aliases = [] }) => [name ?? '', contact ?? '', ...aliases])
    .flatMap((name) => name.split(/[^\p{L}\p{N}]+/u))
    .filter((part) => part.length > 1);
  return names.reduce((text, name) => text.replaceAll(name, ' '), told.join('\n'));
}

/** How alike an incident is; `words` from a search, 0 to 1. */
export function alikeness(
  of: Pick<ViewOfAll, 'visibility' | 'threat'>,
  { seen, danger }: { readonly seen?: Visibility; readonly danger?: Threat },
  words: number,
): { readonly alike: Alike; readonly score: number } {
  const alike = {
    words,
    seen: seen !== undefined && seen === of.visibility,
    danger: danger !== undefined && danger !== 'none' && danger === of.threat,
  };
  return {
    alike,
    score: words * WEIGHTS.words + (alike.seen ? WEIGHTS.seen : 0) + (alike.danger ? WEIGHTS.danger : 0),
  };
}
