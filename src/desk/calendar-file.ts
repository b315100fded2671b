import { readFile } from 'node:fs/promises';
import { writeAtomically } from '../disk/private-file.ts';
import { UserError, undefinedIfGone } from '../errors.ts';

/** Writes a calendar over the one that is there. Throws a UserError rather than replace something else. */
export async function writeCalendar(path: string, calendar: string): Promise<void> {
  const before = await readFile(path, 'utf8').catch(undefinedIfGone);
  if (before !== undefined && !before.startsWith('BEGIN:VCALENDAR')) {
    throw new UserError('There is a file of that name, and it is not a calendar.', {
      hints: ['Choose another name.'],
    });
  }
  await writeAtomically(path, new TextEncoder().encode(calendar), { mode: 0o600 });
}
