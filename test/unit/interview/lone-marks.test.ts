import { describe, expect, it } from 'vitest';
import { readAnswer, typeOf } from '../../../src/interview/check.ts';
import type { Question } from '../../../src/interview/question.ts';
import { formOf as stepForm } from '../../../src/steps/form.ts';
import { playbook } from '../policy/shipped.ts';
import { READY, STEP, STEPS, situation } from '../policy/step-situation.ts';
import { addForm, FACTS, noteForm, reportForm } from './report-forms.ts';

/** What somebody types who thinks that it ends what they type, or has nothing to say. */
const STOPS = ['.', ' . ', '..', '...', '…', '. .', '。', '.\n.'];
/** The same where one line is asked for: of a text somebody may have written “?”, and nothing else. */
const MARKS = [...STOPS, '·', '?', '??', '!', '-.', '--', '—', '/', '*', '_', ':', ',', '“”'];
const TYPED: ReadonlySet<string> = new Set(['line', 'list', 'text', 'person', 'people', 'moment', 'day']);

describe('marks alone', () => {
  const taken = <F>(form: string, questions: readonly Question<F>[], facts: F): readonly string[] =>
    questions.flatMap((question) => {
      const { type } = typeOf(question, {}, facts);
      if (!TYPED.has(type)) return [];
      return (type === 'text' ? STOPS : MARKS).flatMap((mark) => {
        const read = readAnswer(question, type === 'list' || type === 'people' ? [mark] : mark, {}, facts);
        return 'value' in read && read.value !== null ? [`${form} ${question.id}: ${mark}`] : [];
      });
    });

  it.each([
    ['report new', reportForm(playbook)],
    ['report add', addForm(playbook)],
    ['note', noteForm],
  ])('are the answer to no question of %s', (name, form) => {
    expect(taken(name, form.questions, FACTS)).toEqual([]);
  });

  it.each(STEPS)('are the answer to no question of %s', (step) => {
    expect(taken(step, stepForm(STEP[step], playbook).questions, situation(READY))).toEqual([]);
  });
});
