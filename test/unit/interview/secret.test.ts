import { describe, expect, it } from 'vitest';
import { Cancelled } from '../../../src/errors.ts';
import { ArrowMenus, type Menus, NumberMenus } from '../../../src/interview/terminal/menus.ts';
import { atTerminal } from './at-terminal.ts';

const [ENTER, CTRL_C, CTRL_D, CTRL_U, BACK] = ['\r', '\u0003', '\u0004', '\u0015', '\u007f'];
const pasted = (text: string) => `\u001b[200~${text}\u001b[201~`;

/** Somebody at a terminal who is asked for a passphrase. */
function asked({ columns = 80, TERM = 'xterm' } = {}) {
  const { io, stdin, raw, screen } = atTerminal({ columns, TERM });
  const menus: Menus = TERM === 'dumb' ? new NumberMenus(io) : new ArrowMenus(io);
  const answer = menus.secret('The passphrase of the recovery key');
  answer.catch(() => undefined);
  return {
    answer,
    raw,
    text: screen,
    /** Types once the question stands there, as keys or in one go. */
    type: async (...keys: string[]) => {
      while (!screen().includes('recovery key')) await later(5);
      for (const one of keys) {
        await later(20);
        stdin.write(one);
      }
    },
  };
}

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a passphrase that is typed', () => {
  it.each(['xterm', 'dumb'])(
    'is taken as it was typed, and never drawn, in a terminal of the kind %s',
    async (TERM) => {
      const { answer, type, text, raw } = asked({ TERM });
      await type('correct', ' hörse', ENTER);
      expect(await answer).toBe('correct hörse');
      expect(text()).not.toMatch(/c.*o.*rr|rse/);
      if (TERM === 'dumb') expect(raw()).not.toContain('\u001b');
      else expect(text()).toContain('***');
    },
  );

  it.each([
    ['a letter back', ['abc😀', BACK, BACK, 'd', ENTER], 'abd'],
    ['begun anew', ['abc', CTRL_U, 'd', ENTER], 'd'],
    ['no keys that move', ['ab', '\u001b[D', '\u001b[A', '\u001bx', '\t', 'c', ENTER], 'abc'],
    ['a paste as one line', [pasted('two words\n'), ENTER], 'two words'],
    ['a paste between', ['a', pasted('b'), 'c', ENTER], 'abc'],
    ['nothing', [ENTER], ''],
  ])('knows %s', async (_what, keys, expected) => {
    const { answer, type } = asked();
    await type(...keys);
    expect(await answer).toBe(expected);
  });

  it.each([
    ['pasted', pasted('x'.repeat(50_000))],
    ['pasted into a terminal that marks no pastes', 'x'.repeat(50_000)],
  ])('can be stopped at once, also with 50,000 characters %s', async (_how, keys) => {
    for (const stop of [CTRL_C, CTRL_D]) {
      const { answer, type } = asked();
      const began = Date.now();
      await type(keys, stop);
      await expect(answer).rejects.toBeInstanceOf(Cancelled);
      expect(Date.now() - began).toBeLessThan(2_000);
    }
  });

  it('is not cut where it is too long: that is said, and it is asked for again', async () => {
    const { answer, type, text } = asked();
    await type(pasted('ä'.repeat(513)), ENTER, 'x'.repeat(200_000), ENTER, 'ä'.repeat(512), ENTER);
    expect(await answer).toBe('ä'.repeat(512));
    expect(text().match(/longer than coc takes here: 1,024 bytes/g)).toHaveLength(2);
  });

  it.each([40, 20])('fits %d columns', async (columns) => {
    const { answer, type, text } = asked({ columns });
    await type(pasted('x'.repeat(2_000)), ENTER, 'x'.repeat(300), ENTER);
    await answer;
    for (const line of text().split(/[\r\n]+/)) expect(line.length, line).toBeLessThan(columns);
  });
});
