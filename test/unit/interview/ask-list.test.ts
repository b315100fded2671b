import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../../src/interview/check.ts';
import type { Asked } from '../../../src/interview/prompter.ts';
import type { Answer, AnswerType } from '../../../src/interview/question.ts';
import { TerminalPrompter } from '../../../src/interview/terminal/prompter.ts';
import { PEOPLE_HERE, PERSON_HERE } from '../../../src/steps/questions.ts';
import { atTerminal } from './at-terminal.ts';
import { FACTS } from './report-forms.ts';

const THERE = ['Police: 112', 'Front desk: 9'];
/** After this long a menu takes keys. Milliseconds. */
const FOR_MENU = 500;
const DOWN = '\u001b[B';
/** The up key. */
const UP = '\u001b[A';
const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Typing {
  readonly initial?: Answer;
  readonly answer?: AnswerType;
  readonly read?: Asked['read'];
  readonly notGiven?: boolean;
  readonly needed?: Pick<Asked, 'required' | 'without'>;
  readonly ofTyped?: NonNullable<Asked['ofTyped']>;
}

/** Somebody at a terminal, at a question. */
async function typed(keys: readonly string[], typing: Typing = {}) {
  const { initial, answer: type = { type: 'list' }, read = (value: Answer) => ({ value }) } = typing;
  const { notGiven = false, needed = {}, ofTyped } = typing;
  const { io, stdin, screen } = atTerminal({ TERM: '' });
  const asked: Asked = {
    ...{ id: 'emergency', ask: 'Whom to call', label: 'Emergency', answer: type, required: false },
    ...{ notGiven, ...(initial && { initial }), ...needed, read },
    ...(ofTyped && { ofTyped }),
    onPartial: async () => true,
  };
  const answer = new TerminalPrompter(io).ask(asked);
  for (const one of keys) {
    await later(one === DOWN || one === UP ? FOR_MENU : 5);
    stdin.write(one);
  }
  return { answer: await answer, screen: screen() };
}

describe('a list that cannot be left out', () => {
  const refusal = {
    gate: 'feedback',
    why: 'Say how people can tell you what they think.',
    title: 'Feedback',
    findings: [],
    first: [],
  } as const;

  it.each([
    [{ required: true }, 'This one is needed. A few words are enough.'],
    [{ required: true, without: refusal }, 'Say how people can tell you what they think. (Policy: Feedback)'],
  ])('says so where Enter alone is pressed: %j', async (needed, says) => {
    const { answer, screen } = await typed(['\r', 'By mail\r', '\r'], { needed });
    expect(answer).toEqual(['By mail']);
    expect(screen.replace(/\s+/g, ' ')).toContain(says);
  });
});

describe('a list that is there already', () => {
  it('is shown with numbers, and it is said that what is typed takes its place', async () => {
    const { answer, screen } = await typed(['Night line: 555\r', '\r'], { initial: THERE });
    expect(answer).toEqual(['Night line: 555']);
    expect(screen.replace(/\s+/g, ' ')).toContain('What you type takes the place of the whole list.');
    expect(screen).toMatch(/1\. Police: 112\s+2\. Front desk: 9/);
  });

  it('is taken by Enter alone', async () => {
    expect((await typed(['\r'], { initial: THERE })).answer).toEqual(THERE);
    expect((await typed(['oops\r', ':undo\r', '\r'], { initial: THERE })).answer).toEqual(THERE);
  });

  it('says nothing of a list where there is none yet', async () => {
    const { screen } = await typed(['Ana\r', '\r']);
    expect(screen).not.toContain('whole list');
    expect(screen).not.toContain('There now');
  });
});

describe('a full stop alone', () => {
  const read: Asked['read'] = (answer) =>
    readAnswer({ ...{ id: 'x', ask: 'X', label: 'X' }, answer: { type: 'list' } }, answer, {}, {});

  it('is none of a list, which says how it ends, and loses nothing', async () => {
    const { answer, screen } = await typed(['Police\r', '.\r', 'Desk\r', '\r'], { read });
    expect(answer).toEqual(['Police', 'Desk']);
    expect(screen).toContain('A full stop is none of the list. An empty line ends the list.');
    expect((await typed(['.\r', '\r'], { read })).answer).toBeUndefined();
  });

  it('is no line, and the keys are named that pass on', async () => {
    const type: AnswerType = { type: 'line' };
    const line: Asked['read'] = (answer) =>
      readAnswer({ ...{ id: 'x', ask: 'X', label: 'X' }, answer: type }, answer, {}, {});
    const { answer, screen } = await typed(['.\r', '...\r', 'Ana\r'], { answer: type, read: line });
    expect(answer).toBe('Ana');
    expect(screen).toContain('This says that there is nothing. Enter skips it.');
  });
});

