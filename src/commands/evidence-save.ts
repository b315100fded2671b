import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { App } from '../app.ts';
import { chooseAttachment } from '../desk/choose-attachment.ts';
import { writePieces } from '../disk/private-file.ts';
import { isSystemError, UsageError, UserError } from '../errors.ts';
import { hiddenIn } from '../evidence/hidden.ts';
import { kindOf } from '../evidence/kind.ts';
import { strip } from '../evidence/strip.ts';
import type { Attachment } from '../incident/evidence.ts';
import { showSize } from '../incident/file-size.ts';
import { single } from '../interview/prompter.ts';
import { withMemoryFile } from '../interview/terminal/memory-file.ts';
import { listIfAny } from '../text/block.ts';
import { safeFileName } from '../text/file-name.ts';
import { wholePath } from '../whole-path.ts';

const MODE = 0o600;

/** `coc evidence save`: one attachment as it was given, or without what is hidden in it, in a new file outside of the reports repository. */
export async function evidenceSave(
  app: App,
  [typed, number, behind]: readonly [string?, string?, string?],
  { to = behind, stripped = false, json }: SaveOptions,
): Promise<void> {
  const desk = await app.desk();
  const one = await chooseAttachment(app, desk, typed, number);
  const path = to === undefined ? await askedWhere(app, one) : newFileAt(app, to, one);
  const stillHidden = await app
    .interruptible(async (stop) => {
      const pieces = desk.vault.attachment(one, stop);
      return stripped ? writeStripped(app, path, one, pieces) : void (await writePieces(path, pieces, MODE));
    })
    .catch((error: unknown) => {
      throw notWritten(error);
    });
  const { size, sha256 } = one;
  if (json) app.printJson({ path, size, sha256, stripped, ...(stillHidden && { stillHidden }) });
  else {
    const what = stripped ? 'without what coc found hidden in it' : 'byte for byte as it was given';
    app.printText(`It is in ${path} (${showSize(size)}), ${what}.`);
  }
  if (stillHidden !== undefined && stillHidden.length > 0)
    app.tell(listIfAny('What coc could not take out, or look into:', stillHidden));
  app.notice(stripped ? OUTSIDE : `${OUTSIDE} ${HIDDEN_IN_IT}`);
}

interface SaveOptions {
  readonly to?: string;
  readonly stripped?: boolean;
  readonly json?: boolean;
}

/** Writes a copy without what is hidden in it; the original is in memory meanwhile. Returns what is still hidden, in sentences. */
function writeStripped(
  app: App,
  path: string,
  { size }: Attachment,
  pieces: AsyncIterable<Uint8Array>,
): Promise<readonly string[]> {
  const whole = { size, ending: '', write: (to: string) => writePieces(to, pieces, MODE) };
  return withMemoryFile(app.io.env, whole, async (original) => {
    const kind = await kindOf(original);
    const isClean = (await hiddenIn(original, kind)).length === 0;
    const came = await strip(original, kind, path);
    if ('cannot' in came)
      throw new UserError(`There is no copy without what is hidden in it. ${came.cannot}`, {
        hints: ['Without `--stripped` it is written as it was given, with all that is hidden in it.'],
      });
    return isClean ? [NOTHING_FOUND] : came.stillHidden.map(({ words }) => words);
  });
}

const OUTSIDE =
  'This copy is outside of the reports repository: whoever can use this account on this machine can read it, and backups may take it along. Delete it once it is not needed.';
const NOTHING_FOUND =
  'Nothing was found that is hidden in it, so nothing was taken out. What stands or shows in it coc does not read.';
const HIDDEN_IN_IT =
  'What is hidden in the file, such as where a picture was taken, is in it as well; `--stripped` writes a copy without.';

async function askedWhere(app: App, one: Attachment): Promise<string> {
  const prompter = await app.prompter();
  if (prompter === undefined)
    throw new UsageError(
      'Where to? Name the new file behind the number, or a folder for it.',
      '`coc evidence save K7F3 1 FOLDER`, or `--to FOLDER`.',
    );
  const answer = await prompter.ask(
    single('to', 'Where is it to be written', {
      label: 'To',
      hint: `A folder, or a new file. In a folder it is called ${safeFileName(one.name)}.`,
      problemWith: (typed) => {
        const path = newFileAt(app, typed, one);
        if (existsSync(path)) return 'is there already, and nothing is written over; choose another name';
        return existsSync(dirname(path)) ? undefined : 'is in a folder that is not there';
      },
    }),
  );
  return newFileAt(app, String(answer), one);
}

/** In a folder it has its own name, as far as that is one that can be used. */
function newFileAt({ io }: App, typed: string, { name }: Attachment): string {
  const path = wholePath(io, typed.trim());
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? join(path, safeFileName(name)) : path;
}

function notWritten(error: unknown): unknown {
  if (!isSystemError(error)) return error;
  const { code, path = '' } = error;
  if (code === 'EEXIST')
    return new UserError('There is a file of that name already, so nothing was written.', {
      hints: ['Choose another name.'],
    });
  if (code === 'ENOENT')
    return new UserError('That folder is not there, so nothing was written.', {
      hints: [`\`ls ${dirname(path)}\` shows what is there.`],
    });
  return new UserError('It cannot be written there.', { hints: ['Choose another folder.'] });
}
