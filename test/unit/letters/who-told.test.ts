import { describe, expect, it } from 'vitest';
import { whoTold } from '../../../src/letters/who-told.ts';

describe('a hint at who told it', () => {
  it.each([
    ['Two visitors told us that he mocked how somebody speaks.', 'Two visitors told us'],
    ['An attendee reported it.', 'An attendee reported'],
    ['Somebody complained about a joke.', 'Somebody complained'],
    ['Several people have told us.', 'Several people have told'],
    ['A\nwitness overheard it.', 'A\nwitness overheard'],
    ['The two young women came to us.', 'women came to us'],
  ])('is in: %s', (text, found) => {
    const [hit] = whoTold(text);
    expect(hit?.found).toContain(found.split(' ').at(-1));
    expect(text).toContain(hit?.found);
  });

  it.each([
    'We have received a report about your behaviour.',
    'There was a report.',
    'You mocked an accent.',
    'Please do not try to find out who told us.',
    'A sexual slide was shown in a talk.',
    'An attendee physically threatened another attendee.',
    'The attendee has agreed that this was wrong and has left.',
  ])('is not in: %s', (text) => expect(whoTold(text)).toEqual([]));

  it('has its line', () => {
    expect(whoTold('Hello,\n\nsomebody told us.')).toEqual([{ found: 'somebody told us', line: 3 }]);
  });
});