describe('one of a list that is there already', () => {
  it('is added, and taken out, and the rest stays', async () => {
    const added = await typed([':add Night line: 555\r', '\r'], { initial: THERE });
    expect(added.answer).toEqual([...THERE, 'Night line: 555']);
    expect(added.screen).toMatch(/3\. Night line: 555/);
    expect((await typed([':out 1\r', '\r'], { initial: THERE })).answer).toEqual(['Front desk: 9']);
    const both = await typed([':out 1\r', 'Night line: 555\r', '\r'], { initial: THERE });
    expect(both.answer).toEqual(['Front desk: 9', 'Night line: 555']);
  });

  it('is taken back into it', async () => {
    expect((await typed([':out 1\r', ':undo\r', '\r'], { initial: THERE })).answer).toEqual(THERE);
    expect((await typed([':add x\r', ':undo\r', ':out 2\r', '\r'], { initial: THERE })).answer).toEqual([
      'Police: 112',
    ]);
  });

  it('is the last, and nothing is left', async () => {
    expect((await typed([':out 2\r', ':out 1\r', '\r'], { initial: THERE })).answer).toEqual([]);
    const given = await typed([':out 1\r', '\r'], { initial: ['x'], notGiven: true });
    expect(given.answer).toBeNull();
    const needed = { required: true };
    const refused = await typed([':out 1\r', '\r', 'y\r', '\r'], { initial: ['x'], needed });
    expect(refused.answer).toEqual(['y']);
    expect(refused.screen).toContain('This one is needed');
  });

  it.each([':out', ':out 9', ':out Police', ':add'])(
    'is not there, and nothing is changed: %s',
    async (command) => {
      const { answer, screen } = await typed([`${command}\r`, '\r'], { initial: THERE });
      expect(answer).toEqual(THERE);
      expect(screen.replace(/\s+/g, ' ')).toContain(':out 2 takes out the second');
    },
  );
});

describe('lines of which each is an item', () => {
  it.each<AnswerType>([
    { type: 'list' },
    { type: 'people', whom: { read: (value) => ({ value }), show: (value) => value } },
  ])('have the last one taken back', async (answer) => {
    const { answer: given, screen } = await typed(
      ['Police\r', 'Frnot desk\r', ':undo\r', 'Front desk\r', '\r'],
      {
        answer,
      },
    );
    expect(given).toEqual(['Police', 'Front desk']);
    expect(screen).toContain('Taken back: Frnot desk');
  });

  it.each([':clear', ':file notes.txt', ':edit', ':replace', ':line 3', ':help'])(
    'take no command of a text for an item: %s',
    async (command) => {
      const { answer, screen } = await typed(['Police\r', `${command}\r`, '\r']);
      expect(answer).toEqual(['Police']);
      expect(screen).toContain(':undo takes the last one back');
    },
  );

  it('have nothing to take back at first', async () => {
    const { answer, screen } = await typed([':undo\r', 'Police\r', '\r']);
    expect(answer).toEqual(['Police']);
    expect(screen).toContain('There is nothing to take back.');
  });

  it('can begin like a command, with a blank before', async () => {
    expect((await typed([' :help\r', '\r'])).answer).toEqual([':help']);
    expect((await typed(['::1 on the network\r', '\r'])).answer).toEqual(['::1 on the network']);
  });
});

describe('a line', () => {
  it.each([':undo', ':clear', ':file a.txt'])('is no command of a text: %s', async (command) => {
    const { answer, screen } = await typed([`${command}\r`, 'Ana\r'], { answer: { type: 'line' } });
    expect(answer).toBe('Ana');
    expect(screen).toContain('That does nothing here');
  });

  it('can begin like one, with a blank before', async () => {
    expect((await typed([' :undo\r'], { answer: { type: 'line' } })).answer).toBe(':undo');
  });
});

describe('a text', () => {
  it('can have a line like a command, with a blank before', async () => {
    const { answer } = await typed(['one\r', ' :undo\r', '.\r'], { answer: { type: 'text' } });
    expect(answer).toBe('one\n :undo');
  });
});

