import { type Mail, type MailInFile, MOST, type Reading } from './mail.ts';
import { isMbox, mailsOf } from './mbox.ts';
import { readHead, readMime } from './read-mime.ts';
import { isCompound, readOutlook } from './read-outlook.ts';
import { isWinmail, openWinmail } from './winmail.ts';
import { spokenIn } from './words.ts';

/** Of these a mail has at least one. */
const FIELDS =
  /^(?:from|to|cc|bcc|subject|date|received|return-path|message-id|mime-version|content-type|delivered-to|reply-to|sender|in-reply-to|references|x-[a-z-]{1,60}|resent-[a-z-]+|dkim-signature|authentication-results|arc-[a-z-]+)[ \t]*:/im;

/**
 * Reads a mail, or of the several of an mbox their headers, whatever they are called: what it is, its bytes say. Nothing is loaded, and
 * nothing of it is run. Nothing where it is no mail. Of a hostile one this may take any time and memory, or throw: it is to be called
 * where that harms nobody (`desk/held-mail.ts`).
 *
 * @param which of an mbox those that are to be read, counted from 0
 */
export async function readMails(given: Uint8Array, which?: readonly number[]): Promise<Reading | undefined> {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  if (isMbox(bytes)) return readMbox(bytes, which);
  const mail = await readOne(bytes);
  return mail && { kind: 'mail', mail };
}

/** Its header alone; nothing where it is in none of the forms that have one in plain letters. */
export async function readHeadAlone(given: Uint8Array) {
  const bytes = ownBytes(Buffer.from(given.buffer, given.byteOffset, given.byteLength));
  return isMail(bytes) ? readHead(bytes) : undefined;
}

async function readMbox(bytes: Buffer, which: readonly number[] | undefined): Promise<Reading> {
  const { mails, isCut } = mailsOf(bytes);
  const [only, ...others] = mails;
  const chosen = which ?? (only !== undefined && others.length === 0 && !isCut ? [0] : undefined);
  if (chosen === undefined) {
    const heads = [];
    for (const mail of mails.slice(0, MOST.mails)) heads.push(await readHead(mail));
    return { kind: 'several', heads, isCut };
  }
  const read: MailInFile[] = [];
  for (const number of chosen) {
    const mail = mails[number];
    if (mail !== undefined) read.push({ ...(await readMime(mail)), bytes: new Uint8Array(mail) });
  }
  return { kind: 'chosen', mails: read };
}

async function readOne(bytes: Buffer): Promise<Mail | undefined> {
  if (isCompound(bytes)) return readOutlook(bytes);
  if (isWinmail(bytes)) return readWinmail(bytes);
  const mail = ownBytes(bytes);
  return isMail(mail) ? readMime(mail) : undefined;
}

/** A `winmail.dat` by itself, as somebody saves it whose program cannot open it. */
async function readWinmail(bytes: Buffer): Promise<Mail | undefined> {
  const winmail = openWinmail(bytes);
  if (winmail === undefined) return undefined;
  const envelope = { subject: '', references: [] };
  const { said, ...spoken } = await spokenIn(winmail, envelope);
  const more = [winmail.isBroken && 'broken', winmail.isRichOnly && 'rich-only'] as const;
  return {
    ...{ ...envelope, ...spoken, attachments: winmail.attachments },
    said: ['winmail', ...said, ...more.filter((one) => one !== false)],
  };
}

/** Whether it begins with a header in which there is at least one field that mails have. */
function isMail(bytes: Buffer): boolean {
  const head = bytes.toString('latin1', 0, 64 * 1024);
  const end = /\r?\n\r?\n/.exec(head)?.index ?? head.length;
  return /^[!-9;-~]{1,200}[ \t]*:/.test(head) && FIELDS.test(head.slice(0, end));
}

/**
 * Apple Mail writes how long a mail is above it, and notes of its own below it. Of a mailbox a line may have been left above it, and an
 * editor may have put a mark of its order there.
 */
function ownBytes(bytes: Buffer): Buffer {
  const from = inNarrowLetters(bytes);
  const [, line = '', length] = /^(\s*(\d{1,12}) {0,20}\r?\n)/.exec(from.toString('latin1', 0, 200)) ?? [];
  if (length !== undefined) return from.subarray(line.length, line.length + Number(length));
  const [above = ''] =
    /^\s*(?:>?From [^:\n]{0,100}[^\n]{0,100}\n)?/.exec(from.toString('latin1', 0, 300)) ?? [];
  return from.subarray(above.length);
}

function inNarrowLetters(bytes: Buffer): Buffer {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe') return Buffer.from(new TextDecoder('utf-16le').decode(bytes));
  if (mark === 'feff') return Buffer.from(new TextDecoder('utf-16be').decode(bytes));
  return bytes.subarray(0, 3).toString('hex') === 'efbbbf' ? bytes.subarray(3) : bytes;
}
