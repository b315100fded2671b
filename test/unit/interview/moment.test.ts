import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { parseEntry } from '../../../src/incident/entry.ts';
import { toldApart } from '../../../src/interview/date-order.ts';
import { type MomentRead, readDay, readMoment } from '../../../src/interview/moment.ts';
import { localIso, showMoment, showUnderstood } from '../../../src/text/moment.ts';
import { earliestOf, latestOf, precisionOf, roughly } from '../../../src/text/rough.ts';

const meant = (read: MomentRead): string | undefined => ('value' in read ? read.value : undefined);
const parseMoment = (typed: string, now: Date, options?: { readonly coming?: boolean }) =>
  meant(readMoment(typed, now, options));
const parseDay = (typed: string, now: Date) => meant(readDay(typed, now));

const before = process.env.TZ;
const zone = (name: string): void =>
  beforeEach(() => {
    process.env.TZ = name;
  });
afterAll(() => {
  if (before === undefined) delete process.env.TZ;
  else process.env.TZ = before;
});

describe('a moment as people type it, on Wednesday 25 November 2026 at 14:10', () => {
  zone('Europe/Berlin');
  const now = new Date('2026-11-25T14:10:30.500+01:00');

  it.each([
    ['now', '2026-11-25T14:10:30+01:00'],
    [' now ', '2026-11-25T14:10:30+01:00'],
    ['5 minutes ago', '2026-11-25T14:05:30+01:00'],
    ['an hour ago', '2026-11-25T13:10:30+01:00'],
    ['yesterday 3pm', '2026-11-24T15:00:00+01:00'],
    ['Yesterday at 15:00', '2026-11-24T15:00:00+01:00'],
    ['today 9:30', '2026-11-25T09:30:00+01:00'],
    ['today 9', '2026-11-25T09:00:00+01:00'],
    ['9 today', '2026-11-25T09:00:00+01:00'],
    ['today at nine', '2026-11-25T09:00:00+01:00'],
    ['yesterday 15', '2026-11-24T15:00:00+01:00'],
    ['yesterday at 3 in the afternoon', '2026-11-24T15:00:00+01:00'],
    ['this morning at 9', '2026-11-25T09:00:00+01:00'],
    ['fri 14', '2026-11-20T14:00:00+01:00'],
    ['13:00', '2026-11-25T13:00:00+01:00'],
    ['22:40', '2026-11-24T22:40:00+01:00'],
    ['friday', '2026-11-20'],
    ['friday 3pm', '2026-11-20T15:00:00+01:00'],
    ['last friday', '2026-11-20'],
    ['monday 9am', '2026-11-23T09:00:00+01:00'],
    ['20 nov 3pm', '2026-11-20T15:00:00+01:00'],
    ['2026-01-31', '2026-01-31'],
    ['today', '2026-11-25'],
    ['2 days ago', '2026-11-23'],
    ['20 nov', '2026-11-20'],
    ['3 april', '2026-04-03'],
    ['this morning', '2026-11-25 morning'],
    ['yesterday evening', '2026-11-24 evening'],
    ['friday night', '2026-11-20 night'],
    ['last night', '2026-11-24 night'],
    ['2026-11-20 afternoon', '2026-11-20 afternoon'],
    ['14:13', '2026-11-25T14:13:00+01:00'],
    ['1pm CET', '2026-11-25T13:00:00+01:00'],
    ['yesterday 3pm UTC', '2026-11-24T15:00:00+00:00'],
    ['yesterday 15:00 +05:30', '2026-11-24T15:00:00+05:30'],
    ['2026-01-31 15:00', '2026-01-31T15:00:00+01:00'],
    ['2026-01-31T15:00', '2026-01-31T15:00:00+01:00'],
    ['2026-07-31T15:00', '2026-07-31T15:00:00+02:00'],
  ])('%s is %s', (typed, moment) => expect(parseMoment(typed, now)).toBe(moment));

  it.each([
    ['just now', '2026-11-25T14:10:30+01:00'],
    ['Right now', '2026-11-25T14:10:30+01:00'],
    ['half past four this morning', '2026-11-25T04:30:00+01:00'],
    ['today at half past four', '2026-11-25T04:30:00+01:00'],
    ['half past 16', '2026-11-24T16:30:00+01:00'],
    ['yesterday at half past four pm', '2026-11-24T16:30:00+01:00'],
    ['half past four in the afternoon yesterday', '2026-11-24T16:30:00+01:00'],
    ['yesterday afternoon at quarter past 4', '2026-11-24T16:15:00+01:00'],
    ['quarter to one in the afternoon', '2026-11-25T12:45:00+01:00'],
    ['twenty-five to five yesterday evening', '2026-11-24T16:35:00+01:00'],
    ['on Friday at ten past nine in the morning', '2026-11-20T09:10:00+01:00'],
  ])('%s, said aloud, is %s', (typed, moment) => expect(parseMoment(typed, now)).toBe(moment));

  it.each([
    ['half past four', ['2026-11-25T04:30:00+01:00', '2026-11-24T16:30:00+01:00'], false],
    ['yesterday at half past four', ['2026-11-24T16:30:00+01:00', '2026-11-24T04:30:00+01:00'], false],
    ['a quarter to twelve', ['2026-11-25T11:45:00+01:00', '2026-11-24T23:45:00+01:00'], false],
    ['yesterday 9', ['2026-11-24T21:00:00+01:00', '2026-11-24T09:00:00+01:00'], false],
    ['yesterday at 3', ['2026-11-24T15:00:00+01:00', '2026-11-24T03:00:00+01:00'], false],
    ['tomorrow 9', ['2026-11-26T09:00:00+01:00', '2026-11-26T21:00:00+01:00'], true],
    ['9 tomorrow', ['2026-11-26T09:00:00+01:00', '2026-11-26T21:00:00+01:00'], true],
    ['fri 9', ['2026-11-27T09:00:00+01:00', '2026-11-27T21:00:00+01:00'], true],
    ['half past twelve', ['2026-11-25T12:30:00+01:00', '2026-11-25T00:30:00+01:00'], false],
    ['half past four', ['2026-11-25T16:30:00+01:00', '2026-11-26T04:30:00+01:00'], true],
  ])('%s can be in either half of the day, the nearest of it first: %j', (typed, moments, coming) => {
    const read = readMoment(typed, now, { coming });
    expect(read).toMatchObject({ problem: expect.stringContaining('morning') });
    const either = 'either' in read ? (read.either ?? []) : [];
    expect(either.map(({ value }) => value)).toEqual(moments);
  });

  const EITHER_HALF = 'half an hour before or after';
  it.each([
    ['20 past 9', 'morning', ['2026-11-25T09:20', '2026-11-24T21:20']],
    ['twenty past nine', 'morning', ['2026-11-25T09:20', '2026-11-24T21:20']],
    ['5 to 10', 'morning', ['2026-11-25T09:55', '2026-11-24T21:55']],
    ['17 minutes after nine', 'morning', ['2026-11-25T09:17', '2026-11-24T21:17']],
    ['by 6', 'morning', ['2026-11-25T06:00', '2026-11-24T18:00']],
    ['before 6', 'morning', ['2026-11-25T06:00', '2026-11-24T18:00']],
    ['9.10', 'a time or a day', ['2026-11-25T09:10', '2026-10-09', '2026-09-10']],
    [
      'half four',
      EITHER_HALF,
      ['2026-11-25T04:30', '2026-11-25T03:30', '2026-11-24T16:30', '2026-11-24T15:30'],
    ],
    ['half ten last night', EITHER_HALF, ['2026-11-24T22:30', '2026-11-24T21:30']],
    ['half ten yesterday morning', EITHER_HALF, ['2026-11-24T10:30', '2026-11-24T09:30']],
    ['this morning at half ten', EITHER_HALF, ['2026-11-25T10:30', '2026-11-25T09:30']],
  ])('%s is asked back, and says why: %s', (typed, why, moments) => {
    const read = readMoment(typed, now);
    expect(read).toMatchObject({ problem: expect.stringContaining(why) });
    const either = 'either' in read ? (read.either ?? []) : [];
    expect(either.map(({ value }) => value.slice(0, 16))).toEqual(moments);
  });

  it.each([
    ['9.50', '2026-11-25T09:50:00+01:00'],
    ['22.40', '2026-11-24T22:40:00+01:00'],
    ['before 6pm', '2026-11-24T18:00:00+01:00'],
    ['at lunch', '2026-11-25 noon'],
    ['before lunch', '2026-11-25 noon'],
    ['friday lunchtime', '2026-11-20 noon'],
    ['friday night at 11', '2026-11-20T23:00:00+01:00'],
    ['2026-11-24 night at 1', '2026-11-25T01:00:00+01:00'],
    ['at 12 last night', '2026-11-25T00:00:00+01:00'],
    ['half past 12 last night', '2026-11-25T00:30:00+01:00'],
    ['last night 22:40', '2026-11-24T22:40:00+01:00'],
    ['tonight at 9', '2026-11-25T21:00:00+01:00'],
  ])('%s, as people write it, is %s', (typed, moment) => expect(parseMoment(typed, now)).toBe(moment));

  it.each(['last night 10am', 'last night 3pm', 'from 5 to 10', '5 to 10 minutes ago', 'half an hour'])(
    '%s is no time',
    (typed) =>
      expect(readMoment(typed, now)).toMatchObject({ problem: expect.stringContaining('not a time') }),
  );

  it.each([
    ['tomorow', 'tomorrow'],
    ['yesterdy 3pm', 'yesterday'],
    ['yesterday evning', 'evening'],
    ['3 Novembre', 'november'],
    ['on firday', 'friday'],
  ])('%s is not guessed, and the word that is nearly there is named: %s', (typed, word) =>
    expect(readMoment(typed, now)).toMatchObject({
      problem: `is not understood; write “${word}” if that is meant`,
    }),
  );
  it.each([
    ['yesterdy 3pm', ['2026-11-24T15:00']],
    ['yestreday mornig', ['2026-11-24 morning']],
    ['15.h', ['2026-11-24T15:00']],
    ['15:30 hrs', ['2026-11-24T15:30']],
    ['1530 hrs', ['2026-11-24T15:30']],
    ['3 oclok', ['2026-11-25T03:00', '2026-11-24T15:00']],
    ['yesterday at 3 o’clcok', ['2026-11-24T15:00', '2026-11-24T03:00']],
    ['9;10', ['2026-11-25T09:10']],
    ['9,10', ['2026-11-25T09:10']],
    ['9h10', ['2026-11-25T09:10']],
    ['9: 10', ['2026-11-25T09:10']],
    ['9::10', ['2026-11-25T09:10']],
    ['09:1O', ['2026-11-25T09:10']],
    ['yesterday 1410', ['2026-11-24T14:10']],
    ['yesterday15:00', ['2026-11-24T15:00']],
    ['3;30pm yesterday', ['2026-11-24T15:30']],
    ['yesterday 3 p,m', ['2026-11-24T15:00']],
    ['yesterday 3:30 pn', ['2026-11-24T15:30']],
    ['yesterday at arund 3pm', ['2026-11-24T15:00']],
    ['yesterday 3pm or so', ['2026-11-24T15:00']],
    ['24. Nov 15:00', ['2026-11-24T15:00']],
    ['tommorow 9am', ['2026-11-26T09:00']],
  ])('%s is shown as what it would be, and never taken for that', (typed, moments) => {
    const read = readMoment(typed, now);
    expect(read).toMatchObject({ problem: expect.stringMatching(/not understood|understands as it stands/) });
    const either = 'either' in read ? (read.either ?? []) : [];
    expect(either.map(({ value }) => value.replace(/:00\+01:00$/, ''))).toEqual(moments);
    // Day first or month first picks none of them by itself.
    expect(toldApart(either, ['day-first', 'day-first'])).toBeUndefined();
  });

  it.each([
    '14:1',
    '14-1',
    'between 2 and 3',
    '3 om',
    'mon day',
    'in the year 1410',
    'room 1410',
    'gate h15',
    '3',
    'half',
  ])('%s is near nothing, and an example is given', (typed) => {
    const read = readMoment(typed, now);
    expect(read).toMatchObject({ problem: expect.stringContaining('yesterday 3pm') });
    expect(read).not.toHaveProperty('either');
  });

  it.each(['3 o’clock', "3 o'clock", '3 oclock', '3h'])('%s is in no half of the day by itself', (typed) => {
    const read = readMoment(typed, now);
    expect('either' in read && read.either?.map(({ value }) => value.slice(0, 16))).toEqual([
      '2026-11-25T03:00',
      '2026-11-24T15:00',
    ]);
  });

  it('no slip of the hand makes it another time without a question', () => {
    const said = [
      'yesterday 3pm',
      'on tuesday at 14:30',
      'saturday evening',
      '3 september',
      'last wednesday',
      'midnight',
    ];
    const slip = fc.constantFrom('swap', 'drop', 'double', 'beside');
    fc.assert(
      fc.property(fc.constantFrom(...said), slip, fc.nat(), (text, how, place) => {
        const word = [...text.matchAll(/\p{L}{6,}/gu)][0];
        if (word === undefined) throw new Error('no word to mistype');
        const at = word.index + (place % (word[0].length - 1));
        const [one = '', two = ''] = [text[at], text[at + 1]];
        const typed = {
          swap: `${text.slice(0, at)}${two}${one}${text.slice(at + 2)}`,
          drop: `${text.slice(0, at)}${text.slice(at + 1)}`,
          double: `${text.slice(0, at)}${one}${text.slice(at)}`,
          beside: `${text.slice(0, at)}x${text.slice(at + 1)}`,
        }[how];
        const [right, read] = [readMoment(text, now), readMoment(typed ?? '', now)];
        if ('value' in read) expect(read).toEqual(right);
        else expect(read.either).toContainEqual({ value: 'value' in right && right.value });
      }),
    );
  });

  it('a day to come that is nearly spelled is one as well', () =>
    expect(readDay('tomorow', now)).toMatchObject({ problem: expect.stringContaining('“tomorrow”') }));

  const CLOCKS = [
    '9:50',
    '9.50',
    'quarter to ten',
    '20 past 9',
    'twenty to eleven',
    '10',
    'nine',
    '10:40',
    'half ten',
  ];
  const NAMED = [
    'last night',
    'yesterday evening',
    'yesterday morning',
    'this morning',
    'friday night',
    'friday evening',
  ];
  it.each(NAMED)('word order does not matter beside %s, and what is read is shown', (day) => {
    for (const clock of CLOCKS) {
      const [first, ...others] = [
        `${day} ${clock}`,
        `${day} at ${clock}`,
        `${clock} ${day}`,
        `at ${clock} ${day}`,
      ].map((typed) => readMoment(typed, now));
      for (const other of others) expect(other, `${clock} ${day}`).toEqual(first);
      const read = first as MomentRead;
      const all = 'value' in read ? [{ value: read.value }] : (read.either ?? []);
      expect(all.length, `${clock} ${day}`).toBe(clock === 'half ten' ? 2 : 1);
      for (const { value } of all) {
        const shown = /(\d\d):(\d\d)$/.exec(showUnderstood(value, now)) ?? [];
        expect(Number(shown[1]) >= 12, `${clock} ${day}`).toBe(!day.includes('morning'));
      }
    }
  });

  it.each([
    ['fri 20', false, ['2026-11-20T20:00:00+01:00', '2026-11-20']],
    ['friday 4', true, ['2026-11-27T04:00:00+01:00', '2026-11-27T16:00:00+01:00', '2026-12-04']],
  ])('%s can be the day of a month as well', (typed, coming, values) =>
    expect(readMoment(typed, now, { coming })).toMatchObject({
      problem: expect.stringContaining('day of a month'),
      either: values.map((value) => ({ value })),
    }),
  );

  it.each(['half to four', 'half past', 'half past 24', 'quarter past four 30', 'half past four and a bit'])(
    '%s is not guessed',
    (typed) =>
      expect(readMoment(typed, now)).toMatchObject({ problem: expect.stringContaining('not a time') }),
  );

  it.each([
    ['2026-11-25T13:10:00Z', '2026-11-25T13:10:00Z'],
    ['2026-11-25T13:10Z', '2026-11-25T13:10:00Z'],
    ['2026-01-31T15:00+05:30', '2026-01-31T15:00:00+05:30'],
    ['2026-01-31T15:00:01.25-08:00', '2026-01-31T15:00:01.25-08:00'],
  ])('%s with an offset is kept: %s', (typed, moment) => expect(parseMoment(typed, now)).toBe(moment));

  it.each([
    ['tomorrow 3pm', '2026-11-26T15:00:00+01:00'],
    ['in 2 hours', '2026-11-25T16:10:30+01:00'],
    ['next friday', '2026-11-27'],
    ['2026-12-01T10:00', '2026-12-01T10:00:00+01:00'],
  ])('%s stays to come: %s', (typed, moment) => expect(parseMoment(typed, now)).toBe(moment));

  it.each([
    '',
    ' ',
    'asdf',
    '3',
    '25:00',
    'about 3pm',
    '3pm, I think',
    'yesterday 3pm or so',
    'from 3pm to 4pm',
    'yesterday 3pm and today 4pm',
    'Ana at 3pm',
    '2026-02-30T10:00:00Z',
    '2026-02-30',
    '2026-02-31T15:00:00Z',
    '2026-13-01T10:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-02-28T24:00:00Z',
    '2026-01-01T10:00:00+99:00',
  ])('%j is not understood', (typed) => expect(parseMoment(typed, now)).toBeUndefined());

  it.each([
    '27 Nov',
    '24 December',
    'Fri 20 Nov 2025',
    'friday next to the door',
    '31.2.2026',
    '2026-02-30 morning',
  ])('%j is not guessed', (typed) => expect(parseMoment(typed, now)).toBeUndefined());

  it('a day, and the day before that, are themselves when they are read once more', () => {
    for (const value of ['2026-11-25', '2026-11-25 morning', '2026-11-24 night', '2026-11-24T15:00:00+05:30'])
      expect(parseMoment(value, new Date('2027-05-01T00:00:00Z'))).toBe(value);
  });

  it.each([
    'now',
    'yesterday 3pm',
    '2026-01-31T15:00+01:00',
    '2026-01-31T15:00Z',
    '2026-01-31T15:00:00.5-03:30',
  ])('%s is understood, and can stand in an entry', (typed) => {
    const receivedAt = parseMoment(typed, now);
    expect(receivedAt).toBeDefined();
    const stamp = { id: 'E', at: '2026-11-25T14:10:00Z', by: 'ana', after: [], seq: 1, sig: 's' };
    expect(parseEntry({ ...stamp, kind: 'follow-up', text: 'x', receivedAt })).toHaveProperty('entry');
  });
});

