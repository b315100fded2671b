/** What letters for a time zone can mean, in minutes before UTC, where that is more than one. */
const MEANINGS: Readonly<Record<string, readonly (readonly [place: string, offset: string])[]>> = {
  IST: [
    ['India', '+05:30'],
    ['Israel', '+02:00'],
    ['Ireland', '+01:00'],
  ],
  BST: [
    ['Britain', '+01:00'],
    ['Bangladesh', '+06:00'],
  ],
  CST: [
    ['North America', '-06:00'],
    ['China', '+08:00'],
    ['Cuba', '-05:00'],
  ],
  CDT: [
    ['North America', '-05:00'],
    ['Cuba', '-04:00'],
  ],
  EST: [
    ['North America', '-05:00'],
    ['Australia', '+10:00'],
  ],
  EDT: [
    ['North America', '-04:00'],
    ['Australia', '+11:00'],
  ],
  PST: [
    ['North America', '-08:00'],
    ['Philippines', '+08:00'],
  ],
  MST: [
    ['North America', '-07:00'],
    ['Malaysia', '+08:00'],
    ['Myanmar', '+06:30'],
  ],
  AST: [
    ['Atlantic Canada', '-04:00'],
    ['Arabia', '+03:00'],
  ],
  ADT: [
    ['Atlantic Canada', '-03:00'],
    ['Arabia', '+04:00'],
  ],
  GST: [
    ['the Gulf', '+04:00'],
    ['South Georgia', '-02:00'],
  ],
  AMT: [
    ['Amazonas', '-04:00'],
    ['Armenia', '+04:00'],
  ],
  SST: [
    ['Samoa', '-11:00'],
    ['Singapore', '+08:00'],
  ],
  ECT: [
    ['Ecuador', '-05:00'],
    ['the Caribbean', '-04:00'],
  ],
  WST: [
    ['Western Australia', '+08:00'],
    ['Samoa', '+13:00'],
  ],
};

const LETTERS = new RegExp(`(?<![\\p{L}\\d])(${Object.keys(MEANINGS).join('|')})(?![\\p{L}\\d])`, 'iu');

export interface Zoned {
  /** The text with an offset in place of the letters. */
  readonly text: string;
  readonly place: string;
}

/** Everything that a text can mean whose letters for a time zone stand for several; none where it has no such letters. */
export function zonesIn(text: string): readonly Zoned[] {
  const [letters] = LETTERS.exec(text) ?? [];
  return (MEANINGS[letters?.toUpperCase() ?? ''] ?? []).map(([place, offset]) => ({
    place,
    // Without the letters, a time before a minus would be the first of two.
    text: text.replace(LETTERS, `UTC${offset}`),
  }));
}
