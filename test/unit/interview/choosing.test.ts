import { describe, expect, it } from 'vitest';
import type { Read } from '../../../src/interview/check.ts';
import type { Asked } from '../../../src/interview/prompter.ts';
import type { Answer, AnswerType } from '../../../src/interview/question.ts';
import { TerminalPrompter } from '../../../src/interview/terminal/prompter.ts';
import { atTerminal } from './at-terminal.ts';

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const [ENTER, SPACE] = ['\r', ' '];
const PEOPLE = ['Ana Example', 'Zoë Ångström', 'Benedikt Okafor'];
const CHOICES = PEOPLE.map((label) => ({ value: label, label }));

/** Somebody at a question of a terminal of 40 columns; each key is typed once what it answers stands there. */
async function typed(
  answer: AnswerType,
  keys: readonly (readonly [sees: string, key: string])[],
  { read = (value: Answer): Read => ({ value }), TERM = 'xterm' } = {},
) {
  const { io, stdin, raw, screen } = atTerminal({ TERM, columns: 40 });
  const asked: Asked = {
    ...{ id: 'who', ask: 'Who is it', label: 'Who', answer, required: true, notGiven: false, read },
    onPartial: async () => true,
  };
  const answered = new TerminalPrompter(io).ask(asked);
  let seen = 0;
  for (const [sees, key] of keys) {
    while (!raw().slice(seen).includes(sees)) await later(5);
    for (let piece = 0; piece < 3; piece += 1) await later(30);
    seen = raw().length;
    stdin.write(key);
  }
  const given = await answered;
  return { answer: given, screen: screen().replaceAll('\r', '') };
}

describe('boxes of which none is marked', () => {
  it.each([
    ['xterm', 'submit', SPACE, 'Space marks the one that you are on, Enter goes on.'],
    ['dumb', 'blanks between them', '1', 'Type the numbers of all that you mean'],
  ])('say what to press, in a %s', async (TERM, sees, key, said) => {
    const type: AnswerType = { type: 'choices', choices: CHOICES, nobody: 'Nobody' };
    const { screen, answer } = await typed(
      type,
      [
        [sees, ENTER],
        [sees, key],
        ['', ENTER],
      ],
      { TERM },
    );
    expect(screen.replace(/\s+/g, ' ')).toContain(`Please choose who it is, or “Nobody”. ${said}`);
    expect(answer).toEqual(['Ana Example']);
  });

  it('say so as well where the question itself refuses it', async () => {
    const read = (value: Answer): Read =>
      value?.length === 0 ? { problem: 'needs at least one' } : { value };
    const { screen } = await typed(
      { type: 'choices', choices: CHOICES },
      [
        ['submit', ENTER],
        ['submit', SPACE],
        ['', ENTER],
      ],
      { read },
    );
    expect(screen.replace(/\s+/g, ' ')).toContain('This needs at least one. Space marks the one');
  });
});

describe('letters typed at boxes', () => {
  const type: AnswerType = { type: 'choices', choices: CHOICES, nobody: 'Nobody' };

  it.each([
    ['b', 'Benedikt Okafor'],
    ['ZOË', 'Zoë Ångström'],
    ['ana', 'Ana Example'],
  ])('go to what they fit, and mark nothing by themselves: %s', async (letters, name) => {
    const keys = [
      ['submit', letters],
      ['Enter stays', ENTER],
      ['You are there', SPACE],
      ['', ENTER],
    ] as const;
    const { answer, screen } = await typed(type, keys);
    expect(answer).toEqual([name]);
    expect(screen.replace(/\s+/g, ' ')).toContain(`❯◯ ${name}`);
  });

  it('say so where none begins with them', async () => {
    const { answer, screen } = await typed(type, [
      ['submit', 'x'],
      ['None begins', ENTER],
      ['marks nothing', '4'],
      ['', ENTER],
    ]);
    expect(answer).toEqual([]);
    expect(screen).toContain('None begins with “x”.');
  });

  it('stand beside how one answers that it is nobody', async () => {
    const { screen } = await typed(type, [
      ['submit', '4'],
      ['', ENTER],
    ]);
    expect(screen.replace(/\s+/g, ' ')).toContain('For nobody, mark “Nobody”, the last of them.');
  });
});

describe('what was chosen', () => {
  it('breaks between two names, and not within one', async () => {
    const { screen } = await typed({ type: 'choices', choices: CHOICES }, [
      ['submit', SPACE],
      ['', '2'],
      ['', '3'],
      ['', ENTER],
    ]);
    expect(screen).toContain('Ana Example, Zoë Ångström,\n  Benedikt Okafor');
  });

  it('is read back without a break within a name', async () => {
    const whom = {
      read: (value: string) => ({ value }),
      show: (value: string) => `${value} Ångström-Okafor`,
    };
    const { screen } = await typed({ type: 'people', whom }, [
      ['>', 'Zoë\rBenedikt\r'],
      ['Benedikt', ENTER],
    ]);
    expect(screen).toContain('  Zoë Ångström-Okafor;\n  Benedikt Ångström-Okafor\n');
  });

  it('is shown once, where it was chosen in a menu', async () => {
    const doubt = {
      typed: 'Sofia',
      among: [{ value: 'A1', label: 'Sofia Berg (A1)' }],
      otherwise: { value: 'new', label: 'Somebody else' },
    };
    const read = (value: Answer): Read =>
      value === 'Sofia' ? { problem: 'is not clear', doubt } : { value };
    const whom = { read: (value: string) => ({ value }), show: () => 'Sofia Berg (A1)' };
    const { screen, answer } = await typed(
      { type: 'person', whom },
      [
        ['>', 'Sofia\r'],
        ['select', '\u001b[B'],
        ['❯ Sofia', ENTER],
      ],
      { read },
    );
    expect(answer).toBe('A1');
    expect(screen.slice(screen.indexOf('✔')).match(/Sofia Berg/g)).toHaveLength(1);
  });

  it('is said with names to whoever asks for them, and not before', async () => {
    const doubt = {
      typed: 'Sofia',
      among: [{ value: 'A1', label: 'A1, accused' }],
      named: [{ value: 'A1', label: 'Sofia Berg, A1, accused' }],
      otherwise: { value: 'new', label: 'Somebody else' },
    };
    const read = (value: Answer): Read =>
      value === 'Sofia' ? { problem: 'is not clear', doubt } : { value };
    const whom = { read: (value: string) => ({ value }), show: () => 'A1, accused' };
    const { screen, answer } = await typed(
      { type: 'person', whom },
      [
        ['>', 'Sofia\r'],
        ['select', '\u001b[B\u001b[B\u001b[B'],
        ['❯ Show', ENTER],
        ['Sofia Berg', '\u001b[B'],
        ['❯ Sofia Berg', ENTER],
      ],
      { read },
    );
    expect(answer).toBe('A1');
    expect(screen.slice(0, screen.indexOf('❯ Show'))).not.toContain('Berg');
  });
});