describe('a time of the day', () => {
  zone('Europe/Berlin');

  it.each([
    ['22:40', '2026-11-25T01:00:00+01:00', '2026-11-24T22:40:00+01:00'],
    ['10:40pm', '2026-11-25T01:00:00+01:00', '2026-11-24T22:40:00+01:00'],
    ['0:30', '2026-11-25T01:00:00+01:00', '2026-11-25T00:30:00+01:00'],
    ['23:50', '2026-12-01T00:10:00+01:00', '2026-11-30T23:50:00+01:00'],
    ['23:50', '2027-01-01T00:10:00+01:00', '2026-12-31T23:50:00+01:00'],
  ])('%s, typed at %s, is the one that has been: %s', (typed, now, moment) => {
    expect(parseMoment(typed, new Date(now))).toBe(moment);
  });

  it.each([
    ['22:40', '2026-03-29T12:00:00+02:00', '2026-03-28T22:40:00+01:00'],
    ['22:40', '2026-10-25T12:00:00+01:00', '2026-10-24T22:40:00+02:00'],
    ['friday 3pm', '2026-03-31T12:00:00+02:00', '2026-03-27T15:00:00+01:00'],
  ])('%s stays that time where the clocks changed since: at %s it is %s', (typed, now, moment) => {
    expect(parseMoment(typed, new Date(now))).toBe(moment);
  });
});

