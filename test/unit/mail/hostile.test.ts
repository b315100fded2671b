import { describe, expect, it } from 'vitest';
import type { Mail } from '../../../src/mail/mail.ts';
import { readMails } from '../../../src/mail/read-mails.ts';
import { threadOf } from '../../../src/mail/thread.ts';
import { bytes, readOne } from './written.ts';
import { winmail } from './written-outlook.ts';

const MB = 1024 * 1024;
const HEAD = 'From: Ana <ana@x.example>\nSubject: x\nMIME-Version: 1.0\n';
const PART = '--b\nContent-Type: text/plain\n\n';
const of = (text: string, count: number): string => text.repeat(count);
/** A line of 16 MB between two texts; all of them are the same bytes, one after the other. */
const HUGE = 16 * MB;
let shared: Buffer | undefined;
function huge(before: string, behind = ''): Uint8Array {
  shared ??= Buffer.alloc(HUGE, 'x');
  shared.fill('x', 0, 1_000).fill('x', HUGE - 1_000);
  shared.write(before);
  shared.write(behind, HUGE - behind.length);
  return shared;
}

/** The file within a file, so often. */
function within(depth: number): string {
  let inner = `${HEAD}\ninnermost`;
  for (let at = 0; at < depth; at++) inner = `${HEAD}Content-Type: message/rfc822\n\n${inner}`;
  return inner;
}
function nested(depth: number): string {
  const open = Array.from(
    { length: depth },
    (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`,
  );
  return `${HEAD}${open.join('')}\ninnermost`;
}
interface Hostile {
  readonly given: () => Uint8Array;
  /** What is still read of it. */
  readonly words?: string | RegExp;
  readonly isCut: boolean;
  /** What of it is read: the mail, by itself or in its file; nothing, where the library refuses it; or the headers of several. */
  readonly is?: 'refused' | 'several';
}

/** Each is read in little time and memory, and what was left out of it is said. */
const HOSTILE: Readonly<Record<string, Hostile>> = {
  '10,000 parts': {
    given: () => bytes(HEAD, 'Content-Type: multipart/mixed; boundary=b\n\n', of(`${PART}words\n`, 10_000)),
    ...{ words: /^(?:words\n+){9999}words$/, isCut: false },
  },
  'parts 200 deep': { given: () => bytes(nested(200)), words: 'innermost', isCut: false },
  'parts 20,000 deep': { given: () => bytes(nested(20_000)), isCut: false, is: 'refused' },
  'mails 8 deep': { given: () => bytes(within(8)), words: '', isCut: false },
  'mails 200 deep': { given: () => bytes(within(200)), words: '', isCut: false },
  'a line of 16 MB': {
    given: () => huge(`${HEAD}\nfirst\n`),
    words: /^first\nx{1000000}/,
    isCut: true,
  },
  'a line of 16 MB in base64': {
    given: () => huge(`${HEAD}Content-Transfer-Encoding: base64\n\n`),
    isCut: true,
  },
  'a line of 16 MB in HTML': {
    given: () => huge(`${HEAD}Content-Type: text/html\n\n<p>`),
    ...{ words: /^x{1000000}/, isCut: true },
  },
  'a line of 16 MB in the header': {
    given: () => huge('Subject: ', '\nFrom: a@b.example\n\nwords'),
    ...{
      isCut: false,
      is: 'refused',
    },
  },
  'a million lines in the header': {
    given: () => bytes(HEAD, of('X-A: b\n', 1_000_000), '\nwords'),

    isCut: false,
    is: 'refused',
  },
  'a million people': {
    given: () => bytes('To: ', of('a@b.example,\n ', 1_000_000), 'c@d.example\n', HEAD, '\nwords'),
    ...{ isCut: false, is: 'refused' },
  },
  'groups of people within each other': {
    given: () => bytes('To: ', of('a:', 30_000), 'c@d.example', of(';', 30_000), '\n', HEAD, '\nwords'),
    ...{ words: 'words', isCut: false },
  },
  'a million references': {
    given: () => bytes(HEAD, 'References: ', of('<a@b>\n ', 1_000_000), '<c@d>\n\nwords'),
    ...{ isCut: false, is: 'refused' },
  },
  'brackets that no bracket ends': {
    given: () =>
      bytes(
        'From: ',
        of('<"(', 20_000),
        '\nReferences: ',
        of('<', 60_000),
        '\nSubject: x\nContent-Type: text/plain; ',
        of('a*1*=(', 5_000),
        '\n\nwords',
      ),
    ...{ words: 'words', isCut: false },
  },
  'encoded words that never end': {
    given: () =>
      bytes(
        'From: ',
        of('=?utf-8?B?', 6_000),
        '\nSubject: ',
        of('=?a?b?w?= ', 6_000),
        of('=?', 2_000),
        '\n\nwords',
      ),
    ...{ words: 'words', isCut: false },
  },
  'quoted-printable that is all marks': {
    given: () =>
      bytes(
        HEAD,
        'Content-Transfer-Encoding: quoted-printable\n\n',
        of('=\n', MB),
        of('=3D', MB),
        of('= ', MB),
      ),
    isCut: false,
  },
  'lines of From without an end': {
    given: () => bytes(of('From a 10:00\nA:\n\n', 200_000)),
    isCut: true,
    is: 'several',
  },
  'lines of >From without an end': {
    given: () => bytes(`From a 10:00\n${HEAD}\n`, of('>From xxxxxxxxxxxxxx\n', 220_000)),
    words: /^From x+\nFrom x/,
    isCut: true,
  },
  'marks of parts without an end': {
    given: () =>
      bytes(HEAD, 'Content-Type: multipart/mixed; boundary=b\n\n', PART, of('--cccccccccccc\n', 35_000)),
    ...{ words: /^--c+\n--c/, isCut: false },
  },
  'quotes without an end': { given: () => bytes(HEAD, '\n', of('> x\ny\n', 50_000)), isCut: false },
  'quotes 100,000 deep': {
    given: () => bytes('In-Reply-To: <1@x>\n', HEAD, '\n', of('>', 100_000), of('\n>', 100_000)),
    words: '',
    isCut: false,
  },
  'signatures without an end': {
    given: () => bytes(HEAD, '\n', of('> x\n\n', 100), of('-- \nx\n', 30_000)),
    isCut: false,
  },
  'headers of Outlook without an end': {
    given: () => bytes(HEAD, '\nwords\n', of('From: a\nTo: b\n', 20_000)),
    isCut: false,
  },
  'HTML 200,000 deep': {
    given: () =>
      bytes(HEAD, 'Content-Type: text/html\n\n', of('<div>', 200_000), 'words', of('</b>', 200_000)),
    ...{ words: /words$/, isCut: true },
  },
  'HTML of opened brackets': {
    given: () => bytes(HEAD, 'Content-Type: text/html\n\n', of('<div>', 500), of('<', MB)),
    isCut: true,
  },
  'HTML with 80,000 links': {
    given: () => bytes(HEAD, 'Content-Type: text/html\n\n', of('<a href=x>y</a>', 80_000)),
    isCut: false,
  },
  'HTML with a million attributes': {
    given: () =>
      bytes(
        HEAD,
        'Content-Type: text/html\n\n<p ',
        of('a=b ', 500_000),
        ' style="',
        of('color:', 100_000),
        '">words',
      ),
    ...{ words: 'words', isCut: false },
  },
  'HTML with quotes within quotes': {
    given: () =>
      bytes(HEAD, 'Content-Type: text/html\n\n', of('<blockquote>x<br>', 390), of('y<br>', 80_000)),
    isCut: false,
  },
  'HTML with links around everything': {
    given: () =>
      bytes(
        HEAD,
        'Content-Type: text/html\n\n',
        of('<a href=x>x', 390),
        of('y<br>', 80_000),
        of('</a>', 390),
      ),
    isCut: false,
  },
  'HTML with hidden links': {
    given: () => bytes(HEAD, 'Content-Type: text/html\n\n<div hidden>', of('<a href=x>y</a>', 60_000)),
    isCut: false,
  },
  'HTML with ever new hidden words': {
    given: () => bytes(HEAD, 'Content-Type: text/html\n\n', of('<b hidden>y</b>', 60_000)),
    isCut: false,
  },
  'blanks in parameters': {
    given: () =>
      bytes(
        HEAD,
        'Content-Type: text/plain; a=b',
        of(' ', 60_000),
        'c; charset=utf-8\nContent-Disposition: inline; a=b',
        of(' ', 60_000),
        'c\n\nwords',
      ),
    words: 'words',
    isCut: false,
  },
  'a name of 60,000 letters': {
    given: () => bytes('From: ', of('a', 60_000), ' <a@b.example>\n', HEAD, '\nwords'),
    words: 'words',
    isCut: false,
  },
  'a name of 60,000 dots': {
    given: () => bytes('From: "', of('a.', 30_000), '" <a@b.example>\n', HEAD, '\nwords'),
    words: 'words',
    isCut: false,
  },
  'returns without line ends': {
    given: () => bytes(HEAD, '\n', of('\r', MB), 'x'),
    words: 'x',
    isCut: false,
  },
  'dates without an end': {
    given: () => bytes(HEAD, '\n', of(`On ${of('1', 480)}\nwrote:\n`, 6_000)),
    isCut: false,
  },
  'links that say very much': {
    given: () =>
      bytes(
        HEAD,
        'Content-Type: text/html\n\n<a href="mailto:a">',
        of('@', MB),
        ' x</a>',
        of(`<a href="mailto:a">${of('@', 5_000)} x</a>`, 300),
      ),
    isCut: false,
  },
  'styles without an end': {
    given: () =>
      bytes(
        HEAD,
        'Content-Type: text/html\n\n',
        of(`<p style="${of('opacity:0.', 200)}${of('top :', 200)}${of(' ', 1_000)}color">x</p>`, 700),
      ),
    isCut: false,
  },
  'blanks in a line': {
    given: () => bytes(HEAD, '\nx', of(' ', 2 * MB), 'x\n_', of(' ', MB), 'x\n', of('_', MB), 'x'),
    isCut: true,
  },
  'RTF that grows': {
    given: () => winmail({ properties: [[0x1009, lz(200_000)]] }),
    isCut: false,
  },
  'an attachment of 16 MB': {
    given: () =>
      huge(
        `${HEAD}Content-Type: multipart/mixed; boundary=b\n\n${PART}words\n--b\nContent-Type: video/mp4\nContent-Transfer-Encoding: base64\n\n`,
      ),
    ...{ words: 'words', isCut: false },
  },
};

/** Compressed RTF that repeats itself: of each two bytes seventeen become. */
function lz(count: number): Uint8Array {
  const head = Buffer.alloc(16);
  head.writeUInt32LE(count + 12, 0);
  head.writeUInt32LE(0x7fffffff, 4);
  head.writeUInt32LE(0x75465a4c, 8);
  return bytes(
    head,
    Buffer.alloc(
      count,
      Buffer.from([
        0xff, 0x00, 0x1f, 0x00, 0x1f, 0x00, 0x1f, 0x00, 0x1f, 0x00, 0x1f, 0x00, 0x1f, 0x00, 0x1f, 0x00, 0x1f,
      ]),
    ),
  );
}

/** What our own code does with it, and the libraries where they come to an end; those where they do not stand in test/e2e/mail.test.ts. */
describe('a hostile mail', () => {
  it.each(Object.entries(HOSTILE))('%s', async (_what, { given, words, isCut, is }) => {
    const source = given();
    const before = process.cpuUsage();
    const read = await readMails(source).catch((error: unknown) => {
      if (is !== 'refused') throw error;
    });
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(6_000);
    if (is === 'refused') return expect(read).toBeUndefined();
    if (read?.kind === 'several') return expect([is, read.isCut]).toEqual(['several', isCut]);
    const mail: Mail | undefined = read?.kind === 'mail' ? read.mail : read?.mails[0];
    expect(mail?.said.includes('cut')).toBe(isCut);
    if (words !== undefined)
      expect(mail?.words).toEqual(words instanceof RegExp ? expect.stringMatching(words) : words);
  });

  it('references in circles, in any number, are a thread', async () => {
    const all = Array.from({ length: 1_000 }, (_, nr) =>
      bytes(
        `From: a@b.example\nMessage-ID: <${nr}@x>\nReferences: <${(nr + 1) % 1_000}@x> <${(nr * 7) % 1_000}@x>\n\n`,
      ),
    );
    const mails = await Promise.all(all.map(readOne));
    expect(new Set(threadOf(mails)).size).toBe(1_000);
  });
});
