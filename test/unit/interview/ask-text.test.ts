import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Asked } from '../../../src/interview/prompter.ts';
import { askText, textKeys } from '../../../src/interview/terminal/ask-text.ts';
import { TypedText } from '../../../src/interview/terminal/typed-text.ts';
import { putInPlaceOf } from '../../../src/interview/terminal/words-in-place.ts';
import { temporaryFolder } from '../../places/temporary-folder.ts';
import { atTerminal } from './at-terminal.ts';

const LETTER =
  "Hello Marlon Vane,\n\nplease tell it to codeofconduct@imgix.com, if you'd\nlike to. That person brings it in.";
const pasted = (text: string) => `\u001b[200~${text}\u001b[201~`;
const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const anything: Asked['read'] = (value) => ({ value });

/** Somebody at a terminal without an editor, at a question of many lines. */
async function typed(
  keys: readonly string[],
  {
    initial = LETTER,
    TERM = 'xterm',
    wait = 5,
    read = anything,
    ...more
  }: Partial<Pick<Asked, 'closing' | 'partial' | 'open' | 'read'>> & {
    readonly initial?: string;
    readonly TERM?: string;
    readonly wait?: number;
  } = {},
) {
  const { io, stdin, screen } = atTerminal({ TERM });
  const partials: string[] = [];
  const asked: Asked = {
    ...{ id: 'letter', ask: 'The text', label: 'Text', answer: { type: 'text' }, required: true },
    ...{ notGiven: false, initial, read, ...more },
    onPartial: async (text) => {
      partials.push(text);
      return true;
    },
  };
  const answer = askText(io, asked, (text) => io.stderr.write(`${text}\n`));
  for (const one of keys) {
    await later(wait);
    if (one !== '') stdin.write(one);
  }
  return { answer: await answer, screen: screen(), partials };
}

