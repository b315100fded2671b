import { describe, expect, it } from 'vitest';
import type { Consent, Content } from '../../../src/incident/entry.ts';
import { type IncidentView, view } from '../../../src/incident/view.ts';
import { isOverdue, respondBy } from '../../../src/policy/clock.ts';
import { chain, report } from '../incident/fold.ts';
import { playbook } from './shipped.ts';
import { meeting, sanctionEntry } from './step-situation.ts';

const at = (...received: string[]): IncidentView =>
  view(
    'K7F392QD',
    chain(
      { kind: 'opened' },
      ...received.map((receivedAt, index) => report({ id: `REPORT${index + 1}`, receivedAt })),
    ),
  );

describe('a first answer is due', () => {
  it.each([
    ['half a day after the report', ['2026-11-23T14:00:00Z'], '2026-11-24T02:00:00.000Z'],
    ['by the offset of the receipt', ['2026-11-23T14:00:00+05:30'], '2026-11-23T20:30:00.000Z'],
    [
      'after the earliest of several',
      ['2026-11-23T14:00:00Z', '2026-11-22T10:00:00Z', '2026-11-24T00:00:00Z'],
      '2026-11-22T22:00:00.000Z',
    ],
    [
      'after the earliest, whatever the offsets',
      ['2026-11-23T14:00:00+01:00', '2026-11-23T13:30:00Z'],
      '2026-11-24T01:00:00.000Z',
    ],
  ])('%s', (_name, received, due) => {
    expect(respondBy(at(...received), playbook)?.toISOString()).toBe(due);
  });

  it('after the hours of the playbook', () => {
    const slower = { ...playbook, clocks: { response: { hours: 36, clause: 'half-day' } } };
    expect(respondBy(at('2026-11-23T14:00:00Z'), slower)?.toISOString()).toBe('2026-11-25T02:00:00.000Z');
  });

  it('at no time without a report', () => expect(respondBy(at(), playbook)).toBeUndefined());
});

describe('overdue', () => {
  const consented = (answer: Consent): IncidentView => {
    const consent: Content = { kind: 'consent', report: 'REPORT1', answer };
    return view('K7F392QD', chain({ kind: 'opened' }, report(), consent));
  };

  it.each<[Consent, string, boolean]>([
    ['no-objection', '2026-11-24T01:00:00Z', false],
    ['no-objection', '2026-11-24T01:00:01Z', true],
    ['not-said-yet', '2026-11-24T01:00:01Z', true],
    ['asked-not-to-proceed', '2026-11-24T01:00:01Z', false],
    ['asked-not-to-proceed', '2036-11-24T01:00:00Z', false],
  ])('with %s at %s: %s', (answer, now, overdue) => {
    expect(isOverdue(consented(answer), playbook, new Date(now))).toBe(overdue);
  });

  it('is nothing without a report', () => expect(isOverdue(at(), playbook, new Date('2036'))).toBe(false));

  it.each<[string, Content, boolean]>([
    ['a sanction', meeting('sanction'), false],
    ['something else', meeting('action'), false],
    ['no action', meeting('no-action'), false],
    ['nothing yet', meeting('undecided'), true],
    ['a sanction without a meeting', sanctionEntry(), false],
    ['a note', { kind: 'note', text: 'x' }, true],
  ])('is nothing once there is a first outcome: %s', (_name, outcome, overdue) => {
    const decided = view('K7F392QD', chain({ kind: 'opened' }, report(), outcome));
    expect(isOverdue(decided, playbook, new Date('2026-11-25T00:00:00Z'))).toBe(overdue);
  });
});
