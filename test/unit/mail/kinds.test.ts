import { describe, expect, it } from 'vitest';
import type { Mail, Person } from '../../../src/mail/mail.ts';
import { readHeadAlone, readMails } from '../../../src/mail/read-mails.ts';
import { bytes, mail, part, type Written } from './written.ts';
import { compressed, msg, winmail } from './written-outlook.ts';

const WORDS = 'He followed me from the hall.\nI did not know “him”.';
const PICTURE = Uint8Array.from({ length: 300 }, (_, at) => (at * 7) & 0xff);
const PLAIN: Written = { text: WORDS };
const HTML = (html: string): Written => ({
  header: { 'Content-Type': 'text/html; charset=utf-8' },
  text: html,
});
const FILE = (name: string, more: Partial<Written> = {}): Written => ({
  header: {
    'Content-Type': `image/png; name="${name}"`,
    'Content-Disposition': `attachment; filename="${name}"`,
  },
  ...{ bytes: PICTURE, encoding: 'base64' },
  ...more,
});
const MULTI = (kind: string, ...parts: readonly Written[]): Written => ({
  header: { 'Content-Type': `multipart/${kind}` },
  parts,
});
/** DER: a tag, a length of two bytes, what stands in it. */
const der = (tag: number, ...inside: readonly (string | Uint8Array | readonly number[])[]): Uint8Array => {
  const content = bytes(...inside);
  return bytes([tag, 0x82, content.length >> 8, content.length & 0xff], content);
};
const SIGNED_DATA = [0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
const ENVELOPED = [0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x03];
const DATA = [0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01];
const ENTITY = `Content-Type: text/plain; charset=utf-8\r\n\r\n${WORDS}`;
const cms = der(
  0x30,
  SIGNED_DATA,
  der(0xa0, der(0x30, [2, 1, 1], [0x31, 0], der(0x30, DATA, der(0xa0, der(4, ENTITY))))),
);
/** The same in pieces and without lengths, as it is sent while it is signed. */
const endless = (tag: number, ...inside: readonly (string | Uint8Array | readonly number[])[]): Uint8Array =>
  bytes([tag, 0x80], ...inside, [0, 0]);
const cmsInPieces = endless(
  0x30,
  SIGNED_DATA,
  endless(
    0xa0,
    endless(
      0x30,
      [2, 1, 1],
      [0x31, 0],
      endless(
        0x30,
        DATA,
        endless(0xa0, endless(0x24, der(4, ENTITY.slice(0, 50)), der(4, bytes(ENTITY).subarray(50)))),
      ),
    ),
  ),
);
const SMIME = (content: Uint8Array): Written => ({
  header: { 'Content-Type': 'application/pkcs7-mime; name="smime.p7m"' },
  ...{ bytes: content, encoding: 'base64' },
});

const OUTLOOK = {
  properties: [
    [0x0037, 'The talk'],
    [0x1000, WORDS.replace('\n', '\r\n')],
    [0x0042, 'Ana Ruiz'],
    [0x5d02, 'ana@visitors.example'],
    [0x0039, new Date('2026-11-23T13:10:00Z')],
    [0x1035, '<1@visitors.example>'],
  ],
  people: [
    [
      [0x3001, 'The team'],
      [0x39fe, 'conduct@example.org'],
      [0x0c15, 1],
    ],
    [
      [0x3001, 'Bo'],
      [0x3003, 'bo@example.org'],
      [0x0c15, 2],
    ],
  ],
  attachments: [
    {
      properties: [
        [0x3707, '../the ä.png'],
        [0x370e, 'image/png'],
        [0x3701, Uint8Array.from({ length: 5000 }, (_, at) => at & 0xff)],
      ],
    },
    {
      properties: [[0x3705, 5]],
      mail: {
        properties: [
          [0x0037, 'An earlier one'],
          [0x1000, 'Earlier words'],
        ],
      },
    },
  ],
} as const;

type Becomes = Omit<Partial<Mail>, 'attachments' | 'from'> & {
  readonly from?: Partial<Person>;
  readonly attachments?: readonly unknown[];
};

/** What a kind of mail is, and what became of it: beside its words whatever is not as usual. */
const KINDS: readonly (readonly [what: string, given: Uint8Array, becomes: Becomes])[] = [
  ['plain words', mail(PLAIN), {}],
  ['plain words in quoted-printable', mail({ ...PLAIN, encoding: 'quoted-printable' }), {}],
  ['plain words in base64', mail({ ...PLAIN, encoding: 'base64' }), {}],
  ['words without a header of MIME', bytes('From: a@b.example\nSubject: x\n\n', WORDS), {}],
  ['lines that end in LF alone', bytes(Buffer.from(mail(PLAIN)).toString().replaceAll('\r', '')), {}],
  ['a picture attached', mail(MULTI('mixed', PLAIN, FILE('a.png'))), { attachments: [picture('a.png')] }],
  [
    'a name that is a path',
    mail(MULTI('mixed', PLAIN, FILE('../../x\\y'))),
    { attachments: [picture('../../xy')] },
  ],
  [
    'a name in pieces (RFC 2231)',
    mail(
      MULTI('mixed', PLAIN, {
        ...FILE('x'),
        header: {
          'Content-Type': 'image/png',
          'Content-Disposition': "attachment; filename*0*=utf-8''%C3; filename*1*=%A4; filename*2=.png",
        },
      }),
    ),
    { attachments: [picture('ä.png')] },
  ],
  [
    'a name in an encoded word',
    mail(MULTI('mixed', PLAIN, FILE('=?utf-8?B?w6Q=?=.png'))),
    { attachments: [picture('ä.png')] },
  ],
  [
    'words on both sides of a picture',
    mail(
      MULTI(
        'mixed',
        { text: WORDS.split('\n')[0] ?? '' },
        {
          ...FILE('a.png'),
          header: { 'Content-Type': 'image/png', 'Content-Disposition': 'inline; filename=a.png' },
        },
        { text: WORDS.split('\n')[1] ?? '' },
      ),
    ),
    { attachments: [picture('a.png')], words: WORDS.replace('\n', '\n\n') },
  ],
  [
    'HTML beside plain words',
    mail(MULTI('alternative', PLAIN, HTML('<p>He followed me from the hall.<br>I did not know “him”.'))),
    {},
  ],
  [
    'HTML that says something else',
    mail(
      MULTI(
        'alternative',
        PLAIN,
        HTML('<p>Everything about this conference pleased us greatly; thank you, dear organisers'),
      ),
    ),
    {
      said: ['versions-differ'],
    },
  ],
  [
    'HTML beside next to nothing',
    mail(
      MULTI(
        'alternative',
        { text: 'See HTML' },
        HTML('<p>He followed me from the hall and then down into the garage, where nobody else was.'),
      ),
    ),
    {
      words: 'He followed me from the hall and then down into the garage, where nobody else was.',
      isFromHtml: true,
      said: ['versions-differ'],
    },
  ],
  [
    'HTML alone',
    mail(HTML('<body><p>He followed me\nfrom the hall.<br>I did not know &ldquo;him&rdquo;.')),
    { isFromHtml: true },
  ],
  [
    'HTML with pictures of its own',
    mail(
      MULTI('related', HTML('<p>He followed me from the hall.<br>I did not know “him”.<img src="cid:1">'), {
        ...FILE('a.png'),
        header: { 'Content-Type': 'image/png; name=a.png', 'Content-ID': '<1>' },
      }),
    ),
    { isFromHtml: true, attachments: [{ ...picture('a.png') }] },
  ],
  [
    'HTML that loads pictures',
    mail(
      HTML(
        '<p>He followed me from the hall.<br>I did not know “him”.<img src="https://t.example/p.gif" width=1>',
      ),
    ),
    { isFromHtml: true, said: ['remote-images'] },
  ],
  [
    'HTML with hidden words',
    mail(
      HTML(
        '<div style="display:none">Psst <b>you</b></div><p>He followed me from the hall.<br>I did not know “him”.',
      ),
    ),
    { isFromHtml: true, said: ['hidden'], words: `[not shown in the mail: Psst you]\n\n${WORDS}` },
  ],
  [
    'a link that pretends to be another',
    mail(HTML('<p><a href="https://evil.example/a?b">https://good.example</a>')),
    { isFromHtml: true, said: ['links-differ'], words: 'https://good.example <https://evil.example/a?b>' },
  ],
  [
    'a mail within a mail',
    mail(
      MULTI('mixed', PLAIN, {
        header: { 'Content-Type': 'message/rfc822' },
        bytes: mail({ header: { Subject: 'Earlier' }, text: 'Earlier words' }),
      }),
    ),
    {
      attachments: [{ name: '', type: 'message/rfc822', content: expect.stringContaining('Earlier words') }],
    },
  ],
  [
    'signed with PGP',
    mail(MULTI('signed', PLAIN, { header: { 'Content-Type': 'application/pgp-signature' }, text: 'x' })),
    {
      said: ['signed'],
      attachments: [{ name: '', type: 'application/pgp-signature', content: 'x\n' }],
    },
  ],
  [
    'signed with PGP, in the words',
    mail({ text: `-----BEGIN PGP SIGNED MESSAGE-----\n\n${WORDS}` }),
    { said: ['signed'], words: `-----BEGIN PGP SIGNED MESSAGE-----\n\n${WORDS}` },
  ],
  ['signed with S/MIME', mail(SMIME(cms)), { said: ['signed'] }],
  ['signed with S/MIME, in pieces', mail(SMIME(cmsInPieces)), { said: ['signed'] }],
  [
    'encrypted with S/MIME',
    mail(SMIME(der(0x30, ENVELOPED, der(0xa0, 'x')))),
    {
      said: ['encrypted'],
      words: '',
      attachments: [
        {
          name: 'smime.p7m',
          type: 'application/pkcs7-mime',

          content: held(der(0x30, ENVELOPED, der(0xa0, 'x'))),
        },
      ],
    },
  ],
  [
    'encrypted with PGP',
    mail(
      MULTI(
        'encrypted',
        { header: { 'Content-Type': 'application/pgp-encrypted' }, text: 'Version: 1' },
        {
          header: { 'Content-Type': 'application/octet-stream; name=encrypted.asc' },
          text: '-----BEGIN PGP MESSAGE-----',
        },
      ),
    ),
    {
      said: ['encrypted'],
      words: '',
      attachments: [
        expect.objectContaining({ type: 'application/pgp-encrypted' }),
        expect.objectContaining({ name: 'encrypted.asc', content: '-----BEGIN PGP MESSAGE-----\n' }),
      ],
    },
  ],
  [
    'a winmail.dat',
    mail(
      MULTI(
        'mixed',
        { text: '' },
        {
          header: { 'Content-Type': 'application/ms-tnef; name=winmail.dat' },
          bytes: winmail(OUTLOOK),
          encoding: 'base64',
        },
      ),
    ),
    {
      said: ['winmail'],
      attachments: [
        expect.objectContaining({ name: '../the ä.png', type: 'image/png' }),
        expect.objectContaining({ name: 'A~1.BIN', content: expect.stringContaining('E\0a\0r\0l\0i\0e\0r') }),
      ],
    },
  ],
  [
    'a winmail.dat by itself',
    winmail(OUTLOOK),
    {
      said: ['winmail'],
      attachments: [expect.anything(), expect.anything()],
    },
  ],
  [
    'a .msg of Outlook',
    msg(OUTLOOK),
    {
      subject: 'The talk',
      from: { name: 'Ana Ruiz', address: 'ana@visitors.example', shown: 'Ana Ruiz <ana@visitors.example>' },
      sentAt: '2026-11-23T13:10:00Z',
      messageId: '<1@visitors.example>',
      attachments: [
        {
          name: '../the ä.png',
          type: 'image/png',

          content: held(Uint8Array.from({ length: 5000 }, (_, at) => at & 0xff)),
        },
        expect.objectContaining({
          name: 'An earlier one.msg',
          content: expect.stringContaining('E\0a\0r\0l\0i\0e\0r'),
        }),
      ],
    },
  ],
  [
    'a .msg with the header that it came with',
    msg({
      properties: [
        [
          0x007d,
          'Received: x; Mon, 23 Nov 2026 13:10:05 +0000\r\nFrom: "safety@example.org" <x@y.example>\r\nDate: Mon, 23 Nov 2026 14:10:00 +0100\r\n',
        ],
        [0x1000, WORDS],
      ],
    }),
    {
      from: {
        name: 'safety@example.org',
        address: 'x@y.example',
        shown: 'x@y.example (calls itself "safety@example.org")',
      },
      sentAt: '2026-11-23T13:10:00Z',
      receivedAt: '2026-11-23T13:10:05Z',
    },
  ],
  [
    'a .msg that has HTML alone',
    msg({
      properties: [
        [0x1013, bytes('<p>He followed me from the hall.<br>I did not know “him”.')],
        [0x3fde, 65001],
      ],
    }),
    { isFromHtml: true },
  ],
  [
    'a .msg that has RTF alone',
    msg({
      properties: [
        [
          0x1009,
          rtf(
            "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}He followed me from the hall.\\par I did not know \\u8220?him\\'94.}",
          ),
        ],
      ],
    }),
    { words: '', said: ['rich-only'] },
  ],
  [
    'a .msg whose RTF is HTML',
    msg({
      properties: [
        [
          0x1009,
          rtf(
            '{\\rtf1\\ansi\\fromhtml1{\\*\\htmltag64 <p>}He followed me from the hall.{\\*\\htmltag116 <br>}\\htmlrtf\\par not this\\htmlrtf0 I did not know \\u8220?him\\u8221?.}',
          ),
        ],
      ],
    }),
    { isFromHtml: true },
  ],
  [
    'a mail of Apple Mail, as it keeps it',
    bytes(`${mail(PLAIN).length}   \n`, mail(PLAIN), '<?xml version="1.0"?><plist/>'),
    {},
  ],
  [
    'a mail that an editor saved in wide letters',
    bytes([0xff, 0xfe], Buffer.from(Buffer.from(mail(PLAIN)).toString(), 'utf16le')),
    {},
  ],
  ['no charset, and UTF-8', bytes('From: a@b.example\n\n', WORDS), {}],
  [
    'Windows letters that are called Latin 1',
    mail({ header: { 'Content-Type': 'text/plain; charset=iso-8859-1' }, bytes: latin(WORDS) }),
    {},
  ],
  [
    'Windows letters that are called UTF-8',
    mail({ header: { 'Content-Type': 'text/plain; charset=utf-8' }, bytes: latin(WORDS) }),
    { said: ['odd-letters'], words: WORDS.replace(/[“”]/g, '\ufffd') },
  ],
  [
    'UTF-8 that is called Latin 1',
    mail({ header: { 'Content-Type': 'text/plain; charset=iso-8859-1' }, text: 'Ä' }),
    { words: 'Ã„' },
  ],
  [
    'a charset that nobody knows',
    mail({ header: { 'Content-Type': 'text/plain; charset=x-mine' }, bytes: latin(WORDS) }),
    {},
  ],
  [
    'broken base64',
    mail({
      header: { 'Content-Transfer-Encoding': 'base64' },
      text: `${Buffer.from(WORDS).toString('base64')}!*`,
    }),
    {},
  ],
  [
    'base64 that is padded in each line',
    mail({
      header: { 'Content-Transfer-Encoding': 'base64' },
      text: `${Buffer.from(WORDS.slice(0, 10)).toString('base64')}\r\n${Buffer.from(WORDS.slice(10)).toString('base64')}`,
    }),
    {},
  ],
  [
    'parts of which the boundary is nowhere',
    mail({ header: { 'Content-Type': 'multipart/mixed; boundary=x' }, text: WORDS }),
    { words: '' },
  ],
  [
    'a mail that quotes what somebody wrote',
    mail({ header: { Subject: 'Please help' }, text: `${WORDS}\nHe wrote:\n> I will find you.` }),
    { words: `${WORDS}\nHe wrote:\n> I will find you.` },
  ],
  [
    'an answer that quotes all',
    mail({ header: { Subject: 'AW: The talk' }, text: `${WORDS}\n\n> What happened?` }),
    { quoted: '> What happened?' },
  ],
  [
    'an answer by its references',
    mail({ header: { 'In-Reply-To': '<1@x>' }, text: `${WORDS}\n\nAna wrote:\n> What happened?` }),
    { quoted: 'Ana wrote:\n> What happened?' },
  ],
  [
    'an answer of Outlook',
    mail(
      HTML(
        '<div>He followed me from the hall.</div><div>I did not know “him”.</div><hr><div><b>From:</b> Ana &lt;ana@x.example&gt;<br><b>Sent:</b> Monday<br><b>To:</b> Team<br><b>Subject:</b> x</div><p>What?</p>',
      ),
    ),
    {
      isFromHtml: true,
      quoted: `${'_'.repeat(32)}\nFrom: Ana <ana@x.example>\nSent: Monday\nTo: Team\nSubject: x\n\nWhat?`,
    },
  ],
  [
    'an answer of Gmail',
    mail(
      HTML(
        '<div dir=ltr>He followed me from the hall.<br>I did not know “him”.</div><br><div class=gmail_quote><div>On Mon, Nov 23, 2026 at 2:10 PM Ana &lt;<a href="mailto:ana@x.example">ana@x.example</a>&gt; wrote:<br></div><blockquote>What?<br>Tell us.</blockquote></div>',
      ),
    ),
    {
      isFromHtml: true,
      quoted: 'On Mon, Nov 23, 2026 at 2:10 PM Ana <ana@x.example> wrote:\n>\n> What?\n> Tell us.',
    },
  ],
  [
    'a mail that was forwarded without a word',
    mail({ text: `---------- Forwarded message ---------\nFrom: Ana <ana@x.example>\n\n${WORDS}` }),
    { words: '', quoted: `---------- Forwarded message ---------\nFrom: Ana <ana@x.example>\n\n${WORDS}` },
  ],
  [
    'Japanese in lines, beside Japanese in HTML',
    mail(
      MULTI(
        'alternative',
        { text: '会場から\n私について来\nました。' },
        HTML('<p>会場から私について来ました。'),
      ),
    ),
    { words: '会場から\n私について来\nました。' },
  ],
  [
    'a .msg whose RTF is compressed',
    msg({
      properties: [
        [
          0x1009,
          compressed(
            '{\\rtf1\\ansi{\\fonttbl\\f0\\fswiss Arial;}\\pard\\constructor He followed me from the hall.\\par I did not know \\u8220?him\\u8221?.\\par }',
          ),
        ],
      ],
    }),
    { words: '', said: ['rich-only'] },
  ],
  [
    'HTML that says its charset itself',
    mail({
      header: { 'Content-Type': 'text/html' },
      bytes: bytes('<meta charset=koi8-r><p>', [0xe1, 0xce, 0xce, 0xc1]),
    }),
    { isFromHtml: true, words: '\ufffd'.repeat(4), said: ['odd-letters'] },
  ],
  [
    'an encoding that nobody uses any more',
    mail({ header: { 'Content-Transfer-Encoding': 'x-uuencode' }, text: WORDS }),
    {},
  ],
  [
    'a line of a mailbox above it',
    bytes('>From ana@x.example Mon Nov 23 14:10:00 2026\r\n', mail(PLAIN)),
    {},
  ],
  [
    'a winmail.dat that says something else',
    mail(
      MULTI(
        'mixed',
        { text: 'A fine conference, thank you all for a wonderful week' },
        {
          header: { 'Content-Type': 'application/ms-tnef; name=winmail.dat' },
          bytes: winmail({ properties: [[0x1000, WORDS]] }),
          encoding: 'base64',
        },
      ),
    ),
    {
      words: 'A fine conference, thank you all for a wonderful week',
      said: ['winmail'],
    },
  ],
  [
    'a .msg that was signed',
    msg({
      properties: [
        [0x001a, 'IPM.Note.SMIME.MultipartSigned'],
        [0x0037, 'The talk'],
      ],
      attachments: [
        {
          properties: [
            [
              0x3701,
              part(
                MULTI('signed', PLAIN, {
                  header: { 'Content-Type': 'application/pkcs7-signature; name=smime.p7s' },
                  text: 'x',
                }),
              ),
            ],
          ],
        },
      ],
    }),
    {
      subject: 'The talk',
      said: ['signed'],
      attachments: [{ name: 'smime.p7s', type: 'application/pkcs7-signature', content: 'x\n' }],
    },
  ],
  [
    'a .msg that was encrypted',
    msg({
      properties: [[0x001a, 'IPM.Note.SMIME']],
      attachments: [{ properties: [[0x3701, der(0x30, ENVELOPED, der(0xa0, 'x'))]] }],
    }),
    {
      words: '',
      said: ['encrypted'],
      attachments: [expect.objectContaining({ type: 'application/pkcs7-mime' })],
    },
  ],
  [
    'a .msg with a file that is only linked',
    msg({ properties: [[0x1000, WORDS]], attachments: [{ properties: [[0x3707, 'a.docx']] }] }),
    {
      said: ['broken'],
    },
  ],
  [
    'two senders',
    mail({ ...PLAIN, header: { From: 'a@b.example, c@d.example' } }),
    { said: ['several-senders'], from: { address: 'a@b.example', shown: 'a@b.example' } },
  ],
];

function picture(name: string) {
  return { name, type: 'image/png', content: held(PICTURE) };
}
function latin(text: string): Uint8Array {
  return Buffer.from(text.replace('“', '\u0093').replace('”', '\u0094'), 'latin1');
}
/** Not compressed, as MS-OXRTFCP allows. */
function rtf(text: string): Uint8Array {
  const head = Buffer.alloc(16);
  head.writeUInt32LE(text.length + 12, 0);
  head.writeUInt32LE(text.length, 4);
  head.write('MELA', 8);
  return bytes(head, text);
}
/** Bytes as a text that can be compared. */
function held(given: Uint8Array): string {
  return Buffer.from(given).toString('latin1');
}
/** With what is decoded as it is read. */
function plain({ attachments, ...rest }: Mail) {
  return { ...rest, attachments: attachments.map((one) => ({ ...one, content: held(one.content) })) };
}

describe('a mail', () => {
  it.each(KINDS)('%s', async (_what, given, becomes) => {
    const read = await readMails(given);
    const one = read?.kind === 'mail' ? read.mail : undefined;
    const usual = { words: WORDS, quoted: '', isFromHtml: false, said: [], attachments: [] };
    expect(one && plain(one)).toMatchObject({ ...usual, ...becomes });
  });

  it.each([
    ['nothing', ''],
    ['a letter', 'Dear team,\n\nhe followed me.'],
    ['a picture', PICTURE],
    ['blank lines', `${'\n'.repeat(190)}x`],
  ])('is not %s', async (_what, given) => {
    expect(await readMails(bytes(given))).toBeUndefined();
  });

  it('that cannot be read tells by its header alone who it is from', async () => {
    const deep = Array.from(
      { length: 300 },
      (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`,
    );
    const given = bytes('From: Ana <ana@x.example>\nMessage-ID: <1@x>\n', ...deep);
    await expect(readMails(given)).rejects.toThrow();
    expect(await readHeadAlone(given)).toMatchObject({
      from: { shown: 'Ana <ana@x.example>' },
      messageId: '<1@x>',
    });
  });
});

describe('an mbox', () => {
  const FROM = 'From ana@b.example Mon Nov 23 14:10:00 2026\n';
  const BOX = bytes(
    FROM,
    'From: a@b.example\nSubject: 1\n\nhe said\n>From here\n>>From there\n\n',
    'From the start it was odd.\n\n',
    FROM,
    'From: c@d.example\nSubject: 2\n\nmore\n',
  );

  it('holds several mails, which are told by their headers', async () => {
    expect(await readMails(BOX)).toMatchObject({
      kind: 'several',
      heads: [
        { subject: '1', from: { address: 'a@b.example' } },
        { subject: '2', from: { address: 'c@d.example' } },
      ],
      isCut: false,
    });
  });

  it('gives those that are chosen, each without the marks in front of its lines', async () => {
    const read = await readMails(BOX, [0]);
    const [mail] = read?.kind === 'chosen' ? read.mails : [];
    expect(mail?.words).toBe('he said\nFrom here\n>From there\n\nFrom the start it was odd.');
    expect(Buffer.from(mail?.bytes ?? []).toString()).toContain('\nFrom here\n');
  });

  it('with one mail alone is that mail', async () => {
    expect(await readMails(bytes(FROM, 'From: a@b.example\n\nhe said\n'))).toMatchObject({
      kind: 'chosen',
      mails: [{ words: 'he said' }],
    });
  });
});
