import { undefinedIfRefused } from '../../errors.ts';
import { showId } from '../../incident/id.ts';
import { localIso, spokenDay } from '../../text/moment.ts';
import type { Session } from '../clone/session.ts';
import { timelineOf } from '../history/timeline.ts';
import { inspectIncident } from '../record/incident-file.ts';
import type { Member, Roster } from '../team/roster.ts';
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
  const whom = whoCanSay(repository.roster, me);
  if (closing === undefined)
    return [`${whom.charAt(0).toUpperCase()}${whom.slice(1)} can say whether it may be shared with you.`];
  const { at, by } = closing.moment;
  const day = at === undefined ? '' : ` ${spokenDay(localIso(new Date(at)), new Date(session.now()))}`;
  const stays = 'What was saved until then stays open to you in older copies.';
  if (by === me.id)
    return [
      `You kept yourself out of ${showId(id)}${day}. It goes on without you, and nothing of it is lost. ${stays}`,
    ];
  // Not who saved it: whoever is kept out is not sent to them.
  return [
    `Something was saved in it${day}, and since then it is closed to you: you are kept out, or a permission no longer covers you. ${stays}`,
    `If you do not know why, ask ${whom}.`,
  ];
}

/** Whom somebody asks who cannot open something: never themselves. */
function whoCanSay({ members }: Roster, me: Member): string {
  const others = members.filter(({ id, admin, left }) => admin && left === undefined && id !== me.id);
  if (others.length === 0) return 'somebody on the team who can open it';
  return me.admin ? 'another admin of the team' : 'an admin of the team';
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
