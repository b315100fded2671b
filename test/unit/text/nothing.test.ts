import { describe, expect, it } from 'vitest';
import { saysNoWay, saysTooLittle } from '../../../src/text/nothing.ts';

describe('words in the place of a way to reach somebody', () => {
  it.each([
    'no idea, he went away',
    'No idea.',
    'unknown, he left before the end',
    'she did not say',
    'he cannot be reached',
    'they left without a word',
    'No phone, no mail',
    'none at all',
    'gone',
    'we don’t know',
    'nobody knows',
  ])('that say that there is none: %s', (words) => {
    expect(saysNoWay(words)).toBe(true);
  });

  it.each([
    'mei@lindqvist.example',
    'no phone, room 214',
    'No idea of the name; ask Tom at the bar',
    'gone home, back on Friday',
    'Unknown Pleasures stand',
    'went away with the blue group',
    'the hotel by the sea',
    'Noah Gone',
    'left her card at the desk',
    'not by mail, call the hotel',
  ])('that name one all the same: %s', (words) => {
    expect(saysNoWay(words)).toBe(false);
  });
});

describe('a reason', () => {
  it.each([
    ...[
      'x',
      'asdf',
      'ok',
      'tbd',
      'n/a',
      'because',
      'just because',
      'tbd later',
      'asdf asdf',
      'xx yy',
      'see above',
      '...',
    ],
    ...['ok ok', 'test test', 'Because.', 'qwerty', '123 456', 'to come', 'spam'],
  ])('says too little: %s', (reason) => expect(saysTooLittle(reason)).toBe(true));
  it.each([
    ...[
      'It was done.',
      'Not harassment.',
      'no breach',
      'She asked',
      'Nobody saw it',
      'Kein Verstoß',
      '没有违反规定',
    ],
    ...['duplicate', 'unfounded', 'it is over', 'They were asleep.', 'He left.'],
    'не было na',
  ])('says something: %s', (reason) => expect(saysTooLittle(reason)).toBe(false));
});
