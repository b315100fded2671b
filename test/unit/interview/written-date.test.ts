import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { dateOrderOf, toldApart } from '../../../src/interview/date-order.ts';
import { readDay, readMoment } from '../../../src/interview/moment.ts';

const before = process.env.TZ;
beforeEach(() => {
  process.env.TZ = 'UTC';
});
afterAll(() => {
  if (before === undefined) delete process.env.TZ;
  else process.env.TZ = before;
});

const NOW = new Date('2026-11-25T14:10:30Z');

describe('a date in numbers', () => {
  it.each([
    ['13/04/2027', '2027-04-13'],
    ['04/13/2027', '2027-04-13'],
    ['13.4.2027', '2027-04-13'],
    ['13. 4. 2027', '2027-04-13'],
    ['13-04-2027', '2027-04-13'],
    ['13/4/27', '2027-04-13'],
    ['13/4', '2027-04-13'],
    ['24.11.', '2027-11-24'],
    ['04/04/2027', '2027-04-04'],
    ['2027/04/03', '2027-04-03'],
    ['2027.04.03', '2027-04-03'],
    ['until 2027-04-03', '2027-04-03'],
  ])('%s can only be %s', (typed, day) => expect(readDay(typed, NOW)).toEqual({ value: day }));

  it.each(['03/04/2027', '03.04.2027', '3. 4. 2027', '03-04-2027', '3/4', '3.4.', '3/4/27', 'on 3/4'])(
    '%s is not guessed',
    (typed) =>
      expect(readDay(typed, NOW)).toMatchObject({
        problem: expect.stringContaining('write it as 2027-04-03'),
        either: [
          { value: '2027-04-03', order: 'day-first' },
          { value: '2027-03-04', order: 'month-first' },
        ],
      }),
  );

  it('asks of a moment as of a day, its time kept', () => {
    expect(readMoment('03/04/2026 3pm', NOW)).toMatchObject({
      either: [{ value: '2026-04-03T15:00:00+00:00' }, { value: '2026-03-04T15:00:00+00:00' }],
    });
    expect(readMoment('3/4', NOW)).toMatchObject({
      either: [{ value: '2026-04-03' }, { value: '2026-03-04' }],
    });
  });

  it('asks also where only one of the two has been', () => {
    expect(readMoment('12/11', NOW)).toMatchObject({ either: [{ value: '2026-11-12' }] });
  });

  it.each(['3-4', '10.11', '1/2/3/4'])('%s is none', (typed) =>
    expect(readDay(typed, NOW)).toEqual({ problem: expect.stringContaining('2027-01-31') }),
  );

  it.each(['31/02/2027', '32.1.2027', '0/5/2027', '13/13/2027', '2027-13-01'])('%s is not there', (typed) =>
    expect(readDay(typed, NOW)).toEqual({ problem: expect.stringContaining('that there is not') }),
  );

  it('is never read as another day than the one meant, whatever it is and however it is written', () => {
    const written = fc.record({
      day: fc.date({ min: new Date('2001-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
      mark: fc.constantFrom('/', '.', '-'),
      padded: fc.boolean(),
      order: fc.constantFrom('day-first', 'month-first'),
    });
    fc.assert(
      fc.property(written, ({ day, mark, padded, order }) => {
        const iso = day.toISOString().slice(0, 10);
        const [year = '', month = '', date = ''] = iso
          .split('-')
          .map((one) => (padded ? one : String(Number(one))));
        const typed = [...(order === 'day-first' ? [date, month] : [month, date]), year].join(mark);
        const read = readDay(typed, NOW);
        if ('value' in read) expect(read.value).toBe(iso);
        else expect(toldApart(read.either ?? [], [order as 'day-first'])?.value).toBe(iso);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the order of day and month', () => {
  it.each([
    [{ LANG: 'en_US.UTF-8' }, 'month-first'],
    [{ LANG: 'en_GB.UTF-8' }, 'day-first'],
    [{ LANG: 'de_DE' }, 'day-first'],
    [{ LANG: 'en_US.UTF-8', LC_TIME: 'de_DE.UTF-8' }, 'day-first'],
    [{ LANG: 'de_DE', LC_TIME: 'de_DE', LC_ALL: 'en_US.UTF-8' }, 'month-first'],
    [{ LANG: 'fr_CA@euro' }, undefined],
    [{ LANG: 'sv_SE.UTF-8' }, undefined],
    [{ LANG: 'C.UTF-8' }, undefined],
    [{ LANG: 'POSIX' }, undefined],
    [{ LANG: 'en' }, undefined],
    [{ LANG: '../../x_YY' }, undefined],
    [{}, undefined],
  ])('of %j is %s', (env, order) => expect(dateOrderOf(env)).toBe(order));

  const either = [
    { value: '2027-04-03', order: 'day-first' },
    { value: '2027-03-04', order: 'month-first' },
  ] as const;
  it('tells apart where all that is known says the same, and not where two differ or nothing is known', () => {
    expect(toldApart(either, [undefined, 'day-first'])?.value).toBe('2027-04-03');
    expect(toldApart(either, ['month-first', 'month-first'])?.value).toBe('2027-03-04');
    expect(toldApart(either, ['month-first', 'day-first'])).toBeUndefined();
    expect(toldApart(either, [undefined, undefined])).toBeUndefined();
    expect(toldApart(either.slice(1), ['day-first'])).toBeUndefined();
  });
});

describe('letters for a time zone', () => {
  it.each([
    ['3pm IST', ['2026-11-25T15:00:00+05:30', '2026-11-25T15:00:00+02:00', '2026-11-25T15:00:00+01:00']],
    ['yesterday 3pm bst', ['2026-11-24T15:00:00+01:00', '2026-11-24T15:00:00+06:00']],
    ['yesterday 3pm PST', ['2026-11-24T15:00:00-08:00', '2026-11-24T15:00:00+08:00']],
  ])('that stand for several are asked about: %s', (typed, values) => {
    const read = readMoment(typed, NOW);
    expect('either' in read && read.either?.map(({ value }) => value)).toEqual(values);
    expect(read).toMatchObject({ problem: expect.stringContaining('+05:30') });
  });
});

describe('a time just ahead', () => {
  it('is today where two clocks may differ, and asked about where it is more', () => {
    const at = (typed: string) => readMoment(typed, new Date('2026-11-25T23:11:00Z'));
    expect(at('23:13')).toEqual({ value: '2026-11-25T23:13:00+00:00' });
    expect(at('23:30')).toMatchObject({ either: [{ value: '2026-11-24T23:30:00+00:00' }] });
  });
});

describe('“next Friday”', () => {
  it.each([
    ['2026-11-25', ['2026-11-27', '2026-12-04']],
    ['2026-11-29', ['2026-12-04']],
  ])('on %s can be %j', (day, days) => {
    const read = readDay('next friday', new Date(`${day}T12:00:00`));
    expect('value' in read ? [read.value] : read.either?.map(({ value }) => value)).toEqual(days);
  });
});
