import type { FieldsData } from '@kenjiuno/msgreader';
import { followed, momentOf, withWhoAndWhen } from './envelope.ts';
import { type Attachment, type Envelope, type Mail, MOST, type Person, type Said } from './mail.ts';
import { personOf } from './people.ts';
import { readHead, readMime } from './read-mime.ts';
import { rtfWords } from './rtf.ts';
import { spokenIn } from './words.ts';

const MAGIC = 'd0cf11e0a1b11ae1';
/** Names of what the library gives by its number alone (MS-OXPROPS). */
const PROPERTY = { representedName: '0042', references: '1039', follows: '1042' } as const;

/** Whether it is a compound file (MS-CFB), in which Outlook keeps a mail. */
export function isCompound(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 8)).toString('hex') === MAGIC;
}

/** Reads a `.msg`; nothing where the compound file is something else. */
export async function readOutlook(bytes: Uint8Array): Promise<Mail | undefined> {
  const { default: library } = await import('@kenjiuno/msgreader');
  // Of a package of the older kind loaders give one of both.
  const MsgReader = library.default ?? (library as unknown as typeof library.default);
  const reader = new MsgReader(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  reader.parserConfig = { includeRawProps: true };
  const fields = reader.getFileData();
  const { error, messageClass, subject, body, attachments: within = [] } = fields;
  const any = messageClass ?? subject ?? body ?? fields.html ?? fields.compressedRtf ?? within[0];
  if (error !== undefined || any === undefined) return undefined;
  const said = new Set<Said>();
  const attachments: Attachment[] = [];
  for (const one of within.slice(0, MOST.attachments)) {
    const content = contentOf(() => reader.getAttachment(one).content);
    if (content === undefined) said.add('broken');
    else attachments.push(attachmentOf(one, content));
  }
  if (within.length > MOST.attachments) said.add('cut');
  const envelope = await envelopeOf(fields);
  if (/^IPM\.Note\.SMIME/i.test(messageClass ?? '') && attachments[0] !== undefined)
    return sealed(attachments[0].content, envelope);
  const rich = fields.compressedRtf === undefined ? undefined : rtfWords(fields.compressedRtf);
  const html = htmlOf(fields) ?? rich?.html;
  const text = body ?? rich?.text;
  if (fields.compressedRtf !== undefined && text === undefined && html === undefined) said.add('rich-only');
  const { said: ofWords, ...spoken } = await spokenIn({ text, html }, envelope);
  return { ...envelope, ...spoken, attachments, said: [...new Set([...said, ...ofWords])].sort() };
}

/** S/MIME in Outlook: the whole mail as it was sent is its one attachment. */
async function sealed(content: Uint8Array, envelope: Envelope): Promise<Mail> {
  const isText = /^content-type:/im.test(Buffer.from(content.subarray(0, 4_000)).toString('latin1'));
  const head = Buffer.from(isText ? '' : 'Content-Type: application/pkcs7-mime\n\n');
  const mail = await readMime(Buffer.concat([head, content]));
  return { ...mail, ...envelope };
}

/** What the header says that it came with; where it was never sent, what Outlook keeps. */
async function envelopeOf(fields: FieldsData): Promise<Envelope> {
  const sent = await readHead(Buffer.from(`${(fields.headers ?? '').trim()}\r\n\r\n`));
  const raw = (id: string): string => {
    const value = fields.rawProps?.find(({ propertyTag }) =>
      propertyTag?.toLowerCase().startsWith(id),
    )?.value;
    return typeof value === 'string' ? value : '';
  };
  const messageId = sent.messageId ?? fields.messageId;
  return {
    ...withWhoAndWhen(
      sent.from ?? senderOf(fields, raw(PROPERTY.representedName)),
      sent.sentAt ?? momentOf(fields.clientSubmitTime),
      sent.receivedAt ?? momentOf(fields.messageDeliveryTime),
    ),
    subject: fields.subject ?? sent.subject,
    ...(messageId === undefined ? {} : { messageId }),
    references:
      sent.references.length > 0
        ? sent.references
        : followed([raw(PROPERTY.references), raw(PROPERTY.follows)]),
  };
}

/** In whose name it was sent, as every mail program shows it; else who sent it. */
function senderOf(fields: FieldsData, name: string): Person | undefined {
  const {
    sentRepresentingSmtpAddress: inTheNameOf,
    senderName = '',
    senderSmtpAddress,
    senderEmail,
  } = fields;
  const own = senderSmtpAddress ?? senderEmail ?? '';
  // An address within a company is a path of its own, which says nothing outside.
  const address = inTheNameOf ?? (own.startsWith('/') ? '' : own);
  return personOf(name || senderName, address);
}

function htmlOf({ bodyHtml, html, internetCodepage }: FieldsData): string | undefined {
  if (bodyHtml !== undefined) return bodyHtml;
  if (html === undefined) return undefined;
  const named =
    internetCodepage === 65001 || internetCodepage === undefined ? 'utf-8' : `windows-${internetCodepage}`;
  try {
    return new TextDecoder(named).decode(html);
  } catch {
    return new TextDecoder().decode(html);
  }
}

function attachmentOf(
  { fileName, fileNameShort, name, attachMimeTag, innerMsgContentFields: inner }: FieldsData,
  content: Uint8Array,
): Attachment {
  const usual = inner === undefined ? 'application/octet-stream' : 'application/vnd.ms-outlook';
  return {
    name:
      fileName ?? (inner === undefined ? (fileNameShort ?? name ?? '') : `${inner.subject ?? 'mail'}.msg`),
    type: attachMimeTag?.trim().toLowerCase() || usual,
    content: new Uint8Array(content),
  };
}

/** Nothing where it is a link alone, with no bytes here. */
function contentOf(read: () => Uint8Array): Uint8Array | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
