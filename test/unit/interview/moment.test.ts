import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { parseEntry } from '../../../src/incident/entry.ts';
import { parseMoment } from '../../../src/interview/moment.ts';

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
    ['13:00', '2026-11-25T13:00:00+01:00'],
    ['22:40', '2026-11-24T22:40:00+01:00'],
    ['friday', '2026-11-20T12:00:00+01:00'],
    ['friday 3pm', '2026-11-20T15:00:00+01:00'],
    ['last friday', '2026-11-20T12:00:00+01:00'],
    ['monday 9am', '2026-11-23T09:00:00+01:00'],
    ['20 nov 3pm', '2026-11-20T15:00:00+01:00'],
    ['2026-01-31', '2026-01-31T12:00:00+01:00'],
    ['2026-01-31 15:00', '2026-01-31T15:00:00+01:00'],
    ['2026-01-31T15:00', '2026-01-31T15:00:00+01:00'],
    ['2026-07-31T15:00', '2026-07-31T15:00:00+02:00'],
  ])('%s is %s', (typed, moment) => expect(parseMoment(typed, now)).toBe(moment));

  it.each([
    ['2026-11-25T13:10:00Z', '2026-11-25T13:10:00Z'],
    ['2026-11-25T13:10Z', '2026-11-25T13:10:00Z'],
    ['2026-01-31T15:00+05:30', '2026-01-31T15:00:00+05:30'],
    ['2026-01-31T15:00:01.25-08:00', '2026-01-31T15:00:01.25-08:00'],
  ])('%s with an offset is kept: %s', (typed, moment) => expect(parseMoment(typed, now)).toBe(moment));

  it.each([
    ['tomorrow 3pm', '2026-11-26T15:00:00+01:00'],
    ['in 2 hours', '2026-11-25T16:10:30+01:00'],
    ['next friday', '2026-11-27T12:00:00+01:00'],
    ['2026-12-01T10:00', '2026-12-01T10:00:00+01:00'],
  ])('%s stays to come: %s', (typed, moment) => expect(parseMoment(typed, now)).toBe(moment));

  it.each([
    '',
    ' ',
    'asdf',
    '3',
    '22.40',
    '25:00',
    'about 3pm',
    '3pm, I think',
    'yesterday 3pm or so',
    'from 3pm to 4pm',
    'yesterday 3pm and today 4pm',
    'Ana at 3pm',
    '2026-02-30T10:00:00Z',
    '2026-02-30',
    '2026-13-01T10:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T10:00:00+99:00',
  ])('%j is not understood', (typed) => expect(parseMoment(typed, now)).toBeUndefined());

  it('last night is not the night before that', () => {
    const moment = parseMoment('last night', now);
    if (moment !== undefined)
      expect(Date.parse(moment)).toBeGreaterThan(Date.parse('2026-11-24T17:00+01:00'));
  });

  it.each([
    'now',
    'yesterday 3pm',
    '2026-01-31T15:00+01:00',
    '2026-01-31T15:00Z',
    '2026-01-31T15:00:00.5-03:30',
    '2026-02-31T15:00:00Z',
    '2026-02-28T24:00:00Z',
  ])('%s, if understood, can stand in an entry', (typed) => {
    const receivedAt = parseMoment(typed, now);
    const stamp = { id: 'E', at: '2026-11-25T14:10:00Z', by: 'ana', after: [], seq: 1, sig: 's' };
    if (receivedAt !== undefined)
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
