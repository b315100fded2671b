import { z } from 'zod';
import { isEmail } from '../../email.ts';
import { UserError } from '../../errors.ts';
import { canonicalJson } from '../../incident/canonical.ts';
import { inert } from '../../text/inert.ts';
import { canSealTo, keyTypeOf } from '../age/age.ts';
import { FORMAT, newerFormat } from '../format/settings.ts';
import { keyBlob, type Signer, signSshsig, verifySshsig } from '../keys/sshsig.ts';

/** The SSHSIG namespace, so that no request passes for a commit or an entry. */
const NAMESPACE = 'coc-join';
const TITLE = 'COC REQUEST';
const LINE = 64;
/** Of what is pasted, whatever stands around the block included. Bytes. */
const LARGEST = 64 * 1024;
/** The longest an address can be (RFC 5321), and more than a name needs. Characters. */
const LONGEST = 254;

const oneLine = z
  .string()
  .max(LONGEST)
  .refine((text) => text.trim() === text && /[\p{L}\p{N}]/u.test(text) && inert(text) === text)
  // Somebody may have pasted the wrong line, and it is not to end up in the history for ever.
  .refine((text) => !/AGE-SECRET-KEY-|PRIVATE KEY/i.test(text));

const requestSchema = z.looseObject({
  format: z.literal(FORMAT),
  /** The first commit of the reports repository that it is for. */
  repository: z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/),
  name: oneLine,
  email: oneLine.refine(isEmail),
  recipient: z.string().refine(isRecipient),
  signingKey: z.string().refine(isSigningKey),
  at: z.iso.datetime({ offset: true }),
  /** The member whose keys these are to take the place of, where there is one already. */
  replaces: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/)
    .optional(),
});

/** What somebody asks to be let in with. Fields that a newer coc adds stay in it, and are signed as well. */
export type JoinRequest = z.infer<typeof requestSchema>;

/**
 * The block that a newcomer pastes into a mail or a chat to an admin. It is signed with the key that it names: whoever
 * made it has that key. Whose key it is, the words of `wordsOfKeys` tell. Throws a UserError where `parseRequest`
 * would refuse the request.
 */
export async function formatRequest(request: JoinRequest, signer: Signer): Promise<string> {
  if (signer.publicKey !== request.signingKey) throw new Error('a request signed with another key');
  checkFields(request);
  const signature = await signSshsig(signer, NAMESPACE, messageOf(request));
  const signed = canonicalJson({ ...request, sig: Buffer.from(signature).toString('base64') });
  const lines =
    Buffer.from(signed)
      .toString('base64')
      .match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
  return [`-----BEGIN ${TITLE}-----`, ...lines, `-----END ${TITLE}-----`, ''].join('\n');
}

/**
 * Reads the request in a text as it came through a mail or a chat: with text around it, quoted, on one line, with any
 * line ends. Throws a UserError where there is no whole block, more than one request, one that was changed after it
 * was signed, or one that says something that cannot be.
 */
export function parseRequest(text: string): JoinRequest {
  if (Buffer.byteLength(text) > LARGEST) {
    throw new UserError(`This is longer than a request to join can be (${LARGEST / 1024} KiB).`, {
      hints: [`Take only the lines from BEGIN ${TITLE} to END ${TITLE}.`],
    });
  }
  const data = decode(blockIn(text));
  const { format } = data;
  if (typeof format === 'number' && Number.isInteger(format) && format > FORMAT)
    throw newerFormat('The request', format, 'Or ask whoever wrote it to ask again, with a coc like yours.');
  checkSignature(data);
  const { sig: _, ...request } = data;
  return checkFields(request);
}

/** Throws a UserError where a request is for another reports repository than the one with this first commit. */
export function assertRequestFor(request: JoinRequest, firstCommit: string): void {
  if (request.repository === firstCommit) return;
  throw new UserError('This request is for another reports repository.', {
    hints: [
      'If your team has more than one, stand in the other or name it with --repo FOLDER.',
      'If not, whoever asked has cloned something else: compare the address of the reports repository with them.',
    ],
  });
}

function blockIn(text: string): string {
  // A chat can make one long dash of several, or one line of all.
  const found = [...text.matchAll(/[-–—] ?(BEGIN|END) COC REQUEST ?[-–—]/g)];
  if (found.length === 0) {
    throw new UserError('There is no request to join in this text.', {
      hints: [`It begins with a line BEGIN ${TITLE} and ends with a line END ${TITLE}. Paste both, too.`],
    });
  }
  const blocks = new Set<string>();
  for (let at = 0; at < found.length; at += 2) {
    const [begin, end] = [found[at], found[at + 1]];
    if (begin?.[1] !== 'BEGIN' || end?.[1] !== 'END') throw cutOff();
    blocks.add(bare(text.slice(begin.index + begin[0].length, end.index)));
  }
  const [block = '', ...others] = blocks;
  if (others.length > 0) {
    throw new UserError('There is more than one request to join in this text.', {
      hints: ['Take one at a time.'],
    });
  }
  return block;
}

/** Without what a mail or a chat puts between: blanks, marks of quoting, marks that nobody sees, more dashes. */
function bare(block: string): string {
  return block.replace(/[\s>|`*\-–—\u200b\u2060\ufeff]/gu, '');
}

function decode(base64: string): Readonly<Record<string, unknown>> {
  const bytes = Buffer.from(base64, 'base64');
  if (base64 === '' || bytes.toString('base64') !== base64) throw changed();
  try {
    const data = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return z.looseObject({}).parse(data);
  } catch {
    throw changed();
  }
}

function checkSignature(data: Readonly<Record<string, unknown>>): void {
  const { sig, ...request } = data;
  const { signingKey } = request;
  if (typeof sig !== 'string' || typeof signingKey !== 'string') throw changed();
  if (!verifySshsig(signingKey, NAMESPACE, messageOf(request), Buffer.from(sig, 'base64'))) throw changed();
}

function messageOf(request: Readonly<Record<string, unknown>>): Uint8Array {
  try {
    return new TextEncoder().encode(canonicalJson(request));
  } catch (error) {
    // Nested so deep, or with a number so large, that no coc wrote it.
    if (error instanceof RangeError || error instanceof TypeError) throw changed();
    throw error;
  }
}

function checkFields(request: unknown): JoinRequest {
  const parsed = requestSchema.safeParse(request);
  if (parsed.success) return parsed.data;
  const fields = [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))];
  throw new UserError(`The request to join says something that cannot be, in: ${fields.join(', ')}.`, {
    hints: [
      `A name and an e-mail address are one line of up to ${LONGEST} characters, without marks that nobody sees.`,
      'A new request is made with `coc join`.',
    ],
  });
}

/** A recipient that something can be sealed to: not all that look like one are. */
function isRecipient(text: string): boolean {
  try {
    return canSealTo(text, keyTypeOf(text));
  } catch {
    return false;
  }
}

/** One text for one key: no comment behind it, and base64 as everybody writes it. */
function isSigningKey(text: string): boolean {
  const blob = keyBlob(text);
  return blob !== undefined && text === `ssh-ed25519 ${Buffer.from(blob).toString('base64')}`;
}

function cutOff(): UserError {
  return new UserError('A part of the request to join is missing.', {
    hints: [`Paste all of it, from the line BEGIN ${TITLE} to the line END ${TITLE}.`],
  });
}

function changed(): UserError {
  return new UserError('The request to join was changed on the way, or a part of it is missing.', {
    hints: [
      'Copy it once more from the message in which it came.',
      'If that does not help, ask for it as an attached file.',
    ],
  });
}
