import type { Moment } from '../history/timeline.ts';
import { oddName } from '../team/alike.ts';
import { wordsOfKeys } from '../team/fingerprint.ts';
import { areOther, type KeyOwner } from '../team/known-keys.ts';
import { currentMembers, type Roster } from '../team/roster.ts';
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
      const owner: KeyOwner = isMember ? { member: of } : 'recovery-key';
      const keys = isMember || of === 'recovery' ? newKeys(before, roster, owner) : undefined;
      const told = `${who} changed the team: ${words}.${isMember ? oddity(before, roster, of) : ''}`;
      if (keys === undefined) return told;
      const todo =
        of === by
          ? ''
          : ' Compare them with whoever has the keys: `coc team confirm` asks for your word where it is needed.';
      return `${told} The words of the keys: “${keys}”.${todo}`;
    });
  });
}

/** The words of somebody's keys, where those are other ones than before. */
function newKeys(before: Roster, after: Roster, of: KeyOwner): string | undefined {
  if (!areOther(of, before, after)) return undefined;
  if (of === 'recovery-key')
    return typeof after.recovery === 'string' ? undefined : wordsOfKeys(after.recovery);
  const now = currentMembers(after).find(({ id }) => id === of.member);
  return now && wordsOfKeys(now);
}

/** What the eye misses of a name that is new. */
function oddity(before: Roster, after: Roster, id: string): string {
  const now = after.members.find((one) => one.id === id);
  if (now === undefined || nameOf(before, id) === now.name) return '';
  const odd = oddName({ members: after.members.filter((one) => one !== now) }, now);
  return odd === undefined ? '' : ` Look at the name: ${odd}.`;
}

function nameOf({ members }: Roster, id: string | undefined): string | undefined {
  return members.find((one) => one.id === id)?.name;
}
