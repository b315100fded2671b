import type { Refusal } from '../policy/gates.ts';
import type { Files } from '../policy/situation.ts';
import type { Unfit } from '../policy/way-back.ts';
import type { Block } from '../text/block.ts';
import type { ReadTwoWays } from './dates-in-words.ts';

/**
 * An answer: text, several texts, or null for "asked, not given".
 * A moment is its ISO 8601 text with an offset, a day without one. A question that was passed over has no answer at all.
 */
export type Answer = string | readonly string[] | null;
export type Answers = Readonly<Record<string, Answer>>;

export interface Choice {
  /** What the answers file says. */
  readonly value: string;
  /** What the screen says. */
  readonly label: string;
  readonly hint?: string;
  /** Taken from an answers file, where a rule refuses it with its clause; nobody is shown it to choose. */
  readonly unoffered?: true;
}

/** What a typed name becomes. */
export type Meant =
  /** Whom it means, as answers and entries have them. */
  | { readonly value: string }
  /** One of these may be meant, or somebody else: whoever typed it has to say. */
  | {
      readonly among: readonly Choice[];
      readonly otherwise: Choice;
      /** The same with names, for whoever asks for them: others may see the screen. */
      readonly named?: readonly Choice[];
    }
  /** `nothing`: it is what people type where they know nobody. */
  | { readonly problem: string; readonly nothing?: true };

/** The value of the choice that a text means; undefined where it is none. */
export type MeantChoice = (typed: string) => string | undefined;

/** How people are recognised and shown; reading what was read before gives the same. */
export interface Whom {
  readonly read: (typed: string) => Meant;
  readonly show: (value: string) => string;
  /** What can be typed, for the printed form. */
  readonly how?: string;
}

export type AnswerType =
  /** One of the choices. `meant` takes the value for another way to say it, in an answers file. */
  | {
      readonly type: 'choice';
      readonly choices: readonly Choice[];
      /** All that it can be in one incident or another, for a form that is printed without one. */
      readonly ever?: readonly Choice[];
      readonly meant?: MeantChoice;
      readonly stands?: string;
    }
  /** Any number of the choices, none included. */
  | {
      readonly type: 'choices';
      readonly choices: readonly Choice[];
      readonly meant?: MeantChoice;
      /** What is chosen from, for the printed form where that is not known yet: “those on your team”. */
      readonly stands?: string;
      /** What says at a terminal that it is none of them; without it, Enter alone does. */
      readonly nobody?: string;
    }
  /** Somebody, by name, mark, role, handle or address. */
  | { readonly type: 'person'; readonly whom: Whom }
  /** Any number of people, each on a line. */
  | { readonly type: 'people'; readonly whom: Whom }
  /**
   * One line of text; with `anyWord` also one that elsewhere says that there is nothing: “none”. Where it is a `name`, “anonymous”
   * says that as well.
   */
  | { readonly type: 'line'; readonly anyWord?: true; readonly name?: true }
  /** Many lines, typed or pasted, or from a file or the person's editor. Kept byte for byte. */
  | { readonly type: 'text' }
  /** Any number of lines, each an item of its own. */
  | { readonly type: 'list' }
  /** Any number of files of this machine; each line names one or several. Kept as whole paths. */
  | { readonly type: 'files'; readonly files: Files }
  /**
   * A moment as people type it ("yesterday 3pm"), kept as ISO 8601 with an offset; where a day or a part of it is all that
   * was said, as that (`text/rough.ts`).
   */
  | {
      readonly type: 'moment';
      readonly now: Date;
      /** Whether “Friday 3pm” is the coming one; the last one otherwise. */
      readonly coming?: boolean;
      /** Takes a month with its year, of which no day is known: “May 2023”. */
      readonly months?: boolean;
      /** Takes what it depends on in the place of a time: “when she agrees” (`isCondition`). */
      readonly orCondition?: boolean;
    }
  /** A day to come as people type it ("in 6 months"), kept as `2027-03-31`. */
  | { readonly type: 'day'; readonly now: Date };

/** What an answer rests on, as data: compared with what it was, and read by nobody. */
export type Ground = Answer | undefined | boolean | readonly Ground[];

/** The words of a question. */
type Worded = Pick<Question<never>, 'ask' | 'label' | 'hint'>;

/**
 * A question, once, as data: prompts, the answers file, its printed form and the review come from it.
 * `F` is the facts of the form: what is known before anybody is asked (members, the clock, the playbook).
 */
