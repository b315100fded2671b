import { describe, expect, it } from 'vitest';
import { alikeIn, lettersOf, mixesAlphabets } from '../../../../src/vault/team/alike.ts';

const AT = '2026-11-24T14:00:00Z';
const member = (name: string, email: string) => ({
  ...{ id: 'one', name, email, recipient: 'age1x', signingKey: 'ssh-ed25519 A', admin: false, joined: AT },
});
const TEAM = {
  members: [
    member('Cleo', 'cleo@example.org'),
    member('Mary Ann O’Brien', 'mary@mail.example'),
    member('Łukasz Ivanov', 'l.ivanov@example.org'),
    member('李小龙', 'li@example.org'),
    member('प्रिया', 'priya@example.org'),
  ],
};
const found = (name: string, email = 'somebody@else.example') =>
  alikeIn(TEAM, { name, email }).map(({ member: { name: whose }, by, disguised }) => [whose, by, disguised]);

describe('somebody who goes by nearly the same', () => {
  it.each<[string, string]>([
    ['the same', 'Cleo'],
    ['in capitals', 'CLEO'],
    ['with a blank behind it', 'Cleo '],
    ['with another blank behind it', 'Cleo\u00a0'],
    ['in full width', 'Ｃｌｅｏ'],
  ])('is found by a name that is plainly it: %s', (_what, name) => {
    expect(found(name)).toEqual([['Cleo', 'name', false]]);
  });

  it.each<[string, string, string?]>([
    ['a Cyrillic letter', 'Сleo'],
    ['all Cyrillic letters that there are', 'Сlео'],
    ['a Greek letter', 'Cleο'],
    ['a capital I for an l', 'CIeo'],
    ['a digit for an l', 'C1eo'],
    ['a zero for an o', 'Cle0'],
    ['a small capital', 'ᴄleo'],
    ['a mark that nobody sees', 'Cl\u200beo'],
    ['a joiner', 'Cle\u200do'],
    ['a variation selector', 'Cleo\ufe0f'],
    ['a soft hyphen', 'Cl\u00adeo'],
    ['a blank of Braille', 'Cleo\u2800'],
    ['a filler', 'Cleo\u3164'],
    ['an accent', 'Cléo'],
    ['a line through it', 'C\u0336l\u0336e\u0336o\u0336'],
    ['a dot above', 'Cle\u0307o'],
    ['a tag', 'Cleo\u{e0041}'],
    ['blanks in it', 'C l e o'],
    ['a full stop', 'Cleo.'],
    ['a mathematical letter', '𝐂𝐥𝐞𝐨', 'plain'],
  ])('is found by a name with %s', (_what, name, how) => {
    expect(found(name)).toEqual([['Cleo', 'name', how !== 'plain']]);
  });

  it.each<[string, string]>([
    ['rn for m', 'Rnary Ann OBrien'],
    ['another apostrophe', "mary ann o'brien"],
    ['a Greek capital', 'Μary Ann O’Brien'],
    ['a Cherokee letter', 'Ꮇary Ann O’Brien'],
  ])('is found by a longer name with %s', (_what, name) => {
    expect(found(name).map(([whose]) => whose)).toEqual(['Mary Ann O’Brien']);
  });

  it('is found by names in other alphabets, and by letters that others write without what is on them', () => {
    expect(found('Lukasz lvanov').map(([whose]) => whose)).toEqual(['Łukasz Ivanov']);
    expect(found('李小龙')).toEqual([['李小龙', 'name', false]]);
    expect(found('प्रिया')).toEqual([['प्रिया', 'name', false]]);
  });

  it.each(['Cleopatra', 'Clea', 'Cleo Dunham', 'Leo', 'Mary Ann', 'Ben', '李小', 'प्रीया', 'Клео', '!?', '…'])(
    'is not %s',
    (name) => {
      expect(found(name)).toEqual([]);
    },
  );

  it.each<[string, string, boolean]>([
    ['the same', 'cleo@example.org', false],
    ['in capitals', 'Cleo@Example.ORG', false],
    ['with a Cyrillic letter', 'сleo@example.org', true],
    ['with a Cyrillic letter in the domain', 'cleo@exаmple.org', true],
    ['with a digit for an l', 'c1eo@example.org', true],
  ])('is found by their address, whatever the name: %s', (_what, email, disguised) => {
    expect(found('Somebody Else', email)).toEqual([['Cleo', 'email', disguised]]);
  });

  it.each(['cle.o@example.org', 'cleo@example.com', 'cleo+coc@example.org'])(
    'is not at another address: %s',
    (email) => {
      expect(found('Somebody Else', email)).toEqual([]);
    },
  );

  it('is found among as many as a community has, at once', () => {
    const many = Array.from({ length: 500 }, (_, at) => member(`Person Number ${at}`, `p${at}@example.org`));
    const began = performance.now();
    expect(alikeIn({ members: many }, { name: 'Person Number 7', email: 'x@y.z' })).toHaveLength(1);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

describe('the letters of a name', () => {
  it.each<[string, string | undefined, boolean]>([
    ['Cleo', undefined, false],
    ['Zoë O’Brien-Łukasz 3', undefined, false],
    ['Сleo', 'Cyrillic and Latin letters', true],
    ['Сосо', 'Cyrillic letters', false],
    ['Μary', 'Greek and Latin letters', true],
    ['Ivan Петров', 'Cyrillic and Latin letters', false],
    ['田中たろう', 'Han and Hiragana letters', false],
    ['aꦲ', 'Latin and other letters', true],
    ['!?', undefined, false],
  ])('are said in words: %s', (name, letters, mixes) => {
    expect(lettersOf(name)).toBe(letters);
    expect(mixesAlphabets(name)).toBe(mixes);
  });
});
