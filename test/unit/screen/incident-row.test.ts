import { describe, expect, it } from 'vitest';
import { incidentRows, type Told } from '../../../src/screen/incident-row.ts';
import { columnsOf } from '../../../src/screen/render.ts';

process.env.TZ = 'Europe/Berlin';
const now = new Date('2026-11-24T22:00:00+01:00');
const around = { now, me: 'ana', nameOf: (id: string) => (id === 'ben' ? 'Ben Okafor' : id) };
const told = (id: string, time: string, more: Partial<Told> = {}): Told => ({
  id,
  receivedAt: `2026-11-24T${time}:00+01:00`,
  status: 'open',
  reports: 1,
  ...more,
});

describe('the rows of a menu of incidents', () => {
  it('tell three of one evening apart', () => {
    const rows = incidentRows(
      [
        told('J7E7Y1BE', '19:05', { came: { by: 'ana', channel: 'verbal' }, next: 'the meeting' }),
        told('K7F392QD', '19:05', { came: { by: 'ben', channel: 'written' }, status: 'decided', reports: 2 }),
        told('Q1V8X3RT', '20:40', { came: { by: 'ana', isOld: true }, isOverdue: true }),
        told('T5Q2W8NC', '20:50', { came: { by: 'ana', channel: 'verbal' }, leader: 'K7F392QD' }),
      ],
      around,
    );
    expect(rows).toEqual([
      'J7E7-Y1BE  today 19:05, told, taken by you, open, next: the meeting',
      'K7F3-92QD  today 19:05, in writing, taken by Ben Okafor, decided, 2 reports',
      'Q1V8-X3RT  today 20:40, an old case, entered by you, open, overdue',
      'T5Q2-W8NC  today 20:50, told, taken by you, open, K7F3-92QD leads',
    ]);
  });

  it('leave out who took them and how they came where that is the same of all', () => {
    const came = { by: 'ana', channel: 'verbal' };
    const rows = incidentRows(
      [told('J7E7Y1BE', '19:05', { came }), told('K7F392QD', '19:25', { came })],
      around,
    );
    expect(rows).toEqual(['J7E7-Y1BE  today 19:05, open', 'K7F3-92QD  today 19:25, open']);
  });

  it('are one row each on a screen of 80 columns, whoever took them', () => {
    const nameOf = (): string => 'Maximiliane Wohlgemuth-Eisenschmidt of the team';
    const long: Partial<Told> = {
      reports: 12,
      isOverdue: true,
      next: 'what is to be done',
      status: 'unfinished',
    };
    const rows = incidentRows(
      [
        told('J7E7Y1BE', '19:05', { ...long, came: { by: 'ben', channel: 'witnessed-by-staff' } }),
        told('K7F392QD', '19:05', { ...long, came: { by: 'cem' } }),
      ],
      { ...around, nameOf },
    );
    for (const row of rows) {
      expect(columnsOf(row)).toBeLessThan(79);
      expect(row).toContain('to be completed, overdue');
    }
  });

  it('say of one that is compared alone what is known of it', () => {
    expect(incidentRows([{ id: 'J7E7Y1BE', receivedAt: '2026-11-24T19:05:00+01:00' }], around)).toEqual([
      'J7E7-Y1BE  today 19:05',
    ]);
  });
});
