import { describe, expect, it } from 'vitest';
import { Cancelled } from '../../../src/errors.ts';
import type { Asked } from '../../../src/interview/prompter.ts';
import type { Answer, AnswerType } from '../../../src/interview/question.ts';
import { TerminalPrompter } from '../../../src/interview/terminal/prompter.ts';
import { atTerminal } from './at-terminal.ts';

const CTRL_C = '\u0003';
const HALF = 'my frined 山田花子 saw i';
const PEOPLE: AnswerType = { type: 'people', whom: { read: (value) => ({ value }), show: (value) => value } };
const PERSON: AnswerType = { type: 'person', whom: { read: (value) => ({ value }), show: (value) => value } };
const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

type Kept = Pick<Asked, 'partial' | 'open' | 'initial'>;

/** Somebody who types and stops, or answers, and what was kept last of it. */
async function typed(
  type: AnswerType,
  keys: readonly string[],
  { TERM = 'xterm', wait = 5, ...before }: Kept & { TERM?: string; wait?: number } = {},
) {
  const { io, stdin, screen } = atTerminal({ TERM });
  const kept: Kept[] = [];
  const asked: Asked = {
    ...{ id: 'one', ask: 'What', label: 'What', answer: type, required: false, notGiven: false },
    ...before,
    read: (value: Answer) => ({ value }),
    onPartial: async (partial, open = '') => {
      await later(1);
      kept.push(open === '' ? { partial } : { partial, open });
      return true;
    },
  };
  const answered = new TerminalPrompter(io).ask(asked).catch((error: unknown) => error);
  for (const one of keys) {
    await later(wait);
    stdin.write(one);
  }
  const answer = await answered;
  return { answer, kept, last: kept.at(-1), screen: screen() };
}

describe.each(['xterm', 'dumb'])('what is half typed at Ctrl-C (%s)', (TERM) => {
  it.each<[string, AnswerType, Kept]>([
    ['a text', { type: 'text' }, { partial: `I said no.\n${HALF}`, open: HALF }],
    ['a list', { type: 'list' }, { partial: `I said no.\n${HALF}`, open: HALF }],
    ['people', PEOPLE, { partial: `I said no.\n${HALF}`, open: HALF }],
  ])('is kept, of %s', async (_name, type, expected) => {
    const { answer, last } = await typed(type, ['I said no.\r', HALF, CTRL_C], { TERM });
    expect(answer).toBeInstanceOf(Cancelled);
    expect(last).toEqual(expected);
  });

  it.each<[string, AnswerType]>([
    ['a line', { type: 'line' }],
    ['a moment', { type: 'moment', now: new Date('2026-11-27T12:00:00Z') }],
    ['a person', PERSON],
  ])('is kept, of %s', async (_name, type) => {
    const { answer, last } = await typed(type, [HALF, CTRL_C], { TERM });
    expect(answer).toBeInstanceOf(Cancelled);
    expect(last).toEqual({ partial: HALF, open: HALF });
  });
});

describe('what was half typed', () => {
  const before = { partial: `I said no.\n${HALF}`, open: HALF };

  it.each<[string, AnswerType, readonly string[], Answer]>([
    ['a text', { type: 'text' }, ['t\r', '.\r'], `I said no.\n${HALF}t`],
    ['a list', { type: 'list' }, ['t\r', '\r'], ['I said no.', `${HALF}t`]],
    ['people', PEOPLE, ['t\r', '\r'], ['I said no.', `${HALF}t`]],
  ])('is typed on, of %s', async (_name, type, keys, expected) => {
    const { answer, screen } = await typed(type, keys, before);
    expect(answer).toEqual(expected);
    expect(screen).toContain('I said no.');
  });

  it('is typed on, of a line', async () => {
    const { answer } = await typed({ type: 'line' }, ['t\r'], { partial: HALF, open: HALF });
    expect(answer).toBe(`${HALF}t`);
  });

  it.each<[AnswerType, Kept]>([
    [{ type: 'text' }, before],
    [{ type: 'list' }, before],
    [{ type: 'line' }, { partial: HALF, open: HALF }],
  ])('is not kept once more where nothing was typed: %o', async (type, there) => {
    expect((await typed(type, [CTRL_C], there)).kept).toEqual([]);
  });

  it('is no longer kept as half typed once it has its Enter', async () => {
    const { last } = await typed({ type: 'text' }, [HALF, '\r', CTRL_C], { wait: 600 });
    expect(last).toEqual({ partial: HALF });
  });
});

describe('a line without its Enter', () => {
  it('is kept soon, also where nobody stops in good order', async () => {
    const { kept } = await typed({ type: 'text' }, ['half', ' a li', CTRL_C], { wait: 600 });
    expect(kept[0]).toEqual({ partial: 'half', open: 'half' });
  });

  it('leaves nothing behind where nothing was typed, and what is proposed is no answer', async () => {
    expect((await typed({ type: 'text' }, [CTRL_C], { initial: 'Hello' })).kept).toEqual([]);
    expect((await typed({ type: 'list' }, [CTRL_C], { initial: ['Police'] })).kept).toEqual([]);
    expect((await typed({ type: 'line' }, [CTRL_C])).kept).toEqual([]);
  });

  it('is no part of a text where it is typed for a change of it', async () => {
    const { last } = await typed({ type: 'text' }, ['one two\r', ':replace\r', 'tw', CTRL_C]);
    expect(last).toEqual({ partial: 'one two' });
  });
});
