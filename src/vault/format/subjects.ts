/**
 * What commits are called. Everybody with the repository reads it, and whoever gets mail from the host at each push.
 *
 * Whatever is sealed has one subject: a save, a note of somebody who could not open the incident any more, sealing again,
 * a recovery. Which file it was is told by its path, and nothing more (DESIGN 4, "Names leak nothing").
 */
export const SUBJECT = {
  begin: 'Begin the reports repository',
  sealed: 'Add to the reports',
  team: 'Change the team',
  policy: 'Change the policy',
  community: 'Change what the community says about itself',
  checker: 'Verify every push',
  restore: 'Restore the repository',
  recovery: 'Admit an admin with the recovery key',
} as const;
