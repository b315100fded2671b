import { afterAll, describe, expect, it } from 'vitest';
import { localIso, nearDay, showMoment, showUnderstood, showWeekday } from '../../../src/text/moment.ts';

const before = process.env.TZ;
afterAll(() => {
  if (before === undefined) delete process.env.TZ;
  else process.env.TZ = before;
});
const inZone = <T>(zone: string, work: () => T): T => {
  process.env.TZ = zone;
  return work();
};

describe('a moment in the time of this place', () => {
  it.each([
    ['UTC', '2026-11-25T14:10:30.999Z', '2026-11-25T14:10:30+00:00'],
    ['Europe/Berlin', '2026-11-25T23:30:00Z', '2026-11-26T00:30:00+01:00'],
    ['Europe/Berlin', '2026-07-25T14:10:00Z', '2026-07-25T16:10:00+02:00'],
    ['America/St_Johns', '2026-11-25T02:00:00Z', '2026-11-24T22:30:00-03:30'],
    ['Asia/Kolkata', '2026-12-31T20:00:00Z', '2027-01-01T01:30:00+05:30'],
    ['Pacific/Kiritimati', '2026-11-25T14:10:00Z', '2026-11-26T04:10:00+14:00'],
  ])('%s: %s is %s', (zone, moment, local) => {
    expect(inZone(zone, () => localIso(new Date(moment)))).toBe(local);
    expect(Math.abs(Date.parse(local) - Date.parse(moment))).toBeLessThan(1000);
  });
});

describe('a day in a sentence, in Berlin', () => {
  it.each([
    ['2026-11-28T09:00:00+01:00', 'today'],
    ['2026-11-28T23:30:00Z', 'tomorrow'],
    ['2026-11-27T23:30:00Z', 'today'],
    ['2026-11-27T22:30:00Z', 'yesterday'],
    ['2026-11-23T12:00:00Z', 'on Mon 23 Nov'],
    ['2025-11-23T12:00:00Z', 'on Sun 23 Nov 2025'],
  ])('%s is %s', (at, said) => {
    const now = new Date('2026-11-28T15:00:00+01:00');
    expect(inZone('Europe/Berlin', () => nearDay(new Date(at), now))).toBe(said);
  });
});

describe('a moment as people say it, in Berlin', () => {
  it.each([
    ['2026-11-25T14:10:00+01:00', '2026-11-25T15:00:00+01:00', 'today 14:10'],
    ['2026-11-25T13:10:00Z', '2026-11-25T00:00:00+01:00', 'today 14:10'],
    ['2026-11-24T00:05:00+01:00', '2026-11-25T23:59:00+01:00', 'yesterday 00:05'],
    ['2026-11-24T23:30:00Z', '2026-11-25T12:00:00+01:00', 'today 00:30'],
    ['2026-11-26T02:00:00+01:00', '2026-11-25T14:00:00+01:00', 'tomorrow 02:00'],
    ['2026-11-23T15:00:00+01:00', '2026-11-25T14:00:00+01:00', 'Mon 23 Nov 15:00'],
    ['2026-11-27T15:00:00+01:00', '2026-11-25T14:00:00+01:00', 'Fri 27 Nov 15:00'],
    ['2025-11-25T15:00:00+01:00', '2026-11-25T14:00:00+01:00', 'Tue 25 Nov 2025 15:00'],
    ['2026-12-31T23:00:00+01:00', '2027-01-01T01:00:00+01:00', 'yesterday 23:00'],
    ['2026-12-30T23:00:00+01:00', '2027-01-01T01:00:00+01:00', 'Wed 30 Dec 2026 23:00'],
    ['2026-03-28T12:00:00+01:00', '2026-03-29T12:00:00+02:00', 'yesterday 12:00'],
    ['2026-10-25T23:30:00+01:00', '2026-10-26T00:10:00+01:00', 'yesterday 23:30'],
    ['2026-11-25T18:40:00+05:30', '2026-11-25T15:00:00+01:00', 'today 14:10 (18:40 at UTC+5:30)'],
    [
      '2026-11-25T02:40:00+05:30',
      '2026-11-25T15:00:00+01:00',
      'yesterday 22:10 (Wed 25 Nov 2026 02:40 at UTC+5:30)',
    ],
    ['2026-07-25T14:10:00+02:00', '2026-11-25T15:00:00+01:00', 'Sat 25 Jul 14:10'],
    ['2026-11-25T05:10:00-08:00', '2026-11-25T15:00:00+01:00', 'today 14:10 (05:10 at UTC-8)'],
  ])('%s, at %s, is %s', (moment, now, said) => {
    expect(inZone('Europe/Berlin', () => showMoment(moment, new Date(now)))).toBe(said);
  });
});

describe('a moment as it was understood', () => {
  const now = new Date('2026-11-25T14:00:00+01:00');
  it.each([
    ['2026-11-25T14:10:00+01:00', 'today, Wed 25 Nov 2026, 14:10'],
    ['2027-03-04T15:00:00+01:00', 'Thu 4 Mar 2027, 15:00'],
    ['2026-11-24T15:00:00Z', 'yesterday, Tue 24 Nov 2026, 16:00 (15:00 at UTC)'],
    ['2026-11-20', 'Fri 20 Nov 2026'],
    ['2026-11-24 night', 'yesterday, Tue 24 Nov 2026 at night'],
  ])('%s is %s', (moment, said) => {
    expect(inZone('Europe/Berlin', () => showUnderstood(moment, now))).toBe(said);
  });

  it('of a day, with its weekday', () => expect(showWeekday('2027-04-03')).toBe('Sat 3 Apr 2027'));

  it.each([
    ['day', 'Fri 20 Nov'],
    ['evening', 'Fri 20 Nov in the evening'],
    ['what a newer coc says', 'Fri 20 Nov'],
  ])('of which the %s is known, has no time', (precision, said) => {
    expect(inZone('Europe/Berlin', () => showMoment('2026-11-20T00:00:00+01:00', now, precision))).toBe(said);
  });

  it.each([
    ['2026-11-25T05:59:00+01:00', 'last night'],
    ['2026-11-26T05:59:00+01:00', 'tonight'],
    ['2026-11-25T21:00:00+01:00', 'tonight'],
    ['2026-11-26T21:00:00+01:00', 'tomorrow night'],
    ['2026-12-01T00:00:00+01:00', 'Mon 30 Nov at night'],
  ])('that is a night is of the day on which it begins, at its end too: %s', (moment, said) => {
    expect(inZone('Europe/Berlin', () => showMoment(moment, now, 'night'))).toBe(said);
  });

  it.each([
    ['2026-11-25T12:00:00+01:00', 'morning', 'this morning'],
    ['2026-11-24T18:00:00+01:00', 'afternoon', 'yesterday afternoon'],
    ['2026-11-26T18:00:00+01:00', 'evening', 'tomorrow evening'],
    ['2026-11-25T00:00:00+01:00', 'day', 'today'],
    ['2026-11-25T00:00:00+01:00', 'what a newer coc says', 'today'],
  ])('is said as people say a part of a day: %s, %s', (moment, part, said) => {
    expect(inZone('Europe/Berlin', () => showMoment(moment, now, part))).toBe(said);
  });

  it('is this night for as long as it goes on', () => {
    const late = new Date('2026-11-26T02:00:00+01:00');
    const of = (moment: string) => inZone('Europe/Berlin', () => showMoment(moment, late, 'night'));
    expect(of('2026-11-26T05:59:00+01:00')).toBe('this night');
    expect(of('2026-11-27T05:59:00+01:00')).toBe('tonight');
  });
});
