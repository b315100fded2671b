import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digest } from '../../../src/incident/canonical.ts';
import type { Content, Entry, EntryOf } from '../../../src/incident/entry.ts';
import { happenedTo } from '../../../src/incident/happened-to.ts';
import { marksMoved, marksWritten, mayHaveMoved, numbersMoved } from '../../../src/incident/marks-moved.ts';
import { order } from '../../../src/incident/order.ts';
import { numberPeople } from '../../../src/incident/people.ts';
import { type IncidentView, view } from '../../../src/incident/view.ts';

const AT = '2026-11-26T10:00:00+01:00';
const fold = (entries: readonly Entry[]): IncidentView => view('K7F392QD', entries);

/** Somebody who writes on top of what they know, as coc does: the next free mark, the heads, one more than the highest `seq`. */
class Writer {
  entries: readonly Entry[] = [];
  readonly #name: string;
  #count = 0;

  constructor(name: string) {
    this.#name = name;
  }

  write(content: Content): Entry {
    const { heads, seq } = order(this.entries);
    this.#count += 1;
    const id = `${this.#name}-${this.#count}`;
    const entry = {
      ...content,
      id,
      at: AT,
      by: this.#name,
      after: [...heads],
      seq: seq + 1,
      sig: 's',
    } as Entry;
    this.entries = [...this.entries, entry];
    return entry;
  }

  /** Takes a report of somebody named like this, about somebody named like that. */
  report(who: string, accused: string, friend?: string): void {
    const mark = numberPeople(fold(this.entries).people.map(({ ref }) => ref));
    const [reporter, about] = [mark('reporter'), mark('accused')];
    const affected = friend === undefined ? {} : { affected: 'no' as const };
    this.write({ kind: 'person', person: reporter, role: 'reporter', name: who, ...affected });
    if (friend !== undefined)
      this.write({
        kind: 'person',
        person: mark('affected'),
        role: 'affected',
        name: friend,
        affected: 'yes',
      });
    const { id } = this.write({ kind: 'report', reporter, receivedAt: AT, account: `${who} on ${accused}` });
    this.write({ kind: 'person', person: about, role: 'accused', name: accused });
    this.write({ kind: 'details', report: id, details: { who: about } });
  }

  /** Writes something about everybody whom they see under a mark of an accused. */
  statements(): void {
    for (const { ref, role, name } of fold(this.entries).people)
      if (role === 'accused')
        this.write({ kind: 'statement', person: ref, words: String(name), takenAt: AT, takenBy: 'x' });
  }

  learn(other: Writer): void {
    const known = new Set(this.entries.map(digest));
    this.entries = [...this.entries, ...other.entries.filter((one) => !known.has(digest(one)))];
  }
}

const doing = fc.array(
  fc.record({
    who: fc.nat(2),
    does: fc.constantFrom('report', 'report', 'statements', 'learn', 'learn'),
    from: fc.nat(2),
  }),
  { maxLength: 12 },
);

