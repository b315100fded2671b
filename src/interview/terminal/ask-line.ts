import { Cancelled } from '../../errors.ts';
import { type Io, widthOf } from '../../io.ts';
import { wrap } from '../../screen/render.ts';
import { inert } from '../../text/inert.ts';
import type { Read } from '../check.ts';
import type { Possible } from '../moment.ts';
import { type Asked, neededLine, problemLine } from '../prompter.ts';
import type { Answer } from '../question.ts';
import { NOT_GIVEN, showAnswer } from '../show-answer.ts';
import { asOneLine } from './keyboard.ts';
import { readLines, type Take } from './line-reader.ts';
import { isCommand } from './typed-text.ts';

/** Typed alone: "asked, not given", or to take an answer out again. */
export const NONE = '-';
export const UNDO_KEY = ':undo takes the last one back.';
/** The keys for a list that is there already, in a sentence. */
export const CHANGING = ':add WORDS adds to what is there, :out 2 takes out the second.';
export const AS_IT_STANDS = 'To write it all the same, put a blank before it.';

/** What the keys mean at a question of one line, in a sentence. */
export function lineKeys(asked: Asked): string {
  return asSentence([...enterKeys(asked), ...nothingKeys(asked)]);
}

/** What Enter alone does. */
function enterKeys({ required, initial, answer, backTo }: Asked): readonly string[] {
  if (initial !== undefined && initial !== null) {
    const isMany = ['list', 'people', 'files'].includes(answer.type);
    return [`Enter takes ${isMany ? 'what is there' : `“${inert(showAnswer(answer, initial))}”`}`];
  }
  if (backTo !== undefined) return [`Enter alone goes back to “${inert(backTo)}”`];
  return required ? [] : ['Enter skips it'];
}

/** The key that says that there is nothing. */
function nothingKeys({ required, notGiven, nullSays, initial }: Asked): readonly string[] {
  const isThereAlready = initial !== undefined && initial !== null;
  return [
    ...(notGiven && nullSays === undefined ? [`${NONE} means ${NOT_GIVEN}`] : []),
    ...((notGiven ? nullSays !== undefined : !required) && isThereAlready ? [`${NONE} takes it out`] : []),
  ];
}

function asSentence(keys: readonly string[]): string {
  return keys.length === 0 ? '' : `${keys.join('; ')}.`;
}

/** What the keys mean at a question of many lines, each an item of its own, in sentences. */
export function listKeys(asked: Asked): string {
  return [
    `One a line; an empty line ends. ${asked.answer.type === 'files' ? 'Tab completes a path. ' : ''}${UNDO_KEY}`,
    ...(isThere(asked.initial) ? [`What you type takes the place of the whole list. ${CHANGING}`] : []),
    lineKeys(asked),
  ].join(' ');
}

/** Whether a list is there already that what is typed takes the place of. */
export function isThere(initial: Answer | undefined): initial is readonly string[] {
  return Array.isArray(initial) && initial.length > 0;
}

export const BROUGHT_BACK = 'The up key brings back what you typed.';
const BRINGS_IT = 'The up key brings it here, to be changed.';
/** What was typed, and something was said of it, is neither taken nor passed over by an Enter out of habit. */
const AS_IT_IS = 'It is not taken yet. The up key brings back what you typed; Enter then leaves it as it is.';

/** What was typed where it can mean several things: each of them, as an answer. */
interface Open {
  readonly either: readonly Possible[];
  readonly text: string;
}

/**
 * Asks for one line of text or a moment. Undefined where it was passed over.
 *
 * @param pick has somebody choose what they meant, where what they typed can mean several things; undefined for none of them
 */
export async function askLine(
  io: Io,
  question: Asked,
  pick: (either: readonly Possible[]) => Promise<string | undefined> = () => Promise.resolve(undefined),
): Promise<Answer | undefined> {
  let offered = '';
  for (let begun = question.open; ; begun = undefined) {
    const typed = await typedLine(io, question, begun, offered);
    if (!('either' in typed)) return typed.answer;
    offered = typed.text;
    const read = await pick(typed.either).then((one) => one && question.read(one));
    if (!read) continue;
    if ('value' in read) return read.value;
    io.stderr.write(`${wrap(problemLine(read), widthOf(io.stderr)).join('\n')}\n`);
  }
}

