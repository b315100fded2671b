import { describe, expect, it } from 'vitest';
import { isManyPeople } from '../../../src/text/many-people.ts';

const WHOM = [
  'everybody',
  'everyone',
  'all of them',
  'most attendees',
  'many people',
  'several women',
  'the audience',
];
const WHO = [
  'the whole audience',
  'people',
  'the attendees',
  'lots of visitors',
  'some of the volunteers',
  '200 people',
];
const WHERE = ['', ' in the room', ' at the booth', ' who was there', ' there', ' near the stage'];
const AROUND = [
  (one: string) => one,
  (one: string) => `${one}.`,
  (one: string) => one.toUpperCase(),
  (one: string) => `  almost ${one} `,
];

describe('a number of people whom nobody could count', () => {
  const all = [...WHOM, ...WHO].flatMap((who) =>
    WHERE.flatMap((where) => AROUND.map((as) => as(`${who}${where}`))),
  );
  it.each(all)('%s', (words) => {
    expect(isManyPeople(words)).toBe(true);
  });

  it.each([
    ...[
      'Ben Fox',
      'All Khan',
      'Many Rao',
      'Everybody Jones',
      'Somebody Else',
      'R1',
      'the volunteer at the desk',
    ],
    ...[
      'one of the attendees',
      'somebody from the audience',
      'a man in the crowd',
      'an audience member',
      'the crowd manager',
    ],
    ...[
      'two women at the desk',
      'the speaker',
      'a guest',
      'some guy',
      'the people ops lead',
      'staff engineer Ann',
      'Guy',
    ],
    ...[
      'the tall man',
      "everyone's friend Ann",
      'public relations lead',
      'some visitor',
      'Folke',
      'Guys Hill',
      'the organizer',
    ],
  ])('not %s', (words) => {
    expect(isManyPeople(words)).toBe(false);
  });
});
