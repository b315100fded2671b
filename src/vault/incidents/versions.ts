import pMap from 'p-map';
import { undefinedIfRefused } from '../../errors.ts';
import type { Session } from '../clone/session.ts';
import { timelineOf } from '../history/timeline.ts';
import { inspectIncident, type OpenedIncident } from '../record/incident-file.ts';
import type { Roster } from '../team/roster.ts';
import { type Version as CommittedVersion, versionsByIncident } from './succession.ts';

/** How many versions are opened at once. */
const AT_ONCE = 25;

/** An incident as one commit left it. */
export interface Version {
  readonly commit: string;
  /** By the clock of the commit's author, ISO 8601: only ever "about". */
  readonly at: string | undefined;
  /** The team at that commit, which decided to whom it was sealed. */
  readonly roster: Roster;
  /** Undefined where this member cannot open it, or it cannot be read. */
  readonly opened: OpenedIncident | undefined;
}

export interface IncidentVersions {
  readonly id: string;
  /** The oldest first; none where this member cannot open the newest. */
  readonly versions: readonly Version[];
}

/**
 * Opens what this member can of every version of every incident, one incident after the other, and keeps nothing of it.
 *
 * @param head a verified commit
 */
export async function* versionsIn(session: Session, head: string): AsyncGenerator<IncidentVersions> {
  const { objects } = session.repository;
  for (const [id, found] of versionsByIncident(await timelineOf(objects, head), 'all')) {
    const contents = await objects.read(found.map(({ after }) => after));
    const look = (one: CommittedVersion): Promise<Version> => open(session, id, one, contents);
    const newest = found.at(-1);
    if (newest === undefined || (await look(newest)).opened === undefined) {
      yield { id, versions: [] };
      continue;
    }
    yield { id, versions: await pMap(found, look, { concurrency: AT_ONCE }) };
  }
}

async function open(
  { identity, firstCommit }: Session,
  id: string,
  { moment: { commit, at, roster }, after }: CommittedVersion,
  contents: ReadonlyMap<string, Uint8Array>,
): Promise<Version> {
  const bytes = contents.get(after) ?? new Uint8Array();
  const opened = await inspectIncident(bytes, { id, identity, roster, firstCommit }).catch(
    undefinedIfRefused,
  );
  return { commit, at, roster, opened };
}