describe('a text that is there already', () => {
  it('has words with a hyphen changed, as a name, a day or a number has them', async () => {
    const { answer } = await typed([':replace Anne-Marie\r', 'R1\r', '.\r'], {
      initial: 'Anne-Marie, 2026-11-27',
    });
    expect(answer).toBe('R1, 2026-11-27');
  });

  it('has words changed that stand behind the command, and is asked what instead', async () => {
    const { answer } = await typed([':replace Marlon Vane\r', 'Otto Quist\r', '.\r']);
    expect(answer).toBe(LETTER.replace('Marlon Vane', 'Otto Quist'));
  });

  it.each([
    ':replace what is not there',
    ':line he touched her back',
    ':clear it',
    ':undo that',
    ':edit now',
    ':file',
  ])('never becomes longer by a command that was typed wrong: %s', async (command) => {
    const { answer, screen } = await typed([`${command}\r`, '.\r']);
    expect(answer).toBe(LETTER);
    expect(screen).toMatch(/stands alone|not stand there|changes the third|none of/);
  });

  it('takes a line that only begins like a command, where it has a blank before it or is no command', async () => {
    const { answer } = await typed([' :clear it\r', ':smile: she said\r', '.\r'], { initial: 'x' });
    expect(answer).toBe('x\n :clear it\n:smile: she said');
  });

  it.each(['xterm', 'dumb'])('has one word changed without typing the rest, in a %s', async (TERM) => {
    const { answer, screen } = await typed([':replace\r', 'codeofconduct@imgix.com\r', 'Ana Berg\r', '.\r'], {
      TERM,
    });
    expect(answer).toBe(LETTER.replace('codeofconduct@imgix.com', 'Ana Berg'));
    expect(screen).toContain('Changed once');
  });

  it('has words changed that go over a line end, as they read on the screen', async () => {
    const { answer } = await typed([':replace\r', 'if you’d like to\r', 'by Friday\r', '.\r']);
    expect(answer).toBe(LETTER.replace("if you'd\nlike to", 'by Friday'));
  });

  it('has words taken out, and brought back', async () => {
    const { answer } = await typed([':replace\r', 'Marlon\r', '\r', ':undo\r', '.\r']);
    expect(answer).toBe(LETTER);
  });

  it('is left alone where the words do not stand there', async () => {
    const { answer, screen } = await typed([':replace\r', 'Marl\r', '.\r']);
    expect(answer).toBe(LETTER);
    expect(screen).toContain('does not stand there');
  });

  it('keeps every full stop where one is typed alone at what asks for words, and ends with the next', async () => {
    const { answer, screen } = await typed([':replace\r', '.\r', '.\r'], { initial: 'One. Two.' });
    expect(answer).toBe('One. Two.');
    expect(screen).toContain('Nothing is changed.');
  });

  it('has a line changed where it stands', async () => {
    const { answer, screen } = await typed([':line\r', ':line 1\r', '\u007f', ' and all\r', '.\r']);
    expect(screen).toContain('1  Hello Marlon Vane,');
    expect(answer).toBe(LETTER.replace('Vane,', 'Vane and all'));
  });

  it('has a line changed whose number is typed once all stand there, and goes on as ever where it is none', async () => {
    const changed = await typed([':line\r', '1\r', '\u007f', ' and all\r', '.\r']);
    expect(changed.answer).toBe(LETTER.replace('Vane,', 'Vane and all'));
    expect((await typed([':line\r', '99\r', '\r', '.\r'])).answer).toBe(LETTER);
    expect((await typed([':Line\r', 'More.\r', '.\r'])).answer).toBe(`${LETTER}\nMore.`);
  });

  it.each([':fiel mail.eml', ':save this', ':quit', ':w', ':Replcae Marlon Vane'])(
    'takes no command that there is not for a line of it: %s',
    async (command) => {
      const { answer, screen } = await typed([`${command}\r`, '.\r']);
      expect(answer).toBe(LETTER);
      expect(screen).toContain('put a blank before it');
    },
  );

  it('takes what only looks like one', async () => {
    const { answer } = await typed([':D he said\r', ':-) she said\r', ':smile: I said\r', '.\r'], {
      initial: 'x',
    });
    expect(answer).toBe('x\n:D he said\n:-) she said\n:smile: I said');
  });

  it('says what there is where somebody asks for help', async () => {
    const { answer, screen } = await typed([':help\r', '.\r']);
    expect(answer).toBe(LETTER);
    for (const one of [':file NAME', ':replace', ':line 3', ':undo', ':clear', 'full stop'])
      expect(screen).toContain(one);
  });

  it('is brought back after :clear, and kept as a draft all the while', async () => {
    const { answer, screen, partials } = await typed([':clear\r', 'Nonsense\r', ':undo\r', ':undo\r', '.\r']);
    expect(screen).toContain(':undo brings back');
    expect(answer).toBe(LETTER);
    expect(partials).toContain('Nonsense');
    expect(partials.at(-1)).toBe(LETTER);
  });

  it('takes a paste as the words that are asked for', async () => {
    const { answer } = await typed([':replace\r', pasted('Marlon\nVane'), '\r', pasted('Otto'), '\r', '.\r']);
    expect(answer).toBe(LETTER.replace('Marlon Vane', 'Otto'));
  });

  it('says which commands there are', async () => {
    const { screen, answer } = await typed([':line 99\r', ':nonsense\r', 'More.\r', '.\r']);
    expect(screen).toContain(':replace');
    expect(answer).toBe(`${LETTER}\nMore.`);
  });

  it('is taken back line by line, until there is nothing', async () => {
    const { screen, answer } = await typed(
      ['three\r', ':undo\r', ':undo\r', ':undo\r', ':undo\r', 'new\r', '.\r'],
      { initial: 'one\ntwo' },
    );
    for (const line of ['three', 'two', 'one']) expect(screen).toContain(`Taken back: ${line}`);
    expect(screen).toContain('nothing to take back');
    expect(answer).toBe('new');
  });

  it('has its keys named in a line that a narrow screen has whole, also where it is a draft', () => {
    const asked = { required: false } as Asked;
    for (const more of [{ initial: LETTER }, { partial: LETTER }]) {
      const keys = textKeys({}, { ...asked, ...more });
      for (const command of [':replace OLD WORDS asks', ':line 3 changes']) {
        const line = keys.split('\n').find((one) => one.includes(command));
        expect(line?.length).toBeLessThanOrEqual(40);
      }
      expect(keys).not.toContain('Enter alone');
    }
    expect(textKeys({}, { ...asked, partial: 'half', open: 'half' })).not.toContain(':replace');
  });
});

