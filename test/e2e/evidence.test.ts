import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { FEW } from '../integration/run.ts';
import { Home } from './home.ts';

const SIZE = 20_000_000;
/** What sealing so much takes at most on a machine that does nothing else, about. Milliseconds. */
const LONGEST = 1500;

async function reported() {
  return Home.prepared('an incident for files', async (home) => {
    const stdin = JSON.stringify(FEW);
    const { stdout } = await home.coc(['report', 'new', '--answers', '-', '--yes', '--json'], { stdin });
    return { id: JSON.parse(stdout).id as string };
  });
}

describe('adding a file', () => {
  it('leaves all of it or nothing, whenever it is killed', async () => {
    const { home, facts } = await reported();
    const { id } = facts;
    const path = join(home.folder, 'large.bin');
    // Another one each time: one that is there already is not added again.
    const anew = async (): Promise<string> => {
      const bytes = randomBytes(SIZE);
      await writeFile(path, bytes);
      return createHash('sha256').update(bytes).digest('hex');
    };
    const given: string[] = [];
    let saved = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 50, max: LONGEST }), async (killAfter) => {
        given.push(await anew());
        const answers = { stdin: JSON.stringify({ files: [path] }), killAfter };
        await home.start(['evidence', 'add', id, '--answers', '-', '--yes', '--json'], answers);
        // Whoever saves next ends what was left half done.
        const note = { stdin: JSON.stringify({ note: `after ${killAfter} ms` }) };
        expect((await home.coc(['note', id, '--answers', '-', '--yes', '--json'], note)).code).toBe(0);
        const listed = JSON.parse((await home.coc(['evidence', 'list', id, '--json'])).stdout);
        const files = await readdir(join(home.reports, 'evidence')).catch(() => []);
        expect(files.sort()).toEqual(
          listed.map(({ file }: { file: string }) => file.replace('evidence/', '')).sort(),
        );
        for (const one of listed) expect(given).toContain(one.sha256);
        expect(await readdir(join(home.reports, '.git/coc-arriving')).catch(() => [])).toEqual([]);
        expect((await home.git('status', '--porcelain')).stdout).toBe('');
        saved = listed.length;
      }),
      { numRuns: 10 },
    );
    const verified = JSON.parse((await home.coc(['evidence', 'verify', '--json'])).stdout);
    expect(verified).toMatchObject({ looked: saved, wrong: [], unreferenced: [] });
    expect((await home.coc(['verify'])).code).toBe(0);
    const where = join(home.folder, 'back.bin');
    const digest = await anew();
    const add = { stdin: JSON.stringify({ files: [path], what: 'the last' }) };
    expect(
      (await home.start(['evidence', 'add', id, '--answers', '-', '--yes', '--json'], add)).stderr,
    ).toContain('readable there');
    expect((await home.start(['evidence', 'save', id, String(saved + 1), '--to', where])).stderr).toContain(
      'outside',
    );
    expect(
      createHash('sha256')
        .update(await readFile(where))
        .digest('hex'),
    ).toBe(digest);
  });

  it('is stopped by Ctrl-C at any moment with a word, and then nothing is saved; or is saved, with a word', async () => {
    const { home, facts } = await reported();
    for (const wait of [1, 150, 400, 800]) {
      const path = join(home.folder, `large-${wait}.bin`);
      await writeFile(path, randomBytes(SIZE));
      const before = JSON.parse((await home.coc(['evidence', 'list', facts.id, '--json'])).stdout).length;
      const terminal = home.terminal(['evidence', 'add', facts.id, path]);
      for (const question of ['What is it?', 'Who gave it']) await terminal.answer(question);
      await terminal.answer('Is it right');
      await new Promise((resolve) => setTimeout(resolve, wait));
      terminal.type('\u0003');
      const code = await terminal.exited;
      const after = JSON.parse((await home.coc(['evidence', 'list', facts.id, '--json'])).stdout).length;
      if (after === before) {
        await terminal.see('Stopped.');
        await terminal.see('coc report resume');
        expect(code).toBe(130);
      } else await terminal.see('It is sealed and saved');
      expect(await readdir(join(home.reports, '.git/coc-arriving')).catch(() => [])).toEqual([]);
    }
  });

  it('asks for files that are dropped or completed, and says what is wrong with one', async () => {
    const { home, facts } = await reported();
    await writeFile(join(home.folder, 'a photo.png'), 'x');
    await writeFile(join(home.folder, 'memo-of-the-day.m4a'), 'y');
    const terminal = home.terminal(['evidence', 'add', facts.id]);
    await terminal.see('Which files?');
    terminal.type('nothing.png\r');
    await terminal.see('is not there');
    terminal.type(`'${join(home.folder, 'a photo.png')}'\r`);
    terminal.type(`${home.folder}/memo-o\t`);
    await terminal.see('memo-of-the-day.m4a');
    terminal.type('\r\r');
    await terminal.answer('What is it?', 'what he sent');
    await terminal.see('Who gave it to you?');
    terminal.type('\r');
    await terminal.see('Seal and save');
    terminal.type('\r');
    await terminal.see('It is sealed and saved');
    const listed = JSON.parse((await home.coc(['evidence', 'list', facts.id, '--json'])).stdout);
    expect(listed.map(({ name }: { name: string }) => name)).toEqual(['a photo.png', 'memo-of-the-day.m4a']);
  });

  it('is said not to be shown where the viewer ends with a failure', async () => {
    const { home, facts } = await reported();
    await writeFile(join(home.folder, 'memo.txt'), 'MARKER-words');
    const add = { stdin: JSON.stringify({ files: [join(home.folder, 'memo.txt')] }) };
    await home.coc(['evidence', 'add', facts.id, '--answers', '-', '--yes', '--json'], add);
    const viewer = join(home.folder, 'viewer');
    await writeFile(viewer, '#!/bin/sh\nsleep 0.3\nexit 3\n', { mode: 0o755 });
    const own = home.terminal(['evidence', 'view', facts.id], { env: { COC_VIEWER: viewer } });
    await own.see('nothing was shown');
    await own.see('coc evidence save');
    expect(await own.exited).toBe(1);
    await rename(viewer, join(home.folder, 'xdg-open'));
    const path = `${home.folder}:${process.env.PATH}`;
    const found = home.terminal(['evidence', 'view', facts.id], { env: { PATH: path } });
    await found.see('nothing was shown');
    expect(await found.exited).toBe(1);
  });

  it('is shown from memory, and gone once it was seen, also where coc is killed', async () => {
    const { home, facts } = await reported();
    await writeFile(join(home.folder, 'memo.txt'), 'MARKER-words');
    const add = { stdin: JSON.stringify({ files: [join(home.folder, 'memo.txt')] }) };
    await home.coc(['evidence', 'add', facts.id, '--answers', '-', '--yes', '--json'], add);
    const viewer = join(home.folder, 'viewer');
    const saw = join(home.folder, 'saw');
    await writeFile(viewer, `#!/bin/sh\necho "$1" > ${saw}.new && mv ${saw}.new ${saw}\n`, { mode: 0o755 });
    for (const end of ['closed', 'killed'] as const) {
      const terminal = home.terminal(['evidence', 'view', facts.id], { env: { COC_VIEWER: viewer } });
      await terminal.see('Have you closed it');
      const path = await vi.waitFor(async () => (await readFile(saw, 'utf8')).trim());
      await rm(saw);
      expect(await readFile(path, 'utf8')).toBe('MARKER-words');
      expect(path).toMatch(/\/coc-view-[^/]+\/attachment\.txt$/);
      if (end === 'closed') terminal.type('\r');
      else terminal.kill('SIGKILL');
      await terminal.exited;
      await home.coc(['list']);
      expect(existsSync(path)).toBe(false);
    }
  });
});
