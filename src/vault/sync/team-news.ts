import type { Moment } from '../history/timeline.ts';
import { oddName } from '../team/alike.ts';
import type { Roster } from '../team/roster.ts';
import { rosterChanges, wordsOfNewKeys } from '../team/roster-changes.ts';

export interface TeamNews {
  readonly text: string;
  /** Whether somebody should look at once: keys are new, or a name is like another. */
  readonly isWarning: boolean;
}

/**
 * What others did to the team, a sentence each, by name, with the words of keys that are new: everything that is saved from
 * then on is sealed to them, so somebody should compare them by voice.
 *
 * @param own the member who reads it
 * @param waiting whose keys wait for that member's word by now: IDs of members, or `recovery`
 */
export function teamNews(
  moments: readonly Moment[],
  own: string,
  waiting: ReadonlySet<string>,
): readonly TeamNews[] {
  return moments.flatMap(({ by, before, roster }) => {
    if (by === own) return [];
    const who = nameOf(before, by) ?? 'The recovery key';
    return rosterChanges(before, roster).map((change) => {
      const { of, isMember, words } = change;
      const odd = isMember ? oddity(before, roster, of) : '';
      const told = `${who} changed the team: ${words}.${odd}`;
      const keys = wordsOfNewKeys(before, roster, change);
      if (keys === undefined) return { text: told, isWarning: odd !== '' };
      const todo = waiting.has(of)
        ? ' Compare them with whoever has the keys, then type `coc team confirm`.'
        : '';
      return { text: `${told} The words of the keys: “${keys}”.${todo}`, isWarning: true };
    });
  });
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
