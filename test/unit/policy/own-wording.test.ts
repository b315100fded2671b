import { describe, expect, it } from 'vitest';
import { unfitWords } from '../../../src/policy/own-wording.ts';
import { playbook } from './shipped.ts';

describe('the words of a playbook', () => {
  it('that comes with coc pass its own check', () => {
    expect(unfitWords(playbook)).toEqual([]);
  });

  it('that coc would refuse in a text are named by their place and line, subjects as well', () => {
    const { letters } = playbook;
    const changed = {
      ...playbook,
      letters: {
        ...letters,
        complaint: { ...letters.complaint, subject: 'Please apologise to them' },
        outcome: { ...letters.outcome, text: `${letters.outcome.text}\nWould you like to withdraw it?\n` },
      },
    };
    expect(unfitWords(changed).map(({ place }) => place)).toEqual([
      'letters.complaint.subject',
      'letters.outcome.text',
    ]);
  });
});