describe('a text that says nothing', () => {
  it('is said to be needed at Enter alone, and leaves no hole in what is typed then', async () => {
    const { answer, screen } = await typed(['\r', '\r', 'He was warned.\r', '\r', 'Twice.\r', '.\r'], {
      initial: '',
    });
    expect(answer).toBe('He was warned.\n\nTwice.');
    expect(screen).toContain('A few words are enough');
  });

  const read: Asked['read'] = (value) => (value === 'none' ? { problem: 'says nothing yet' } : { value });

  it('is dropped where it is refused, which is said, and no part of what is typed next', async () => {
    const { answer, screen, partials } = await typed(['none\r', '.\r', 'He left.\r', '.\r'], {
      initial: '',
      read,
    });
    expect(answer).toBe('He left.');
    expect(screen).toContain('It is left out.');
    expect(screen).not.toContain('is still there');
    expect(partials).toContain('');
  });
});

describe('a line that was typed by mistake', () => {
  it('is taken back, one after the other, and whatever was done before it', async () => {
    const { answer, screen } = await typed(
      ['today 16:00\r', ':replace Marlon Vane\r', 'Otto\r', 'oops\r', ':undo\r', ':undo\r', ':undo\r', '.\r'],
      {},
    );
    expect(answer).toBe(LETTER);
    expect(screen).toContain('Taken back: oops');
    expect(screen).toContain('Taken back: today 16:00');
  });

  it.each([
    ['marked', [pasted('one\ntwo\nthree\n')]],
    ['not marked', ['one\rtwo\rthree\r']],
  ])('is taken back whole where it was a paste that was %s', async (_how, keys) => {
    const { answer, screen } = await typed(['before\r', ...keys, '', '', '', ':undo\r', '', '.\r'], {
      wait: 30,
    });
    expect(answer).toBe(`${LETTER}\nbefore`);
    expect(screen).toContain('Taken back: 3 lines.');
  });

  it('is spoken of in the keys, also where nothing was there before', async () => {
    const asked = { required: true } as Asked;
    expect(textKeys({}, asked)).toContain(':undo takes back the last thing');
    expect(textKeys({}, { ...asked, initial: LETTER })).toContain(':undo takes back the last thing');
  });

  it('never takes back what was there, whatever is typed, and all of what was', async () => {
    const lines = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', ' ', '-'), minLength: 1 }), {
      maxLength: 6,
    });
    const above = (): void => undefined;
    fc.assert(
      fc.property(lines, lines, (before, added) => {
        const text = new TypedText(before.join('\n'));
        const line = { text: '', replace: () => undefined, above, offer: above };
        for (const one of added) text.take({ kind: 'line', text: one, more: false }, line);
        for (const _one of added) text.take({ kind: 'line', text: ':undo', more: false }, line);
        expect(text.whole).toBe(before.join('\n'));
      }),
    );
  });
});

