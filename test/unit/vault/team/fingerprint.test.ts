import { describe, expect, it } from 'vitest';
import { sameWords, wordsOfCommit, wordsOfKeys } from '../../../../src/vault/team/fingerprint.ts';

const keys = { recipient: 'age1example', signingKey: 'ssh-ed25519 AAAAexample' };
const commit = '5f1c0e6b8a7d4c3b2a190817263544536271809f';

describe('the words that are read aloud', () => {
  it('never change, since people have written them down', () => {
    expect(wordsOfKeys(keys)).toBe('elite carpet urban only web vital');
    expect(wordsOfCommit(commit)).toBe('situate join ordinary moon sing taxi');
  });

  it('change with every part, and are not the same for keys and for a commit', () => {
    const all = [
      wordsOfKeys(keys),
      wordsOfKeys({ ...keys, recipient: 'age1exampla' }),
      wordsOfKeys({ ...keys, signingKey: 'ssh-ed25519 AAAAexampla' }),
      wordsOfCommit(commit),
      wordsOfCommit(commit.replace('5', '4')),
      wordsOfCommit(`${keys.recipient}\n${keys.signingKey}`),
    ];
    expect(new Set(all).size).toBe(all.length);
    for (const words of all) expect(words).toMatch(/^[a-z]{3,8}( [a-z]{3,8}){5}$/);
  });
});

describe('sameWords', () => {
  const said = 'act apple river zoo ocean absurd';

  it.each([
    ['as it is', said],
    ['in capitals', said.toUpperCase()],
    ['with commas', 'act, apple, river, zoo, ocean, absurd.'],
    ['with dashes', 'act-apple – river—zoo_ocean-absurd'],
    ['on lines of their own, numbered', '1. act\r\n2. apple\n3. river\n\n4. zoo\n5. ocean\n 6. absurd\n'],
    ['cut down to four letters', 'act appl rive zoo ocea absu'],
    ['cut down to five letters', 'act apple river zoo ocean absur'],
    ['in full-width letters', 'ａｃｔ apple river zoo ocean absurd'],
  ])('takes them %s', (_how, typed) => {
    expect(sameWords(typed, said)).toBe(true);
    expect(sameWords(said, typed)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['one missing', 'act apple river zoo ocean'],
    ['one too many', `${said} absurd`],
    ['two swapped', 'apple act river zoo ocean absurd'],
    ['another word', 'act apple river zoo ocean abuse'],
    ['a longer word that begins alike', 'action apple river zoo ocean absurd'],
    ['a word cut down too much', 'act app river zoo ocean absurd'],
    ['a misspelled word', 'act aplle river zoo ocean absurd'],
    ['a word that goes on', 'act apples river zoo ocean absurd'],
  ])('does not take %s', (_what, typed) => {
    expect(sameWords(typed, said)).toBe(false);
  });

  it('never takes two texts that are equal and are no words', () => {
    expect(sameWords('', '')).toBe(false);
    expect(sameWords('a b c d e f', 'a b c d e f')).toBe(false);
  });
});
