import { stripVTControlCharacters } from 'node:util';
import headless from '@xterm/headless';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Cancelled } from '../../../src/errors.ts';
import { menuPage } from '../../../src/interview/terminal/menu-page.ts';
import { ArrowMenus, type Heading, type Menus, NumberMenus } from '../../../src/interview/terminal/menus.ts';
import { atTerminal } from './at-terminal.ts';

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const ITEMS = ['Nobody', 'Ana', 'Ben', 'Zoë'].map((label) => ({ label }));

/** Somebody at a menu. What is typed at first comes before it stands there, the rest after a while. */
async function typed<T>(
  ask: (menus: Menus) => Promise<T>,
  before: readonly string[],
  keys: readonly string[],
  TERM = 'xterm',
  columns = 80,
) {
  const { io, stdin, raw, screen } = atTerminal({ TERM, columns });
  for (const one of before) stdin.write(one);
  const menus = TERM === 'dumb' ? new NumberMenus(io) : new ArrowMenus(io);
  const answered = ask(menus).catch((error: unknown) => error);
  for (let turn = 0; !raw().includes('?') && turn < 3; turn += 1) {
    for (const one of before) stdin.write(one);
    await new Promise((resolve) => setImmediate(resolve));
  }
  while (keys.length > 0 && !raw().includes('?')) await later(5);
  for (const one of keys) {
    // In pieces: what draws runs between them, however busy the machine is.
    for (let piece = 0; piece < 3; piece += 1) await later(50);
    stdin.write(one);
  }
  return { answer: await answered, screen: screen(), raw: raw(), rows: await rows(raw(), columns) };
}

/** The rows that stand there in the end. */
async function rows(raw: string, cols: number): Promise<readonly string[]> {
  const terminal = new headless.Terminal({ cols, rows: 50, allowProposedApi: true });
  await new Promise<void>((resolve) => terminal.write(raw.replace(/\r?\n/g, '\r\n'), resolve));
  const { normal } = terminal.buffer;
  return Array.from(
    { length: normal.length },
    (_, row) => normal.getLine(row)?.translateToString(true) ?? '',
  );
}

const one = (menus: Menus) => menus.one({ message: 'Who is named?' }, ITEMS, 0);
const several = (menus: Menus) => menus.several({ message: 'Who is named?' }, ITEMS, []);
const yesOrNo = (menus: Menus) => menus.yesOrNo('Name them?', false);

describe('what was typed before a menu stood there', () => {
  it.each<[string, (menus: Menus) => Promise<unknown>, readonly string[], unknown]>([
    ['a menu', one, ['ben\r', '\u001b[B', 'b', '\r'], 0],
    ['boxes', several, [' ', '\u001b[B ', '2', '\r'], []],
    ['yes or no', yesOrNo, ['y', '\r', 'y\r'], false],
  ])('chooses nothing in %s', async (_name, ask, before, expected) => {
    expect((await typed(ask, before, ['\r'])).answer).toEqual(expected);
  });

  it.each<[string, (menus: Menus) => Promise<unknown>, unknown]>([
    ['a menu', one, 0],
    ['boxes', several, []],
    ['yes or no', yesOrNo, false],
  ])('chooses nothing in %s of a terminal that cannot move its cursor', async (_name, ask, expected) => {
    expect((await typed(ask, ['3\r', 'y\r'], ['\r'], 'dumb')).answer).toEqual(expected);
  });

  it('chooses nothing where it is a paste that ends later', async () => {
    const { answer } = await typed(one, ['\u001b[200~ben\r'], ['ana\r', 'zo\r\u001b[201~', '\r']);
    expect(answer).toBe(0);
  });

  it('stops, where it was Ctrl-C', async () => {
    expect((await typed(one, ['\u0003'], [])).answer).toBeInstanceOf(Cancelled);
  });

  it('takes no key from what is typed once it stands there', async () => {
    expect((await typed(one, ['x'], ['\u001b[B', '\r'])).answer).toBe(1);
    expect((await typed(one, ['x'], ['3\r'], 'dumb')).answer).toBe(2);
  });
});

