/** Where a chat was exported or copied from, as far as that can be told. */
export type Kind =
  | 'slack'
  | 'discord'
  | 'zulip'
  | 'irc'
  | 'whatsapp'
  | 'signal'
  | 'telegram'
  | 'teams'
  | 'matrix';

/** What somebody said in a chat. */
export interface Said {
  readonly who: string;
  /** When, as far as it says: `2026-11-23T14:10:22`, with its offset where that is known; or a time of day alone, `14:10`. */
  readonly at?: string;
  readonly words: string;
}

/** A chat, told apart. Names and words in it are as they were written: they are made inert where they are shown. */
export interface Chat {
  /** Undefined where several write so, and nothing says which. */
  readonly kind?: Kind;
  /** Whether a program wrote it as data (JSON). */
  readonly isData: boolean;
  /** The whole text, as it was given. */
  readonly text: string;
  /** In the order of the text. */
  readonly said: readonly Said[];
  /** Everybody who said something, each once, in the order of their first words. */
  readonly speakers: readonly string[];
  /** When the first and the last words were said, of those that say when. */
  readonly first?: string;
  readonly last?: string;
  /** Whether its days can also be read the other way round: 3/4 as 4 March. They are read with the day first. */
  readonly isDayUnsure: boolean;
  /** Whether it is longer than what is told apart. The text is whole all the same. */
  readonly isCut: boolean;
}
