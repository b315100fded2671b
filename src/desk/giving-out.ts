import { createHash } from 'node:crypto';
import { createReadStream, realpathSync, statSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import type { App, Desk } from '../app.ts';
import { nameNew, syncFolder } from '../disk/private-file.ts';
import { Cancelled, isSystemError, UsageError, UserError } from '../errors.ts';
import { hiddenIn } from '../evidence/hidden.ts';
import { kindOf } from '../evidence/kind.ts';
import { strip } from '../evidence/strip.ts';
import type { EntryOf } from '../incident/entry.ts';
import { withMemoryFile } from '../interview/terminal/memory-file.ts';
import { asHtml, asMarkdown } from '../letters/copy-page.ts';
import type { LeavingCopy } from '../policy/situation.ts';
import type { CopyToMake } from '../steps/step.ts';
import { inert } from '../text/inert.ts';
import type { Draft } from '../vault/drafts.ts';
import { sealStream, sealStreamWithPassphrase } from '../vault/keys.ts';
import { currentMembers } from '../vault/team.ts';
import type { OpenedIncident, Saved } from '../vault/vault.ts';
import { TOO_LATE } from './attaching.ts';
import { type Packed, tarOf } from './tar.ts';

/** Letters of a passphrase, at least. */
const SHORTEST = 12;
const MODE = 0o600;

/** What else is known of a copy that is to be made. */
interface Making {
  readonly copy: CopyToMake;
  /** What it is sealed with, where that is a passphrase. */
  readonly passphrase: string | undefined;
  readonly draft: Draft;
}

/** What became of a copy. */
export interface Written {
  readonly path: string;
  readonly sha256: string;
  /** What is said of it, a sentence each. */
  readonly words: readonly string[];
}

/** A passphrase for a copy, typed twice by whoever tells it to its reader. Throws a UsageError where nobody can type it. */
export async function passphraseFor(app: App, { seal }: CopyToMake): Promise<string | undefined> {
  if (seal !== 'passphrase') return undefined;
  const prompter = await app.prompter();
  if (prompter === undefined)
    throw new UsageError(
      'A passphrase is typed at a terminal, and there is none.',
      '`sealed: recipient` seals the copy to an age key of its reader.',
    );
  const say = (text: string): void => prompter.show([{ kind: 'text', text }]);
  say(
    'Choose a passphrase for the copy, five or six words in a row. Tell it to them in another way than the file, such as by phone. It is kept nowhere.',
  );
  for (;;) {
    const first = await prompter.secret('Passphrase for the copy');
    if ([...first].length < SHORTEST) say(`That is too short: ${SHORTEST} letters at least.`);
    else if (first === (await prompter.secret('The same once more'))) return first;
    else say('The two were not the same.');
  }
}

/** Throws where a file of it cannot go without what is hidden in it: that is said before a passphrase is typed for it. */
export async function assertFilesCanGo(
  app: App,
  desk: Desk,
  copy: CopyToMake,
  stop: AbortSignal,
): Promise<void> {
  await withFiles(app, desk, copy, stop, async () => undefined);
}

/**
 * Has a copy written, saved as an entry, and then named: whatever stops it, there is no file of that name without its entry. Sealed, it lies
 * beside its place until then, under a name of its own; one that is not sealed is not on the disk before its entry is.
 */
export async function givingOut(
  app: App,
  desk: Desk,
  { copy, passphrase, draft }: Making,
  stop: AbortSignal,
  save: (leaving: LeavingCopy) => Promise<Saved>,
): Promise<{ readonly saved: Saved; readonly written: Written }> {
  assertMayRead(desk, copy);
  assertOutside(desk, copy);
  return withFiles(app, desk, copy, stop, async (files, stillHidden) => {
    // Of one that is not sealed the digest is known before it is written: both times it is the same, to the byte.
    const at = app.now();
    const content = (): AsyncIterable<Uint8Array> => contentOf(copy, files, at);
    const temporary = temporaryOf(copy.out, draft);
    const isPlain = copy.seal === 'plain';
    await rm(temporary, { force: true });
    try {
      const { inside, file } = isPlain
        ? { inside: undefined, file: await digestOf(content(), stop) }
        : await sealedAt(temporary, copy.seal, passphrase, content(), stop);
      const { size, sha256 } = file;
      if (stop.aborted) throw new Cancelled();
      stop.addEventListener('abort', () => app.notice(TOO_LATE), { once: true });
      const saved = await save({
        ...{ size, sha256 },
        ...(inside && { inside: inside.sha256 }),
        evidence: files.map(({ entry, sha256: of, stripped }) => ({ entry, sha256: of, stripped })),
      });
      if (saved.isLate) {
        await rm(temporary, { force: true });
        return { saved, written: { path: copy.out, sha256, words: [] } };
      }
      if (isPlain) await write(temporary, content(), undefined);
      const path = await nameNew(temporary, copy.out);
      const words = [`The copy is in ${path}.`, howToOpen(copy, path, files.length > 0), ...stillHidden];
      return { saved, written: { path, sha256, words } };
    } catch (error) {
      // What is sealed and noted, or may be, waits there for its name.
      if (isPlain || !(await isNoted(desk, draft).catch(() => true))) await rm(temporary, { force: true });
      throw isSystemError(error) ? notWritten() : error;
    }
  });
}

/** What became of a copy that was noted when coc was stopped. */
interface Found {
  readonly words: string;
  /** Undefined where there is none. */
  readonly file?: string;
}

/** Gives a copy its name that was noted and had none yet when coc was stopped; undefined where the draft made none. */
export async function finishGivingOut(draft: Draft, opened: OpenedIncident): Promise<Found | undefined> {
  const entry = exportOf(draft, opened);
  const { out } = draft.answers;
  if (entry === undefined || typeof out !== 'string') return undefined;
  const temporary = temporaryOf(out, draft);
  const isIt = async (path: string): Promise<boolean> =>
    statSync(path, { throwIfNoEntry: false })?.isFile() === true &&
    (await digestOf(createReadStream(path))).sha256 === entry.sha256;
  const found = async (file: string): Promise<Found> => ({ words: `The copy is in ${file}.`, file });
  if (await isIt(temporary)) return found(await nameNew(temporary, out));
  await rm(temporary, { force: true });
  return (await isIt(out)) ? found(out) : { words: NOT_THERE };
}

const NOT_THERE =
  'The copy is noted as made, and its file is not there: coc was stopped before it had its name, or it was moved. `coc export` makes another, which is noted as well.';

/** What whoever gets it does with it. */
function howToOpen({ seal, as }: CopyToMake, path: string, hasFiles: boolean): string {
  const page = as === 'html' ? 'copy.html' : 'copy.md';
  const tar = seal === 'plain' && /^[\w.-]+$/.test(basename(path)) ? basename(path) : 'copy.tar';
  const inside = hasFiles
    ? `\`tar -xf ${tar}\` then lays ${page} and the files beside it.`
    : `${page} opens in ${as === 'html' ? 'any browser, which prints it as well' : 'any editor'}.`;
  if (seal === 'plain')
    return `It is not sealed: whoever finds it reads it. Delete it here once it is handed over. ${hasFiles ? inside : ''}`.trim();
  const key = seal === 'passphrase' ? '' : ' -i their-key.txt';
  const out = hasFiles ? 'copy.tar' : page;
  return `They open it with age (age-encryption.org): \`age -d${key} -o ${out} FILE\`. ${inside}`;
}

async function isNoted(desk: Desk, draft: Draft): Promise<boolean> {
  return exportOf(draft, await desk.vault.read(draft.incident)) !== undefined;
}

function exportOf(draft: Draft, opened: OpenedIncident): EntryOf<'export'> | undefined {
  return opened.view.exports?.find(({ id }) => id === draft.entry);
}

/** Nothing is sealed to a key of the team whose owner cannot open the incident: that would let them in by another door. */
function assertMayRead({ repository }: Desk, { seal, mayHave }: CopyToMake): void {
  if (typeof seal === 'string') return;
  const member = currentMembers(repository.roster).find(({ recipient }) => recipient === seal.recipient);
  if (member === undefined || mayHave.includes(member.id)) return;
  throw new UserError(
    'That is the key of somebody on the team who cannot open this incident. Nothing was written.',
    {
      hints: ['Ask whoever gets the copy for a key of theirs.'],
    },
  );
}

/** A copy in the reports repository would be a file that git offers to share. */
function assertOutside({ repository: { folder } }: Desk, { out }: CopyToMake): void {
  const place = realpathSync(dirname(out));
  const inside = relative(realpathSync(folder), place);
  if (inside !== '' && (inside.startsWith('..') || isAbsolute(inside))) return;
  throw new UserError('That place is in the reports repository. Nothing was written.', {
    hints: ['Choose a folder of yours that is shared with nobody.'],
  });
}

/** An attachment that goes with it, as it goes. */
interface Going extends Packed {
  readonly entry: string;
  readonly sha256: string;
  readonly stripped: boolean;
}

/** Has the attachments ready that go with a copy: those that are stripped in memory, and nowhere else. */
async function withFiles<T>(
  app: App,
  desk: Desk,
  { files }: CopyToMake,
  stop: AbortSignal,
  use: (ready: readonly Going[], stillHidden: readonly string[]) => Promise<T>,
): Promise<T> {
  const next = async (
    left: CopyToMake['files'],
    ready: readonly Going[],
    hidden: readonly string[],
  ): Promise<T> => {
    const [first, ...rest] = left;
    if (first === undefined) return use(ready, hidden);
    const { one, name, stripped } = first;
    const pieces = (): AsyncIterable<Uint8Array> => desk.vault.attachment(one, stop);
    if (!stripped) {
      const { id: entry, size, sha256 } = one;
      return next(rest, [...ready, { entry, name, size, sha256, stripped, pieces }], hidden);
    }
    const whole = { size: one.size * 2, ending: '', write: (to: string) => copyTo(to, pieces()) };
    return withMemoryFile(app.io.env, whole, async (original) => {
      const without = `${original}-stripped`;
      const kind = await kindOf(original);
      const isClean = (await hiddenIn(original, kind)).length === 0;
      const came = await strip(original, kind, without);
      if ('cannot' in came)
        throw new UserError(`There is no copy of ${one.name} without what is hidden in it. ${came.cannot}`, {
          hints: [
            'Go on with it, and leave the file out, or name it under “As given” (`as-given`) as well: then it goes as it was given, with all that is hidden in it.',
          ],
        });
      const { size } = statSync(without);
      const read = (): AsyncIterable<Uint8Array> => createReadStream(without);
      const { sha256 } = await digestOf(read());
      const still = isClean ? [] : came.stillHidden.map(({ words }) => `${name}: ${words}`);
      const going = { entry: one.id, name, size, sha256, stripped, pieces: read };
      return next(rest, [...ready, going], [...hidden, ...still]);
    });
  };
  return next(files, [], []);
}

async function copyTo(path: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'wx', MODE);
  try {
    for await (const piece of pieces) await file.write(piece);
  } finally {
    await file.close();
  }
}

