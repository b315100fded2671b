import { PassThrough, Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Asked } from '../../../src/interview/prompter.ts';
import type { Answer, AnswerType } from '../../../src/interview/question.ts';
import { TerminalPrompter } from '../../../src/interview/terminal/prompter.ts';
import type { Io } from '../../../src/io.ts';

const THERE = ['Police: 112', 'Front desk: 9'];
const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Typing {
  readonly initial?: readonly string[];
  readonly answer?: AnswerType;
}

/** Somebody at a terminal, at a question. */
async function typed(keys: readonly string[], { initial, answer: type = { type: 'list' } }: Typing = {}) {
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin });
  let drawn = '';
  const write = (chunk: unknown, _encoding: unknown, done: () => void): void => {
    drawn += chunk;
    done();
  };
  const stderr = Object.assign(new Writable({ write }), { isTTY: true, columns: 80, rows: 24 });
  const io: Io = { stdin, stdout: stderr, stderr, env: {}, cwd: '/', now: () => new Date() };
  const asked: Asked = {
    ...{ id: 'emergency', ask: 'Whom to call', label: 'Emergency', answer: type, required: false },
    ...{ notGiven: false, ...(initial && { initial }), read: (value: Answer) => ({ value }) },
    onPartial: async () => true,
  };
  const answer = new TerminalPrompter(io).ask(asked);
  for (const one of keys) {
    await later(5);
    stdin.write(one);
  }
  return { answer: await answer, screen: stripVTControlCharacters(drawn) };
}

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
