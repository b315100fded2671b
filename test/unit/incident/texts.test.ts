import { describe, expect, it } from 'vitest';
import { isKnown } from '../../../src/incident/entry.ts';
import { textsIn } from '../../../src/incident/texts.ts';
import { byUniqueId } from '../../../src/incident/unique-id.ts';
import { view } from '../../../src/incident/view.ts';
import { INCIDENTS } from '../picture/every-kind.ts';

/** What is no text that somebody wrote: IDs, marks, moments, what was chosen, and what seals. */
const NOT_WRITTEN = new Set([
  ...[
    'kind',
    'id',
    'at',
    'by',
    'after',
    'sig',
    'seq',
    'report',
    'person',
    'entry',
    'sameAs',
    'who',
    'others',
  ],
  ...[
    'role',
    'affected',
    'level',
    'actions',
    'lawEnforcement',
    'calledAnyway',
    'channel',
    'heardBy',
    'heardByMember',
    'share',
  ],
  ...['members', 'member', 'people', 'answer', 'what', 'saidAt', 'receivedAt', 'visibility', 'want', 'keeps'],
  ...['from', 'to', 'takenAt', 'takenBy', 'heldAt', 'present', 'alsoPresent', 'outcome', 'precision', 'due'],
  ...[
    'purpose',
    'doneAt',
    'action',
    'letter',
    'about',
    'toldAt',
    'toldBy',
    'grounds',
    'why',
    'term',
    'until',
  ],
  ...['sanction', 'startsAt', 'changedAt', 'change', 'inform', 'decidedBy', 'endedAt', 'how-ended', 'appeal'],
  ...['heardAt', 'heardBy', 'happenedAt', 'closedAt', 'letters', 'proof', 'corrects', 'file', 'key', 'type'],
  ...['sha256', 'gate', 'corrected', 'removed', 'sealed', 'reporter', 'consent', 'otherThan', 'reports'],
  ...['noLonger', 'saidBy', 'permitted', 'for', 'form', 'inside', 'inSpiteOf'],
]);

/** Every text below an entry that is not among those. */
function written(value: unknown, key: string): readonly string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value];
  if (Array.isArray(value)) return value.flatMap((one) => written(one, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => (NOT_WRITTEN.has(name) ? [] : written(one, name)));
}

describe('the texts of an incident', () => {
  it.each(Object.entries(INCIDENTS))('are all that somebody wrote in it: %s', (_name, entries) => {
    const found = new Set(textsIn(view('K7F392QD', entries), new Map()).map(({ text }) => text));
    for (const entry of byUniqueId(entries).entries) {
      if (!isKnown(entry) || ['taken-in', 'sanction-done', 'sanction-end'].includes(entry.kind)) continue;
      for (const text of written(entry, '')) expect(found, `${entry.kind}: ${text}`).toContain(text);
    }
  });

  it('are those of what is sealed to fewer as well, apart, where it opened', () => {
    const entries = INCIDENTS.whole ?? [];
    const sealed = entries.find((entry) => 'sealed' in entry && entry.sealed !== undefined);
    const unsealed = new Map([[sealed?.id ?? '', { words: 'for two alone' }]]);
    const incident = view('K7F392QD', entries, unsealed);
    expect(textsIn(incident, unsealed)).toContainEqual(
      expect.objectContaining({ entry: sealed?.id, of: 'few', text: 'for two alone' }),
    );
    expect(JSON.stringify(textsIn(incident, new Map()))).not.toContain('for two alone');
  });

  it('tell people from the rest', () => {
    const texts = textsIn(view('K7F392QD', INCIDENTS.whole ?? []), new Map());
    const people = texts.filter(({ of }) => of === 'person');
    expect(people.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['Mei Lindqvist', 'mei@example.org', 'may']),
    );
    expect(people.every(({ kind }) => kind === 'person')).toBe(true);
  });
});
