import { describe, expect, it } from 'vitest';
import { howMany } from '../../../src/letters/how-many.ts';

const MANY = [
  'two people',
  '2 people',
  'Two other attendees',
  'several of them',
  'both of them',
  'more than one person',
  'a couple of people',
  'at least three colleagues',
  'only one other person',
  'a handful of visitors',
  'the two of them',
  'all three of them',
  'two or three guests',
  'a few people at the next table',
  'a small group of students',
];
const TOOK_IN = [
  'heard it',
  'overheard it at 7:00',
  'saw it',
  'have seen it',
  'both noticed it',
  'were there',
  'were present',
  'were standing next to you',
  'stood there',
  'told us',
  'have independently told us',
  'reported it',
  'wrote to us about it',
  'came to us',
  'were at the booth',
  'were in the room',
  'could hear every word',
  'can confirm it',
];
const PASSIVE = ['It was heard by', 'You were seen by', 'This was reported by', 'It was confirmed to us by'];

describe('how many there were', () => {
  it.each(MANY.flatMap((who) => TOOK_IN.map((did) => `It was about the accent; ${who} ${did}.`)))(
    'is in: %s',
    (text) => {
      const [hit] = howMany(text);
      expect(hit).toBeDefined();
      expect(text).toContain(hit?.found);
    },
  );

  it.each(MANY.flatMap((who) => PASSIVE.map((was) => `${was} ${who}.`)))('is in, passively: %s', (text) =>
    expect(howMany(text)).toHaveLength(1),
  );

  it.each([
    'Two heard it.',
    'Both saw what you did.',
    'You did it in front of two colleagues.',
    'It happened in the presence of several people.',
    'within earshot of a couple of attendees',
    'There were only two people there.',
    'There were three of you at the booth.',
    'It was just two of them.',
    'the only person who heard it',
    'You were the only one who was there.',
    'Nobody else heard it.',
    'No one else was there.',
    'There are two witnesses.',
    'We have three reports about you.',
    'Two reports about this reached us.',
    'We have received more than one report about what you said.',
    'Several independent complaints were made about it.',
    'A second report came in about the same remark.',
    'We heard the same from two people.',
    'Somebody heard it.',
    'A colleague overheard you.',
    'One of the two told us.',
    'One of them came to us.',
    'Two people, independently, told us.',
    'The person who heard it is upset.',
    '3 people told us.',
    'You said it with two others listening.',
    'TWO PEOPLE HEARD IT',
    'two peo\u00adple heard it',
    'two\npeople\nheard it',
    'two people heard it and he got a warning',
  ])('is in as well: %s', (text) => expect(howMany(text).length).toBeGreaterThan(0));

  const NUMBERS = ['two', '3', 'several', 'both', 'a couple of', 'many', 'more than one', 'a few'];
  const THINGS = [
    'days',
    'sessions',
    'weeks',
    'talks',
    'slides',
    'remarks',
    'conditions',
    'messages',
    'years',
  ];
  it.each(NUMBERS.flatMap((many) => THINGS.map((what) => `You may not come for ${many} ${what}.`)))(
    'is not in: %s',
    (text) => expect(howMany(text)).toEqual([]),
  );

  it.each([
    'This is a first warning.',
    'Two of us have heard your side.',
    'Two members of the team heard you.',
    'Two people from our team will be there.',
    'Both of us were present when you told us your side.',
    'We have received a report about your behaviour.',
    'There is a complaint about you.',
    'Any further reports will result in sanctions.',
    'If there is a second report about you, you will be asked to leave.',
    'If we get two more reports about you, you have to leave.',
    'You can answer within two days.',
    'Your answer is seen by two members of the team only.',
    'You mocked how people speak.',
    'Two remarks about the accent of an attendee were made.',
    'Please stay away from the two rooms in which workshops are held.',
    'You have two ways to reach us.',
    'Both sessions were moved to another room.',
    'You stood too close to another attendee.',
    'An attendee physically threatened another attendee.',
    'An attendee repeatedly harassed another attendee despite multiple requests to cease.',
    'We have heard several sides.',
    'A person was banned from all future events of ours for two years.',
    'You said it more than once.',
    'You told two jokes.',
    'You sent three messages.',
    'Several people worked on this policy.',
    'One of your talks was ended early.',
    'Some of what you said was seen as an insult.',
    'Many people came to the party.',
    'You filmed people who did not want that.',
    'Nobody else will be told.',
    'What others told us in confidence is not in it.',
    'Somebody was there as well.',
    'Please do not try to find out who told us.',
  ])('is not in either: %s', (text) => expect(howMany(text)).toEqual([]));

  it('of reports in general is told to everybody, and of this one is not', () => {
    const toMany = { toMany: true };
    expect(howMany('During the event the team received nine reports.', toMany)).toEqual([]);
    expect(howMany('We received nine reports about this remark.', toMany)).toHaveLength(1);
    expect(howMany('We received nine reports.')).toHaveLength(1);
  });

  it('has its line', () => {
    expect(howMany('Hello,\n\ntwo people heard it.')).toEqual([{ found: 'two people heard', line: 3 }]);
  });

  it('costs no more than its length', () => {
    const begun = performance.now();
    howMany('two people who have also '.repeat(4000));
    howMany('the only two of them '.repeat(4000));
    howMany('people '.repeat(20_000));
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});
