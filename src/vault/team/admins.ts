import { UserError } from '../../errors.ts';
import { currentMembers, type Member, type Roster } from './roster.ts';

/** Something that only an admin of the team does, and who they are. */
export function onlyAdmins(roster: Roster, what: string): UserError {
  const admins = adminsOf(roster);
  const names = admins.map(({ name, email }) => `${name} <${email}>`).join(', ');
  return new UserError(`Only an admin of the team ${what}.`, {
    hints:
      admins.length === 0
        ? ['The team has no admin now: `coc recover` makes one.']
        : [`Ask ${names}.`, ...(admins.length === 1 ? [ABOUT_THEM] : [])],
  });
}

/** The only admin of a team; undefined where there are more, or none. */
export function onlyAdminOf(roster: Roster): Member | undefined {
  const [one, ...others] = adminsOf(roster);
  return others.length === 0 ? one : undefined;
}

/** Nobody is sent to whom a report is about. */
const ABOUT_THEM =
  'If a report is about them: it is taken, decided and closed without an admin, and they are kept out of it. `coc guide conflict` says what waits.';

function adminsOf(roster: Roster): readonly Member[] {
  return currentMembers(roster).filter(({ admin }) => admin);
}
