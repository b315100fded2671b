import { describe, expect, it } from 'vitest';
import { digest } from '../../../src/incident/canonical.ts';
import type { Content, Entry } from '../../../src/incident/entry.ts';
import { view } from '../../../src/incident/view.ts';
import { isToldOf, knowsTheDecision } from '../../../src/policy/decisions.ts';
import { chain, report } from '../incident/fold.ts';

const AT = '2026-11-26T10:00:00+01:00';
const BASE = chain(
  { kind: 'opened' },
  { kind: 'person', person: 'R1', role: 'reporter' },
  { kind: 'person', person: 'A1', role: 'accused' },
  report() as Content,
  { kind: 'told', about: 'complaint', person: 'A1', how: 'in-person', toldAt: AT } as Content,
  {
    id: 'BAN',
    ...{
      kind: 'sanction',
      person: 'A1',
      sanction: 'ban',
      label: 'A ban',
      term: 'until',
      until: '2027-06-01',
    },
    ...{ startsAt: AT, parameters: {}, safety: 'x', decidedBy: ['ana'], reason: 'x' },
  } as Content,
  { id: 'LETTER', kind: 'letter', letter: 'response', person: 'A1', text: 'x' } as Content,
);
const CHANGE = { kind: 'sanction-change', sanction: 'BAN', term: 'until', until: '2027-03-01', reason: 'x' };
const TOLD = { kind: 'told', about: 'response', person: 'A1', letter: 'LETTER', how: 'mail', toldAt: AT };

/** Entries whose writers did not know of each other. */
function beside(...contents: readonly object[]): Entry[] {
  const after = BASE.slice(-1).map(digest);
  return contents.map(
    (content, index) =>
      ({ ...content, id: `X${index}`, at: AT, by: 'ana', after, seq: 20, sig: 's' }) as Entry,
  );
}

describe('what is written where nobody knew of the other', () => {
  it.each([[[CHANGE, TOLD]], [[TOLD, CHANGE]]])('a change is not told by a letter beside it', (contents) => {
    const incident = view('K7F392QD', [...BASE, ...beside(...contents)]);
    expect(incident.sanctions[0]?.changes).toHaveLength(1);
    expect(isToldOf({ id: 'BAN' }, 'A1', incident)).toBe(true);
    expect(knowsTheDecision('A1', incident)).toBe(false);
  });

  it('a letter written with the change before the eyes tells it', () => {
    const [change] = beside(CHANGE) as [Entry];
    const letter = { kind: 'letter', letter: 'response', person: 'A1', text: 'y', id: 'L2', seq: 21 };
    const stamp = { at: AT, by: 'ana', sig: 's' };
    const written = { ...letter, ...stamp, after: [digest(change)] } as Entry;
    expect(knowsTheDecision('A1', view('K7F392QD', [...BASE, change, written]))).toBe(true);
  });

  const team = { kind: 'permission', report: 'REPORT1', share: 'team' };
  const named = (...members: string[]): object => ({ ...team, share: 'named', members });

  it.each([
    [
      [team, named('ben', 'cem')],
      ['ana', 'ben', 'cem'],
    ],
    [
      [named('ben', 'cem'), team],
      ['ana', 'ben', 'cem'],
    ],
    [
      [named('ben'), named('ben', 'cem')],
      ['ana', 'ben'],
    ],
    [[{ ...team, share: 'recorder' }, team], ['ana']],
  ])('of two permissions for a report the strictest holds: %j', (contents, readers) => {
    const grants = ['ben', 'cem'].map((member) => ({ kind: 'grant', member }));
    expect(view('K7F392QD', [...BASE, ...beside(...contents, ...grants)]).readers).toEqual(readers);
  });

  it.each([[['witnessed', 'private']], [['private', 'witnessed']]])(
    'what one of two took for private is not public: %j',
    (all) => {
      const entries = beside(...all.map((visibility) => ({ kind: 'visibility', visibility })));
      expect(view('K7F392QD', [...BASE, ...entries]).visibility).toBe('private');
    },
  );
});
