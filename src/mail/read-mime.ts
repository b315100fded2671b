import type { Email, Attachment as Part } from 'postal-mime';
import { envelopeOf } from './envelope.ts';
import { type Attachment, type Envelope, type Mail, MOST, type Said } from './mail.ts';
import { cmsOf } from './signed.ts';
import { openWinmail } from './winmail.ts';
import { spokenIn } from './words.ts';

/** Signed things within signed things. */
const MOST_WITHIN_SIGNED = 8;
const PART_BEGINS = '\n--';

/** Reads a mail as it is sent (RFC 5322, MIME). Throws where it is nested deeper, has a longer header, or has more parts, than any real one. */
export async function readMime(bytes: Uint8Array, within = 0): Promise<Mail> {
  const email = await parsed(bytes);
  const { senders, ...envelope } = await envelopeOf(email);
  const said = new Set<Said>(senders > 1 ? ['several-senders'] : []);
  sayOfType(email, said);
  const parts: Attachment[] = [];
  let spoken = await spokenIn(email, envelope);
  for (const part of email.attachments.map(attachmentOf)) {
    const inside = (await signedIn(part, said, within)) ?? winmailIn(part, said);
    if (inside === undefined) {
      parts.push(part);
      continue;
    }
    parts.push(...inside.attachments);
    const isSilent = spoken.words === '' && spoken.quoted === '';
    if (isSilent) spoken = 'words' in inside ? inside : await spokenIn(inside, envelope);
  }
  for (const one of spoken.said) said.add(one);
  if (parts.length > MOST.attachments) said.add('cut');
  const { words, quoted, isFromHtml } = spoken;
  return {
    ...{ ...envelope, words, quoted, isFromHtml },
    attachments: parts.slice(0, MOST.attachments),
    said: [...said].sort(),
  };
}

/** The header of a mail alone, which is read where the rest cannot be. */
export async function readHead(bytes: Uint8Array): Promise<Envelope> {
  const head = bytes.subarray(0, MOST.header);
  const end = /\r?\n\r?\n/.exec(Buffer.from(head).toString('latin1'));
  const { senders: _, ...envelope } = await envelopeOf(
    await parsed(end === null ? head : head.subarray(0, end.index + end[0].length)),
  );
  return envelope;
}

async function parsed(bytes: Uint8Array): Promise<Email> {
  if (hasTooManyParts(bytes)) throw new RangeError('too many parts');
  const { default: PostalMime } = await import('postal-mime');
  return PostalMime.parse(bytes, { forceRfc822Attachments: true });
}

/** Each part begins with a line of its own. The library takes a good while for parts that no mail has. */
function hasTooManyParts(bytes: Uint8Array): boolean {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = all.indexOf(PART_BEGINS);
  for (let count = 0; at >= 0; at = all.indexOf(PART_BEGINS, at + 1)) if (++count > MOST.parts) return true;
  return false;
}

function attachmentOf({ filename, mimeType, content }: Part): Attachment {
  return {
    name: filename?.trim() ?? '',
    type: mimeType,
    content: typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content),
  };
}

/** What the type of a mail, or of what is in it, says of whether it is signed or encrypted. */
function sayOfType({ headers, attachments }: Email, said: Set<Said>): void {
  const type = headers.find(({ key }) => key === 'content-type')?.value.toLowerCase() ?? '';
  const all = [type, ...attachments.map(({ mimeType }) => mimeType)];
  if (all.some((one) => /^multipart\/signed|^application\/(?:pgp|(?:x-)?pkcs7)-signature/.test(one)))
    said.add('signed');
  if (all.some((one) => /^multipart\/encrypted|^application\/pgp-encrypted/.test(one))) said.add('encrypted');
}

/** The mail that stands in a part of S/MIME; nothing where the part is none, or is encrypted, and stays as it is. */
async function signedIn(part: Attachment, said: Set<Said>, within: number): Promise<Mail | undefined> {
  if (!/^application\/(?:x-)?pkcs7-mime$/.test(part.type)) return undefined;
  const cms = cmsOf(part.content);
  if (cms.kind !== 'signed' || cms.content.length === 0 || within >= MOST_WITHIN_SIGNED) {
    said.add(cms.kind === 'signed' ? 'signed' : 'encrypted');
    return undefined;
  }
  said.add('signed');
  const mail = await readMime(cms.content, within + 1);
  for (const one of mail.said) said.add(one);
  return mail;
}

function winmailIn(part: Attachment, said: Set<Said>) {
  const isOne = /^application\/(?:vnd\.)?ms-tnef$/.test(part.type) || /^win(?:mail)?\.dat$/i.test(part.name);
  const winmail = isOne ? openWinmail(part.content) : undefined;
  if (winmail === undefined) return undefined;
  said.add('winmail');
  if (winmail.isRichOnly) said.add('rich-only');
  if (!winmail.isBroken) return winmail;
  said.add('broken');
  return { ...winmail, attachments: [...winmail.attachments, part] };
}