describe('a weekday', () => {
  zone('UTC');

  it.each([
    ['monday', '2026-11-23'],
    ['tuesday', '2026-11-24'],
    ['thursday', '2026-11-19'],
    ['friday', '2026-11-20'],
    ['saturday', '2026-11-21'],
    ['sunday', '2026-11-22'],
  ])('%s is the past one, %s', (typed, day) => {
    expect(parseMoment(typed, new Date('2026-11-25T14:10:00Z'))?.slice(0, 10)).toBe(day);
  });
});

describe('a moment to come as people type it, on Wednesday 25 November 2026 at 14:10', () => {
  zone('Europe/Berlin');
  const now = new Date('2026-11-25T14:10:30.500+01:00');
  const coming = (typed: string) => parseMoment(typed, now, { coming: true });

  it.each([
    ['now', '2026-11-25T14:10:30+01:00'],
    ['tomorrow noon', '2026-11-26T12:00:00+01:00'],
    ['in 2 hours', '2026-11-25T16:10:30+01:00'],
    ['Friday 3pm', '2026-11-27T15:00:00+01:00'],
    ['friday', '2026-11-27'],
    ['by friday', '2026-11-27'],
    ['tomorrow morning', '2026-11-26 morning'],
    ['14:08', '2026-11-25T14:08:00+01:00'],
    ['24 Nov', '2027-11-24'],
    ['monday 9am', '2026-11-30T09:00:00+01:00'],
    ['wednesday 9am', '2026-12-02T09:00:00+01:00'],
    ['3pm', '2026-11-25T15:00:00+01:00'],
    ['9am', '2026-11-26T09:00:00+01:00'],
    ['22:40', '2026-11-25T22:40:00+01:00'],
    ['today 3pm', '2026-11-25T15:00:00+01:00'],
    ['tonight 10pm', '2026-11-25T22:00:00+01:00'],
    ['31 March 10am', '2027-03-31T10:00:00+02:00'],
    ['in a week', '2026-12-02'],
    ['2026-12-01T10:00', '2026-12-01T10:00:00+01:00'],
    ['2026-12-01T10:00Z', '2026-12-01T10:00:00Z'],
  ])('%s is %s', (typed, moment) => expect(coming(typed)).toBe(moment));

  it.each([
    ['today 9am', '2026-11-25T09:00:00+01:00'],
    ['yesterday 3pm', '2026-11-24T15:00:00+01:00'],
    ['2026-11-20T10:00', '2026-11-20T10:00:00+01:00'],
  ])('%s is what has been, since it says so: %s', (typed, moment) => expect(coming(typed)).toBe(moment));

  it.each(['in 3 months', 'in 6 months'])('%s is a moment too', (typed) => {
    expect(coming(typed)?.slice(0, 7)).toBe(typed === 'in 3 months' ? '2027-02' : '2027-05');
  });

  it('last friday is not the coming one', () => {
    expect(coming('last friday')).toBe('2026-11-20');
  });

  it.each(['', 'soon', 'next friday', 'March', 'friday or saturday', 'from 3pm to 4pm', 'asap'])(
    '%j is not understood',
    (typed) => expect(coming(typed)).toBeUndefined(),
  );
});

