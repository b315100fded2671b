import { UserError } from '../../errors.ts';
import { fromBase64, type Stanza, toBase64 } from './stanza.ts';

const VERSION = 'age-encryption.org/v1';
/** Opening costs milliseconds a stanza, so what a header may ask for is limited before any of it is tried. */
const MOST_STANZAS = 256;
/** Bytes. */
export const LARGEST_HEADER = 1024 * 1024;
const LINE = 64;

const REASONS = {
  empty: 'The file is empty.',
  'not-age': 'This is not an age file.',
  'line-endings': 'The line endings of this age file were changed, which destroyed it.',
  'damaged-header': 'The beginning of this age file is damaged or cut off.',
  'too-large': `The beginning of this age file is larger than coc accepts (${MOST_STANZAS} recipients).`,
  'not-shared': 'None of your keys opens this: it is not shared with you.',
  'damaged-body': 'This age file is damaged or cut off.',
  'not-text': 'What is sealed here is not text.',
} as const;

/** Why an age file could not be opened. */
export type CannotOpenReason = keyof typeof REASONS;

/** Whether a text is one of the reasons. */
export function isReason(text: string | undefined): text is CannotOpenReason {
  return text !== undefined && Object.hasOwn(REASONS, text);
}

/** An age file that could not be opened, and why; `reason` is for whoever treats one of them differently. */
export class CannotOpen extends UserError {
  readonly reason: CannotOpenReason;

  constructor(reason: CannotOpenReason, hints: readonly string[] = hintsFor(reason)) {
    super(REASONS[reason], { hints });
    this.name = 'CannotOpen';
    this.reason = reason;
  }
}

/** Whether a file did not open because these keys are not among its readers'. */
export function isNotShared(error: unknown): boolean {
  return error instanceof CannotOpen && error.reason === 'not-shared';
}

/** For a `catch`: nothing where these keys do not open it. Throws anything else. */
export function undefinedIfNotShared(error: unknown): undefined {
  if (!isNotShared(error)) throw error;
}

function hintsFor(reason: CannotOpenReason): readonly string[] {
  if (reason === 'not-shared' || reason === 'not-text') return [];
  if (reason === 'too-large') return ['coc never writes such a file. Find out where it comes from.'];
  return ['An earlier version of it may be whole: `git log -- FILE` in the reports repository shows them.'];
}

/** What stands before the sealed content of an age file. */
export interface Header {
  readonly stanzas: readonly Stanza[];
  /** What the MAC is made of. */
  readonly unsigned: Uint8Array;
  /** 32 bytes. */
  readonly mac: Uint8Array;
  /** Its size in bytes, the last newline included. */
  readonly size: number;
}

/** Takes the header of a binary age file apart, without any key. Throws CannotOpen. */
export function readHeader(file: Uint8Array): Header {
  const text = Buffer.from(file.buffer, file.byteOffset, Math.min(file.length, LARGEST_HEADER)).toString(
    'latin1',
  );
  assertAge(text);
  const lines = new Lines(text, VERSION.length + 1);
  const cutOff = new CannotOpen(file.length > LARGEST_HEADER ? 'too-large' : 'damaged-header');
  const next = (): string => {
    const line = lines.next();
    if (line === undefined) throw cutOff;
    return line;
  };
  const stanzas: Stanza[] = [];
  for (let line = next(); ; line = next()) {
    const [arrow, ...args] = line.split(' ');
    if (arrow === '---') {
      const mac = fromBase64(args[0] ?? '');
      if (args.length !== 1 || mac?.length !== 32) throw new CannotOpen('damaged-header');
      const size = lines.position;
      return { stanzas, unsigned: file.subarray(0, size - line.length - 1 + arrow.length), mac, size };
    }
    if (arrow !== '->' || args.length === 0 || !args.every((arg) => /^[!-~]+$/.test(arg))) {
      throw new CannotOpen('damaged-header');
    }
    if (stanzas.length === MOST_STANZAS) throw new CannotOpen('too-large');
    stanzas.push({ args, body: readBody(next) });
  }
}

/** A header up to where its MAC comes. */
export function writeHeader(stanzas: readonly Stanza[]): Uint8Array {
  const lines = stanzas.flatMap(({ args, body }) => {
    const text = toBase64(body);
    const full = text.match(/.{64}/g) ?? [];
    return [`-> ${args.join(' ')}`, ...full, text.slice(full.length * LINE)];
  });
  return Buffer.from([VERSION, ...lines, '---'].join('\n'));
}

function assertAge(text: string): void {
  if (text === '') throw new CannotOpen('empty');
  if (text.startsWith(`${VERSION}\n`)) return;
  if (text.startsWith(`${VERSION}\r\n`)) throw new CannotOpen('line-endings');
  throw new CannotOpen(VERSION.startsWith(text) ? 'damaged-header' : 'not-age');
}

/** Full lines of base64, then a shorter one, which may be empty. */
function readBody(next: () => string): Uint8Array {
  const parts: Uint8Array[] = [];
  for (;;) {
    const line = next();
    const part = line.length > LINE ? undefined : fromBase64(line);
    if (part === undefined) throw new CannotOpen('damaged-header');
    parts.push(part);
    if (line.length < LINE) return new Uint8Array(Buffer.concat(parts));
  }
}

class Lines {
  readonly #text: string;
  position: number;

  constructor(text: string, position: number) {
    this.#text = text;
    this.position = position;
  }

  /** The next line that has its newline. */
  next(): string | undefined {
    const end = this.#text.indexOf('\n', this.position);
    if (end === -1) return undefined;
    const line = this.#text.slice(this.position, end);
    this.position = end + 1;
    return line;
  }
}
