import { randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { App, Desk } from '../app.ts';
import { chooseIncident } from '../desk/choose-incident.ts';
import { verifyEvidence } from '../desk/verify-evidence.ts';
import { writePieces } from '../disk/private-file.ts';
import { EXIT, type ExitCode, isSystemError, UsageError, UserError } from '../errors.ts';
import { hiddenIn } from '../evidence/hidden.ts';
import { kindOf } from '../evidence/kind.ts';
import { strip } from '../evidence/strip.ts';
import type { Attachment } from '../incident/evidence.ts';
import { showSize } from '../incident/file-size.ts';
import { showId } from '../incident/id.ts';
import type { IncidentView } from '../incident/view.ts';
import { single } from '../interview/prompter.ts';
import { viewInMemory } from '../interview/terminal/viewing.ts';
import { attachmentLines, evidenceBlocks } from '../screen/evidence.ts';
import { listIfAny } from '../text/block.ts';
import { count } from '../text/count.ts';
import { safeFileName } from '../text/file-name.ts';

const MODE = 0o600;

/** `coc evidence list`: what is kept with an incident. */
export async function evidenceList(
  app: App,
  [typed]: readonly [string?],
  { json }: { readonly json?: boolean },
): Promise<void> {
  const desk = await app.desk();
  const incident = (await desk.vault.inspect(await chooseIncident(app, desk, typed))).view;
  if (json) return app.printJson(incident.evidence.map(dataOf));
  app.printBlocks(evidenceBlocks(incident, factsAt(app, desk)));
}

/** `coc evidence save`: one attachment as it was given, in a new file outside of the reports repository. */
export async function evidenceSave(
  app: App,
  [typed, number, behind]: readonly [string?, string?, string?],
  { to = behind, stripped = false, json }: SaveOptions,
): Promise<void> {
  const desk = await app.desk();
  const incident = (await desk.vault.read(await chooseIncident(app, desk, typed))).view;
  const one = await chosen(app, desk, incident, number);
  sayReplaced(app, incident, one);
  const path = to === undefined ? await askedWhere(app, one) : newFileAt(app, to, one);
  const stillHidden = await app
    .interruptible(async (stop) => {
      const pieces = desk.vault.attachment(one, stop);
      return stripped ? writeStripped(path, pieces) : void (await writePieces(path, pieces, MODE));
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

/** Writes a copy without what is hidden in it; the original stands beside it meanwhile. Returns what is still hidden, in sentences. */
async function writeStripped(path: string, pieces: AsyncIterable<Uint8Array>): Promise<readonly string[]> {
  const beside = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.coc-tmp`);
  try {
    await writePieces(beside, pieces, MODE);
    const kind = await kindOf(beside);
    const isClean = (await hiddenIn(beside, kind)).length === 0;
    const came = await strip(beside, kind, path);
    if ('cannot' in came)
      throw new UserError(`There is no copy without what is hidden in it. ${came.cannot}`, {
        hints: ['Without `--stripped` it is written as it was given, with all that is hidden in it.'],
      });
    return isClean ? [NOTHING_FOUND] : came.stillHidden.map(({ words }) => words);
  } finally {
    await rm(beside, { force: true });
  }
}

/** `coc evidence view`: one attachment in the viewer of this machine, from memory. */
export async function evidenceView(app: App, [typed, number]: readonly [string?, string?]): Promise<void> {
  const desk = await app.desk();
  const incident = (await desk.vault.read(await chooseIncident(app, desk, typed))).view;
  const one = await chosen(app, desk, incident, number);
  sayReplaced(app, incident, one);
  const prompter = await app.prompter();
  if (prompter === undefined)
    throw new UsageError(
      'Only somebody at a terminal can say when it was seen.',
      '`coc evidence save` writes it out.',
    );
  const [ending = ''] = /\.[A-Za-z0-9]{1,8}$/.exec(safeFileName(one.name)) ?? [];
  const write = (path: string) => writePieces(path, desk.vault.attachment(one), MODE);
  app.notice(IN_VIEWER);
  await viewInMemory(app.io.env, { size: one.size, ending, write }, () =>
    prompter.choose('It is open in your viewer. Have you closed it', [
      { value: true, label: 'Yes, it is closed' },
    ]),
  );
}

const IN_VIEWER =
  'A viewer can keep a small picture of what it showed, and runs what is in some kinds of files. Open nothing here that you would not open from a stranger.';

const OUTSIDE =
  'This copy is outside of the reports repository: whoever can use this account on this machine can read it, and backups may take it along. Delete it once it is not needed.';

const NOTHING_FOUND =
  'Nothing was found that is hidden in it, so nothing was taken out. What stands or shows in it coc does not read.';
const HIDDEN_IN_IT =
  'What is hidden in the file, such as where a picture was taken, is in it as well; `--stripped` writes a copy without.';

/** `coc evidence verify`: whether each attachment is there, opens, and is what was given. Exit 3 where one is not. */
export async function evidenceVerify(
  app: App,
  [typed]: readonly [string?],
  { json }: { readonly json?: boolean },
): Promise<ExitCode> {
  const desk = await app.desk();
  const id = typed === undefined ? undefined : await desk.vault.find(typed);
  const found = await app.interruptible((stop) => verifyEvidence(desk, id, stop));
  const { looked, wrong, unreferenced, notShared } = found;
  if (json)
    app.printJson({ ...found, wrong: wrong.map((one) => ({ ...one, incident: showId(one.incident) })) });
  else
    app.printBlocks([
      {
        kind: 'text',
        text:
          looked === 0
            ? 'Nothing is attached in what you can open.'
            : wrong.length === 0
              ? `All is there and as it was given: ${looked} looked at, whole.`
              : `${looked} looked at. These are not as they should be:`,
      },
      ...listIfAny(
        '',
        wrong.map(({ incident, number, why }) => `${showId(incident)}, number ${number}: ${why}`),
      ),
      ...(found.forOthers === 0
        ? []
        : [
            {
              kind: 'text',
              text: `${count(found.forOthers, 'more file')} that ${found.forOthers === 1 ? 'is' : 'are'} only for others ${found.forOthers === 1 ? 'is' : 'are'} there as well; you cannot open ${found.forOthers === 1 ? 'it' : 'them'}.`,
            } as const,
          ]),
      ...(unreferenced.length === 0
        ? []
        : [
            {
              kind: 'text',
              text:
                notShared > 0
                  ? `${unreferenced.length} more belong to incidents that are not shared with you, or to none.`
                  : `${unreferenced.length} more belong to no incident. Nobody can open them.`,
            } as const,
          ]),
    ]);
  return wrong.length > 0 ? EXIT.partial : EXIT.done;
}

async function chosen(
  app: App,
  desk: Desk,
  { id, evidence }: IncidentView,
  number: string | undefined,
): Promise<Attachment> {
  const lines = attachmentLines(evidence, factsAt(app, desk));
  const [only, ...others] = evidence;
  if (only === undefined)
    throw new UserError(`Nothing that you can open is attached to ${showId(id)}.`, {
      hints: [`\`coc evidence add ${showId(id)}\` adds files.`],
    });
  if (number !== undefined) {
    const one = /^\d+$/.test(number) ? evidence[Number(number) - 1] : undefined;
    if (one !== undefined) return one;
    throw new UsageError(
      'There is no attachment of that number.',
      `\`coc evidence list ${showId(id)}\` numbers them.`,
    );
  }
  if (others.length === 0) return only;
  const prompter = await app.prompter();
  if (prompter === undefined)
    throw new UsageError(
      'Which attachment? Its number is missing.',
      `\`coc evidence list ${showId(id)}\` numbers them.`,
    );
  return prompter.choose(
    'Which one',
    evidence.map((value, index) => ({ value, label: lines[index] ?? '' })),
  );
}

function sayReplaced(app: App, { evidence }: IncidentView, { replacedBy }: Attachment): void {
  if (replacedBy === undefined) return;
  const number = evidence.findIndex(({ id }) => id === replacedBy) + 1;
  app.notice(
    number === 0
      ? 'A corrected one was put in its place, which is only for others.'
      : `A corrected one was put in its place: number ${number}.`,
  );
}

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
  const path = resolve(io.cwd, typed.trim().replace(/^~(?=\/|$)/, io.env.HOME ?? '~'));
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

function dataOf(one: Attachment, index: number) {
  const {
    id,
    file,
    name,
    size,
    sha256,
    type,
    about,
    from,
    madeAt,
    receivedAt,
    by,
    at,
    forFew,
    replaces,
    replacedBy,
  } = one;
  const told = { type, about, from, madeAt, receivedAt, by, at, forFew, replaces, replacedBy };
  return { number: index + 1, entry: id, file, name, size, sha256, ...told };
}

function factsAt(app: App, { repository, me }: Desk) {
  const names = new Map(repository.roster.members.map(({ id, name }) => [id, name]));
  return { now: app.now(), nameOf: (id: string) => (id === me.id ? 'you' : (names.get(id) ?? id)) };
}
