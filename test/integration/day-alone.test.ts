import { describe, expect, it } from 'vitest';
import { type Answers, answer, coc, FEW, json, show } from './run.ts';
import { reportedPlace } from './steps.ts';

const NOW = { now: new Date('2026-11-25T12:00:00Z') };
const DAY = '2026-11-24';

/** Each takes a time of which somebody may know the day alone. */
const TIMED: Readonly<
  Record<string, readonly [command: readonly string[], answers: Answers, shown: string]>
> = {
  'a permission to tell': [
    ['report', 'add'],
    {
      add: 'permission',
      what: 'announce',
      permitted: 'yes',
      'permitted-words': 'Rosa: yes.',
      'permitted-at': DAY,
    },
    'permitted',
  ],
  'what they want now': [
    ['report', 'add'],
    { add: 'wish', account: 'Please forget it.', want: 'stop', 'said-at': DAY },
    'wishes',
  ],
  'a permission of a copy': [
    ['export'],
    {
      ...{ for: 'lawyer', to: 'Ines Roth', why: 'For advice.', permitted: 'no' },
      ...{ permission: 'Not to her.', 'permitted-at': DAY },
    },
    'exportPermissions',
  ],
};

describe('a day alone, where a time is asked for', () => {
  it.each(Object.entries(TIMED))(
    'is saved and shown as no more than that: %s',
    async (_what, [argv, given, key]) => {
      const { place, id } = await reportedPlace({ ...FEW, 'reporter-name': 'Rosa', who: 'Marlon Vane' });
      json(await answer(place, [...argv, id, '--yes', '--json'], given, NOW));
      const [said] = (await show(place, id))[key];
      expect(said).toMatchObject({ saidAt: '2026-11-24T00:00:00+00:00', precision: { saidAt: 'day' } });
      const shown = (await coc(place, ['show', id], NOW)).stdout;
      expect(shown).toContain('yesterday');
      expect(shown).not.toContain('00:00');
    },
  );
});
