import { type Folder, openCompound } from './compound.ts';
import { type Envelope, envelopeOf, idsOf, referencesOf, withWhoAndWhen } from './envelope.ts';
import { readHeader } from './header.ts';
import { type Attachment, type Mail, MOST, mailWithin, type Person, type Reading } from './mail.ts';
import { personOf } from './people.ts';
import { PROPERTY, Properties, type Property, TYPE } from './properties.ts';
import { readMime } from './read-mime.ts';
import { decompressed, rtfWords } from './rtf.ts';
import { mailWithin as mailOfProperties, openWinmail } from './tnef.ts';
import { type Text, wordsOf, wordsOfHtml } from './words.ts';

const CC = 2;
const BCC = 3;

/** What Outlook keeps of a mail, whatever it keeps it in. */
interface Kept {
  readonly properties: Properties;
  readonly people: readonly Properties[];
  readonly subject?: string | undefined;
  readonly text?: string | undefined;
  readonly attachments: readonly Attachment[];
}

/** Reads a `.msg`; nothing where the bytes are none. */
export async function readOutlook(bytes: Buffer, reading: Reading): Promise<Mail | undefined> {
  const root = openCompound(bytes);
  if (root === undefined || !isMail(root)) return undefined;
  return mailIn(root, bytes, 32, undefined, reading);
}

/** Reads a `winmail.dat` by itself; nothing where the bytes are none. */
export async function readWinmail(bytes: Buffer, reading: Reading): Promise<Mail | undefined> {
  const winmail = openWinmail(bytes);
  if (winmail === undefined) return undefined;
  reading.said.add('winmail');
  if (winmail.isBroken) reading.said.add('broken');
  const attachments: Attachment[] = [];
  for (const { name, data, properties } of winmail.attachments) {
    const inner = mailOfProperties(properties);
    const mail = inner && (await mailWithin(bufferOf(inner), reading));
    const content = inner ?? data ?? properties.get(PROPERTY.content)?.read() ?? new Uint8Array();
    attachments.push(described(properties, name, () => content, mail));
  }
  const { properties, subject, text } = winmail;
  return mailOf({ properties, people: [], subject, text, attachments }, bytes, reading);
}

async function mailIn(
  folder: Folder,
  bytes: Buffer,
  fixedFrom: number,
  charset: string | undefined,
  reading: Reading,
): Promise<Mail> {
  const properties = propertiesOf(folder, fixedFrom, charset);
  const within = (name: string): readonly Folder[] =>
    folder.folders.filter((one) => one.name.startsWith(name));
  const people = within('__recip_version1.0_');
  const attached = within('__attach_version1.0_');
  if (people.length > MOST.people || attached.length > reading.partsLeft) reading.said.add('cut');
  const attachments: Attachment[] = [];
  for (const one of attached.slice(0, Math.max(0, reading.partsLeft))) {
    reading.partsLeft--;
    attachments.push(await attachmentIn(one, bytes, properties.charset, reading));
  }
  const kept: Kept = {
    ...{ properties, attachments },
    people: people.slice(0, MOST.people).map((one) => propertiesOf(one, 8, properties.charset)),
  };
  return isSealed(kept) ? sealed(kept, bytes, reading) : mailOf(kept, bytes, reading);
}

async function attachmentIn(
  folder: Folder,
  bytes: Buffer,
  charset: string | undefined,
  reading: Reading,
): Promise<Attachment> {
  const properties = propertiesOf(folder, 8, charset);
  const inner = folder.folders.find(({ name }) => name === '__substg1.0_3701000d');
  // It may be a link to a place, with nothing here.
  if (inner === undefined && properties.get(PROPERTY.content) === undefined) reading.said.add('broken');
  if (inner === undefined)
    return described(
      properties,
      '',
      () => properties.get(PROPERTY.content)?.read() ?? new Uint8Array(),
      undefined,
    );
  // A mail within a .msg stands in its folders, and has no bytes of its own.
  const open = (_: Buffer, within: Reading): Promise<Mail> => mailIn(inner, bytes, 24, charset, within);
  const mail = isMail(inner) ? await mailWithin(bytes, { ...reading, open }) : undefined;
  return described(properties, '', () => new Uint8Array(), mail);
}

