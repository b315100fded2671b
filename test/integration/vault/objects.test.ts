import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import { DamagedCopy } from '../../../src/vault/git/failed.ts';
import { Git } from '../../../src/vault/git/git.ts';
import { Objects } from '../../../src/vault/git/objects.ts';
import { Remote } from '../../../src/vault/git/remote.ts';
import { commitFiles } from '../../../src/vault/git/signed-commit.ts';
import { makeIdentity } from '../../../src/vault/keys/identity.ts';
import { emptyHome } from '../../places/empty-home.ts';
import { temporaryFolder } from '../../places/temporary-folder.ts';

/*
 * What coc reads and writes of git's objects by itself is what stock git says and reads, for histories at random.
 */

const NAMES = ['a', 'a.b', 'a-b', 'ab', 'ä', 'B', '0', 'with blank', 'incidents', 'notes'];
const paths = fc
  .array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 3 })
  .map((parts) => `${parts.join('/')}.x`);
const commits = fc.array(fc.dictionary(paths, fc.string({ maxLength: 40 }), { minKeys: 1, maxKeys: 4 }), {
  minLength: 1,
  maxLength: 6,
});

interface Place {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly git: (...args: readonly string[]) => string;
}

async function place(): Promise<Place> {
  const folder = await temporaryFolder();
  const env = emptyHome(folder);
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'core.quotePath=false', ...args], {
      cwd: folder,
      env,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  git('init', '--quiet', '--initial-branch=main', '--template=', '.');
  git('config', 'user.name', 'Ana');
  git('config', 'user.email', 'ana@example.org');
  return { folder, env, git };
}

const lines = (text: string): readonly string[] => text.split('\n').filter(Boolean);
const sorted = (all: Iterable<string>): readonly string[] => [...all].sort();

