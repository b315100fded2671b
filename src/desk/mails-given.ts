import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { App } from '../app.ts';
import { UsageError, UserError } from '../errors.ts';
import { type Prompter, single } from '../interview/prompter.ts';
import type { Envelope, Mail } from '../mail/mail.ts';
import { inert } from '../text/inert.ts';
import { localIso, showMoment } from '../text/moment.ts';
import { wholePath } from '../whole-path.ts';
import { type Held, readHeld } from './held-mail.ts';
import { readBytes } from './source.ts';

/** The largest mail that is read, or mailbox, or all mails of a folder together. Bytes. */
const LARGEST = 150 * 1024 * 1024;
const MOST_IN_FOLDER = 200;
/** What reading takes longer than is said. Milliseconds. */
const SLOW = 4_000;
const TAKES_LONG = 'Reading that takes long. It comes to an end by itself; Ctrl-C ends it now.';

/** A file, and what it is called. */
export interface Named {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A mail with what it is kept as. */
export interface Got extends Named {
  /** Undefined where it could not be read into words. */
  readonly mail?: Mail;
  readonly head?: Envelope | undefined;
}

/**
 * The file that somebody named, or those of the folder, or what came from stdin. Throws a UsageError where there is none, or more than
 * is read.
 */
export async function filesGiven(app: App, source: string): Promise<readonly Named[]> {
  const at = wholePath(app.io, source);
  const found = source === '-' ? undefined : statSync(at, { throwIfNoEntry: false });
  if (found?.isDirectory() !== true) {
    assertFits(found?.size ?? 0);
    const bytes = await readBytes(app, source, 'the mail');
    assertFits(bytes.length);
    return [{ name: source === '-' ? 'mail.eml' : basename(at), bytes }];
  }
  const names = readdirSync(at)
    .filter((name) => !name.startsWith('.') && statSync(join(at, name), { throwIfNoEntry: false })?.isFile())
    .sort();
  if (names.length > MOST_IN_FOLDER)
    throw new UsageError(
      `That folder has more than ${MOST_IN_FOLDER} files.`,
      'Name a folder that holds the mails of one thread alone.',
    );
  assertFits(names.reduce((sum, name) => sum + (statSync(join(at, name)).size ?? 0), 0));
  const files: Named[] = [];
  for (const name of names)
    files.push({ name, bytes: await readBytes(app, join(at, name), 'a mail of that folder') });
  if (files.length === 0) throw new UsageError('That folder has no files.');
  return files;
}

function assertFits(size: number): void {
  if (size > LARGEST)
    throw new UsageError(
      'That is larger than 150 MB, which is more than coc reads as a mail.',
      'Of a mailbox, save the mail that is meant as a file of its own. A file of any kind is kept with `coc evidence add`.',
    );
}

/**
 * All mails of the files; of a mailbox those that somebody chooses. Throws a UserError where there is none.
 *
 * @param before which were chosen earlier
 */
export async function mailsIn(
  app: App,
  source: string,
  files: readonly Named[],
  before: readonly number[] | undefined,
): Promise<{ readonly got: readonly Got[]; readonly which?: readonly number[] }> {
  const [only, ...others] = files;
  if (only !== undefined && others.length === 0) return readFile(app, only, before);
  const got: Got[] = [];
  for (const { name, bytes } of files) {
    const held = await read(app, bytes);
    if (held.kind === 'mail') got.push({ name, bytes, mail: held.mail });
    else if (held.kind === 'too-much') got.push({ name, bytes, head: held.head });
    else if (held.kind === 'chosen')
      got.push(...held.mails.map((mail) => ({ name, bytes: mail.bytes, mail })));
    else app.notice(`${inert(name)} is no single mail, and is left out.`);
  }
  if (got.length === 0) throw noMail(source);
  return { got };
}

async function readFile(
  app: App,
  { name, bytes }: Named,
  before: readonly number[] | undefined,
): Promise<{ readonly got: readonly Got[]; readonly which?: readonly number[] }> {
  const held = await read(app, bytes, before);
  switch (held.kind) {
    case 'none':
      throw noMail(name);
    case 'too-much':
      return { got: [{ name, bytes, head: held.head }] };
    case 'mail':
      return { got: [{ name, bytes, mail: held.mail }] };
    case 'chosen':
      return {
        got: held.mails.map((mail, index) => ({
          name: held.mails.length === 1 ? `${name}.eml` : `${name}, ${index + 1}.eml`,
          bytes: mail.bytes,
          mail,
        })),
        ...(before !== undefined && { which: before }),
      };
    case 'several': {
      const which = await chosen(app, held);
      return { ...(await readFile(app, { name, bytes }, which)), which };
    }
  }
}

/** Reads one, and says so where that takes long. */
async function read(app: App, bytes: Uint8Array, which?: readonly number[]): Promise<Held> {
  const slow = setTimeout(() => app.notice(TAKES_LONG), SLOW);
  try {
    return await app.interruptible((stop) => readHeld(bytes, { which, stop }));
  } finally {
    clearTimeout(slow);
  }
}

function noMail(name: string): UserError {
  return new UserError(
    `${inert(name === '-' ? 'What came from stdin' : basename(name))} is not a mail that coc can read.`,
    {
      hints: [
        'Save the mail as a file in your mail program (.eml, .mbox, or .msg from Outlook), and give that.',
        'Or copy its words, and give them with --account.',
        'A chat that was exported or copied is given with --text.',
      ],
    },
  );
}

/** Which of the mails of a file somebody means. */
async function chosen(
  app: App,
  { heads, isCut }: { readonly heads: readonly Envelope[]; readonly isCut: boolean },
): Promise<readonly number[]> {
  const prompter = await app.prompter();
  if (prompter === undefined)
    throw new UsageError(
      `That file holds ${heads.length} mails, and without a terminal coc does not choose.`,
      'Save the mail that is meant as a file of its own; or the mails of one thread in a folder, and name that.',
    );
  if (isCut) app.notice(`It holds more mails than the first ${heads.length}, which are offered here.`);
  const each = heads.map(({ from, sentAt, subject }, index) => ({
    value: [index] as readonly number[] | undefined,
    label: [
      sentAt && showMoment(localIso(new Date(sentAt)), app.now()),
      from?.shown,
      subject && `“${inert(subject)}”`,
    ]
      .filter((one) => one !== undefined && one !== '')
      .join(', '),
  }));
  const several = { value: undefined, label: 'Several of them, as one thread' };
  const all = { value: heads.map((_, index) => index), label: 'All of them, as one thread' };
  const which = await prompter.choose('Which of these mails', [
    ...each,
    ...(heads.length > 2 ? [several] : []),
    ...(heads.length > MOST_IN_FOLDER ? [] : [all]),
  ]);
  return which ?? severalOf(prompter, each);
}

async function severalOf(
  prompter: Prompter,
  each: readonly { readonly label: string }[],
): Promise<readonly number[]> {
  const choices = each.map(({ label }, index) => ({ value: String(index + 1), label }));
  const chosen = await prompter.ask({
    ...single('mails', 'Which of them belong to one thread', { label: 'Mails' }),
    answer: { type: 'choices', choices },
    read: (answer) => {
      const count = Array.isArray(answer) ? answer.length : 0;
      if (count === 0) return { problem: 'is needed: mark at least one' };
      return count > MOST_IN_FOLDER ? { problem: `is more than ${MOST_IN_FOLDER} mails` } : { value: answer };
    },
  });
  const marked = Array.isArray(chosen) ? chosen : [];
  return choices.flatMap(({ value }, index) => (marked.includes(value) ? [index] : []));
}