function typedLine(
  io: Io,
  question: Asked,
  begun: string | undefined,
  offered: string,
): Promise<Open | { readonly answer: Answer | undefined }> {
  const { required, notGiven, initial, read, ofTyped = () => [] } = question;
  let said = '';
  const take: Take<Open | { readonly answer: Answer | undefined }> = (typed, line) => {
    const answered = (answer: Answer | undefined) => ({ done: { answer } });
    if (typed.kind === 'paste') {
      line.replace(`${line.text}${asOneLine(typed.text)}`);
      return undefined;
    }
    if (typed.kind === 'end') throw new Cancelled();
    const { text } = typed;
    if (text.trim() === NONE && (notGiven || !required)) return answered(notGiven ? null : undefined);
    if (text.trim() === '') {
      if (said !== '') {
        line.above(AS_IT_IS);
        return undefined;
      }
      if (initial !== undefined) {
        const proposed = read(initial);
        if ('value' in proposed) return answered(proposed.value);
        if (typeof initial === 'string') line.offer(initial);
        line.above(`${problemLine(proposed)}${typeof initial === 'string' ? `\n${BRINGS_IT}` : ''}`);
        return undefined;
      }
      if (!required || question.backTo !== undefined) return answered(undefined);
      line.above(neededLine(question));
      return undefined;
    }
    if (isCommand(text)) {
      line.above(`That does nothing here. Type the answer and press Enter. ${AS_IT_STANDS}`);
      return undefined;
    }
    const answer = read(isCommand(text.trim()) ? text.trim() : text);
    const toSay = 'value' in answer && text !== said ? ofTyped(text) : [];
    if (toSay.length > 0) {
      said = text;
      line.offer(text);
      line.above([...toSay, AS_IT_IS].join('\n'));
      return undefined;
    }
    if ('value' in answer) {
      const { type } = question.answer;
      const isReadOtherwise = type === 'line' && answer.value !== text && answer.value !== text.trim();
      if (type === 'moment' || type === 'day' || isReadOtherwise)
        for (const line of wrap(showAnswer(question.answer, answer.value), widthOf(io.stderr) - 2))
          io.stderr.write(`  ${line}\n`);
      return answered(answer.value);
    }
    if (answer.either !== undefined && answer.either.length > 0)
      return { done: { either: answer.either, text } };
    if (answer.nothing) line.above(nothingSaid(answer, keysInstead(question)));
    else {
      line.offer(text);
      line.above(`${problemLine(answer)}\n${BROUGHT_BACK}`);
    }
    return undefined;
  };
  return readLines(io, take, { begun, offered, onOpen: keptWhereNew(question, begun) });
}

/** Keeps what is half typed, behind the items that are there already, once it is another than what was kept last. */
export function keptWhereNew(
  { onPartial }: Asked,
  begun = '',
  items: () => readonly string[] = () => [],
): (open: string) => Promise<void> {
  const all = (open: string): string => [...items(), ...(open === '' ? [] : [open])].join('\n');
  let kept = all(begun);
  return async (open) => {
    if (all(open) === kept) return;
    kept = all(open);
    await onPartial(kept, open);
  };
}

/** The keys that say it, for whoever wrote that there is nothing. */
export function keysInstead(question: Asked): string {
  const { answer, initial } = question;
  if (answer.type !== 'person' && answer.type !== 'people') return lineKeys(question);
  // Where somebody stands there already, Enter names them.
  const isNamed = initial !== undefined && initial !== null;
  const keys = asSentence([...(isNamed ? [] : enterKeys(question)), ...nothingKeys(question)]);
  return keys === '' ? '' : `If nobody is to be named: ${keys}`;
}

/** Said of “none”, “I don't know” and the like, with the keys that say it instead. */
export function nothingSaid(read: Exclude<Read, { value: unknown }>, keys: string): string {
  return [problemLine(read), ...(keys === '' ? [] : [keys])].join(' ');
}

/** The items of a list with their numbers, a line each, harmless to a terminal. */
export function numbered(items: readonly string[]): readonly string[] {
  return items.map((item, index) => `${index + 1}. ${inert(item)}`);
}
