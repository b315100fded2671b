/** What can be wrong with a commit. */
export type Harm =
  | 'damaged'
  | 'merge'
  | 'second-beginning'
  | 'unsigned'
  | 'stranger'
  | 'left'
  | 'other-author'
  | 'not-admin'
  | 'team-unreadable'
  | 'newer-format'
  | 'team-older'
  | 'team-rewritten'
  | 'team-unusable'
  | 'recovery-misused'
  | 'gone'
  | 'evidence-changed'
  | 'put-back'
  | 'not-sealed'
  | 'strange-file'
  | 'follows-bad';

/** One thing that is wrong with a commit, and where. */
export interface Finding {
  readonly commit: string;
  readonly harm: Harm;
  /** The path that it is about, where it is about one. */
  readonly path?: string;
}

/** What each harm means, as people say it. Nothing in it is from a commit. */
export const MEANING: Readonly<Record<Harm, string>> = {
  damaged: 'git cannot read it, or parts of it are missing',
  merge: 'it merges two histories, as the web page of a git host does; coc never writes such a commit',
  'second-beginning': 'it puts another history with a beginning of its own together with yours',
  unsigned:
    'it carries no signature of a member, as when somebody edits a file on the web page of a git host',
  stranger: 'it is signed with a key that is not of this team',
  left: 'it is signed with the key of somebody who is not on the team any more',
  'other-author': 'it is signed by one member and says that it is by somebody else',
  'not-admin': 'it changes what only an admin of the team may change',
  'newer-format': 'a newer coc wrote it, in a format that this one does not know',
  'team-unreadable': 'it leaves a team.yaml that cannot be read',
  'team-older': 'it puts an older team.yaml in place of a newer one',
  'team-rewritten':
    'it changes in team.yaml what never changes: it drops somebody, or puts another key in place of theirs',
  'team-unusable':
    'it leaves a team.yaml that nobody could go on with: no admin, a key that cannot be used, or a number that is too high',
  'recovery-misused':
    'it is signed with the recovery key and does more than admit one admin in place of those before',
  gone: 'it takes away a file that is never deleted',
  'evidence-changed': 'it changes an attachment or a sealed note; these never change',
  'put-back':
    'it puts an older version of a sealed file in place of a newer one, or one file in place of another',
  'not-sealed': 'it puts something where only sealed files belong that is not an age file of ours',
  'strange-file': 'it adds something that is not an ordinary file, or has no place here',
  'follows-bad': 'nothing is wrong with it but that it goes on from one that cannot be trusted',
};
