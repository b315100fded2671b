import { readFile } from 'node:fs/promises';
import { UserError } from '../../errors.ts';
import { type Io, widthOf } from '../../io.ts';
import { wrap } from '../../screen/render.ts';
import { inert } from '../../text/inert.ts';
import { hasNoWords } from '../../text/nothing.ts';
import { wholePath } from '../../whole-path.ts';
import { type Asked, neededLine, problemLine } from '../prompter.ts';
import type { Answer } from '../question.ts';
import { editText } from './editor.ts';
import { chosenEditor } from './editor-command.ts';
import { readLines } from './line-reader.ts';
import { atClosing, type TextStep, TypedText, withoutOpen } from './typed-text.ts';

/** What the keys mean at a question of many lines, in a sentence. */
export function textKeys({ VISUAL, EDITOR }: NodeJS.ProcessEnv, question: Asked): string {
  const isThere = thereBefore(question) !== '';
  const editor = VISUAL || EDITOR ? ':edit opens your editor, ' : '';
  return [
    'Type or paste as many lines as you like.',
    isThere
      ? `A full stop alone takes what is there; anything else is added ${endsInClosing(question) ? 'before its closing line' : 'below it'}.`
      : 'A line with only a full stop ends.',
    ...(question.required || isThere ? [] : ['Enter alone skips it.']),
    `:undo takes back the last thing, ${editor}:file NAME takes a file, :clear begins anew.`,
    ...(isThere ? [`\n${CHANGING}`] : []),
  ]
    .join(' ')
    .replace(' \n', '\n');
}

/** The keys for what is there already. Lines of their own, which a narrow screen has whole. */
const CHANGING = ':replace OLD WORDS asks what instead,\n:line 3 changes the third line.';

/** The whole lines that were there before the question came up. */
function thereBefore(question: Asked): string {
  return withoutOpen(textBefore(question), question.open ?? '');
}

function endsInClosing({ closing = '', ...question }: Asked): boolean {
  return atClosing(thereBefore(question), closing).below.length > 0;
}

function textBefore({ partial, initial }: Asked): string {
  return partial ?? (typeof initial === 'string' ? initial : '');
}

/**
 * Asks for many lines, kept exactly as they came. What was typed is passed to `onPartial` line by line, and what of a
 * line was typed soon after. Undefined where it was passed over.
 */
export async function askText(
  io: Io,
  question: Asked,
  say: (text: string) => void,
): Promise<Answer | undefined> {
  const before = textBefore(question);
  let { open: begun = '' } = question;
  const text = new TypedText(before, begun, question.closing);
  const there = thereBefore(question);
  if (there !== '') {
    say('This is there already:');
    for (const line of there
      .split('\n')
      .flatMap((one) => wrap(inert(one, { lines: true }), widthOf(io.stderr) - 2)))
      io.stderr.write(`  ${line}\n`);
  }
  let kept = { text: before, open: begun };
  const put = (now: { readonly text: string; readonly open: string }): Promise<boolean> => {
    kept = now;
    return question.onPartial(now.text, now.open);
  };
  /** What was proposed is no answer yet, where nothing was typed. */
  const keep = async (typed?: string): Promise<void> => {
    const now = text.soFar(typed);
    if (now.text !== kept.text || now.open !== kept.open) await put(now);
  };
  for (;;) {
    const step = await readLines<TextStep>(
      io,
      (typed, line) => {
        const next = text.take(typed, line);
        void keep();
        return next === undefined ? undefined : { done: next };
      },
      { begun, onOpen: keep },
    );
    begun = '';
    try {
      if (step.next === 'edit') {
        if (!mayOpen(io, say)) continue;
        await editText(io, text.whole, (saved) => {
          text.begin(saved);
          return put({ text: saved, open: '' });
        });
      } else if (step.next === 'file') text.begin(text.withMore(await textOfFile(io, step.name)));
      else if (text.whole.trim() !== '') {
        const read = question.read(text.whole);
        if ('value' in read) return read.value;
        say(problemLine(read));
        if (hasNoWords(text.whole)) {
          text.begin('');
          say('It is left out. Type what is to stand there.');
        } else
          say(
            'What you wrote is still there. :replace OLD WORDS asks what instead, :line 3 changes the third line, :clear begins anew; :edit opens it in your editor if EDITOR is set.',
          );
      } else if (!question.required) return undefined;
      else
        say(
          question.without === undefined
            ? 'There is nothing yet. A few words are enough.'
            : neededLine(question),
        );
      void keep();
      if (step.next !== 'done') {
        if (text.whole.trim() !== '') say(`${howManyLines(text.whole)} now. Go on, or end with a full stop.`);
      }
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      say([error.message, ...error.hints].join(' '));
    }
  }
}

/** Runs in which it was said what is to be known of the editor. */
const TOLD = new WeakSet<Io>();

/** Says once in a run what is to be known of the editor. False where the person is to ask for it once more. */
function mayOpen(io: Io, say: (text: string) => void): boolean {
  const editor = chosenEditor(io.env);
  if (editor === undefined || TOLD.has(io)) return true;
  TOLD.add(io);
  say(
    editor.isKnown
      ? `${editor.name} opens without your own settings, so that it keeps no copy of these words.`
      : `coc cannot know what ${editor.name} keeps of these words, on the disk or elsewhere. vi, vim, nano and emacs keep nothing here. :edit once more opens it all the same.`,
  );
  return editor.isKnown;
}

async function textOfFile(io: Io, name: string): Promise<string> {
  const path = wholePath(io, name.replace(/^(["'])(.*)\1$/, '$2'));
  const bytes = await readFile(path).catch(() => {
    throw new UserError('That file is not there, or may not be read.');
  });
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UserError('That file is not UTF-8 text.');
  }
}

function howManyLines(text: string): string {
  const count = text.replace(/\n$/, '').split('\n').length;
  return count === 1 ? 'There is one line' : `There are ${count} lines`;
}