describe.concurrent('the objects of a repository', () => {
  it('are read as stock git reads them', async () => {
    await fc.assert(
      fc.asyncProperty(commits, async (history) => {
        const { folder, env, git } = await place();
        for (const files of history) {
          for (const [path, text] of Object.entries(files)) {
            await mkdir(dirname(join(folder, path)), { recursive: true });
            await writeFile(join(folder, path), text);
          }
          git('add', '--all');
          git('commit', '--quiet', '--allow-empty', '--message', 'x');
        }
        const objects = new Objects(folder, env);
        const all = lines(git('rev-list', '--reverse', 'HEAD'));
        const [first = '', last = ''] = [all[0], all.at(-1)];
        const raw = (from: string, to: string) =>
          sorted(
            lines(git('diff-tree', '-r', '--no-renames', '--raw', '--no-abbrev', '--no-commit-id', from, to)),
          );
        const shown = (changes: Awaited<ReturnType<Objects['difference']>>) =>
          sorted(
            changes.map(({ path, before, after }) => {
              const none = { mode: '000000', id: '0'.repeat(40) };
              const [old, now] = [before ?? none, after ?? none];
              const letter = before === undefined ? 'A' : after === undefined ? 'D' : 'M';
              return `:${old.mode} ${now.mode} ${old.id} ${now.id} ${letter}\t${path}`;
            }),
          );
        expect(shown(await objects.difference(first, last))).toEqual(raw(first, last));
        expect(shown(await objects.difference(last, first))).toEqual(raw(last, first));
        const changes = await objects.changes(all);
        for (const [index, id] of all.entries()) {
          const before = all[index - 1] ?? git('mktree').trim();
          expect(shown(changes.get(id) ?? [])).toEqual(
            index === 0
              ? sorted(lines(git('diff-tree', '-r', '--root', '--raw', '--no-abbrev', '--no-commit-id', id)))
              : raw(before, id),
          );
        }
        const files = await objects.files('HEAD');
        expect(sorted([...files].map(([path, { mode, id }]) => `${mode} blob ${id}\t${path}`))).toEqual(
          sorted(lines(git('ls-tree', '-r', 'HEAD'))),
        );
        expect((await objects.revisions(first, last)).map(({ id }) => id)).toEqual(all.slice(1));
        expect((await objects.revisions(undefined, last)).map(({ id }) => id)).toEqual(all);
        expect(await objects.common(first, last)).toBe(first);
        expect(await objects.isAncestor(first, last)).toBe(true);
        expect(await objects.isAncestor(last, first)).toBe(first === last);
      }),
      { numRuns: 6, seed: 7 },
    );
  });

  it('of any size are stored from a file and looked at as they go by, beside those that are read', async () => {
    const { folder, env, git } = await place();
    const objects = new Objects(folder, env);
    const sizes = [0, 1, 65_535, 65_536, 65_537, 200_000, 3_000_001];
    const contents = sizes.map((size) => randomBytes(size));
    const ids = await Promise.all(
      contents.map(async (content, at) => {
        const path = join(folder, `file-${at}`);
        await writeFile(path, content);
        return objects.storeFile(path);
      }),
    );
    expect(ids).toEqual(sizes.map((_, at) => git('hash-object', `file-${at}`).trim()));
    git('fsck', '--strict', '--full');
    const most = 65_536;
    const [begun, read] = await Promise.all([
      objects.beginnings(ids, most),
      objects.read(ids),
      objects.beginnings([...ids].reverse(), 7),
    ]);
    for (const [at, id] of ids.entries()) {
      const content = contents[at] ?? Buffer.alloc(0);
      expect(Buffer.compare(begun.get(id) ?? Buffer.alloc(0), content.subarray(0, most))).toBe(0);
      expect(Buffer.compare(read.get(id) ?? Buffer.alloc(0), content)).toBe(0);
    }
  });

  it('of any size are refused where they are not what their name says', async () => {
    const { folder, env } = await place();
    const objects = new Objects(folder, env);
    const [one, other] = await Promise.all(
      [200_000, 200_001].map(async (size) => {
        const path = join(folder, String(size));
        await writeFile(path, randomBytes(size));
        return objects.storeFile(path);
      }),
    );
    const loose = (id = ''): string => join(folder, '.git/objects', id.slice(0, 2), id.slice(2));
    await rm(loose(one));
    await copyFile(loose(other), loose(one));
    await expect(objects.beginnings([one ?? ''], 10)).rejects.toThrow(UserError);
  });

  it('tell where two lines parted, and that a merge is no line', async () => {
    const { folder, env, git } = await place();
    const commit = (): string => {
      git('commit', '--quiet', '--allow-empty', '--message', String(Math.random()));
      return git('rev-parse', 'HEAD').trim();
    };
    const [, base] = [commit(), commit()];
    const one = [commit(), commit(), commit()].at(-1) ?? '';
    git('checkout', '--quiet', '-b', 'other', base);
    const other = commit();
    const objects = new Objects(folder, env);
    expect(await objects.common(one, other)).toBe(base);
    expect(await objects.common(other, one)).toBe(base);
    expect(await objects.isAncestor(one, other)).toBe(false);
    git('merge', '--quiet', '--no-ff', '--message', 'm', one);
    const merge = git('rev-parse', 'HEAD').trim();
    expect(await objects.common(merge, one)).toBe(one);
    expect(await objects.isAncestor(one, merge)).toBe(true);
    expect((await objects.changes([merge])).get(merge)).toEqual([]);
    expect(sorted((await objects.revisions(base, merge)).map(({ id }) => id))).toEqual(
      sorted(lines(git('rev-list', merge, `^${base}`))),
    );
  });

  it('tell the same of many commits at once as of few', async () => {
    const { folder, env, git } = await place();
    const stream = Array.from({ length: 70 }, (_, index) => {
      const text = `Number ${index}`;
      const who = 'committer Ana <ana@example.org> 1790000000 +0000';
      const path = index % 3 === 0 ? 'incidents/one.x' : `notes/${index}.x`;
      return `commit refs/heads/main\n${who}\ndata 1\nx\nM 100644 inline ${path}\ndata ${text.length}\n${text}\n`;
    });
    execFileSync('git', ['fast-import', '--quiet'], { cwd: folder, env, input: stream.join('') });
    const all = lines(git('rev-list', '--reverse', 'main'));
    expect(all).toHaveLength(70);
    const objects = new Objects(folder, env);
    const few = await Promise.all([0, 35].map((from) => objects.changes(all.slice(from, from + 35))));
    const [one, other] = few.map((changes) => [...changes]);
    expect([...(await objects.changes(all))]).toEqual([...(one ?? []), ...(other ?? [])]);
    expect((await objects.revisions(all[0], all[69] ?? '')).map(({ id }) => id)).toEqual(all.slice(1));
    expect(await objects.common(all[0] ?? '', all[69] ?? '')).toBe(all[0]);
  });

  it('have the parents that git sees, wherever else somebody writes such a line', async () => {
    const { folder, env, git } = await place();
    git('commit', '--quiet', '--allow-empty', '--message', 'one');
    const one = git('rev-parse', 'HEAD').trim();
    const tree = git('rev-parse', 'HEAD^{tree}').trim();
    const who = 'Ana <ana@example.org> 1790000000 +0000';
    const objects = new Objects(folder, env);
    for (const head of [
      `tree ${tree}\nauthor ${who}\ncommitter ${who}\nparent ${one}\n`,
      `tree ${tree}\nauthor ${who}\u2028parent ${one}\ncommitter ${who}\n`,
      `tree ${tree}\nauthor ${who}\rparent ${one}\ncommitter ${who}\n`,
      `tree ${tree}\nauthor ${who}\ncommitter ${who}\nmergetag x\n parent y\nparent ${one}\n`,
    ]) {
      const forged = execFileSync('git', ['hash-object', '-t', 'commit', '-w', '--stdin', '--literally'], {
        cwd: folder,
        env,
        input: `${head}\nx\n`,
        encoding: 'utf8',
      }).trim();
      expect(lines(git('rev-list', '--parents', forged))).toEqual([forged]);
      expect(await objects.isAncestor(one, forged)).toBe(false);
      expect(await objects.common(one, forged)).toBeUndefined();
      expect((await objects.revisions(one, forged)).map(({ parents }) => parents)).toEqual([[]]);
    }
  });

  it('that are not there are nothing, and a name of two lines is refused', async () => {
    const { folder, env, git } = await place();
    git('commit', '--quiet', '--allow-empty', '--message', 'x');
    const objects = new Objects(folder, env);
    expect(await objects.file('HEAD', 'nowhere.x')).toBeUndefined();
    expect(await objects.resolve('refs/heads/nowhere')).toBeUndefined();
    expect((await objects.files('HEAD', 'incidents')).size).toBe(0);
    await expect(objects.read(['0'.repeat(40)])).rejects.toThrow('does not have an object');
    await expect(objects.resolve('a\nHEAD')).rejects.toThrow('cannot be asked');
    await expect(new Objects(join(folder, 'nowhere'), env).resolve('HEAD')).rejects.toThrow();
  });
});

