import { describe, expect, it } from 'vitest';
import { bytes, readOne } from './written.ts';

/** How a sender is shown, whatever they call themselves: read as somebody who wants to pass for the team would write it. */
const SHOWN: readonly (readonly [from: string, shown: string | undefined])[] = [
  ['Ana Ruiz <ana@x.example>', 'Ana Ruiz <ana@x.example>'],
  ['ana@x.example', 'ana@x.example'],
  ['ana@x.example (Ana Ruiz)', 'Ana Ruiz <ana@x.example>'],
  ['"Ana Ruiz" <ana@x.example>', 'Ana Ruiz <ana@x.example>'],
  ['"ana@x.example" <ana@x.example>', 'ana@x.example'],
  ['=?utf-8?Q?J=C3=B6rg_?= =?utf-8?Q?M=C3=BCller?= <j@x.example>', 'Jörg Müller <j@x.example>'],
  ['=?utf-8?Q?=C3?= =?utf-8?Q?=A9?= <j@x.example>', 'é <j@x.example>'],
  ['=?iso-8859-1?Q?Andr=E9?= <j@x.example>', 'André <j@x.example>'],
  ['=?windows-1252?Q?=93A=94?= <j@x.example>', '“A” <j@x.example>'],
  ['=?koi8-r?B?4c7OwQ==?= <j@x.example>', 'Анна <j@x.example>'],
  ['=?iso-2022-jp?B?GyRCO3JAaRsoQg==?= <j@x.example>', '賜千 <j@x.example>'],
  ['Jörg <j@x.example>', 'Jörg <j@x.example>'],
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
  ['Ana \u001b[31mred <x@y.example>', 'Ana [31mred <x@y.example>'],
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
    const mail = await readOne(bytes('From: ', from, '\nSubject: x\n\n'));
    expect(mail.from?.shown).toBe(shown);
  });

  it('is said to pass for another where the name does', async () => {
    const forged = await readOne(bytes('From: "safety@example.org" <x@y.example>\n\n'));
    const plain = await readOne(bytes('From: Ana <x@y.example>\n\n'));
    expect([forged.from?.isForged, plain.from?.isForged]).toEqual([true, false]);
  });
});

describe('the header of a mail', () => {
  it.each([
    ['Mon, 23 Nov 2026 14:10:05 +0100', '2026-11-23T13:10:05Z'],
    ['23 Nov 2026 14:10 -0730', '2026-11-23T21:40:00Z'],
    ['Mon, 23 Nov 26 14:10:05 GMT', '2026-11-23T14:10:05Z'],
    ['Mon, 23 Nov 2026 14:10:05 -0000', '2026-11-23T14:10:05Z'],
    ['Mon, 23 Nov 2026 14:10:05 EST', '2026-11-23T19:10:05Z'],
    ['Mon, 23 Nov 2026 14:10:05 +0100 (CET)', '2026-11-23T13:10:05Z'],
    ['Mon Nov 23 14:10:05 2026', '2026-11-23T14:10:05Z'],
    ['Sat, 31 Dec 2016 23:59:60 +0000', '2016-12-31T23:59:00Z'],
    ['Mon, 31 Feb 2026 14:10:05 +0100', '2026-03-03T13:10:05Z'],
    ['Mon, 23 Nov 2026 25:10:05 +0100', undefined],
    ['yesterday', undefined],
    ['', undefined],
  ])('says when: %s', async (date, at) => {
    const mail = await readOne(bytes(`From: a@b.example\nDate: ${date}\nReceived: from x by y; ${date}\n\n`));
    expect([mail.sentAt, mail.receivedAt]).toEqual([at, at]);
  });

  it('says what it follows', async () => {
    const mail = await readOne(
      bytes(
        'From: a@b.example\n',
        'Message-ID:\n <3@b>\nReferences: <1@b>\n <2@b>\nIn-Reply-To: <2@b>\nSubject: =?utf-8?Q?a?=\n =?utf-8?Q?b?= c\n   d\n\n',
      ),
    );
    expect(mail).toMatchObject({
      ...{ messageId: '<3@b>', references: ['<1@b>', '<2@b>'], subject: 'ab c   d' },
    });
  });
});
