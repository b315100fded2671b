import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { App } from '../app.ts';
import { type Checker, CI_FILES, checkerText, isCheckerText } from '../checking/ci.ts';
import { EXIT, type ExitCode, UsageError, UserError, undefinedIfGone } from '../errors.ts';
import { Objects, SUBJECT } from '../vault/repository.ts';
import { firstCommit, MAIN, readMarks } from '../vault/trust.ts';

/** `coc verify --template`: the file that has a git host or a server verify every push; `--save` commits it. */
export async function verifyTemplate(
  app: App,
  checker: Checker,
  { save = false }: { readonly save?: boolean },
): Promise<ExitCode> {
  const { folder } = await app.findHistory();
  const objects = new Objects(folder, app.io.env);
  const first = (await readMarks(objects)).first ?? (await firstCommit(objects, MAIN));
  const text = await checkerText(checker, first);
  if (!save) {
    app.print(text);
    return EXIT.done;
  }
  const path = CI_FILES[checker];
  if (path === undefined) {
    throw new UsageError(
      'A hook is not in the repository but on the server.',
      `\`coc verify --template ${checker} > ${checker}\` writes it to a file to take there.`,
    );
  }
  const { vault } = await app.desk();
  await vault.changeFile(path, text, SUBJECT.checker, (file) => assertFree(file, text));
  const variable = 'Set COC_PACKAGE as the file says; until then it fails at every push.';
  app.printText(`${path} is saved. ${variable}`);
  return app.outcome;
}

/** Throws where there is a file already that is not an older one of coc's. */
async function assertFree(file: string, text: string): Promise<void> {
  const before = await readFile(file, 'utf8').catch(undefinedIfGone);
  if (before === text) throw new UserError(`${basename(file)} is there already, as it should be.`);
  if (before === undefined || isCheckerText(before)) return;
  throw new UserError(`There is a ${basename(file)} of your own already; it was left as it is.`, {
    hints: ['Without --save, coc prints what to put into it.'],
  });
}
