import { UserError } from '../errors.ts';
import type { IncidentView, Report } from '../incident/view.ts';
import { memberNamed } from '../policy/involved.ts';
import type { Exposure, IncidentExposure, ReportExposure } from '../screen/exposure.ts';
import type { Member, Roster } from '../vault/team.ts';
import type { IncidentVersions, Vault, Version } from '../vault/vault.ts';

/** After how many incidents one says how far it is. */
const TELL_EVERY = 50;

/** The member, of now or of earlier, whom somebody means by ID or name. Throws a UserError that names who there is. */
export function everMember(roster: Roster, typed: string): Member {
  const found = memberNamed(typed, roster.members);
  const member = roster.members.find(({ id }) => id === found?.id);
  if (member !== undefined) return member;
  throw new UserError('Nobody on this team is or was called that.', {
    hints: [`There are: ${roster.members.map(({ id, name }) => `${id} (${name})`).join(', ')}.`],
  });
}

/**
 * What a member could open with their key of what the one who works here can open: every version of every incident in the
 * verified history, one after the other. Nothing of what is opened is kept.
 *
 * @param notice says how far it is
 */
export async function exposureOf(
  vault: Vault,
  member: Member,
  notice: (text: string) => void,
): Promise<Exposure> {
  const incidents: IncidentExposure[] = [];
  const all = (await vault.ids()).length;
  let [looked, never, notOpened] = [0, 0, 0];
  for await (const versions of vault.versions()) {
    looked += 1;
    if (looked % TELL_EVERY === 0) notice(`${looked} of ${all} incidents looked at so far.`);
    if (versions.versions.length === 0) {
      notOpened += 1;
      continue;
    }
    const exposure = exposureIn(versions, member.id);
    if (exposure === undefined) never += 1;
    else incidents.push(exposure);
  }
  const { id, name, left = null, previous = [] } = member;
  const { recovery } = vault.repository.roster;
  const custodians = typeof recovery === 'string' ? [] : (recovery.shares?.custodians ?? []);
  return {
    member: {
      id,
      name,
      left,
      replaced: previous.map(({ until }) => until),
      custodian: custodians.some((one) => one.member === id),
    },
    incidents,
    never,
    notOpened,
  };
}

/** What a member could open of one incident; undefined where no version that can be opened here was sealed to them. */
function exposureIn({ id, versions }: IncidentVersions, member: string): IncidentExposure | undefined {
  const theirs = versions.filter((one) => isSealedTo(one, member));
  const last = theirs.at(-1);
  const newest = versions.at(-1)?.opened;
  if (last?.opened === undefined || newest === undefined) return undefined;
  const after = versions[versions.indexOf(last) + 1];
  const blocks = blocksIn(last.opened.view);
  return {
    incident: id,
    from: theirs[0]?.at ?? null,
    to: after?.at ?? null,
    still: after === undefined,
    versions: theirs.length,
    versionsInAll: versions.length,
    entries: new Set(theirs.flatMap(({ opened }) => opened?.document.entries.map((entry) => entry.id) ?? []))
      .size,
    entriesNow: newest.document.entries.length,
    sealedInside: blocks.length,
    sealedOpen: blocks.filter((knownTo) => knownTo.includes(member)).length,
    reports: newest.view.reports.map((one) => reportExposure(one, theirs, newest.view, member)),
    others: othersClosed(theirs, newest.view, member),
    files: filesOpen(theirs, newest.view, member),
    filesNow: newest.view.evidence.length,
    notOpened: versions.filter(({ opened }) => opened === undefined).length,
  };
}

/** Which of the attachments that are numbered now stood in these versions and were for a member as well. */
function filesOpen(theirs: readonly Version[], now: IncidentView, member: string): readonly number[] {
  const open = new Set(
    theirs.flatMap(({ opened }) =>
      (opened?.view.evidence ?? []).flatMap(({ id, forFew }) =>
        forFew?.includes(member) === false ? [] : [id],
      ),
    ),
  );
  return now.evidence.flatMap(({ id, number }) => (open.has(id) ? [number] : []));
}

/** What of a report, as it is numbered now, stood in these versions and was for a member as well. */
function reportExposure(
  { id, number, reporter, knownTo }: Report,
  theirs: readonly Version[],
  now: IncidentView,
  member: string,
): ReportExposure {
  const had = theirs.flatMap(({ opened }) => {
    const report = opened?.view.reports.find((one) => one.id === id);
    if (opened === undefined || report === undefined) return [];
    const who = opened.view.people.find(({ ref }) => ref === report.reporter);
    return [{ who: isFor(who, member), words: isFor(report, member) }];
  });
  const who = now.people.find(({ ref }) => ref === reporter);
  return {
    report: number,
    sealed: knownTo !== undefined || who?.knownTo !== undefined,
    who: had.length === 0 ? null : had.some((one) => one.who),
    words: had.length === 0 ? null : had.some((one) => one.words),
  };
}

/** Who else is sealed to fewer, by their marks of now, and was not for a member in any of these versions. */
function othersClosed(theirs: readonly Version[], now: IncidentView, member: string): readonly string[] {
  const reporters = new Set(now.reports.map(({ reporter }) => reporter));
  const open = (ref: string): boolean =>
    theirs.some(({ opened }) => {
      const one = opened?.view.people.find((person) => person.ref === ref);
      return one !== undefined && isFor(one, member);
    });
  return now.people.flatMap(({ ref, knownTo }) =>
    knownTo === undefined || reporters.has(ref) || open(ref) ? [] : [ref],
  );
}

function isFor(one: { readonly knownTo?: readonly string[] } | undefined, member: string): boolean {
  return one?.knownTo?.includes(member) !== false;
}

function isSealedTo({ roster, opened }: Version, member: string): boolean {
  const present = roster.members.some(({ id, left }) => id === member && left === undefined);
  return present && opened?.view.readers.includes(member) === true;
}

/** To whom each part is known that is sealed inside an incident to fewer than its readers. */
function blocksIn({ people, reports, followUps }: IncidentView): readonly (readonly string[])[] {
  return [...people, ...reports, ...followUps].flatMap(({ knownTo }) =>
    knownTo === undefined ? [] : [knownTo],
  );
}
