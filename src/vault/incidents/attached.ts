import { join } from 'node:path';
import { exists } from '../../disk/private-file.ts';
import { showId } from '../../incident/id.ts';
import type { IncidentView } from '../../incident/view.ts';
import type { Session } from '../clone/session.ts';
import { EVIDENCE } from '../format/layout.ts';
import type { Damaged } from './listing.ts';

/** The attachments that these incidents name and that are not there. None is opened. */
export async function missingAttachments(
  { repository }: Session,
  incidents: readonly Pick<IncidentView, 'id' | 'evidence' | 'closedEvidence'>[],
): Promise<readonly Damaged[]> {
  const { folder, objects } = repository;
  const committed = await objects.files('HEAD', EVIDENCE);
  const missing: Damaged[] = [];
  for (const { id, evidence, closedEvidence = [] } of incidents)
    for (const { file: path } of [...evidence, ...closedEvidence]) {
      if (!committed.has(path))
        missing.push({
          path,
          why: `it is nowhere in the history, though ${showId(id)} names it`,
          hints: ['Ask whoever put it there: `coc evidence list` says who. Their copy may have it.'],
        });
      else if (!(await exists(join(folder, path))))
        missing.push({ path, why: 'it is missing here, though the last commit has it' });
    }
  return missing;
}
