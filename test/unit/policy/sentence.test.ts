import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Content } from '../../../src/incident/entry.ts';
import { view } from '../../../src/incident/view.ts';
import { isToBeSaid, toBeSaidTo } from '../../../src/policy/sentence.ts';
import { chain, report } from '../incident/fold.ts';

const PRIVATE: Content = { kind: 'visibility', visibility: 'private' };
const ANSWERS = ['no-objection', 'not-said-yet', undefined] as const;
const AFFECTED = ['yes', 'no', 'unknown'] as const;

interface Said {
  readonly affected: (typeof AFFECTED)[number];
  readonly answer: (typeof ANSWERS)[number];
  readonly isGone: boolean;
}

/** One report of each, with what its reporter answered, and whether they can be reached. */
function incidentOf(all: readonly Said[]) {
  const contents = all.flatMap(({ affected, answer, isGone }, at): (Content & { id?: string })[] => {
    const [person, id] = [`R${at + 1}`, `REPORT${at + 1}`];
    return [
      {
        kind: 'person',
        person,
        role: 'reporter',
        affected,
        ...(isGone ? { contact: null } : { contact: 'x' }),
      },
      report({ id, reporter: person }),
      ...(answer === undefined ? [] : [{ kind: 'consent' as const, report: id, answer }]),
      ...(isGone ? [{ kind: 'unreachable' as const, person }] : []),
    ];
  });
  return view('K7F392QD', chain(PRIVATE, ...contents));
}

const said = fc.record({
  affected: fc.constantFrom(...AFFECTED),
  answer: fc.constantFrom(...ANSWERS),
  isGone: fc.boolean(),
});

describe('to whom the sentence is still to be said', () => {
  it('is never somebody who answered it, or who cannot be reached, whoever else waits', () => {
    fc.assert(
      fc.property(fc.array(said, { minLength: 1, maxLength: 4 }), (all) => {
        for (const ref of toBeSaidTo(incidentOf(all))) {
          const one = all[Number(ref.slice(1)) - 1];
          expect(one?.answer).not.toBe('no-objection');
          expect(one?.isGone).toBe(false);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('is not somebody who answered it at an earlier report of theirs', () => {
    const later = report({ id: 'REPORT2', reporter: 'R1' });
    const answer: Content = { kind: 'consent', report: 'REPORT1', answer: 'no-objection' };
    const person: Content = { kind: 'person', person: 'R1', role: 'reporter', affected: 'yes' };
    const of = (...more: readonly Content[]) =>
      view('K7F392QD', chain(PRIVATE, person, report(), answer, later, ...more));
    expect(isToBeSaid(of())).toBe(false);
    expect(toBeSaidTo(of())).toEqual([]);
    // What they say now counts, whatever they said before.
    expect(of({ ...answer, report: 'REPORT2', answer: 'asked-not-to-proceed' }).stopped).toBeDefined();
  });

  it('ends with their answers: where everybody answered who can be reached, nothing waits', () => {
    fc.assert(
      fc.property(fc.array(said, { minLength: 1, maxLength: 4 }), (all) => {
        const answered = all.map((one) => ({
          ...one,
          answer: one.isGone ? one.answer : ('no-objection' as const),
        }));
        expect(isToBeSaid(incidentOf(answered))).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});
