import { Cancelled } from '../../errors.ts';
import { inert } from '../../text/inert.ts';
import type { CurrentLine, Typed } from './line-reader.ts';
import { isWords, putInPlaceOf } from './words-in-place.ts';

/** What a line asks for that is none of the text. */
export type TextStep = { readonly next: 'done' | 'edit' } | { readonly next: 'file'; readonly name: string };

/** What the next line is taken for, in place of more text. */
type Taking =
  | { readonly the: 'words' }
  | { readonly the: 'number' }
  | { readonly the: 'words-instead'; readonly of: string }
  | { readonly the: 'line'; readonly index: number };

/** What `:undo` takes back, before what was there already goes line by line: lines that were added in one go, or another text that was put in its place. */
type Done = { readonly added: number } | { readonly before: string };

/** A control character within a line would be a key if it were typed. */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

const KEYS = ':edit, :file NAME, :replace OLD WORDS, :line 3, :undo and :clear';

const HELP = [
  ':file NAME takes a file.',
  ':replace OLD WORDS asks what instead.',
  ':line 3 changes the third line.',
  ':undo takes back the last thing.',
  ':clear begins anew.',
  ':edit opens your editor, if EDITOR is set.',
  'A line with only a full stop ends.',
].join('\n');

/**
 * Whether a line asks for something, in place of being a part of what is typed, also where nothing is called so: a slip in a command
 * must not become a part of a text. One with a blank before it does not, nor does “:D he said”.
 */
export function isCommand(line: string): boolean {
  return /^:(?:\w+(?:\s+\d+)?\s*|\w{2,}\s.*)$/u.test(line);
}

/** A text of many lines while it is typed. Whatever is done to it can be taken back, one after the other. */
export class TypedText {
  readonly #done: Done[] = [];
  readonly #closing: string;
  #lines: string[] = [];
  /** Lines below those to which lines are added: the closing, with what sets it off. */
  #below: readonly string[] = [];
  /** How many lines there were before any was added. */
  #before = 0;
  #open = '';
  #taking: Taking | undefined;
  /** More comes in one go with the line before. */
  #isInOneGo = false;

  /**
   * @param open the end of it that has no Enter yet
   * @param closing with what it ends, for as long as it does: lines are added before that
   */
  constructor(before: string, open = '', closing = '') {
    this.#closing = closing;
    this.#set(withoutOpen(before, open));
    this.#open = open;
  }

  /** Everything so far, also of a line that has no Enter yet. */
  get whole(): string {
    return this.#with(this.#open === '' ? [] : [this.#open]);
  }

  /** Everything so far, with lines that are added to it. */
  withMore(text: string): string {
    return this.#with(linesOf(this.#below.length === 0 ? text : text.replace(/\n+$/, '')));
  }

  /** Everything so far with a line that has no Enter yet, and that line, unless it is typed for something else. */
  soFar(typed = this.#open): { readonly text: string; readonly open: string } {
    const open = this.#taking === undefined ? typed : '';
    return { text: [...this.#all, ...(open === '' ? [] : [open])].join('\n'), open };
  }

  /** Puts another text in its place; `:undo` brings back what was there. */
  begin(text: string): void {
    this.#done.push({ before: this.whole });
    this.#set(text);
    this.#open = '';
  }

  get #all(): readonly string[] {
    return [...this.#lines, ...this.#below];
  }

  #set(text: string): void {
    const { above, below } = atClosing(text, this.#closing);
    this.#lines = [...above];
    this.#below = below;
    this.#before = above.length;
  }

  #with(added: readonly string[]): string {
    return [...this.#lines, ...this.#setOff(added), ...this.#below].join('\n');
  }

  /** What is added before a closing is a paragraph of its own. */
  #setOff(added: readonly string[]): readonly string[] {
    const isFirst = this.#below.length > 0 && this.#lines.length <= this.#before;
    return isFirst && added.length > 0 && added[0] !== '' ? ['', ...added] : added;
  }

  /** Takes what was typed; returns what it asks for, undefined to go on. Throws Cancelled at an end without any text. */
  take(typed: Typed, line: CurrentLine): TextStep | undefined {
    if (typed.kind === 'paste')
      return this.#taking === undefined ? this.#paste(typed.text, line) : typedOn(typed.text, line);
    if (typed.kind === 'end') {
      if (this.whole === '') throw new Cancelled();
      return { next: 'done' };
    }
    this.#open = '';
    const taking = this.#taking;
    if (taking !== undefined) {
      this.#taking = undefined;
      return this.#taken(taking, typed.text, line);
    }
    if (typed.more) return this.#pastedLine(typed.text, line);
    const step = this.#line(typed.text, line);
    this.#isInOneGo = false;
    return step;
  }

  #add(lines: readonly string[]): void {
    const last = this.#isInOneGo ? this.#done.pop() : undefined;
    const added = this.#setOff(lines);
    this.#done.push({ added: added.length + (last !== undefined && 'added' in last ? last.added : 0) });
    this.#lines.push(...added);
  }

