import { describe, expect, it } from 'vitest';
import { type Matter, saidAgainst } from '../../../src/incident/against.ts';
import type { Content } from '../../../src/incident/entry.ts';
import { view } from '../../../src/incident/view.ts';
import { chain, report } from './fold.ts';

type Written = Content & { id?: string; by?: string; at?: string };
const AT = '2026-11-24T10:00:00+01:00';
const BASE: readonly Written[] = [
  { kind: 'opened' },
  { kind: 'person', person: 'R1', role: 'reporter', affected: 'no' },
  { kind: 'person', person: 'P1', role: 'affected', affected: 'yes' },
  report(),
];
const answer = (from: string | undefined, is: 'yes' | 'no', more: object = {}): Written =>
  ({
    ...{ kind: 'consent', report: 'REPORT1', answer: is === 'no' ? 'asked-not-to-proceed' : 'no-objection' },
    ...(from && { from }),
    ...more,
  }) as Written;
const told = (who: string, is: 'yes' | 'no' | 'if', more: object = {}): Written =>
  ({ kind: 'permitted', what: 'announce', people: [who], answer: is, saidAt: AT, ...more }) as Written;
const wish = (from: string, keeps?: string[]): Written =>
  ({
    kind: 'wish',
    report: 'REPORT1',
    from,
    want: 'nobody-more',
    saidAt: AT,
    ...(keeps && { keeps }),
  }) as Written;
const share = (more: object = {}): Written =>
  ({
    kind: 'permission',
    report: 'REPORT1',
    share: 'team',
    at: '2026-12-01T10:00:00+01:00',
    ...more,
  }) as Written;

const found = (...more: readonly Written[]) =>
  saidAgainst(view('K7F392QD', chain(...BASE, ...more))).map(({ about, no, yes }) => [
    about,
    no.map(({ people, by }) => `${people.join()} by ${by}`),
    yes.map(({ people, by }) => `${people.join()} by ${by}`),
  ]);

describe('a yes that holds although somebody said no', () => {
  it.each<[string, readonly Written[], [Matter, string[], string[]][]]>([
    [
      'a bystander, and whom it happened to does not object',
      [answer(undefined, 'no'), answer('P1', 'yes', { by: 'ben' })],
      [['go-on', ['R1 by ana'], ['P1 by ben']]],
    ],
    [
      'the same, the other way round',
      [answer('P1', 'yes', { by: 'ben' }), answer(undefined, 'no')],
      [['go-on', ['R1 by ana'], ['P1 by ben']]],
    ],
    [
      'the same person, before',
      [answer('P1', 'no'), answer('P1', 'yes', { by: 'ben' })],
      [['go-on', ['P1 by ana'], ['P1 by ben']]],
    ],
    [
      'the same person, as a slip that was put right',
      [answer('P1', 'no'), answer('P1', 'yes', { by: 'ben', correction: true })],
      [['go-on', ['P1 by ana'], ['P1 by ben']]],
    ],
    [
      'who only reported it, on telling it',
      [told('R1', 'no'), told('P1', 'yes', { by: 'ben' })],
      [['announce', ['R1 by ana'], ['P1 by ben']]],
    ],
    [
      'the same person before, on telling it',
      [told('P1', 'if', { condition: 'x' }), told('P1', 'yes', { by: 'ben' })],
      [['announce', ['P1 by ana'], ['P1 by ben']]],
    ],
    [
      'a bystander, that nobody more hears of it',
      [share({ by: 'ben' }), wish('R1')],
      [['share', ['R1 by ana'], ['R1 by ben']]],
    ],
    [
      'the same person before, that nobody more hears of it',
      [wish('R1', ['ben']), share({ by: 'ben', people: ['P1'] })],
      [['share', ['R1 by ana'], ['P1 by ben']]],
    ],
  ])('is found with both: %s', (_name, more, expected) => {
    expect(found(...more)).toEqual(expected);
  });

  it.each<[string, readonly Written[]]>([
    ['nobody said no', [answer(undefined, 'yes'), told('P1', 'yes'), share()]],
    ['the no holds', [answer('P1', 'no'), answer(undefined, 'yes'), told('P1', 'no'), wish('P1', [])]],
    ['the no came later, and holds', [told('P1', 'yes'), told('P1', 'no'), share(), wish('P1', [])]],
    ['one is about something else', [told('P1', 'yes'), told('R1', 'no', { what: 'employer' })]],
    ['each says it of themselves', [told('P1', 'yes', { what: 'name' }), told('R1', 'no', { what: 'name' })]],
  ])('is none where %s', (_name, more) => {
    expect(found(...more)).toEqual([]);
  });
});