describe('a day to come as people type it, on Wednesday 25 November 2026 at 14:10', () => {
  zone('Europe/Berlin');
  const now = new Date('2026-11-25T14:10:30.500+01:00');

  it.each([
    ['2027-03-31', '2027-03-31'],
    ['2020-01-01', '2020-01-01'],
    ['31 March', '2027-03-31'],
    ['31 march 2027', '2027-03-31'],
    ['March 31', '2027-03-31'],
    ['30 Nov', '2026-11-30'],
    ['24 Nov', '2027-11-24'],
    ['today', '2026-11-25'],
    ['tomorrow', '2026-11-26'],
    ['yesterday', '2026-11-24'],
    ['friday', '2026-11-27'],
    ['in 2 days', '2026-11-27'],
    ['in 6 weeks', '2027-01-06'],
    ['in a year', '2027-11-25'],
    ['31 March 3pm', '2027-03-31'],
  ])('%s is %s', (typed, day) => expect(parseDay(typed, now)).toBe(day));

  it.each([
    ['in 6 months', '2027-05-25'],
    ['in 3 months', '2027-02-25'],
    ['In 6 months', '2027-05-25'],
    ['6 months from now', '2027-05-25'],
    ['in a month', '2026-12-25'],
  ])('%s is %s, as the form itself proposes', (typed, day) => expect(parseDay(typed, now)).toBe(day));

  it.each([
    ['25 Nov', '2026-11-25'],
    ['November 25', '2026-11-25'],
  ])('%s is today, and not a year later', (typed, day) => expect(parseDay(typed, now)).toBe(day));

  it.each([
    '',
    ' ',
    'soon',
    '3',
    'March',
    'next month',
    'never',
    '2027-02-30',
    '2027-13-01',
    'from 1 May to 3 May',
    '31 March, I think',
  ])('%j is not understood', (typed) => expect(parseDay(typed, now)).toBeUndefined());

  it('last friday is not the coming one', () => {
    expect(parseDay('last friday', now)).toBe('2026-11-20');
  });

  it.each([
    ['Pacific/Auckland', '2026-11-25T23:30:00+13:00', '2026-11-26'],
    ['America/Los_Angeles', '2026-11-25T23:30:00-08:00', '2026-11-26'],
  ])('is that of this place: tomorrow in %s', (place, moment, day) => {
    process.env.TZ = place;
    expect(parseDay('tomorrow', new Date(moment))).toBe(day);
  });
});

