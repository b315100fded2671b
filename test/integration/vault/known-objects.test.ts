import { chmod, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Batch } from '../../../src/vault/git/batch.ts';
import { type Found, KnownObjects } from '../../../src/vault/git/known-objects.ts';
import { runGit } from '../../../src/vault/git/process.ts';
import { referenceIn } from '../../../src/vault/git/reference-file.ts';
import { emptyHome } from '../../places/empty-home.ts';
import { temporaryFolder } from '../../places/temporary-folder.ts';

const TIME_LIMIT = 30_000;

let folder: string;
let env: NodeJS.ProcessEnv;
let first: string;
let second: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  env = emptyHome(folder);
  await git('init', '--quiet', '--initial-branch=main');
  await git('config', 'user.email', 'ana@example.org');
  await git('config', 'user.name', 'Ana');
  for (const words of ['one', 'two']) {
    await writeFile(join(folder, 'team.yaml'), words);
    await git('add', 'team.yaml');
    await git('commit', '--quiet', '-m', words);
  }
  [first, second] = [await git('rev-parse', 'HEAD~1'), await git('rev-parse', 'HEAD')] as const;
});

const git = async (...args: readonly string[]): Promise<string> =>
  (await runGit(folder, args, { env, timeLimit: TIME_LIMIT })).stdout.toString('utf8').trim();
const inGit = (...path: readonly string[]): string => join(folder, '.git', ...path);

const shown = (found: Found | undefined) =>
  found && { id: found.id, type: found.type, content: Buffer.from(found.content).toString('latin1') };

/** A new command, with all its questions at once. */
async function asked(names: readonly string[]) {
  const batch = new Batch(folder, env);
  const found = await batch.ask(names);
  await batch.remember();
  return found.map(shown);
}

/** What git says to the same, where nothing is remembered. */
async function askedAnew(names: readonly string[]) {
  await rm(inGit('coc-objects'), { force: true });
  return asked(names);
}

describe('objects that git gave before', () => {
  it('are given without git, as long as all of them are known', async () => {
    const { tree = '' } = /^tree (?<tree>\w+)$/m.exec(await git('cat-file', 'commit', second))?.groups ?? {};
    const before = await askedAnew(['HEAD', tree]);
    const without = new Batch(folder, { ...env, PATH: '/nowhere' });
    expect(await without.ask(['refs/heads/main', tree, second])).toMatchObject([
      { id: second, type: 'commit' },
      { id: before[1]?.id, type: 'tree' },
      { id: second },
    ]);
    await expect(without.ask([second, first])).rejects.toThrow();
  });

  it('are not given once git itself is to be asked', async () => {
    await askedAnew(['HEAD']);
    const without = new Batch(folder, { ...env, PATH: '/nowhere' });
    without.askGit();
    await expect(without.ask(['HEAD'])).rejects.toThrow();
  });

  it('follow the branch wherever it goes', async () => {
    await askedAnew(['HEAD']);
    await git('update-ref', 'refs/heads/main', first);
    expect(await asked(['HEAD'])).toMatchObject([{ id: first }]);
    await git('update-ref', 'refs/heads/main', second);
    expect(await asked(['HEAD'])).toMatchObject([{ id: second }]);
  });

  it('are what they were, whatever becomes of the file in which they are kept', async () => {
    const names = ['HEAD', 'refs/heads/main', second];
    const truth = await askedAnew(names);
    const kept = await readFile(inGit('coc-objects'));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(kept.length), fc.uint8Array({ maxLength: 40 })), { maxLength: 3 }),
        fc.nat(kept.length + 1),
        async (changes, length) => {
          const bytes = Buffer.from(kept);
          for (const [at, other] of changes) bytes.set(other.subarray(0, bytes.length - at), at);
          await writeFile(inGit('coc-objects'), bytes.subarray(0, length));
          const answers = await new KnownObjects(folder).answer(names);
          for (const [at, one] of (answers ?? []).entries()) expect(shown(one)).toEqual(truth[at]);
        },
      ),
    );
  });

  it('are not looked for behind a link, and none are kept where nobody may write', async () => {
    await askedAnew(['HEAD']);
    const elsewhere = join(dirname(folder), 'elsewhere');
    await writeFile(elsewhere, await readFile(inGit('coc-objects')));
    await rm(inGit('coc-objects'));
    await symlink(elsewhere, inGit('coc-objects'));
    expect(await new KnownObjects(folder).answer(['HEAD'])).toBeUndefined();
    await rm(inGit('coc-objects'));
    await chmod(inGit(), 0o500);
    expect(await asked(['HEAD'])).toMatchObject([{ id: second }]);
    await chmod(inGit(), 0o700);
  });
});

describe('what a reference stands for', () => {
  const NAMES = ['HEAD', 'refs/heads/main', 'refs/coc/verified', 'refs/coc/first'];

  async function expectAsGit(): Promise<void> {
    for (const name of NAMES) {
      const own = referenceIn(folder, name);
      if (own === undefined) continue;
      expect(await git('rev-parse', '--verify', '--quiet', name), name).toBe(own);
    }
  }

  it('is what git says, or not told', async () => {
    await git('update-ref', 'refs/coc/verified', first);
    await git('update-ref', 'refs/coc/first', first);
    expect(NAMES.map((name) => referenceIn(folder, name))).toEqual([second, second, first, first]);
    await git('pack-refs', '--all');
    expect(NAMES.map((name) => referenceIn(folder, name))).toEqual([second, second, first, first]);
    await git('update-ref', 'refs/coc/verified', second);
    expect(referenceIn(folder, 'refs/coc/verified')).toBe(second);
    await git('update-ref', '-d', 'refs/coc/first');
    expect(referenceIn(folder, 'refs/coc/first')).toBeUndefined();
    await git('symbolic-ref', 'refs/coc/first', 'refs/heads/main');
    await expectAsGit();
    await git('symbolic-ref', '--delete', 'refs/coc/first');
    await git('checkout', '--quiet', '--detach');
    expect(referenceIn(folder, 'HEAD')).toBe(second);
    await git('checkout', '--quiet', 'main');
    await expectAsGit();
  });

  it('is not told where the file is damaged, or is something else', async () => {
    for (const content of ['', 'x', first.slice(1), `${first}\n${second}\n`, `ref: refs/heads/main\n`]) {
      await writeFile(inGit('refs/coc/verified'), content);
      expect(referenceIn(folder, 'refs/coc/verified'), content).toBeUndefined();
    }
    await rm(inGit('refs/coc/verified'));
    await mkdir(inGit('refs/coc/verified'));
    expect(referenceIn(folder, 'refs/coc/verified')).toBeUndefined();
    for (const name of ['refs/heads/../coc/first', 'refs/tags/x', '../HEAD', 'HEAD~1', 'main', ''])
      expect(referenceIn(folder, name), name).toBeUndefined();
  });
});
