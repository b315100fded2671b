import type { Objects } from '../git/objects.ts';
import type { Roster } from '../team/roster.ts';
import { checkCommit } from './commit-rules.ts';
import type { Finding } from './finding.ts';
import { SealedBefore } from './sealed-before.ts';
import { readSteps } from './steps.ts';

/**
 * What is wrong with each commit after the last good one, by itself, so that a restore commit can name all of them. Each
 * is held against the team as it was at the good one: a team that a bad commit brought in counts for nothing.
 */
export async function harmsOf(
  objects: Objects,
  good: { readonly commit: string; readonly roster: Roster },
  upTo: string,
): Promise<readonly Finding[]> {
  const revisions = await objects.revisions(good.commit, upTo);
  const steps = await readSteps(
    objects,
    revisions.map(({ id }) => id),
  );
  const sealed = new SealedBefore(objects, good.commit);
  const harms: Finding[] = [];
  for (const step of steps) {
    if ('harm' in step) {
      harms.push(step);
      continue;
    }
    const checked = checkCommit(step, good.roster, step.content, await sealed.before(step.changes));
    harms.push('harm' in checked ? checked : { commit: step.commit.id, harm: 'follows-bad' });
    await sealed.note(step.changes);
  }
  return harms;
}