describe('nobody, where people are asked for', () => {
  it.each<['people' | 'person', string]>([
    ['people', 'none'],
    ['people', 'nobody'],
    ['person', 'nobody'],
  ])('is said with a key, as the screen says: %s, %s', async (type, word) => {
    const asked = type === 'people' ? PEOPLE_HERE : PERSON_HERE;
    const question = { id: 'x', ask: 'X', label: 'X', answer: asked, notGiven: true };
    const { answer, screen } = await typed([`${word}\r`, '-\r'], {
      answer: asked({}, FACTS),
      notGiven: true,
      read: (value) => readAnswer(question, value, {}, FACTS),
    });
    expect(answer).toBeNull();
    expect(screen.replace(/\s+/g, ' ')).toContain(
      'If nobody is to be named: Enter skips it; - means asked, not given.',
    );
  });

  it('is not said to be Enter, where Enter takes somebody', async () => {
    const question = { id: 'x', ask: 'X', label: 'X', answer: PERSON_HERE, notGiven: true };
    const { screen } = await typed(['me\r', '-\r'], {
      answer: PERSON_HERE({}, FACTS),
      notGiven: true,
      initial: 'Viktor Lindqvist',
      read: (value) => readAnswer(question, value, {}, FACTS),
    });
    const said = screen.replace(/\s+/g, ' ');
    expect(said).toContain('If nobody is to be named: - means asked, not given.');
    expect(said).not.toContain('to be named: Enter takes');
  });
});

describe('somebody who stays anonymous', () => {
  it.each(['anonymous', 'They want to stay anonymous', 'no name'])(
    'was asked and gave no name, and that is read back: %s',
    async (word) => {
      const question = { id: 'x', ask: 'X', label: 'X', answer: PERSON_HERE, notGiven: true };
      const { answer, screen } = await typed([`${word}\r`], {
        answer: PERSON_HERE({}, FACTS),
        notGiven: true,
        read: (value) => readAnswer(question, value, {}, FACTS),
      });
      expect(answer).toBeNull();
      expect(screen).toMatch(/^ {2}asked, not given$/m);
    },
  );
});

describe('“none” in a list', () => {
  const read = (value: Answer) =>
    readAnswer({ id: 'x', ask: 'X', label: 'X', answer: { type: 'list' } }, value, {}, undefined);

  it('is no item, and the keys for it are said', async () => {
    const first = await typed(['none\r', '\r'], { read });
    expect(first.answer).toBeUndefined();
    expect(first.screen).toContain('This says that there is nothing. Enter skips it.');
    const later = await typed(['Police\r', 'nothing else\r', '\r'], { read });
    expect(later.answer).toEqual(['Police']);
    expect(later.screen).toContain('An empty line ends the list.');
  });

  it('is none in what was pasted either', async () => {
    const { answer, screen } = await typed(['\u001b[200~Police\nnone\n\u001b[201~', '\r', '\r'], { read });
    expect(answer).toEqual(['Police']);
    expect(screen).toContain('Taken out: none. :undo brings it back.');
  });

  it('takes out what is there with the key that is said', async () => {
    const { answer, screen } = await typed(['none\r', '-\r'], { initial: THERE, read });
    expect(answer).toBeUndefined();
    expect(screen).toContain('- takes it out.');
  });
});

describe('a list of which one is refused', () => {
  const readUnless =
    (isRefused: (items: readonly string[]) => boolean): Asked['read'] =>
    (value) =>
      isRefused([value ?? []].flat()) ? { problem: 'has somebody who is kept out' } : { value };
  const read = readUnless((items) => items.includes('Ben'));

  it('keeps the others, shows them, and needs only what is to stand for it', async () => {
    const { answer, screen } = await typed(['Ana\r', 'Ben\r', 'Cem\r', '\r', 'Dan\r', '\r'], { read });
    expect(answer).toEqual(['Ana', 'Cem', 'Dan']);
    expect(screen).toContain('This has somebody who is kept out.');
    expect(screen).toMatch(
      /Taken out: Ben\. :undo brings it back\.\s+Now:\s+1\. Ana\s+2\. Cem\s+An empty line/,
    );
  });

  it('is brought back whole', async () => {
    const keys = ['Ana\r', 'Ben\r', '\r', ':undo\r', ':out 2\r', '\r'];
    const { answer, screen } = await typed(keys, { read });
    expect(answer).toEqual(['Ana']);
    expect(screen).toMatch(/1\. Ana\s+2\. Ben/);
  });

  it('stays whole where no single one is to blame', async () => {
    const atMostTwo = readUnless((items) => items.length > 2);
    const { answer, screen } = await typed(['a\r', 'b\r', 'c\r', '\r', ':out 1\r', '\r'], {
      read: atMostTwo,
    });
    expect(answer).toEqual(['b', 'c']);
    expect(screen).toContain(':out 2 takes out the second');
  });

  it('is what was proposed again, where it was the only one', async () => {
    expect((await typed(['Ben\r', '\r', '\r'], { read, initial: THERE })).answer).toEqual(THERE);
  });

  it('is proposed, and the others of it stay', async () => {
    expect((await typed(['\r', '\r'], { read, initial: ['Ana', 'Ben'] })).answer).toEqual(['Ana']);
  });

  it('keeps the others also once it was said who is meant', async () => {
    const whom = { read: (value: string) => ({ value }), show: (value: string) => value };
    const among = [{ value: 'BEN', label: 'Ben, on the team' }];
    const otherwise = { value: 'Ben (somebody else)', label: 'Somebody else' };
    const people: Asked['read'] = (value) => {
      const items = [value ?? []].flat();
      if (items.includes('Ben')) return { problem: 'may be two', doubt: { typed: 'Ben', among, otherwise } };
      return items.includes('BEN') ? { problem: 'has somebody who is kept out' } : { value };
    };
    const keys = ['Ana\r', 'Ben\r', '\r', DOWN, '\r', DOWN, '\r'];
    const { answer, screen } = await typed(keys, { read: people, answer: { type: 'people', whom } });
    expect(answer).toEqual(['Ana']);
    expect(screen).toContain('This has somebody who is kept out.');
  });
});

