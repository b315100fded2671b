import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digest } from '../../../src/incident/canonical.ts';
import type { Content, Entry } from '../../../src/incident/entry.ts';
import { type IncidentView, view } from '../../../src/incident/view.ts';
import { report } from './fold.ts';

const NAMES = ['Ada', 'Ben', 'Cem', 'Dora Quist', 'Eve'] as const;
const MEMBERS = ['ana', 'ben', 'cem'] as const;
const name = fc.constantFrom(...NAMES);
const member = fc.constantFrom(...MEMBERS);
const seen = fc.constantFrom('private' as const, 'witnessed' as const);
const level = fc.constantFrom('none' as const, 'person' as const, 'violence' as const);
const said = fc.record(
  { name, contact: name, employer: name, aliases: fc.array(name, { minLength: 1, maxLength: 2 }) },
  { requiredKeys: [] },
);
const of = fc.constantFrom(
  { person: 'A1', role: 'accused' as const },
  { person: 'R1', role: 'reporter' as const },
);

/** What an incident has, corrections aside. */
const written: fc.Arbitrary<Content> = fc.oneof(
  fc.tuple(of, said).map(([who, what]): Content => ({ kind: 'person', ...who, ...what })),
  member.map((who): Content => ({ kind: 'grant', member: who })),
  member.map((who): Content => ({ kind: 'recusal', member: who })),
  seen.map((visibility): Content => ({ kind: 'visibility', visibility })),
  level.map((now): Content => ({ kind: 'threat', level: now })),
  fc
    .constantFrom('recorder' as const, 'team' as const)
    .map((share): Content => ({ kind: 'permission', report: 'REPORT1', share, words: 'yes' })),
  fc
    .constantFrom('no-objection' as const, 'asked-not-to-proceed' as const)
    .map((answer): Content => ({ kind: 'consent', report: 'REPORT1', answer })),
);

const BAN: Content & { id: string } = {
  id: 'BAN',
  kind: 'sanction',
  person: 'A1',
  sanction: 'ban',
  label: 'A ban',
  startsAt: '2026-11-24T10:00:00+01:00',
  term: 'until',
  until: '2027-01-31',
  parameters: {},
  safety: 'x',
  decidedBy: ['ana'],
};
const CHANGE: Content & { id: string } = {
  id: 'CHANGE',
  kind: 'sanction-change',
  sanction: 'BAN',
  term: 'indefinite',
  reason: 'x',
  decidedBy: ['cem'],
};
/** What a hand wrote that can write anything: it has more in it than what can be put right. */
const right = fc.record(
  {
    term: fc.constantFrom('now' as const, 'until' as const, 'indefinite' as const),
    until: fc.constantFrom('2027-01-31', '2027-06-30'),
    label: name,
    safety: name,
    tell: fc.array(name, { maxLength: 2 }),
    person: fc.constant('R1'),
    decidedBy: fc.constant(['ben']),
    ended: fc.constant({}),
  },
  { requiredKeys: [] },
);

/** What puts something of it right. */
const righting: fc.Arbitrary<Content> = fc.oneof(
  fc.tuple(right, fc.constantFrom(undefined, 'CHANGE', 'NONE')).map(
    ([now, change]): Content => ({
      kind: 'sanction-corrected',
      sanction: 'BAN',
      ...(change && { change }),
      right: now,
    }),
  ),
  fc
    .tuple(of, said, fc.subarray(['name', 'contact', 'employer', 'aliases', 'description']))
    .map(([who, what, corrected]): Content => ({ kind: 'person', ...who, ...what, corrected })),
  fc.constant<Content>({ kind: 'visibility-corrected', visibility: 'witnessed' }),
  fc.constant<Content>({ kind: 'visibility', visibility: 'private', correction: true }),
  level.map((now): Content => ({ kind: 'threat', level: now, correction: true })),
  fc
    .nat({ max: 12 })
    .map((index): Content => ({ kind: 'words-corrected', entry: `E${index}`, words: 'all of you' })),
  fc.constantFrom('channel', 'heardBy').map(
    (key): Content => ({
      kind: 'details',
      report: 'REPORT1',
      details: { channel: 'written' },
      removed: [key],
      correction: true,
    }),
  ),
);

type Placed = readonly [content: Content, by: string, after: readonly number[]];
const placed = (content: fc.Arbitrary<Content>) =>
  fc.array(fc.tuple(content, member, fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 3 })), {
    maxLength: 12,
  });

/** Entries whose writers had some of those before their eyes; the first of them always. */
function entriesOf(all: readonly Placed[], before: readonly Entry[]): readonly Entry[] {
  const entries = [...before];
  for (const [content, by, after] of all) {
    const known = [entries[0], ...after.map((at) => entries[at % entries.length])];
    entries.push({
      id: `E${entries.length}`,
      at: '2026-11-24T10:00:00+01:00',
      by,
      after: [...new Set(known.flatMap((one) => (one === undefined ? [] : [digest(one)])))],
      seq: 1 + Math.max(...known.map((one) => one?.seq ?? 0)),
      sig: 'sig',
      ...content,
    } as Entry);
  }
  return entries;
}

const OPENED = entriesOf([[{ kind: 'opened' }, 'ana', []]], []).map(
  (entry) => ({ ...entry, after: [], seq: 1 }) as Entry,
);
const REPORT = report({ account: undefined, sealed: 'x', summary: 'x', channel: 'verbal', heardBy: 'H1' });
const FIRST = entriesOf(
  [
    [REPORT, 'ana', [0]],
    [BAN, 'ana', [1]],
    [CHANGE, 'cem', [2]],
  ],
  OPENED,
);

/** Every name, contact and employer that is known, right or wrong, under whatever mark. */
function knownIn({ people }: IncidentView): readonly string[] {
  return people
    .flatMap(({ name: own, contact, employer = '', aliases = [], wrong = [] }) => [
      ...[own, contact, ...employer.split('; '), ...aliases, ...wrong.map(({ was }) => was)],
    ])
    .filter((one): one is string => Boolean(one));
}

describe('whatever is put right, by whomever, beside whatever else', () => {
  it('reads the same in any order, opens it to nobody, ends no stop, lets nobody in again, decides nothing, and forgets no name', () => {
    fc.assert(
      fc.property(placed(written), placed(righting), fc.nat(), (base, corrections, turn) => {
        const before = entriesOf(base, FIRST);
        const after = entriesOf(corrections, before);
        const [was, is] = [view('K7F392QD', before), view('K7F392QD', after)];
        const turned = after.map((_, index) => after[(index + turn) % after.length] as Entry).reverse();
        expect(view('K7F392QD', turned)).toEqual(is);
        expect(was.readers).toEqual(expect.arrayContaining([...is.readers]));
        expect(is.keptOut).toEqual(was.keptOut);
        expect(is.stopped).toEqual(was.stopped);
        expect(is.consent).toEqual(was.consent);
        expect(is.reports[0]?.share).toEqual(was.reports[0]?.share);
        const decided = ({ sanctions }: IncidentView) =>
          sanctions.map(({ id, person, decidedBy, ended, changes }) => ({
            ...{ id, person, decidedBy, ended },
            changes: changes.map((one) => [one.id, one.reason, one.decidedBy]),
          }));
        expect(decided(is)).toEqual(decided(was));
        expect(knownIn(is)).toEqual(expect.arrayContaining([...knownIn(was)]));
      }),
      { numRuns: 400 },
    );
  });
});