describe('words that are typed at a menu', () => {
  const words = (text: string): readonly string[] => [...text.split(''), '\r'];
  const UP = '\u001b[A';
  const DOWN = '\u001b[B';

  it('choose nothing, however often Enter comes behind them, and say how one chooses', async () => {
    const keys = ['No, he was', '\r', '\r', DOWN, '\r'];
    const { answer, screen } = await typed(one, [], keys);
    expect(answer).toBe(1);
    expect(screen.replace(/\s+/g, ' ')).toContain(
      'Nothing is chosen yet. None begins with “No, he was”. Press ↑ or ↓ to choose, then Enter.',
    );
  });

  it('leave Enter to what the pointer is on, once somebody presses it again after they have read that', async () => {
    const read = Array.from({ length: 6 }, () => '');
    expect((await typed(one, [], ['x', '\r', ...read, '\r'])).answer).toBe(0);
    expect((await typed(one, [], ['a', '\r', '\r', ...read, '\r'])).answer).toBe(1);
    expect((await typed(several, [], ['it was', '\r', ' ', '\r'])).answer).toEqual([0]);
    const none = (menus: Menus) => menus.one({ message: 'Who is named?' }, ITEMS);
    expect((await typed(none, [], ['x', '\r', ...read, '\r', '\u001b[B', '\r'])).answer).toBe(0);
  });

  it('choose what begins so, where that is one alone', async () => {
    expect((await typed(one, [], ['be', '\r'])).answer).toBe(2);
    expect((await typed(one, [], ['3', '\r'])).answer).toBe(2);
    const two = (menus: Menus) => menus.one({ message: 'Who is it?' }, [...ITEMS, { label: 'Anabel' }], 0);
    expect((await typed(two, [], ['a', '\r', DOWN, '\r'])).answer).toBe(2);
    expect((await typed(two, [], words('ana'))).answer).toBe(1);
  });

  it('choose nothing where they begin with a number, or with an item', async () => {
    expect((await typed(one, [], ['3 people', '\r', DOWN, UP, '\r'])).answer).toBe(0);
    expect((await typed(one, [], ['Ben saw it', '\r', DOWN, UP, '\r'])).answer).toBe(0);
  });

  it('mark no box', async () => {
    for (const sentence of ['he was there', '2 people', '23 saw it'])
      expect((await typed(several, [], [sentence, '\r', '\r', UP, '\r'])).answer).toEqual([]);
    expect((await typed(several, [], ['2', '3', '\r'])).answer).toEqual([1, 2]);
    expect((await typed(several, [], ['x', '\u007f', ' ', '\r'])).answer).toEqual([0]);
  });
});

describe('“all”, typed at boxes', () => {
  const many = Array.from({ length: 23 }, (_, at) => ({ label: `${at + 1}. file-${at}.png` }));
  const ask = (menus: Menus) => menus.several({ message: 'Which go with it?' }, many, []);
  const every = many.map((_, at) => at);

  it('marks them all, and the next Enter goes on once that was read', async () => {
    const read = Array.from({ length: 6 }, () => '');
    const { answer, screen } = await typed(ask, [], ['all', '\r', '\r', ...read, '\r']);
    expect(answer).toEqual(every);
    expect(screen).toContain('Enter marks all 23.');
    expect((await typed(ask, [], ['all', '\r', ' ', '\r'])).answer).toEqual(every.slice(1));
    expect((await typed(ask, [], ['all\r'], 'dumb')).answer).toEqual(every);
  });

  it('is told of where there are many, and is a word like others where something begins so', async () => {
    for (const TERM of ['xterm', 'dumb']) {
      expect((await typed(ask, [], ['\r'], TERM)).screen).toContain('“all”');
      expect((await typed(several, [], ['\r'], TERM)).screen).not.toContain('“all”');
    }
    const allen = (menus: Menus) => menus.several({ message: 'Who?' }, [...ITEMS, { label: 'Allen' }], []);
    expect((await typed(allen, [], ['all', '\r', ' ', '\r'])).answer).toEqual([4]);
    expect((await typed(several, [], ['all of them', '\r', 'x', '\u007f', '\r'])).answer).toEqual([]);
  });
});

