import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../../src/catalogue.ts';
import { readAnswer, typeOf } from '../../../src/interview/check.ts';
import type { Answers, Question } from '../../../src/interview/question.ts';
import { gatedForm } from '../../../src/steps/gated-form.ts';
import { report } from '../incident/fold.ts';
import { FACTS, reportForm } from '../interview/report-forms.ts';
import { playbook } from './shipped.ts';
import {
  A1,
  type Added,
  AGREED,
  DECIDED,
  HEARD,
  OPENED,
  R1,
  SOUND,
  STEP,
  sanctionEntry,
  situation,
  TOLD,
  WITNESSED,
} from './step-situation.ts';

/** Whole examples in the hint of a question; one that goes on is none. */
const examplesOf = ({ hint = '' }: Pick<Question<never>, 'hint'>): readonly string[] =>
  [...hint.matchAll(/“([^“”]+)”/g)].flatMap(([, said = '']) => (said.endsWith('…') ? [] : [said]));

/** What a question takes as it was typed. */
const asTyped = <F>(question: Question<F>, example: string, answers: Answers, facts: F) => {
  const { type } = typeOf(question, answers, facts);
  return readAnswer(
    question,
    ['list', 'people', 'choices'].includes(type) ? [example] : example,
    answers,
    facts,
  );
};

/** An incident whose own words are this example, and which many saw. */
const whereTheyStand = (example: string) =>
  situation([
    OPENED,
    R1,
    A1,
    report({ account: `${example}, and I was there.`, summary: example }),
    {
      kind: 'details',
      report: 'REPORT1',
      details: { circumstances: example, behavior: example },
    } as Added,
    ...[WITNESSED, AGREED, TOLD, HEARD, DECIDED],
    sanctionEntry({ term: 'until', until: '2027-01-31' }),
  ]);

const STEPS = await Promise.all(
  CATALOGUE.map(async ({ id, load }) => {
    const step = await load();
    return step.opens ? [] : gatedForm(step, playbook).questions.map((question) => ({ id, question }));
  }),
);
const IN_STEPS = STEPS.flat().flatMap(({ id, question }) =>
  examplesOf(question).map(
    (example) => [`${id}, ${question.id}: ${example}`, id, question, example] as const,
  ),
);

describe('an example that coc gives', () => {
  it('is there to be looked at', () => {
    expect(IN_STEPS.map(([name]) => name)).toContain('announce, what: There was a sexual slide in a talk');
    expect(IN_STEPS.length).toBeGreaterThan(12);
  });

  it.each(IN_STEPS)('is taken where it stands: %s', (_name, step, question, example) => {
    // What was decided, or permitted, are no words of a report.
    const of = whereTheyStand(question.id === 'what' ? example : 'Somebody shouted at somebody else');
    const sound: Answers = (SOUND as Readonly<Record<string, Answers>>)[step] ?? {};
    if (['choice', 'choices'].includes(typeOf(question, sound, of).type)) return;
    expect(asTyped(question, example, sound, of)).toHaveProperty('value');
  });

  it.each(
    reportForm(playbook).questions.flatMap((question) =>
      examplesOf(question).map((example) => [`${question.id}: ${example}`, question, example] as const),
    ),
  )('is taken in a new report: %s', (_name, question, example) => {
    expect(asTyped(question, example, {}, FACTS)).toHaveProperty('value');
  });

  it.each(
    IN_STEPS.filter(([, step]) => step === 'announce').map(
      ([name, , { id }, example]) => [name, id, example] as const,
    ),
  )('of what happened is asked about by nothing: %s', (_name, id, example) => {
    const asked = STEP.announce
      .questions(playbook)
      .filter((one) => ['seen', 'together'].includes(one.id))
      .filter((one) =>
        one.when?.({ ...SOUND.announce, letter: null, [id]: example }, whereTheyStand(example)),
      );
    expect(asked.map((one) => one.id)).toEqual([]);
  });
});
