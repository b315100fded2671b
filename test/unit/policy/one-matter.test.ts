import { describe, expect, it } from 'vitest';
import { view } from '../../../src/incident/view.ts';
import { alikeTo, isOfTheseDays } from '../../../src/policy/one-matter.ts';
import { chain, report } from '../incident/fold.ts';

const incident = (account: string, ...people: { ref: string; name: string }[]) =>
  view(
    'K7F392QD',
    chain(
      { kind: 'opened' },
      ...people.map(({ ref, name }) => ({ kind: 'person', person: ref, role: 'accused', name }) as const),
      report({ account }),
    ),
  );
const isAlike = (account: string, ...incidents: ReturnType<typeof incident>[]): boolean =>
  alikeTo(account, incidents).length > 0;
const TALK =
  'The keynote showed a sexual slide, a naked woman, right in the middle of it. Everybody in the hall saw it.';

describe('reports of one matter', () => {
  it.each([
    'In the keynote there was a slide with a naked woman on it.',
    'I want to report the keynote: he put up a sexual slide and half the hall laughed.',
    'naked woman on a keynote slide',
    'that slide in the keynote, the naked one, was not okay, I left the hall',
  ])('are alike in their own words: %s', (account) => expect(isAlike(account, incident(TALK))).toBe(true));

  it.each([
    'Somebody keeps following my friend between the booths.',
    'At the party he touched my back twice after I told him to stop.',
    'The slide in the hall is broken.',
    'They said something about my accent at a booth.',
    '',
  ])('are not alike: %s', (account) => expect(isAlike(account, incident(TALK))).toBe(false));

  it('are alike where somebody is named who is in the other', () => {
    const other = incident('He would not leave.', { ref: 'A1', name: 'Marlon Vane' });
    expect(alikeTo('I want to tell you of Marlon Vaine.', [other])).toMatchObject([{ people: ['A1'] }]);
    expect(isAlike('I want to tell you of Marlon Perez.', other)).toBe(false);
  });

  it('are alike where a part of a name that is in the other comes with one more word of it', () => {
    const other = incident(TALK, { ref: 'A1', name: 'Mr Halloran' });
    expect(isAlike('Halloran was sexist in the keynote, a lot of people walked out', other)).toBe(true);
    expect(isAlike('patrick halloran, in his KEYNOTE', other)).toBe(true);
    expect(isAlike('Halloran took my seat.', other)).toBe(false);
    expect(isAlike('The keynote was too long.', other)).toBe(false);
  });

  it('come in within three days of each other', () => {
    const now = new Date('2026-11-23T15:00:00Z');
    expect(isOfTheseDays('2026-11-21T15:00:00Z', now)).toBe(true);
    expect(isOfTheseDays('2026-11-19T15:00:00Z', now)).toBe(false);
    expect(isOfTheseDays(null, now)).toBe(false);
  });
});
