import { Cancelled } from '../../errors.ts';
import { type Io, widthOf } from '../../io.ts';
import { colorEnabled, render, wrapItems } from '../../screen/render.ts';
import { beginningOf } from '../../text/beginning.ts';
import type { Block } from '../../text/block.ts';
import { inert } from '../../text/inert.ts';
import { inARow } from '../../text/within.ts';
import type { Doubt, Read } from '../check.ts';
import type { Possible } from '../moment.ts';
import { type Asked, type Option, type Prompter, problemLine, type ReviewItem } from '../prompter.ts';
import type { Answer, Choice } from '../question.ts';
import { showAnswer } from '../show-answer.ts';
import { askLine, isThere, lineKeys, listKeys, numbered } from './ask-line.ts';
import { askList } from './ask-list.ts';
import { askText, textKeys } from './ask-text.ts';
import { ArrowMenus, type Heading, type Menus, NumberMenus } from './menus.ts';

/** How far in what can be chosen stands, behind the mark of what is chosen. */
const INDENT = 2;
/** Letters of an answer in the menu of all of them. */
const LONGEST_ENTRY = 60;
const PASS_ON = 'Skip, not asked';
/** Clears the screen and what was scrolled away, and goes to its top. */
const CLEAR = '\u001b[2J\u001b[3J\u001b[H';

/** Says who stands behind the marks, to whoever asks for it. */
const WITH_NAMES = { label: 'Show their names (others may see this screen)' };

/**
 * Whoever sits at a terminal. Everything is drawn on stderr, so that stdout stays the answer; no meaning is in colour
 * alone; a line end in a paste never answers a question.
 */
export class TerminalPrompter implements Prompter {
  readonly #io: Io;
  readonly #menus: Menus;

  constructor(io: Io) {
    this.#io = io;
    this.#menus = io.env.TERM === 'dumb' ? new NumberMenus(io) : new ArrowMenus(io);
  }

  show(blocks: readonly Block[]): void {
    const { env, stderr } = this.#io;
    const [first] = blocks;
    if (first === undefined) return;
    if (first.kind !== 'heading') stderr.write('\n');
    stderr.write(render(blocks, { width: widthOf(stderr), color: colorEnabled(env, stderr.isTTY === true) }));
  }

  clear(): void {
    const { env, stderr } = this.#io;
    if (env.TERM !== 'dumb') stderr.write(CLEAR);
  }

