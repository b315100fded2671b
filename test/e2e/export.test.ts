import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeKeys, open, passphraseHolder } from '../../src/vault/age/age.ts';
import { FEW } from '../integration/run.ts';
import { Home } from './home.ts';
import { KEY } from './terminal.ts';

const WORDS = 'MARKER-words she said to us';
const REPORT = {
  ...FEW,
  account: WORDS,
  who: 'Otto Quist',
  'reporter-name': 'Mei Lindqvist',
  'reporter-is-affected': 'yes',
};
/** What it takes at most on a machine that does nothing else, about. Milliseconds. */
const LONGEST = 2000;

const reported = () =>
  Home.prepared('an incident to copy', async (home) => {
    const stdin = JSON.stringify(REPORT);
    const { stdout } = await home.coc(['report', 'new', '--answers', '-', '--yes', '--json'], { stdin });
    const id: string = JSON.parse(stdout).id;
    await writeFile(join(home.folder, 'large.bin'), randomBytes(8_000_000));
    const files = JSON.stringify({ files: ['large.bin'], from: 'R1' });
    await home.coc(['evidence', 'add', id, '--answers', '-', '--yes', '--json'], { stdin: files });
    await rm(join(home.folder, 'large.bin'));
    return { id };
  });

const digestOf = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');

describe('a copy for somebody outside', () => {
  it.each(['sealed', 'plain'] as const)(
    'that is %s is there with its entry or not at all, whenever it is killed',
    async (how) => {
      const { home, facts } = await reported();
      const { recipient } = await makeKeys('x25519');
      const seal = how === 'plain' ? { sealed: 'plain', plain: 'yes' } : { sealed: 'recipient', recipient };
      const shown = async () =>
        JSON.parse((await home.coc(['show', facts.id, '--json'])).stdout).exports ?? [];
      let number = 0;
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 150, max: LONGEST }), async (killAfter) => {
          number += 1;
          const out = `copy-${number}`;
          const stdin = JSON.stringify({
            ...{
              for: 'affected',
              person: 'R1',
              why: `the attempt of number ${number}`,
              evidence: ['1'],
              'as-given': ['1'],
            },
            ...{ ...seal, out },
          });
          const argv = ['export', facts.id, '--answers', '-', '--yes', '--json'];
          await home.start(argv, { stdin, killAfter });
          const mine = async () =>
            (await shown()).filter((one: { why: string }) => one.why === `the attempt of number ${number}`);
          const path = join(home.folder, out);
          if (existsSync(path))
            expect((await mine()).map((one: { sha256: string }) => one.sha256)).toEqual([
              await digestOf(path),
            ]);
          // The same once more: what was noted is not noted twice, and gets its name.
          const again = await home.start(argv, { stdin });
          // All of it was done, and only the word of it was cut off: another copy would be one more, and nothing is written over.
          const wasDone = again.code === 2 && again.stderr.includes('out is there already');
          expect(again.code === 0 || wasDone, again.stderr).toBe(true);
          const [one, ...others] = await mine();
          expect(others).toEqual([]);
          if (existsSync(path)) expect(await digestOf(path)).toBe(one.sha256);
          else expect(again.stderr.replace(/\s+/g, ' ')).toContain('its file is not there');
          if (how === 'sealed') expect(existsSync(path)).toBe(true);
          expect((await readdir(home.folder)).filter((name) => name.endsWith('.coc-tmp'))).toEqual([]);
          expect(await home.drafts()).toEqual([]);
        }),
        { numRuns: 10 },
      );
    },
  );

  it('is stopped by Ctrl-C at any moment with a word, and then nothing is there; or is there, with a word', async () => {
    const { home, facts } = await reported();
    const { recipient } = await makeKeys('x25519');
    const given = {
      for: 'affected',
      person: 'R1',
      why: 'She asked for it.',
      evidence: ['1'],
      'as-given': ['1'],
    };
    await writeFile(
      join(home.folder, 'answers.yaml'),
      JSON.stringify({ ...given, sealed: 'recipient', recipient }),
    );
    for (const wait of [1, 60, 150, 300, 600]) {
      const out = `after-${wait}.age`;
      const terminal = home.terminal(['export', facts.id, '--answers', 'answers.yaml', '--out', out]);
      await terminal.answer('Write the copy');
      await new Promise((resolve) => setTimeout(resolve, wait));
      terminal.type(KEY.ctrlC);
      const code = await terminal.exited;
      const isThere = existsSync(join(home.folder, out));
      if (isThere) await terminal.see('It is written, and noted in');
      else {
        await terminal.see('Stopped.');
        expect(code).toBe(130);
      }
      const { exports = [] } = JSON.parse((await home.coc(['show', facts.id, '--json'])).stdout);
      const digests = exports.map((one: { sha256: string }) => one.sha256);
      if (isThere) expect(digests).toContain(await digestOf(join(home.folder, out)));
      expect(digests).toHaveLength(
        (await readdir(home.folder)).filter((name) => name.startsWith('after-')).length,
      );
      expect((await readdir(home.folder)).filter((name) => name.endsWith('.coc-tmp'))).toEqual([]);
    }
  });

  it('is read line by line at a terminal, sealed with a passphrase that is typed, and nowhere readable', async () => {
    const { home, facts } = await reported();
    const terminal = home.terminal(['export', facts.id, '--to', 'passphrase', '--out', 'for-her.age']);
    await terminal.see('For whom is the copy');
    terminal.type(`${KEY.down}${KEY.down}\r`);
    await terminal.answer('Why does it leave', 'She asked for it.');
    await terminal.see('Which files go with it');
    terminal.type('\r');
    await terminal.see('This is what the copy has, line by line');
    await terminal.see('You told us what happened');
    await terminal.see(WORDS);
    await terminal.see('Which of these lines stay out');
    terminal.type('\r');
    await terminal.see('What goes out');
    terminal.type('.\r');
    await terminal.see('As what');
    terminal.type('\r');
    await terminal.see('Write the copy');
    terminal.type('\r');
    await terminal.see('Passphrase for the copy');
    terminal.type('short\r');
    await terminal.see('too short');
    terminal.type(KEY.ctrlC);
    await terminal.see('What you had answered is kept');
    await terminal.see('coc report resume');
    await terminal.exited;
    const again = home.terminal(['report', 'resume']);
    await again.see('Go on with this one?');
    again.type('\r');
    await again.see('Write the copy');
    again.type('\r');
    await again.see('Passphrase for the copy');
    again.type('five plain words in row\r');
    await again.see('The same once more');
    again.type('five plain words in row\r');
    await again.see('It is written, and noted in');
    await again.see('age -d -o copy.html FILE');
    expect(await again.exited).toBe(0);
    const path = join(home.folder, 'for-her.age');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const page = await open(await readFile(path), passphraseHolder('five plain words in row'));
    expect(Buffer.from(page).toString()).toContain(WORDS);
    for (const { path: at, bytes } of await home.everything()) {
      expect(bytes.includes('MARKER-words'), at).toBe(false);
      expect(bytes.includes('five plain words'), at).toBe(false);
    }
  });
});
