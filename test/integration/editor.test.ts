import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, realpath, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { editText } from '../../src/interview/terminal/editor.ts';
import { emptyHome } from '../places/empty-home.ts';
import { ioWithin } from '../places/in-process.ts';
import { temporaryFolder } from '../places/temporary-folder.ts';

const MARK = 'xyzzyMARKER';

/** What people have in their own file: everything is kept, in folders of HOME. */
const VIMRC = [
  'set undofile undodir=~/keep// undolevels=1000',
  'set backup writebackup backupdir=~/keep// backupskip= patchmode=.orig',
  'set swapfile directory=~/keep// updatecount=1 updatetime=1',
  "set viminfo='100,<1000,s100,h,:100,n~/keep/viminfo history=1000",
  'silent! set viminfofile=~/keep/viminfo',
  'autocmd BufWinEnter,BufWritePre * setlocal undofile swapfile | set backup writebackup',
  'autocmd BufWritePost * silent! execute "write! ~/keep/local-history"',
  'autocmd VimLeave * silent! mksession! ~/keep/session',
  '',
].join('\n');

/** Writes, yanks, searches, undoes, and saves twice. */
const KEYS = `O${MARK} first\u001byy:w!\r/${MARK}\ro${MARK} second\u001b:undo\r:redo\r:wq!\r`;

async function machine() {
  const home = await temporaryFolder();
  for (const folder of ['keep', 'tmp', 'memory', 'bin', '.config/nvim'])
    await mkdir(join(home, folder), { recursive: true });
  for (const file of ['.vimrc', '.exrc', '.config/nvim/init.vim']) await writeFile(join(home, file), VIMRC);
  await writeFile(join(home, 'keys'), KEYS);
  return { home, env: { ...emptyHome(home), TMPDIR: join(home, 'tmp'), VIMINIT: `source ${home}/.vimrc` } };
}

const VIM = await installed('vim');

async function installed(name: string): Promise<string | undefined> {
  const found = await promisify(execFile)('sh', ['-c', `command -v ${name}`]).catch(() => undefined);
  if (found === undefined) process.stderr.write(`SKIPPED: there is no ${name} here.\n`);
  return found && realpath(found.stdout.trim());
}

describe('an editor of one’s own', () => {
  it.skipIf(VIM === undefined).each([
    ['vim', 'vim'],
    ['vi', 'vi'],
    ['its path', VIM],
    ['a flag of one’s own', 'vim -f'],
    ['a file of one’s own', 'vim -u ~/.vimrc'],
    ['a variable before it', 'VIMINIT="source ~/.vimrc" vim'],
    ['a link to it', '~/bin/editor'],
  ])('leaves the words nowhere, whatever its own file says: %s', async (_how, editor) => {
    const { home, env } = await machine();
    await symlink(VIM ?? '', join(home, 'bin/editor'));
    const { io } = ioWithin({
      cwd: home,
      env: { ...env, EDITOR: `${editor} --not-a-term -s ~/keys >/dev/null 2>/dev/null` },
    });
    const before = `before ${MARK}`;
    const after = `${MARK} first\n${before}\n${MARK} second`;
    const saved: string[] = [];
    const keep = async (text: string) => saved.push(text) > 0;
    expect(await editText(io, before, keep)).toBe(after);
    expect(saved.at(-1)).toBe(after);
    await expectNowhere(home);
  });
});

describe('what was saved in an editor', () => {
  const MEMORY = /^coc-edit-/;
  const own = async () =>
    (await readdir('/dev/shm')).filter((name) => MEMORY.test(name) && name.includes(`-${process.pid}-`));

  it.each([
    [
      'ends with an error',
      'printf saved > "$1"; exit 3',
      'The editor ended with an error. What you had saved in it is kept.',
      ['saved'],
    ],
    [
      'ends with an error at once',
      'exit 3',
      'The editor ended with an error. What was there before is still there.',
      [],
    ],
    ['empties the file', ': > "$1"', 'The editor left nothing. What was there before is still there.', []],
    ['takes it away', 'rm "$1"', 'The editor left nothing. What was there before is still there.', []],
    [
      'leaves no text',
      'printf "\\377" > "$1"',
      'The editor left something that is not UTF-8 text. What was there before is still there.',
      [],
    ],
  ])('is kept where the editor %s, and gone from memory', async (_how, script, said, kept) => {
    const { home, env } = await machine();
    const { io } = ioWithin({ cwd: home, env: { ...env, EDITOR: `sh -c '${script}' edit` } });
    const saved: string[] = [];
    const editing = editText(io, 'before', async (text) => saved.push(text) > 0);
    await expect(editing).rejects.toThrow(said);
    expect(saved).toEqual(kept);
    expect(await own()).toEqual([]);
  });

  it('is nothing where the text ended with a line, and the editor saved none of it', async () => {
    const { home, env } = await machine();
    const said = async (editor: string, before: string): Promise<string> => {
      const { io } = ioWithin({ cwd: home, env: { ...env, EDITOR: editor } });
      const kept: string[] = [];
      const ended = await editText(io, before, async (text) => kept.push(text) > 0, ['INSTEAD']).catch(
        ({ message, hints }) => `${message} ${hints.join(' ')}`,
      );
      expect(kept).toEqual([]);
      return ended;
    };
    for (const before of ['a\nb\n', 'a\n\n', '\n', ''])
      expect(await said("sh -c 'exit 3' edit", before)).toContain('What was there before is still there.');
    expect(await said('no-such-editor', 'a\n')).toBe(
      'There is no “no-such-editor” on this machine. What was there before is still there. INSTEAD',
    );
  });

  it('is nowhere where the editor keeps copies in its home, its state or the folder for what is passing', async () => {
    const { home, env } = await machine();
    const editor = `sh -c 'cp "$1" ~/copy; mkdir -p $XDG_STATE_HOME; cp "$1" $XDG_STATE_HOME/copy; cp "$1" $TMPDIR/copy; printf saved > "$1"' edit`;
    const { io } = ioWithin({ cwd: home, env: { ...env, EDITOR: editor } });
    expect(await editText(io, MARK, async () => true)).toBe('saved');
    await expectNowhere(home);
    expect(await own()).toEqual([]);
  });
});

async function expectNowhere(folder: string): Promise<void> {
  expect(existsSync(folder)).toBe(true);
  for (const one of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(one.parentPath, one.name);
    if (one.isFile() && one.name !== 'keys') expect((await readFile(path)).includes(MARK), path).toBe(false);
  }
}