describe('what is refused', () => {
  it.each(['xterm', 'dumb'])('is said below the menu, which stays where it is, in a %s', async (TERM) => {
    const ask = (menus: Menus) =>
      menus.one({ message: 'Who is named?' }, ITEMS, undefined, (at) => (at === 0 ? 'Not so.' : undefined));
    const keys = TERM === 'dumb' ? ['\r', '1\r', '2\r'] : ['\r', '\u001b[B', '\r', '\u001b[B', '\r'];
    const { answer, screen, rows } = await typed(ask, [], keys, TERM);
    expect(answer).toBe(1);
    expect(screen).toContain('Please choose one.');
    expect(screen).toContain('Not so.');
    expect(rows.filter((row) => row.includes('Who is named?'))).toHaveLength(1);
  });
});

describe('a menu that is longer than the screen', () => {
  const long = Array.from({ length: 30 }, (_, at) => ({
    label: at % 3 === 0 ? `Item ${at} which has a label that does not fit into one line` : `Item ${at}`,
  }));
  const hint = 'What helps with the answer, in so many words that it takes rows of its own. '.repeat(3);
  const ask = (menus: Menus) => menus.one({ message: 'Which one?', hint }, long, 0);
  const DOWN = '\u001b[B';

  it.each([40, 80])('says at each end how many there are beyond it, at %d columns', async (columns) => {
    const shown = async (times: number): Promise<string> =>
      (await typed(ask, [], [DOWN.repeat(times), '\u0003'], 'xterm', columns)).rows.join('\n');
    const [first, middle, last] = [await shown(0), await shown(15), await shown(29)];
    expect(first).toMatch(/↓ \d+ more below/);
    expect(first).not.toContain('more above');
    expect(middle).toMatch(/↑ \d+ more above[\s\S]*↓ \d+ more below/);
    expect(last).toMatch(/↑ \d+ more above/);
    expect(last).not.toContain('more below');
    for (const screen of [first, middle, last]) {
      const count = [...screen.matchAll(/(\d+) more/g)].reduce((sum, [, one]) => sum + Number(one), 0);
      expect(count + [...screen.matchAll(/^. Item/gm)].length).toBe(30);
      expect(screen.trimEnd().split('\n').length).toBeLessThanOrEqual(24);
    }
  });

  it('says nothing of it where all fits', async () => {
    expect((await typed(one, [], ['\u0003'])).screen).not.toMatch(/more (above|below)/);
  });

  it('says behind numbers how many there are, and that it began further up', async () => {
    const { screen } = await typed(ask, [], ['3\r'], 'dumb');
    expect(screen).toContain('This is longer than the screen: it begins further up.');
    expect(screen).toContain('Type a number, 1 to 30.');
    expect((await typed(one, [], ['3\r'], 'dumb')).screen).not.toContain('longer than');
  });
});

