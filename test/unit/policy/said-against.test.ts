import { describe, expect, it } from 'vitest';
import { ACCESS_GRANT } from '../../../src/steps/access/grant.ts';
import { ANNOUNCE } from '../../../src/steps/announce.ts';
import { EMPLOYER } from '../../../src/steps/employer.ts';
import { MEETING } from '../../../src/steps/meeting/meeting.ts';
import { NOTIFY } from '../../../src/steps/notify.ts';
import { saidAgainst } from '../../../src/steps/said-against.ts';
import { SANCTION } from '../../../src/steps/sanction/begin.ts';
import type { Step } from '../../../src/steps/step.ts';
import { playbook } from './shipped.ts';
import { A1, type Added, AT, OPENED, P1, PRIVATE, R1, REPORT, situation } from './step-situation.ts';

/*
 * A yes of the person affected outweighs the no of somebody to whom it did not happen. A yes can be written by anybody who holds a
 * key, the accused among them: so what was said against it stands beside it wherever it lets something happen.
 */
const bystander = { ...R1, affected: 'no' } as Added;
const BASE: readonly Added[] = [OPENED, bystander, P1, A1, REPORT, PRIVATE];
const answers: readonly Added[] = [
  { kind: 'consent', report: 'REPORT1', answer: 'asked-not-to-proceed' },
  { kind: 'consent', report: 'REPORT1', answer: 'no-objection', from: 'P1', by: 'ben' },
];
const told = (what: string): readonly Added[] => [
  { kind: 'permitted', what, people: ['R1'], answer: 'no', saidAt: AT } as Added,
  { kind: 'permitted', what, people: ['P1'], answer: 'yes', words: 'do', saidAt: AT, by: 'ben' } as Added,
];
const STEPS: readonly (readonly [Step, readonly Added[], RegExp])[] = [
  [
    MEETING,
    answers,
    /R1 asked that it does not go on\. Ana.* wrote that down .*\. What holds is this: P1 was told about the meeting and did not object\. Ben Okafor wrote that down [^.]*\.$/,
  ],
  [SANCTION, answers, /that it does not go on/],
  [NOTIFY, answers, /that it does not go on/],
  [EMPLOYER, answers, /that it does not go on/],
  [ANNOUNCE, answers, /that it does not go on/],
  [ACCESS_GRANT, answers, /that it does not go on/],
  [
    NOTIFY,
    told('tell-accused'),
    /R1 did not want the accused to be told what it is about.*\. Ana.*: P1 allowed the accused to be told what it is about.*\. Ben/,
  ],
  [
    EMPLOYER,
    told('employer'),
    /R1 did not want an employer to be told.*: P1 allowed an employer to be told.*\. Ben/,
  ],
  [ANNOUNCE, told('announce'), /R1 did not want it to be announced.*: P1 allowed it to be announced.*\. Ben/],
];

describe('what was said against a yes', () => {
  it.each(STEPS.map(([step, more, words]) => [step.id, step, more, words] as const))(
    'is said before %s',
    (_id, step, more, words) => {
      expect(saidAgainst(step, situation([...BASE, ...more])).join('\n')).toMatch(words);
    },
  );

  it('is said in short sentences, a condition with it, and of whom wants it to go on nothing about a meeting', () => {
    const early = { at: '2026-11-24T10:00:00+01:00' };
    const later = { at: '2026-11-24T10:07:30+01:00' };
    const written = [
      { kind: 'consent', report: 'REPORT1', answer: 'asked-not-to-proceed', ...early },
      { kind: 'only-again', report: 'REPORT1', words: 'not now', ...early },
      ...(['wish', 'consent'] as const).map((kind) => ({
        ...{ kind, report: 'REPORT1', from: 'P1', saidAt: '2026-11-24T10:07:00+01:00', ...later },
        ...(kind === 'wish' ? { want: 'go-on' } : { answer: 'no-objection' }),
      })),
    ] as unknown as readonly Added[];
    const [said = '', ...more] = saidAgainst(MEETING, situation([...BASE, ...written]));
    expect(more).toEqual([]);
    expect(said).toMatch(
      /^R1 asked that it does not go on now, only if it happens again\. Ana[^.]* wrote that down [^.]*\. What holds is this: P1 asked that it goes on\. Ana[^.]* wrote that down [^.]*\.$/,
    );
  });

  it('is nothing where nobody said no, and where the no holds', () => {
    expect(saidAgainst(MEETING, situation([...BASE, answers[1] as Added]))).toEqual([]);
    expect(saidAgainst(ANNOUNCE, situation([...BASE, told('announce')[0] as Added]))).toEqual([]);
  });

  it.each([
    [NOTIFY, 'tell-accused', { about: 'complaint', person: 'A1', way: 'letter' }],
    [EMPLOYER, 'employer', { do: 'draft' }],
    [ANNOUNCE, 'announce', { do: 'draft' }],
  ] as const)('stands above the question for the permission: %#', (step, what, given) => {
    const question = step.questions(playbook).find(({ id }) => id === 'permitted');
    const blocks = question?.before?.(given, situation([...BASE, ...told(what)]));
    expect(JSON.stringify(blocks)).toMatch(/R1 did not want.*What holds is this: P1 allowed/);
  });
});