describe('on Friday 27 November 2026 at 14:10', () => {
  zone('Europe/Berlin');
  const now = new Date('2026-11-27T14:10:30+01:00');

  it.each([
    ['next Friday', '2026-12-04'],
    ['by next friday', '2026-12-04'],
  ])('%s is never today, but %s', (typed, day) => {
    expect(readDay(typed, now)).toEqual({ value: day });
    expect(readMoment(typed, now, { coming: true })).toEqual({ value: day });
    expect(readMoment(typed, now)).toEqual({ value: day });
  });

  it('next Friday at a time of day is never today either', () =>
    expect(parseMoment('next Friday 3pm', now, { coming: true })).toBe('2026-12-04T15:00:00+01:00'));

  it.each(['next Saturday', 'next Sunday'])('%s can be this week or the one after', (typed) =>
    expect(readDay(typed, now)).toHaveProperty('either.length', 2),
  );

  it.each([
    '31 February',
    '31. Februar',
    '31 Feb 15:00',
    '31/2',
    '31.2.',
    '32.1.',
    '31.11. 14:00',
    'on 31.4.',
    '31.2.2026',
    '2027-02-30',
    'yesterday 25:70',
  ])('%s is said not to be there', (typed) => {
    const none = { problem: expect.stringContaining('there is not') };
    expect(readMoment(typed, now)).toMatchObject(none);
    expect(readMoment(typed, now, { coming: true })).toMatchObject(none);
    expect(readDay(typed, now)).toMatchObject(none);
  });

  it('29 February is asked for its year where this one has none', () =>
    expect(readDay('29.2.', now)).toMatchObject({ problem: expect.stringContaining('its year') }));

  it('a weekday that is another one is told apart from a day that there is not', () =>
    expect(readMoment('Monday 24 November 2026', now)).toMatchObject({
      problem: expect.stringContaining('weekday'),
    }));

  it.each([
    ['24/11 22.40', '2026-11-24T22:40:00+01:00'],
    ['26/11 21.40', '2026-11-26T21:40:00+01:00'],
    ['22.40 on 24/11', '2026-11-24T22:40:00+01:00'],
    ['24 nov 22.40', '2026-11-24T22:40:00+01:00'],
    ['Nov 24, 22.40', '2026-11-24T22:40:00+01:00'],
    ['Thursday 22.40', '2026-11-26T22:40:00+01:00'],
    ['Thursday 7.12pm', '2026-11-26T19:12:00+01:00'],
    ['Thursday 7.12 p.m.', '2026-11-26T19:12:00+01:00'],
    ['24.11. 22:40 Uhr', '2026-11-24T22:40:00+01:00'],
    ['24.11. 22.40 Uhr', '2026-11-24T22:40:00+01:00'],
    ['24.11. 22.40', '2026-11-24T22:40:00+01:00'],
    ['24.11.2026, 22.40 Uhr', '2026-11-24T22:40:00+01:00'],
    ['24.11. 22 Uhr', '2026-11-24T22:00:00+01:00'],
    ['yesterday 22.40 Uhr', '2026-11-26T22:40:00+01:00'],
    ['22.40 Uhr', '2026-11-26T22:40:00+01:00'],
  ])('%s, with a dot in its time, is %s', (typed, moment) => expect(parseMoment(typed, now)).toBe(moment));

  it.each(['24.11', '24.11 22.40', 'room 22.40', '3.4 22.40', '22.40 or so'])('%s is not guessed', (typed) =>
    expect(readMoment(typed, now)).toMatchObject({ problem: expect.stringContaining('not a time') }),
  );

  it('a short year behind dots stays a year', () =>
    expect(readDay('3. 3.27', now)).toEqual({ value: '2027-03-03' }));
});