describe('the arrow keys', () => {
  const [UP, DOWN] = ['\u001b[A', '\u001b[B'];
  const length = fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 20, max: 40 }));
  const moves = fc.array(fc.constantFrom(UP, DOWN), { minLength: 1, maxLength: 60 });

  it.each(['something proposed', 'nothing proposed', 'boxes'])(
    'go round at both ends, in a list of any length, with %s',
    async (kind) => {
      const first = kind === 'nothing proposed' ? undefined : 0;
      await fc.assert(
        fc.asyncProperty(length, moves, async (count, keys) => {
          const items = Array.from({ length: count }, (_, at) => ({ label: `Item ${at}` }));
          const ask = async (menus: Menus) =>
            kind === 'boxes'
              ? menus.several({ message: 'Which?' }, items, [])
              : [await menus.one({ message: 'Which one?' }, items, first)];
          const last = kind === 'boxes' ? ' \r' : '\r';
          const { answer } = await typed(ask, [], [keys.join(''), last]);
          // What says “choose one of these” is left with the first key, and is none of them.
          const from = first ?? (keys[0] === UP ? 0 : -1);
          const by = keys.reduce((sum, key) => sum + (key === UP ? -1 : 1), from);
          expect(answer).toEqual([((by % count) + count) % count]);
        }),
        { numRuns: 8 },
      );
    },
    60_000,
  );

  it('show where they have gone: the last of a list that is longer than the screen', async () => {
    const items = Array.from({ length: 40 }, (_, at) => ({ label: `Item ${at}` }));
    const ask = (menus: Menus) => menus.one({ message: 'Which one?' }, items);
    const { rows } = await typed(ask, [], [UP, '\u0003']);
    expect(rows).toContain('❯ Item 39');
    expect(rows.join('\n')).not.toContain('more below');
    expect((await typed(ask, [], [UP, DOWN, '\u0003'])).rows).toContain('❯ Item 0');
  });

  it('lead past what nobody can choose, which Enter refuses', async () => {
    const ask = (menus: Menus) => menus.one({ message: 'Who is named?' }, ITEMS);
    const { answer, screen } = await typed(ask, [], ['\r', DOWN, UP, '\r']);
    expect(screen).toContain('Please choose one.');
    expect(answer).toBe(3);
  });
});

describe('Esc', () => {
  const ESC = '\u001b';
  const QUIET = Array.from({ length: 5 }, () => '');
  const menu = (esc?: Heading['esc']) => (menus: Menus) =>
    menus.one({ message: 'Which one?', ...(esc && { esc }) }, ITEMS, 0);

  it('leaves a list of what there is at once, and says so below it', async () => {
    const { answer, screen } = await typed(menu('leaves'), [], [ESC]);
    expect(answer).toBeInstanceOf(Cancelled);
    expect(screen.trimEnd()).toMatch(/· Esc leave$/);
    expect(screen).toMatch(/\n$/);
  });

  it('takes away what was typed by chance, and leaves with the next', async () => {
    const keys = ['xyz', '\r', ESC, ...QUIET, ESC];
    expect((await typed(menu('leaves'), [], keys)).answer).toBeInstanceOf(Cancelled);
    expect((await typed(menu('leaves'), [], ['be', ESC, ...QUIET, '\r'])).answer).toBe(0);
  });

  it('takes what leads back, where something does', async () => {
    const { answer, screen } = await typed(menu({ takes: 3, called: 'back' }), [], [ESC]);
    expect(answer).toBe(3);
    expect(screen).toContain('Esc back');
    expect(screen).toContain('✔ Which one? Zoë');
  });

  it.each(['one', 'boxes'])('says at a question that it stops, and then does: %s', async (kind) => {
    const ask = kind === 'one' ? menu() : several;
    const { answer, screen } = await typed<unknown>(ask, [], [ESC, ...QUIET, ESC]);
    expect(answer).toBeInstanceOf(Cancelled);
    expect(screen.replace(/\s+/g, ' ')).toContain('Esc once more stops here, as Ctrl-C does.');
    const on = await typed<unknown>(ask, [], [ESC, ...QUIET, '\u001b[B', ESC, ...QUIET, '\r']);
    expect(on.answer).toEqual(kind === 'one' ? 1 : []);
  });

  it('is 0 where numbers are typed', async () => {
    const dumb = (ask: (menus: Menus) => Promise<unknown>) => typed(ask, [], ['0\r'], 'dumb');
    expect(await dumb(menu('leaves'))).toMatchObject({
      answer: expect.any(Cancelled),
      screen: expect.stringContaining('Type a number, 1 to 4. Enter takes 1. 0 leaves.'),
    });
    expect(await dumb(menu({ takes: 3, called: 'back' }))).toMatchObject({ answer: 3 });
    expect((await dumb(menu())).answer).toBeInstanceOf(Cancelled);
    expect((await dumb(several)).answer).toEqual([]);
  });
});

