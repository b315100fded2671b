import { describe, expect, it } from 'vitest';
import { fill } from '../../../src/interview/fill.ts';
import { communityForm } from '../../../src/interview/forms/community.ts';
import type { AnswerType, Question } from '../../../src/interview/question.ts';
import { perhapsNoWords, perhapsSeveral } from '../../../src/interview/slips.ts';
import { ScriptedPrompter } from './scripted-prompter.ts';

const YES = ['y', 'Y', 'yes', 'Yes.', 'n', 'no', 'No!', 'ok', 'OK', 'okay', 'sure', ' y ', 'yep', 'true'];
const WORDS = [
  'Yes, by mail',
  'a note',
  'Noor',
  'Y. Tanaka',
  'yes@example.org',
  'no contact',
  'Oki',
  'nobody',
  'Он сказал ok',
  '说了 no',
  'y así',
];
const SEVERAL = [
  'badge shop, chat server',
  'badge shop and chat server',
  'mail; badges',
  'wiki & chat',
  'a, b, and c',
];
const ONE = [
  'badge shop',
  'Security: +1 555 0100, at the door',
  'Ana, ana@example.org',
  'brands',
  'x,y',
  'Sandy',
];

const whom = { read: (value: string) => ({ value }), show: (value: string) => value };
const TYPES: readonly AnswerType[] = [
  { type: 'line' },
  { type: 'list' },
  { type: 'person', whom },
  { type: 'people', whom },
];

/** What is said of these words where they are typed at the question of a form with this one. */
async function saidOf(question: Question<object>, words: string): Promise<readonly string[]> {
  const prompter = new ScriptedPrompter([[question.id, 'words'], ['review']]);
  const form = { name: 'x', about: 'x', questions: [question] };
  await fill(form, {}, { given: {}, prompter, saveLabel: 'Save' });
  return prompter.asked.flatMap(({ ofTyped }) => ofTyped?.(words) ?? []);
}

describe('a slip of the keys', () => {
  it.each(TYPES)('that says yes or no where words are wanted is asked about: %j', async (answer) => {
    for (const words of YES) expect(perhapsNoWords(words, answer, false)).toHaveLength(1);
    for (const words of WORDS) expect(perhapsNoWords(words, answer, false)).toEqual([]);
  });

  it('is none where a choice or a day is asked for, or any word is looked for', () => {
    const others: readonly AnswerType[] = [
      { type: 'choice', choices: [] },
      { type: 'line', anyWord: true },
      { type: 'text' },
    ];
    for (const type of others) expect(perhapsNoWords('y', type, true)).toEqual([]);
  });

  it('is asked about at every question that wants a line of words', async () => {
    const question = { id: 'how', ask: 'How', label: 'How', answer: { type: 'line' } } as const;
    expect((await saidOf(question, 'y')).join()).toContain('Is that the answer?');
    expect((await saidOf(question, 'no')).join()).toContain('type - alone');
    expect((await saidOf({ ...question, required: true }, 'no')).join()).not.toContain('type -');
    expect((await saidOf({ ...question, isSaid: true } as never, 'yes')).join()).toBe('');
  });

  it('is several in one, which is asked about', () => {
    for (const words of SEVERAL) expect(perhapsSeveral(words)).toHaveLength(1);
    for (const words of ONE) expect(perhapsSeveral(words)).toEqual([]);
  });

  it.each(['systems', 'feedback', 'emergency', 'outside'])(
    'is asked about at every list of the community: %s',
    (id) => {
      const question = communityForm.questions.find((one) => one.id === id);
      expect(question?.ofTyped?.('badge shop, chat server', {}, {} as never)).toEqual([
        'Is that one, or are they several? Each goes on a line of its own.',
      ]);
    },
  );
});