describe('a month of earlier files', () => {
  zone('Europe/Berlin');
  const now = new Date('2026-11-25T14:10:30.500+01:00');
  const month = (typed: string, months = true) => readMoment(typed, now, { months });

  it.each([
    ['May 2023', '2023-05'],
    ['december 2022', '2022-12'],
    ['2023-05', '2023-05'],
    ['12 May 2023', '2023-05-12'],
    ['2023-05-12', '2023-05-12'],
  ])('%s is %s', (typed, value) => expect(month(typed)).toEqual({ value }));

  it.each(['May', '2023', '2023-13', '2023-00', 'spring 2023'])('%s is not understood', (typed) =>
    expect(month(typed)).toHaveProperty('problem'),
  );

  it.each(['May 2023', '2023-05'])('%s is none where a day is wanted', (typed) =>
    expect(month(typed, false)).toHaveProperty('problem'),
  );

  it('is all of it, and shown as that', () => {
    expect(localIso(earliestOf('2023-12'))).toBe('2023-12-01T00:00:00+01:00');
    expect(localIso(latestOf('2023-12'))).toBe('2023-12-31T23:59:00+01:00');
    expect(precisionOf('2023-12')).toBe('month');
    expect(roughly('2023-12-01T00:00:00+01:00', 'month')).toBe('2023-12');
    expect(showUnderstood('2023-12', now)).toBe('Dec 2023');
    expect(showMoment('2023-12-01T00:00:00+01:00', now, 'month')).toBe('Dec 2023');
  });
});
