import { joined, type Medium, type Text, type Told, words, wordsOn } from './text.ts';

/** What an incident is pictured with. */
export type PictureBlock = Only &
  (
    | { readonly heading: Text }
    /** What one entry is: on the screen a heading; in the file below that of all of its kind, else a sentence. */
    | { readonly entry: Text; readonly inFile?: 'item' | 'heading' }
    /** `item`: in the file, one of a list. `isApart`: on the screen, an empty line keeps it from a text above. */
    | { readonly text: Text; readonly item?: boolean; readonly isApart?: true }
    /** `once`: those that read the same are one. */
    | { readonly list: readonly Text[]; readonly once?: boolean }
    | { readonly facts: readonly Fact[] }
    /** Somebody's own words, line by line. */
    | { readonly quote: string }
  );

export interface Fact extends Only {
  readonly name: Text;
  readonly value: Text;
  /** In the file, name and value are one sentence, without a colon between them. */
  readonly sentence?: boolean;
  /** Left out on the screen where the value comes to nothing. */
  readonly ifAny?: boolean;
}

interface Only {
  /** The medium that alone has it. */
  readonly only?: Medium;
}

/** What one medium alone has. */
export const FILE = { only: 'file' } as const;
export const SCREEN = { only: 'screen' } as const;

/**
 * Blocks below a heading; nothing where there is nothing in them.
 *
 * @param only the medium that alone has the heading
 */
export function section(
  heading: Text,
  blocks: readonly PictureBlock[],
  only?: Medium,
): readonly PictureBlock[] {
  const isEmpty = blocks.every((block) => 'list' in block && block.list.length === 0);
  return isEmpty ? [] : [{ heading, ...(only && { only }) }, ...blocks];
}

/** The same as `ifSaid`, of what may tell a time from the day on which it was told. */
export function ifSaidOn(
  name: Text,
  said: string | readonly string[] | undefined,
  on: Told,
  more: Pick<Fact, 'only' | 'ifAny'> = {},
): readonly Fact[] {
  const all = [said ?? []].flat().map((one) => wordsOn(one, on));
  return said === undefined ? [] : [{ name, value: joined(all, '; '), ...more }];
}

/** What somebody said, where it is there, as a fact. */
export function ifSaid(
  name: Text,
  said: string | readonly string[] | undefined,
  more: Pick<Fact, 'only' | 'ifAny'> = {},
): readonly Fact[] {
  return said === undefined ? [] : [{ name, value: joined([said].flat().map(words), '; '), ...more }];
}
