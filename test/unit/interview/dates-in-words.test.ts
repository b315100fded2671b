import { describe, expect, it } from 'vitest';
import { datesTwoWays } from '../../../src/interview/dates-in-words.ts';

const values = (words: string) => datesTwoWays(words)?.either.map(({ value }) => value);

describe('words about a time, with a date in numbers', () => {
  it.each([
    ['03/04', ['3 April', '4 March']],
    ['on 03/04 in the evening', ['on 3 April in the evening', 'on 4 March in the evening']],
    ['the night of 3/4, late', ['the night of 3 April, late', 'the night of 4 March, late']],
    ['03/04 and 05/06', ['3 April and 5 June', '4 March and 6 May']],
    ['3.4. around noon', ['3 April around noon', '4 March around noon']],
    ['03/04/2026', ['2026-04-03', '2026-03-04']],
    ['during the talk on 03-04-2026', ['during the talk on 2026-04-03', 'during the talk on 2026-03-04']],
    ['from 03/04 to 24/04', ['from 3 April to 24/04', 'from 4 March to 24/04']],
  ])('%s can be either of %j', (words, either) => {
    expect(values(words)).toEqual(either);
    expect(datesTwoWays(words)?.problem).toContain('2027-04-03');
    for (const one of either) expect(values(one)).toBeUndefined();
  });

  it.each([
    'yesterday',
    '24/04',
    '04/04',
    '2026-04-03',
    '24.4. at noon',
    '3 April',
    '1/2 an hour before lunch',
    'about 1/2 of the talk had been held',
    'in room 3/4 after lunch',
    'at 3.45',
    'on both days, 3 or 4 times',
    '',
  ])('%j stays as it is', (words) => expect(datesTwoWays(words)).toBeUndefined());
});
