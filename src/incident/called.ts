import { type EntryOf, NOT_WANTED } from './entry.ts';
import type { Noted } from './noted.ts';
import type { IncidentView } from './view.ts';

/** By its ID in the checklist for danger: that security or police were called. */
export const SUMMONED = 'summoned';

/** That police or security were called, and why, as far as that was noted. */
export interface Call extends Noted {
  readonly ground?: 'victim-request' | 'safety-in-doubt' | 'against-wish' | 'not-asked';
  /** A member by ID, or somebody by their mark. */
  readonly calledBy?: string;
}

/** That the person affected does not want them. */
interface Unwanted extends Noted {
  /** An earlier coc had one answer for that they were not called and that they are not wanted. */
  readonly isCertain: boolean;
}

/** That police or security were called, and that the person affected does not want them ("Law enforcement"). */
export interface CalledAgainst {
  readonly calls: readonly Call[];
  readonly wishes: readonly Unwanted[];
  /** Set where somebody was a danger to people in general: then the policy has them called. */
  readonly general?: Noted;
}

/** What was noted last of whether police or security were called, or are not wanted; undefined where nothing was. */
export function policeNoted(threats: readonly EntryOf<'threat'>[]): string | undefined {
  return threats.flatMap(policeIn).at(-1);
}

function policeIn({ lawEnforcement, notWanted, calledAnyway }: EntryOf<'threat'>): readonly string[] {
  const said = notWanted === true ? NOT_WANTED : (calledAnyway ?? lawEnforcement);
  return said === undefined ? [] : [said];
}

/** What was done against which wish; undefined where nobody called, or nobody said that they are not wanted. */
export function calledAgainst({ threats }: Pick<IncidentView, 'threats'>): CalledAgainst | undefined {
  const calls = threats.flatMap(callIn);
  const isExplained = calls.every(
    ({ ground }) => ground === 'victim-request' || ground === 'safety-in-doubt',
  );
  const all = threats.flatMap(unwantedIn);
  const certain = all.filter(({ isCertain }) => isCertain);
  const wishes = certain.length > 0 || isExplained ? certain : all;
  if (calls.length === 0 || wishes.length === 0) return undefined;
  const general = threats.findLast(({ level }) => level === 'general');
  return { calls, wishes, ...(general && { general: { at: general.at, by: general.by } }) };
}

function callIn(one: EntryOf<'threat'>): readonly Call[] {
  const { at, by, actions = [], lawEnforcement = 'not-involved', calledAnyway, calledBy } = one;
  const ground = calledAnyway ?? (lawEnforcement === 'not-involved' ? undefined : lawEnforcement);
  if (ground === undefined && !actions.includes(SUMMONED)) return [];
  return [{ at, by, ...(ground && { ground }), ...(calledBy !== undefined && { calledBy }) }];
}

function unwantedIn(one: EntryOf<'threat'>): readonly Unwanted[] {
  const { at, by, lawEnforcement, notWanted, calledAnyway } = one;
  const isCertain = notWanted === true || calledAnyway === 'against-wish';
  const isPossible = lawEnforcement === 'not-involved' && notWanted === undefined;
  return isCertain || isPossible ? [{ at, by, isCertain }] : [];
}