export interface Question<F> {
  /** The key in the answers file; lower case with dashes. */
  readonly id: string;
  /** The prompt. One line. */
  readonly ask: string;
  /** A short name for the review ("Who heard it"). */
  readonly label: string;
  /** One more line below the prompt, and the comment in the printed form. */
  readonly hint?: string;
  /** How it is asked at a terminal, where another wording fits what was asked before; undefined for its own. */
  readonly wordedAs?: (answers: Answers, facts: F) => Worded | undefined;
  readonly answer: AnswerType | ((answers: Answers, facts: F) => AnswerType);
  /** Whether it applies, given the answers before it. Default: always. */
  readonly when?: (answers: Answers, facts: F) => boolean;
  /** Whether it is asked of somebody at a terminal by itself; else it is only taken when given, or from the review. */
  readonly offered?: (answers: Answers, facts: F) => boolean;
  /** Without it Enter passes on and the question stays "not asked". */
  readonly required?: boolean | ((answers: Answers, facts: F) => boolean);
  /** Offers "asked, not given" (null) as a choice of its own. */
  readonly notGiven?: boolean;
  /** What null says, where it is something else: “taken out”. */
  readonly nullSays?: string;
  /** Proposed in a terminal, taken with Enter; and taken silently where `assume` is set and nobody can be asked. */
  readonly initial?: (answers: Answers, facts: F) => Answer | undefined;
  /** Of a text that `initial` proposes: whether its last paragraph closes it, so that what is added by hand goes before that. */
  readonly closes?: boolean;
  /** Take `initial` without asking when answers come from a file (a harmless default such as "now"). */
  readonly assume?: boolean;
  /** What it proposes is made of other answers, and follows them for as long as nobody has changed it by hand. */
  readonly follows?: boolean;
  /**
   * What its answer was given on: other answers, or what they come to; its own is among them. An answer stands for as long as that
   * stays what it was. Where it becomes something else, it is asked once more, of somebody at a terminal.
   */
  readonly restsOn?: (answers: Answers, facts: F) => Ground;
  /**
   * What Enter takes where it is asked once more. Without it, the answer that was given, or where that was taken as it was
   * proposed, what is proposed now.
   */
  readonly onceMore?: (had: Answer, answers: Answers, facts: F) => Answer | undefined;
  /** Whether it is asked once more of somebody who goes on where they stopped, whatever it rests on. */
  readonly anew?: boolean;
  /** What is wrong with an answer of the right type, in a sentence without its content; undefined when nothing is. */
  readonly check?: (
    answer: Answer,
    answers: Answers,
    facts: F,
  ) => string | Unfit | ReadTwoWays | Refusal | undefined;
  /**
   * The earlier answers that stand in the way of this one, and why, where they have to be given anew first: somebody at a terminal is
   * asked them again, and then this. From a file, `check` refuses it.
   */
  readonly goesBack?: (answer: Answer, answers: Answers, facts: F) => GoingBack | undefined;
  /** The question that is asked anew, and then this, where Enter alone answers one that cannot be left out: what was answered there may be a slip. */
  readonly enterGoesBackTo?: string;
  /** The rule of the policy that is broken where it has no answer. */
  readonly without?: (answers: Answers, facts: F) => Refusal | undefined;
  /** How its answer is shown where all are looked over, where more belongs to it than was answered; undefined for as it is. */
  readonly shownAs?: (shown: string, answer: Answer | undefined, facts: F) => string | undefined;
  /** A text that goes out as it stands: it is shown in whole where all answers are looked over. */
  readonly goesOut?: true;
  /** Left out of the printed form: one of a row of questions whose first ones show how the rest goes on. */
  readonly unprinted?: boolean;
  /** Its answer is what somebody said, which can be a yes or a no alone. */
  readonly isSaid?: true;
  /** Said before it is asked. */
  readonly before?: (answers: Answers, facts: F) => readonly Block[];
  /** Said of a line, or of an item of a list, where it is typed, a sentence or more each: it can still be taken back. */
  readonly ofTyped?: (words: string, answers: Answers, facts: F) => readonly string[];
  /** The same for an answers file, without a word of it: what follows the key. */
  readonly ofWritten?: string;
  /**
   * What speaks against an answer that can be right all the same, which somebody at a terminal sees where it is asked, of all answers
   * as they stand. An answers file has to be sure of it. Each follows the key, and has no word of the answer.
   */
  readonly unsure?: (answer: Answer, answers: Answers, facts: F) => readonly string[];
  /** Said right after it was answered in a terminal, of all answers as they stand by then. */
  readonly after?: (answers: Answers, facts: F) => readonly Block[];
}

export interface GoingBack {
  /** IDs of questions. */
  readonly to: readonly string[];
  /** A sentence. */
  readonly why: string;
}

export interface Form<F> {
  /** The command that asks: "report new". */
  readonly name: string;
  /** The sentence at the top of the printed form. */
  readonly about: string;
  readonly questions: readonly Question<F>[];
  /** What the review says of a question that was passed over, where nobody else could have been asked it: “left out”. */
  readonly unanswered?: string;
}
