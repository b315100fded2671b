import { beginningOf } from '../../text/beginning.ts';

/** Letters of what was typed that are shown again. */
const SHOWN = 24;

/** What words that were typed at a menu come to. */
export interface TypedChoice {
  /** Where the pointer goes; undefined where nothing begins so. */
  readonly at?: number;
  /** Whether Enter takes it: it is the only one. */
  readonly isSure: boolean;
  /** What is said of it, harmless where the words are. */
  readonly said: string;
}

/** Finds what is meant by its number, or by how it begins. Whoever types a sentence at a menu chooses nothing. */
export function typedChoice(labels: readonly string[], typed: string): TypedChoice {
  const words = `“${beginningOf(typed, SHOWN)}”`;
  const number = /^\d+$/.test(typed) ? Number(typed) - 1 : -1;
  if (labels[number] !== undefined) return { at: number, isSure: true, said: `${words}: Enter takes it.` };
  const folded = fold(typed);
  const fits = labels.flatMap((label, index) => (fold(label).startsWith(folded) ? [index] : []));
  const same = fits.filter((index) => fold(labels[index] ?? '') === folded);
  const [first, ...others] = same.length > 0 ? same : fits;
  if (first === undefined) return { isSure: false, said: `None begins with ${words}. ${CHOOSE}` };
  if (others.length === 0) return { at: first, isSure: true, said: `${words}: Enter takes it.` };
  return { at: first, isSure: false, said: `Several begin with ${words}. ${CHOOSE}` };
}

/** Of more than so many it is said that “all” marks them all. */
export const MANY = 5;

/** Whether somebody typed that they mean all, and no single one that begins so. */
export function isAll(typed: string, labels: readonly string[]): boolean {
  return (
    fold(typed) === 'all' && labels.length > 1 && labels.every((label) => !fold(label).startsWith('all'))
  );
}

const CHOOSE = 'Press ↑ or ↓ to choose, then Enter.';
/** What is said where words are typed at boxes to mark. */
export const MARK = 'Choose with the arrow keys, and mark with Space.';

function fold(text: string): string {
  return text.trim().toLowerCase().replace(/[‘’]/g, "'").replace(/\s+/g, ' ');
}
