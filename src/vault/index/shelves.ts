import { createHash } from 'node:crypto';

/** Among how many shelves the incidents are spread, so that one that changed does not write all of them again. */
const SHELVES = 32;

/** The shelf of an incident, two digits. */
export function shelfOf(id: string): string {
  const number = createHash('sha256').update(id).digest().readUInt8(0) % SHELVES;
  return String(number).padStart(2, '0');
}