/** What is sealed: the page alone, or with the files that go with it an archive of both. */
async function* contentOf(
  { title, mark, text, as }: CopyToMake,
  files: readonly Packed[],
  now: Date,
): AsyncGenerator<Uint8Array> {
  const page = { title: inert(title), mark: inert(mark), text: inert(text, { lines: true }) };
  const bytes = new TextEncoder().encode(as === 'html' ? asHtml(page) : asMarkdown(page));
  if (files.length === 0) {
    yield bytes;
    return;
  }
  const name = as === 'html' ? 'copy.html' : 'copy.md';
  async function* pieces(): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  yield* tarOf([{ name, size: bytes.length, pieces }, ...files], now);
}

/** Writes it sealed. Returns the digest of that file, and of what is sealed in it. */
async function sealedAt(
  path: string,
  seal: CopyToMake['seal'],
  passphrase: string | undefined,
  content: AsyncIterable<Uint8Array>,
  stop: AbortSignal,
): Promise<{ readonly inside: Digest; readonly file: Digest }> {
  const hash = createHash('sha256');
  let size = 0;
  async function* hashed(): AsyncGenerator<Uint8Array> {
    for await (const piece of content) {
      hash.update(piece);
      size += piece.length;
      yield piece;
    }
  }
  const file = await write(path, sealedTo(seal, passphrase, hashed()), stop);
  return { inside: { size, sha256: hash.digest('hex') }, file };
}

