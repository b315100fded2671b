import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Content, NewEntry } from '../../src/incident/entry.ts';
import { makeEntryId, makeIncidentId } from '../../src/incident/id.ts';
import { anaAndBen, coc, deskOf, indexOf, json, type Place } from '../integration/run.ts';

const INCIDENTS = Number(process.env.COC_PROPERTY_RUNS ?? 8);
const SEED = Number(process.env.COC_PROPERTY_SEED ?? Math.floor(Math.random() * 2 ** 31));
const AT = '2026-11-23T10:00:00+00:00';
/** So late that the files are no longer new to the machine, with ends of sanctions between these two. */
const [BEFORE, AFTER] = ['2100-01-01T12:00:00Z', '2100-01-04T12:00:00Z'] as const;
const NAMES = ['Marlon Vane', 'Марлон Вэйн', 'Otto Quist', '@zedkarim'];
const WORDS = ['cloakroom', 'rose garden'];

type Said = Content & { readonly id?: string };
const name = fc.constantFrom(...NAMES);
const words = fc.constantFrom(...WORDS);
const day = fc.constantFrom('2099-12-30', '2100-01-02', '2100-01-08', '2100-03-01');
const perhaps = (...all: readonly fc.Arbitrary<Said>[]) =>
  fc.tuple(...all.map((one) => fc.option(one, { nil: undefined, freq: 2 })));

const begun = fc.tuple(name, name, words, fc.boolean()).map(([who, by, said, isQuick]): readonly Said[] => [
  { kind: 'opened', ...(isQuick && { quick: true }) },
  { kind: 'person', person: 'R1', role: 'reporter', affected: 'yes', name: by, contact: 'r@example.org' },
  { kind: 'person', person: 'A1', role: 'accused', name: who },
  { id: 'REPORT1', kind: 'report', reporter: 'R1', receivedAt: AT, account: `It was at the ${said}.` },
]);
const later = perhaps(
  fc.constantFrom('private', 'witnessed').map((visibility) => ({ kind: 'visibility', visibility }) as Said),
  fc
    .constantFrom('no-objection', 'asked-not-to-proceed', 'not-said-yet')
    .map((one) => ({ kind: 'consent', report: 'REPORT1', answer: one }) as Said),
  fc.constant<Said>({ kind: 'only-again', report: 'REPORT1', words: 'Only then.' }),
  fc.constant<Said>({ kind: 'permission', report: 'REPORT1', share: 'team', words: 'All may know.' }),
  fc.constant<Said>({ kind: 'grant', member: 'ben' }),
  name.map((one): Said => ({ kind: 'person', person: 'A2', role: 'accused', name: one })),
  fc.constant<Said>({ kind: 'told', about: 'complaint', person: 'A1', toldAt: AT }),
  fc
    .constantFrom('sanction', 'no-action', 'undecided')
    .map(
      (outcome) => ({ kind: 'meeting', heldAt: AT, present: ['ana'], whatHappened: 'x', outcome }) as Said,
    ),
  fc.tuple(day, fc.constantFrom('until', 'indefinite')).map(
    ([until, term]) =>
      ({
        ...{ id: 'SANCTION1', kind: 'sanction', person: 'A1', sanction: 'ban', label: 'No attendance' },
        ...{ startsAt: AT, term, parameters: { scope: 'all events' }, safety: 'x', decidedBy: ['ana'] },
        ...{ tell: ['The door'], conditions: ['No talks'], ...(term === 'until' && { until }) },
      }) as Said,
  ),
  day.map((due): Said => ({ kind: 'action', what: 'Ask the venue', who: 'ben', due: `${due}T12:00:00Z` })),
  words.map((said): Said => ({ kind: 'note', text: `Seen near the ${said}.` })),
  fc.constant<Said>({ kind: 'closed', owed: [{ what: 'announce' }] }),
  fc.constant<Said>({ kind: 'reopened', reason: 'Something new.' }),
);
const incident = fc
  .tuple(begun, later)
  .map(([first, more]) => [...first, ...more.filter((one) => one !== undefined)]);

