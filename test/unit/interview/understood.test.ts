import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fill } from '../../../src/interview/fill.ts';
import type { Form } from '../../../src/interview/question.ts';
import { datesUnderstood } from '../../../src/interview/understood.ts';
import { localIso } from '../../../src/text/moment.ts';

const now = new Date('2026-11-25T14:10:00Z');
const form: Form<object> = {
  name: 'note',
  about: 'x',
  questions: [
    { id: 'at', ask: 'When', label: 'When', answer: { type: 'moment', now } },
    { id: 'by', ask: 'By', label: 'By', answer: { type: 'moment', now, coming: true, orCondition: true } },
    { id: 'until', ask: 'Until', label: 'Until', answer: { type: 'day', now } },
    { id: 'words', ask: 'Words', label: 'Words', answer: { type: 'line' } },
  ],
};
const said = async (given: Readonly<Record<string, string>>): Promise<readonly string[]> =>
  datesUnderstood(form, {}, given, await fill(form, {}, { given, saveLabel: 'Save' }));
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

describe('the dates of a file', () => {
  it('are each said back with their weekday, however they are written', async () => {
    const moments = fc.date({
      min: new Date('2020-01-01T00:00:00Z'),
      max: new Date('2026-11-01T00:00:00Z'),
      noInvalidDate: true,
    });
    await fc.assert(
      fc.asyncProperty(moments, fc.nat(3), async (at, how) => {
        const local = localIso(at);
        const written =
          [
            local,
            local.slice(0, 'YYYY-MM-DDThh:mm'.length) + local.slice(-6),
            local.slice(0, 10),
            at.toISOString(),
          ][how] ?? '';
        const [line = '', ...others] = await said({ at: written, words: written });
        expect(others).toEqual([]);
        expect(line).toMatch(/^When: /);
        expect(line).toContain(`${WEEKDAYS[at.getDay()]} ${at.getDate()} `);
        expect(line).toContain(` ${at.getFullYear()}`);
      }),
    );
  });

  it('are also those of a day to come, and no condition is among them', async () => {
    expect(await said({ until: '2027-03-31' })).toEqual(['Until: Wed 31 Mar 2027']);
    expect(await said({ by: 'when she agrees' })).toEqual([]);
    expect(await said({ by: 'tomorrow' })).toEqual(['By: tomorrow, Thu 26 Nov 2026']);
    expect(await said({ words: '2027-03-31' })).toEqual([]);
  });
});
