import { describe, expect, it } from 'vitest';
import { view } from '../../../src/incident/view.ts';
import { alikeTo, isOfTheseDays, whyPerhaps } from '../../../src/policy/one-matter.ts';
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

  const DAILY = [
    'A man touched my back at the bar of the hotel during the party, and laughed when I said stop.',
    'At the party in the hotel a drunk man grabbed my friend from behind and laughed about it.',
    'Somebody followed me from the booth to the lunch queue and made comments about my body.',
    'A guy at the registration desk stared at me and made a sexual comment about my shirt, twice.',
    'During the coffee break a visitor shouted at a volunteer at the booth and pushed her.',
    'Yesterday afternoon in the hallway a man made a racist joke about my colleague, and people laughed.',
    'My friend was followed to her hotel room after the dinner by a man from the booth.',
  ];
  it.each(DAILY.flatMap((one, at) => DAILY.slice(at + 1).map((other) => [one, other] as const)))(
    'are not alike by what every report has: %s / %s',
    (one, other) => {
      expect(isAlike(one, incident(other))).toBe(false);
      expect(isAlike(other, incident(one))).toBe(false);
      const somebody = incident(other, { ref: 'A1', name: 'Mr Halloran' });
      expect(isAlike(`${one} Halloran saw it.`, somebody)).toBe(false);
    },
  );

  it('say why, and no word of what stands in it', () => {
    const [words] = alikeTo('naked woman on a keynote slide', [incident(TALK)]);
    expect(words && whyPerhaps(words)).toBe('3 rare words of theirs stand in it too');
    const [named] = alikeTo('It was Marlon Vane.', [incident('He.', { ref: 'A1', name: 'Marlon Vane' })]);
    expect(named && whyPerhaps(named)).toBe('they name somebody who is in it');
    const [part] = alikeTo('halloran, in his KEYNOTE', [incident(TALK, { ref: 'A1', name: 'Mr Halloran' })]);
    expect(part && whyPerhaps(part)).toMatch(/^(?:a rare word|\d rare words) of theirs stands? in it too$/);
  });

  it('come in within three days of each other', () => {
    const now = new Date('2026-11-23T15:00:00Z');
    expect(isOfTheseDays('2026-11-21T15:00:00Z', now)).toBe(true);
    expect(isOfTheseDays('2026-11-19T15:00:00Z', now)).toBe(false);
    expect(isOfTheseDays(null, now)).toBe(false);
  });
});
