import { within } from '../../text/within.ts';
import type { Sanction } from '../response.ts';

/** Where an incident is read: as Markdown in the decrypted file, in twenty years and with nothing of coc; or on the screen. */
export type Medium = 'file' | 'screen';

/** What each medium tells in its own way. */
export type TextPart =
  /** Somebody's words: harmless wherever they are shown. */
  | { readonly kind: 'words'; readonly text: string }
  /** The same, which may tell a time from the day on which they were told: on the screen that day stands behind them. */
  | { readonly kind: 'told'; readonly text: string; readonly on: Told }
  /** ISO 8601, and how much of it is known, where that is less than the minute. */
  | { readonly kind: 'moment'; readonly at: string; readonly precision?: string }
  /** A member by ID, or somebody by their role in the incident. */
  | { readonly kind: 'actor'; readonly id: string }
  /** What was chosen, by ID: the playbook has the words for it, the file has none. */
  | { readonly kind: 'choice'; readonly of: Chosen; readonly ids: readonly string[] }
  /** For how long a sanction holds. */
  | { readonly kind: 'term'; readonly sanction: Sanction }
  /** That the last day of a sanction is over; nothing where it is not. */
  | { readonly kind: 'over'; readonly sanction: Sanction };

/** When somebody's words were told, and written down, as ISO 8601. */
export interface Told {
  /** Undefined where no day is known. */
  readonly at: string | undefined;
  readonly writtenAt: string;
  /** Whether they answer when something was: then a time of day alone is one of that day. */
  readonly isTime?: boolean;
}

/** What is chosen from; of grounds and reasons, several at once. */
export type Chosen =
  | ('channel' | 'threat' | 'safety' | 'for-safety' | 'police' | 'outcome')
  | ('parameter' | 'ground' | 'apology' | 'why' | 'copy' | 'sealing' | 'kind');

/** Words of ours, what is told in them, and what the two say in different words. */
export type Text = readonly (
  | TextPart
  | { readonly kind: 'ours'; readonly text: string }
  | { readonly kind: 'both'; readonly file: Text; readonly screen: Text }
)[];

/** Puts a text together: the template is ours, and no string stands in it, so that nobody's words get there unmarked. */
export function say(
  template: TemplateStringsArray,
  ...between: readonly (Text | number | undefined | false | '')[]
): Text {
  return template.flatMap((piece, index) => {
    const next = between[index];
    return [...ours(piece), ...(typeof next === 'number' ? ours(`${next}`) : next || [])];
  });
}

/** What the playbook or coc words, as it stands: nothing that somebody typed. */
export const ours = (text: string): Text => [{ kind: 'ours', text }];
export const words = (text: string): Text => [{ kind: 'words', text }];
export const wordsOn = (text: string, on: Told): Text => [{ kind: 'told', text, on }];
export const moment = (at: string, precision?: string): Text => [
  { kind: 'moment', at, ...(precision !== undefined && { precision }) },
];
export const actor = (id: string): Text => [{ kind: 'actor', id }];
export const actors = (ids: readonly string[]): Text => joined(ids.map(actor), ', ');
export const choice = (of: Chosen, ...ids: readonly string[]): Text => [{ kind: 'choice', of, ids }];
/** The same of what was written down as it was decided: on that day. */
export const wordsOf = (text: string, { at }: { readonly at: string }): Text =>
  wordsOn(text, { at: undefined, writtenAt: at });
/** What the two say in different words. */
export const both = (file: Text, screen: Text): Text => [{ kind: 'both', file, screen }];
export const inFile = (text: Text): Text => both(text, []);
export const onScreen = (text: Text): Text => both([], text);

/** Texts in one, with words of ours between them. */
export function joined(texts: readonly Text[], by: string): Text {
  return texts.flatMap((text, index) => (index === 0 ? text : [...ours(by), ...text]));
}

/**
 * What a text comes to in one medium, which tells each part in its way. Where words of ours go on, or end, the sentence in which
 * somebody's words stand, those give up the full stop of theirs.
 */
export function read(text: Text, medium: Medium, tell: (part: TextPart) => string): string {
  const parts = text.map((part) => {
    if (part.kind === 'both') return read(part[medium], medium, tell);
    return part.kind === 'ours' ? part.text : tell(part);
  });
  const full = parts.filter((part) => part !== '');
  return full
    .map((part, index) => {
      const goesOn = /^[;,:)]/.test(full[index + 1] ?? '');
      const isEnded = part.startsWith('.') && /[.!?…]$/.test(full[index - 1] ?? '');
      const own = isEnded ? part.slice(1) : part;
      return goesOn ? within(own) : own;
    })
    .join('');
}
