import { describe, expect, it } from 'vitest';
import { contactWordsIn } from '../../../src/letters/contact-hits.ts';
import { nameAlone } from '../../../src/letters/name-alone.ts';

describe('the name alone', () => {
  it.each([
    ['Ben Okoye, ben@example.org', 'Ben Okoye'],
    ['Ben Okoye ben@example.org', 'Ben Okoye'],
    ['Ben Okoye (ben@example.org)', 'Ben Okoye'],
    ['Ben Okoye <ben@example.org>', 'Ben Okoye'],
    ['Ben Okoye; +49 170 1234567', 'Ben Okoye'],
    ['Ben Okoye, tel. 0170 1234567', 'Ben Okoye'],
    ['Ben Okoye mail: ben@example.org', 'Ben Okoye'],
    ['Ben Okoye (@benok on Slack)', 'Ben Okoye'],
    ['Ben Okoye @benok', 'Ben Okoye'],
    ['Ben Okoye - https://example.org/ben', 'Ben Okoye'],
    ['Ben Okoye, ben_okoye', 'Ben Okoye'],
    ['Ben Okoye, ben at example dot org', 'Ben Okoye'],
    ['ben@example.org, Ben Okoye', 'Ben Okoye'],
    ['ben@example.org', ''],
    ['@benok', ''],
    ['', ''],
  ])('is what is left of %j', (called, name) => expect(nameAlone(called)).toBe(name));

  it.each([
    'Ben Okoye',
    'Okoye, Ben',
    'Ben Okoye (he/him)',
    'Ben Okoye, the speaker',
    'María-José O’Neill Jr.',
    'Martin Luther King, Jr.',
    '李小龍',
  ])('is all of %j', (name) => expect(nameAlone(name)).toBe(name));
});

describe('words that are a way to reach somebody', () => {
  it('are told as they stand there', () => {
    expect(contactWordsIn('Ben, ben@example.org or 0170 1234567, @benok@fosstodon.org')).toEqual([
      { what: 'handle', words: '@benok@fosstodon.org' },
      { what: 'address', words: 'ben@example.org' },
      { what: 'number', words: '0170 1234567' },
    ]);
    expect(contactWordsIn('Ben Okoye')).toEqual([]);
  });
});
