import { type Document, isMap, isScalar, type Node, visit } from 'yaml';

/**
 * What of a file that people fill in YAML would take for something else than the words that stand there: then it is refused,
 * and said how to write it, rather than kept without these words.
 */

/** A place in the text, and why its words would not be kept as they are. */
export interface Lost {
  readonly at: number;
  readonly why: string;
}

export interface Comment {
  readonly at: number;
  readonly length: number;
}

const BEHIND = 'what stands behind the # would be left out';
const SEVERAL_LINES = 'an answer of several lines would become one';
const NOTHING =
  'that word means “nothing” here; write null, in small letters, where it was asked and not given';
const NAMED = 'what begins with & or ! would be left out';

/** Ends what has quotes or brackets: what comes behind it is a comment, as everybody expects. */
const CLOSED = /["'\]}]\s*$/;

/** Everything in a document that would be lost, in its order. */
export function lostIn(
  document: Document.Parsed,
  text: string,
  comments: readonly Comment[],
): readonly Lost[] {
  const lost: Lost[] = comments
    .filter((one) => isInAnAnswer(one, text))
    .map(({ at }) => ({ at, why: BEHIND }));
  const add = (node: unknown, why: string): void => {
    lost.push({ at: (node as Node).range?.[0] ?? 0, why });
  };
  visit(document, {
    Node(_key, node) {
      if ('anchor' in node && (node.anchor ?? node.tag) !== undefined) add(node, NAMED);
    },
    Scalar(key, node) {
      if (key === 'key') return;
      if ((node.anchor ?? node.tag) !== undefined) add(node, NAMED);
      const written = text.slice(node.range?.[0], node.range?.[1]);
      if (node.value === null && written !== '' && written !== 'null') add(node, NOTHING);
      if (written.includes('\n') && !/^[|>]/.test(written)) add(node, SEVERAL_LINES);
    },
  });
  return lost.sort((a, b) => a.at - b.at);
}

/** Whether somebody may have meant it as a part of their answer: it stands behind one without quotes, or in the place of one. */
function isInAnAnswer({ at }: Comment, text: string): boolean {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const before = text.slice(start, at);
  if (before.trim() !== '') return !CLOSED.test(before);
  const [above = ''] = text.slice(0, start).trimEnd().split('\n').slice(-1);
  return before !== '' && /(?:^|\s)-$|:$/.test(above.trimEnd());
}

/** The key under whose answer a place stands; undefined where the document has no keys. */
export function keyAt(document: Document.Parsed, at: number): string | undefined {
  if (!isMap(document.contents)) return undefined;
  const keys = document.contents.items.flatMap(({ key }) => (isScalar(key) ? [key] : []));
  const last = keys.findLast((key) => (key.range?.[0] ?? 0) <= at);
  return last === undefined ? undefined : String(last.value);
}
