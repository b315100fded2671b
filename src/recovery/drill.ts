import type { App, Desk } from '../app.ts';
import { undefinedIfRefused } from '../errors.ts';
import { readHeader } from '../vault/failures.ts';
import type { Identity } from '../vault/keys.ts';
import { INCIDENTS, incidentAt } from '../vault/repository.ts';
import { gatherRecovery, type RecoverySource } from './gather-recovery.ts';

/** How many incidents are read at once. */
const AT_ONCE = 100;

/** What a rehearsal of a recovery came to. */
export interface Drilled {
  /** How many incidents the recovery key opens. */
  readonly opened: number;
  /** The paths of those that it does not open. */
  readonly failed: readonly string[];
}

/**
 * Proves that the recovery key is the one of team.yaml and opens every incident, as it is committed and verified. Only the
 * header of each is opened, so nothing of what they hold is read. Throws a UserError where it is not the right key.
 */
export async function drill(app: App, desk: Desk, source: RecoverySource = {}): Promise<Drilled> {
  const { objects, roster } = desk.repository;
  const { recovery } = await gatherRecovery(app, roster, source);
  const head = await objects.resolve('HEAD');
  const all = head === undefined ? [] : [...(await objects.files(head, INCIDENTS))];
  const files = all.filter(([path]) => incidentAt(path) !== undefined);
  const failed: string[] = [];
  for (let from = 0; from < files.length; from += AT_ONCE) {
    if (from > 0) app.notice(`${from} of ${files.length} incidents tried so far.`);
    const some = files.slice(from, from + AT_ONCE);
    const contents = await objects.read(some.map(([, { id }]) => id));
    for (const [path, { id }] of some)
      if ((await opened(recovery, contents.get(id)).catch(undefinedIfRefused)) === undefined)
        failed.push(path);
  }
  return { opened: files.length - failed.length, failed };
}

async function opened(recovery: Identity, bytes: Uint8Array = new Uint8Array()): Promise<Uint8Array> {
  return recovery.openHeader(bytes.subarray(0, readHeader(bytes).size));
}