  #line(text: string, line: CurrentLine): TextStep | undefined {
    const command = isCommand(text) ? text.trim() : '';
    if (text.trim() === '.' || (text === '' && this.whole === '')) return { next: 'done' };
    const [, name] = /^:file\s+(.+)$/i.exec(command) ?? [];
    if (name !== undefined) return { next: 'file', name };
    if (/^:edit$/i.test(command)) return { next: 'edit' };
    if (command !== '') return this.#command(command, line);
    this.#add([text]);
    return undefined;
  }

  /** A terminal that does not mark pastes sends their lines as if they were typed: then they are text, whatever they say. */
  #pastedLine(text: string, line: CurrentLine): undefined {
    this.#add([text]);
    this.#isInOneGo = true;
    if (text.trim() === '.')
      line.above(
        'More came with that full stop, so it is a part of your text. One that you type alone ends.',
      );
  }

  #command(command: string, line: CurrentLine): undefined {
    const [, typed = '', behind = ''] = /^:(\w+)\s*(.*)$/.exec(command) ?? [];
    const word = typed.toLowerCase();
    if (word === 'replace') this.#replace(behind, line);
    else if (word === 'line') this.#edit(behind === '' ? Number.NaN : Number(behind), line);
    else if (['clear', 'undo', 'edit'].includes(word) && behind !== '')
      line.above(`:${word} stands alone on its line. To write it all the same, put a blank before it.`);
    else if (word === 'clear') {
      this.begin('');
      line.above('It is empty now. :undo brings back what was there.');
    } else if (word === 'undo') this.#undo(line);
    else if (word === 'help')
      line.above(`${HELP}\nTo write such a line all the same, put a blank before it.`);
    else line.above(`That is none of ${KEYS}. To write it all the same, put a blank before it.`);
  }

  /** Asks for the words, or takes those behind the command. */
  #replace(words: string, line: CurrentLine): void {
    if (words === '') this.#ask({ the: 'words' }, 'Which words? Type them as they stand there.', line);
    else this.#taken({ the: 'words' }, words, line);
  }

  #undo(line: CurrentLine): undefined {
    const last = this.#done.pop();
    if (this.#lines.length === 0) {
      this.#lines = [...this.#below];
      this.#below = [];
    }
    if (last === undefined && this.#lines.length === 0) line.above('There is nothing to take back.');
    else if (last === undefined || 'added' in last) {
      const [first = '', ...others] = this.#lines.splice(-(last?.added ?? 1));
      line.above(
        others.length === 0 ? `Taken back: ${inert(first)}` : `Taken back: ${others.length + 1} lines.`,
      );
    } else {
      this.#set(last.before);
      this.#show(line);
    }
  }

  /** Puts a line where it can be typed over; without its number, shows all of them with theirs. */
  #edit(number: number, line: CurrentLine): void {
    const text = this.#all[number - 1];
    if (text === undefined) {
      const numbered = this.#all.map((one, index) => `${index + 1}  ${inert(one)}`);
      if (this.#all.length > 0) this.#taking = { the: 'number' };
      line.above(
        this.#all.length === 0
          ? 'There is nothing yet.'
          : [
              ...numbered,
              'Type the number of a line, or :line 3 changes the third. Enter alone changes none.',
            ].join('\n'),
      );
    } else if (CONTROL.test(text))
      line.above('There is a character in that line that cannot be typed. Use :replace.');
    else {
      this.#taking = { the: 'line', index: number - 1 };
      line.above('Change it and press Enter.');
      line.replace(text);
    }
  }

  #ask(taking: Taking, what: string, line: CurrentLine): void {
    const isEmpty = this.whole.trim() === '';
    if (!isEmpty) this.#taking = taking;
    line.above(isEmpty ? 'There is nothing yet.' : what);
  }

  #taken(taking: Taking, text: string, line: CurrentLine): TextStep | undefined {
    if (taking.the === 'number') return this.#numbered(text, line);
    if (taking.the === 'line') {
      this.begin(this.#all.with(taking.index, text).join('\n'));
      this.#show(line);
    } else if (taking.the === 'words' && text.trim() === '.') {
      // Whoever would end has not thought of every full stop in it.
      line.above('Nothing is changed. A full stop alone ends the text now.');
    } else if (taking.the === 'words') {
      if (!isWords(text) || putInPlaceOf(this.whole, text, '').times === 0)
        line.above(
          'That does not stand there. Nothing is changed. Type :replace alone: it asks which words, and then what instead.',
        );
      else this.#ask({ the: 'words-instead', of: text }, 'What instead? Enter alone takes them out.', line);
    } else {
      const { text: next, times } = putInPlaceOf(this.whole, taking.of, text);
      this.begin(next);
      this.#show(line);
      line.above(
        times === 1 ? 'Changed once. :undo takes it back.' : `Changed ${times} times. :undo takes it back.`,
      );
    }
    return undefined;
  }

  /** The line of a number that was asked for; what is no number is what it would be without that. */
  #numbered(text: string, line: CurrentLine): TextStep | undefined {
    if (/^\s*\d+\s*$/.test(text)) this.#edit(Number(text), line);
    else if (text.trim() !== '') return this.#line(text, line);
    else line.above('Nothing is changed.');
    return undefined;
  }

  #show(line: CurrentLine): void {
    line.above(this.#all.map((one) => inert(one, { lines: true })).join('\n'));
  }

  /** Lines that end within a paste are text, whatever they say; its last line can be typed on where keys allow it. */
  #paste(pasted: string, line: CurrentLine): undefined {
    const lines = `${line.text}${pasted}`.split('\n');
    const last = lines.pop() ?? '';
    const typedOn = CONTROL.test(last) ? '' : last;
    const whole = typedOn === last ? lines : [...lines, last];
    line.replace('');
    if (whole.length > 0) this.#add(whole);
    if (whole.length > 0) line.above(whole.map((one) => `  ${inert(one, { lines: true })}`).join('\n'));
    line.replace(typedOn);
    this.#open = typedOn;
  }
}

/** A paste where words of one line are asked for is typed on. */
function typedOn(pasted: string, line: CurrentLine): undefined {
  line.replace(`${line.text}${pasted.replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ').trim()}`);
}

/** What stands before the end that has no Enter yet. */
export function withoutOpen(text: string, open: string): string {
  return open !== '' && text.endsWith(open) ? text.slice(0, -open.length).replace(/\n$/, '') : text;
}

/** The lines of a text above its closing, and that with what sets it off; all of them are above where it does not end so. */
export function atClosing(
  text: string,
  closing: string,
): { readonly above: readonly string[]; readonly below: readonly string[] } {
  const lines = linesOf(text);
  const end = lines.findLastIndex((one) => one !== '') + 1;
  const last = linesOf(closing);
  const from = end - last.length;
  const isThere = last.length > 0 && from > 0 && lines.slice(from, end).join('\n') === closing;
  const above = isThere ? lines.slice(0, from).findLastIndex((one) => one !== '') + 1 : 0;
  return above === 0
    ? { above: lines, below: [] }
    : { above: lines.slice(0, above), below: lines.slice(above) };
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.split('\n');
}
