import { describe, expect, it } from 'vitest';
import type { Answers } from '../../../src/interview/question.ts';
import { gatedForm } from '../../../src/steps/gated-form.ts';
import { playbook } from './shipped.ts';
import {
  A1,
  type Added,
  HEARD_ALL,
  OPENED,
  READY,
  REPORT,
  STEP,
  type StepId,
  sanctionEntry,
  situation,
} from './step-situation.ts';

const BEN: Added = { ...A1, name: 'Ben Okafor' } as Added;

/** What is said at once to an answer. */
function said(step: StepId, id: string, answer: string, before: Answers, contents: readonly Added[]) {
  const question = gatedForm(STEP[step], playbook).questions.find((one) => one.id === id);
  if (question === undefined) throw new Error('no such question');
  return question.check?.(answer, before, situation(contents));
}

describe('what stands in the way', () => {
  it.each<[StepId, string, string, Answers, readonly Added[], string]>([
    ['notify', 'way', 'letter', { about: 'response', person: 'A1' }, READY, '(Telling them the response)'],
    ['access grant', 'member', 'ben', {}, [OPENED, REPORT, BEN], 'not let in (Conflicts of interest). If'],
    ['access recuse', 'member', 'ana', {}, [OPENED, REPORT], 'to open it first (Conflicts of interest). '],
  ])('is said at the question that it is about: %s, %s', (step, id, answer, before, contents, words) => {
    expect(said(step, id, answer, before, contents)).toContain(words);
  });

  it.each<[StepId, string, string, Answers, readonly Added[]]>([
    ['notify', 'way', 'letter', { about: 'complaint', person: 'A1' }, HEARD_ALL],
    ['notify', 'way', 'told', { about: 'response', person: 'A1' }, READY],
    ['notify', 'way', 'letter', { about: 'response', person: 'A1' }, [...READY, sanctionEntry()]],
    ['access grant', 'member', 'cem', {}, [OPENED, REPORT, BEN]],
  ])('is not said where nothing does: %s, %s, %s', (step, id, answer, before, contents) => {
    expect(said(step, id, answer, before, contents)).toBeUndefined();
  });
});
