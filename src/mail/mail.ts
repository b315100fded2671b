/** Somebody in the header of a mail. */
export interface Person {
  /** What they call themselves there, as it was written: to be made inert where it is shown. */
  readonly name?: string;
  readonly address?: string;
  /**
   * Who that is, in one line that is harmless on a terminal. The address stands first where the name could pass for another one:
   * `x@y.example (calls itself "safety@example.org")`.
   */
  readonly shown: string;
}

/**
 * What is to be known of a mail besides its words:
 *
 * - `signed`: it says that it is signed (S/MIME or PGP). That was not checked.
 * - `encrypted`: it, or a part of it, is encrypted, and is kept as an attachment as it came.
 * - `winmail`: it came as a `winmail.dat` of Outlook's, which was unpacked.
 * - `remote-images`: it wanted to load pictures or the like from the network. Nothing was loaded.
 * - `hidden`: it has words that a mail program does not show; they stand among the words, and are marked.
 * - `links-differ`: a link in it leads elsewhere than it says. Both stand there.
 * - `versions-differ`: it has a second version of its words (HTML) that says something else; that one is kept as an attachment.
 * - `several-senders`: it names more than one sender.
 * - `guessed-letters`: it does not say rightly how its letters are written, so that some may be wrong.
 * - `broken`: a part of it is damaged, or not in it. What could be read is there.
 * - `cut`: it is larger than what is read. What is left out is in the mail itself only.
 */
export type Said =
  | 'signed'
  | 'encrypted'
  | 'winmail'
  | 'remote-images'
  | 'hidden'
  | 'links-differ'
  | 'versions-differ'
  | 'several-senders'
  | 'guessed-letters'
  | 'broken'
  | 'cut';

export interface Attachment {
  /** What the mail calls it, as it was written; '' where it has no name. Words, never a path. */
  readonly name: string;
  /** What the mail says that it is, in small letters: `image/png`. */
  readonly type: string;
  /**
   * Byte for byte; nothing where it is a mail that Outlook keeps within a `.msg`, which has no bytes of its own. It is decoded
   * anew each time that it is read, so that a large mail is not in memory twice.
   */
  readonly content: Uint8Array;
  /** Whether it stood among the words, as a picture does. */
  readonly inline: boolean;
  /** Where it is a mail itself: that one, read. */
  readonly mail?: Mail;
}

/** A mail, read. All text in it is as somebody wrote it: it is made inert where it is shown. */
export interface Mail {
  readonly from?: Person;
  readonly replyTo: readonly Person[];
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  /** When it was written, as it says itself: ISO 8601 with the offset there, `Z` where it names none. */
  readonly sentAt?: string;
  /** When the last server took it in (the topmost Received). */
  readonly receivedAt?: string;
  readonly subject: string;
  /** `<x@y>` */
  readonly messageId?: string;
  /** The mails that it follows, the oldest first. */
  readonly references: readonly string[];
  /** What was newly written. Line ends are `\n`; else as it stands there. */
  readonly words: string;
  /** What stands of earlier mails above and below that. Each line of the mail is in one of both. */
  readonly quoted: string;
  /** Whether the words were made of HTML. Links are shown as `text <where they lead>`. */
  readonly isFromHtml: boolean;
  readonly attachments: readonly Attachment[];
  readonly said: readonly Said[];
  /** This mail alone, as it came; of one within a `.msg` that whole `.msg`. */
  readonly bytes: Uint8Array;
}

export interface Mails {
  readonly kind: 'eml' | 'mbox' | 'msg' | 'winmail';
  /** In the order of the file. */
  readonly mails: readonly Mail[];
  /** Whether there were more of them than are read. */
  readonly isCut: boolean;
}

/** The most that is read of a mail. More is said to be cut, and is in the mail itself. */
export const MOST = {
  mails: 2_000,
  parts: 1_000,
  /** Lines that look as if they parted some. */
  marks: 2_000_000,
  /** Parts within parts. */
  depth: 250,
  /** Mails within mails. */
  mailsWithin: 10,
  people: 1_000,
  fields: 2_000,
  /** Bytes of one field of a header. */
  field: 64 * 1024,
  /** Bytes of all of them together. */
  header: 1024 * 1024,
  /** Bytes of words: of one part, and of all the parts of a mail. */
  text: 4 * 1024 * 1024,
  references: 200,
} as const;

/** What is said of a mail while it is read, and how much more of it is. */
export interface Reading {
  readonly said: Set<Said>;
  partsLeft: number;
  textLeft: number;
  /** How many mails this one is within. */
  readonly within: number;
  /** Reads a mail within this one, whatever its kind; nothing where it is none. */
  readonly open: (bytes: Buffer, reading: Reading) => Promise<Mail | undefined>;
}

export function newReading(open: Reading['open']): Reading {
  return { said: new Set(), partsLeft: MOST.parts, textLeft: MOST.text, within: 0, open };
}

/** Reads a mail within another one, which is cut where it is. Nothing where it is none, or within too many. */
export async function mailWithin(bytes: Buffer, reading: Reading): Promise<Mail | undefined> {
  if (reading.within >= MOST.mailsWithin) {
    reading.said.add('cut');
    return undefined;
  }
  const inner: Reading = { ...reading, said: new Set(), within: reading.within + 1 };
  const mail = await reading.open(bytes, inner);
  reading.partsLeft = inner.partsLeft;
  reading.textLeft = inner.textLeft;
  if (inner.said.has('cut')) reading.said.add('cut');
  return mail;
}
