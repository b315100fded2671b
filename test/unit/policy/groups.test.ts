import { describe, expect, it } from 'vitest';
import { settle } from '../../../src/interview/check.ts';
import type { Answers } from '../../../src/interview/question.ts';
import { isNobodyOfThem, NOBODY_OF_THEM } from '../../../src/policy/groups.ts';
import { EXPORT } from '../../../src/steps/export.ts';
import { gatedForm } from '../../../src/steps/gated-form.ts';
import { MEETING } from '../../../src/steps/meeting/meeting.ts';
import { NOTIFY } from '../../../src/steps/notify.ts';
import { SANCTION_APPEAL } from '../../../src/steps/sanction/appeal.ts';
import { SANCTION } from '../../../src/steps/sanction/begin.ts';
import type { Step } from '../../../src/steps/step.ts';
import { playbook } from './shipped.ts';
import { COMMUNITY, READY, sanctionEntry, situation } from './step-situation.ts';

const GROUPS = ['board', 'committee', 'council', 'organisers', 'volunteers', 'trustees', 'staff'];
const AROUND = [
  'the %',
  'The %.',
  'our %',
  '% ',
  'the whole %',
  'some of the %',
  'the conference %',
  'via the %',
];
const all = GROUPS.flatMap((group) => AROUND.map((around) => around.replace('%', group)));

describe('a group of which nobody is named', () => {
  it.each(all)('is nobody: %s', (words) => expect(isNobodyOfThem(words)).toBe(true));
  it.each([
    ...[
      'Ines Roth of the board',
      'Ines of the board',
      'the board, board@x.example',
      'the board, 555 0100',
      'the chair of the session',
    ],
    ...[
      'the board of Acme',
      'the door',
      'security',
      'the police',
      'the helpers in the hall',
      'the front desk',
      'the lawyer of the board',
      'HR',
    ],
  ])('is somebody, or a place: %s', (words) => expect(isNobodyOfThem(words)).toBe(false));
  it('is a role where the settings say who that is', () => {
    expect(isNobodyOfThem('the board', { appeals: 'the board, board@x.example' })).toBe(false);
    expect(isNobodyOfThem('the board', { outside: ['Kim Ek of the board, 555 0199'] })).toBe(false);
    expect(isNobodyOfThem('the board', { appeals: 'the council', outside: ['Kim Ek'] })).toBe(true);
  });

  const facts = (own: object = {}) =>
    situation([...READY, sanctionEntry(), { kind: 'recusal', member: 'cem' }], {
      community: { ...COMMUNITY, appeals: null, outside: [], ...own },
    });
  const said = (step: Step, id: string, answers: Answers, of = facts()): string | undefined => {
    const { problems } = settle(gatedForm(step, playbook), of, answers, { assume: true });
    return problems.find((one) => one.id === id)?.what;
  };
  const board = (id: string, isMany = false): Answers => ({ [id]: isMany ? ['the board'] : 'the board' });

  it.each([
    ['a copy', EXPORT, 'to', { for: 'team', ...board('to') }],
    [
      'where they reach you',
      NOTIFY,
      'reach',
      { about: 'response', person: 'A1', way: 'letter', ...board('reach') },
    ],
    ['who must know of a sanction', SANCTION, 'tell', { person: 'A1', ...board('tell', true) }],
    ['who else decided', SANCTION, 'also-decided-by', { person: 'A1', ...board('also-decided-by', true) }],
    ['who was there', MEETING, 'also-present', board('also-present', true)],
  ] as const)('is asked about everywhere: %s', (_what, step, id, answers) => {
    expect(said(step, id, answers as Answers)).toBe(NOBODY_OF_THEM);
    expect(
      said(step, id, answers as Answers, facts({ outside: ['Kim Ek of the board, 555 0199'] })),
    ).not.toBe(NOBODY_OF_THEM);
  });

  it('cannot hear an appeal', () => {
    const question = gatedForm(SANCTION_APPEAL, playbook).questions.find(({ id }) => id === 'also-heard-by');
    const type = typeof question?.answer === 'function' ? question.answer({}, facts()) : undefined;
    expect(type?.type === 'people' && type.whom.read('the board')).toEqual({ problem: NOBODY_OF_THEM });
  });
});
