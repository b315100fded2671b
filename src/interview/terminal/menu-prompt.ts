import {
  createPrompt,
  isBackspaceKey,
  isDownKey,
  isEnterKey,
  isSpaceKey,
  isUpKey,
  type KeypressEvent,
  makeTheme,
  useKeypress,
  usePrefix,
  useState,
} from '@inquirer/core';
import { menuPage } from './menu-page.ts';
import { isAll, MANY, MARK, typedChoice } from './typed-choice.ts';

/** Something to choose, as it is drawn, and as it stands once it was chosen. */
interface Drawn {
  readonly name: string;
  readonly short: string;
}

export interface MenuLook {
  readonly message: (isDone: boolean) => string;
  readonly answer: (chosen: readonly string[]) => string;
  readonly keys: (keys: readonly (readonly [key: string, does: string])[]) => string;
  readonly said: (text: string) => string;
  readonly marked: (sign: string) => string;
  /** How many there are that are not seen. */
  readonly beyond: (where: 'above' | 'below', count: number) => string;
  readonly signs: { readonly pointer: string; readonly marked: string; readonly unmarked: string };
}

export interface MenuConfig {
  readonly look: MenuLook;
  readonly items: readonly Drawn[];
  /** Stands first and cannot be chosen, where nothing is proposed. */
  readonly placeholder?: Drawn | undefined;
  /** Undefined where one is chosen; else those that are marked. */
  readonly marked?: readonly number[] | undefined;
  readonly active: number;
  /** The most rows on the screen for all of it, its question and its keys included. */
  readonly height: number;
  /** The most rows for what is chosen from, and what is said of it. */
  readonly rows: number;
  readonly esc: Esc;
  /** Milliseconds since whenever. */
  readonly now: () => number;
  /** What is wrong with what was chosen; it is said below, and the menu stays where it is. */
  readonly problemWith: (chosen: readonly number[]) => string | undefined;
}

/**
 * What Escape does where nothing is typed. `leaves` ends it at once; `asks` says first that it does, since somebody may mean less by
 * it; or it takes the item that leads back.
 */
export type Esc = 'leaves' | 'asks' | { readonly takes: number; readonly called: string };

/** What a menu comes to in which Escape was pressed. */
export const LEFT = 'left';

const LEAVES_NEXT = 'Esc once more stops here, as Ctrl-C does.';
const FEWEST_ROWS = 3;
const CURSOR_HIDE = '\u001b[?25l';

/** Where somebody is in a menu. */
interface State {
  /** -1 is the placeholder. */
  readonly active: number;
  readonly marked: readonly number[];
  readonly typed: string;
  /** What was so before the first letter of what is typed. */
  readonly before?: Pick<State, 'active' | 'marked'> | undefined;
  readonly said: string;
  /** When Enter was refused behind words, as `now` had it. */
  readonly refusedAt?: number | undefined;
  readonly isDone?: true;
  readonly isLeft?: true;
}

/** How long Enter takes nothing after it was refused: whoever ends what they type with two of them chooses nothing. Milliseconds. */
const UNSURE = 700;

/** A menu that stays in its place, whatever is refused, and in which typed words never choose by chance. */
export function menuPrompt(
  config: MenuConfig,
  context: { readonly input: NodeJS.ReadableStream; readonly output: NodeJS.WritableStream },
): Promise<readonly number[] | typeof LEFT> {
  return createPrompt<readonly number[] | typeof LEFT, MenuConfig>(view)(config, context);
}

