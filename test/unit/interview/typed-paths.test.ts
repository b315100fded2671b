import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathsIn, typedPath } from '../../../src/interview/typed-paths.ts';

/** Each way in which a terminal, a file manager or a person writes a path. */
const WAYS: readonly ((path: string) => string)[] = [
  typedPath,
  (path) => `'${path.replaceAll("'", "'\\''")}'`,
  (path) => `"${path.replace(/["\\$`]/g, '\\$&')}"`,
  (path) => path.replace(/[^\p{L}\p{N}/._-]/gu, '\\$&'),
  (path) => `file://${path.split('/').map(encodeURIComponent).join('/').replaceAll("'", '%27')}`,
];
const path = fc
  .array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 4 })
  .map((parts) => `/${parts.map((part) => part.replace(/[/\0\r\n]/g, 'x')).join('/')}`);

describe('paths as people type, paste and drop them', () => {
  it('are what they were before somebody wrote them down, several side by side', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(path, fc.constantFrom(...WAYS)), { maxLength: 4 }), (all) => {
        const typed = all.map(([one, way]) => way(one)).join('  ');
        expect(pathsIn(typed)).toEqual(all.map(([one]) => one));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['plain.png', ['plain.png']],
    ['  a.png b.png ', ['a.png', 'b.png']],
    ['"a b.png"', ['a b.png']],
    ["it\\'s.png", ["it's.png"]],
    ['file://localhost/tmp/a%20b.png', ['/tmp/a b.png']],
    ['file:///tmp/100%.png', ['/tmp/100%.png']],
    ['a\\', ['a\\']],
    ['""', ['']],
    ['', []],
  ])('%j', (typed, paths) => {
    expect(pathsIn(typed)).toEqual(paths);
  });

  it.each(['"open', "it's.png"])('%j has a quote that is not closed', (typed) => {
    expect(pathsIn(typed)).toBeUndefined();
  });
});
