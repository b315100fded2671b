import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../errors.ts';
import { memoryFolders } from '../../memory-folders.ts';
import { hasEnded, isRunning, stampOf } from '../../processes.ts';

/** `coc-edit-STAMP-RANDOM`, or as an older coc named it, with the number of its process alone. */
const FOLDER = /^coc-edit-(?:(\d+)|(\d+-\d+-[0-9a-f]+-\d+))-[A-Za-z0-9]{6}$/;
const TEXT = 'text.txt';
/** The text that was last kept elsewhere, sealed. */
const KEPT = 'kept';
/** The stamp of the editor. */
const EDITOR = 'editor';

/** A folder in memory that only this user can enter, with the text that an editor works on. */
export class EditFolder {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** Throws a UserError where the machine has no storage in memory. */
  static async make(env: NodeJS.ProcessEnv, text: string): Promise<EditFolder> {
    const [storage] = await memoryFolders(env);
    if (storage === undefined) {
      throw new UserError('This machine has no storage in memory, so an editor would write to the disk.', {
        hints: ['Type or paste the text instead, or take it from a file with :file.'],
      });
    }
    // Whose it is stands in its name, so that nobody who sweeps ever sees it without.
    const folder = new EditFolder(mkdtempSync(join(storage, `coc-edit-${stampOf(process.pid)}-`)));
    mkdirSync(folder.home, { mode: 0o700 });
    folder.isKept(text);
    writeFileSync(folder.file, text, { mode: 0o600, flag: 'wx' });
    return folder;
  }

  get file(): string {
    return join(this.path, TEXT);
  }

  /** What the editor takes for the home of its user, so that whatever it keeps goes with the folder. */
  get home(): string {
    return join(this.path, 'home');
  }

  /** Notes that a text is kept elsewhere: when somebody else sweeps, it is not the only one. */
  isKept(text: string): void {
    // A signal may have ended it meanwhile.
    if (existsSync(this.path)) writeFileSync(join(this.path, KEPT), text, { mode: 0o600 });
  }

  /** Notes which process works on it, so that nobody sweeps it away below that. */
  isEditedBy(pid: number): void {
    writeFileSync(join(this.path, EDITOR), stampOf(pid) ?? '', { mode: 0o600 });
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

export interface Swept {
  /** How many texts were removed, all of which are kept elsewhere. */
  readonly removed: number;
  /** Texts that an editor saved after its coc was gone, and that are nowhere else: they were left. */
  readonly left: readonly string[];
}

/**
 * Removes what a coc left in memory that was killed while an editor had a text. Only folders of this user whose coc has
 * ended and whose editor has; no link is followed. A text that is not kept anywhere else is left.
 */
export async function sweepEdits(env: NodeJS.ProcessEnv): Promise<Swept> {
  let removed = 0;
  const left: string[] = [];
  for (const storage of await memoryFolders(env)) {
    for (const name of namesIn(storage)) {
      const path = join(storage, name);
      if (!isAbandoned(name, path)) continue;
      if (isKeptElsewhere(path)) {
        rmSync(path, { recursive: true, force: true });
        removed += 1;
      } else left.push(join(path, TEXT));
    }
  }
  return { removed, left };
}

function isAbandoned(name: string, path: string): boolean {
  const [, pid, stamp] = FOLDER.exec(name) ?? [];
  if (pid === undefined && stamp === undefined) return false;
  const { uid, isFolder } = whatIs(path);
  if (!isFolder || uid !== process.getuid?.()) return false;
  const editor = contentOf(join(path, EDITOR));
  const cocEnded = stamp === undefined ? !isRunning(Number(pid)) : hasEnded(stamp);
  return cocEnded && (editor === undefined || editor === '' || hasEnded(editor));
}

function isKeptElsewhere(folder: string): boolean {
  const text = contentOf(join(folder, TEXT));
  const kept = contentOf(join(folder, KEPT));
  return text === undefined || text.trim() === '' || kept === undefined || kept === text.replace(/\n$/, '');
}

function whatIs(path: string): { readonly uid?: number; readonly isFolder: boolean } {
  try {
    const found = lstatSync(path);
    return { uid: found.uid, isFolder: found.isDirectory() };
  } catch {
    return { isFolder: false };
  }
}

/** Of an ordinary file; undefined where there is none. */
function contentOf(path: string): string | undefined {
  try {
    return lstatSync(path).isFile() ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
