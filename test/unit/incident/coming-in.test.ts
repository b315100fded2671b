import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digest } from '../../../src/incident/canonical.ts';
import { comingIn, digestsIn, takenIn } from '../../../src/incident/coming-in.ts';
import type { Content, Entry } from '../../../src/incident/entry.ts';
import { mergeEntries } from '../../../src/incident/merge.ts';
import { order } from '../../../src/incident/order.ts';
import { view } from '../../../src/incident/view.ts';
import { dueIn } from '../../../src/policy/due.ts';
import { statusOf } from '../../../src/policy/status.ts';
import { playbook } from '../policy/shipped.ts';
import { chain, report } from './fold.ts';

const AT = '2026-11-24T09:00:00+01:00';
const NOW = new Date('2026-11-25T09:00:00Z');
const facts = { admins: new Set(['ana']) };

const permission = (members: string[]): Content & { id: string } => ({
  id: 'PERMISSION',
  kind: 'permission',
  report: 'REPORT1',
  share: 'named',
  members,
});
const known: Content[] = [
  { kind: 'opened' },
  report() as Content,
  { kind: 'person', person: 'A1', role: 'accused', name: 'Somebody Else' },
  { kind: 'visibility', visibility: 'private' },
  { kind: 'consent', report: 'REPORT1', answer: 'no-objection' },
  permission(['ben', 'cem']),
  { kind: 'grant', member: 'ben' },
  { kind: 'grant', member: 'cem' },
];

/** Two who could open it, and no longer can: one who is kept out, one whose permission ended. */
const OUT: Readonly<Record<string, readonly Entry[]>> = {
  'is kept out': chain(...known, { kind: 'recusal', member: 'ben' }),
  'is no longer permitted': chain(...known, { ...permission(['cem']), id: 'PERMISSION2' }),
};

/** Whatever an entry may do, of somebody who means harm: also with the IDs of entries that are there. */
const id = fc.constantFrom('REPORT1', 'PERMISSION', 'E0', 'E2', 'E6', 'X1', 'X2');
const member = fc.constantFrom('ana', 'ben', 'cem', 'dan');
const content = fc.oneof(
  fc.record({ kind: fc.constantFrom('grant', 'recusal'), member }),
  fc.record({ kind: fc.constant('recusal-undone'), member, corrects: id, reason: fc.constant('why') }),
  fc.record({
    kind: fc.constant('report'),
    reporter: fc.constantFrom('R1', 'R2'),
    receivedAt: fc.constant(AT),
  }),
  fc.record({
    kind: fc.constant('consent'),
    report: id,
    answer: fc.constantFrom('asked-not-to-proceed', 'not-said-yet'),
  }),
  fc.record({
    kind: fc.constant('wish'),
    report: id,
    want: fc.constantFrom('stop', 'nobody-more', 'keep', 'go-on'),
    saidAt: fc.constant(AT),
    keeps: fc.constantFrom([], ['ben'], ['cem']),
    words: fc.constant('words'),
  }),
  fc.record({ kind: fc.constant('permission'), report: id, share: fc.constantFrom('team', 'recorder') }),
  fc.record({
    kind: fc.constant('person'),
    person: fc.constantFrom('A1', 'R1', 'P1'),
    role: fc.constantFrom('accused', 'witness'),
    name: fc.constant('Ana'),
  }),
  fc.record({
    kind: fc.constant('person'),
    person: fc.constant('A1'),
    role: fc.constant('accused'),
    sameAs: fc.constant('R1'),
  }),
  fc.record({ kind: fc.constant('visibility'), visibility: fc.constant('witnessed') }),
  fc.record({ kind: fc.constant('threat'), level: fc.constantFrom('none', 'violence') }),
  fc.record({ kind: fc.constant('details'), report: id, details: fc.constant({ who: 'R1' }) }),
  fc.record({ kind: fc.constant('widened'), entry: id, to: fc.constant(['ben']) }),
  fc.record({
    kind: fc.constant('meeting'),
    heldAt: fc.constant(AT),
    attended: fc.constant(['ben']),
    answers: fc.constant({}),
  }),
  fc.record({
    kind: fc.constant('action'),
    who: member,
    what: fc.constant('x'),
    by: fc.constant('ben'),
    due: fc.constant(AT),
  }),
  fc.record({ kind: fc.constant('sanction'), sanction: fc.constant('no-action'), reason: fc.constant('x') }),
  fc.record({ kind: fc.constant('closed'), reason: fc.constant('x') }),
  fc.record({ kind: fc.constant('reopened'), reason: fc.constant('x') }),
  fc.record({ kind: fc.constant('announcement'), decision: fc.constant('yes') }),
  fc.record({
    kind: fc.constantFrom('note', 'follow-up'),
    text: fc.constant('words'),
    receivedAt: fc.constant(AT),
  }),
  fc.record({
    kind: fc.constant('evidence'),
    file: fc.constant('x'),
    key: fc.constant('x'),
    name: fc.constant('x'),
    size: fc.constant(1),
    sha256: fc.constant('x'),
  }),
);

