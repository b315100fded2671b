import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { App } from '../app.ts';
import { UsageError, UserError, undefinedIfRefused } from '../errors.ts';
import type { Envelope, Mail } from '../mail/mail.ts';
import { threadOf } from '../mail/thread.ts';
import { accountOfAll, saidOf } from '../mail/told.ts';
import { type Block, listIfAny } from '../text/block.ts';
import { inert } from '../text/inert.ts';
import { localIso, showMoment } from '../text/moment.ts';
import type { Draft } from '../vault/drafts.ts';
import type { AnswerOptions } from './asking.ts';
import type { Carried } from './attaching.ts';
import { type Held, readHeld } from './held-mail.ts';
import { readBytes } from './source.ts';
import type { TakenIn } from './taken.ts';

/** The largest mail that is read, or mailbox, or all mails of a folder together. Bytes. */
const LARGEST = 150 * 1024 * 1024;
const MOST_IN_FOLDER = 200;
/** What reading takes longer than is said. Milliseconds. */
const SLOW = 4_000;
const TAKES_LONG = 'Reading that takes long. It comes to an end by itself; Ctrl-C ends it now.';
/** How far a clock may run ahead. Milliseconds. */
const FORGIVEN = 5 * 60_000;

/** A mail with what it is kept as. */
interface Got {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Undefined where it could not be read into words. */
  readonly mail?: Mail;
  readonly head?: Envelope | undefined;
}

/** What was read in this run: stdin comes once. */
const taken = new WeakMap<App, { readonly of: string; readonly carried: readonly Carried[] }>();

/**
 * Reads the mail or the chat that the options name, says what it is, and gives what becomes of it; undefined without these options.
 * Nothing of it is ever on a disk but sealed. Throws a UserError where it is neither, or cannot be read.
 */
export async function takeIn(app: App, options: AnswerOptions): Promise<TakenIn | undefined> {
  const { mail, text } = options;
  const source = mail ?? text;
  if (source === undefined) return undefined;
  assertOneSource(options);
  const made =
    mail === undefined
      ? await (await import('./taken-chat.ts')).takeChat(app, source)
      : await takeMail(app, source);
  taken.set(app, { of: keyOf(made.intake), carried: made.carried });
  return made;
}

/** A draft that begins with what was taken in. */
export function begunWith(draft: Draft, found: TakenIn | undefined): Draft {
  if (found === undefined) return draft;
  const { intake, account } = found;
  return {
    ...draft,
    intake,
    answers: { ...draft.answers, ...(account !== undefined && { account }) },
  };
}

/**
 * What is kept with a draft that was begun with a mail or a chat. Where that is not to be had any more, or is another one by now, this
 * is said, and it is nothing: what was answered stays.
 */
export async function carriedBy(app: App, { intake }: Draft): Promise<readonly Carried[]> {
  if (intake === undefined) return [];
  const known = taken.get(app);
  if (known?.of === keyOf(intake)) return known.carried;
  const again = await (intake.kind === 'mail'
    ? takeMail(app, intake.source, intake)
    : import('./taken-chat.ts').then(({ takeChat }) => takeChat(app, intake.source, intake.sha256))
  ).catch(undefinedIfRefused);
  if (again !== undefined && keyOf(again.intake) === keyOf(intake)) return again.carried;
  app.notice(
    `The ${intake.kind === 'mail' ? 'mail' : 'chat'} that this was begun with is not there any more, or was changed since. Your answers are kept, and go on. What came with it is not kept with this; \`coc evidence add\` adds it later, once you have it again.`,
  );
  return [];
}

/** What is said once it is saved. */
export function stillWhereItWas(carried: readonly Carried[]): readonly string[] {
  return carried.length === 0
    ? []
    : [
        'What it came by is where it was, and is readable there. If nobody else needs it, delete it, also in the mailbox or the chat.',
      ];
}

function keyOf({ source, sha256, which = [] }: TakenIn['intake']): string {
  return JSON.stringify([source, sha256, which]);
}

function assertOneSource({ mail, text, account, answers }: AnswerOptions): void {
  if (mail !== undefined && text !== undefined)
    throw new UsageError(
      'There can be one of --mail and --text.',
      'What comes later is added with `coc report add`.',
    );
  if (account !== undefined)
    throw new UsageError('There are two accounts: one from --account, and one from the mail or the chat.');
  if (answers === '-' && (mail ?? text) === '-')
    throw new UsageError('Only one of them can come from stdin: the answers, or the mail or the chat.');
}

/** @param before what was taken of it earlier: it is not asked again, and nothing is said */
async function takeMail(app: App, source: string, before?: TakenIn['intake']): Promise<TakenIn> {
  const files = await filesOf(app, source);
  const sha256 = digestOf(files);
  if (before !== undefined && before.sha256 !== sha256) return { intake: { ...before, sha256 }, carried: [] };
  const { got, which } = await readAll(app, source, files, before?.which);
  const mails = threadOf(got.flatMap(({ mail }) => mail ?? []));
  const first: Envelope | undefined = mails[0] ?? got[0]?.head;
  const account = accountOfAll(mails).trim();
  if (before === undefined) await tell(app, got, account);
  return {
    intake: {
      ...{ kind: 'mail' as const, source, sha256 },
      ...(which !== undefined && { which }),
      ...proposedBy(app, first),
    },
    ...(account !== '' && { account }),
    carried: got.flatMap(carriedOf),
  };
}

