import {
  Composer,
  CST,
  Document,
  isNode,
  isScalar,
  Lexer,
  LineCounter,
  type Node,
  Parser,
  visit,
} from 'yaml';
import { lostIn, mistakeWords, type Place, type Written } from './as-written.ts';
import { UserError } from './errors.ts';
import { readPlainYaml } from './plain-yaml.ts';

const MAX_LENGTH = 32 * 1024 * 1024;
const MAX_DEPTH = 32;
/** The document, and for each level a collection and what is begun in it: long before there are many, it is too deep. */
const DEEPEST_STACK = 4 * MAX_DEPTH;
/** What the lexer says besides the text itself. */
const isMark = (part: string): boolean =>
  [CST.DOCUMENT, CST.FLOW_END, CST.SCALAR].some((one) => one === part);
/** Keys, values, marks, blanks and line ends; an incident of a thousand entries has some 60,000. Half a million take a second. */
const MOST_PARTS = 500_000;
/** What JSON has; a tag that names one of these changes nothing. */
const PLAIN_TAGS = new Set(
  ['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map((name) => `tag:yaml.org,2002:${name}`),
);

/** Characters that a terminal or an editor may act on or hide; they stand escaped in what we write. */
const ESCAPED = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;
const UNSAFE_IN_A_BLOCK = new RegExp(
  `[\\u0000-\\u0008\\u000b-\\u001f\\ud800-\\udfff]|${ESCAPED.source}`,
  'u',
);

/** What a reader of the older YAML would take for true, false, a date or a sexagesimal number. */
const MEANS_MORE_IN_YAML_1_1 = /^(?:y|yes|n|no|on|off|\d{4}-\d\d?-\d\d?.{0,32}|[-+]?\d+(?::\d\d?)+)$/i;

export interface ReadOptions {
  /**
   * For what people fill in: what was written is what one gets ("0123", not 123), or it is refused, with how to write it. Says
   * which keys are known: one of them is named in an error, any other may be somebody's words.
   */
  readonly asWritten?: { readonly isKey: (key: string) => boolean };
}

/**
 * Reads one YAML 1.2 document into plain data. Refuses directives, further documents, aliases, deep nesting,
 * duplicate keys and over-long text. An error names line and column, never the text, which may be confidential.
 *
 * @param what what is read, for the error: "the answers file"
 */
export function readYaml(text: string, what: string, options: ReadOptions = {}): unknown {
  if (text.length > MAX_LENGTH) throw refused(what, 'it is too large');
  const plain = options.asWritten === undefined ? readPlainYaml(text) : undefined;
  if (plain !== undefined) return plain.data;
  return readAnyYaml(text, what, options);
}

/** As `readYaml`, whatever form the text has. */
export function readAnyYaml(text: string, what: string, options: ReadOptions = {}): unknown {
  try {
    return parse(text, what, options);
  } catch (error) {
    if (error instanceof RangeError) throw refused(what, 'it is nested too deeply');
    throw error;
  }
}

function parse(text: string, what: string, { asWritten }: ReadOptions): unknown {
  const lineCounter = new LineCounter();
  const notValid = (at: number, code = '', message = ''): UserError => {
    const { line, col } = lineCounter.linePos(at);
    const key = keyAbove(text, at, asWritten);
    return refused(
      what,
      `line ${line}, column ${col}${key === undefined ? '' : ` (${key})`} ${mistakeWords(code, message)}`,
      asWritten && howToQuote(key),
    );
  };
  const { tokens, comments } = tokensIn(text, what, lineCounter);
  // The first is enough, and there may be as many as characters.
  const wrong = tokens.find((token) => token.type === 'error');
  if (wrong !== undefined) throw notValid(wrong.offset);
  // Composing recurses, and a stack that runs full within a regular expression ends the process.
  if (depthOf(tokens) > MAX_DEPTH) throw refused(what, 'it is nested too deeply');
  const composer = new Composer({
    prettyErrors: false,
    version: '1.2',
    schema: 'core',
    // Its own check compares each with each; ours is below.
    uniqueKeys: false,
    stringKeys: true,
    logLevel: 'error',
  });
  const [document, ...others] = withoutTraces(() => [...composer.compose(tokens)]);
  if (document === undefined) return null;
  const [error] = [...document.errors, ...document.warnings];
  if (error !== undefined) throw notValid(error.pos[0], error.code, error.message);
  if (others.length > 0) throw refused(what, 'it holds more than one document');
  if (
    document.directives?.yaml.explicit === true ||
    Object.keys(document.directives?.tags ?? {}).length > 1
  ) {
    throw refused(what, 'it has a %YAML or %TAG directive');
  }
  const hints = asWritten && howToQuote(undefined);
  const lineOf = (node: unknown): number =>
    isNode(node) && node.range ? lineCounter.linePos(node.range[0]).line : 0;
  const assertPlain = ({ tag }: { readonly tag?: string }): void => {
    if (tag !== undefined && !PLAIN_TAGS.has(tag)) throw refused(what, 'it uses a tag (!name)', hints);
  };
  const written: Written[] = [];
  const note = (node: Node): void => {
    const [at = 0, end = 0] = node.range ?? [];
    const { anchor, tag } = node as { readonly anchor?: string; readonly tag?: string };
    const isNamed = (anchor ?? tag) !== undefined;
    const isText = isScalar(node);
    written.push({ at, length: end - at, isNamed, isText, isNothing: isText && node.value === null });
  };
  visit(document, {
    Alias() {
      throw refused(what, 'it uses an alias (*name)', hints);
    },
    Map(_key, node) {
      assertPlain(node);
      note(node);
      const keys = new Set<unknown>();
      for (const { key } of node.items) {
        const name = isScalar(key) ? key.value : key;
        if (asWritten && (name === null || name === ''))
          throw refused(what, `line ${lineOf(key)} has a colon without a key before it`, hints);
        if (keys.has(name)) {
          const known = asWritten?.isKey(String(name)) ? ` (${name})` : '';
          throw refused(what, `line ${lineOf(key)}${known} has a key that was there before`);
        }
        keys.add(name);
      }
    },
    Scalar(key, node) {
      assertPlain(node);
      if (key !== 'key') note(node);
      if (typeof node.value === 'number' && !Number.isFinite(node.value))
        throw refused(what, `line ${lineOf(node)} has a number that is too large, or is none`);
      if (asWritten && node.value === null && node.source === '') node.value = '';
      if (asWritten && node.value !== null && typeof node.value !== 'string') node.value = node.source;
    },
    Seq(_key, node) {
      assertPlain(node);
      note(node);
    },
  });
  if (asWritten) {
    const place = (at: number): string => {
      const key = keyAbove(text, at, asWritten);
      return `line ${lineCounter.linePos(at).line}${key === undefined ? '' : ` (${key})`}`;
    };
    const lost = lostIn(text, written, comments);
    if (lost.length > 0)
      throw notKept(
        what,
        lost.map(({ at, why }) => `${place(at)}: ${why}`),
        hints,
      );
  }
  return document.toJS();
}

function notKept(what: string, lines: readonly string[], hints: readonly string[] = []): UserError {
  return new UserError(
    `Not everything in ${what} would be kept as it is written:\n${lines.map((line) => `  ${line}`).join('\n')}`,
    { hints },
  );
}

function howToQuote(key = 'KEY'): readonly string[] {
  return [
    `Put the words into quotes: ${key}: "…" (a quote within them is written \\"). For many lines write ${key}: | and the words indented below it.`,
  ];
}

/** The key at the begin of the nearest line at or above a place, where it is known. */
function keyAbove(text: string, at: number, asWritten: ReadOptions['asWritten']): string | undefined {
  if (asWritten === undefined) return undefined;
  const end = text.indexOf('\n', at);
  const lines = text.slice(0, end < 0 ? text.length : end).split('\n');
  const key = lines
    .findLast((line) => /^[^\s#-]/.test(line))
    ?.split(':')[0]
    ?.trim();
  return key !== undefined && asWritten.isKey(key) ? key : undefined;
}

/** The parts of a text. Throws a UserError where there are too many: each takes memory, whether it is valid or not. */
function tokensIn(
  text: string,
  what: string,
  lineCounter: LineCounter,
): { readonly tokens: readonly CST.Token[]; readonly comments: readonly Place[] } {
  const parser = new Parser(lineCounter.addNewLine);
  lineCounter.addNewLine(0);
  const tokens: CST.Token[] = [];
  const comments: Place[] = [];
  let [parts, at, before] = [0, 0, ''];
  for (const part of new Lexer().lex(text)) {
    parts += 1;
    if (before !== CST.SCALAR && part.startsWith('#')) comments.push({ at, length: part.length });
    if (!isMark(part)) at += part.length;
    before = part;
    if (parts > MOST_PARTS) throw refused(what, 'it has more parts than coc can work with');
    tokens.push(...parser.next(part));
    if (parser.stack.length > DEEPEST_STACK) throw refused(what, 'it is nested too deeply');
  }
  tokens.push(...parser.end());
  return { tokens, comments };
}

/** The library makes an error of each mistake, and finding out where it was made takes longer than everything else. */
function withoutTraces<T>(work: () => T): T {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = before;
  }
}

/** How many collections stand within each other at most. Does not recurse. */
function depthOf(tokens: readonly CST.Token[]): number {
  const open: [token: CST.Token | null | undefined, depth: number][] = tokens.map((token) => [token, 0]);
  let deepest = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [token, depth] = next;
    if (token?.type === 'document') open.push([token.value, depth]);
    if (!CST.isCollection(token)) continue;
    deepest = Math.max(deepest, depth + 1);
    for (const { key, value } of token.items) open.push([key, depth + 1], [value, depth + 1]);
  }
  return deepest;
}

/**
 * Writes plain data so that `readYaml` gives it back equal. Text of many lines stays readable;
 * control and bidi characters are written escaped (DESIGN 4).
 */
export function writeYaml(data: unknown): string {
  const document = new Document(data, { version: '1.2', schema: 'core', aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value !== 'string') return;
      if (UNSAFE_IN_A_BLOCK.test(node.value) || MEANS_MORE_IN_YAML_1_1.test(node.value))
        node.type = 'QUOTE_DOUBLE';
      else if (node.value.includes('\n'))
        node.type = fitsABlock(node.value) ? 'BLOCK_LITERAL' : 'QUOTE_DOUBLE';
    },
  });
  return document
    .toString({ lineWidth: 0, minContentWidth: 0, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER })
    .replace(ESCAPED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A block scalar keeps its text only if no line consists of blanks and the first has no indent. */
function fitsABlock(text: string): boolean {
  return /^\S/.test(text) && !/^[ \t]+$/m.test(text);
}

function refused(what: string, why: string, hints: readonly string[] = []): UserError {
  return new UserError(`coc cannot read ${what}: ${why}.`, { hints });
}
