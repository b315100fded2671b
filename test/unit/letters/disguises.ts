/** Names of many kinds, each of one person. */
export const NAMES: readonly string[] = [
  'Marlon Vane',
  'Jürgen Müller',
  "Siobhán O'Brien",
  'Jan van der Berg',
  'José María Núñez',
  '李小龙',
  'Nguyễn Văn A',
  'Åsa Lindqvist',
  'Łukasz Wiśniewski',
  'Jean-Luc Picard',
  'Omar al-Sayed',
  'Иван Петров',
  'Δημήτρης Παπαδόπουλος',
  'Søren Kierkegaard',
  'François Truffaut',
  'Björk Guðmundsdóttir',
  'Dvořák Antonín',
  'Þórður Jónsson',
  'Çağla Şahin',
  'Ángel Ruiz',
  '田中太郎',
  '김민수',
  'أحمد حسن',
  'דוד לוי',
  'प्रिया शर्मा',
  'สมชาย ใจดี',
  'Ngozi Okonkwo',
  'Oluwaseun Adébáyò',
  'María de los Ángeles Peña',
  'Wolfgang von Goethe',
  'Ludovica dell’Aquila',
  'Zoë Kravitz',
  'Renée Zellweger',
  'Chloé Dubois',
  'Kateřina Nováková',
  'Mihály Csíkszentmihályi',
  'Gülşen Yılmaz',
  'Đorđe Petrović',
  'Sinéad McDonald',
  'Xiomara Zúñiga',
];

const isCased = (text: string): boolean => text.toLowerCase() !== text.toUpperCase();
const isLatin = (text: string): boolean => /^[\p{Script=Latin}\p{M}\s'’-]+$/u.test(text);
const isAlphabetic = (text: string): boolean => /^[\p{L}\p{M}\s'’-]+$/u.test(text) && isCased(text);
const letters = (text: string): readonly string[] => text.match(/[\p{L}\p{N}]\p{M}*|[^\p{L}]/gu) ?? [];
const inside = (text: string, mark: string): string => {
  const all = letters(text);
  return [...all.slice(0, 2), mark, ...all.slice(2)].join('');
};
const breakable = (text: string): string =>
  text
    .split(' ')
    .map((word) =>
      letters(word).length > 4
        ? `${letters(word).slice(0, 3).join('')}-\n${letters(word).slice(3).join('')}`
        : word,
    )
    .join(' ');

/** Every way in which a name is hidden or merely written, and the names to which it applies. */
export const DISGUISES: readonly (readonly [
  string,
  (name: string) => string,
  ((name: string) => boolean)?,
])[] = [
  ['as it is', (name) => name],
  ['in lower case', (name) => name.toLowerCase()],
  ['in upper case', (name) => name.toUpperCase(), isCased],
  ['decomposed', (name) => name.normalize('NFD')],
  ['without accents', (name) => name.normalize('NFD').replace(/[\u0300-\u036f]/g, ''), isLatin],
  ['with zero-width space', (name) => inside(name, '\u200b')],
  ['with soft hyphen', (name) => inside(name, '\u00ad')],
  ['with bidi marks', (name) => `\u202a${inside(name, '\u2066')}\u202c`],
  ['with many invisible characters', (name) => inside(name, '\u2060'.repeat(400))],
  ['in bold', (name) => `**${name}**`],
  ['half in bold', (name) => `**${inside(name, '**')}`],
  ['in underscores', (name) => `_${name.replaceAll(' ', '_')}_`],
  ['with other blanks', (name) => name.replaceAll(' ', '\u00a0')],
  ['over a line end', (name) => name.replaceAll(' ', '\r\n')],
  ['broken with a hyphen', breakable, isAlphabetic],
  ['letters apart', (name) => letters(name.replaceAll(' ', '')).join(' '), isAlphabetic],
  ['letters with dots', (name) => letters(name.replaceAll(' ', '')).join('.'), isAlphabetic],
  ['run together', (name) => name.replaceAll(' ', '')],
  ['as a hashtag', (name) => `#${name.replaceAll(' ', '').replaceAll("'", '')}`],
  ['last name first', (name) => name.split(' ').reverse().join(', ')],
  ['other apostrophes', (name) => name.replaceAll("'", '’'), (name) => name.includes("'")],
  ['without apostrophe', (name) => name.replaceAll(/['’]/g, ''), (name) => /['’]/.test(name)],
  [
    'full width',
    (name) =>
      name.replace(/[a-z]/gi, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0)),
  ],
  [
    'in circles',
    (name) => name.replace(/[a-z]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) - 97 + 0x24d0)),
  ],
  [
    'with Cyrillic letters',
    (name) => name.replace(/[aeo]/g, (letter) => ({ a: 'а', e: 'е', o: 'о' })[letter] ?? letter),
    isLatin,
  ],
  ['with accents on it', (name) => name.replace(/(?<=[a-z])/g, '\u0336'), isLatin],
  ['in the genitive', (name) => `${name}'s`, isLatin],
  ['in the genitive without apostrophe', (name) => `${name}s`, isLatin],
];
