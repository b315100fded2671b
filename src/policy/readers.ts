import { SHARES, type Share, VISIBILITIES } from '../incident/entry.ts';
import { mayBeReader, mayKnowReporter, type Terms } from '../incident/fold-access.ts';
import type { IncidentView, Person, Report } from '../incident/view.ts';
import { listed } from '../text/listed.ts';
import { type Given, list, oneOf } from './given-answers.ts';
import type { ReportFacts, Situation, TeamMember } from './situation.ts';

/** The members who may open the incident once these answers are saved. */
export function readersAfter(given: Given, me: string): readonly string[] {
  return [me, ...list(given.readers)].filter((member) => !list(given.conflicts).includes(member));
}

/** Whoever reports again, where they reported before and are known to few: they stay so, with all that they say. */
export function reporterOfFew(given: Given, incident: IncidentView | undefined): Person | undefined {
  return reportersOfFew(incident).find(({ ref }) => ref === given['reporter-name'] && given.add === 'report');
}

/** The reporters who are known to few, and to whoever looks at it so. */
export function reportersOfFew(incident: IncidentView | undefined): readonly Person[] {
  const refs = (incident?.reports ?? [])
    .filter(({ restricted, account }) => restricted && account !== undefined)
    .map(({ reporter }) => reporter);
  return (incident?.people ?? []).filter(({ ref, hidden }) => !hidden && refs.includes(ref));
}

/** To whom alone goes what somebody of the incident says later; undefined where all who can open it know who they are. */
export function knowingSpeaker(
  ref: string | undefined,
  { incident, me, members }: Pick<ReportFacts, 'incident' | 'me' | 'members'>,
): readonly string[] | undefined {
  const { people = [], reports = [], readers = [] } = incident ?? {};
  const [first, ...others] = [
    ...people.filter((one) => one.ref === ref && one.knownTo !== undefined),
    ...reports.filter((one) => one.reporter === ref && one.restricted),
  ].map(({ knownTo = [] }) => knownTo);
  if (first === undefined) return undefined;
  const knowing = readers.filter(
    (member) =>
      [first, ...others].every((known) => known.includes(member)) && members.some(({ id }) => id === member),
  );
  return [...new Set([...(me === undefined ? [] : [me]), ...knowing])];
}

/** Whether others read the report however its reporter is kept, and no permission lets them know who that is. */
export function opensWithoutPermission(
  given: Given,
  incident: IncidentView | undefined,
  me: string | undefined,
): boolean {
  const own = ownTerms(given, incident);
  return readingAlong(given, incident, me).some(
    (member) => own.share === 'recorder' || (isFree(member, incident) && !mayKnowReporter(member, own)),
  );
}

/** The members besides whoever takes it who could read the report of these answers, if who made it were hidden from them. */
export function readingAlong(
  given: Given,
  incident: IncidentView | undefined,
  me: string | undefined,
): readonly string[] {
  const after = termsAfter(ownTerms(given, incident), given, incident);
  const already = (incident?.readers ?? []).filter(
    (member) => isFree(member, incident) || mayBeReader(member, after),
  );
  return [...new Set([...already, ...letIn(given, incident)])].filter(
    (member) => member !== me && !list(given.conflicts).includes(member),
  );
}

/** The members whom these answers let in: of those who were named, as far as the other reports allow it. */
export function letIn(given: Given, incident: IncidentView | undefined): readonly string[] {
  return staysUnknown(given, incident) ? [] : couldBeLetIn(given, incident);
}

/** Whether the answers say that who reported it is not for those who would read it: then they are not let in. */
export function staysUnknown(given: Given, incident: IncidentView | undefined): boolean {
  return given['know-reporter'] === 'no' && isReporterOpen(incident);
}

/** Whether who made a report stands open, so that whoever is let in reads it. */
export function isReporterOpen(incident: IncidentView | undefined): boolean {
  return (incident?.reports ?? []).some(({ restricted }) => !restricted);
}

/** The members whom these answers let in, if they may know who made the reports that stand open. */
export function couldBeLetIn(given: Given, incident: IncidentView | undefined): readonly string[] {
  return list(given.readers).filter(
    (member) => incident?.readers.includes(member) !== true && mayBeMadeReader(member, given, incident),
  );
}

/** The members whom the permission holds, where it is one for members: those who were named before stay. */
export function namedIn(given: Given, incident: IncidentView | undefined): string[] {
  return [...new Set([...(completedIn(given, incident)?.sharedWith ?? []), ...list(given.readers)])];
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
  const own = ownTerms({ ...given, readers: [...list(given.readers), member] }, incident);
  return mayBeReader(member, termsAfter(own, given, incident));
}

