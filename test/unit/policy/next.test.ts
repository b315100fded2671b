import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CATALOGUE, stepOf } from '../../../src/catalogue.ts';
import { barTo } from '../../../src/policy/bars.ts';
import { dueIn } from '../../../src/policy/due.ts';
import { refusalsAtOnce } from '../../../src/policy/gates.ts';
import { possibleNow } from '../../../src/policy/next.ts';
import type { Situation } from '../../../src/policy/situation.ts';
import type { Judged } from '../../../src/policy/step.ts';
import { report } from '../incident/fold.ts';
import { playbook } from './shipped.ts';
import {
  A1,
  A2,
  type Added,
  AGREED,
  AT,
  consent,
  DECIDED,
  HEARD,
  meeting,
  OPENED,
  PRIVATE,
  R1,
  READY,
  REPORT,
  sanctionEntry,
  situation,
  TOLD,
  WITNESSED,
} from './step-situation.ts';

const steps = new Map<string, Judged>();
for (const { id } of CATALOGUE) steps.set(id, (await stepOf(CATALOGUE, id)) as Judged);
const judged = (id: string): Judged | undefined => steps.get(id);

const next = (of: Situation) => possibleNow(dueIn(of.incident, playbook, of.now), of, judged);

/** What can be in an incident, in the order in which it mostly comes; a generated one has any of it. */
const PARTS: readonly Added[] = [
  { kind: 'threat', level: 'person' },
  A1,
  A2,
  PRIVATE,
  WITNESSED,
  consent('not-said-yet'),
  AGREED,
  { kind: 'grant', member: 'ben' },
  { kind: 'permission', report: 'REPORT1', share: 'team', words: 'x' },
  { kind: 'recusal', member: 'ben' },
  TOLD,
  HEARD,
  meeting('undecided'),
  { id: 'ACTION1', kind: 'action', what: 'Call', who: 'ben', due: AT, purpose: 'tell', person: 'A1' },
  { id: 'ACTION2', kind: 'action', what: 'Call', who: 'ben', due: AT },
  meeting('no-action'),
  DECIDED,
  sanctionEntry({ term: 'until', until: '2026-11-24', tell: ['The door'], conditions: ['x'] }),
  { id: 'LETTER1', kind: 'letter', letter: 'response', person: 'A1', text: 'x' },
  { kind: 'not-sent', letter: 'LETTER1' },
  { kind: 'told', about: 'response', person: 'A1', toldAt: AT },
  { id: 'APPEAL1', kind: 'appeal', sanction: 'SANCTION1', receivedAt: AT, words: 'x' },
  { kind: 'appeal-outcome', appeal: 'APPEAL1', outcome: 'changed', heardBy: ['cem'], reason: 'x' },
  {
    kind: 'sanction-change',
    sanction: 'SANCTION1',
    term: 'until',
    until: '2026-12-01',
    reason: 'x',
    decidedBy: ['ana'],
  },
  {
    kind: 'sanction-end',
    sanction: 'SANCTION1',
    endedAt: AT,
    how: 'lifted',
    reason: 'x',
    decidedBy: ['ana'],
  },
  { kind: 'closed' },
  report({ id: 'REPORT2', reporter: 'R2' }),
  { kind: 'consent', report: 'REPORT2', answer: 'not-said-yet' },
  { kind: 'unreachable', person: 'R1' },
  consent('asked-not-to-proceed'),
  { kind: 'evaluation', proposals: {} },
  { kind: 'reopened', reason: 'x' },
];

const incidents = fc
  .tuple(
    fc.constantFrom({ kind: 'opened' } as Added, { kind: 'opened', quick: true } as Added),
    fc.subarray([...PARTS]),
  )
  .map(([opened, parts]) => [opened, R1, REPORT, ...parts]);

describe('what somebody is sent to', () => {
  it('can be begun: no rule and nothing else stands in its way', () => {
    fc.assert(
      fc.property(incidents, fc.constantFrom('ana', 'ben', 'mei'), (contents, me) => {
        const members = [
          { id: 'ana', name: 'Ana Berg', email: 'ana@team.example' },
          { id: 'ben', name: 'Ben Okafor', email: 'ben@team.example' },
          // Somebody on the team is whoever reported it.
          { id: 'mei', name: 'Mei Lindqvist', email: 'mei@lindqvist.example' },
        ];
        const of = situation(contents, { me, members });
        for (const { step } of next(of)) {
          if (step === 'report resume') continue;
          const one = judged(step);
          if (one === undefined) throw new Error(`no step ${step}`);
          expect([step, barTo(one, 'first', {}, of)?.why]).toEqual([step, undefined]);
          expect([step, refusalsAtOnce(one, {}, of).map(({ gate }) => gate)]).toEqual([step, []]);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('is never nothing while a first answer is due and somebody else can be let in', () => {
    const of = situation([OPENED, R1, A1, REPORT, PRIVATE, AGREED], {
      me: 'mei',
      members: [
        { id: 'mei', name: 'Mei Lindqvist', email: 'mei@lindqvist.example' },
        { id: 'ben', name: 'Ben Okafor', email: 'ben@team.example' },
      ],
    });
    expect(next(of).map(({ step, at }) => [step, at])).toContainEqual([
      'access grant',
      '2026-11-24T01:00:00.000Z',
    ]);
  });

  it('is left to others where they can open it and decide', () => {
    const of = situation(
      [
        OPENED,
        R1,
        A1,
        REPORT,
        PRIVATE,
        AGREED,
        { kind: 'permission', report: 'REPORT1', share: 'team', words: 'x' },
        { kind: 'grant', member: 'ben' },
      ],
      {
        me: 'mei',
        members: [
          { id: 'mei', name: 'Mei Lindqvist', email: 'mei@lindqvist.example' },
          { id: 'ben', name: 'Ben Okafor', email: 'ben@team.example' },
        ],
      },
    );
    expect(next(of).map(({ step }) => step)).not.toContain('meeting');
    expect(next(of).map(({ step }) => step)).not.toContain('access grant');
    expect(next({ ...of, me: 'ben' }).map(({ step }) => step)).toContain('meeting');
  });

  it('is never to hear their own side', () => {
    const me = { id: 'marlon', name: 'Marlon Vane', email: 'marlon@vane.example' };
    const members = [me, { id: 'ben', name: 'Ben Okafor', email: 'ben@team.example' }];
    const contents = [OPENED, R1, A1, REPORT, PRIVATE, AGREED];
    const whats = (who: string) => next(situation(contents, { me: who, members })).map(({ what }) => what);
    expect(whats('marlon')).not.toContain('Hear the side of A1');
    expect(whats('ben')).toContain('Hear the side of A1');
    const handedOut: Added = {
      ...{ id: 'HEAR', kind: 'action', what: 'Hear the side of A1', who: 'ben', due: AT },
      ...{ purpose: 'hear', person: 'A1' },
    } as Added;
    const of = situation([...contents, handedOut], { me: 'marlon', members });
    expect(next(of).map(({ step }) => step)).not.toContain('statement');
  });

  it('is the sentence alone where a later report waits for it, and not what was decided before', () => {
    const later: Added[] = [
      report({ id: 'REPORT2', reporter: 'R2' }),
      { kind: 'consent', report: 'REPORT2', answer: 'not-said-yet' },
    ];
    const of = situation([...READY, ...later]);
    expect(next(of).map(({ step }) => step)).toEqual(['report add']);
    expect(next(of)[0]?.what).toContain('R2');
  });
});
