import { describe, expect, it } from 'vitest';
import { readMails } from '../../../src/mail/read-mails.ts';
import { bytes } from './written.ts';

/** How a sender is shown, whatever they call themselves: read as somebody who wants to pass for the team would write it. */
const SHOWN: readonly (readonly [from: string | Uint8Array, shown: string | undefined])[] = [
  ['Ana Ruiz <ana@x.example>', 'Ana Ruiz <ana@x.example>'],
  ['ana@x.example', 'ana@x.example'],
  ['ana@x.example (Ana Ruiz)', 'Ana Ruiz <ana@x.example>'],
  ['"Ana Ruiz" <ana@x.example>', 'Ana Ruiz <ana@x.example>'],
  ['"ana@x.example" <ana@x.example>', 'ana@x.example'],
  ['=?utf-8?Q?J=C3=B6rg_?= =?utf-8?Q?M=C3=BCller?= <j@x.example>', 'Jörg Müller <j@x.example>'],
  ['=?utf-8?B?ww==?= =?utf-8?B?qQ==?= <j@x.example>', 'é <j@x.example>'],
  ['=?utf-8?Q?=C3?= =?utf-8?Q?=A9?= <j@x.example>', 'é <j@x.example>'],
  ['=?iso-8859-1?Q?Andr=E9?= <j@x.example>', 'André <j@x.example>'],
  ['=?windows-1252?Q?=93A=94?= <j@x.example>', '“A” <j@x.example>'],
  ['=?koi8-r?B?4c7OwQ==?= <j@x.example>', 'Анна <j@x.example>'],
  ['=?iso-2022-jp?B?GyRCO3JAaRsoQg==?= <j@x.example>', '賜千 <j@x.example>'],
  ['Jörg <j@x.example>', 'Jörg <j@x.example>'],
  [Buffer.from('J\u00f6rg <j@x.example>', 'latin1'), 'Jörg <j@x.example>'],
  // Each of these wants to be read as safety@example.org.
  ['"safety@example.org" <x@y.example>', 'x@y.example (calls itself "safety@example.org")'],
  ['safety@example.org <x@y.example>', 'x@y.example (calls itself "safety@example.org")'],
  ['"safety@example.org" via Desk <x@y.example>', 'x@y.example (calls itself "safety@example.org via Desk")'],
  ['"Safety <safety@example.org>" <x@y.example>', 'x@y.example (calls itself "Safety <safety@example.org>")'],
  ['=?utf-8?Q?safety=40example=2Eorg?= <x@y.example>', 'x@y.example (calls itself "safety@example.org")'],
  ['safety＠example.org <x@y.example>', 'x@y.example (calls itself "safety＠example.org")'],
  ['safety﹫example.org <x@y.example>', 'x@y.example (calls itself "safety﹫example.org")'],
  ['"safety at example.org" <x@y.example>', 'x@y.example (calls itself "safety at example.org")'],
  ['"safety (at) example.org" <x@y.example>', 'x@y.example (calls itself "safety (at) example.org")'],
  ['"example.org" <x@y.example>', 'x@y.example (calls itself "example.org")'],
  ['"Conduct, example.org" <x@y.example>', 'x@y.example (calls itself "Conduct, example.org")'],
  ['"Conduct, y.example" <x@y.example>', 'Conduct, y.example <x@y.example>'],
  ['"https://example.org" <x@y.example>', 'x@y.example (calls itself "https://example.org")'],
  [
    '=?utf-8?Q?safety=E2=80=8B@example.org?= <x@y.example>',
    'x@y.example (calls itself "safety\\u{200B}@example.org")',
  ],
  [
    '=?utf-8?Q?=E2=80=AEgro.elpmaxe@ytefas?= <x@y.example>',
    'x@y.example (calls itself "\\u{202E}gro.elpmaxe@ytefas")',
  ],
  ['"Ana\\" <safety@example.org>" <x@y.example>', 'x@y.example (calls itself "Ana" <safety@example.org>")'],
  ['=?utf-8?Q?Ana_=1B[31m=0Ared?= <x@y.example>', 'Ana \\u{1B}[31m\\u{A}red <x@y.example>'],
  ['Ana \u001b[31mred <x@y.example>', 'Ana \\u{1B}[31mred <x@y.example>'],
  [
    'Safety <safety@ex\u0430mple.org>',
    'Safety <safety@xn--exmple-4nf.org (written safety@ex\u0430mple.org)>',
  ],
  ['safety@ex\u0430mple.org', 'safety@xn--exmple-4nf.org (written safety@ex\u0430mple.org)'],
  ['s\u0430fety@example.org', 's\u0430fety@example.org (with letters that may look like others)'],
  ['=?utf-8?Q?safety=40example=2Eorg?=', '"safety@example.org", without an address'],
  ['Dr. J.R. Smith <x@y.example>', 'Dr. J.R. Smith <x@y.example>'],
  ['undisclosed-recipients:;', undefined],
  ['Team: a@x.example, b@x.example;', 'a@x.example'],
  ['<>', undefined],
  ['Ana Ruiz', '"Ana Ruiz", without an address'],
  ['', undefined],
];

