import { describe, expect, it } from 'vitest';
import { contradictsYes, seemsUnnamed } from '../../../src/policy/unnamed-words.ts';

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
    'He may know, but not that it was me',
    'Tell her, without saying that it came from me',
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

describe('words in the place of a yes', () => {
  it.each([
    'Only if it happens again',
    'Yes, but only after I have left',
    'If he does it to somebody else, yes',
    'As long as nobody talks to him',
    'Once the event is over',
    'Not before Friday',
    'Please wait until I have slept',
    'Provided that my boss does not hear of it',
    'Maybe',
    'Not yet, I have to think',
    'It depends on what you do with it',
    'Unless he asks',
    'Yes, until the end of the event',
    'Yes, on condition that I hear of it first',
  ])('“%s” is a condition', (words) => expect(contradictsYes(words)).toBe('condition'));

  it.each([
    'She would rather you did not',
    "I'd rather nobody knew",
    'I would prefer that you do not',
    'Please don’t tell Benedikt',
    'Do not share it with the team',
    'She does not want it shared',
    'He refused',
    'They said no to that',
    'I would prefer to keep it between us',
  ])('“%s” is no yes', (words) => expect(contradictsYes(words)).toBeDefined());

  it.each([
    'Yes, he may know. I only want it to stop.',
    'yes',
    'Yes, all of it. I do not want it to happen again.',
    'Share it with whoever you want',
    'Ben may see it, if that helps',
    'Tell them if you like',
    'Of course. I just hope that it ends.',
    'I do not mind who reads it',
    'No objection.',
    'Yes, tell the team. I do not know him.',
    'Not her, but all the others.',
    'You may use my name',
    'I was not asked before, but yes.',
    'Asked on the phone: all of you may.',
    'They said: go ahead',
    'Yes, go on. I never want to see him again.',
    'No, I do not mind, tell all of them.',
    'Tell Ben, he knows me anyway',
    'Yes. Please do not tell anybody outside the team.',
    'She said yes when I asked her at the desk',
  ])('“%s” is a yes', (words) => expect(contradictsYes(words)).toBeUndefined());
});
