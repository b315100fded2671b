import { describe, expect, it } from 'vitest';
import { nameProblem } from '../../../src/interview/forms/name.ts';

describe('the name of whoever works here, which stands open in commits', () => {
  it.each([
    'Ana',
    'ana maria schmidt lopez',
    'María José de la Cruz y Fernández',
    'Martin L. King Jr.',
    'Dr. h.c. Wolfgang von und zu Stein',
    '王小明',
    'Sammy Davis Sr.',
    'Abd al-Rahman ibn Muhammad ibn Khaldun',
    'Jan in ’t Veld',
    'So Young In',
    'An My Le',
    'tra my',
    'he jiankui',
    'Will Young',
    'Mohamed ahmed ali',
    'ana reed miller',
    'WILL SMITH',
    "Siobhán O'Neill-Byrne",
    'Ana (she/her)',
    'Kim Do',
  ])('is %s', (name) => expect(nameProblem(name)).toBeUndefined());

  it.each([
    'A man from the blue booth followed my friend to her room twice',
    'He followed her home.',
    'She said that he would not leave!',
    '“He would not go away.”',
    'Jonny from your team yelled at me',
    'JONNY FROM YOUR TEAM YELLED AT ME',
    'jonny yelled at me',
    'Vane groped Maria',
    'he yelled',
    'Ana with Ben',
    'somebody followed my friend',
    'It’s about Marek',
    'reporting for a friend',
    'I was touched',
  ])('is no sentence that was to be an account: %s', (text) =>
    expect(nameProblem(text)).toContain('sentence'),
  );
});
