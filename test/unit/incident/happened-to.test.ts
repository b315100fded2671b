import { describe, expect, it } from 'vitest';
import type { Content } from '../../../src/incident/entry.ts';
import { happenedTo } from '../../../src/incident/happened-to.ts';
import { view } from '../../../src/incident/view.ts';
import { chain, report } from './fold.ts';

type Written = Content & { id?: string; at?: string; by?: string };
const person = (ref: string, role: string, affected?: string, more: object = {}): Written =>
  ({ kind: 'person', person: ref, role, ...(affected && { affected }), ...more }) as Written;
const second = (reporter: string): Written => report({ id: 'REPORT2', reporter });
/** One save behind the other. */
const saves = (...all: readonly (readonly Written[])[]) =>
  all.flatMap((one, index) => one.map((entry) => ({ at: `2026-11-2${index + 1}T10:00:00+01:00`, ...entry })));
const told = (...all: readonly (readonly Written[])[]) => {
  const incident = view('K7F392QD', chain(...saves(...all)));
  return incident.reports.map((one) => happenedTo(one, incident)?.join());
};

const OF_P1: readonly Written[] = [person('R1', 'reporter', 'no'), person('P1', 'affected', 'yes'), report()];
const OF_R1: readonly Written[] = [person('R1', 'reporter', 'yes'), report()];

describe('to whom a report happened', () => {
  it('is nobody else where it happened to who reported it, or nobody said', () => {
    expect(told(OF_R1)).toEqual([undefined]);
    expect(told([person('R1', 'reporter'), report()])).toEqual([undefined]);
    expect(told([person('R1', 'reporter', 'unknown'), report()])).toEqual([undefined]);
  });

  it('is who was named with it, of each report its own', () => {
    expect(told(OF_P1)).toEqual(['P1']);
    expect(told(OF_P1, [person('P1', 'affected', 'yes'), second('P1')])).toEqual(['P1', undefined]);
    expect(
      told(OF_R1, [person('R2', 'reporter', 'no'), person('R1', 'reporter', 'yes'), second('R2')]),
    ).toEqual([undefined, 'R1']);
  });

  it('is somebody else where nobody said who, until it is told', () => {
    const open = [person('R1', 'reporter', 'no'), report()];
    expect(told(open)).toEqual(['']);
    expect(told(open, [person('P1', 'affected', 'yes')])).toEqual(['P1']);
    expect(
      told(
        open,
        [person('R2', 'reporter', 'yes'), second('R2')],
        [person('P1', 'affected', 'yes'), { kind: 'details', report: 'REPORT1', details: { when: 'x' } }],
      ),
    ).toEqual(['P1', undefined]);
  });

  it('is by the mark that counts now, and what was put right since', () => {
    expect(
      told(OF_P1, [person('P1', 'affected', undefined, { sameAs: 'W1' }), person('W1', 'witness')]),
    ).toEqual(['W1']);
    expect(told([person('R1', 'reporter', 'no'), report()], [person('R1', 'reporter', 'yes')])).toEqual([
      undefined,
    ]);
  });
});
