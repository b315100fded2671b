import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FillOptions, fill, type Progress } from '../../../src/interview/fill.ts';
import type { Answers, Form } from '../../../src/interview/question.ts';
import { gatedForm } from '../../../src/steps/gated-form.ts';
import { NOTIFY } from '../../../src/steps/notify.ts';
import { playbook } from '../policy/shipped.ts';
import { A1, AGREED, OPENED, PRIVATE, R1, REPORT, situation } from '../policy/step-situation.ts';
import { ScriptedPrompter, type Step } from './scripted-prompter.ts';

const PARTS = ['name', 'place', 'day'] as const;
const made = (answers: Answers): string => PARTS.map((id) => String(answers[id] ?? '')).join(' ');

/** A letter that is made of three answers; one that says “never” cannot go out. */
const form: Form<null> = {
  name: 'letter',
  about: 'A letter.',
  questions: [
    ...PARTS.map((id) => ({ id, ask: id, label: id, answer: { type: 'line' }, required: true }) as const),
    {
      id: 'letter',
      ask: 'The text',
      label: 'Text',
      answer: { type: 'text' },
      required: true,
      follows: true,
      initial: made,
      check: (answer) => (String(answer).includes('never') ? 'cannot go out' : undefined),
    },
  ],
};

const nothing: Omit<FillOptions<null>, 'keep' | 'present'> = {
  ...{ answers: {}, passed: [], given: {} },
  ...{ onlyRequired: false, review: true, saveLabel: 'Save' },
};

async function written(steps: readonly Step[], more: Partial<FillOptions<null>> = {}) {
  const prompter = new ScriptedPrompter(steps);
  const kept: Progress[] = [];
  const keep = async (progress: Progress): Promise<void> => void kept.push(progress);
  const answers = await fill(form, null, { ...nothing, keep, prompter, ...more });
  prompter.assertDone();
  const said = prompter.shown.flatMap((block) => (block.kind === 'text' ? [block.text] : []));
  return { answers, said, last: kept.at(-1), prompter };
}

const FIRST: readonly Step[] = [
  ['name', 'Ada'],
  ['place', 'the desk'],
  ['day', 'Friday'],
];
const CHANGED: readonly Step[] = [
  ['review', 'place'],
  ['place', 'the door'],
  ['review', undefined],
];

describe('a text that coc made of answers', () => {
  it('follows them while nobody has changed it', async () => {
    const { answers, said } = await written([...FIRST, ['letter', 'Ada the desk Friday'], ...CHANGED]);
    expect(answers.letter).toBe('Ada the door Friday');
    expect(said).toEqual(['“Text” follows that:']);
  });

  it('stays as somebody wrote it, and says that it may show what was before', async () => {
    const { answers, said } = await written([...FIRST, ['letter', 'Dear Ada, the desk'], ...CHANGED]);
    expect(answers.letter).toBe('Dear Ada, the desk');
    expect(said).toEqual([expect.stringContaining('changed by hand')]);
  });

  it('is asked again where what it would say cannot go out', async () => {
    const { answers } = await written([
      ...FIRST,
      ['letter', 'Ada the desk Friday'],
      ['review', 'day'],
      ['day', 'never'],
      ['letter', 'Ada the desk'],
      ['review', undefined],
    ]);
    expect(answers.letter).toBe('Ada the desk');
  });

  it('follows what changed meanwhile where it is gone on with, with a terminal and without', async () => {
    const { last } = await written([...FIRST, ['letter', 'Ada the desk Friday'], ['review', undefined]]);
    expect(last?.proposed).toEqual(['letter']);
    const begun = { answers: { ...last?.answers, day: 'Monday' }, proposed: ['letter'] };
    const again = await written([['review', undefined]], begun);
    expect(again.answers.letter).toBe('Ada the desk Monday');
    const keep = async (): Promise<void> => undefined;
    const assumed = { ...form, questions: form.questions.map((one) => ({ ...one, assume: true })) };
    const silent = await fill(assumed, null, { ...nothing, ...begun, keep, onlyRequired: true });
    expect(silent.letter).toBe('Ada the desk Monday');
  });

  it('is at the end what the answers make of it, or what somebody wrote, whatever was changed on the way', async () => {
    const change = fc.record({
      id: fc.constantFrom(...PARTS, 'letter'),
      text: fc.constantFrom('x', 'y', 'z w'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 8 }), async (changes) => {
        let now: Answers = { name: 'Ada', place: 'the desk', day: 'Friday' };
        let byHand: string | undefined;
        const steps: Step[] = [...FIRST, ['letter', made(now)]];
        for (const { id, text } of changes) {
          steps.push(['review', id], [id, text]);
          if (id === 'letter') byHand = text === made(now) ? undefined : text;
          else now = { ...now, [id]: text };
        }
        const { answers } = await written([...steps, ['review', undefined]]);
        expect(answers.letter).toBe(byHand ?? made(now));
      }),
      { numRuns: 60 },
    );
  });
});

describe('the letter to the accused', () => {
  it('says the new place once “their side goes to” was changed', async () => {
    const prompter = new ScriptedPrompter([
      ['about', 'complaint'],
      ['way', 'letter'],
      ['permitted', 'not-asked'],
      ['contact', 'codeofconduct@imgix.com'],
      ['answer-by', undefined],
      ['letter', (asked) => ('initial' in asked ? (asked.initial ?? null) : null)],
      ['given', 'no'],
      ['review', 'contact'],
      ['contact', 'Ben Okafor, ben@team.example'],
      ['review', undefined],
    ]);
    const of = situation([OPENED, R1, A1, REPORT, PRIVATE, AGREED]);
    const keep = async (): Promise<void> => undefined;
    const answers = await fill(gatedForm(NOTIFY, playbook), of, { ...nothing, keep, prompter });
    expect(answers.letter).toContain('Please tell it to Ben Okafor, ben@team.example.');
    expect(answers.letter).not.toContain('tell it to codeofconduct');
  });
});
