import { type LetterFormat, layOut } from '../letters/format.ts';
import { subjectOf } from '../policy/letter-text.ts';
import type { OutgoingId, Playbook } from '../policy/playbook.ts';

/** A text that goes out, as whoever passes it on wants it. */
export function laidOut(
  text: string,
  kind: OutgoingId | undefined,
  playbook: Playbook,
  format: LetterFormat = 'text',
): string {
  return layOut(text, format, kind === undefined ? '' : subjectOf(kind, playbook));
}