function view(config: MenuConfig, done: (chosen: readonly number[] | typeof LEFT) => void): string {
  const { look, items } = config;
  const theme = makeTheme({});
  const [state, set] = useState<State>({
    active: config.active,
    marked: config.marked ?? [],
    typed: '',
    said: '',
  });
  const prefix = usePrefix({ status: state.isDone ? 'done' : 'idle', theme });
  useKeypress((key, readline) => {
    const line = readline.line;
    readline.clearLine(0);
    const next = state.isDone ? state : pressed(state, key, line, config);
    // Drawn once more, it would come behind what is said next.
    if (next.isLeft) return done(LEFT);
    set(next);
    if (next.isDone && !state.isDone) done(chosenIn(next, config));
  });
  const said = state.said === '' ? '' : look.said(state.said);
  if (state.isDone) {
    const chosen = chosenIn(state, config).map((index) => items[index]?.short ?? '');
    return `${prefix} ${look.message(true)} ${look.answer(chosen)}`;
  }
  const help = look.keys([
    ['↑↓', 'navigate'],
    ...(config.marked === undefined
      ? [['⏎', 'select'] as const]
      : ([
          ['space', 'select'],
          ['⏎', 'submit'],
          ...(items.length > MANY ? [['“all” ⏎', 'select all'] as const] : []),
        ] as const)),
    ['Esc', escDoes(config.esc)],
  ]);
  const asked = `${prefix} ${look.message(false)}`;
  const saying = said === '' ? [] : [said];
  const below = [' ', ...saying, help];
  const room = Math.min(config.height - rowsOf([asked, ...below]), config.rows - rowsOf(saying));
  const page = drawn(config, state, Math.max(FEWEST_ROWS, room));
  return `${[asked, ...page, ...below].join('\n').trimEnd()}${CURSOR_HIDE}`;
}

/** The items that are seen, and at each end how many are not. */
function drawn(config: MenuConfig, state: State, rows: number): readonly string[] {
  const { look, items, placeholder } = config;
  const first = placeholder === undefined ? 0 : 1;
  const all = [...(placeholder === undefined ? [] : [placeholder]), ...items].map(({ name }, place) => {
    const at = place - first;
    const mark = state.marked.includes(at) ? look.marked(look.signs.marked) : look.signs.unmarked;
    const isActive = at === state.active;
    const text = `${isActive ? look.signs.pointer : ' '}${config.marked === undefined ? '' : mark} ${name}`;
    return isActive ? makeTheme({}).style.highlight(text) : text;
  });
  const { from, to } = menuPage(
    all.map((text) => rowsOf([text])),
    state.active + first,
    rows,
  );
  return [
    ...(from > 0 ? [look.beyond('above', from)] : []),
    ...all.slice(from, to),
    ...(to < all.length ? [look.beyond('below', all.length - to)] : []),
  ];
}

function rowsOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.split('\n').length, 0);
}

function chosenIn({ active, marked }: State, config: MenuConfig): readonly number[] {
  return config.marked === undefined ? [active] : [...marked].sort((one, other) => one - other);
}

/** Where a key leads. `line` is what it typed. */
function pressed(state: State, key: KeypressEvent, line: string, config: MenuConfig): State {
  const plain = { ...state, typed: '', before: undefined, said: '', refusedAt: undefined };
  if (isEnterKey(key)) return entered(state, config);
  if (isUpKey(key) || isDownKey(key)) return moved(plain, isUpKey(key) ? -1 : 1, config);
  if (isBackspaceKey(key)) return typing(state, [...state.typed].slice(0, -1).join(''), config);
  const letters = line.replace(/[\u0000-\u001f\u007f-\u009f]/g, '');
  if (letters === '') return key.name === 'escape' ? escaped(state, config) : state;
  if (state.typed === '' && isSpaceKey(key))
    return config.marked === undefined ? state : { ...plain, marked: toggled(state.marked, state.active) };
  return typing(state, `${state.typed}${letters}`, config);
}

/** Takes away what was typed; where nothing is, it leaves. */
function escaped(state: State, config: MenuConfig): State {
  const { esc } = config;
  if (state.typed !== '') return typing(state, '', config);
  if (typeof esc === 'object') return { ...state, active: esc.takes, said: '', isDone: true };
  return esc === 'leaves' || state.said === LEAVES_NEXT
    ? { ...state, isLeft: true }
    : { ...state, said: LEAVES_NEXT };
}

