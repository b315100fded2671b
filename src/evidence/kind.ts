import { containerKind } from './container-kind.ts';
import { type Source, withFile } from './source.ts';

/** What a file is, as its bytes say. */
export interface Kind {
  /** Its media type; `application/octet-stream` where coc does not know it. */
  readonly mime: string;
  /** A plain word for it, with its article: “a photo (JPEG)”. */
  readonly words: string;
}

const SOMETHING: Kind = { mime: 'application/octet-stream', words: 'something else' };
const HEAD = 64 * 1024;

/** By media type. What is not here, and is none of the families below, is something else. */
const WORDS: Readonly<Record<string, string>> = {
  'image/jpeg': 'a photo (JPEG)',
  'image/png': 'a picture (PNG)',
  'image/apng': 'a moving picture (PNG)',
  'image/webp': 'a picture (WebP)',
  'image/gif': 'a picture (GIF)',
  'image/tiff': 'a picture (TIFF)',
  'image/heic': 'a photo (HEIC)',
  'image/heif': 'a photo (HEIF)',
  'image/avif': 'a picture (AVIF)',
  'application/pdf': 'a PDF document',
  'video/mp4': 'a video (MP4)',
  'video/quicktime': 'a video (MOV)',
  'audio/mp4': 'a voice memo (M4A)',
  'audio/mpeg': 'a sound recording (MP3)',
  'audio/wav': 'a sound recording (WAV)',
  'audio/ogg': 'a voice memo (OGG)',
  'video/ogg': 'a video (OGG)',
  'application/zip': 'a zip file',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'a Word document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'an Excel workbook',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'a PowerPoint presentation',
  'application/vnd.oasis.opendocument.text': 'a text document (ODT)',
  'application/vnd.oasis.opendocument.spreadsheet': 'a spreadsheet (ODS)',
  'application/vnd.oasis.opendocument.presentation': 'a presentation (ODP)',
  'application/x-cfb': 'an older Office document or an Outlook mail',
  'application/rtf': 'a document (RTF)',
  'text/plain': 'a text',
  'text/html': 'a web page',
  'image/svg+xml': 'a drawing (SVG)',
  'application/xml': 'a text (XML)',
  'message/rfc822': 'a mail',
};
/** Names that say the same, or a part of it that makes no difference here. */
const SAME: Readonly<Record<string, string>> = {
  'audio/x-m4a': 'audio/mp4',
  'video/x-m4v': 'video/mp4',
  'video/3gpp': 'video/mp4',
  'video/3gpp2': 'video/mp4',
  'audio/opus': 'audio/ogg',
  'audio/ogg; codecs=opus': 'audio/ogg',
  'audio/vnd.wave': 'audio/wav',
  'audio/wave': 'audio/wav',
  'image/heic-sequence': 'image/heic',
  'image/heif-sequence': 'image/heif',
  'text/xml': 'application/xml',
};
const FAMILIES: readonly (readonly [RegExp, string])[] = [
  [/^image\//, 'a picture'],
  [/^video\//, 'a video'],
  [/^audio\//, 'a sound recording'],
];

/** What a file is by its bytes, never by its name. Reads the beginning, and of a zip the list of what is in it. */
export async function kindOf(path: string): Promise<Kind> {
  return withFile(path, kindOfSource);
}

export async function kindOfSource(source: Source): Promise<Kind> {
  const head = await source.read(0, HEAD);
  const mime =
    (await containerKind(source, head)) ??
    (await named(head)) ??
    (isTiff(head) ? 'image/tiff' : textKind(head, source.size));
  const same = mime === undefined ? undefined : (SAME[mime] ?? mime);
  if (same === undefined) return SOMETHING;
  const words = WORDS[same] ?? FAMILIES.find(([pattern]) => pattern.test(same))?.[1];
  return { mime: same, words: words ?? SOMETHING.words };
}

/** What the library says of the beginning. It is never given more, so that no file can keep it busy. */
async function named(head: Buffer): Promise<string | undefined> {
  const { fileTypeFromBuffer } = await import('file-type');
  try {
    return (await fileTypeFromBuffer(head))?.mime;
  } catch {
    return undefined;
  }
}

/** The library reads on to where a TIFF says what it is, which can be at its end. */
function isTiff(head: Buffer): boolean {
  return ['II*\0', 'MM\0*'].includes(head.toString('latin1', 0, 4));
}

const HEADER_LINE =
  /^(?:received|return-path|from|to|subject|date|message-id|mime-version|delivered-to|x-[\w-]+):/i;

/** Words are what has no character that words do not have. */
function textKind(head: Buffer, size: number): string | undefined {
  if (head.length === 0) return undefined;
  // The last character may be cut off.
  const whole = head.length < size ? head.subarray(0, head.length - 4) : head;
  let text: string;
  try {
    const wide =
      head[0] === 0xff && head[1] === 0xfe
        ? 'utf-16le'
        : head[0] === 0xfe && head[1] === 0xff
          ? 'utf-16be'
          : undefined;
    text =
      wide === undefined
        ? new TextDecoder('utf-8', { fatal: true }).decode(trimmed(whole, size))
        : new TextDecoder(wide).decode(whole.subarray(0, whole.length - (whole.length % 2)));
  } catch {
    return undefined;
  }
  if (/[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(text)) return undefined;
  const start = text.trimStart().slice(0, 1000);
  if (/^(?:<!doctype html|<html|<head|<body)/i.test(start)) return 'text/html';
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)?(?:<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/.test(start))
    return 'image/svg+xml';
  const lines = start.split(/\r?\n/).slice(0, 12);
  if (lines.filter((line) => HEADER_LINE.test(line)).length >= 3) return 'message/rfc822';
  return 'text/plain';
}

/** Without the beginning of a character at the end, where the text goes on. */
function trimmed(bytes: Buffer, size: number): Buffer {
  if (bytes.length >= size) return bytes;
  let end = bytes.length;
  while (end > bytes.length - 4 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, Math.max(0, end - 1));
}
