import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import { fill } from '../../../src/interview/fill.ts';
import type { Asked, Prompter, ReviewItem } from '../../../src/interview/prompter.ts';
import type { Answer, Form } from '../../../src/interview/question.ts';
import { gatedForm } from '../../../src/steps/gated-form.ts';
import { playbook } from '../policy/shipped.ts';
import {
  type Added,
  HEARD_ALL,
  P1,
  READY,
  STEP,
  STEPS,
  sanctionEntry,
  situation,
} from '../policy/step-situation.ts';
import { FACTS, reportForm } from './report-forms.ts';

const MOST = 120;

/** Somebody who answers whatever they are asked, by these numbers, and changes nothing of it. */
class Anybody implements Prompter {
  readonly ids: string[] = [];
  readonly #numbers: readonly number[];

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  async ask(asked: Asked): Promise<Answer | undefined> {
    if (this.ids.length > MOST) throw new Stuck();
    this.ids.push(asked.id);
    const turn = this.#numbers[this.ids.length % this.#numbers.length] ?? 0;
    const all = [...answersTo(asked, turn), ...(asked.initial === undefined ? [] : [asked.initial])];
    for (const answer of [...all.slice(turn % all.length), ...all]) {
      const read = asked.read(answer);
      if ('value' in read) return read.value;
    }
    if (asked.required && asked.backTo === undefined) throw new Stuck();
    return undefined;
  }

  review = async (_items: readonly ReviewItem[], _label: string, refused: readonly unknown[]) => {
    if (refused.length > 0) throw new Stuck();
    return undefined;
  };

  show(): void {}
  clear(): void {}
  pause = async () => undefined;
  confirm = async () => false;
  choose = () => Promise.reject(new Error('nobody chooses here'));
  secret = () => Promise.reject(new Error('nobody has a secret here'));
}

/** What is asked cannot be answered so, or a rule refuses all of it in the end. */
class Stuck extends Error {}

function answersTo({ answer: type, notGiven }: Asked, turn: number): readonly Answer[] {
  switch (type.type) {
    case 'choice':
      return type.choices.map(({ value }) => value);
    case 'choices':
      return [type.choices.map(({ value }) => value), ...type.choices.map(({ value }) => [value])];
    case 'moment':
    case 'day':
      return ['2026-11-24T09:00:00Z', 'now', 'tomorrow noon', '2027-03-01'];
    case 'list':
    case 'people':
      return [['Tell the front desk'], ['Ana Berg']];
    case 'files':
      return [];
    default:
      return [
        ...(notGiven && turn % 3 === 0 ? [null] : []),
        'She told us that it has to stop, and that he followed her.',
        'Ana Berg',
        'codeofconduct@imgix.com',
      ];
  }
}

async function askedBy<F>(form: Form<F>, facts: F, numbers: readonly number[]): Promise<readonly string[]> {
  const prompter = new Anybody(numbers);
  const options = { given: {}, review: true, saveLabel: 'Save', prompter };
  // Whoever is sent back changes something.
  const questions = form.questions.map(({ goesBack: _back, enterGoesBackTo: _enter, ...one }) => one);
  await fill({ ...form, questions }, facts, options).catch((error: unknown) => {
    if (!(error instanceof Stuck || error instanceof UserError)) throw error;
  });
  return prompter.ids;
}

const twice = (ids: readonly string[]): readonly string[] => ids.filter((id, at) => ids.indexOf(id) !== at);
const numbers = fc.array(fc.nat({ max: 11 }), { minLength: 1, maxLength: 40 });
const SHARED = { kind: 'permission', report: 'REPORT1', share: 'team', words: 'All may.' } as Added;
const SITUATIONS: Readonly<Record<string, readonly Added[]>> = {
  'as it is heard': HEARD_ALL,
  'once it is decided': [...READY, P1, sanctionEntry()],
  'where it may be shared': [...READY, SHARED],
};

describe('whoever changes nothing', () => {
  it.each(STEPS.flatMap((step) => Object.keys(SITUATIONS).map((name) => [step, name] as const)))(
    'is asked each question once: %s, %s',
    async (step, name) => {
      const of = situation(SITUATIONS[name] ?? []);
      await fc.assert(
        fc.asyncProperty(numbers, async (by) => {
          const ids = await askedBy(gatedForm(STEP[step], playbook), of, by);
          if (ids.length <= MOST) expect(twice(ids)).toEqual([]);
        }),
        { numRuns: 2 },
      );
    },
  );

  it('is asked each question once: report new', async () => {
    await fc.assert(
      fc.asyncProperty(numbers, async (by) => {
        expect(twice(await askedBy(reportForm(playbook), FACTS, by))).toEqual([]);
      }),
      { numRuns: 4 },
    );
  });
});
