import { describe, expect, it } from 'vitest';
import { type LeakFacts, leaks } from '../../../src/letters/leak-check.ts';

const facts = (account: string): LeakFacts => ({
  people: [],
  mayName: [],
  accounts: [{ from: 'the account of report 1', text: account, person: 'R1' }],
  circumstances: [],
  moments: [],
  known: [],
});
const found = (text: string, account: string): readonly string[] =>
  leaks(text, facts(account)).map((leak) => leak.found);

describe('what somebody tells of the health of anybody', () => {
  it.each([
    ['A friend who has epilepsy saw it.', 'My friend, who is epileptic, stood there.', 'epilepsy'],
    ['Somebody in a wheelchair was shouted at.', 'He yelled at her wheelchair.', 'wheelchair'],
    ['It was about a pregnancy.', 'I am pregnant, and he would not stop.', 'pregnancy'],
  ])('is found in a text, in whatever form: %s', (text, account, word) => {
    expect(found(text, account)).toEqual([word]);
    expect(leaks(text, { ...facts(account), mayName: ['R1'] })).toEqual([]);
  });

  it('is none where nobody told it, and no other word is', () => {
    expect(found('A friend who has epilepsy saw it.', 'My friend saw it.')).toEqual([]);
    expect(
      found('It was a depressing, blind and cancelled talk.', 'The talk was depressing, and cancelled.'),
    ).toEqual([]);
  });
});
