import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isOwnFolder } from '../../disk/private-file.ts';
import { hasEnded, stampOf } from '../../processes.ts';

/** In `.git`: sealed attachments that belong to no incident yet. On the same disk as the place where they go. */
const PLACE = '.git/coc-arriving';
const NAME = /^([0-9A-Z]+)\.([0-9a-f-]+)$/;

/** Where attachments lie between being sealed and being saved. */
export function placeOfArrivals(folder: string): string {
  return join(folder, PLACE);
}

/** What one is called there: with the process that works on it, so that nobody sweeps it away below that. */
export function arrivalName(random: string): string {
  return `${random}.${stampOf(process.pid) ?? process.pid}`;
}

/** Removes what a coc had sealed and was stopped before it was saved: the keys went with it, so that nobody can open it. */
export async function sweepArrivals(folder: string): Promise<void> {
  const place = placeOfArrivals(folder);
  if (!(await isOwnFolder(place))) return;
  for (const name of await readdir(place)) {
    const [, , stamp] = NAME.exec(name) ?? [];
    if (stamp === undefined || hasEnded(stamp)) await rm(join(place, name), { recursive: true, force: true });
  }
}
