import { spawnSync } from 'node:child_process';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Home } from './home.ts';
import { KEY } from './terminal.ts';

const ANSWERS =
  'threat: none\naccount: |\n  first line\n  second line\nvisibility: private\nconsent: no-objection\nshare: recorder\n';
const hasAge = spawnSync('age', ['--version']).status === 0;
if (!hasAge)
  process.stderr.write('\nSKIPPED: no `age` program here, so nothing was opened with stock age.\n');

describe.concurrent('the keys', () => {
  it('are protected by a passphrase afterwards, which is then asked for', async () => {
    const home = await Home.ready();
    await home.coc(['report', 'new', '--answers', '-', '--yes'], { stdin: ANSWERS });
    const setting = home.terminal(['passphrase']);
    await setting.answer('New passphrase', 'short');
    await setting.see('At least 8 characters');
    await setting.answer('New passphrase', 'correct horse battery');
    await setting.answer('The same once more', 'another one entirely');
    await setting.see('were not the same');
    await setting.answer('New passphrase', 'correct horse battery');
    await setting.answer('The same once more', 'correct horse battery');
    await setting.see('protected by the new passphrase');
    expect(await setting.exited).toBe(0);
    expect(setting.raw).not.toContain('correct horse');
    const identity = join(home.folder, '.config/coc/identity.txt');
    expect((await stat(identity)).mode & 0o777).toBe(0o600);
    expect(await readFile(identity, 'utf8')).not.toContain('AGE-SECRET-KEY');
    const listing = home.terminal(['list']);
    await listing.answer('Your passphrase', 'correct horse battery');
    await listing.see('Incident');
    expect(await listing.exited).toBe(0);
    const unasked = await home.coc(['list']);
    expect(unasked).toMatchObject({ code: 1, stdout: '' });
    expect(unasked.stderr).toContain('COC_PASSPHRASE_COMMAND');
    const lasting = home.terminal(['list']);
    await lasting.see('Your passphrase');
    lasting.type(KEY.ctrlC);
    expect(await lasting.exited).toBe(130);
  });

  it('have a passphrase from the first day, unless somebody passes it over and says so', async () => {
    const home = await Home.make();
    const setting = home.terminal([
      ...['init', '--name', 'Ana', '--email', 'a@example.org', '--no-recovery', '--yes'],
    ]);
    await setting.answer('New passphrase', '');
    await setting.see('whoever gets this machine can read the reports');
    await setting.answer('Go on without a passphrase', 'n');
    await setting.answer('New passphrase', 'correct horse battery');
    await setting.answer('The same once more', 'correct horse battery');
    await setting.see('`coc unlock`');
    expect(await setting.exited).toBe(0);
  });

  it.skipIf(!hasAge)('have a recovery key that opens every incident with stock age', async () => {
    const home = await Home.make();
    const made = await home.coc([
      'init',
      '--name',
      'Ana',
      '--email',
      'a@example.org',
      '--key-type',
      'x25519',
      '--no-passphrase',
      '--recovery-file',
      'later',
      '--yes',
    ]);
    expect(made.code).toBe(0);
    await home.coc(['report', 'new', '--answers', '-', '--yes'], { stdin: ANSWERS });
    const [file] = await readdir(join(home.reports, 'incidents'));
    const opened = await home.run('age', ['-d', '-i', 'later', join(home.reports, 'incidents', file ?? '')]);
    expect(opened.code).toBe(0);
    expect(opened.stdout).toContain('> first line\n> second line');
    const again = await home.coc(['recovery-key', '--recovery-file', 'another']);
    expect(again.code).toBe(1);
    expect(again.stderr).toContain('already');
  });

  it.skipIf(!hasAge)(
    'get a recovery key later, shown once, and everything is sealed again to it',
    async () => {
      const home = await Home.make();
      await home.init();
      await home.coc(['report', 'new', '--answers', '-', '--yes'], { stdin: ANSWERS });
      const terminal = home.terminal(['recovery-key']);
      await terminal.see('A recovery key, made by coc');
      await terminal.answer('Is it copied', 'n');
      await terminal.see('Take your time');
      await terminal.answer('Is it copied', 'y');
      await terminal.see('sealed to it as well');
      expect(await terminal.exited).toBe(0);
      const key = /# A recovery key.*\n.*\nAGE-SECRET-KEY-\S+/.exec(terminal.text)?.[0] ?? '';
      await writeFile(join(home.folder, 'recovery.txt'), `${key}\n`, { mode: 0o600 });
      expect((await home.git('log', '-1', '--format=%G?')).stdout.trim()).toBe('G');
      const [file] = await readdir(join(home.reports, 'incidents'));
      const incident = join(home.reports, 'incidents', file ?? '');
      const opened = await home.run('age', ['-d', '-i', 'recovery.txt', incident]);
      expect(opened.stdout).toContain('> first line\n> second line');
    },
  );
});
