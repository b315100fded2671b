import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMails } from '../../../src/mail/read-mails.ts';
import { bytes, mail, readOne, type Written } from './written.ts';
import { msg, winmail } from './written-outlook.ts';

/** Words that no reading changes: no line that looks quoted, no blank at the ends. */
const line = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  .map((text) => `x${text.replace(/[\r\n\u0000\u0080-\u009f\ufeff\ufffd]/g, ' ')}x`);
const words = fc
  .array(fc.oneof(line, fc.constant('')), { maxLength: 5 })
  .map((lines) => ['x', ...lines, 'x'].join('\n'));
const encoding = fc.constantFrom('base64', 'quoted-printable', '8bit' as const);
const file = fc.record({
  name: fc.string({ minLength: 1, maxLength: 20 }),
  content: fc.uint8Array({ maxLength: 400 }),
});
const person = fc.record({
  name: fc.string({ unit: 'grapheme', maxLength: 20 }),
  address: fc.emailAddress(),
});

/** What stands in a tree of parts, in order: words and files, however they are put within each other. */
type Tree =
  | { readonly words: string; readonly encoding: 'base64' | 'quoted-printable' | '8bit' }
  | { readonly name: string; readonly content: Uint8Array }
  | { readonly within: readonly Tree[] };
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ words, encoding }),
    file,
    fc.record({ within: fc.array(tie('tree'), { minLength: 1, maxLength: 4 }) }),
  ),
}));

const encodedWord = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
function writtenOf(one: Tree): Written {
  if ('within' in one)
    return { header: { 'Content-Type': 'multipart/mixed' }, parts: one.within.map(writtenOf) };
  if ('words' in one) return { text: one.words.replaceAll('\n', '\r\n'), encoding: one.encoding };
  const name = [...new TextEncoder().encode(one.name)]
    .map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
    .join('');
  return {
    header: {
      'Content-Type': 'application/x-test',
      'Content-Disposition': `attachment; filename*=utf-8''${name}`,
    },
    ...{ bytes: one.content, encoding: 'base64' },
  };
}
function leavesOf(one: Tree): readonly Exclude<Tree, { within: unknown }>[] {
  return 'within' in one ? one.within.flatMap(leavesOf) : [one];
}

/** Without the blank lines that part what was said in several parts. */
const bare = (text: string): string => text.replace(/\n+/g, '\n').trim();

describe('random mails', () => {
  it('written out are read back as they were', async () => {
    await fc.assert(
      fc.asyncProperty(tree, person, line, async (one, from, subject) => {
        const header = { From: `${encodedWord(from.name)} <${from.address}>`, Subject: encodedWord(subject) };
        const written = writtenOf(one);
        const read = await readOne(mail({ ...written, header: { ...written.header, ...header } }));
        const leaves = leavesOf(one);
        const said = leaves.flatMap((leaf) => ('words' in leaf ? [leaf.words] : []));
        expect(bare(read.words)).toBe(bare(said.join('\n')));
        expect(read).toMatchObject({ subject, quoted: '', said: [] });
        expect(read.from).toMatchObject({ address: from.address });
        const files = leaves.flatMap((leaf) => ('words' in leaf ? [] : [leaf]));
        const found = read.attachments.map(({ name, content }) => ({
          name,
          content: Uint8Array.from(content),
        }));
        expect(found).toEqual(files.map(({ name, content }) => ({ name: name.trim(), content })));
      }),
      { numRuns: 60 },
    );
  });

  it('of Outlook written out are read back as they were', async () => {
    await fc.assert(
      fc.asyncProperty(
        words,
        line,
        fc.array(file, { maxLength: 4 }),
        fc.boolean(),
        async (text, subject, files, isMsg) => {
          const kept = {
            properties: [
              [0x0037, subject],
              [0x1000, text],
            ] as const,
            attachments: files.map(({ name, content }) => ({
              properties: [
                [0x3707, name],
                [0x3701, content],
              ] as const,
            })),
          };
          const read = await readOne(isMsg ? msg(kept) : winmail(kept));
          expect(read).toMatchObject({ words: text, ...(isMsg && { subject }) });
          const found = read.attachments.map(({ name, content }) => ({
            name,
            content: Uint8Array.from(content),
          }));
          expect(found).toEqual(files.map(({ name, content }) => ({ name: name.split('\0')[0], content })));
        },
      ),
      { numRuns: 60 },
    );
  });
});

