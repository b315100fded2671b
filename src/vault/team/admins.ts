import { UserError } from '../../errors.ts';
import { currentMembers, type Roster } from './roster.ts';

/** Something that only an admin of the team does, and who they are. */
export function onlyAdmins(roster: Roster, what: string): UserError {
  const admins = currentMembers(roster).filter(({ admin }) => admin);
  const names = admins.map(({ name, email }) => `${name} <${email}>`).join(', ');
  return new UserError(`Only an admin of the team ${what}.`, {
    hints: [admins.length === 0 ? 'The team has no admin now: `coc recover` makes one.' : `Ask ${names}.`],
  });
}
