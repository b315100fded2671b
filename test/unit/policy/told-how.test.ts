import { describe, expect, it } from 'vitest';
import type { Answers } from '../../../src/interview/question.ts';
import type { Step } from '../../../src/steps/step.ts';
import { playbook } from './shipped.ts';
import { HEARD_ALL, STEP, situation } from './step-situation.ts';

const { notify: NOTIFY, employer: EMPLOYER, meeting: MEETING, apology: APOLOGY } = STEP;
const SITUATION = situation(HEARD_ALL);

/** What Enter takes at a question, behind these answers. */
function proposed({ questions }: Step, id: string, answers: Answers) {
  return questions(playbook)
    .find((one) => one.id === id)
    ?.initial?.(answers, SITUATION);
}

describe('how somebody was told', () => {
  it.each<[Step, Answers]>([
    [NOTIFY, { way: 'letter', given: 'yes' }],
    [NOTIFY, { way: 'sent' }],
    [EMPLOYER, { state: 'sent' }],
    [EMPLOYER, { state: 'letter', sent: 'yes' }],
  ])('is proposed where a letter of coc’s went out, which is in writing', (step, answers) => {
    expect(proposed(step, 'how', answers)).toBe('In writing');
  });

  it.each<[Step, Answers]>([
    [NOTIFY, { way: 'told' }],
    [MEETING, { told: 'yes' }],
    [APOLOGY, { what: 'relayed' }],
  ])('is proposed nowhere else, and the words of the question say what answers it', (step, answers) => {
    expect(proposed(step, 'how', answers)).toBeUndefined();
    const how = step.questions(playbook).find(({ id }) => id === 'how');
    expect(how?.hint).toContain('In person');
  });
});

describe('who hears their side', () => {
  it('is proposed as who tells them, and as nobody where that is not said', () => {
    expect(proposed(MEETING, 'hear-who', { told: 'no', 'tell-who': 'cem' })).toBe('cem');
    expect(proposed(MEETING, 'hear-who', { told: 'yes', 'told-by': 'ben' })).toBeUndefined();
  });
});
