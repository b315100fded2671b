import { describe, expect, it } from 'vitest';
import type { Joined } from '../../../src/incident/joined-incidents.ts';
import type { IncidentView } from '../../../src/incident/view.ts';
import { settle } from '../../../src/interview/check.ts';
import { barTo } from '../../../src/policy/bars.ts';
import { comparable } from '../../../src/policy/comparable.ts';
import type { Situation } from '../../../src/policy/situation.ts';
import { JOIN_INCIDENTS } from '../../../src/steps/join-incidents.ts';
import { playbook } from './shipped.ts';
import { incidentOf, READY, situation } from './step-situation.ts';

const OTHER: IncidentView = { ...incidentOf(READY), id: 'ABCD2345' };
const THIRD: IncidentView = { ...incidentOf(READY), id: 'ABCD2346' };
const led = (incident: string): readonly Joined[] => [
  { id: 'j1', incident, by: 'ben', at: '2026-11-24T10:00:00Z' },
];

/** An incident beside two others that can be opened, of which the first one is meant. */
function beside(incident: Partial<IncidentView>, other: Partial<IncidentView> = {}): Situation {
  const here = { ...incidentOf(READY), ...incident };
  const others = [here, OTHER, THIRD].map(comparable);
  return situation(READY, {
    incident: here,
    around: { incident: comparable(here), others, known: [] },
    other: { ...OTHER, ...other },
  });
}
const saving = (given: Record<string, string>, of: Situation) =>
  barTo(JOIN_INCIDENTS, 'saving', { leads: 'ABCD-2345', ...given }, of)?.why;
const { closed } = incidentOf([...READY, { kind: 'closed' }]);
const CLOSED: Partial<IncidentView> = closed === undefined ? {} : { closed };

describe('an incident that is joined to another one, as both are by the time that it is saved', () => {
  it('is, where both are open', () => {
    expect(saving({}, beside({}))).toBeUndefined();
  });

  it('is not, where somebody has joined it to a third one meanwhile', () => {
    expect(saving({}, beside({ joined: led('ABCD2346') }))).toContain('meanwhile');
  });

  it.each([
    ['was closed meanwhile', CLOSED],
    ['is led by another one by now', { joined: led('ABCD2346') }],
    [
      'is for nothing by now but that it happens again',
      { onlyAgain: { words: [], people: ['R1'], at: '2026-11-24T10:00:00Z' } },
    ],
  ])('is not, where the other one %s', (_what, other) => {
    expect(saving({}, beside({}, other))).toContain('cannot lead');
  });

  it('is not, where it is closed itself', () => {
    expect(saving({}, beside(CLOSED))).toContain('It is closed');
  });

  it('is taken apart again whatever became of the two', () => {
    const of = beside({ ...CLOSED, joined: led('ABCD2345') }, CLOSED);
    expect(saving({ is: 'apart' }, of)).toBeUndefined();
  });

  it('asks where one leads it whether they are one matter, and not which leads', () => {
    const form = { name: 'x', about: '', questions: JOIN_INCIDENTS.questions(playbook) };
    const asked = (of: Situation) => settle(form, of, {}, { assume: false });
    const one = asked(beside({ joined: led('ABCD2345') }));
    expect(one.answers).toEqual({ leads: 'ABCD-2345' });
    expect(one.missing.map(({ id }) => id)).toContain('is');
    expect(asked(beside({})).answers).toEqual({});
    const two = [...led('ABCD2345'), { ...led('ABCD2346')[0], id: 'j2' } as Joined];
    expect(asked(beside({ joined: two })).answers).toEqual({});
  });
});
