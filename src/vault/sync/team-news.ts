import type { Moment } from '../history/timeline.ts';
import { wordsOfKeys } from '../team/fingerprint.ts';
import type { Roster } from '../team/roster.ts';
import { rosterChanges } from '../team/roster-changes.ts';

/**
 * What others did to the team, a sentence each, by name, with the words of keys that are new: everything that is saved from
 * then on is sealed to them, so somebody should compare them by voice.
 *
 * @param own the member who reads it
 */
export function teamNews(moments: readonly Moment[], own: string): readonly string[] {
  return moments.flatMap(({ by, before, roster }) => {
    if (by === own) return [];
    const who = nameOf(before, by) ?? 'The recovery key';
    return rosterChanges(before, roster).map(({ of, isMember, words }) => {
      const keys = isMember ? newKeys(before, roster, of) : undefined;
      const owner =
        of === by
          ? ''
          : ' Compare them with who they belong to before you save something that must not be read.';
      return `${who} changed the team: ${words}.${keys === undefined ? '' : ` The words of the keys: “${keys}”.${owner}`}`;
    });
  });
}

/** The words of a member's keys, where those are other ones than before. */
function newKeys(before: Roster, after: Roster, id: string): string | undefined {
  const [was, now] = [before, after].map(({ members }) => members.find((one) => one.id === id));
  if (now === undefined || now.left !== undefined) return undefined;
  const isSame = was?.recipient === now.recipient && was.signingKey === now.signingKey;
  return isSame ? undefined : wordsOfKeys(now);
}

function nameOf({ members }: Roster, id: string | undefined): string | undefined {
  return members.find((one) => one.id === id)?.name;
}