/** What coc answers that looks over all incidents, in the order in which it is asked. */
const LOOKS: readonly (readonly [argv: readonly string[], stdin?: string])[] = [
  [['list']],
  [['list', '--kept']],
  [['status']],
  [['sanction', 'list']],
  [['same', 'list']],
  ...WORDS.map((one) => [['search'], `${one}\n`] as const),
  [['sanction', 'check'], `${NAMES[0]}\n`],
];

async function said(place: Place, at: string, isCold: boolean): Promise<Readonly<Record<string, unknown>>> {
  const all: Record<string, unknown> = {};
  for (const [argv, stdin] of LOOKS) {
    if (isCold) await rm(await indexOf(place), { recursive: true, force: true });
    const options = { now: new Date(at), ...(stdin !== undefined && { stdin }) };
    all[`${argv.join(' ')} ${stdin ?? ''}`] = json(await coc(place, [...argv, '--json'], options));
  }
  return all;
}

describe('what is said of many incidents at once', () => {
  it(`is the same remembered and opened, and what each says of itself (seed ${SEED})`, async () => {
    const { place, ben } = await anaAndBen();
    const { vault } = await deskOf(place);
    for (const contents of fc.sample(incident, { seed: SEED, numRuns: INCIDENTS })) {
      const entries = contents.map(
        ({ id = makeEntryId(randomBytes), ...content }) => ({ id, content }) as NewEntry,
      );
      await vault.create(makeIncidentId(randomBytes), entries);
    }
    for (const whose of [place, ben]) {
      await said(whose, BEFORE, false);
      // Remembered at an earlier moment, or then.
      const remembered = await said(whose, AFTER, false);
      expect(remembered).toEqual(await said(whose, AFTER, true));
      await eachSaysTheSame(whose, AFTER, remembered);
    }
  }, 120_000);
});

interface Row {
  readonly id: string;
  readonly status: string;
  readonly reports: number;
  readonly readers: readonly string[];
  readonly next: string | null;
}

/** Holds the rows of all incidents against what each is when it is opened alone. */
async function eachSaysTheSame(
  place: Place,
  at: string,
  all: Readonly<Record<string, unknown>>,
): Promise<void> {
  const rows = [all['list '], all['list --kept ']].flat() as readonly Row[];
  const { due } = all['status '] as { readonly due: readonly { readonly incident: string }[] };
  const sanctions = all['sanction list '] as readonly Readonly<Record<string, unknown>>[];
  for (const row of rows) {
    await rm(await indexOf(place), { recursive: true, force: true });
    const own = json(await coc(place, ['show', row.id, '--json'], { now: new Date(at) }));
    expect(row).toMatchObject({
      ...{ status: own.status, reports: own.reports.length, readers: own.readers },
      next: own.due[0]?.command ?? null,
    });
    expect(due.filter((one) => one.incident === row.id)).toEqual(own.due);
    const mine = sanctions.filter((one) => one.incident === row.id);
    expect(mine.map(({ person, label, term }) => [person, label, term])).toEqual(
      own.sanctions.map((one: Record<string, unknown>) => [one.person, one.label, one.term]),
    );
    // Whoever is under a sanction is found by the name that the incident has for them.
    for (const one of mine) {
      const { name: called } = own.people.find(({ ref }: { ref: string }) => ref === one.person);
      expect(one.name).toBe(called);
      const options = { now: new Date(at), stdin: `${called}\n` };
      const { found } = json(await coc(place, ['sanction', 'check', '--json'], options));
      if (one.status !== 'ended') expect(JSON.stringify(found)).toContain(row.id);
    }
  }
  const ids = new Set(rows.map(({ id }) => id));
  expect(due.filter((one) => !ids.has(one.incident))).toEqual([]);
  expect(ids.size).toBe(rows.length);
}