/** Empties the object that a name stands for, as a power loss does, or takes it away. */
async function damage({ folder, git }: Place, name: string, how: 'empty' | 'gone'): Promise<void> {
  const id = git('rev-parse', name).trim();
  const path = join(folder, '.git/objects', id.slice(0, 2), id.slice(2));
  await rm(path);
  if (how === 'empty') await writeFile(path, '');
}

describe.concurrent.each(['empty', 'gone'] as const)('an object that is %s', (how) => {
  const made = async (): Promise<Place & { readonly objects: Objects }> => {
    const own = await place();
    await mkdir(join(own.folder, 'incidents'));
    await writeFile(join(own.folder, 'incidents/a.x'), 'a');
    await writeFile(join(own.folder, 'b.x'), 'b');
    own.git('add', '--all');
    own.git('commit', '--quiet', '--message', 'x');
    return { ...own, objects: new Objects(own.folder, own.env) };
  };

  it('is not taken for a file that is not there', async () => {
    const { objects, ...own } = await made();
    await damage(own, 'HEAD:incidents/a.x', how);
    await expect(objects.file('HEAD', 'incidents/a.x')).rejects.toThrow(DamagedCopy);
    expect(await objects.file('HEAD', 'incidents/none.x')).toBeUndefined();
  });

  it('of a folder is not taken for a folder that is not there, and nothing is committed that drops what is in it', async () => {
    const { objects, ...own } = await made();
    const { signer } = await makeIdentity('x25519');
    const by = {
      author: { name: 'Ana', email: 'a@b.c' },
      signer,
      now: () => '2026-11-23T16:30:00.000+01:00',
    };
    const parent = own.git('rev-parse', 'HEAD').trim();
    await damage(own, 'HEAD:incidents', how);
    await expect(objects.file('HEAD', 'incidents/a.x')).rejects.toThrow(DamagedCopy);
    await expect(objects.files('HEAD', 'incidents')).rejects.toThrow(DamagedCopy);
    await expect(objects.rowsIn('HEAD', ['incidents'])).rejects.toThrow(DamagedCopy);
    const files = new Map([['incidents/c.x', new TextEncoder().encode('c')]]);
    await expect(commitFiles(objects, parent, files, 'More', by)).rejects.toThrow(DamagedCopy);
    expect((await objects.rowsIn('HEAD', ['none', 'none/deeper'])).get('none')).toEqual([]);
  });
});

