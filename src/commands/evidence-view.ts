import type { App } from '../app.ts';
import { chooseAttachment } from '../desk/choose-attachment.ts';
import { writePieces } from '../disk/private-file.ts';
import { UsageError } from '../errors.ts';
import { withMemoryFile } from '../interview/terminal/memory-file.ts';
import { openInViewer } from '../interview/terminal/viewer.ts';
import { safeFileName } from '../text/file-name.ts';

const MODE = 0o600;

/** `coc evidence view`: one attachment in the viewer of this machine, from memory. */
export async function evidenceView(app: App, [typed, number]: readonly [string?, string?]): Promise<void> {
  const desk = await app.desk();
  const one = await chooseAttachment(app, desk, typed, number);
  const prompter = await app.prompter();
  if (prompter === undefined)
    throw new UsageError(
      'Only somebody at a terminal can say when it was seen.',
      '`coc evidence save` writes it out.',
    );
  const [ending = ''] = /\.[A-Za-z0-9]{1,8}$/.exec(safeFileName(one.name)) ?? [];
  const write = (path: string) => writePieces(path, desk.vault.attachment(one), MODE);
  app.notice(IN_VIEWER);
  await withMemoryFile(app.io.env, { size: one.size, ending, write }, async (file) => {
    await openInViewer(app.io.env, file);
    await prompter.choose('It is open in your viewer. Have you closed it', [
      { value: true, label: 'Yes, it is closed' },
    ]);
  });
}

const IN_VIEWER =
  'A viewer can keep a small picture of what it showed, and runs what is in some kinds of files. Open nothing here that you would not open from a stranger.';
