import { describe, expect, it } from 'vitest';
import { readsAsTime } from '../../../src/interview/reads-as-time.ts';

const HOURS = ['two', 'ten', 'twelve', '3', '11'];

describe('words in the place of a person', () => {
  it.each([
    ...HOURS.flatMap((hour) => [`half past ${hour}`, `quarter to ${hour}`, `about half past ${hour}`]),
    ...HOURS.map((hour) => `at ${hour} o'clock`),
    ...['2pm', '14:30', '2.30 pm', 'at 14:30', '9 am', 'noon', 'around noon', 'midnight'],
    ...[
      'this morning',
      'This morning',
      'yesterday',
      'yesterday evening',
      'last night',
      'Last Night',
      'tonight',
    ],
    ...[
      'on Friday at 3',
      'Friday 3pm',
      'two hours ago',
      '5 minutes ago',
      '2026-11-20',
      '20 November',
      'just now',
    ],
    ...['Half past two.', 'Friday morning', '3 Nov 2026'],
  ])('that are a time: %s', (words) => expect(readsAsTime(words)).toBe(true));

  it.each([
    ...[
      'April',
      'May',
      'June',
      'August',
      'Sun',
      'Mon',
      'Wednesday',
      'Dawn',
      'Summer',
      'January Jones',
      'Jan',
      'jan',
    ],
    ...[
      'Wednesday Addams',
      'April May',
      'Sun Li',
      'may',
      'june',
      '14',
      'badge 14',
      'room 3',
      'W1',
      'R1',
      'Ana',
      'me',
    ],
    ...[
      'the volunteer at noon',
      'the man from last night',
      'Noon Kim',
      'a woman, this morning',
      'Ben (at 3pm)',
    ],
    ...[
      'nobody',
      'the front desk',
      'Night Porter',
      'Half Dan',
      'Ana Morning',
      '@noon',
      'noon@team.example',
      '+49 30 1234',
    ],
  ])('that can be one: %s', (words) => expect(readsAsTime(words)).toBe(false));
});