function described(
  properties: Properties,
  name: string,
  content: () => Uint8Array,
  mail: Mail | undefined,
): Attachment {
  const named =
    properties.text(PROPERTY.fileName) ??
    (name ||
      properties.text(PROPERTY.shortFileName) ||
      properties.text(PROPERTY.name) ||
      mail?.subject ||
      '');
  const usual = mail === undefined ? 'application/octet-stream' : 'application/vnd.ms-outlook';
  return {
    name: named,
    type: properties.text(PROPERTY.type)?.trim().toLowerCase() || usual,
    inline: properties.get(PROPERTY.contentId) !== undefined,
    get content() {
      return content();
    },
    ...(mail === undefined ? {} : { mail }),
  };
}

/** S/MIME in Outlook: the whole mail as it was sent is its one attachment. */
function isSealed({ properties, attachments }: Kept): boolean {
  return /^IPM\.Note\.SMIME/i.test(properties.text(PROPERTY.kind) ?? '') && attachments.length === 1;
}

async function sealed(kept: Kept, bytes: Buffer, reading: Reading): Promise<Mail> {
  const content = bufferOf(kept.attachments[0]?.content ?? new Uint8Array());
  const isText = /^content-type:/im.test(content.toString('latin1', 0, 4_000));
  const head = isText ? '' : 'Content-Type: application/pkcs7-mime\n\n';
  const { words, quoted, isFromHtml, attachments } = await readMime(
    Buffer.concat([Buffer.from(head), content]),
    reading,
  );
  const envelope = await envelopeIn(kept, reading);
  return { ...envelope, words, quoted, isFromHtml, attachments, said: [...reading.said].sort(), bytes };
}

async function mailOf(kept: Kept, bytes: Buffer, reading: Reading): Promise<Mail> {
  const texts = await textsOf(kept, reading);
  const { attachments } = kept;
  const envelope = await envelopeIn(kept, reading);
  return {
    ...envelope,
    ...wordsOf(texts, envelope, reading),
    attachments,
    said: [...reading.said].sort(),
    bytes,
  };
}

async function textsOf({ properties, text }: Kept, reading: Reading): Promise<readonly Text[]> {
  const most = Math.max(0, reading.textLeft);
  for (const id of [PROPERTY.text, PROPERTY.html, PROPERTY.rtf])
    if ((properties.get(id)?.size ?? 0) > most * (id === PROPERTY.text ? 2 : 1)) reading.said.add('cut');
  const plain = properties.text(PROPERTY.text, most * 2) || text;
  if (plain !== undefined && plain.trim() !== '') {
    reading.textLeft -= plain.length;
    return [{ text: plain, isHtml: false }];
  }
  const html = properties.text(PROPERTY.html, most) ?? '';
  const rtf = html.trim() === '' ? rtfOf(properties, most) : { isHtml: true, text: html };
  if (rtf === undefined) return [];
  reading.textLeft -= rtf.text.length;
  if (!rtf.isHtml) return [rtf];
  const words = await wordsOfHtml(rtf.text, reading);
  words.say();
  return [words];
}

function rtfOf(properties: Properties, most: number): Text | undefined {
  const kept = properties.get(PROPERTY.rtf)?.read(most);
  const rtf = kept && decompressed(kept, most * 2);
  return rtf === undefined ? undefined : rtfWords(rtf);
}

