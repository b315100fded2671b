import { expect, it } from 'vitest';
import { refusalBlocks } from '../../../src/screen/refusal.ts';

it('says once what is found in a sentence and in the text that is made of it, with both places', () => {
  const from = { what: 'the account of report 1', words: 'followed me from the lift' };
  const blocks = refusalBlocks(
    {
      ...{ gate: 'leak', why: 'This text tells more than it may.', title: 'Permission to share', first: [] },
      findings: [
        { ...from, at: 'what, line 1' },
        { ...from, at: 'letter, line 3' },
        { what: 'the name of A1', at: 'letter, line 3' },
      ],
    },
    (id) => (id === 'what' ? 'What happened' : 'Text'),
  );
  expect(blocks.at(-1)).toMatchObject({
    items: [
      'What happened, line 1 and Text, line 3: “followed me from the lift”: the account of report 1',
      'Text, line 3: the name of A1',
    ],
  });
});