describe.concurrent('git that is killed', () => {
  /** A git that ends by itself as if the system had killed it, where its arguments have this word. */
  const killedAt = async (word: string): Promise<Place> => {
    const own = await place();
    own.git('commit', '--quiet', '--allow-empty', '--message', 'x');
    const bin = join(own.folder, '.git/bin');
    await mkdir(bin);
    const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
    const shim = `#!/bin/sh\ncase " $* " in *" ${word} "*) kill -9 $$ ;; esac\nexec ${real} "$@"\n`;
    await writeFile(join(bin, 'git'), shim, { mode: 0o755 });
    return { ...own, env: { ...own.env, PATH: `${bin}:${own.env.PATH}` } };
  };

  it('has not found that two histories have nothing in common', async () => {
    const { folder, env, git } = await killedAt('merge-base');
    const one = git('rev-parse', 'HEAD').trim();
    git('switch', '--quiet', '--orphan', 'other');
    git('commit', '--quiet', '--allow-empty', '--message', 'y');
    const other = git('rev-parse', 'HEAD').trim();
    await expect(new Objects(folder, env).common(one, other)).rejects.toThrow(UserError);
  });

  it('has not found that nothing was changed', async () => {
    const { folder, env } = await killedAt('status');
    await writeFile(join(folder, 'a.x'), 'a');
    await expect(new Git(folder, env).changed(['.'])).rejects.toThrow(UserError);
  });

  it('has not found that there is no server', async () => {
    const { folder, env, git } = await killedAt('get-url');
    git('remote', 'add', 'origin', 'example.org:x');
    await expect(Remote.of(folder, env, 'bySelf')).rejects.toThrow(UserError);
  });
});

