import { describe, expect, it } from 'vitest';
import { toldApart } from '../../../src/interview/date-order.ts';
import { datesTwoWays } from '../../../src/interview/dates-in-words.ts';
import { readDay } from '../../../src/interview/moment.ts';
import type { Asked } from '../../../src/interview/prompter.ts';
import { TerminalPrompter } from '../../../src/interview/terminal/prompter.ts';
import type { DateOrder } from '../../../src/interview/written-date.ts';
import { atTerminal } from './at-terminal.ts';

const now = new Date('2026-11-25T14:10:00Z');
const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Somebody at a terminal that cannot move its cursor, who is asked until when. */
async function typed(keys: readonly string[], order?: DateOrder) {
  const { io, stdin, screen } = atTerminal({ TERM: 'dumb', now: () => now });
  const asked: Asked = {
    ...{ id: 'until', ask: 'Until when', label: 'Until', answer: { type: 'day', now } },
    ...{ required: true, notGiven: false, onPartial: async () => true },
    read: (answer) => {
      const read = readDay(String(answer), now);
      const meant = 'either' in read && read.either ? toldApart(read.either, [order]) : undefined;
      return meant ?? read;
    },
  };
  const answer = new TerminalPrompter(io).ask(asked);
  for (const one of keys) {
    // In pieces: what draws runs between them, however busy the machine is.
    for (let piece = 0; piece < 3; piece += 1) await later(50);
    stdin.write(one);
  }
  return { answer: await answer, screen: screen() };
}

describe('a date in numbers at a terminal', () => {
  it('is asked back, in words with the weekday, where it can be two days', async () => {
    const { answer, screen } = await typed(['03/04/2027\r', '1\r']);
    expect(screen).toContain('1. Sat 3 Apr 2027');
    expect(screen).toContain('2. Thu 4 Mar 2027');
    expect(answer).toBe('2027-04-03');
  });

  it('is typed once more where none of them is meant', async () => {
    const { answer, screen } = await typed(['3/4\r', '3\r', '5 April 2027\r']);
    expect(answer).toBe('2027-04-05');
    expect(screen).toContain('Mon 5 Apr 2027');
  });

  it.each([
    ['day-first', '2027-04-03', 'Sat 3 Apr 2027'],
    ['month-first', '2027-03-04', 'Thu 4 Mar 2027'],
  ] as const)('is read %s where that is known, and shown', async (order, day, shown) => {
    const { answer, screen } = await typed(['03/04/2027\r'], order);
    expect(answer).toBe(day);
    expect(screen).toContain(shown);
  });
});

describe('words about a time at a terminal', () => {
  /** As the question about when something happened takes them. */
  async function said(keys: readonly string[], order?: DateOrder) {
    const { io, stdin, screen } = atTerminal({ TERM: 'dumb', now: () => now });
    const asked: Asked = {
      ...{ id: 'when', ask: 'About when', label: 'When', answer: { type: 'line' } },
      ...{ required: false, notGiven: true, onPartial: async () => true },
      read: (answer) => {
        const read = datesTwoWays(String(answer));
        const meant = read && toldApart(read.either, [order]);
        return meant ?? read ?? { value: answer };
      },
    };
    const answer = new TerminalPrompter(io).ask(asked);
    for (const one of keys) {
      for (let piece = 0; piece < 3; piece += 1) await later(50);
      stdin.write(one);
    }
    return { answer: await answer, screen: screen() };
  }

  it('are asked back where a date in them can be two days', async () => {
    const { answer, screen } = await said(['on 03/04 in the evening\r', '2\r']);
    expect(screen).toContain('1. on 3 April in the evening');
    expect(screen).toContain('2. on 4 March in the evening');
    expect(answer).toBe('on 4 March in the evening');
  });

  it('are shown as they are read where the order is known', async () => {
    const { answer, screen } = await said(['03/04 at noon\r'], 'day-first');
    expect(answer).toBe('3 April at noon');
    expect(screen).toContain('3 April at noon');
  });
});
