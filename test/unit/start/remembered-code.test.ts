import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { codeFolder } from '../../../src/start/code-folder.ts';
import { rememberCode, rememberedCode } from '../../../src/start/remembered-code.ts';

const BUILD = 'b'.repeat(64);

function place(): string {
  return mkdtempSync(join(tmpdir(), 'coc-code-'));
}

function folderIn(cache: string, build = BUILD): string | undefined {
  return codeFolder({ XDG_CACHE_HOME: cache }, () => build);
}

it('code is remembered where this user alone can write, by the build', () => {
  const cache = place();
  const folder = folderIn(cache) ?? '';
  expect(folder.startsWith(cache)).toBe(true);
  rememberCode(folder, './a.js', Buffer.from('compiled'));
  expect(rememberedCode(folderIn(cache) ?? '', './a.js')?.toString()).toBe('compiled');
  expect(rememberedCode(folderIn(cache, 'c'.repeat(64)) ?? '', './a.js')).toBeUndefined();
});

it.each(['', 'coc', 'coc/code'])('none is taken where others can write in %s of it', (part) => {
  const cache = place();
  mkdirSync(join(cache, 'coc/code'), { recursive: true });
  chmodSync(join(cache, part), 0o777);
  expect(folderIn(cache)).toBeUndefined();
});

it('none is taken from a file in which others can write, nor through a link', () => {
  const folder = folderIn(place()) ?? '';
  rememberCode(folder, './a.js', Buffer.from('compiled'));
  symlinkSync('a.js.code', join(folder, 'b.js.code'));
  expect(rememberedCode(folder, './b.js')).toBeUndefined();
  chmodSync(join(folder, 'a.js.code'), 0o666);
  expect(rememberedCode(folder, './a.js')).toBeUndefined();
});

it('none is taken that is not whole, wherever it was damaged', () => {
  const folder = folderIn(place()) ?? '';
  rememberCode(folder, './a.js', Buffer.from('compiled'));
  const path = join(folder, 'a.js.code');
  const whole = readFileSync(path);
  for (let at = 0; at < whole.length; at += 1) {
    const damaged = Buffer.from(whole);
    damaged.writeUInt8(damaged.readUInt8(at) ^ 1, at);
    writeFileSync(path, damaged);
    expect(rememberedCode(folder, './a.js')).toBeUndefined();
    writeFileSync(path, whole.subarray(0, at));
    expect(rememberedCode(folder, './a.js')).toBeUndefined();
  }
});

it('without a place of one’s own nothing is remembered, and nothing is made', () => {
  const cache = place();
  const build = (): string => BUILD;
  expect(codeFolder({}, build)).toBeUndefined();
  expect(codeFolder({ XDG_CACHE_HOME: 'cache' }, build)).toBeUndefined();
  expect(codeFolder({ XDG_CACHE_HOME: cache, NODE_DISABLE_COMPILE_CACHE: '1' }, build)).toBeUndefined();
  expect(readdirSync(cache)).toEqual([]);
});

it('of old builds no more than a few are kept', () => {
  const cache = place();
  for (const build of ['1', '2', '3', '4', '5', '6']) folderIn(cache, build.repeat(64));
  expect(readdirSync(join(cache, 'coc/code')).length).toBe(3);
});