describe('a commit that coc makes', () => {
  let signer: Awaited<ReturnType<typeof makeIdentity>>['signer'];
  beforeAll(async () => {
    ({ signer } = await makeIdentity('x25519'));
  });

  it('is to stock git as if it had made and signed it', async () => {
    await fc.assert(
      fc.asyncProperty(commits, async (history) => {
        const { folder, env, git } = await place();
        await writeFile(join(folder, '.git/signers'), `ana@example.org ${signer.publicKey}\n`);
        git('config', 'gpg.ssh.allowedSignersFile', join(folder, '.git/signers'));
        const objects = new Objects(folder, env);
        const by = {
          author: { name: ' <Ana> "the" great. ', email: 'ana@example.org' },
          signer,
          now: () => '2026-11-23T16:30:00.000+01:30',
        };
        const expected = new Map<string, string>();
        let parent: string | undefined;
        for (const [index, texts] of history.entries()) {
          const files = new Map(Object.entries({ ...texts, [`n${index}.x`]: String(index) }));
          const bytes = new Map([...files].map(([path, text]) => [path, new TextEncoder().encode(text)]));
          const { commit, ids } = await commitFiles(objects, parent, bytes, `Number ${index}`, by);
          await objects.stage(ids);
          expect(await objects.advanceTogether(['refs/heads/main'], commit, parent)).toBe(true);
          expect(await objects.advanceTogether(['refs/heads/main'], commit, '1'.repeat(40))).toBe(false);
          for (const [path, text] of files) expected.set(path, text);
          parent = commit;
        }
        git('fsck', '--strict', '--full');
        git('verify-commit', 'HEAD');
        expect(git('log', '-1', '--format=%an <%ae> %ai %s').trim()).toBe(
          `Ana "the" great <ana@example.org> 2026-11-23 16:30:00 +0130 Number ${history.length - 1}`,
        );
        expect(lines(git('ls-tree', '-r', '--name-only', 'HEAD'))).toHaveLength(expected.size);
        for (const [path, text] of expected) expect(git('show', `HEAD:${path}`)).toBe(text);
        expect(git('diff', '--cached', '--name-only', 'HEAD')).toBe('');
        await expect(
          commitFiles(objects, parent, new Map([['n0.x', new TextEncoder().encode('0')]]), 'Again', by),
        ).rejects.toThrow('what is there already');
      }),
      { numRuns: 5, seed: 11 },
    );
  });
});

describe('the folders of a commit', () => {
  it('are not looked through where each folder holds the same folders again, and there is no end', async () => {
    const { folder, env, git } = await place();
    const file = (path: string): string => git('hash-object', '-w', path).trim();
    await writeFile(join(folder, 'x'), 'x');
    const tree = (rows: readonly string[]): string =>
      execFileSync('git', ['mktree'], {
        cwd: folder,
        env,
        input: `${rows.join('\n')}\n`,
        encoding: 'utf8',
      }).trim();
    let bomb = tree([`100644 blob ${file('x')}\tx`]);
    const many = Array.from({ length: 10 }, (_, at) => at);
    for (let level = 0; level < 9; level += 1) bomb = tree(many.map((at) => `040000 tree ${bomb}\t${at}`));
    const x = file('x');
    const contents = [`M 100644 ${x} first`, `M 040000 ${bomb} incidents`];
    for (let at = 0; at < 70; at += 1) contents.push(`M 100644 ${x} f${at}`);
    const head = 'commit refs/heads/main\ncommitter A <a@x.org> 1790000000 +0000\ndata 1\nx';
    const input = contents.map((row) => `${head}\ndeleteall\n${row}\n\n`).join('');
    execFileSync('git', ['fast-import', '--quiet'], { cwd: folder, env, input });
    const ids = lines(git('rev-list', '--reverse', 'main'));
    const [first = '', bad = ''] = ids;
    const objects = new Objects(folder, env);
    for (const changes of [await objects.changes([bad]), await objects.changes(ids)]) {
      const own = changes.get(bad) ?? [];
      expect(own.length).toBeLessThan(20_000);
      expect(own.some(({ after }) => after?.mode === '40000')).toBe(true);
      expect(changes.get(first) ?? [{ path: 'first' }]).toMatchObject([{ path: 'first' }]);
    }
    expect(await objects.isAncestor('f'.repeat(40), ids.at(-1) ?? '')).toBe(false);
    expect((await objects.files(bad)).size).toBeLessThan(20_000);
    const last = ids.at(-1) ?? '';
    expect((await objects.contentsBelow(last, ['incidents'])).length).toBeLessThan(20_000);
    expect((await objects.touched(first, last, 'incidents')).length).toBeLessThan(50_000);
    // Taken away again, it is as much again.
    expect((await objects.touched(bad, last, 'incidents')).length).toBeLessThan(20_000);
  });
});
