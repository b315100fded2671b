/*
 * The part of YAML that coc itself writes, line by line: block maps and lists, texts on one line, literal blocks. Whatever is
 * anything else, valid or not, is for the reader in `yaml.ts`, of which this is a shorter way to the same; a test holds the two
 * against each other.
 */

/** So short that no other limit of that reader can be reached. Characters. */
const LONGEST = 200_000;
const DEEPEST = 12;

/** Lines end with a line feed alone, and nothing is in them that the other reader may refuse or take for a line end. */
const NOT_PLAIN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]/u;
const KEY = /^([A-Za-z][A-Za-z0-9_-]{0,99}):(?: (?! )|$)/;
/** Keys that mean something else than their letters, in this YAML or an older one. */
const WORD = /^(?:null|true|false|y|yes|n|no|on|off|constructor|prototype)$/i;
const INTEGER = /^(?:0|-?[1-9][0-9]{0,14})$/;
/** More than what is a number: what comes close to one as well. */
const LIKE_A_NUMBER = /^[-+]?(?:0x[0-9a-f_]*|(?:0o)?[0-9._]*(?:e[-+]?[0-9]*)?|\.inf|\.nan)$/i;
const PLAIN = /^[\p{L}\p{N}/+(][^#]*$/u;
const QUOTED = /^"(?:[^"\\]|\\["\\/bfnrt]|\\u(?!d[89a-f])[0-9a-f]{4})*"$/i;
const IN_SINGLE_QUOTES = /^'(?:[^']|'')*'$/;
const NOTHING_IN_IT: Readonly<Record<string, () => unknown>> = { '[]': () => [], '{}': () => ({}) };

/** Thrown and caught in here alone: it is for the other reader. */
const OTHERWISE = Symbol('for the other reader');

/** What the text says, where it is of the form that coc writes; undefined where the other reader has to look. */
export function readPlainYaml(text: string): { readonly data: unknown } | undefined {
  if (text.length > LONGEST || !text.endsWith('\n') || NOT_PLAIN.test(text)) return undefined;
  const lines = text.split('\n');
  lines.pop();
  try {
    return { data: new Reader(lines).read() };
  } catch (error) {
    if (error === OTHERWISE) return undefined;
    throw error;
  }
}

class Reader {
  readonly #lines: readonly string[];
  #at = 0;

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  read(): unknown {
    while (this.#line?.startsWith('# ')) this.#at += 1;
    const data = this.#map(0, 1);
    if (this.#line !== undefined) throw OTHERWISE;
    return data;
  }

  get #line(): string | undefined {
    return this.#lines[this.#at];
  }

  /** A map whose keys stand so far in; of the first line what stands before that is read already. */
  #map(indent: number, depth: number): Record<string, unknown> {
    if (depth > DEEPEST) throw OTHERWISE;
    const map: Record<string, unknown> = {};
    do {
      const rest = (this.#line ?? '').slice(indent);
      const key = KEY.exec(rest)?.[1];
      if (key === undefined || WORD.test(key) || Object.hasOwn(map, key)) throw OTHERWISE;
      this.#at += 1;
      map[key] = this.#value(rest.slice(key.length + 2), indent, depth);
    } while (this.#goesOn(indent, false));
    return map;
  }

  #list(indent: number, depth: number): unknown[] {
    if (depth > DEEPEST) throw OTHERWISE;
    const list: unknown[] = [];
    do {
      const rest = (this.#line ?? '').slice(indent + 2);
      if (KEY.test(rest)) list.push(this.#map(indent + 2, depth + 1));
      else {
        this.#at += 1;
        if (rest === '') throw OTHERWISE;
        list.push(this.#value(rest, indent, depth));
      }
    } while (this.#goesOn(indent, true));
    return list;
  }

  /** Whether the next line belongs to the same collection. What stands further in, or is empty, belongs to nothing. */
  #goesOn(indent: number, isList: boolean): boolean {
    const line = this.#line;
    if (line === undefined) return false;
    const found = indentOf(line);
    if (found > indent || found === line.length) throw OTHERWISE;
    if (found < indent) return false;
    if (isList) return line.startsWith('- ', indent);
    if (line[indent] === '-' || line[indent] === '#') throw OTHERWISE;
    return true;
  }

  /** What stands behind a key or a dash, or below it. */
  #value(text: string, indent: number, depth: number): unknown {
    if (text === '') return this.#below(indent, depth);
    if (text[0] === '|') return this.#block(text, indent);
    return scalar(text);
  }

  #below(indent: number, depth: number): unknown {
    const line = this.#line ?? '';
    if (indentOf(line) !== indent + 2) throw OTHERWISE;
    return line.startsWith('- ', indent + 2)
      ? this.#list(indent + 2, depth + 1)
      : this.#map(indent + 2, depth + 1);
  }

  #block(header: string, indent: number): string {
    const keep = ['|', '|-', '|+'].indexOf(header);
    if (keep < 0) throw OTHERWISE;
    const inside = indent + 2;
    const begin = this.#at;
    if (indentOf(this.#line ?? '') !== inside) throw OTHERWISE;
    const found: string[] = [];
    for (let line = this.#line; line !== undefined; line = this.#line) {
      const before = indentOf(line);
      if (before === line.length && before > 0) throw OTHERWISE;
      if (before < inside && before < line.length) break;
      found.push(line.slice(inside));
      this.#at += 1;
    }
    if (this.#at === begin) throw OTHERWISE;
    const all = found.join('\n');
    if (keep === 2) return `${all}\n`;
    const content = all.replace(/\n+$/, '');
    return keep === 1 ? content : `${content}\n`;
  }
}

function indentOf(line: string): number {
  let count = 0;
  while (line[count] === ' ') count += 1;
  return count;
}

function scalar(text: string): unknown {
  if (text === 'null') return null;
  if (text === 'true' || text === 'false') return text === 'true';
  if (INTEGER.test(text)) return Number(text);
  if (Object.hasOwn(NOTHING_IN_IT, text)) return NOTHING_IN_IT[text]?.();
  if (QUOTED.test(text)) return JSON.parse(text);
  if (IN_SINGLE_QUOTES.test(text)) return text.slice(1, -1).replaceAll("''", "'");
  const isPlain =
    PLAIN.test(text) &&
    !WORD.test(text) &&
    !LIKE_A_NUMBER.test(text) &&
    !text.endsWith(' ') &&
    !text.endsWith(':') &&
    !text.includes(': ');
  if (isPlain) return text;
  throw OTHERWISE;
}
