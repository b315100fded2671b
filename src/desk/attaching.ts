import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { App, Desk } from '../app.ts';
import { Cancelled, isSystemError, UserError, undefinedIfRefused } from '../errors.ts';
import { hiddenIn } from '../evidence/hidden.ts';
import { type Kind, kindOf } from '../evidence/kind.ts';
import { showSize } from '../incident/file-size.ts';
import type { Attached } from '../policy/situation.ts';
import { OFTEN_TOO_LARGE, type SealedAttachment } from '../vault/vault.ts';

/** Of a file that is larger it is said how far it is. Bytes. */
const TAKES_LONG = 100_000_000;

/** What is sealed and about to be saved, as a decision knows it and as the vault does. */
interface Attaching {
  readonly attached: readonly Attached[];
  readonly sealed: readonly SealedAttachment[];
}

/**
 * Seals the files at these paths, has them saved with something, and lets go of what was not saved after all. Throws a UserError, which
 * names the file, where one of them cannot be taken; Cancelled where somebody stops it.
 */
export async function withAttached<T>(
  app: App,
  { vault }: Pick<Desk, 'vault'>,
  paths: readonly string[],
  stop: AbortSignal,
  save: (attaching: Attaching) => Promise<T>,
): Promise<T> {
  const sealed: SealedAttachment[] = [];
  const attached: Attached[] = [];
  const tooLate = (): void => app.notice('It is being saved by now. What comes of it is said in a moment.');
  try {
    for (const path of paths) {
      const name = basename(path);
      await tellWhereLarge(app, vault, path, name);
      const told = progress(app, name);
      const one = await vault.attach(path, { stop, told }).catch((error: unknown) => {
        throw namingFile(error, name);
      });
      sealed.push(one);
      const kind = await kindOf(path).catch(undefinedIfRefused);
      if (kind !== undefined) await sayHidden(app, path, name, kind);
      const { file, key, size, sha256 } = one;
      attached.push({ path, name, file, key, size, sha256, type: kind?.mime });
    }
    if (stop.aborted) throw new Cancelled();
    stop.addEventListener('abort', tooLate, { once: true });
    return await save({ attached, sealed });
  } finally {
    stop.removeEventListener('abort', tooLate);
    await vault.letGo(sealed);
  }
}

async function tellWhereLarge(app: App, vault: Desk['vault'], path: string, name: string): Promise<void> {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > OFTEN_TOO_LARGE && (await vault.unshared()) !== undefined)
    app.notice(
      `${name} has ${showSize(size)}. Many servers take no file of that size; yours is asked before anything is saved.`,
    );
}

/** Says what is hidden in a file that nobody sees who looks at it; nothing where coc found nothing. */
async function sayHidden(app: App, path: string, name: string, kind: Kind): Promise<void> {
  const hidden = (await hiddenIn(path, kind).catch(undefinedIfRefused)) ?? [];
  if (hidden.length === 0) return;
  app.tell([
    {
      kind: 'list',
      title: `${name} is ${kind.words}`,
      items: [...new Set(hidden.map(({ words }) => words))],
    },
    { kind: 'text', text: 'It is kept as it is.' },
  ]);
}

/** Says a few times how much of a large file is sealed. */
function progress(app: App, name: string): (done: number) => void {
  let next = TAKES_LONG;
  return (done) => {
    if (done < next) return;
    next = done + Math.max(TAKES_LONG, done);
    app.notice(`${name}: ${showSize(done)} are sealed.`);
  };
}

function namingFile(error: unknown, name: string): unknown {
  if (error instanceof UserError)
    return new UserError(`${name} was not taken: ${error.message}`, {
      hints: error.hints,
      exitCode: error.exitCode,
    });
  if (!isSystemError(error)) return error;
  return new UserError(`${name} was not taken: it is not there any more, or may not be read.`);
}
