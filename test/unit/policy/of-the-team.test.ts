import { describe, expect, it } from 'vitest';
import { seemsToLeaveOut, speaksOfTheTeam } from '../../../src/policy/of-the-team.ts';

describe('words that say that somebody is on the team', () => {
  it.each([
    'Jonny from your team',
    'joni on the team',
    'one of you, the one with the beard',
    'one of the organisers',
    'your colleague at the badges',
    'a team member',
    'somebody in orga',
    'the head of the organizing committee',
    'ur teammate',
    'It was somebody from the CoC team!',
  ])('are found: %s', (words) => expect(speaksOfTheTeam(words)).toBe(true));

  it.each([
    'a tall man from the blue booth',
    'the speaker of the keynote',
    'my colleague from work',
    'You can share this with your team.',
    'The team may know it.',
    'a man from Norvik, at the desk',
    'somebody with a green hat',
    'She was on her way to the hall.',
  ])('are not found in %s', (words) => expect(speaksOfTheTeam(words)).toBe(false));
});

describe('a permission that seems to leave somebody out by name', () => {
  it.each([
    'tell the team, but not jonny of course',
    'All of you except Marek.',
    'everyone but joni',
    'the team without Jonas',
  ])('does so: %s', (words) => expect(seemsToLeaveOut(words)).toBe(true));

  it.each([
    'The team may know, but not my name.',
    'Yes, but only you lot.',
    'All of you. Not the police.',
    'yes but please be careful',
  ])('does not: %s', (words) => expect(seemsToLeaveOut(words)).toBe(false));
});
