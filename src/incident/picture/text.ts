import type { Sanction } from '../response.ts';

/** Where an incident is read: as Markdown in the decrypted file, in twenty years and with nothing of coc; or on the screen. */
export type Medium = 'file' | 'screen';

/** What each medium says in its own way. */
export type Told =
  /** Somebody's words: harmless wherever they are shown. */
  | { readonly kind: 'words'; readonly text: string }
  /** ISO 8601. */
  | { readonly kind: 'moment'; readonly at: string }
  /** A member by ID, or somebody by their role in the incident. */
  | { readonly kind: 'actor'; readonly id: string }
  /** What was chosen, by ID: the playbook has the words for it, the file has none. */
  | { readonly kind: 'choice'; readonly of: Choice; readonly ids: readonly string[] }
  /** For how long a sanction holds. */
  | { readonly kind: 'term'; readonly sanction: Sanction }
  /** That the last day of a sanction is over; nothing where it is not. */
  | { readonly kind: 'over'; readonly sanction: Sanction };

/** What is chosen from; of grounds and reasons, several at once. */
export type Choice =
  | ('channel' | 'threat' | 'safety' | 'police' | 'outcome')
  | ('parameter' | 'ground' | 'apology' | 'why' | 'kind');

/** Words of ours, with what is told in them. */
export type Text = readonly (string | Told | Both)[];

/** What the two say in different words, or what one of them alone says. */
interface Both {
  readonly kind: 'both';
  readonly file: Text;
  readonly screen: Text;
}

/** What may stand between words of ours: no plain string, so that nobody's words get there unmarked. */
type Between = Text | number | undefined | false | '';

/** Puts a text together: the template is ours, and all that stands in it is told. */
export function say(ours: TemplateStringsArray, ...between: readonly Between[]): Text {
  return ours.flatMap((piece, index) => {
    const next = between[index];
    return [piece, ...(typeof next === 'object' ? next : typeof next === 'number' ? [String(next)] : [])];
  });
}

export const ours = (text: string): Text => [text];
export const words = (text: string): Text => [{ kind: 'words', text }];
export const moment = (at: string): Text => [{ kind: 'moment', at }];
export const actor = (id: string): Text => [{ kind: 'actor', id }];
export const actors = (ids: readonly string[]): Text => joined(ids.map(actor), ', ');
export const choice = (of: Choice, ...ids: readonly string[]): Text => [{ kind: 'choice', of, ids }];
export const both = (file: Text, screen: Text): Text => [{ kind: 'both', file, screen }];
export const inFile = (text: Text): Text => both(text, []);
export const onScreen = (text: Text): Text => both([], text);

export function joined(texts: readonly Text[], by: string): Text {
  return texts.flatMap((text, index) => (index === 0 ? text : [by, ...text]));
}

/** What a text comes to in one medium, which tells each part in its way. */
export function read(text: Text, medium: Medium, tell: (part: Told) => string): string {
  return text
    .map((part) => {
      if (typeof part === 'string') return part;
      return part.kind === 'both' ? read(part[medium], medium, tell) : tell(part);
    })
    .join('');
}
