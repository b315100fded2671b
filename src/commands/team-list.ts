import type { App } from '../app.ts';
import { showMoment } from '../text/moment.ts';
import { oddName, wordsOfKeys } from '../vault/joining.ts';
import type { Member } from '../vault/team.ts';

/** `coc team list`: who is on the team, since when, who is an admin, and the words of their keys. */
export async function teamList(
  app: App,
  _args: readonly [],
  options: { readonly json?: boolean },
): Promise<void> {
  const { repository, me } = await app.desk();
  const { members } = repository.roster;
  if (options.json) {
    return app.printJson(
      members.map(({ id, name, email, admin, joined, left = null, previous = [], ...keys }) => ({
        id,
        name,
        email,
        admin,
        joined,
        left,
        words: wordsOfKeys(keys),
        replacedKeys: previous.length,
      })),
    );
  }
  const now = app.now();
  app.printTable(
    ['Member', 'Name', 'Admin', 'On the team', 'Words of their keys'],
    members.map((member) => [
      member.id,
      shownName(members, member, me),
      member.admin ? 'yes' : '',
      `since ${showMoment(member.joined, now)}${member.left ? `, left ${showMoment(member.left, now)}` : ''}`,
      member.left ? '' : wordsOfKeys(member),
    ]),
  );
  const { recovery } = repository.roster;
  if (typeof recovery !== 'string') app.printText(`Words of the recovery key: ${wordsOfKeys(recovery)}`);
}

function shownName(members: readonly Member[], member: Member, me: Member): string {
  const odd = oddName({ members: members.filter((one) => one !== member) }, member);
  return `${member.name}${member.id === me.id ? ' (you)' : ''}${odd === undefined ? '' : ` (${odd})`}`;
}
