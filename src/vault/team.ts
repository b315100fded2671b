/* Who is on the team, as `team.yaml` has it. Light: what only reads loads nothing else. */

export { onlyAdminOf, onlyAdmins } from './team/admins.ts';
export { NOTHING_HELD } from './team/known-keys.ts';
export {
  currentMembers,
  custodiansOf,
  foldFacts,
  type Member,
  memberIdFor,
  parseRoster,
  type RecoveryKey,
  type Roster,
} from './team/roster.ts';
