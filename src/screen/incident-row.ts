import { showId } from '../incident/id.ts';
import type { Came } from '../policy/came.ts';
import type { Brief } from '../policy/glance.ts';
import type { Status } from '../policy/status.ts';
import { count } from '../text/count.ts';
import { receivedWords } from './received.ts';
import { columnsOf } from './render.ts';

/** What a menu can say of an incident: nothing of its people, since others may be looking at the screen. */
export interface Told extends Pick<Brief, 'id' | 'receivedAt' | 'precision'> {
  readonly openedAt?: string;
  readonly status?: Status;
  readonly isOverdue?: boolean;
  readonly reports?: number;
  readonly came?: Came | undefined;
  /** What is to be done next, in a word or two. */
  readonly next?: string | undefined;
  /** The incident that leads it, by its ID, where nothing is to be done in this one. */
  readonly leader?: string;
}

interface Around {
  readonly now: Date;
  readonly me: string | undefined;
  readonly nameOf: (member: string) => string;
}

/** Columns that a row has in a menu of 80, beside the mark of what is chosen and the margin. */
const MOST = 76;

const STATUSES: Readonly<Record<Status, string>> = {
  unfinished: 'to be completed',
  open: 'open',
  'not-to-proceed': 'stopped',
  decided: 'decided',
  closed: 'closed',
};

const CHANNELS: Readonly<Record<string, string>> = {
  written: 'in writing',
  verbal: 'told',
  'witnessed-by-staff': 'seen by staff',
};

/**
 * Incidents, a row each, so that somebody knows which is which: when it came, what has become of it, who took it, how it came, and
 * what is next. What is the same of all of them is left out, and so is what no row has room for, the least telling first.
 */
export function incidentRows(incidents: readonly Told[], around: Around): readonly string[] {
  const all = incidents.map((one) => partsOf(one, around));
  const isTelling = (key: Part): boolean =>
    !LEFT_OUT_IF_SAME.includes(key) || new Set(all.map((parts) => parts[key])).size > 1;
  return incidents.map(({ id }, index) => {
    const parts = all[index] ?? {};
    const has = new Set(IN_A_ROW.filter((key) => parts[key] !== undefined && isTelling(key)));
    const row = (): string =>
      `${showId(id)}  ${IN_A_ROW.flatMap((key) => (has.has(key) ? (parts[key] ?? []) : [])).join(', ')}`;
    for (const key of FIRST_LEFT_OUT) if (columnsOf(row()) > MOST) has.delete(key);
    return row();
  });
}

type Part = 'received' | 'status' | 'taken' | 'came' | 'reports' | 'next';
const IN_A_ROW: readonly Part[] = ['received', 'came', 'taken', 'status', 'reports', 'next'];
const FIRST_LEFT_OUT: readonly Part[] = ['reports', 'came', 'next', 'taken'];
const LEFT_OUT_IF_SAME: readonly Part[] = ['taken', 'came'];

function partsOf(one: Told, { now, me, nameOf }: Around): Partial<Record<Part, string | undefined>> {
  const { receivedAt, openedAt = receivedAt ?? '', status, isOverdue, reports = 1, came, next, leader } = one;
  return {
    received: receivedWords({ ...one, openedAt }, now),
    status: status && `${STATUSES[status]}${isOverdue ? ', overdue' : ''}`,
    taken: came && `${came.isOld ? 'entered' : 'taken'} by ${came.by === me ? 'you' : nameOf(came.by)}`,
    came: came?.isOld ? 'an old case' : CHANNELS[came?.channel ?? ''],
    reports: reports > 1 ? count(reports, 'report') : undefined,
    next: leader === undefined ? next && `next: ${next}` : `${showId(leader)} leads`,
  };
}
