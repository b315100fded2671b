import { UserError } from '../errors.ts';
import { inert } from '../text/inert.ts';
import { isCompound } from './compound.ts';
import { latin } from './letters.ts';
import { type Mail, type Mails, newReading, type Reading } from './mail.ts';
import { isMbox, mailsOf } from './mbox.ts';
import { readMime } from './read-mime.ts';
import { readOutlook, readWinmail } from './read-outlook.ts';
import { isWinmail } from './tnef.ts';

/** Of these a mail has at least one. */
const FIELDS =
  /^(?:from|to|cc|bcc|subject|date|received|return-path|message-id|mime-version|content-type|delivered-to|reply-to|sender|in-reply-to|references|x-[a-z-]{1,60}|resent-[a-z-]+|dkim-signature|authentication-results|arc-[a-z-]+)[ \t]*:/im;

/** Nothing that somebody saved in an editor is larger. */
const LARGEST_WIDE = 32 * 1024 * 1024;

/**
 * Reads a mail, or the several of an mbox, whatever they are called: what it is, its bytes say. Nothing is loaded, and nothing
 * of it is run.
 * @param named what the person calls the file, for a sentence that says what is wrong with it
 * @throws UserError where it is no mail
 */
export async function readMails(bytes: Uint8Array, named = 'What was given'): Promise<Mails> {
  const source = inUtf8(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (isCompound(source)) return one('msg', await readOutlook(source, newReading(open)), named);
  if (isWinmail(source)) return one('winmail', await readWinmail(source, newReading(open)), named);
  if (isMbox(source)) {
    const { mails, isCut } = mailsOf(source);
    const read: Mail[] = [];
    for (const mail of mails) read.push(await readMime(mail, newReading(open)));
    return { kind: 'mbox', mails: read, isCut };
  }
  const mail = ownBytes(source);
  return one('eml', isMail(mail) ? await readMime(mail, newReading(open)) : undefined, named);
}

function one(kind: Mails['kind'], mail: Mail | undefined, named: string): Mails {
  if (mail !== undefined) return { kind, mails: [mail], isCut: false };
  throw new UserError(`${inert(named)} is not a mail that coc can read.`, {
    hints: [
      'Save the mail as a file in your mail program (.eml, .mbox, or .msg from Outlook), and give that.',
      'Or copy its words, and give them as text.',
    ],
  });
}

async function open(bytes: Buffer, reading: Reading): Promise<Mail | undefined> {
  if (isCompound(bytes)) return readOutlook(bytes, reading);
  if (isWinmail(bytes)) return readWinmail(bytes, reading);
  return isMail(bytes) ? readMime(bytes, reading) : undefined;
}

/** Whether it begins with a header in which there is at least one field that mails have. */
function isMail(bytes: Buffer): boolean {
  const head = latin(bytes.subarray(0, 64 * 1024));
  const end = /\r?\n\r?\n/.exec(head)?.index ?? head.length;
  return /^[!-9;-~]{1,200}[ \t]*:/.test(head) && FIELDS.test(head.slice(0, end));
}

/** Apple Mail writes how long it is above it, and notes of its own below it. Of a mailbox a line may have been left above it. */
function ownBytes(bytes: Buffer): Buffer {
  const [, line = '', length] = /^(\s*(\d{1,12}) {0,20}\r?\n)/.exec(latin(bytes.subarray(0, 200))) ?? [];
  if (length !== undefined) return bytes.subarray(line.length, line.length + Number(length));
  const [above = ''] =
    /^\s*(?:>?From [^:\n]{0,100}[^\n]{0,100}\n)?/.exec(latin(bytes.subarray(0, 300))) ?? [];
  return bytes.subarray(above.length);
}

/** A mail that was saved in an editor may be in wide letters, or begin with a mark of its order. */
function inUtf8(bytes: Buffer): Buffer {
  if (bytes.length > LARGEST_WIDE) return bytes;
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe') return Buffer.from(new TextDecoder('utf-16le').decode(bytes));
  if (mark === 'feff') return Buffer.from(new TextDecoder('utf-16be').decode(bytes));
  return bytes.subarray(0, 3).toString('hex') === 'efbbbf' ? bytes.subarray(3) : bytes;
}
