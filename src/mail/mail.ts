/** Who a mail says that it is from. */
export interface Person {
  /** What they call themselves there, as it was written: to be made inert where it is shown. */
  readonly name?: string;
  readonly address?: string;
  /**
   * Who that is, in one line that is harmless on a terminal. The address stands first where the name could pass for another one:
   * `x@y.example (calls itself "safety@example.org")`.
   */
  readonly shown: string;
  /** Whether the name looks like an address or a place that is not theirs. */
  readonly isForged: boolean;
}

/**
 * What is to be known of a mail besides its words:
 *
 * - `signed`: it says that it is signed (S/MIME or PGP). That was not checked.
 * - `encrypted`: it, or a part of it, is encrypted.
 * - `winmail`: it came with a `winmail.dat` of Outlook's, which was unpacked.
 * - `remote-images`: it wanted to load pictures or the like from the network. Nothing was loaded.
 * - `hidden`: it has words that a mail program does not show; they stand among the words, and are marked.
 * - `links-differ`: a link in it leads elsewhere than it says. Both stand there.
 * - `versions-differ`: it has a second version of its words (HTML) that says something else.
 * - `several-senders`: it names more than one sender.
 * - `odd-letters`: some of its letters could not be told.
 * - `rich-only`: its words are in a form of Outlook's alone that is not read.
 * - `broken`: a part of it is damaged, or not in it.
 * - `cut`: it is longer than what is read.
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
  | 'odd-letters'
  | 'rich-only'
  | 'broken'
  | 'cut';

export interface Attachment {
  /** What the mail calls it, as it was written; '' where it has no name. Words, never a path. */
  readonly name: string;
  /** What the mail says that it is, in small letters: `image/png`. */
  readonly type: string;
  readonly content: Uint8Array;
}

/** What of a mail stands in its header. All text in it is as somebody wrote it: it is made inert where it is shown. */
export interface Envelope {
  readonly from?: Person;
  /** When it was written, as it says itself: ISO 8601. */
  readonly sentAt?: string;
  /** When the last server took it in (the topmost Received). */
  readonly receivedAt?: string;
  readonly subject: string;
  /** `<x@y>` */
  readonly messageId?: string;
  /** The mails that it follows, the oldest first. */
  readonly references: readonly string[];
}

/** A mail, read. */
export interface Mail extends Envelope {
  /** What was newly written. Line ends are `\n`; else as it stands there. */
  readonly words: string;
  /** What stands of earlier mails above and below that. Each line of the mail is in one of both. */
  readonly quoted: string;
  /** Whether the words were made of HTML. Links are shown as `text <where they lead>`. */
  readonly isFromHtml: boolean;
  readonly attachments: readonly Attachment[];
  readonly said: readonly Said[];
}

/** A mail that is one of several in a file, with its own bytes. */
export interface MailInFile extends Mail {
  readonly bytes: Uint8Array;
}

/** What was given: a mail, or a file with several, of which those were read that were asked for. */
export type Reading =
  | { readonly kind: 'mail'; readonly mail: Mail }
  /** In the order of the file; `isCut` where there are more. */
  | { readonly kind: 'several'; readonly heads: readonly Envelope[]; readonly isCut: boolean }
  | { readonly kind: 'chosen'; readonly mails: readonly MailInFile[] };

/** The most that is told of a mail. What is more is in the mail itself, which is kept. */
export const MOST = {
  mails: 2_000,
  /** Of a header, where it is read alone. Bytes. */
  header: 256 * 1024,
  /** Letters of words. */
  text: 4 * 1024 * 1024,
  references: 100,
  /** Of a mail that is read at all. */
  parts: 100_000,
  attachments: 200,
} as const;
