import { undefinedIfRefused } from '../../errors.ts';
import { showId } from '../../incident/id.ts';
import { nearDay } from '../../text/moment.ts';
import type { Session } from '../clone/session.ts';
import { timelineOf } from '../history/timeline.ts';
import { inspectIncident } from '../record/incident-file.ts';
import type { Member } from '../team/roster.ts';
import { type Version, versionsByIncident } from './succession.ts';

/**
 * Why an incident does not open for this member, and whom to ask, a sentence each: they kept themselves out, or it was closed to
 * them by what somebody saved, or it was never open to them. Told from the history alone.
 *
 * @param head a verified commit
 */
export async function whyClosed(session: Session, id: string, head: string): Promise<readonly string[]> {
  const { me, repository } = session;
  const versions = versionsByIncident(await timelineOf(repository.objects, head)).get(id) ?? [];
  const closing = await closedBy(session, id, versions);
  if (closing === undefined)
    return [`Whoever told you of it, or whoever took the report, can say whether it may be shared with you.`];
  const { at, by } = closing.moment;
  const day = at === undefined ? '' : ` ${nearDay(new Date(at), new Date(session.now()))}`;
  const stays = 'What was saved until then stays open to you in older copies.';
  if (by === me.id)
    return [
      `You kept yourself out of ${showId(id)}${day}. It goes on without you, and nothing of it is lost. ${stays}`,
    ];
  // Not who saved it: whoever is kept out is not sent to them.
  return [
    `Something was saved in it${day}, and since then it is closed to you: you are kept out, or a permission no longer covers you. ${stays}`,
    `If you do not know why, ask ${whoKnows(me, versions)}.`,
  ];
}

/** Who knows of it, without the names of those who can open it: those are for them alone. An admin can open no more than others. */
function whoKnows(me: Member, [first]: readonly Version[]): string {
  return first?.moment.by === me.id
    ? 'somebody with whom it was shared'
    : 'whoever told you of it, or whoever took the report';
}

/** The version with which it was closed to this member; undefined where none before it opens. */
async function closedBy(
  { identity, firstCommit, repository: { objects } }: Session,
  id: string,
  versions: readonly Version[],
): Promise<Version | undefined> {
  const contents = await objects.read(versions.map(({ after }) => after));
  let closing: Version | undefined;
  for (const version of versions.toReversed()) {
    const facts = { id, identity, roster: version.moment.roster, firstCommit };
    const bytes = contents.get(version.after) ?? new Uint8Array();
    const opened = await inspectIncident(bytes, facts).catch(undefinedIfRefused);
    if (opened !== undefined) return closing;
    closing = version;
  }
  return undefined;
}
