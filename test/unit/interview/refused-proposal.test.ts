import { describe, expect, it } from 'vitest';
import type { Asked } from '../../../src/interview/prompter.ts';
import type { Answer, AnswerType } from '../../../src/interview/question.ts';
import { TerminalPrompter } from '../../../src/interview/terminal/prompter.ts';
import { atTerminal } from './at-terminal.ts';

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const choices = ['rolf', 'ada'].map((value) => ({ value, label: value }));
const whom = { read: (value: string) => ({ value }), show: (value: string) => value };
const now = new Date('2026-11-25T14:10:00Z');

/** Somebody who presses Enter at what is proposed and refused, and then answers something else. */
async function entered(answer: AnswerType, initial: Answer, instead: readonly string[]) {
  const { io, stdin, screen } = atTerminal({ TERM: 'dumb', now: () => now });
  const asked: Asked = {
    ...{ id: 'who', ask: 'Who is it', label: 'Who', answer, initial },
    ...{ required: true, notGiven: false, onPartial: async () => true },
    read: (value) =>
      /rolf/i.test(JSON.stringify(value)) || value === '2026-11-26'
        ? { problem: 'names somebody else' }
        : { value },
  };
  const given = new TerminalPrompter(io).ask(asked);
  for (const keys of ['\r', ...instead]) {
    for (let piece = 0; piece < 3; piece += 1) await later(50);
    stdin.write(keys);
  }
  return { given: await given, screen: screen() };
}

describe('Enter at a proposal that is refused', () => {
  it.each<[string, AnswerType, Answer, readonly string[], Answer]>([
    ['line', { type: 'line' }, 'Rolf', ['Ada\r'], 'Ada'],
    ['moment', { type: 'moment', now }, '2026-11-26', ['2026-11-20\r'], '2026-11-20'],
    ['day', { type: 'day', now }, '2026-11-26', ['2026-12-20\r'], '2026-12-20'],
    ['person', { type: 'person', whom }, 'Rolf', ['Ada\r'], 'Ada'],
    ['people', { type: 'people', whom }, ['Rolf'], ['Ada\r', '\r'], ['Ada']],
    ['list', { type: 'list' }, ['Rolf'], ['Ada\r', '\r'], ['Ada']],
    ['choice', { type: 'choice', choices }, 'rolf', ['2\r'], 'ada'],
    ['choices', { type: 'choices', choices }, ['rolf'], ['2\r'], ['ada']],
    ['text', { type: 'text' }, 'Rolf', [':clear\r', 'Ada\r', '.\r'], 'Ada'],
  ])('says why, of a %s', async (type, answer, initial, instead, wanted) => {
    const keys = type === 'text' ? ['.\r', ...instead] : instead;
    const { given, screen } = await entered(answer, initial, keys);
    expect(screen).toContain('This names somebody else.');
    expect(given).toEqual(wanted);
  });
});

describe('Enter alone where an answer is needed and nothing is proposed', () => {
  const how = 'A name, or a mark such as W1.';
  it.each<[string, AnswerType, string | undefined, string]>([
    ['line', { type: 'line' }, 'In person, by phone, by mail.', 'In person, by phone, by mail.'],
    ['line', { type: 'line' }, undefined, 'A few words are enough.'],
    ['person', { type: 'person', whom: { ...whom, how } }, undefined, how],
    ['moment', { type: 'moment', now, coming: true }, undefined, '“Tomorrow noon” is fine.'],
    ['day', { type: 'day', now }, undefined, '“In 6 months” is fine.'],
  ])('says what answers a %s', async (_name, answer, hint, says) => {
    const { io, stdin, screen } = atTerminal({ TERM: 'dumb', now: () => now });
    const given = new TerminalPrompter(io).ask({
      ...{ id: 'how', ask: 'How', label: 'How', answer, ...(hint && { hint }) },
      ...{ required: true, notGiven: false, onPartial: async () => true },
      read: (value) => ({ value }),
    });
    for (const keys of ['\r', 'By mail\r']) {
      for (let piece = 0; piece < 3; piece += 1) await later(50);
      stdin.write(keys);
    }
    await given;
    expect(screen()).toContain(`This one is needed. ${says}`);
  });
});
