import type { Mail } from '../../../src/mail/mail.ts';
import { readMails } from '../../../src/mail/read-mails.ts';

/** A part, or a whole mail, to be written out: its header, and either words, bytes or parts. */
export interface Written {
  readonly header?: Readonly<Record<string, string>>;
  readonly text?: string;
  readonly bytes?: Uint8Array;
  readonly encoding?: 'base64' | 'quoted-printable' | '8bit';
  readonly parts?: readonly Written[];
}

const utf8 = new TextEncoder();

/** A mail as it is sent, with lines that end in CRLF. */
export function mail(one: Written): Uint8Array {
  const { From = 'Ana <ana@visitors.example>', ...header } = one.header ?? {};
  return part({ ...one, header: { From, 'MIME-Version': '1.0', ...header } }, 0);
}

/** Several bytes and texts as one. */
export function bytes(...all: readonly (string | Uint8Array | readonly number[])[]): Uint8Array {
  return Buffer.concat(
    all.map((one) =>
      typeof one === 'string' ? utf8.encode(one) : 'buffer' in one ? one : Uint8Array.from(one),
    ),
  );
}

/** A part of one, as it is sent. */
export function part(
  { header = {}, text, bytes: given, encoding = '8bit', parts }: Written,
  depth = 0,
): Uint8Array {
  const boundary = `=_${depth}`;
  const type =
    header['Content-Type'] ?? (parts === undefined ? 'text/plain; charset=utf-8' : 'multipart/mixed');
  const whole: Record<string, string> = {
    ...header,
    'Content-Type': parts === undefined ? type : `${type}; boundary="${boundary}"`,
  };
  if (encoding !== '8bit') whole['Content-Transfer-Encoding'] = encoding;
  const lines = Object.entries(whole).map(([name, value]) => `${name}: ${value}\r\n`);
  if (parts === undefined)
    return bytes(lines.join(''), '\r\n', encoded(given ?? utf8.encode(text ?? ''), encoding));
  const inside = parts.map((one) => bytes(`--${boundary}\r\n`, part(one, depth + 1), '\r\n'));
  return bytes(lines.join(''), '\r\n', ...inside, `--${boundary}--\r\n`);
}

function encoded(given: Uint8Array, encoding: string): Uint8Array | string {
  if (encoding === 'base64')
    return (
      Buffer.from(given)
        .toString('base64')
        .match(/.{1,76}/g) ?? []
    ).join('\r\n');
  if (encoding !== 'quoted-printable') return given;
  const letters = [...given].map((byte) =>
    (byte > 0x20 && byte < 0x7f && byte !== 0x3d) || byte === 0x0a || byte === 0x0d
      ? String.fromCharCode(byte)
      : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return letters
    .join('')
    .replace(/\r?\n/g, '\r\n')
    .replace(/[^\r\n]{60}(?=[^\r\n])/g, (line) => (/=.?$/.test(line) ? line : `${line}=\r\n`));
}

/** The one mail that these bytes are. */
export async function readOne(given: Uint8Array): Promise<Mail> {
  const read = await readMails(given);
  if (read?.kind !== 'mail') throw new Error('that is not one mail');
  return read.mail;
}
