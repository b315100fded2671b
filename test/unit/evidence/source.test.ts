import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Findings } from '../../../src/evidence/found.ts';
import { bytesSource, joined, patched, withFile } from '../../../src/evidence/source.ts';
import { changed, tokens } from '../../../src/evidence/xml.ts';
import { fileOf } from './at-hand.ts';

describe('a copy in pieces', () => {
  it('has what was patched, and everything else as it was', async () => {
    const patch = fc.record({
      at: fc.nat(40),
      bytes: fc.oneof(fc.nat(12), fc.uint8Array({ minLength: 1, maxLength: 12 })),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 40 }),
        fc.array(patch, { maxLength: 5 }),
        async (whole, patches) => {
          const apart = patches.filter(
            ({ at }, index) => patches.findIndex((one) => one.at === at) === index,
          );
          const copy = await joined(bytesSource(whole), patched(whole.length, apart));
          const wanted = Buffer.from(whole);
          // The first in the file wins where two meet.
          for (const { at, bytes } of [...apart].sort((a, b) => b.at - a.at)) {
            const put = typeof bytes === 'number' ? new Uint8Array(bytes) : bytes;
            wanted.set(put.subarray(0, Math.max(0, wanted.length - at)), Math.min(at, wanted.length));
          }
          expect(copy.length).toBe(whole.length);
          const overlaps = apart.some(({ at, bytes }) =>
            apart.some(
              (one) => one.at > at && one.at < at + (typeof bytes === 'number' ? bytes : bytes.length),
            ),
          );
          if (!overlaps) expect(copy.equals(wanted)).toBe(true);
        },
      ),
    );
  });
});

describe('a file that is read in parts', () => {
  it('gives the same bytes wherever one begins to read', async () => {
    const whole = Buffer.from(Array.from({ length: 600_000 }, (_, index) => (index * 7) % 251));
    await withFile(await fileOf(whole), async (source) => {
      expect(source.size).toBe(whole.length);
      await fc.assert(
        fc.asyncProperty(fc.nat(610_000), fc.nat(300_000), async (from, length) => {
          expect((await source.read(from, length)).equals(whole.subarray(from, from + length))).toBe(true);
        }),
        { numRuns: 40 },
      );
    });
  });
});

describe('the parts of an XML text', () => {
  it('say where they stand, so that what is not changed stays byte for byte', () => {
    const xml = `<?xml version="1.0"?><!-- <no tag> --><a b = 'x &amp; y' c="&#x41;&#66;&unknown;"><d/>words &lt; more<![CDATA[<e>]]></a>`;
    const all = [...tokens(xml)];
    const values = all.flatMap((token) => (token.kind === 'text' ? [] : token.attributes));
    expect(values.map(({ value }) => value)).toEqual(['x & y', 'AB&unknown;']);
    expect(all.flatMap((token) => (token.kind === 'text' ? [token.text] : []))).toEqual([
      'words < more',
      '<e>',
    ]);
    expect(
      changed(
        xml,
        values.slice(0, 1).map(({ from, to }) => ({ from, to, by: 'z' })),
      ),
    ).toBe(xml.replace('x &amp; y', 'z'));
  });

  it.each(['<!DOCTYPE a><a/>', '<a', '<a b=c/>', '<a b/>', '<!-- never closed', '<>'])(
    'are not read of %s',
    (xml) => {
      expect(() => [...tokens(xml)]).toThrow('damaged');
    },
  );
});

describe('what is found', () => {
  it('is told once, and no sort hides another', () => {
    const found = new Findings();
    for (let index = 0; index < 100; index += 1) found.add('comment', 'A comment.', String(index));
    found.add('place', 'Where it was taken.', '1, 2');
    found.add('place', 'Where it was taken.', '1, 2');
    found.add('person', 'Who made it.', ' \0 ');
    expect(found.all.filter(({ what }) => what === 'place')).toHaveLength(1);
    expect(found.all.filter(({ what }) => what === 'comment')).toHaveLength(12);
    expect(found.all.at(-1)).toEqual({ what: 'other', words: 'More of the same sorts: 88.' });
  });
});
