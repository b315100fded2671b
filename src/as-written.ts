/**
 * What of a file that people fill in YAML would take for something else than the words that stand there: then it is refused,
 * and said how to write it, rather than kept without these words.
 */

/** A place in a text, and how long what stands there is. */
export interface Place {
  readonly at: number;
  readonly length: number;
}

/** A value, or a list of them, as it stands in the file. */
export interface Written extends Place {
  /** It is taken for no value at all. */
  readonly isNothing: boolean;
  /** It has a name or a kind before it (& or !), which are no part of it. */
  readonly isNamed: boolean;
  readonly isText: boolean;
}

/** A place in the text, and why its words would not be kept as they are. */
export interface Lost {
  readonly at: number;
  readonly why: string;
}

const BEHIND = 'what stands behind the # would be left out';
const SEVERAL_LINES = 'an answer of several lines would become one';
const NOTHING =
  'that word means “nothing” here; write null, in small letters, where it was asked and not given';
const NAMED = 'what begins with & or ! would be left out';

/** Ends what has quotes or brackets: what comes behind it is a comment, as everybody expects. */
const CLOSED = /["'\]}]\s*$/;

/** Everything that would be lost, in its order. */
export function lostIn(
  text: string,
  written: readonly Written[],
  comments: readonly Place[],
): readonly Lost[] {
  const behind = comments.filter((one) => isInAnAnswer(one, text)).map(({ at }) => ({ at, why: BEHIND }));
  const wrong = written.flatMap(({ at, length, isNothing, isNamed, isText }): readonly Lost[] => {
    const words = text.slice(at, at + length);
    const isFolded = isText && words.includes('\n') && !/^[|>]/.test(words);
    return [
      ...(isNamed ? [{ at, why: NAMED }] : []),
      ...(isNothing && words !== '' && words !== 'null' ? [{ at, why: NOTHING }] : []),
      ...(isFolded ? [{ at, why: SEVERAL_LINES }] : []),
    ];
  });
  return [...behind, ...wrong].sort((a, b) => a.at - b.at);
}

/** Whether somebody may have meant it as a part of their answer: it stands behind one without quotes, or in the place of one. */
function isInAnAnswer({ at }: Place, text: string): boolean {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const before = text.slice(start, at);
  if (before.trim() !== '') return !CLOSED.test(before);
  const [above = ''] = text.slice(0, start).trimEnd().split('\n').slice(-1);
  return before !== '' && /(?:^|\s)-$|:$/.test(above.trimEnd());
}

/** A mistake in words, to stand behind “line 3”, by the code that the library has for it. */
export function mistakeWords(code: string, message: string): string {
  if (code === 'MISSING_CHAR' && message.includes('quote')) return 'has quotes that are not closed';
  if (code === 'UNEXPECTED_TOKEN' && message.includes('node end')) return ENDS;
  return MISTAKES[code] ?? 'is not valid YAML';
}

const ENDS =
  'has something behind a closing quote, or a quote within quotes; write that twice within single quotes';
const MISTAKES: Readonly<Record<string, string>> = {
  BAD_SCALAR_START: 'begins with a mark that needs quotes around it',
  BLOCK_AS_IMPLICIT_KEY: 'has a colon with a blank behind it, which needs quotes around it',
  MULTILINE_IMPLICIT_KEY: 'has no colon behind its key, or goes on with what should stand in the line above',
  TAB_AS_INDENT: 'is indented with a tab; blanks are needed',
  BAD_DQ_ESCAPE: 'has a \\ within double quotes; write it twice, or use single quotes',
  BAD_INDENT: 'is not indented as the lines around it',
};
