import type { Span } from './page.ts';

/** Somebody of an incident, with everything that is known of them. */
export interface KnownPerson {
  /** R1, P1, A1, W1, H1, S1. */
  readonly ref: string;
  /** Name and aliases. */
  readonly names: readonly string[];
  /** E-mail addresses, phone numbers, handles and URLs, in free text. */
  readonly contacts: readonly string[];
  readonly employers: readonly string[];
  /** Free text, such as "a tall man from the blue booth, badge says Marlon V." */
  readonly descriptions: readonly string[];
}

/** Words of somebody that a text must not repeat. */
export interface Source {
  /** Said to the user: "the account of report 1". */
  readonly from: string;
  readonly text: string;
  /** The person whom it would point to, if any. */
  readonly person?: string;
  /** Of an answer to when it happened: when that was said, as ISO 8601 with offset, so that “yesterday” is a day. */
  readonly at?: string;
}

/** An answer to when, where or what, told in few words. */
export interface Detail extends Source {
  readonly of: 'when' | 'circumstances' | 'behavior';
}

/** What a text is checked against. */
export interface LeakFacts {
  readonly people: readonly KnownPerson[];
  /** People who are known and not looked for: what is their very name is nobody else's, spelled otherwise. */
  readonly others?: readonly KnownPerson[];
  /** Who gets the text: the words of their name are nobody else's, unless they are all that somebody is called. */
  readonly addressee?: KnownPerson | undefined;
  /** Refs that this text may name: everything of theirs is let through. */
  readonly mayName: readonly string[];
  /** Verbatim words nobody else has: runs of them copied into the text are leaks, and so is whom they name. */
  readonly accounts: readonly Source[];
  /** What the team wrote down: whom and what number it names, and no more of its words. */
  readonly notes?: readonly Source[];
  /** What was told about when and where: exact times, dates and places in it. */
  readonly circumstances: readonly Source[];
  /**
   * When, where and what, which are not to be said again in nearly the same few words, nor about what time it was. Left out
   * where the text may tell them.
   */
  readonly details?: readonly Detail[];
  /** Whether it may tell when and where it happened, as `circumstances` have it: an account that says the same keeps nothing back. */
  readonly tellsWhen?: boolean;
  /** Moments of the incident as ISO 8601 with offset: when it was received and so on. */
  readonly moments: readonly { readonly from: string; readonly iso: string }[];
  /** Words that are no secret: the community's name, contacts, policy address, event name. Never a hit by themselves. */
  readonly known: readonly string[];
  /** Texts of ours that letters are made of: in small letters their words are nobody's name. */
  readonly ours?: readonly string[];
}

/** What kind of hint it is, the most telling first. */
export const LEAK_KINDS = [
  'contact',
  'name',
  'handle',
  'employer',
  'copied',
  // A name that only somebody's words have, of whatever kind.
  'told',
  'description',
  'place',
  'number',
  'date',
  'time',
  // What was told about when, where and what, in nearly the same words.
  'again',
  'role-mark',
] as const;

/** A place in a text that points to somebody whom it may not name. */
export interface Leak {
  readonly what: (typeof LEAK_KINDS)[number];
  /** As it stands in the text. */
  readonly found: string;
  /** From 1. */
  readonly line: number;
  /** "the name of A1", "the account of report 1". */
  readonly from: string;
  readonly person?: string;
}

/** A leak by its place, before overlapping ones are made one. */
export interface Hit extends Span {
  readonly what: Leak['what'];
  readonly from: string;
  readonly person?: string;
}

/** A hit at this place. */
export function hitOf(what: Hit['what'], { start, end }: Span, from: string, person?: string): Hit {
  return { what, start, end, from, ...(person !== undefined && { person }) };
}
