import { type UserError, undefinedIfRefused } from '../../errors.ts';
import { digestsIn } from '../../incident/coming-in.ts';
import type { Entry } from '../../incident/entry.ts';
import { mergeEntries } from '../../incident/merge.ts';
import { view } from '../../incident/view.ts';
import type { Session } from '../clone/session.ts';
import { incidentAt } from '../format/layout.ts';
import { ENTRIES_GONE, HistoryAlarm, PUT_BACK } from '../history/alarm.ts';
import { type Moment, notTakenBack, timelineOf } from '../history/timeline.ts';
import { forgetIncidents } from '../index/own-index.ts';
import type { IncidentDocument } from '../record/document.ts';
import { inspectIncident } from '../record/incident-file.ts';
import type { Broken, SeenEntries } from '../record/seen.ts';
import { foldFacts, type Roster } from '../team/roster.ts';

/** After how many one says how far it is. */
const TELL_EVERY = 500;

/** An incident as one commit left it, by its sealed bytes. */
export interface Version {
  readonly moment: Moment;
  /** The ID of the sealed bytes before the commit; undefined where there were none. */
  readonly before: string | undefined;
  readonly after: string;
}

/**
 * Holds each version of each incident since it last looked against the one before, as far as this member can open them
 * (DESIGN 9, "An old version is a version too"): no entry is gone, and whoever wrote it could open the incident. What
 * does not go on is noted, until a later version has everything again.
 *
 * @param upTo a verified commit
 */
export async function lookThrough(session: Session, seen: SeenEntries, upTo: string): Promise<void> {
  const { objects } = session.repository;
  const checked = await seen.checked();
  if (checked === upTo) return;
  // A commit that was lost may be gone from here by now.
  const from = checked && (await objects.resolve(checked)) && (await objects.common(checked, upTo));
  const arrived = versionsByIncident(await timelineOf(objects, upTo, from));
  const broken = await seen.broken();
  // What was broken before is looked at from its beginning: its last good version is needed.
  const all =
    broken.size > 0 && from !== undefined ? versionsByIncident(await timelineOf(objects, upTo)) : arrived;
  const closed: string[] = [];
  let [looked, told] = [0, 0];
  for (const id of new Set([...arrived.keys(), ...broken.keys()])) {
    const versions = (broken.has(id) ? all : arrived).get(id) ?? [];
    // The only version there is goes on from nothing.
    if (versions.length === 1 && versions[0]?.before === undefined) continue;
    const found = await follow(session, id, versions);
    await seen.breaks(id, found.broken);
    if (!found.isOpen || found.broken !== undefined) closed.push(id);
    if ((found.broken !== undefined || found.isOpen || !(await seen.knows(id))) && found.all.length > 0)
      await seen.note(id, found.all);
    looked += versions.length;
    if (looked - told < TELL_EVERY) continue;
    told = looked;
    session.notice(`${looked} versions of incidents looked at so far.`);
  }
  await seen.checkedUpTo(upTo);
  await seen.keep();
  // What is closed to this member by now leaves no words here, also where nobody lists anything.
  await forgetIncidents(session, [...arrived.keys()], closed);
}

/** By incident, the oldest first; without those that an admin took back by a restore commit, unless all are wanted. */
export function versionsByIncident(
  timeline: readonly Moment[],
  which: 'standing' | 'all' = 'standing',
): ReadonlyMap<string, readonly Version[]> {
  const found = new Map<string, Version[]>();
  for (const moment of which === 'all' ? timeline : notTakenBack(timeline)) {
    for (const { path, before, after } of moment.changes) {
      const id = incidentAt(path);
      if (id === undefined || after === undefined) continue;
      const own = found.get(id) ?? [];
      own.push({ moment, before: before?.id, after: after.id });
      found.set(id, own);
    }
  }
  return found;
}

/** What came of following an incident from version to version. */
export interface Followed {
  /** What all versions together held that this member could open, and whose authors are certain. */
  readonly all: readonly Entry[];
  /** The last version that went on from the one before; undefined where this member could open none, or no longer can. */
  readonly good: IncidentDocument | undefined;
  /** Whether the last version opens. */
  readonly isOpen: boolean;
  readonly broken: Broken | undefined;
}

const NOTHING: Followed = { all: [], good: undefined, isOpen: false, broken: undefined };

/** Follows one incident through these versions, the oldest first. */
export async function follow(session: Session, id: string, versions: readonly Version[]): Promise<Followed> {
  const { objects } = session.repository;
  const contents = await objects.read(
    versions.flatMap(({ before, after }) => (before === undefined ? [after] : [before, after])),
  );
  const open = (content: string, roster: Roster) => certainPart(session, id, contents.get(content), roster);
  const [first] = versions;
  const [base, ...opened] = await Promise.all([
    first?.before === undefined ? undefined : open(first.before, first.moment.before),
    ...versions.map(({ moment, after }) => open(after, moment.roster)),
  ]);
  let found = base === undefined ? NOTHING : { ...NOTHING, all: base.entries, good: base };
  for (const [index, { moment }] of versions.entries())
    found = next(session, id, found, moment, opened[index]);
  return found;
}

function next(
  { me }: Session,
  id: string,
  { all, good, broken }: Followed,
  { commit, by = '', before }: Moment,
  document: IncidentDocument | undefined,
): Followed {
  const entries = document?.entries;
  const isOpen = entries !== undefined;
  const together = mergeEntries(all, entries ?? []);
  const breaks = (why: Broken['why']): Followed => ({
    ...{ all: together, good, isOpen },
    broken: broken ?? { commit, by, why },
  });
  const cameByRecovery = entries?.some((one) => one.kind === 'recovered' && one.by === by) === true;
  if (good !== undefined && by !== me.id && !cameByRecovery) {
    const { readers } = view(id, good.entries, undefined, foldFacts(before));
    if (!readers.includes(by)) return breaks('outsider');
  }
  // Closed to this member by somebody who may: what others do with it from there on cannot be judged.
  if (!isOpen) return { all, good: undefined, isOpen, broken: undefined };
  const present = digestsIn(entries);
  if (![...digestsIn(all)].every((one) => present.has(one))) return breaks('gone');
  return { all: together, good: document, isOpen, broken: undefined };
}

/** It with the entries whose authors are certain; undefined where this member cannot open it, or it is not as it should be. */
async function certainPart(
  { identity, firstCommit }: Session,
  id: string,
  bytes: Uint8Array | undefined,
  roster: Roster,
): Promise<IncidentDocument | undefined> {
  const facts = { id, identity, roster, firstCommit };
  const opened = await inspectIncident(bytes ?? new Uint8Array(), facts).catch(undefinedIfRefused);
  if (opened === undefined) return undefined;
  const { document, authors } = opened;
  return { ...document, entries: document.entries.filter((one) => authors.get(one) !== 'not-verified') };
}

/**
 * What is said of an incident that does not go on from what it was.
 *
 * @param besides what else is wrong with it
 */
export function brokenIncident(
  { commit, by, why }: Broken,
  { members }: Roster,
  besides?: string,
): UserError {
  const name = members.find((one) => one.id === by)?.name ?? 'somebody';
  const what = why === 'gone' ? ENTRIES_GONE : 'somebody who could not open it wrote over it';
  const also = besides === undefined ? '' : `${besides}; `;
  return new HistoryAlarm(`${also}${what} (commit ${commit.slice(0, 12)}, signed by ${name})`, [PUT_BACK]);
}
