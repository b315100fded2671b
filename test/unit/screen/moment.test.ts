import { afterAll, describe, expect, it } from 'vitest';
import { localIso, showMoment } from '../../../src/text/moment.ts';

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
  ])('%s, at %s, is %s', (moment, now, said) => {
    expect(inZone('Europe/Berlin', () => showMoment(moment, new Date(now)))).toBe(said);
  });
});
