import { Cancelled } from '../../errors.ts';
import { type Io, widthOf } from '../../io.ts';
import { wrap } from '../../screen/render.ts';
import { lettersOf } from '../../text/letters.ts';
import { asOneLine, withKeyboard } from './keyboard.ts';

const CTRL_C = '\u0003';
const CTRL_U = '\u0015';
const BACKSPACE = ['\u0008', '\u007f'];
const ENTER = /^[\r\n]$/;
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
/** The longest that can be typed, in UTF-8. Bytes. */
const LONGEST = 1024;
const TOO_LONG =
  'That is longer than coc takes here: 1,024 bytes, which is about a thousand letters. Nothing of it was taken. If yours is that long, COC_PASSPHRASE_COMMAND can print it.';
const NOT_TEXT_HERE =
  'Something came that is not UTF-8 text. Nothing of what you typed was taken. Often the terminal is set to another encoding.';
/** One for each letter, up to so many: beyond, nobody counts, and the line is not to break. */
const MOST_STARS = 24;

/**
 * Asks for something that is not to be seen; stars stand for it. A paste of any length costs no more than its length, and
 * Ctrl-C ends it at once. What is too long is not cut: that is said, and it is asked for again. Throws Cancelled.
 *
 * @param message harmless to a terminal
 */
export function askSecret(io: Io, message: string): Promise<string> {
  const typed = new TypedSecret();
  const line = new SecretLine(io, message);
  const onPaste = (text: string): string => {
    typed.add(asOneLine(text));
    line.draw(typed.letters);
    return '';
  };
  const again = (): void => {
    line.begin();
    line.draw(typed.letters);
  };
  const onNotText = (): void => {
    typed.clear();
    line.say(NOT_TEXT_HERE);
  };
  return withKeyboard(io, { onPaste, fresh: true, redraw: again, onNotText }, (input) => {
    let rest = '';
    return new Promise<string>((resolve, reject) => {
      const onKey = (key: string): void => {
        if (key === CTRL_C) reject(new Cancelled());
        else if (!ENTER.test(key)) typed.take(key);
        else if (typed.isTooLong) {
          typed.clear();
          line.say(TOO_LONG);
        } else resolve(typed.text);
      };
      input.on('data', (chunk: string) => {
        const { keys, begun } = keysIn(rest + chunk);
        rest = begun;
        for (const key of keys) onKey(key);
        line.draw(typed.letters);
      });
      void input.hear().then(() => line.begin());
    });
  }).finally(() => line.end());
}

/** Keys as a terminal sends them, what is typed in one go as one; what moves the cursor and the like is left out. */
function keysIn(text: string): { readonly keys: readonly string[]; readonly begun: string } {
  const begun = /\u001b\[[0-?]*[ -/]*$/.exec(text)?.[0] ?? '';
  const keys = text
    .slice(0, text.length - begun.length)
    .replace(/\u001b(?:\[[0-?]*[ -/]*[@-~]|O[A-Za-z]|[^\u0000-\u001f\u007f])?/gu, '')
    .match(/[\u0000-\u001f\u007f-\u009f]|[^\u0000-\u001f\u007f-\u009f]+/g);
  return { keys: keys ?? [], begun };
}

/** Not kept beyond what can be taken, so that it is never slow. */
class TypedSecret {
  #letters: string[] = [];
  isTooLong = false;

  get text(): string {
    return this.#letters.join('');
  }

  get letters(): number {
    return this.#letters.length;
  }

  clear(): void {
    this.#letters = [];
    this.isTooLong = false;
  }

  add(text: string): void {
    if (this.#letters.length + text.length > LONGEST) this.isTooLong = true;
    else this.#letters.push(...text);
    if (Buffer.byteLength(this.text) > LONGEST) this.isTooLong = true;
  }

  take(key: string): void {
    if (key === CTRL_U) this.clear();
    else if (BACKSPACE.includes(key)) this.#letters = [...lettersOf(this.text).slice(0, -1).join('')];
    else if (!CONTROL.test(key)) this.add(key);
  }
}

/** The question, and the stars behind it. */
class SecretLine {
  readonly #io: Io;
  readonly #lines: readonly string[];

  constructor(io: Io, message: string) {
    this.#io = io;
    this.#lines = wrap(`? ${message}`, widthOf(io.stderr) - 1);
  }

  begin(): void {
    this.#io.stderr.write(`\n${this.#lines.join('\n')} `);
  }

  end(): void {
    this.#io.stderr.write('\n');
  }

  /** Says something below, and asks anew. */
  say(text: string): void {
    this.#io.stderr.write(`\n${wrap(text, widthOf(this.#io.stderr) - 1).join('\n')}\n`);
    this.begin();
  }

  draw(letters: number): void {
    if (this.#io.env.TERM === 'dumb') return;
    const last = this.#lines.at(-1) ?? '';
    const room = widthOf(this.#io.stderr) - last.length - 2;
    const stars = '*'.repeat(Math.max(0, Math.min(letters, MOST_STARS, room)));
    this.#io.stderr.write(`\r${last} ${stars}\u001b[K`);
  }
}