describe('people whom two brought in at once', () => {
  it('stay different people, each with what is about them, whoever looks and in whatever order it came', () => {
    fc.assert(
      fc.property(doing, fc.infiniteStream(fc.nat()), (all, random) => {
        const writers = ['ana', 'ben', 'cem'].map((name) => new Writer(name)) as [Writer, Writer, Writer];
        writers[0].write({ kind: 'opened' });
        writers[1].learn(writers[0]);
        writers[2].learn(writers[0]);
        let reports = 0;
        for (const { who, does, from } of all) {
          const writer = writers[who] as Writer;
          if (does === 'report') {
            reports += 1;
            writer.report(`Reporter ${reports}`, `Accused ${reports}`, `Friend of Reporter ${reports}`);
          } else if (does === 'learn') writer.learn(writers[from] as Writer);
          else writer.statements();
        }
        writers[0].learn(writers[1]);
        writers[0].learn(writers[2]);
        const { entries } = writers[0];
        const incident = fold(entries);
        expect(incident.people).toHaveLength(3 * reports);
        const name = new Map(incident.people.map(({ ref, name: own }) => [ref, own]));
        expect(name.size).toBe(3 * reports);
        // What reads the entries themselves reads them with the marks of now.
        for (const one of incident.entries)
          if (one.kind === 'person')
            expect((one as EntryOf<'person'>).name).toBe(name.get((one as EntryOf<'person'>).person));
        for (const one of incident.reports)
          expect(happenedTo(one, incident)?.map((ref) => name.get(ref))).toEqual([
            `Friend of ${name.get(one.reporter)}`,
          ]);
        for (const { reporter, account, details } of incident.reports)
          expect(account).toBe(`${name.get(reporter)} on ${name.get(details.who ?? '')}`);
        for (const { person, words } of incident.statements) expect(name.get(person)).toBe(words);
        const shuffled = [...entries].sort(() => ((random.next().value ?? 0) % 3) - 1);
        expect(fold(shuffled)).toEqual(incident);
      }),
      { numRuns: 300 },
    );
  });

  it('are told of, whenever they get another mark than somebody saw them under', () => {
    let seen = 0;
    let counted = 0;
    fc.assert(
      fc.property(doing, (all) => {
        const writers = ['ana', 'ben', 'cem'].map((name) => new Writer(name)) as [Writer, Writer, Writer];
        writers[0].write({ kind: 'opened' });
        writers[1].learn(writers[0]);
        writers[2].learn(writers[0]);
        let reports = 0;
        for (const { who, does, from } of all) {
          const writer = writers[who] as Writer;
          if (does === 'report') {
            reports += 1;
            writer.report(`Reporter ${reports}`, `Accused ${reports}`);
          } else if (does === 'statements') writer.statements();
          else {
            const before = writer.entries;
            writer.learn(writers[from] as Writer);
            const marks = new Map(fold(writer.entries).people.map(({ ref, name }) => [name, ref]));
            const changed = fold(before).people.flatMap(({ ref, name }) =>
              marks.get(name) === ref ? [] : [{ was: ref, now: marks.get(name) }],
            );
            const numbers = new Map(fold(writer.entries).reports.map(({ id, number }) => [id, number]));
            const renumbered = fold(before).reports.flatMap(({ id, number }) =>
              numbers.get(id) === number ? [] : [{ what: 'report', was: number, now: numbers.get(id) }],
            );
            expect(numbersMoved(before, writer.entries)).toEqual(renumbered);
            counted += renumbered.length;
            const told = marksMoved(before, writer.entries);
            expect(mayHaveMoved(writer.entries) || told.length + renumbered.length === 0).toBe(true);
            const plain = told.map(({ was, now }) => ({ was, now }));
            expect(plain).toHaveLength(changed.length);
            expect(plain).toEqual(expect.arrayContaining(changed));
            for (const { was, isTaken } of told) expect(isTaken).toBe([...marks.values()].includes(was));
            for (const one of plain)
              expect(marksWritten(writer.entries).map(({ now }) => now)).toContain(one.now);
            seen += told.length;
          }
        }
      }),
      { numRuns: 300 },
    );
    expect(seen).toBeGreaterThan(5);
    expect(counted).toBeGreaterThan(5);
  });

  it('keep the marks they have for whoever writes on, once both are known', () => {
    const [ana, ben] = [new Writer('ana'), new Writer('ben')];
    ana.write({ kind: 'opened' });
    ben.learn(ana);
    ana.report('Vera Malik', 'Otto Lind');
    ben.report('Zoe Quist', 'Kurt Niem');
    ana.learn(ben);
    const before = fold(ana.entries).people.map(({ ref, name }) => `${ref} ${name}`);
    expect(before.sort()).toEqual(['A1 Otto Lind', 'A2 Kurt Niem', 'R1 Vera Malik', 'R2 Zoe Quist']);
    ana.report('Ida Berg', 'Olaf Dahl');
    ana.statements();
    const after = fold(ana.entries);
    expect(after.people.map(({ ref, name }) => `${ref} ${name}`).sort()).toEqual(
      [...before, 'A3 Olaf Dahl', 'R3 Ida Berg'].sort(),
    );
    expect(after.statements.map(({ person, words }) => `${person} ${words}`).sort()).toEqual([
      'A1 Otto Lind',
      'A2 Kurt Niem',
      'A3 Olaf Dahl',
    ]);
  });

  it('are not made of somebody whom two complete at once', () => {
    const [ana, ben] = [new Writer('ana'), new Writer('ben')];
    ana.report('Vera Malik', 'Otto Lind');
    ben.learn(ana);
    ana.write({ kind: 'person', person: 'A1', role: 'accused', employer: 'Blue Booth' });
    ben.write({ kind: 'person', person: 'A1', role: 'accused', aliases: ['@otto'] });
    ana.learn(ben);
    expect(fold(ana.entries).people).toMatchObject([
      { ref: 'R1' },
      { ref: 'A1', name: 'Otto Lind', employer: 'Blue Booth', aliases: ['@otto'] },
    ]);
  });

  it('are told apart where somebody pretends not to know whom the incident has', () => {
    const [ana, ben] = [new Writer('ana'), new Writer('ben')];
    ana.write({ kind: 'opened' });
    ben.learn(ana);
    ana.report('Vera Malik', 'Otto Lind');
    ben.write({ kind: 'person', person: 'A1', role: 'accused', name: 'Somebody Else' });
    ana.learn(ben);
    const { people, reports } = fold(ana.entries);
    const accused = reports[0]?.details.who;
    expect(people.find(({ ref }) => ref === accused)?.name).toBe('Otto Lind');
  });
});
