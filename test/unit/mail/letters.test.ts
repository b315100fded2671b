import { describe, expect, it } from 'vitest';
import { bytes, readOne } from './written.ts';

/** "Anna" and the like in other scripts, as bytes. */
const WRITTEN: readonly (readonly [charset: string, hex: string, words: string, said?: string])[] = [
  ['iso-2022-jp', '1b2442246224371b2842', 'もし'],
  ['shift_jis', '82e082b5', 'もし'],
  ['cp932', '82e082b5', 'もし'],
  ['euc-jp', 'a4e2a4b7', 'もし'],
  ['koi8-r', 'e1cecec1', 'Анна'],
  ['KOI8-R', 'e1cecec1', 'Анна'],
  ['windows-1251', 'c0ededE0', 'Анна'],
  ['ibm866', '80adada0', 'Анна'],
  ['iso-8859-5', 'b0ddddd0', 'Анна'],
  ['windows-1250', 'e8e1', 'čá'],
  ['iso-8859-2', 'e8e1', 'čá'],
  ['iso-8859-15', 'a4', '€'],
  ['windows-1252', '80939418', '€“”\u0018'],
  ['iso-8859-1', '80', '€'],
  ['windows-1253', 'c1eded', 'Ανν'],
  ['windows-1254', 'fe', 'ş'],
  ['windows-1255', 'e0', 'א'],
  ['windows-1256', 'c7', 'ا'],
  ['gb18030', 'b0b2c4c8', '安娜'],
  ['gb2312', 'b0b2c4c8', '安娜'],
  // Valid UTF-8 by chance.
  ['gbk', 'c1aacda8', '联通'],
  ['big5', 'a677', '安'],
  ['euc-kr', 'bec8', '안'],
  ['ks_c_5601-1987', 'bec8', '안'],
  ['utf-8', 'efbbbf4a6f72', 'Jor'],
  ['"utf-8"', 'c3b6', 'ö'],
  ['UTF8', 'c3b6', 'ö'],
  ['', 'c3b6', 'ö'],
  // What it says is wrong: the library goes by that, and what cannot be told is said.
  ['', 'f6', '\ufffd', 'odd-letters'],
  ['utf-8', 'f6', '\ufffd', 'odd-letters'],
  ['shift_jis', 'c3b6ff', 'ﾃｶ\ufffd', 'odd-letters'],
  ['us-ascii', 'f6', 'ö'],
  ['x-nobody-knows', 'f6', 'ö'],
  ['constructor', 'f6', 'ö'],
  ['__proto__', 'f6', 'ö'],
  ['iso-8859-1', 'c3b6', 'Ã¶'],
];

describe('the letters of a mail', () => {
  it.each(WRITTEN.map(([charset, hex, words, said]) => ({ charset, hex, words, said })))(
    '$charset $hex',
    async ({ charset, hex, words, said }) => {
      for (const encoding of ['base64', 'quoted-printable']) {
        const body =
          encoding === 'base64'
            ? Buffer.from(hex, 'hex').toString('base64')
            : hex.replace(/../g, (byte) => `=${byte.toUpperCase()}`);
        const type = charset === '' ? '' : `Content-Type: text/plain; charset=${charset}\n`;
        const mail = await readOne(
          bytes(`From: a@b.example\n${type}Content-Transfer-Encoding: ${encoding}\n\n${body}`),
        );
        expect(mail.words.trim()).toBe(words.trim());
        expect(mail.said).toEqual(said === undefined ? [] : [said]);
      }
    },
  );
});
