import { describe, expect, it } from 'vitest';
import { seemsUnnamed } from '../../../src/policy/unnamed-words.ts';

describe('words of a permission', () => {
  it.each([
    'You may share it with the team, but not my name',
    'Yes, with Ben, without my name.',
    'Share what happened, but leave me out of it',
    'Keep my name out of it please',
    'OK as long as my name stays with you',
    'fine, anonymously',
    'Only if I stay anonymous',
    "Don't tell them it was me",
    'Don’t say who told you.',
    'Tell them, but do not mention me',
    'Please do not mention my name to anybody',
    'Nobody should know that it was me',
    'No one may find out who I am',
    'They can know what happened but not who I am',
    'Ben may know it, only not who reported it',
    'Everything except my name',
    'You can tell the team, just not from whom: not that it is from me',
    "She doesn't want her name known",
    'Without naming me',
    'Hide my name',
    'I want to remain unnamed',
    'keep my identity to yourself',
    'on condition that my name is kept secret',
    'I would rather you didn’t use my name',
    "they can't know who said it",
  ])('“%s” seems to keep their name back', (words) => {
    expect(seemsUnnamed(words)).toBe(true);
  });

  it.each([
    'Yes, Ben may know all of it',
    'Share it with the whole team',
    'You may use my name',
    'They may know that it was me.',
    'My name is no secret, tell them',
    'Tell Ben, he knows me anyway',
    'On the phone.',
    'Ben may see it, but not Cem',
    'Please do not wait, tell the team today',
    'I do not mind who reads it',
    'Not now, please. Once I have left.',
    'Ben may, as nobody else is there',
  ])('“%s” does not', (words) => {
    expect(seemsUnnamed(words)).toBe(false);
  });
});