/** The header that came with it says more than what Outlook made of it; what was never sent has none. */
async function envelopeIn(kept: Kept, reading: Reading): Promise<Envelope> {
  const { properties } = kept;
  const header = bufferOf(new TextEncoder().encode(properties.text(PROPERTY.header, MOST.header) ?? ''));
  const sent = await envelopeOf(readHeader(header, 0, header.length, reading), reading);
  const named = properties.text(PROPERTY.messageId);
  const references = sent.references.length > 0 ? sent.references : ownReferences(properties, reading);
  const messageId = sent.messageId ?? (named === undefined ? undefined : (idsOf(named)[0] ?? named));
  const to = peopleIn(kept.people, (role) => role !== CC && role !== BCC);
  const cc = peopleIn(kept.people, (role) => role === CC);
  return {
    ...withWhoAndWhen(
      sent.from ?? senderIn(properties),
      sent.sentAt ?? properties.time(PROPERTY.sentAt),
      sent.receivedAt ?? properties.time(PROPERTY.deliveredAt),
    ),
    replyTo: sent.replyTo,
    to: to.length > 0 ? to : sent.to,
    cc: cc.length > 0 ? cc : sent.cc,
    subject: properties.text(PROPERTY.subject) ?? kept.subject ?? sent.subject,
    ...(messageId === undefined ? {} : { messageId }),
    references,
  };
}

function ownReferences(properties: Properties, reading: Reading): readonly string[] {
  const field = (id: number): readonly string[] => [properties.text(id) ?? ''];
  return referencesOf(field(PROPERTY.references), field(PROPERTY.follows), reading);
}

/** In whose name it was sent, as every mail program shows it; else who sent it. */
function senderIn(properties: Properties): Person | undefined {
  const one = (name: number, mail: number, address: number): Person | undefined =>
    personOf(properties.text(name) ?? '', addressOf(properties.text(mail), properties.text(address)));
  return (
    one(PROPERTY.representedName, PROPERTY.representedMail, PROPERTY.representedAddress) ??
    one(PROPERTY.senderName, PROPERTY.senderMail, PROPERTY.senderAddress)
  );
}

function peopleIn(
  people: readonly Properties[],
  isOne: (role: number | undefined) => boolean,
): readonly Person[] {
  return people
    .filter((one) => isOne(one.number(PROPERTY.role)))
    .flatMap((one) => {
      const address = addressOf(one.text(PROPERTY.mailAddress), one.text(PROPERTY.address));
      return personOf(one.text(PROPERTY.name) ?? '', address) ?? [];
    });
}

/** An address within a company is a path of its own, which says nothing outside. */
function addressOf(mail: string | undefined, address: string | undefined): string {
  return mail ?? (address?.startsWith('/') ? '' : (address ?? ''));
}

function isMail({ streams }: Folder): boolean {
  return (
    streams.has('__properties_version1.0') ||
    [...streams.keys()].some((name) => name.startsWith('__substg1.0_'))
  );
}

/** What stands in streams of its own, and what is short enough to stand in one together. */
function propertiesOf(folder: Folder, fixedFrom: number, charset: string | undefined): Properties {
  const all = new Map<number, Property>();
  const fixed = Buffer.from(folder.streams.get('__properties_version1.0')?.read(MOST.header) ?? []);
  for (let at = fixedFrom; at + 16 <= fixed.length; at += 16) {
    const type = fixed.readUInt16LE(at);
    const value = fixed.subarray(at + 8, at + 16);
    if (type !== TYPE.bytes && type !== TYPE.ansi && type !== TYPE.wide && type !== TYPE.object)
      all.set(fixed.readUInt16LE(at + 2), { type, size: 8, read: () => value });
  }
  for (const [name, { size, read }] of folder.streams) {
    const [, id = '', type = ''] = /^__substg1\.0_([\da-f]{4})([\da-f]{4})$/.exec(name) ?? [];
    if (id !== '') all.set(Number.parseInt(id, 16), { type: Number.parseInt(type, 16), size, read });
  }
  return new Properties(all, charset);
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
