import { Cancelled } from '../../errors.ts';
import { type Io, widthOf } from '../../io.ts';
import { wrap } from '../../screen/render.ts';
import { inert } from '../../text/inert.ts';
import { ended, inARow } from '../../text/within.ts';
import { type Asked, neededLine, problemLine } from '../prompter.ts';
import type { Answer } from '../question.ts';
import { showAnswer } from '../show-answer.ts';
import {
  AS_IT_STANDS,
  BROUGHT_BACK,
  CHANGING,
  isThere,
  keptWhereNew,
  keysInstead,
  NONE,
  nothingSaid,
  numbered,
  UNDO_KEY,
} from './ask-line.ts';
import { asOneLine } from './keyboard.ts';
import { type CurrentLine, readLines, type Take } from './line-reader.ts';
import { isCommand, withoutOpen } from './typed-text.ts';

type Done = { readonly done: Answer | undefined };

/** A list while it is typed. Whatever is done to it can be taken back, one after the other. */
class TypedList {
  readonly #question: Asked;
  /** What stood there before each of the last changes; undefined is what is proposed. */
  readonly #before: (readonly string[] | undefined)[] = [];
  #items: readonly string[] | undefined;

  constructor(question: Asked, items: readonly string[]) {
    this.#question = question;
    this.#items = items.length === 0 ? undefined : items;
  }

  get items(): readonly string[] {
    return this.#items ?? [];
  }

  /** As they are shown: also where a name stands for whom it was understood to mean. */
  get shown(): readonly string[] {
    return this.#shown(this.items);
  }

  /** Whether it is another than what is proposed: also one from which all was taken out. */
  get isTyped(): boolean {
    return this.#items !== undefined;
  }

  add(...items: readonly string[]): void {
    if (items.length > 0) this.#put([...this.items, ...items]);
  }

  /**
   * Takes out what cannot stay of an answer that is refused, where single ones are to blame; says what is left. Nothing of it is lost:
   * `:undo` brings it back.
   */
  refuse(all: readonly string[], isSound: (item: string) => boolean): string {
    const left = all.filter(isSound);
    if (left.length === all.length) {
      this.#put(all);
      return `${this.#said('Now:')}\n${CHANGING}`;
    }
    const out = all.filter((one) => !left.includes(one));
    this.#put(left.length === 0 ? undefined : left);
    const [outside, now] = [this.#shown(out), this.#said('Now:')];
    return [
      `${ended(`Taken out: ${inARow(outside)}`)} :undo brings it back.`,
      ...(left.length === 0 ? [] : [`${now}\nAn empty line takes this list.`]),
    ].join('\n');
  }

  /** Does what a command says; undefined where there is no such command here. */
  command(line: string): string | undefined {
    const [, command = '', behind = ''] = /^:(\w+)\s*(.*?)\s*$/.exec(line) ?? [];
    switch (command.toLowerCase()) {
      case 'undo':
        return behind === '' ? this.#undo() : undefined;
      case 'add':
        return this.#changed(behind, (all) => [...all, behind]);
      case 'out': {
        const at = Number(behind) - 1;
        const isOne = /^\d+$/.test(behind) && at < this.#whole.length && at >= 0;
        return isOne ? this.#changed(behind, (all) => all.filter((_, index) => index !== at)) : undefined;
      }
    }
    return undefined;
  }

  /** What was typed, or what stands there from before. */
  get #whole(): readonly string[] {
    const { initial } = this.#question;
    return this.#items ?? (isThere(initial) ? initial : []);
  }

