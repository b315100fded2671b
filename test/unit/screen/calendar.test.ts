import { describe, expect, it } from 'vitest';
import { calendar } from '../../../src/screen/calendar.ts';

const now = new Date('2026-11-24T11:00:30.500Z');
const events = [
  { id: 'K7F392QD-1', incident: 'K7F3-92QD', day: '2027-03-31' },
  { id: 'ZZZZ0000-2', incident: 'ZZZZ-0000', day: '2026-12-01' },
];
const text = calendar(events, now);
const lines = text.split('\r\n');

describe('a calendar of what ends', () => {
  it('begins and ends as RFC 5545 wants it', () => {
    expect(lines.slice(0, 3)).toEqual(['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//coc//coc//EN']);
    expect(lines.slice(-2)).toEqual(['END:VCALENDAR', '']);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('has one whole day for each', () => {
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(2);
    expect(lines.filter((line) => line === 'END:VEVENT')).toHaveLength(2);
    expect(lines).toContain('DTSTART;VALUE=DATE:20270331');
    expect(lines).toContain('DTSTART;VALUE=DATE:20261201');
    expect(text).not.toMatch(/DTEND|DURATION/);
  });

  it('has each under the same name from one calendar to the next', () => {
    const uids = (one: string): readonly string[] =>
      one.split('\r\n').filter((line) => line.startsWith('UID:'));
    expect(uids(text)).toEqual(['UID:K7F392QD-1@coc', 'UID:ZZZZ0000-2@coc']);
    expect(uids(calendar(events, new Date('2027-01-01')))).toEqual(uids(text));
  });

  it('is stamped in UTC', () => expect(lines).toContain('DTSTAMP:20261124T110030Z'));

  it('has the number of an incident and nothing else that tells of it', () => {
    const kinds = new Set(lines.filter((line) => line.includes(':')).map((line) => line.split(/[:;]/)[0]));
    expect([...kinds].sort()).toEqual(
      ['BEGIN', 'DTSTAMP', 'DTSTART', 'END', 'PRODID', 'SUMMARY', 'TRANSP', 'UID', 'VERSION'].sort(),
    );
    expect(lines.filter((line) => line.startsWith('SUMMARY:'))).toEqual([
      'SUMMARY:K7F3-92QD',
      'SUMMARY:ZZZZ-0000',
    ]);
  });

  it('has short lines of ASCII', () => {
    for (const line of lines) expect(line).toMatch(/^[\x20-\x7e]{0,74}$/);
  });

  it('takes no time of anybody', () => {
    expect(lines.filter((line) => line === 'TRANSP:TRANSPARENT')).toHaveLength(2);
  });
});
