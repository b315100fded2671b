import { chmod, constants, copyFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensurePrivateFolder, isOwnFolder } from '../../disk/private-file.ts';
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

/** A copy of a sealed file of elsewhere, as if it had just been sealed. */
export async function copyArrival(folder: string, from: string, random: string): Promise<string> {
  const at = join(placeOfArrivals(folder), arrivalName(random));
  await ensurePrivateFolder(placeOfArrivals(folder));
  await copyFile(from, at, constants.COPYFILE_EXCL);
  await chmod(at, 0o600);
  return at;
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
