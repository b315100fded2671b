import type { Refusal } from '../policy/gates.ts';
import type { Block } from '../text/block.ts';
import { inert } from '../text/inert.ts';
import { isMarks } from '../text/nothing.ts';
import type { Read } from './check.ts';
import type { Answer, AnswerType } from './question.ts';

/** A question as it stands now, with everything that depended on earlier answers worked out. */
export interface Asked {
  readonly id: string;
  readonly ask: string;
  readonly label: string;
  readonly hint?: string;
  readonly answer: AnswerType;
  readonly required: boolean;
  /** The rule that wants an answer here. */
  readonly without?: Refusal;
  /** What the question is called to which Enter alone goes back: it is passed over then. */
  readonly backTo?: string;
  /** "Asked, not given" is among the choices. */
  readonly notGiven: boolean;
  /** What that says, where it is something else. */
  readonly nullSays?: string;
  readonly initial?: Answer;
  /** What is to be said of a line, or of an item of a list, before it is taken. */
  readonly ofTyped?: (words: string) => readonly string[];
  /** With what a text that is proposed ends: what is typed beyond it goes before that. */
  readonly closing?: string;
  /** The answer as the form takes it, or what is wrong with it. */
  readonly read: (answer: Answer) => Read;
  /** Text that was typed before an interruption; of a list, an item a line. */
  readonly partial?: string;
  /** The end of it that had no Enter yet. */
  readonly open?: string;
  /**
   * Called with the text so far, while an answer is typed, and with the end of it that has no Enter yet. Says whether it is kept
   * then; never throws.
   */
  readonly onPartial: (text: string, open?: string) => Promise<boolean>;
}

function noWords(typed: string): string | undefined {
  return isMarks(typed) ? 'has no words in it' : undefined;
}

interface Single extends Partial<Pick<Asked, 'label' | 'hint'>> {
  readonly type?: 'line' | 'text';
  /** What is wrong with an answer, in words that follow “This”; undefined where nothing is. Left out, it takes any words. */
  readonly problemWith?: (text: string) => string | undefined;
}

/** A question by itself, of no form: it cannot be left out, and nothing of it is kept. */
export function single(
  id: string,
  ask: string,
  { label = ask, hint, type = 'line', problemWith }: Single = {},
): Asked {
  return {
    ...{ id, ask, label, required: true, notGiven: false, answer: { type } },
    ...(hint !== undefined && { hint }),
    read: (answer) => {
      const problem = problemWith === undefined ? noWords(String(answer)) : problemWith(String(answer));
      return problem === undefined ? { value: answer } : { problem };
    },
    onPartial: async () => true,
  };
}

/** What is wrong with an answer, for whoever gave it. */
export function problemLine(read: Exclude<Read, { value: unknown }>): string {
  const { problem, words = [] } = read;
  const meant =
    words.length === 0 ? '' : ` What is meant: ${words.map((one) => `“${inert(one)}”`).join(', ')}.`;
  return read.refusal === undefined
    ? `This ${problem}.${meant}`
    : [
        `${read.refusal.why} (Policy: ${read.refusal.title})`,
        ...read.refusal.findings.map(({ what, words }) =>
          words === undefined ? what : `“${words}”: ${what}`,
        ),
        ...read.refusal.first,
      ].join('\n');
}

/** What is said where an answer cannot be left out, and with what it is answered: Enter alone is what somebody presses who knows none. */
export function neededLine({ without, hint, answer }: Pick<Asked, 'without' | 'hint' | 'answer'>): string {
  if (without !== undefined) return problemLine({ problem: '', refusal: without });
  return `This one is needed. ${hint ?? exampleOf(answer)}`;
}

function exampleOf(type: AnswerType): string {
  switch (type.type) {
    case 'person':
    case 'people':
      return type.whom.how ?? 'A name is enough.';
    case 'moment':
      return type.coming ? '“Tomorrow noon” is fine.' : '“Yesterday 3pm” is fine.';
    case 'day':
      return '“In 6 months” is fine.';
    case 'files':
      return 'Type where it is, or drop it into this window.';
    default:
      return 'A few words are enough.';
  }
}

export interface ReviewItem {
  readonly id: string;
  readonly label: string;
  readonly shown: string;
  /** Whether it is asked of everybody, and not only taken where somebody tells it. */
  readonly asked: boolean;
  /** A text that goes out, as it stands: nobody sends what they have not seen. */
  readonly whole?: string;
}

export interface Option<T> {
  readonly value: T;
  readonly label: string;
  /** What Escape does, where it takes this one: the way back. Else it stops, as Ctrl-C does, and nothing is chosen. */
  readonly esc?: 'leave' | 'back';
}

/** What fits the words that somebody typed, as it is shown; without a value, it says something and cannot be chosen. */
interface Fitting<T> {
  readonly value?: T;
  readonly blocks: readonly Block[];
}

/** Whoever sits at a terminal. Every method throws Cancelled where they stop. */
export interface Prompter {
  show(blocks: readonly Block[]): void;
  /** Takes away what stands on the screen, where the terminal can do that. */
  clear(): void;
  /** The answer, null for "asked, not given", or undefined where it was passed over. */
  ask(question: Asked): Promise<Answer | undefined>;
  /** The ID of the answer to change, or undefined to go on. */
  review(
    items: readonly ReviewItem[],
    saveLabel: string,
    refused: readonly Block[],
  ): Promise<string | undefined>;
  /** Waits until what stands there was read. */
  pause(): Promise<void>;
  confirm(message: string, initial: boolean): Promise<boolean>;
  choose<T>(message: string, options: readonly Option<T>[]): Promise<T>;
  /**
   * Has somebody choose among what fits the words that they type, anew with every letter. Not there where the terminal cannot
   * draw that.
   */
  readonly search?:
    | (<T>(message: string, source: (typed: string) => Promise<readonly Fitting<T>[]>) => Promise<T>)
    | undefined;
  /** Something that is not shown while it is typed. */
  secret(message: string): Promise<string>;
}
