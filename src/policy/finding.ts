/** Something in a text that stands in its way. */
export interface Finding {
  /** What is wrong, or where it comes from; never with words of the incident. */
  readonly what: string;
  /** The answer and the line in which it stands. */
  readonly at?: string;
  /** The words, for the screen of whoever writes, and nowhere else. */
  readonly words?: string;
  /** It stands in the incident since before, and in no answer. */
  readonly standsThere?: true;
  /** Whose description it is, where it is one: their mark. */
  readonly describes?: string;
}
