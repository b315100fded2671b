import { describe, expect, it } from 'vitest';
import { fillLetter } from '../../../src/policy/fill-letter.ts';

/** What somebody types where the letter has fixed words before it. */
describe('fixed words that somebody types again', () => {
  const DETAIL = 'We have received a report. It is about this: {{what}}.';

  it.each([
    'It is about touching at the booth',
    'it is about this: touching at the booth',
    'It’s about touching at the booth',
    'This is about touching at the booth',
    'It is about: touching at the booth',
    'touching at the booth',
  ])('are in the letter once: %s', (what) => {
    expect(fillLetter(DETAIL, { what })).toBe(
      'We have received a report. It is about this: touching at the booth.',
    );
  });

  it.each([
    ['What happened: {{what}}.', 'What happened: they shouted', 'What happened: they shouted.'],
    [
      'What we have done about it: {{a}}.',
      'What we have done about it: they left',
      'What we have done about it: they left.',
    ],
    [
      'you must stop this: {{behavior}}',
      'stop following people',
      'you must stop this: stop following people',
    ],
    ['stop this: {{behavior}}', 'stop following people', 'stop this: following people'],
    ['If so, please contact {{place}}.', 'please contact the board', 'If so, please contact the board.'],
    [
      'They may not speak at {{event}}',
      'They may not speak at our events',
      'They may not speak at our events',
    ],
    ['To {{employer}},', 'To The Point Ltd', 'To To The Point Ltd,'],
    [DETAIL, 'It is about', 'We have received a report. It is about this: It is about.'],
    [DETAIL, 'It is aboutness', 'We have received a report. It is about this: It is aboutness.'],
  ])('%s, filled with “%s”', (template, words, letter) => {
    const [, name = ''] = /\{\{(\w+)\}\}/.exec(template) ?? [];
    expect(fillLetter(template, { [name]: words })).toBe(letter);
  });
});
