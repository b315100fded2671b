/**
 * What can be put before a person's eyes, without saying how it looks.
 * Text may hold hostile characters: only the renderer (`render.ts`) makes it inert.
 */
export type Block =
  /** A heading over what follows. */
  | { readonly kind: 'heading'; readonly text: string }
  /** Plain sentences. A newline starts a new paragraph. `isApart`: an empty line keeps it from sentences above. */
  | { readonly kind: 'text'; readonly text: string; readonly isApart?: true }
  /** Words to say aloud, exactly as they stand. */
  | { readonly kind: 'say'; readonly text: string }
  /** Something that cannot wait; marked by words, not by colour alone. */
  | { readonly kind: 'urgent'; readonly text: string }
  /** Things to do or to avoid, one each. */
  | { readonly kind: 'list'; readonly title?: string; readonly items: readonly string[] }
  /** Names and values, aligned where the terminal is wide enough. */
  | { readonly kind: 'fields'; readonly rows: readonly (readonly [name: string, value: string])[] }
  /** Somebody's own words, kept line by line. */
  | { readonly kind: 'quote'; readonly text: string }
  /** A line of somebody's words in which something was looked for: what was found is marked, without colour as well. */
  | { readonly kind: 'found'; readonly pieces: readonly { readonly text: string; readonly found: boolean }[] }
  /** To be copied as it stands: neither marked nor broken into lines. */
  | { readonly kind: 'verbatim'; readonly text: string }
  /** A command to type. */
  | { readonly kind: 'command'; readonly text: string };

/** A list below its title; nothing where there is nothing in it. */
export function listIfAny(title: string, items: readonly string[]): readonly Block[] {
  return items.length === 0 ? [] : [{ kind: 'list', title, items }];
}
