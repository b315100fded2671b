import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noSuchDates } from '../../../src/letters/no-such-date.ts';

const found = noSuchDates;

describe('a day or a time that there is not', () => {
  it.each([
    ['31 February', '31 February'],
    ['on the 31st of February, in the break', '31st of February'],
    ['32 may', '32 may'],
    ['32 May hall B', '32 May'],
    ['February 30th after lunch', 'February 30th'],
    ['April 31, 15:00', 'April 31'],
    ['31 Apr 2026 at 3pm', '31 Apr 2026'],
    ['29 February 2026', '29 February 2026'],
    ['2026-02-31', '2026-02-31'],
    ['2026-13-01 15:00', '2026-13-01'],
    ['31.02.2026 abends', '31.02.2026'],
    ['am 31. Februar', '31. Februar'],
    ['13/13/2026', '13/13/2026'],
    ['25:70', '25:70'],
    ['yesterday 14:75', '14:75'],
    ['yesterday at 25:10, by the door', '25:10'],
    ['24:01', '24:01'],
    ['2.70 pm', '2.70 pm'],
    ['26 o’clock', '26 o’clock'],
    ['Monday 24 November 2026', 'Monday 24 November 2026'],
    ['Fri, 2026-11-26, in the evening', 'Fri, 2026-11-26'],
  ])('is found in “%s”', (text, written) => expect(found(text)).toEqual([written]));

  it('finds each of several, as they stand', () => {
    expect(found('31 February, 25:70')).toEqual(['31 February', '25:70']);
    expect(found('25:70 on 31 February')).toEqual(['25:70', '31 February']);
  });

  it.each([
    '28 February',
    '29 February',
    '29 February 2028',
    '31/12/2026',
    '12/31/2026',
    'the night of 30/31',
    '30/31 May',
    '24/7',
    '24:00',
    '16:45 May 3rd',
    '16.45 May 3',
    'room 45 May 3rd',
    'in March 45 people came',
    'April 31 people came',
    '45 may have seen it',
    'May 2023',
    'March 98',
    '13 pm',
    'Tuesday 24 November 2026',
    // In one year or another it was.
    'Sunday 24 November',
    'we sat 24 of us',
    'room 12:1, seat 1:100',
    '2026-11-25T15:00:00+05:30',
    'call 1234-56-78',
    'during the keynote',
    '15:00, 3pm, half past four, 14.10 Uhr',
  ])('is not in “%s”', (text) => expect(found(text)).toEqual([]));

  it('is no day of the calendar, in whichever of these ways it is written', () => {
    const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2089-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, (at) => {
        const [iso, clock = ''] = at.toISOString().split('T');
        const words = (locale: string, weekday?: 'long' | 'short') =>
          at.toLocaleDateString(locale, {
            ...(weekday && { weekday }),
            day: 'numeric',
            month: 'long',
            year: 'numeric',
            timeZone: 'UTC',
          });
        for (const text of [words('en-GB', 'long'), words('en-US', 'short'), words('de'), words('fr'), iso])
          expect(found(`${text}, ${clock.slice(0, 5)}`)).toEqual([]);
      }),
    );
  });
});
