import { SHARES, type Share, VISIBILITIES } from '../incident/entry.ts';
import { mayBeReader, type Terms } from '../incident/fold-access.ts';
import type { IncidentView, Report } from '../incident/view.ts';
import { type Given, list, oneOf } from './given.ts';
import type { Situation } from './situation.ts';

/** The members who may open the incident once these answers are saved. */
export function readersAfter(given: Given, me: string): readonly string[] {
  return [me, ...list(given.readers)].filter((member) => !list(given.conflicts).includes(member));
}

/**
 * Whether identity and account of the reporter are sealed to whoever took the report: because the reporter wants
 * it, or because others open the incident without a permission to know who reported ("never who reported").
 */
export function hidesReporter(given: Given): boolean {
  return given['hide-reporter'] === 'yes' || opensWithoutPermission(given);
}

/** A witnessed incident is opened to members while the permission covers nobody but who took the report. */
export function opensWithoutPermission(given: Given): boolean {
  return shareIn(given) === 'recorder' && list(given.readers).length > 0;
}

/** With whom it may be shared as it is now: under a condition, with nobody more until it is met. */
export function shareIn({ share }: Given): Share {
  return oneOf(share, SHARES) ?? 'recorder';
}

/**
 * Whether these answers would let a member open the incident ("Permission to share"). The strictest permission of all
 * its reports holds; a report that was saved with its reporter in the open cannot be opened to others without one.
 */
export function mayBeMadeReader(member: string, given: Given, incident: IncidentView | undefined): boolean {
  const reports = incident?.reports ?? [];
  const completed = given.add === 'detail' ? reports.find((one) => isMeant(one, given)) : undefined;
  const share = given.share === undefined ? (completed?.share ?? 'recorder') : shareIn(given);
  const own: Terms = {
    share,
    sharedWith: share === 'named' ? [...(completed?.sharedWith ?? []), member] : [],
    restricted: completed?.restricted ?? true,
    ...(completed?.onlyTo && { onlyTo: completed.onlyTo }),
  };
  return mayBeReader(member, {
    reports: [...reports.filter((one) => one !== completed), own],
    visibility: oneOf(given.visibility, VISIBILITIES) ?? incident?.opensAs ?? incident?.visibility,
  });
}

/** The members who can open the incident now and could not any more once these answers of a further report are saved. */
export function losingAccess(given: Given, incident: IncidentView): readonly string[] {
  const share = shareIn(given);
  const own: Terms = {
    share,
    sharedWith: share === 'named' ? list(given.readers) : [],
    restricted: hidesReporter(given),
  };
  const after = { reports: [...incident.reports, own], visibility: incident.opensAs ?? incident.visibility };
  const free = [...incident.recorders, ...incident.recovered];
  return incident.readers.filter((member) => !free.includes(member) && !mayBeReader(member, after));
}

/** Whether a report is the one that the answers are about: the only one, or the one named by its number. */
export function isMeant({ number }: Report, given: Given): boolean {
  return String(number) === (given.report ?? '1');
}

/** That some can no longer open it, and why. */
export function endedWords(names: readonly string[]): string {
  return `From now on ${names.join(' and ')} can no longer open this: of several permissions the strictest holds. What was saved until now stays open to them in older copies.`;
}

/** What keeping a custodian out does not change (DESIGN 7, "Recovery"). `who` is such as "Ben keeps". */
export function custodianLimit(who: string): string {
  return `${who} a part of the recovery key. Together with the others who keep one, they could still open this.`;
}

/** Who knows the reporter and still counts: on the team, and not kept out. */
export function knowing(
  { knownTo = [] }: Pick<Report, 'knownTo'>,
  { incident, members }: Situation,
): readonly string[] {
  return knownTo.filter(
    (member) => members.some(({ id }) => id === member) && !incident.keptOut.includes(member),
  );
}