/** The members who can open the incident now and could not any more once these answers are saved. */
export function losingAccess(
  given: Given,
  incident: IncidentView,
  me: string | undefined,
): readonly string[] {
  const own = ownTerms(given, incident);
  const restricted = own.restricted && given['hide-reporter'] !== 'no';
  const after = termsAfter({ ...own, restricted }, given, incident);
  const takes = given.add === 'report' ? me : undefined;
  return incident.readers.filter(
    (member) =>
      member !== takes &&
      !list(given.conflicts).includes(member) &&
      !isFree(member, incident) &&
      !mayBeReader(member, after),
  );
}

/** The members who can open the incident because many saw it, and could not any more if it was seen by few. */
export function losingIfPrivate(incident: IncidentView): readonly string[] {
  const after = { reports: incident.reports, visibility: 'private' } as const;
  return incident.readers.filter((member) => !isFree(member, incident) && !mayBeReader(member, after));
}

/** Whether a member can open it whatever is permitted: they took a report, or have it by the recovery key. */
function isFree(member: string, incident: IncidentView | undefined): boolean {
  return [...(incident?.recorders ?? []), ...(incident?.recovered ?? [])].includes(member);
}

/** The report that these answers complete; undefined where they add one. */
function completedIn(given: Given, incident: IncidentView | undefined): Report | undefined {
  return given.add === 'detail' ? incident?.reports.find((one) => isMeant(one, given)) : undefined;
}

/** The terms of the report that these answers add, if its reporter is hidden, or of the one that they complete. */
function ownTerms(given: Given, incident: IncidentView | undefined): Terms {
  const completed = completedIn(given, incident);
  const share = given.share === undefined ? (completed?.share ?? 'recorder') : shareIn(given);
  return {
    share,
    sharedWith: share === 'named' ? namedIn(given, incident) : [],
    restricted: completed?.restricted ?? true,
    ...(completed?.onlyTo && { onlyTo: completed.onlyTo }),
  };
}

/** What decides who may open the incident once these answers are saved. */
function termsAfter(own: Terms, given: Given, incident: IncidentView | undefined) {
  const completed = completedIn(given, incident);
  return {
    reports: [...(incident?.reports ?? []).filter((one) => one !== completed), own],
    visibility: oneOf(given.visibility, VISIBILITIES) ?? incident?.opensAs ?? incident?.visibility,
  };
}

/** Whether a report is the one that the answers are about: the only one, or the one named by its number. */
export function isMeant({ number }: Report, given: Given): boolean {
  return String(number) === (given.report ?? '1');
}

/** That some can no longer open it, and why. */
export function endedWords(names: readonly string[]): string {
  return `From now on ${listed(names)} can no longer open this: of several permissions the strictest holds. ${IN_OLD_COPIES}`;
}

/** The same before it is saved. */
export function endingWords(
  names: readonly string[],
  why = 'of several permissions the strictest holds',
): string {
  return `Once this is saved, ${listed(names)} can no longer open this: ${why}. ${IN_OLD_COPIES}`;
}

/** What keeping somebody out does not change who could open it until then. */
export function couldOpenWords({ id, name }: Pick<TeamMember, 'id' | 'name'>): string {
  return `${name} could open this until now, and keeps that in older copies: ${exposureOf(id)}`;
}

/** Where it is listed what somebody could open. */
export function exposureOf(member: string): string {
  return `\`coc access --exposure ${member}\` lists it.`;
}

const IN_OLD_COPIES = 'What was saved until now stays open to them in older copies.';

/** What keeping a custodian out does not change (DESIGN 7, "Recovery"). `who` is such as "Ben keeps". */
export function custodianLimit(who: string): string {
  return `${who} a share of the recovery key. Together with the others who keep one, they could still open this.`;
}

/** What goes on, and what waits, where the only admin is kept out. */
export function withoutAdminWords(name: string): string {
  return `${name} is the only admin of the team. All that is done about a report goes on without one. Only who is on the team, and the policy, stay as they are. \`coc guide conflict\` says more.`;
}

/** Who knows the reporter and still counts: on the team, and not kept out. */
export function knowing(
  { knownTo = [] }: Pick<Report, 'knownTo'>,
  { incident, members }: Pick<Situation, 'incident' | 'members'>,
): readonly string[] {
  return knownTo.filter(
    (member) => members.some(({ id }) => id === member) && !incident.keptOut.includes(member),
  );
}
