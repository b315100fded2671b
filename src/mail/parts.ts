import { type Header, readHeader, type Valued, valued } from './header.ts';
import { latin } from './letters.ts';
import { MOST, type Reading } from './mail.ts';

const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const NEXT_MARK = Buffer.from('\n--');
/** A line that parts two of them is no longer than this; the longest that one may be called is 70. */
const LONGEST_MARK = 1_000;

/** A part of a mail, where it stands in its bytes. The mail itself is the outermost one. */
export interface Part {
  readonly bytes: Buffer;
  readonly header: Header;
  readonly type: Valued;
  /** Where what stands below its header begins and ends. */
  readonly start: number;
  end: number;
  /** Of one that has parts; one that should have and has none is read as words. */
  readonly parts: readonly Part[];
}

interface Open extends Part {
  readonly parts: Part[];
  readonly boundary: string | undefined;
  readonly depth: number;
}

/** Finds all parts in one pass over the bytes, however they stand within each other. */
export function partsOf(bytes: Buffer, reading: Reading): Part {
  const root = begun(bytes, 0, 0, undefined, reading);
  const open: Open[] = [root];
  const byBoundary = new Map<string, Open>();
  const enter = (part: Open): void => {
    if (part.boundary !== undefined && !byBoundary.has(part.boundary)) byBoundary.set(part.boundary, part);
  };
  const leave = (until: Open, end: number): void => {
    for (let last = open.at(-1); last !== undefined && last !== until; last = open.at(-1)) {
      last.end = Math.max(last.start, end);
      if (last.boundary !== undefined && byBoundary.get(last.boundary) === last)
        byBoundary.delete(last.boundary);
      open.pop();
    }
  };
  let marks = 0;
  let end = bytes.length;
  enter(root);
  for (let at = markFrom(bytes, root.start - 1); at >= 0 && byBoundary.size > 0; ) {
    if (marks++ > MOST.marks) {
      reading.said.add('cut');
      end = endBefore(bytes, at);
      break;
    }
    const line = lineAt(bytes, at);
    const mark = line.text === undefined ? undefined : markOf(line.text, byBoundary);
    if (mark === undefined) {
      at = markFrom(bytes, line.end - 1);
      continue;
    }
    const before = endBefore(bytes, at);
    leave(mark.part, before);
    if (mark.isLast) {
      if (open.length > 1) leave(open.at(-2) as Open, before);
      else byBoundary.clear();
      at = markFrom(bytes, line.end - 1);
      continue;
    }
    if (reading.partsLeft <= 0) {
      reading.said.add('cut');
      end = before;
      break;
    }
    reading.partsLeft--;
    const part = begun(bytes, line.end, mark.part.depth + 1, mark.part.type.value, reading);
    mark.part.parts.push(part);
    open.push(part);
    enter(part);
    // Its header may be empty, so that the next mark stands right below.
    at = markFrom(bytes, Math.max(line.end, part.start) - 1);
  }
  leave(root, end);
  return root;
}

function begun(
  bytes: Buffer,
  from: number,
  depth: number,
  within: string | undefined,
  reading: Reading,
): Open {
  const header = readHeader(bytes, from, bytes.length, reading);
  const usual = within === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
  const type = valued(header.first('content-type') || usual);
  const boundary = type.value.startsWith('multipart/')
    ? type.parameters.get('boundary')?.trimEnd()
    : undefined;
  const isTooDeep = boundary !== undefined && depth >= MOST.depth;
  if (isTooDeep) reading.said.add('cut');
  return {
    ...{ bytes, header, type, depth, parts: [] },
    ...{ start: header.end, end: bytes.length },
    boundary: boundary === undefined || boundary === '' || isTooDeep ? undefined : boundary,
  };
}

function markFrom(bytes: Buffer, from: number): number {
  if (from < 0 && bytes[0] === 0x2d && bytes[1] === 0x2d) return 0;
  const found = bytes.indexOf(NEXT_MARK, Math.max(0, from));
  return found < 0 ? -1 : found + 1;
}

function lineAt(bytes: Buffer, from: number): { readonly text: string | undefined; readonly end: number } {
  const found = bytes.indexOf(LINE_FEED, from);
  const end = found < 0 ? bytes.length : found + 1;
  if (end - from > LONGEST_MARK) return { text: undefined, end };
  return { text: latin(bytes.subarray(from + 2, end)).trimEnd(), end };
}

function markOf(text: string, open: ReadonlyMap<string, Open>) {
  const next = open.get(text);
  if (next !== undefined) return { part: next, isLast: false };
  const last = text.endsWith('--') ? open.get(text.slice(0, -2)) : undefined;
  return last && { part: last, isLast: true };
}

/** The line end in front of a mark belongs to the mark. */
function endBefore(bytes: Buffer, at: number): number {
  if (bytes[at - 1] !== LINE_FEED) return at;
  return bytes[at - 2] === RETURN ? at - 2 : at - 1;
}