  async ask(question: Asked): Promise<Answer | undefined> {
    switch (question.answer.type) {
      case 'choice':
        return this.#chooseOne(question, question.answer.choices);
      case 'choices':
        return this.#chooseSeveral(question, question.answer.choices, question.answer.nobody);
      case 'text':
        this.#head(question, textKeys(this.#io.env, question));
        return askText(this.#io, question, (text) => this.show([{ kind: 'text', text }]));
      case 'list':
      case 'files':
        this.#headOfList(question);
        return askList(this.#io, question);
      case 'person':
        this.#head(question, lineKeys(question));
        return this.#sayWho(question, askLine);
      case 'people':
        this.#headOfList(question);
        return this.#sayWho(question, askList);
      case 'line':
      case 'moment':
      case 'day':
        this.#head(question, lineKeys(question));
        return askLine(this.#io, question, (either) => this.#whichIsMeant(question, either));
    }
  }

  async review(
    items: readonly ReviewItem[],
    saveLabel: string,
    refused: readonly Block[] = [],
  ): Promise<string | undefined> {
    const rows = items.filter(({ asked }) => asked).map(({ label, shown }) => [label, shown] as const);
    this.show([
      ...(rows.length === 0
        ? []
        : [{ kind: 'heading', text: 'What you have' } as const, { kind: 'fields', rows } as const]),
      ...items.flatMap(({ label, whole }): readonly Block[] =>
        whole === undefined
          ? []
          : [
              { kind: 'heading', text: label },
              { kind: 'quote', text: whole },
            ],
      ),
      // Below what is long: above it nobody would see why it did not go on.
      ...refused,
    ]);
    const next = await this.choose(rows.length > 0 ? 'Is it right' : 'Nothing has to be answered. Go on', [
      { value: 'save', label: saveLabel },
      ...(items.length > 0 ? [{ value: 'change', label: 'Change or add an answer' }] : []),
      { value: 'stop', label: 'Stop here, and keep the answers', esc: 'leave' },
    ]);
    if (next === 'save') return undefined;
    if (next === 'stop') throw new Cancelled();
    const chosen = await this.choose<string | undefined>('Which one', [
      { value: undefined, label: 'None, go back', esc: 'back' },
      ...items.map(({ id, label, shown }) => ({
        value: id,
        label: beginningOf(`${label}: ${shown}`, LONGEST_ENTRY),
      })),
    ]);
    return chosen ?? this.review(items, saveLabel);
  }

  async pause(): Promise<void> {
    await this.#menus.one({ message: 'Have you read this?' }, [{ label: 'Yes, go on' }], 0);
  }

  confirm(message: string, initial: boolean): Promise<boolean> {
    return this.#menus.yesOrNo(`${inert(message)}?`, initial);
  }

  async choose<T>(message: string, options: readonly Option<T>[]): Promise<T> {
    const items = options.map(({ label }) => ({ label: inert(label) }));
    const takes = options.findIndex(({ esc }) => esc !== undefined);
    const called = options[takes]?.esc;
    const esc = called === undefined ? 'leaves' : { takes, called };
    const chosen = options[await this.#menus.one({ message: inert(asQuestion(message)), esc }, items, 0)];
    if (chosen === undefined) throw new Error('a choice that was not offered');
    return chosen.value;
  }

  get search(): Prompter['search'] {
    const { search } = this.#menus;
    if (search === undefined) return undefined;
    const { env, stderr } = this.#io;
    const look = { width: widthOf(stderr) - INDENT, color: colorEnabled(env, stderr.isTTY === true) };
    return (message, source) =>
      search(inert(asQuestion(message)), async (typed) =>
        (await source(typed)).map(({ value, blocks }) => ({
          value,
          label: render(blocks, look)
            .trim()
            .replaceAll('\n', `\n${' '.repeat(INDENT)}`),
        })),
      );
  }

  secret(message: string): Promise<string> {
    return this.#menus.secret(inert(message));
  }

  /** The one that was meant by what can be read in several ways; undefined for none of them. */
  #whichIsMeant({ answer }: Asked, either: readonly Possible[]): Promise<string | undefined> {
    return this.choose<string | undefined>('Which of these do you mean', [
      ...either.map(({ value, place }) => ({
        value,
        label: [showAnswer(answer, value), ...(place === undefined ? [] : [place])].join(', '),
      })),
      { value: undefined, label: 'None of them; I type it once more', esc: 'back' },
    ]);
  }

  async #chooseOne(question: Asked, choices: readonly Choice[]): Promise<Answer | undefined> {
    // Enter alone must not answer what nobody said.
    const passing = question.required ? [] : [{ value: undefined, label: PASS_ON }];
    const options: Option<string | undefined>[] = [...passing, ...choices];
    const items = options.map(({ label }) => ({ label: inert(label) }));
    const proposed = options.findIndex(({ value }) => value !== undefined && value === question.initial);
    const initial = proposed >= 0 ? proposed : question.required ? undefined : 0;
    const problemWith = (at: number): string | undefined => {
      const value = options[at]?.value;
      return value === undefined ? undefined : problemOf(question.read(value));
    };
    const chosen = options[await this.#menus.one(heading(question), items, initial, problemWith)]?.value;
    return chosen === undefined ? undefined : answerIn(question.read(chosen));
  }

  async #chooseSeveral(
    question: Asked,
    choices: readonly Choice[],
    nobody: string | undefined,
  ): Promise<Answer | undefined> {
    const items = [...choices.map(({ label }) => label), ...(nobody === undefined ? [] : [nobody])];
    const marked = choices.flatMap(({ value }, index) => (question.initial?.includes(value) ? [index] : []));
    if (nobody !== undefined && question.initial?.length === 0) marked.push(choices.length);
    const answerOf = (chosen: readonly number[]): Read =>
      question.read(chosen.flatMap((index) => choices[index]?.value ?? []));
    const problemWith = (chosen: readonly number[]): string | undefined => {
      const isNobody = chosen.includes(choices.length);
      const isUnclear = isNobody ? chosen.length > 1 : chosen.length === 0;
      if (nobody !== undefined && isUnclear)
        return `Please choose who it is, or “${inert(nobody)}”. ${this.#menus.howToMark}`;
      const problem = problemOf(answerOf(chosen));
      return problem === undefined || chosen.length > 0 ? problem : `${problem} ${this.#menus.howToMark}`;
    };
    const labels = items.map((label) => ({ label: inert(label) }));
    const { hint } = question;
    const forNobody = nobody === undefined ? undefined : `For nobody, mark “${nobody}”, the last of them.`;
    const helped = [hint, forNobody].filter((one) => one !== undefined).join(' ');
    const asked = heading({ ...question, ...(helped !== '' && { hint: helped }) });
    return answerIn(answerOf(await this.#menus.several(asked, labels, marked, problemWith)));
  }

  /** Asks who is meant where a name that was typed may be that of several people. */
  async #sayWho(question: Asked, ask: typeof askLine): Promise<Answer | undefined> {
    const open = (answer: Answer): Read => {
      const read = question.read(answer);
      const isHeld = 'value' in read ? read.value === null : read.doubt !== undefined;
      return isHeld ? { value: answer } : read;
    };
    let typed = await ask(this.#io, { ...question, read: open });
    let isChosen = false;
    while (typed !== undefined && typed !== null) {
      const read = question.read(typed);
      if ('value' in read) {
        // A menu shows itself which one was chosen.
        if (!isChosen) this.#readBack(question, typed, read.value);
        return read.value;
      }
      if (read.doubt === undefined) {
        this.show([{ kind: 'text', text: problemLine(read) }]);
        typed = await ask(this.#io, { ...question, ...refused(typed, question), read: open });
      } else {
        typed = replaced(typed, read.doubt.typed, await this.#oneOf(read.doubt));
        isChosen = typeof typed === 'string';
      }
    }
    return typed;
  }

  async #oneOf({ typed, among, otherwise, named }: Doubt): Promise<string> {
    const options = [...among, otherwise];
    const items = [...options, ...(named === undefined ? [] : [WITH_NAMES])].map(({ label }) => ({
      label: inert(label),
    }));
    const at = await this.#menus.one({ message: inert(`Who is “${typed.trim()}”?`) }, items);
    if (named !== undefined && at === options.length) return this.#oneOf({ typed, among: named, otherwise });
    const chosen = options[at];
    if (chosen === undefined) throw new Error('a choice that was not offered');
    return chosen.value;
  }

  /** Shows who was understood, where that is more than was typed. */
  #readBack({ answer: type }: Asked, typed: Answer, answer: Answer): void {
    const shown = inert(showAnswer(type, answer));
    if (shown === inARow([typed].flat().map(String))) return;
    const items = answer === null ? [shown] : [answer].flat().map((one) => inert(showAnswer(type, [one])));
    const lines = wrapItems(items, widthOf(this.#io.stderr) - INDENT);
    this.#io.stderr.write(lines.map((line) => `${' '.repeat(INDENT)}${line}\n`).join(''));
  }

  #headOfList(question: Asked): void {
    const { answer, initial } = question;
    this.#head(question, listKeys(question));
    if (!isThere(initial)) return;
    const items = initial.map((one) => showAnswer(answer, [one]));
    this.show([{ kind: 'text', text: ['There now:', ...numbered(items)].join('\n') }]);
  }

  #head(question: Asked, keys: string): void {
    const help = [question.hint, keys].filter((text) => text !== undefined && text !== '');
    this.show([
      { kind: 'heading', text: asQuestion(question.ask) },
      ...help.map((text) => ({ kind: 'text', text: text ?? '' }) as const),
    ]);
  }
}

function heading({ ask, hint }: Asked): Heading {
  return { message: inert(asQuestion(ask)), ...(hint !== undefined && { hint: inert(hint) }) };
}

/** What is wrong with an answer, harmless to a terminal. */
function problemOf(read: Read): string | undefined {
  return 'value' in read ? undefined : inert(problemLine(read), { lines: true });
}

function answerIn(read: Read): Answer {
  if ('value' in read) return read.value;
  throw new Error('a choice that was refused');
}

function asQuestion(text: string): string {
  return /[?:.]$/.test(text) ? text : `${text}?`;
}

/** What stays of names that are refused once it is said who is meant: the others of a list. */
function refused(typed: string | readonly string[], { read }: Asked): Pick<Asked, 'partial' | 'open'> {
  if (typeof typed === 'string') return { partial: '', open: '' };
  return { partial: typed.filter((one) => 'value' in read([one])).join('\n'), open: '' };
}

/** What was typed, with a name in it in the way that says who is meant. */
function replaced(typed: string | readonly string[], name: string, by: string): string | readonly string[] {
  return typeof typed === 'string' ? by : typed.map((one) => (one === name ? by : one));
}
