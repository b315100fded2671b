import { describe, expect, it } from 'vitest';
import type { Mail } from '../../../src/mail/mail.ts';
import { threadOf } from '../../../src/mail/thread.ts';
import { bytes, readOne } from './written.ts';

/** Mails by their name, the hour at which they were written, and what they answer: `c3ab`. */
async function mails(...all: readonly string[]): Promise<readonly Mail[]> {
  const read: Mail[] = [];
  for (const [name, hour, ...answers] of all) {
    const date = hour === '?' ? '' : `Date: Mon, 23 Nov 2026 0${hour}:00:00 +0000\n`;
    const references = answers.map((one) => `<${one}>`).join(' ');
    const source = bytes(
      `From: a@b.example\n${date}Message-ID: <${name}>\nSubject: ${name}\nReferences: ${references}\n\n`,
    );
    read.push(await readOne(source));
  }
  return read;
}
const named = (all: readonly Mail[]): string => all.map(({ subject }) => subject).join('');

describe('a thread', () => {
  it.each([
    ['in the order of time', ['b2', 'a1', 'c3'], 'abc'],
    ['answers below what they answer', ['a1', 'b2', 'c3a'], 'acb'],
    ['an answer whose clock is wrong', ['b1a', 'a5'], 'ab'],
    ['the nearest that is there', ['a1', 'd4abc', 'b2a'], 'abd'],
    ['none that says when is last', ['x?', 'a1'], 'ax'],
    ['each once', ['a1', 'a1'], 'a'],
    ['a circle', ['a1c', 'b2a', 'c3b'], 'cab'],
    ['one that answers itself', ['a1a'], 'a'],
    ['none', [], ''],
  ])('%s', async (_what, all, order) => {
    expect(named(threadOf(await mails(...all)))).toBe(order);
  });

  it('has every mail that says something else, though it has the name of another', async () => {
    const [one, same, other] = await Promise.all(
      ['he did', 'he did', 'he did not'].map(async (words) => {
        return readOne(bytes(`From: a@b.example\nMessage-ID: <1>\n\n${words}`));
      }),
    );
    const thread = threadOf([one, same, other].flatMap((mail) => mail ?? []));
    expect(thread.map(({ words }) => words)).toEqual(['he did', 'he did not']);
  });
});