describe('a line that is refused', () => {
  const read: Asked['read'] = (value) =>
    value === 'a long line' ? { problem: 'is not long enough' } : { value };

  it('is brought back with the up key, to be put right', async () => {
    const keys = ['a long line\r', UP, 'r one\r'];
    const { answer, screen } = await typed(keys, { read, answer: { type: 'line' } });
    expect(answer).toBe('a long liner one');
    expect(screen).toContain('The up key brings back what you typed.');
  });

  it('is brought back where it could mean several things, and none of them was meant', async () => {
    const either = ['2026-11-03', '2026-03-11'].map((value) => ({ value }));
    const readDay: Asked['read'] = (value) =>
      value === '3/11 at nine' ? { problem: 'can mean two days', either } : { value };
    const keys = ['3/11 at nine\r', DOWN, DOWN, '\r', UP, '!\r'];
    const { answer } = await typed(keys, { read: readDay, answer: { type: 'line' } });
    expect(answer).toBe('3/11 at nine!');
  });

  it('is in nobody’s way who types another', async () => {
    const keys = ['a long line\r', 'x', UP, 'y\r'];
    expect((await typed(keys, { read, answer: { type: 'line' } })).answer).toBe('xy');
  });
});

describe('what is to be said of words', () => {
  const SAID = 'No letter goes out with a name in it.';
  const ofTyped = (words: string): readonly string[] => (words.includes('Mei') ? [SAID] : []);

  it('stands below the item of a list where it was typed, and not at the end alone', async () => {
    const keys = ['Keeps away from Mei\r', ':undo\r', 'Gives back the badge\r', '\r'];
    const { answer, screen } = await typed(keys, { ofTyped });
    expect(answer).toEqual(['Gives back the badge']);
    expect(screen.split(SAID)).toHaveLength(2);
    expect(screen.indexOf(SAID)).toBeLessThan(screen.indexOf('Gives back'));
  });

  it.each([
    [['\u001b[200~Gives it back\nKeeps away from Mei\n\u001b[201~', '\r']],
    [[':add Keeps away from Mei\r', '\r']],
  ])('is said of one that came otherwise: %j', async (keys) => {
    const { screen } = await typed(keys, { ofTyped });
    expect(screen).toContain(SAID);
  });

  it.each([
    [['following Mei\r', UP, '\r'], 'following Mei', 1],
    [['following Mei\r', 'following R1\r'], 'following R1', 1],
    [['following Mei\r', UP, '\u007f\u007f\u007fR1\r'], 'following R1', 1],
    [['following Mei\r', '\r', '\r', 'following R1\r'], 'following R1', 1],
    [['following Mei\r', 'mocking Mei\r', 'mocking R1\r'], 'mocking R1', 2],
    [['following Mei\r', UP, ' home\r', '\r', 'following R1\r'], 'following R1', 2],
  ])(
    'holds up a line until it is changed, or brought back as it is, which Enter alone is not: %j',
    async (keys, taken, times) => {
      const { answer, screen } = await typed(keys, { ofTyped, answer: { type: 'line' } });
      expect(answer).toBe(taken);
      expect(screen.split(SAID)).toHaveLength(times + 1);
      expect(screen).toContain('The up key brings back what you typed');
    },
  );
});
