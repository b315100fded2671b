/* How somebody comes to be on the team, or gets other keys: requests, words to compare, names that look alike. */

export { alikeIn, type Called, lettersOf, oddName } from './team/alike.ts';
export { sameWords, wordsOfCommit, wordsOfKeys } from './team/fingerprint.ts';
export { assertRequestFor, formatRequest, type JoinRequest, parseRequest } from './team/join-request.ts';
export { memberWithKeys, type Ownership, whoseKeys } from './team/membership.ts';
export {
  assertNobodys,
  memberMeant,
  namesake,
  withAdmin,
  withMember,
  withMemberBack,
  withNewKeys,
  withoutMember,
} from './team/roster-edits.ts';