describe('what was chosen', () => {
  it.each([
    ['\r', '✔ Which one? Nobody'],
    ['\u001b', '✔ Which one? Zoë'],
  ])('stands there, with the end of its line, before anything is asked below it: %j', async (key, last) => {
    const { io, stdin, screen } = atTerminal();
    const asked = new ArrowMenus(io)
      .one({ message: 'Which one?', esc: { takes: 3, called: 'back' } }, ITEMS, 0)
      .then(() => screen());
    while (!screen().includes('Esc back')) await later(5);
    await later(100);
    stdin.write(key);
    expect((await asked).trimEnd().endsWith(last)).toBe(true);
    expect(await asked).toMatch(/\n$/);
  });
});

describe('the part of a menu that is seen', () => {
  it('is all of it where it fits, to the row', () => {
    expect(menuPage([1, 2, 1], 1, 4)).toEqual({ from: 0, to: 3 });
  });

  it('has the active item at least, whatever its height', () => {
    expect(menuPage([9, 9, 9], 1, 4)).toEqual({ from: 1, to: 2 });
  });

  it('keeps a row for each end at which it goes on, and has whole items alone', () => {
    expect(menuPage([1, 1, 1, 1, 1, 1], 0, 4)).toEqual({ from: 0, to: 3 });
    expect(menuPage([1, 1, 1, 1, 1, 1], 5, 4)).toEqual({ from: 3, to: 6 });
    expect(menuPage([1, 1, 1, 1, 1, 1, 1], 3, 5)).toEqual({ from: 2, to: 5 });
    expect(menuPage([1, 4, 1], 0, 4)).toEqual({ from: 0, to: 1 });
  });
});

describe('yes or no, on a narrow screen', () => {
  const MESSAGE = 'Throw these answers away for good?';
  it.each([38, 40, 42, 44])('breaks between words, and fits in %i columns', async (columns) => {
    const ask = (menus: Menus) => menus.yesOrNo(MESSAGE, false);
    const { answer, screen, raw } = await typed(ask, [], ['y', 'e', 's', '\r'], 'xterm', columns);
    expect(answer).toBe(true);
    expect(screen).toContain('(y/N)');
    // What goes over the edge is not taken away when it is drawn anew.
    for (const row of raw.split(/[\r\n]|\u001b\[\d*[AGK]/))
      expect(stripVTControlCharacters(row).length).toBeLessThanOrEqual(columns);
    expect(screen.replace(/\s+/g, ' ')).toContain(`✔ ${MESSAGE} Yes`);
  });
});

describe('a full stop alone, at a menu', () => {
  const READ = Array.from({ length: 6 }, () => '');

  it.each<[string, (menus: Menus) => Promise<unknown>, readonly string[], unknown]>([
    ['xterm', one, ['.', '\r', ...READ, '\u001b[B', '\r'], 1],
    ['xterm', several, ['.', '\r', ...READ, '\r'], []],
    ['xterm', yesOrNo, ['.', '\r', '\u007f', 'y', '\r'], true],
    ['dumb', one, ['.\r', '2\r'], 1],
    ['dumb', several, ['.\r', '2\r'], [1]],
    ['dumb', yesOrNo, ['.\r', 'y\r'], true],
  ])('chooses nothing: %s', async (TERM, ask, keys, expected) => {
    expect((await typed(ask, [], keys, TERM)).answer).toEqual(expected);
  });
});
