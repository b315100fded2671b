import { decodedPart } from './decoded.ts';
import { envelopeOf } from './envelope.ts';
import { valued } from './header.ts';
import { charsetInHtml, lettersOf } from './letters.ts';
import { type Attachment, type Mail, mailWithin, type Reading } from './mail.ts';
import { type Part, partsOf } from './parts.ts';
import { wordsOf as wordsOfField } from './people.ts';
import { cmsOf } from './signed.ts';
import { compared, type Text, wordsOf, wordsOfHtml } from './words.ts';

/** An encoded part that is larger is not decoded once more only to know whether all of it can be. */
const LARGEST_LOOKED_THROUGH = 32 * 1024 * 1024;
/** Signed things within signed things. */
const MOST_WITHIN_SIGNED = 8;

/** A version of the words, with the part that it came from. */
interface Version extends Text {
  readonly part: Part;
  readonly say: () => void;
}

type Spoken = Pick<Mail, 'words' | 'quoted'>;

/** Reads a mail as it is sent (RFC 5322, MIME). It throws nothing, whatever the bytes are. */
export async function readMime(bytes: Buffer, reading: Reading): Promise<Mail> {
  const root = partsOf(bytes, reading);
  const gathering = new Gathering(reading, root);
  const texts = await gathering.take(root);
  for (const { say } of texts) say();
  const envelope = await envelopeOf(root.header, reading);
  const inside = gathering.unpacked.find(({ words, quoted }) => words !== '' || quoted !== '');
  const own = wordsOf(texts, envelope, reading);
  const isOwn = own.words !== '' || own.quoted !== '' || inside === undefined;
  const { words, quoted, isFromHtml } = isOwn ? own : inside;
  if (isOwn && inside !== undefined) gathering.keepOther(own, inside);
  return {
    ...{ ...envelope, words, quoted, isFromHtml },
    attachments: gathering.attachments,
    said: [...reading.said].sort(),
    bytes,
  };
}

class Gathering {
  readonly attachments: Attachment[] = [];
  /** What was in a `winmail.dat`. */
  readonly unpacked: Mail[] = [];
  readonly #reading: Reading;
  readonly #root: Part;
  readonly #winmails: Attachment[] = [];
  #withinSigned = 0;

  constructor(reading: Reading, root: Part) {
    this.#reading = reading;
    this.#root = root;
  }