function sealedTo(
  seal: CopyToMake['seal'],
  passphrase: string | undefined,
  content: AsyncIterable<Uint8Array>,
): AsyncIterable<Uint8Array> {
  if (typeof seal !== 'string') return sealStream(content, seal.recipient);
  if (seal === 'passphrase' && passphrase !== undefined) return sealStreamWithPassphrase(content, passphrase);
  throw new Error('a copy that is to be sealed with nothing');
}

interface Digest {
  readonly size: number;
  readonly sha256: string;
}

async function digestOf(pieces: AsyncIterable<Uint8Array>, stop?: AbortSignal): Promise<Digest> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const piece of pieces) {
    if (stop?.aborted) throw new Cancelled();
    hash.update(piece);
    size += piece.length;
  }
  return { size, sha256: hash.digest('hex') };
}

/** Writes a new file that only this user can read; once it returns, it is on the disk. */
async function write(
  path: string,
  pieces: AsyncIterable<Uint8Array>,
  stop: AbortSignal | undefined,
): Promise<Digest> {
  const file = await open(path, 'wx', MODE);
  try {
    await file.chmod(MODE);
    async function* written(): AsyncGenerator<Uint8Array> {
      for await (const piece of pieces) {
        await file.write(piece);
        yield piece;
      }
    }
    const digest = await digestOf(written(), stop);
    await file.sync();
    return digest;
  } finally {
    await file.close();
    await syncFolder(dirname(path));
  }
}

/** Where a copy lies until it has its name: the same place again, whoever goes on with the same draft. */
function temporaryOf(out: string, { entry }: Draft): string {
  const mark = createHash('sha256').update(entry).digest('hex').slice(0, 12);
  return join(dirname(out), `.${basename(out).slice(0, 100)}.${mark}.coc-tmp`);
}

function notWritten(): UserError {
  return new UserError('The copy cannot be written there.', {
    hints: ['The folder may be closed to you, or the disk full. Choose another place.'],
  });
}