/** What the others rely on. */
function whole(entries: readonly Entry[]): unknown {
  const {
    entries: _entries,
    chain: _chain,
    kept: _kept,
    doubles: _doubles,
    ...rest
  } = view('K7F392QD', entries, undefined, facts);
  const incident = view('K7F392QD', entries, undefined, facts);
  return { ...rest, status: statusOf(incident), due: dueIn(incident, playbook, NOW) };
}

/** What Ben writes on top of any version that he could open, or beside it. */
const written = fc.array(
  fc.record({ content, id, back: fc.nat(8), seq: fc.integer({ min: 1, max: 30 }), beside: fc.boolean() }),
  { minLength: 1, maxLength: 6 },
);

describe('what comes in from somebody who can no longer open the incident', () => {
  it.each(Object.entries(OUT))('changes nothing where the author %s', (_why, entries) => {
    expect(view('K7F392QD', entries, undefined, facts).readers).not.toContain('ben');
    fc.assert(
      fc.property(written, fc.nat(2), (theirs, times) => {
        const forged: Entry[] = [];
        for (const { content: what, id: own, back, seq, beside } of theirs) {
          const before = beside ? entries[Math.max(0, 7 - back)] : (forged.at(-1) ?? entries[7 - (back % 8)]);
          forged.push({
            ...what,
            id: own,
            at: AT,
            by: 'ben',
            after: before ? [digest(before)] : [],
            seq,
            sig: 's',
          } as Entry);
        }
        let now = entries;
        for (let time = 0; time <= times; time += 1) {
          const coming = comingIn(view('K7F392QD', now, undefined, facts), forged);
          if (coming === undefined) throw new Error('refused');
          expect(coming.counting).toEqual([]);
          const { heads, seq } = order(now);
          const added = coming.kept.map(({ from, entries: kept }) => ({
            ...takenIn(`T${time}`, from, kept).content,
            ...{ id: `T${time}`, at: AT, by: 'cem', after: [...heads], seq: seq + 1, sig: 's' },
          }));
          now = mergeEntries(now, added as Entry[]);
        }
        expect(whole(now)).toEqual(whole(entries));
        const { kept } = view('K7F392QD', now, undefined, facts);
        expect(kept.map(({ kind }) => kind).sort()).toEqual(
          [...new Map(forged.map((one) => [digest(one), one.kind])).values()].sort(),
        );
        expect([...digestsIn(now)]).toEqual(expect.arrayContaining(forged.map(digest)));
      }),
      { numRuns: 300 },
    );
  });

  it.each<[string, Partial<Entry> & Record<string, unknown>]>([
    ['opens it', { kind: 'opened' }],
    ['was let in by the recovery key', { kind: 'recovered', member: 'ben' }],
    ['vouches for others', { kind: 'taken-in', from: 'ana', written: [] }],
    ['is somebody who never could', { kind: 'note', text: 'words', by: 'dan' }],
    ['follows nothing', { kind: 'note', text: 'words', after: [] }],
  ])('is refused where it says that its author %s', (_what, more) => {
    const [entries = []] = Object.values(OUT);
    const after = [digest(entries[7])];
    const entry = { id: 'X', at: AT, by: 'ben', after, seq: 9, sig: 's', ...more } as Entry;
    expect(comingIn(view('K7F392QD', entries, undefined, facts), [entry])).toBeUndefined();
  });

  it('counts where the author can open it again', () => {
    const [entries = []] = Object.values(OUT);
    const undone: Content = { kind: 'recusal-undone', member: 'ben', corrects: 'E8', reason: 'a mistake' };
    const again = chain(...known, { kind: 'recusal', member: 'ben' }, undone);
    const note = {
      kind: 'note',
      text: 'x',
      id: 'X',
      at: AT,
      by: 'ben',
      after: [digest(entries[7])],
      seq: 9,
      sig: 's',
    } as Entry;
    expect(comingIn(view('K7F392QD', again, undefined, facts), [note])).toEqual({
      counting: [note],
      kept: [],
    });
  });
});

describe('an entry with the ID of another', () => {
  const double = (content: Content & { by?: string }): Entry[] => {
    const entries = chain(...known);
    const [last] = entries.slice(-1);
    return [
      ...entries,
      { at: AT, by: 'cem', after: [digest(last)], seq: 99, sig: 's', id: 'REPORT1', ...content } as Entry,
    ];
  };

  it('does not count, and is named', () => {
    const entries = double({
      ...report({ reporter: 'R9', account: 'never said' }),
      kind: 'report',
    } as Content);
    const incident = view('K7F392QD', entries, undefined, facts);
    expect(incident.reports).toMatchObject([{ reporter: 'R1', account: 'words' }]);
    expect(incident.readers).toEqual(['ana', 'ben', 'cem']);
    expect(incident.doubles).toEqual([{ id: 'REPORT1', at: AT, by: 'cem' }]);
  });

  it('keeps somebody out all the same', () => {
    expect(view('K7F392QD', double({ kind: 'recusal', member: 'ben' }), undefined, facts).readers).toEqual([
      'ana',
      'cem',
    ]);
  });
});
