import { type ChildProcess, spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Cancelled, UserError } from '../../errors.ts';
import type { Io } from '../../io.ts';
import { EditFolder } from './edit-folder.ts';
import { chosenEditor, type Editor } from './editor-command.ts';
import { type Keep, SavedText } from './saved-text.ts';

const TYPE_OR_PASTE = 'Type or paste the text instead, or take it from a file with :file.';
/** How a shell says that there is no such command. */
const NO_COMMAND = 127;
/** Where vi and its kin would take settings from besides. */
const SETTINGS = ['VIMINIT', 'GVIMINIT', 'EXINIT', 'NEXINIT', 'MYVIMRC', 'NVIM_APPNAME'];
const ENDING = ['SIGTERM', 'SIGHUP'] as const;

/**
 * Lets the person write a text in the editor of their own choice, in a file of memory-backed storage that only they can
 * read and that is removed afterwards. Each time they save, the text is passed to `keep`; so what was saved counts, however
 * it ends. Throws a UserError where there is no such storage, no editor, or it fails, and Cancelled where they stop.
 *
 * @param instead what can be done without an editor
 * @returns what was saved last, or the text as it was
 */
export async function editText(
  io: Io,
  text: string,
  keep: Keep,
  instead: readonly string[] = [TYPE_OR_PASTE],
): Promise<string> {
  const editor = chosenEditor(io.env);
  if (editor === undefined) {
    throw new UserError('No editor is chosen: EDITOR is not set.', { hints: instead });
  }
  const folder = await EditFolder.make(io.env, text);
  const saved = new SavedText(folder.file, text, async (now) => {
    const isKept = await keep(now);
    if (isKept) folder.isKept(now);
    return isKept;
  });
  try {
    const how = await runEditor(io, editor, folder, saved);
    const left = await saved.end();
    if (how === 'stopped') throw new Cancelled();
    const kept =
      saved.text === text ? 'What was there before is still there.' : 'What you had saved in it is kept.';
    if (how === 'missing')
      throw new UserError(`There is no “${editor.name}” on this machine. ${kept}`, { hints: instead });
    if (how === 'failed') throw new UserError(`The editor ended with an error. ${kept}`, { hints: instead });
    if (left === 'not-text') throw new UserError(`The editor left something that is not UTF-8 text. ${kept}`);
    if (left === 'nothing') throw new UserError(`The editor left nothing. ${kept}`);
    return saved.text;
  } finally {
    folder.remove();
  }
}

type Ended = 'closed' | 'missing' | 'failed' | 'stopped';

/** Returns once the editor is closed, or the person has stopped it. */
function runEditor(io: Io, editor: Editor, folder: EditFolder, saved: SavedText): Promise<Ended> {
  return new Promise((resolve) => {
    const child = start(io, editor, folder);
    if (child.pid !== undefined) folder.isEditedBy(child.pid);
    const end = (how: Ended): void => {
      process.removeListener('SIGINT', interrupted);
      for (const signal of ENDING) process.removeListener(signal, ended);
      resolve(how);
    };
    let interruptions = 0;
    /** An editor in the terminal takes Ctrl-C for itself. One in a window does not hear it, and one without may end by it. */
    const interrupted = (): void => {
      interruptions += 1;
      if (interruptions === 1) {
        io.stderr.write('\nThe editor is still open. Close it.\nCtrl-C once more stops here.\n');
        return;
      }
      child.kill('SIGTERM');
      end('stopped');
    };
    /** What was saved is kept, and gone from memory, also where a signal ends coc. */
    const ended = async (signal: NodeJS.Signals): Promise<void> => {
      for (const one of ENDING) process.removeListener(one, ended);
      const keeping = saved.endSoon();
      folder.remove();
      await keeping.catch(() => undefined);
      process.kill(process.pid, signal);
    };
    process.on('SIGINT', interrupted);
    for (const signal of ENDING) process.on(signal, ended);
    child.on('error', () => end('failed'));
    child.on('close', (code, signal) => {
      const isInterrupted = interruptions > 0 && (signal === 'SIGINT' || code === 130);
      const how = code === NO_COMMAND ? 'missing' : 'failed';
      end(code === 0 ? 'closed' : isInterrupted ? 'stopped' : how);
    });
  });
}

/** Its home is set behind the shell's reading of the line, so that a `~` in it means the person's own. */
function start({ env }: Io, { name, command, options }: Editor, folder: EditFolder): ChildProcess {
  const { home, path, file } = folder;
  const own: NodeJS.ProcessEnv = {
    ...env,
    ...Object.fromEntries(SETTINGS.map((variable) => [variable, undefined])),
    TMPDIR: path,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local/share'),
    XDG_STATE_HOME: join(home, '.local/state'),
    XDG_CACHE_HOME: join(home, '.cache'),
    // Without it, no window could be opened from another home.
    ...(env.DISPLAY && { XAUTHORITY: env.XAUTHORITY ?? join(env.HOME ?? homedir(), '.Xauthority') }),
    COC_EDIT_HOME: home,
  };
  const line = `ulimit -c 0; HOME="$COC_EDIT_HOME" ${command} "$@"`;
  return spawn('sh', ['-c', line, name, ...options, file], { stdio: 'inherit', env: own });
}