/** Files by their names, the first ones first. */
async function filesOf(
  app: App,
  source: string,
): Promise<readonly { readonly name: string; readonly bytes: Uint8Array }[]> {
  const at = resolve(app.io.cwd, source);
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
  const files: { name: string; bytes: Uint8Array }[] = [];
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

function digestOf(files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): string {
  const hash = createHash('sha256');
  for (const { name, bytes } of files) hash.update(JSON.stringify([name, bytes.length])).update(bytes);
  return hash.digest('hex');
}

/** All mails of the files; of a mailbox those that somebody chooses. */
async function readAll(
  app: App,
  source: string,
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
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
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
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
    value: [index] as readonly number[],
    label: [
      sentAt && showMoment(localIso(new Date(sentAt)), app.now()),
      from?.shown,
      subject && `“${inert(subject)}”`,
    ]
      .filter((one) => one !== undefined && one !== '')
      .join(', '),
  }));
  const all = { value: heads.map((_, index) => index), label: 'All of them, as one thread' };
  return prompter.choose('Which of these mails', heads.length > MOST_IN_FOLDER ? each : [...each, all]);
}

/** What a mail proposes as answers. What can be forged, or cannot have been, is not proposed. */
function proposedBy(
  app: App,
  mail: Envelope | undefined,
): Pick<TakenIn['intake'], 'proposed' | 'sender' | 'said'> {
  const { from, sentAt, receivedAt } = mail ?? {};
  const at = receivedAt ?? sentAt;
  const isPast = at !== undefined && Date.parse(at) <= app.now().getTime() + FORGIVEN;
  const name = from?.isForged === true || from?.address === undefined ? undefined : from.name;
  return {
    proposed: {
      channel: 'written',
      ...(isPast && { 'received-at': localIso(new Date(at)) }),
      ...(name !== undefined && { 'reporter-name': inert(name) }),
      ...(from?.address !== undefined && { 'reporter-contact': inert(from.address) }),
    },
    ...(from !== undefined && {
      sender: {
        ...(name !== undefined && { name }),
        ...(from.address !== undefined && { address: from.address }),
      },
      said: `The mail says that it is from ${from.shown}. Anybody can write any name and address there: it is only proposed.`,
    }),
  };
}

/** Says what was read, before anything is asked. */
async function tell(app: App, got: readonly Got[], account: string): Promise<void> {
  for (const { name, mail, head } of got) {
    const { from, sentAt, receivedAt, subject = '' } = mail ?? head ?? {};
    const files = mail?.attachments.map((one, index) => nameOf(one, index)) ?? [];
    const when = (at: string): string => showMoment(localIso(new Date(at)), app.now());
    const rows: (readonly [string, string])[] = [
      ['The mail', name],
      ['From', from?.shown ?? 'it does not say'],
      ...(sentAt === undefined ? [] : [['Written', `${when(sentAt)}, as it says`] as const]),
      ...(receivedAt === undefined ? [] : [['Received', when(receivedAt)] as const]),
      ...(subject === '' ? [] : [['Subject', subject] as const]),
    ];
    const said: readonly Block[] = (mail === undefined ? [TOO_MUCH] : saidOf(mail)).map((text) => ({
      kind: 'text',
      text,
    }));
    app.tell([{ kind: 'fields', rows }, ...listIfAny('Kept with it', files), ...said]);
  }
  if (account !== '' && (await app.prompter()) !== undefined)
    app.tell([
      { kind: 'text', text: 'Its words, which become the account as they are:' },
      { kind: 'quote', text: beginning(account) },
    ]);
  if (account === '' && got.every(({ mail }) => mail !== undefined))
    app.notice(
      'No words were found in it. Paste what it says where the account is asked. The mail itself is kept whole.',
    );
}

/** As much of a text as shows that it is the one that is meant. */
function beginning(text: string): string {
  const lines = text.slice(0, SHOWN.letters).split('\n').slice(0, SHOWN.lines);
  return lines.join('\n') === text ? text : `${lines.join('\n')} …`;
}

const SHOWN = { letters: 1_200, lines: 15 };

const TOO_MUCH =
  'It could not be read into words: reading it takes more than any real mail does. It is kept whole, as evidence. Paste what it says where the account is asked.';

/** The mail itself, and the files in it. What has no bytes is in the mail alone. */
function carriedOf({ name, bytes, mail, head }: Got): readonly Carried[] {
  const { sentAt, messageId, references = [] } = mail ?? head ?? {};
  const madeAt = sentAt === undefined ? {} : { madeAt: localIso(new Date(sentAt)) };
  const files = (mail?.attachments ?? []).map((one, index) => ({ ...one, name: nameOf(one, index) }));
  return [
    {
      ...{ name, bytes, about: 'the mail itself, as it came', ...madeAt },
      ...(messageId !== undefined && { mailId: messageId }),
      ...(references.length > 0 && { mailFollows: references.join(' ') }),
    },
    ...files
      .filter(({ content }) => content.length > 0)
      .map((one) => ({ name: one.name, bytes: one.content, about: 'came with the mail' })),
  ];
}

/** What a part is called that has no name. */
function nameOf({ name, type }: { readonly name: string; readonly type: string }, index: number): string {
  if (name !== '') return name;
  return type === 'message/rfc822' ? `mail within, ${index + 1}.eml` : `without a name, ${index + 1}`;
}
