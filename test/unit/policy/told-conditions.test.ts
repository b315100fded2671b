import { describe, expect, it } from 'vitest';
import { conditionOfThem } from '../../../src/policy/told-conditions.ts';

const read = (words: string): string => words.replaceAll('R1', 'you');

describe('a condition, as whoever it is to protect hears of it', () => {
  it.each([
    [
      'You do not contact R1 and keep well away from R1',
      'they do not contact you and keep well away from you',
    ],
    ['You give back your badge', 'they give back their badge'],
    ['If R1 comes to you, you leave the room', 'If you comes to them, they leave the room'],
    ['Do not contact R1', 'They have to keep to this: “Do not contact [you]”'],
    ['No messages to R1', 'No messages to you'],
    ['Stays away from R1', 'Stays away from you'],
    ['They keep away from R1', 'They keep away from you'],
    ['You keep this to yourself', 'they keep this to themselves'],
  ])('%j: %j', (words, told) => {
    expect(conditionOfThem(words, read)).toBe(told);
  });
});