const SEEDS: Readonly<Record<string, Uint8Array>> = {
  winmail: winmail({
    properties: [
      [0x0037, 'x'],
      [0x1013, bytes('<p>x')],
      [0x0039, new Date(0)],
    ],
    attachments: [
      { properties: [[0x3701, new Uint8Array(50)]] },
      { properties: [], mail: { properties: [[0x1000, 'x']] } },
    ],
  }),
  eml: mail({
    header: {
      Subject: '=?utf-8?B?w6Q=?=',
      To: 'a@b.example, "c" <d@e.example>',
      'Content-Type': 'multipart/alternative',
    },
    parts: [
      { text: 'x' },
      { header: { 'Content-Type': 'text/html' }, text: '<p><a href=x>y</a><b hidden>z' },
      { header: { 'Content-Type': 'message/rfc822' }, text: 'From: a\n\nb' },
    ],
  }),
  mbox: bytes('From a 10:00\nFrom: x\n\nx\n\nFrom b 10:00\nFrom: y\n\n>From z\n'),
};

describe('bytes of any kind', () => {
  it.each(Object.entries(SEEDS))(
    '%s, with some of them changed, is read, or is no mail',
    async (_kind, seed) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(
            fc.tuple(fc.nat(seed.length - 1), fc.oneof(fc.nat(255), fc.constantFrom(0, 0xff, 0xfe, 10))),
            { maxLength: 12 },
          ),
          fc.nat(seed.length),
          fc.boolean(),
          async (changes, cut, isCut) => {
            const changed = Uint8Array.from(seed);
            for (const [at, byte] of changes) changed[at] = byte;
            await readAny(isCut ? changed.subarray(0, cut) : changed);
          },
        ),
        { numRuns: 120 },
      );
    },
  );

  it('are read, or are no mail', async () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 30 }).map((one) => Buffer.from(one).toString('latin1')),
      fc.constantFrom(
        '\r\n',
        '\n',
        '\n\n',
        '--b',
        '--b--',
        'From ',
        '\nFrom a 10:00\n',
        'Content-Type: ',
        'multipart/mixed; boundary=b',
        'multipart/alternative; boundary="b"',
        'text/html',
        'message/rfc822',
        'Content-Transfer-Encoding: base64',
        '=?utf-8?Q?=C3?=',
        "; name*0*=utf-8''%C3",
        '<div hidden>',
        '</div>',
        '<blockquote>',
        '> ',
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
        await readAny(Buffer.from(pieces.join(''), 'latin1'));
        await readAny(
          Buffer.from(
            `From: a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n${pieces.join('')}`,
            'latin1',
          ),
        );
      }),
      { numRuns: 120 },
    );
  });
});

/** Of what is changed the library may say anything, and refuse it: what is ours lets nothing else through. */
async function readAny(given: Uint8Array): Promise<void> {
  const read = await readMails(given).catch((error: unknown) => {
    expect(String(error)).toMatch(/Maximum MIME nesting depth|Maximum header size/);
  });
  const mails = read?.kind === 'mail' ? [read.mail] : read?.kind === 'chosen' ? read.mails : [];
  for (const { words, quoted, attachments } of mails) {
    expect(typeof words + typeof quoted).toBe('stringstring');
    for (const { content } of attachments) expect(content).toBeInstanceOf(Uint8Array);
  }
}