  /** What a `winmail.dat` says besides the mail that it came in is kept in it, where that is something else. */
  keepOther(own: Spoken, inside: Spoken): void {
    const all = ({ words, quoted }: Spoken): string => `${words}\n${quoted}`;
    if (!compared(all(own), all(inside)).areDifferent) return;
    this.#reading.said.add('versions-differ');
    for (const one of this.#winmails) if (!this.attachments.includes(one)) this.attachments.push(one);
  }

  /** What a part says, in its order; all else that is in it becomes attachments. */
  async take(part: Part, isRelated = false): Promise<readonly Version[]> {
    const type = part.type.value;
    const said = this.#reading.said;
    if (type === 'multipart/signed') said.add('signed');
    if (type === 'multipart/encrypted') said.add('encrypted');
    if (type.startsWith('multipart/') && part.parts.length > 0) {
      const each: (readonly Version[])[] = [];
      for (const one of part.parts)
        each.push(await this.take(one, isRelated || type === 'multipart/related'));
      return type === 'multipart/alternative' ? this.#chosen(each) : each.flat();
    }
    const isLost = type.startsWith('multipart/') && !said.has('cut') && part.start < part.end;
    if (isLost) said.add('broken');
    if (isLost || (await this.#isText(part))) return this.#text(part);
    if (/^application\/(?:x-)?pkcs7-mime$/.test(type)) return this.#signed(part);
    await this.#attach(part, isRelated);
    return [];
  }

  /** Of several versions of the same the plain one; what another says besides is kept. */
  #chosen(versions: readonly (readonly Version[])[]): readonly Version[] {
    const said = versions.filter((texts) => texts.some(({ text }) => text.trim() !== ''));
    const plain = said.find((texts) => !texts.some(({ isHtml }) => isHtml));
    const html = said.findLast((texts) => texts.some(({ isHtml }) => isHtml));
    if (plain === undefined || html === undefined) return plain ?? html ?? [];
    const all = (texts: readonly Version[]): string => texts.map(({ text }) => text).join('\n');
    const { isPlainLess, areDifferent } = compared(all(plain), all(html));
    const [kept, other] = isPlainLess ? [html, plain] : [plain, html];
    if (areDifferent) {
      this.#reading.said.add('versions-differ');
      for (const { part } of other) this.attachments.push(attachmentOf(part, '', true));
    }
    return kept;
  }

  async #isText(part: Part): Promise<boolean> {
    const type = part.type.value;
    if (dispositionOf(part).value === 'attachment') return false;
    if (part === this.#root)
      return /^text\/(?!calendar|csv|x?-?vcard)/.test(type) || type === 'text' || type === '';
    return (type === 'text/plain' || type === 'text/html') && nameOf(part) === '';
  }

  async #text(part: Part): Promise<readonly Version[]> {
    const reading = this.#reading;
    const encoding = encodingOf(part);
    const most = Math.max(0, reading.textLeft);
    const source = part.bytes.subarray(part.start, Math.min(part.end, part.start + most * 3 + 4));
    const { bytes, isBroken } = decodedPart(source, encoding);
    const isCut = source.length < part.end - part.start || bytes.length > most;
    const kept = bytes.subarray(0, most);
    reading.textLeft -= kept.length;
    if (isCut) reading.said.add('cut');
    if (isBroken) reading.said.add('broken');
    if (kept.length === 0) return [];
    const isHtml = part.type.value === 'text/html';
    const named = part.type.parameters.get('charset') ?? (isHtml ? charsetInHtml(kept) : undefined);
    const { text, isGuessed } = lettersOf(kept, named, isCut);
    if (isGuessed) reading.said.add('guessed-letters');
    if (isHtml) return [{ part, ...(await wordsOfHtml(text, reading)) }];
    const isJoined = part.type.parameters.get('delsp')?.toLowerCase() === 'yes';
    return [{ part, isHtml: false, text: isJoined ? withoutSoftEnds(text) : text, say: () => {} }];
  }

  async #signed(part: Part): Promise<readonly Version[]> {
    const { bytes } = decodedPart(part.bytes.subarray(part.start, part.end), encodingOf(part));
    const cms = cmsOf(bytes);
    if (cms.kind === 'encrypted' || (cms.kind === 'other' && !/signed|certs/.test(smimeType(part))))
      this.#reading.said.add('encrypted');
    if (cms.kind !== 'signed' || cms.content.length === 0 || this.#withinSigned >= MOST_WITHIN_SIGNED) {
      await this.#attach(part, false);
      return [];
    }
    this.#reading.said.add('signed');
    this.#withinSigned++;
    return this.take(partsOf(bufferOf(cms.content), this.#reading));
  }

  async #attach(part: Part, isRelated: boolean): Promise<void> {
    const name = (await wordsOfField(nameOf(part))).trim();
    const disposition = dispositionOf(part).value;
    const isInline = disposition === 'inline' || (isRelated && part.header.first('content-id') !== '');
    const attachment = attachmentOf(part, name, isInline && disposition !== 'attachment');
    const isWinmail =
      /^application\/(?:vnd\.)?ms-tnef$/.test(attachment.type) || /^win(?:mail)?\.dat$/i.test(name);
    const isMail =
      isWinmail ||
      /^message\/(?:rfc822|global)$|ms-outlook$/.test(attachment.type) ||
      /\.(?:eml|msg)$/i.test(name);
    const isSmall = part.end - part.start <= LARGEST_LOOKED_THROUGH;
    if (isSmall && decodedPart(part.bytes.subarray(part.start, part.end), encodingOf(part)).isBroken)
      this.#reading.said.add('broken');
    const mail =
      isMail && isSmall ? await mailWithin(bufferOf(attachment.content), this.#reading) : undefined;
    if (isMail && !isSmall) this.#reading.said.add('cut');
    if (isWinmail && mail !== undefined) {
      this.#unpack(mail, attachment);
      return;
    }
    // Spread would decode it.
    if (mail !== undefined)
      Object.assign(attachment, { mail, ...(name === '' ? { name: mail.subject } : {}) });
    this.attachments.push(attachment);
  }

  /** What was in it stands in its place; it stays beside that where not all of it could be read. */
  #unpack(mail: Mail, attachment: Attachment): void {
    this.#reading.said.add('winmail');
    for (const one of mail.said) this.#reading.said.add(one);
    this.unpacked.push(mail);
    this.#winmails.push(attachment);
    this.attachments.push(...mail.attachments);
    if (mail.said.includes('broken') || mail.said.includes('cut')) this.attachments.push(attachment);
  }
}

function attachmentOf(part: Part, name: string, inline: boolean): Attachment {
  return {
    ...{ name, inline },
    type: part.type.value || 'application/octet-stream',
    get content() {
      return decodedPart(part.bytes.subarray(part.start, part.end), encodingOf(part)).bytes;
    },
  };
}

function encodingOf(part: Part): string {
  return part.header.first('content-transfer-encoding');
}

function dispositionOf(part: Part) {
  return valued(part.header.first('content-disposition'));
}

function nameOf(part: Part): string {
  return dispositionOf(part).parameters.get('filename') ?? part.type.parameters.get('name') ?? '';
}

function smimeType(part: Part): string {
  return part.type.parameters.get('smime-type')?.toLowerCase() ?? '';
}

/** Lines that go on in the next one, behind a blank that is none (RFC 3676, `DelSp`), as Japanese is sent. */
function withoutSoftEnds(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(/(?<!^--) \n(?!>)/gm, '');
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
