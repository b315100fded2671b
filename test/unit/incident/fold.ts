import { digest } from '../../../src/incident/canonical.ts';
import type { Content, Entry } from '../../../src/incident/entry.ts';

/** Entries in one chain, as one member writes them after the other; unsigned, since the fold does not look. */
export function chain(...contents: readonly (Content & { id?: string; by?: string })[]): Entry[] {
  const entries: Entry[] = [];
  contents.forEach((content, index) => {
    const last = entries.at(-1);
    entries.push({
      id: `E${index}`,
      at: `2026-11-23T14:${String(index).padStart(2, '0')}:00+01:00`,
      by: 'ana',
      after: last === undefined ? [] : [digest(last)],
      seq: index + 1,
      sig: 'sig',
      ...content,
    } as Entry);
  });
  return entries;
}

/** One entry behind these, that somebody wrote who had them before their eyes. */
export function behind(
  before: readonly Entry[],
  id: string,
  content: Content | { kind: 'compared' | 'joined'; sealed: string },
): Entry {
  const heads = before.filter((one) => !before.some((other) => other.after.includes(digest(one))));
  const seq = Math.max(...before.map((one) => one.seq)) + 1;
  const after = heads.map((one) => digest(one));
  return { id, at: '2026-11-24T10:00:00+01:00', by: 'ana', after, seq, sig: 'sig', ...content } as Entry;
}

export const report = (more: object = {}): Content & { id: string } => ({
  id: 'REPORT1',
  kind: 'report',
  reporter: 'R1',
  receivedAt: '2026-11-23T14:00:00+01:00',
  account: 'words',
  ...more,
});
