import { access, constants, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exists, isOwnFolder, writeAtomically } from '../../disk/private-file.ts';
import { readTemplate } from '../../templates.ts';

const HOOKS = ['pre-commit', 'pre-merge-commit', 'reference-transaction'];
/** How the second line of a hook of coc's begins, of whatever version. */
const MARK = '# coc hook';

/**
 * Lays the hooks that keep stock git to what coc promises: nothing unsealed, no merges. A hook of the person's own is
 * left as it is.
 *
 * @param folder the top folder of the clone
 * @returns the names of coc's hooks that are not in force, because somebody's own stand there
 */
export async function layHooks(folder: string): Promise<readonly string[]> {
  const hooks = join(folder, '.git/hooks');
  await mkdir(hooks).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  // Behind a link are the hooks of another repository, or of all of them.
  if (!(await isOwnFolder(hooks))) return HOOKS;
  const laid = await Promise.all(HOOKS.map((name) => layHook(join(hooks, name), `hooks/${name}`)));
  return HOOKS.filter((_, index) => !laid[index]);
}

/** As `layHooks`, and lays nothing: the names of coc's hooks in whose place somebody's own stand. */
export async function foreignHooks(folder: string): Promise<readonly string[]> {
  const hooks = join(folder, '.git/hooks');
  if ((await exists(hooks)) && !(await isOwnFolder(hooks))) return HOOKS;
  const texts = await Promise.all(HOOKS.map((name) => textAt(join(hooks, name))));
  return HOOKS.filter((_, index) => isForeign(texts[index]));
}

/** What stands among the hooks and is none of coc's, nor an example of git's: git starts it. */
export async function otherHooks(folder: string): Promise<readonly string[]> {
  const names = await readdir(join(folder, '.git/hooks')).catch(() => []);
  return names.filter((name) => !HOOKS.includes(name) && !name.endsWith('.sample')).sort();
}

/** False where somebody's own stands there. */
async function layHook(path: string, template: string): Promise<boolean> {
  const [text, before] = await Promise.all([readTemplate(template), textAt(path)]);
  if (before === text && (await isExecutable(path))) return true;
  if (isForeign(before)) return false;
  await writeAtomically(path, new TextEncoder().encode(text), { mode: 0o755 });
  return true;
}

function isForeign(text: string | undefined): boolean {
  return text !== undefined && text.split('\n')[1]?.startsWith(MARK) !== true;
}

/** What stands there, if anything. What cannot be read is not ours either. */
function textAt(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' ? undefined : '',
  );
}

function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