  #put(items: readonly string[] | undefined): void {
    this.#before.push(this.#items);
    this.#items = items;
  }

  #changed(behind: string, change: (all: readonly string[]) => readonly string[]): string | undefined {
    if (behind === '') return undefined;
    this.#put(change(this.#whole));
    return this.#said('Now:');
  }

  #undo(): string {
    const had = this.items;
    if (this.#before.length > 0) this.#items = this.#before.pop();
    else if (had.length > 0) this.#items = had.length === 1 ? undefined : had.slice(0, -1);
    else return 'There is nothing to take back.';
    const isShorter = had.length === this.items.length + 1 && this.items.every((one, at) => one === had[at]);
    return this.#said(isShorter ? `Taken back: ${inert(had.at(-1) ?? '')}` : 'It is as it was before:');
  }

  #said(what: string): string {
    const items = this.#shown(this.#whole);
    return [what, ...(items.length === 0 ? ['Nothing is in the list.'] : numbered(items))].join('\n');
  }

  #shown(items: readonly string[]): readonly string[] {
    return items.map((one) => inert(showAnswer(this.#question.answer, [one])));
  }
}

/** Asks for any number of lines, each an item of its own; an empty one ends. Undefined where it was passed over. */
export function askList(io: Io, question: Asked): Promise<Answer | undefined> {
  const { required, notGiven, initial, read, ofTyped = () => [], partial = '', open: begun = '' } = question;
  const there = withoutOpen(partial, begun);
  const list = new TypedList(question, there === '' ? [] : there.split('\n'));
  if (list.isTyped)
    io.stderr.write(
      `${wrap(['You had typed:', ...numbered(list.shown)].join('\n'), widthOf(io.stderr)).join('\n')}\n`,
    );
  const keep = keptWhereNew(question, begun, () => list.items);
  const end = (line: CurrentLine): Done | undefined => {
    const isEmptied = list.isTyped && list.items.length === 0;
    if (isEmptied && notGiven) return { done: null };
    if (list.isTyped && !(isEmptied && required)) return taken(list.items, line);
    if (initial !== undefined && !isEmptied) return taken(initial, line);
    if (!required) return { done: undefined };
    line.above(neededLine(question));
    return undefined;
  };
  const taken = (answer: Answer, line: CurrentLine): Done | undefined => {
    const sound = read(answer);
    if ('value' in sound) return { done: sound.value };
    const why = sound.nothing ? nothingSaid(sound, keysInstead(question)) : problemLine(sound);
    const left = list.refuse([answer ?? []].flat(), (item) => 'value' in read([item]));
    line.above(`${why}\n${left}`);
    return undefined;
  };
  const say = (items: readonly string[], line: CurrentLine): void => {
    const toSay = items.flatMap(ofTyped);
    if (toSay.length > 0) line.above([...toSay, UNDO_KEY].join('\n'));
  };
  const paste = (text: string, line: CurrentLine): void => {
    const pasted = `${line.text}${text}`.split('\n').map(asOneLine);
    const last = pasted.pop() ?? '';
    const items = pasted.filter((item) => item !== '');
    list.add(...items);
    line.replace('');
    for (const item of pasted) line.above(`  ${inert(item)}`);
    say(items, line);
    line.replace(last);
  };
  const add = (text: string, line: CurrentLine): void => {
    const item = isCommand(text.trim()) ? text.trim() : text;
    const alone = read([item]);
    if (question.answer.type === 'files' && !isCommand(item)) {
      // What is not there can be put right at once.
      if ('value' in alone) list.add(...[alone.value ?? []].flat());
      else {
        line.offer(text);
        line.above(`${problemLine(alone)}\n${BROUGHT_BACK}`);
      }
    } else if ('value' in alone || !alone.nothing) {
      list.add(item);
      say([item], line);
    } else {
      const keys = list.isTyped ? 'An empty line ends the list.' : keysInstead(question);
      line.above(item.trim() === '.' ? `A full stop is none of the list. ${keys}` : nothingSaid(alone, keys));
    }
  };
  const take: Take<Answer | undefined> = (typed, line) => {
    if (typed.kind === 'end') {
      if (!list.isTyped) throw new Cancelled();
      return taken(list.items, line);
    }
    if (typed.kind === 'paste') paste(typed.text, line);
    else if (!list.isTyped && typed.text.trim() === NONE && (notGiven || !required))
      return { done: notGiven ? null : undefined };
    else if (typed.text.trim() === '') return end(line);
    else if (isCommand(typed.text)) {
      const keys = isThere(initial) || list.isTyped ? `${UNDO_KEY} ${CHANGING}` : UNDO_KEY;
      const before = list.items;
      line.above(list.command(typed.text) ?? `That does nothing here. ${keys} ${AS_IT_STANDS}`);
      say(typed.text.startsWith(':add') ? list.items.filter((item) => !before.includes(item)) : [], line);
    } else add(typed.text, line);
    return undefined;
  };
  const takeAndKeep: Take<Answer | undefined> = (typed, line) => {
    const taken = take(typed, line);
    if (taken === undefined) void keep(line.text);
    return taken;
  };
  const { answer } = question;
  const complete = answer.type === 'files' ? answer.files.complete : undefined;
  return readLines(io, takeAndKeep, { begun, onOpen: keep, complete });
}
