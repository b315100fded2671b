import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hiddenIn } from '../../../src/evidence/hidden.ts';
import { kindOf, kindOfSource } from '../../../src/evidence/kind.ts';
import { bytesSource } from '../../../src/evidence/source.ts';
import { strip } from '../../../src/evidence/strip.ts';
import { fileOf, seen } from './at-hand.ts';
import { bytes, jpeg, plainPng } from './made.ts';

describe('what a file is', () => {
  it.each([
    ['a text', 'Only words, in any language: Grüße, 你好.'],
    ['a text', '\ufeffWith a mark before them'],
    ['a web page', '<!DOCTYPE html><html></html>'],
    ['a drawing (SVG)', '<svg xmlns="http://www.w3.org/2000/svg"></svg>'],
    ['a mail', 'From: a@example.org\r\nTo: b@example.org\r\nSubject: x\r\n\r\nwords'],
    ['a document (RTF)', '{\\rtf1 words}'],
    ['something else', Buffer.from([1, 2, 3, 0, 255, 254])],
    ['a zip file', 'PK\x07\x08PK\x03\x04 which goes on elsewhere'],
    ['something else', Buffer.from('1f8b0808', 'hex')],
    ['something else', Buffer.alloc(0)],
    ['something else', Buffer.alloc(100)],
  ] as const)('%s', async (words, content) => {
    expect((await kindOf(await fileOf(Buffer.from(content as string)))).words).toBe(words);
  });

  it('is told by its bytes, whatever its name', async () => {
    const path = `${await fileOf(plainPng())}.docx`;
    await writeFile(path, plainPng());
    expect((await kindOf(path)).mime).toBe('image/png');
  });

  it('is a text although its last character is cut off where coc stops reading', async () => {
    const long = Buffer.from(`x${'ü'.repeat(100_000)}`);
    expect((await kindOf(await fileOf(long))).words).toBe('a text');
  });

  it('is told of any bytes, whatever they begin like', async () => {
    const starts = [
      ...[
        '1f8b08',
        '1a45dfa3',
        '3026b2758e66cf11a6d9',
        '504b0304',
        '89504e470d0a1a0a',
        '49492a00',
        '4d4d002a',
      ],
      ...[
        'ffd8ffe1',
        '494433',
        '52494646',
        '4f676753',
        '25504446',
        '0000002066747970',
        '377abcaf271c',
        'd0cf11e0a1b11ae1',
      ],
    ].map((hex) => Buffer.from(hex, 'hex'));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 300 }), async (start, rest) => {
        const { mime, words } = await kindOfSource(bytesSource(bytes(start, rest)));
        expect(mime).toMatch(/^[\w-]+\/[\w.+-]+$/);
        expect(words).not.toBe('');
      }),
      { numRuns: 300 },
    );
  });

  it('is a TIFF wherever it says of itself what it is', async () => {
    const far = bytes('II*\0', [0, 0, 2, 0], Buffer.alloc(200_000));
    expect((await kindOf(await fileOf(far))).words).toBe('a picture (TIFF)');
  });

  it('is nothing where it is a folder or a pipe', async () => {
    const path = await fileOf(Buffer.from('x'));
    await mkdir(`${path}-folder`);
    execFileSync('mkfifo', [`${path}-pipe`]);
    for (const one of [`${path}-folder`, `${path}-pipe`])
      await expect(kindOf(one)).rejects.toThrow('That is not a file.');
    await expect(kindOf(`${path}-gone`)).rejects.toHaveProperty('code', 'ENOENT');
  });
});

describe('a text', () => {
  it('has nothing hidden but what has no shape; its words stay as they are', async () => {
    expect((await seen(Buffer.from('Words, and a family: 👩‍👩‍👧.'))).hidden).toEqual([]);
    const marked = Buffer.from('Wo\u200brds\u2060 of \u{e0041}somebody');
    const { hidden, stripped, copy } = await seen(marked);
    expect(hidden).toMatchObject([{ what: 'other', value: '3' }]);
    expect(stripped).toEqual({ stillHidden: hidden });
    expect(copy.equals(marked)).toBe(true);
  });
});

describe('a copy', () => {
  const left = async (path: string): Promise<readonly string[]> =>
    (await readdir(dirname(path))).filter((name) => name.includes('.coc-tmp'));

  it('is for its owner alone, and leaves the original as it was', async () => {
    const path = await fileOf(jpeg());
    await chmod(path, 0o644);
    await strip(path, await kindOf(path), `${path}-out`);
    expect((await stat(`${path}-out`)).mode & 0o777).toBe(0o600);
    expect((await readFile(path)).equals(jpeg())).toBe(true);
    expect(await left(path)).toEqual([]);
  });

  it('never replaces a file', async () => {
    const path = await fileOf(jpeg());
    const out = await fileOf(Buffer.from('here before'));
    await expect(strip(path, await kindOf(path), out)).rejects.toHaveProperty('code', 'EEXIST');
    expect(await readFile(out, 'utf8')).toBe('here before');
    expect(await left(path)).toEqual([]);
  });

  it('is not made where there can be none, and nothing is left of it', async () => {
    const path = await fileOf(bytes('something', 0, 'else'));
    const out = `${path}-out`;
    expect(await strip(path, await kindOf(path), out)).toEqual({
      cannot: 'coc cannot look into this kind of file.',
    });
    await expect(stat(out)).rejects.toHaveProperty('code', 'ENOENT');
    const gone = join(dirname(path), 'no-such-folder', 'out');
    await expect(strip(await fileOf(jpeg()), { mime: 'image/jpeg', words: '' }, gone)).rejects.toHaveProperty(
      'code',
      'ENOENT',
    );
    expect(await left(path)).toEqual([]);
  });

  it('of a file that is said to be another kind is not made', async () => {
    const path = await fileOf(plainPng());
    const wrong = { mime: 'image/jpeg', words: 'a photo (JPEG)' };
    expect((await hiddenIn(path, wrong)).map(({ what }) => what)).toEqual(['not-looked']);
    expect(await strip(path, wrong, `${path}-out`)).toHaveProperty('cannot');
  });
});
