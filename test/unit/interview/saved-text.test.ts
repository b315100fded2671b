import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SavedText } from '../../../src/interview/terminal/saved-text.ts';

const BEFORE = 'what was there';

describe('what is saved in an editor', () => {
  let folder = '';
  let file = '';
  let kept: string[] = [];
  let saved: SavedText;

  beforeEach(() => {
    vi.useFakeTimers();
    folder = mkdtempSync(join(tmpdir(), 'coc-test-'));
    file = join(folder, 'text.txt');
    kept = [];
    writeFileSync(file, BEFORE);
    saved = new SavedText(file, BEFORE, async (text) => kept.push(text) > 0);
  });

  afterEach(async () => {
    await saved.end();
    vi.useRealTimers();
    rmSync(folder, { recursive: true });
  });

  const wait = (looks: number) => vi.advanceTimersByTimeAsync(looks * 250);

  it('is passed on while the editor is still open, each time it is saved', async () => {
    await wait(4);
    expect(kept).toEqual([]);
    writeFileSync(file, 'one\n');
    await wait(2);
    writeFileSync(file, 'one\ntwo\n');
    await wait(4);
    expect(kept).toEqual(['one', 'one\ntwo']);
    expect(saved.text).toBe('one\ntwo');
  });

  it('is not taken half written: empty, gone, cut within a letter, or still growing', async () => {
    writeFileSync(file, '');
    await wait(4);
    rmSync(file);
    await wait(4);
    writeFileSync(file, Buffer.from('Mü').subarray(0, 2));
    await wait(4);
    for (const text of ['M', 'Mü', 'Mül', 'Müll']) {
      writeFileSync(file, text);
      await wait(1);
    }
    expect(kept).toEqual([]);
    writeFileSync(file, 'Müller\n');
    await wait(2);
    expect(kept).toEqual(['Müller']);
  });

  it('is taken at the end as it is then, once', async () => {
    writeFileSync(file, 'end\n');
    expect(await saved.end()).toBe('text');
    expect(await saved.end()).toBe('text');
    expect(kept).toEqual(['end']);
  });

  it.each([
    ['nothing', ''],
    ['nothing', ' \n\n'],
    ['nothing', undefined],
    ['not-text', Buffer.from([0xff, 0xfe])],
  ] as const)('does not become %s in place of something at the end', async (left, content) => {
    if (content === undefined) rmSync(file);
    else writeFileSync(file, content);
    expect(await saved.end()).toBe(left);
    expect(saved.text).toBe(BEFORE);
    expect(kept).toEqual([]);
  });

  it('waits at the end for what is being kept, and coc that is ended does not wait for ever', async () => {
    let free = () => {};
    const slow = new SavedText(file, '', () => new Promise((resolve) => (free = () => resolve(true))));
    let isOver = false;
    const end = slow.end().then(() => {
      isOver = true;
    });
    await wait(20);
    expect(isOver).toBe(false);
    free();
    await end;
    const stuck = new SavedText(file, '', () => new Promise(() => {}));
    const soon = stuck.endSoon();
    await wait(20);
    await soon;
  });
});