describe('a sender', () => {
  it.each(SHOWN)('%s', async (from, shown) => {
    const { mails } = await readMails(bytes('From: ', from, '\nSubject: x\n\n'));
    expect(mails[0]?.from?.shown).toBe(shown);
  });

  it('keeps the name as it was written, whatever it does to a terminal', async () => {
    const { mails } = await readMails(
      bytes('From: a\u001b[31mb\u0007 <x@y.example>\nSubject: c\u001b[31m\n\nd\u001b[31m'),
    );
    expect(mails[0]).toMatchObject({
      from: { name: 'a\u001b[31mb\u0007' },
      subject: 'c\u001b[31m',
      words: 'd\u001b[31m',
    });
  });
});

describe('the header of a mail', () => {
  it.each([
    ['Mon, 23 Nov 2026 14:10:05 +0100', '2026-11-23T14:10:05+01:00'],
    ['23 Nov 2026 14:10 -0730', '2026-11-23T14:10:00-07:30'],
    ['Mon, 23 Nov 26 14:10:05 GMT', '2026-11-23T14:10:05Z'],
    ['Mon, 23 Nov 2026 14:10:05 -0000', '2026-11-23T14:10:05Z'],
    ['Mon, 23 Nov 2026 14:10:05 EST', '2026-11-23T14:10:05-05:00'],
    ['Mon, 23 Nov 2026 14:10:05 +0100 (CET)', '2026-11-23T14:10:05+01:00'],
    ['Mon Nov 23 14:10:05 2026', '2026-11-23T14:10:05Z'],
    ['Sat, 31 Dec 2016 23:59:60 +0000', '2016-12-31T23:59:59+00:00'],
    ['Mon, 31 Feb 2026 14:10:05 +0100', undefined],
    ['Mon, 23 Nov 2026 25:10:05 +0100', undefined],
    ['yesterday', undefined],
    ['', undefined],
  ])('says when: %s', async (date, at) => {
    const { mails } = await readMails(
      bytes(`From: a@b.example\nDate: ${date}\nReceived: from x by y; ${date}\n\n`),
    );
    expect([mails[0]?.sentAt, mails[0]?.receivedAt]).toEqual([at, at]);
  });

  it('says what it follows, and who else has it', async () => {
    const { mails } = await readMails(
      bytes(
        'From: a@b.example\nReply-To: c@d.example\nTo: e@f.example,\n "G, H" <g@h.example>\nTo: i@j.example\nCc: Team: k@l.example;\n',
        'Message-ID:\n <3@b>\nReferences: <1@b>\n <2@b>\nIn-Reply-To: <2@b>\nSubject: =?utf-8?Q?a?=\n =?utf-8?Q?b?= c\n   d\n\n',
      ),
    );
    expect(mails[0]).toMatchObject({
      replyTo: [{ address: 'c@d.example' }],
      to: [{ address: 'e@f.example' }, { name: 'G, H', address: 'g@h.example' }, { address: 'i@j.example' }],
      cc: [{ address: 'k@l.example' }],
      ...{ messageId: '<3@b>', references: ['<1@b>', '<2@b>'], subject: 'ab c   d' },
    });
  });

  it('has letters of the charset that the words have', async () => {
    const koi = Buffer.from([0xe1, 0xce, 0xce, 0xc1]);
    const { mails } = await readMails(
      bytes('From: a@b.example\nSubject: ', koi, '\nContent-Type: text/plain; charset=koi8-r\n\n', koi),
    );
    expect(mails[0]).toMatchObject({ subject: 'Анна', words: 'Анна' });
  });
});
