import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../../src/interview/check.ts';
import { readDay, readMoment } from '../../../src/interview/moment.ts';
import { problemLine } from '../../../src/interview/prompter.ts';
import type { AnswerType } from '../../../src/interview/question.ts';

const NOW = new Date(2026, 10, 23, 10, 0);

const QUESTIONS: Readonly<Record<string, AnswerType>> = {
  'of what was': { type: 'moment', now: NOW },
  'of what was long ago': { type: 'moment', now: NOW, months: true },
  'of what comes': { type: 'moment', now: NOW, coming: true },
  'of what comes, or depends': { type: 'moment', now: NOW, coming: true, orCondition: true },
  'of a last day': { type: 'day', now: NOW },
};

const SAID = [
  ...[
    'tomorrow 9am',
    'tonight 6',
    'yesterday afternoon',
    'next friday noon',
    'last wednesday',
    'friday 23 november',
  ],
  ...[
    'in 6 months',
    'end of the year',
    'end of next month',
    'end of the event',
    'beginning of march',
    'sunday 24 november',
  ],
  ...[
    '29 february',
    '31 april',
    '24 november',
    '3.4.',
    '25:61',
    'half past 4',
    'midnight',
    'today at 4',
    'this morning',
  ],
  ...[
    'when she agrees',
    'soon',
    'asap',
    'monday or tuesday',
    '24 december',
    '10.40',
    'twelve',
    'september 2026',
    '3pm cst',
  ],
];

/** A slip of the hand at every place of a text. */
function slips(text: string): readonly string[] {
  return [...text].flatMap((letter, at) => {
    const [before, after] = [text.slice(0, at), text.slice(at + 1)];
    return [
      `${before}${after}`,
      `${before}${letter}${letter}${after}`,
      `${before}x${after}`,
      `${before}${after[0] ?? ''}${letter}${after.slice(1)}`,
    ];
  });
}

describe('what is said of a date that is not understood is one sentence', () => {
  it.each(Object.entries(QUESTIONS))('%s', (_what, answer) => {
    const question = { id: 'at', ask: 'When', label: 'When', answer };
    const lines = SAID.flatMap((said) => [said, ...slips(said), `${said}?`, `${said}.`]).flatMap((typed) => {
      const read = readAnswer(question, typed, {}, undefined);
      return 'value' in read ? [] : [problemLine(read)];
    });
    expect(lines.length).toBeGreaterThan(100);
    for (const line of new Set(lines)) {
      expect(line).toMatch(/^This [a-z][^.?!]*(?:\d\.)?[^.?!]*[^.?!,;:\s]\.$/u);
      expect(line).not.toMatch(/[.,;:?!]\s*[,;:.?!]|“”|\s\s|\b(\p{L}+) \1\b/u);
      expect(line.split('“').length).toBe(line.split('”').length);
    }
  });
});

const day = (text: string, now = NOW) => {
  const read = readDay(text, now);
  return 'value' in read ? read.value : (read.either?.map(({ value }) => value) ?? read.problem);
};

describe('the end of something, as a last day', () => {
  it.each([
    ['end of the year', '2026-12-31'],
    ['the end of this year', '2026-12-31'],
    ['until the end of the year', '2026-12-31'],
    ['end of next year', '2027-12-31'],
    ['year end', '2026-12-31'],
    ['EOY', '2026-12-31'],
    ['end of 2027', '2027-12-31'],
    ['End of month', '2026-11-30'],
    ['end of next month', '2026-12-31'],
    ['end of February', '2027-02-28'],
    ['end of feb 2028', '2028-02-29'],
    ['end of November', '2026-11-30'],
    ['end of October', '2027-10-31'],
    ['end of Q1', '2027-03-31'],
    ['end of the quarter', '2026-12-31'],
    ['end of the day', '2026-11-23'],
    ['start of next year', '2027-01-01'],
    ['beginning of March', '2027-03-01'],
    ['tmrw', '2026-11-24'],
    ['in 2 wks', '2026-12-07'],
  ])('%s', (text, wanted) => expect(day(text)).toBe(wanted));

  it.each(Array.from({ length: 24 }, (_, at) => new Date(2027, at, at + 5)))(
    'of the month of %s is its last day',
    (now) => {
      const [year, month] = [now.getFullYear(), now.getMonth()];
      const last = new Date(year, month + 1, 0).getDate();
      expect(day('end of the month', now)).toBe(`${year}-${String(month + 1).padStart(2, '0')}-${last}`);
    },
  );

  it('of a week can be its Friday or its Sunday', () => {
    expect(day('end of the week')).toEqual(['2026-11-27', '2026-11-29']);
    expect(day('end of next week')).toEqual(['2026-12-04', '2026-12-06']);
    expect(day('end of the week', new Date(2026, 10, 28))).toBe('2026-11-29');
  });

  it.each(['end of the event', 'the end of the conference', 'last day of the camp'])(
    '%s: only people know it',
    (text) => expect(day(text)).toBe('is a day that coc does not know; write its date, as 2027-04-03'),
  );
});

describe('the words of a day, in haste', () => {
  const coming = (text: string) => {
    const read = readMoment(text, NOW, { coming: true });
    return 'value' in read ? read.value.slice(0, 16) : read.either?.map(({ value }) => value.slice(0, 16));
  };
  it.each([
    ['tonite 6', '2026-11-23T18:00'],
    ['2nite at 8', '2026-11-23T20:00'],
    ['tmrw 9am', '2026-11-24T09:00'],
    ['tmr 9am', '2026-11-24T09:00'],
    ['2moro noon', '2026-11-24T12:00'],
    ['tmrw morn', '2026-11-24 morni'],
    ['end of the month', '2026-11-30'],
  ])('%s', (text, wanted) => expect(coming(text)).toBe(wanted));
  it.each([
    ['yday 3pm', '2026-11-22T15:00'],
    ['yest. evening', '2026-11-22 evening'],
  ])('%s', (text, wanted) => {
    const read = readMoment(text, NOW);
    expect('value' in read && read.value).toContain(wanted);
  });
});