function escDoes(esc: Esc): string {
  if (typeof esc === 'object') return esc.called;
  return esc === 'leaves' ? 'leave' : 'stop';
}

/** Round at both ends. What nobody can choose is left by either key, and is not come back to. */
function moved(state: State, by: 1 | -1, { items: { length } }: MenuConfig): State {
  const from = state.active < 0 && by < 0 ? 0 : state.active;
  return { ...state, active: (from + by + length) % length };
}

function entered(state: State, config: MenuConfig): State {
  const { active, typed, refusedAt } = state;
  if (refusedAt !== undefined && config.now() - refusedAt < UNSURE)
    return { ...state, refusedAt: config.now() };
  const isMarking = config.marked !== undefined;
  if (isMarking && meansAll(typed, config))
    return {
      ...{ active, marked: config.items.map((_, index) => index), typed: '' },
      said: `${ofAll(config)} are marked. Space takes a mark off, and Enter goes on.`,
      refusedAt: config.now(),
    };
  const one = typed !== '' && (!isMarking || isWords(typed)) ? typedAt(typed, config) : undefined;
  if (one !== undefined && (isMarking || !one.isSure))
    return {
      ...{ active, marked: state.before?.marked ?? state.marked, typed: '' },
      said: `${isMarking ? notMarked(one) : 'Nothing is chosen yet.'} ${isMarking ? MARK : one.said}`,
      refusedAt: config.now(),
    };
  if (config.marked === undefined && active < 0) return { ...state, said: 'Please choose one.' };
  const problem = config.problemWith(chosenIn(state, config));
  if (problem !== undefined) return { ...state, typed: '', before: undefined, said: problem };
  return { ...state, said: '', isDone: true };
}

/** What is typed moves to what it fits; where it fits nothing, all is as it was before. */
function typing(state: State, typed: string, config: MenuConfig): State {
  const before = state.before ?? state;
  const { active, marked } = before;
  if (typed === '') return { active, marked, typed, said: '' };
  if (config.marked === undefined) {
    const { at = active, said } = typedAt(typed, config);
    return { active: at, marked, typed, before, said };
  }
  if (meansAll(typed, config))
    return { active, marked, typed, before, said: `“all”: Enter marks ${ofAll(config).toLowerCase()}.` };
  if (isWords(typed)) {
    const { at = active, isSure, said } = typedAt(typed, config);
    return { active: at, marked, typed, before, said: isSure ? FOUND : `${said} ${MARK}` };
  }
  // Digits mark one each, unless it is words that they begin.
  const numbers = [...typed].map((digit) => Number(digit) - 1).filter((index) => index in config.items);
  return {
    active: numbers.at(-1) ?? active,
    marked: numbers.reduce(toggled, marked),
    typed,
    before,
    said: '',
  };
}

/** Whether one word that nothing begins with marks them all, once Enter is pressed. */
function meansAll(typed: string, { items }: MenuConfig): boolean {
  return isAll(
    typed,
    items.map(({ short }) => short),
  );
}

function ofAll({ items }: MenuConfig): string {
  return items.length === 2 ? 'Both' : `All ${items.length}`;
}

/** Other words never mark anything by themselves: they go to what they fit. */
const FOUND = 'Enter stays here, and Space marks it then.';

function notMarked({ isSure }: ReturnType<typeof typedChoice>): string {
  return isSure ? 'You are there, and it is as it was.' : 'What was typed marks nothing.';
}

function typedAt(typed: string, { items }: MenuConfig): ReturnType<typeof typedChoice> {
  return typedChoice(
    items.map(({ short }) => short),
    typed,
  );
}

function isWords(typed: string): boolean {
  return /\D/.test(typed);
}

function toggled(marked: readonly number[], index: number): readonly number[] {
  return marked.includes(index) ? marked.filter((one) => one !== index) : [...marked, index];
}
