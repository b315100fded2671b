import { describe, expect, it } from 'vitest';
import { notesAmong } from '../../../src/policy/notes-among-words.ts';

const members = [
  { id: 'ines', name: 'Ines Okafor', email: 'ines@example.org' },
  { id: 'noor', name: 'Noor', email: 'noor@example.org' },
];

describe('a note of the team among the words of somebody else', () => {
  it.each([
    [
      'It was a joke. [he was not told about pictures by me – Ines]',
      ['[he was not told about pictures by me – Ines]'],
    ],
    [
      'It was a joke (he said to Noor that it is not about one shift only).',
      ['(he said to Noor that it is not about one shift only)'],
    ],
    ['It was a joke.\nHe seemed sorry. – Ines', ['He seemed sorry. – Ines']],
    ['It was a joke (a bad one).', []],
    ['I told Ines that it was a joke.', []],
    ['(everybody laughs)', []],
    ['', []],
  ] as const)('%s', (words, notes) => {
    expect(notesAmong(words, { members })).toEqual(notes);
  });
});
