import { MOST } from './mail.ts';

const NEXT = Buffer.from('\nFrom ');
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const GREATER = 0x3e;
/** Fields with which what follows a line of `From ` may begin, where that line has no time. */
const KNOWN =
  /^(?:from|to|subject|date|received|return-path|message-id|mime-version|content-[a-z-]+|delivered-to|x-[a-z-]+|status):/i;

/** Where the mails of an mbox begin, behind their `From ` lines, and end. */
export interface Split {
  readonly mails: readonly Buffer[];
  readonly isCut: boolean;
}

/**
 * The mails of an mbox, each without the marks that were put in front of its own lines of `From `. A line of a mail that says
 * "From the start …" is no beginning: what follows one is a header.
 */
export function mailsOf(bytes: Buffer): Split {
  const starts = [0];
  let isCut = false;
  for (let at = bytes.indexOf(NEXT); at >= 0; at = bytes.indexOf(NEXT, at + 1)) {
    if (!isBelowEmptyLine(bytes, at) || !isBeginning(bytes, at + 1)) continue;
    if (starts.length >= MOST.mails) {
      isCut = true;
      break;
    }
    starts.push(at + 1);
  }
  const ends = [...starts.slice(1), isCut ? nextEnd(bytes, starts) : bytes.length];
  return {
    mails: starts.map((start, index) => unmarked(bytes.subarray(afterLine(bytes, start), ends[index]))),
    isCut,
  };
}

/** Whether the bytes begin as an mbox does. */
export function isMbox(bytes: Buffer): boolean {
  return isBeginning(bytes, 0);
}

function isBeginning(bytes: Buffer, at: number): boolean {
  const line = latin(bytes.subarray(at, Math.min(at + 300, afterLine(bytes, at))));
  if (!line.startsWith('From ')) return false;
  const below = afterLine(bytes, at);
  const next = latin(bytes.subarray(below, below + 80));
  return KNOWN.test(next) || (/\d\d:\d\d/.test(line) && /^[!-9;-~]{1,70}:/.test(next));
}

function isBelowEmptyLine(bytes: Buffer, lineEnd: number): boolean {
  const before = bytes[lineEnd - 1] === RETURN ? lineEnd - 2 : lineEnd - 1;
  return before < 0 || bytes[before] === LINE_FEED;
}

function nextEnd(bytes: Buffer, starts: readonly number[]): number {
  for (let at = bytes.indexOf(NEXT, starts.at(-1)); at >= 0; at = bytes.indexOf(NEXT, at + 1))
    if (isBelowEmptyLine(bytes, at) && isBeginning(bytes, at + 1)) return at + 1;
  return bytes.length;
}

function afterLine(bytes: Buffer, at: number): number {
  const end = bytes.indexOf(LINE_FEED, at);
  return end < 0 ? bytes.length : end + 1;
}

/** `>From ` is `From `, and with each `>` more one of them goes. These very bytes where there is no such line. */
function unmarked(bytes: Buffer): Buffer {
  let copy: Buffer | undefined;
  let from = 0;
  let length = 0;
  for (let at = bytes.indexOf('>From '); at >= 0; at = bytes.indexOf('>From ', at + 6)) {
    let first = at;
    while (first > from && bytes[first - 1] === GREATER) first--;
    if (first > 0 && bytes[first - 1] !== LINE_FEED) continue;
    copy ??= Buffer.allocUnsafe(bytes.length);
    length += bytes.copy(copy, length, from, first);
    from = first + 1;
  }
  if (copy === undefined) return bytes;
  length += bytes.copy(copy, length, from);
  return copy.subarray(0, length);
}

/** Each byte as the letter of that number, which is ASCII where the bytes are. */
function latin(bytes: Buffer): string {
  return bytes.toString('latin1');
}