describe('what is added to a text that closes with a signature', () => {
  const closing = 'The team, team@example.org';
  const initial = `Hello Marlon Vane,\n\nwe met about it.\n\n${closing}`;
  const FIRST = 'Hello Marlon Vane,\n\nwe met about it.';

  it.each<[string, readonly string[], string]>([
    ['a line', ['Keep the badge.\r'], `${FIRST}\n\nKeep the badge.\n\n${closing}`],
    ['two lines', ['One.\r', 'Two.\r'], `${FIRST}\n\nOne.\nTwo.\n\n${closing}`],
    ['a paste', [pasted('One.\nTwo.\n')], `${FIRST}\n\nOne.\nTwo.\n\n${closing}`],
    ['nothing', [], initial],
    ['what is taken back', ['One.\r', ':undo\r'], initial],
    [
      'a changed line, and one more',
      [':line 3\r', ' Yes.\r', 'One.\r'],
      `${FIRST} Yes.\n\nOne.\n\n${closing}`,
    ],
    [
      'a line, with the closing taken out first',
      [`:replace ${closing}\r`, '\r', 'One.\r'],
      `${FIRST}\n\n\nOne.`,
    ],
  ])('stands before that: %s', async (_what, keys, expected) => {
    const { answer } = await typed([...keys, '', '.\r'], { initial, closing, wait: 20 });
    expect(answer).toBe(expected);
  });

  it('stands before that also where it comes from a file, and after an interruption', async () => {
    const folder = await temporaryFolder('coc-text-');
    await writeFile(join(folder, 'words.txt'), 'One.\nTwo.\n');
    const keys = [`:file ${join(folder, 'words.txt')}\r`, '', '', '.\r'];
    const file = await typed(keys, { initial, closing, wait: 30 });
    expect(file.answer).toBe(`${FIRST}\n\nOne.\nTwo.\n\n${closing}`);
    const partial = `${initial}\nKeep the`;
    const resumed = await typed([' badge.\r', '.\r'], { initial, closing, partial, open: 'Keep the' });
    expect(resumed.answer).toBe(`${FIRST}\n\nKeep the badge.\n\n${closing}`);
    expect(resumed.partials).not.toContain('');
  });

  it('is said, and is below where there is no closing', () => {
    const asked = { required: true, initial } as Asked;
    expect(textKeys({}, { ...asked, closing })).toContain('anything else is added before its closing line');
    expect(textKeys({}, asked)).toContain('anything else is added below it');
    expect(textKeys({}, { ...asked, initial: closing, closing })).toContain('added below it');
  });
});

describe('a text from a file', () => {
  it.each([
    ['one\ntwo\n', 'There are 2 lines now'],
    ['one\ntwo', 'There are 2 lines now'],
    ['one\n', 'There is one line now'],
  ])('is said to have as many lines as it has: %j', async (content, said) => {
    const folder = await temporaryFolder('coc-text-');
    await writeFile(join(folder, 'words.txt'), content);
    const keys = [`:file ${join(folder, 'words.txt')}\r`, '', '', '', '.\r'];
    const { answer, screen } = await typed(keys, { initial: '', wait: 30 });
    expect(answer).toBe(content);
    expect(screen).toContain(said);
  });
});

describe('words put in place of others', () => {
  it.each([
    ['the slides big are not', 'big', 'the slides are not'],
    ['in the hall big.', 'big', 'in the hall.'],
    ['big news', 'big', ' news'],
    ['a big\nday', 'big', 'a\nday'],
    ['a-big-day', 'big', 'a--day'],
  ])('leaves no two blanks where words are taken out: %j', (text, words, left) => {
    expect(putInPlaceOf(text, words, '').text).toBe(left);
  });

  it('stand wherever those stood, and nothing else is changed', () => {
    const word = fc.stringMatching(/^[a-zé.$^(){}|[\]\\/*+?-]{1,4}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), fc.nat(), word, (words, at, instead) => {
        const wanted = words[at % words.length] ?? '';
        const text = words.join('\n');
        const { text: next, times } = putInPlaceOf(text, wanted, `<${instead}>`);
        expect(times).toBeGreaterThan(0);
        expect(next.split(`<${instead}>`)).toHaveLength(times + 1);
        expect(next.split(`<${instead}>`).join(wanted)).toBe(text);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a paste that the terminal does not mark', () => {
  it.each(['.\rone\r', ':clear\rone\r'])('is text from its first line on: %j', async (keys) => {
    const { answer } = await typed([keys, '', '', '', '.\r'], { wait: 30 });
    expect(answer).toBe(`${LETTER}\n${keys.replaceAll('\r', '\n').trimEnd()}`);
  });
});
