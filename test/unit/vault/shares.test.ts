import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import {
  formatIdentity,
  type HeldIdentity,
  makeIdentity,
  parseIdentity,
  publicPart,
} from '../../../src/vault/keys/identity.ts';
import { formatShare, parseShares } from '../../../src/vault/recovery/share-text.ts';
import { combineShares, MOST_SHARES, type Share, splitIdentity } from '../../../src/vault/recovery/shares.ts';

const LABEL = { community: 'Example Community', made: '2026-01-31' };
const identity = await makeIdentity('x25519');
const shares = await splitIdentity(identity, { needed: 2, total: 3 });
const [one, two] = shares as readonly [Share, Share, Share];
const text = formatShare(one, LABEL);
const linesOf = (share: Share): readonly string[] =>
  formatShare(share, LABEL)
    .split('\n')
    .filter((line) => /^\d: /.test(line));
/** The eight lines of the first share, and the characters in each. */
const lines = linesOf(one);
const bare = lines.map((line) => line.slice(3));
/** Those with a letter in them, so that none is by chance a part of a set's number. */
const secretGroups = shares
  .flatMap(linesOf)
  .flatMap((line) => line.slice(3).split(' '))
  .filter((group) => /[A-Z]/.test(group));

/** Everything that a failure says. Throws where it is not for people to act on, or quotes a share. */
async function refusal(work: () => unknown): Promise<string> {
  const error = await Promise.resolve()
    .then(work)
    .then(
      () => undefined,
      (caught: unknown) => caught,
    );
  if (!(error instanceof UserError)) throw new Error(`not refused: ${String(error)}`);
  const said = [error.message, ...error.hints].join('\n');
  expect(secretGroups.filter((group) => said.includes(group))).toEqual([]);
  return said;
}

/** Every choice of `count` of these. */
function choices<T>(all: readonly T[], count: number): readonly (readonly T[])[] {
  if (count === 0) return [[]];
  return all.flatMap((first, index) =>
    choices(all.slice(index + 1), count - 1).map((others) => [first, ...others]),
  );
}

const changed = (share: Share, index: number): Share => ({
  ...share,
  data: share.data.map((byte, at) => (at === index ? byte ^ 1 : byte)),
});

describe.each(['hybrid', 'x25519'] as const)('the shares of a recovery key, %s', (keyType) => {
  it.each([
    [2, 2],
    [2, 3],
    [3, 5],
    [MOST_SHARES, MOST_SHARES],
  ])('make it again: any %i of %i, and more', async (needed, total) => {
    const made = await makeIdentity(keyType);
    const all = await splitIdentity(made, { needed, total });
    expect(all.map(({ number }) => number)).toEqual(Array.from({ length: total }, (_, index) => index + 1));
    for (let count = needed; count <= total; count += 1) {
      for (const chosen of choices(all, count)) {
        const again = await combineShares([...chosen].reverse());
        expect(formatIdentity(again)).toBe(formatIdentity(made));
      }
    }
  });

  it('are refused where one is missing', async () => {
    const all = await splitIdentity(await makeIdentity(keyType), { needed: 3, total: 5 });
    for (const chosen of [...choices(all, 2), ...choices(all, 1)]) {
      expect(await refusal(() => combineShares(chosen))).toContain(
        `There are too few shares: ${chosen.length} of 3 needed are here.`,
      );
      // What they say of themselves is no help to somebody who changes it.
      const forged = chosen.map((share) => ({ ...share, needed: chosen.length }));
      expect(await refusal(() => combineShares(forged))).toContain('do not make a recovery key');
    }
  });

  it('hold neither of the two keys as they are', async () => {
    const made = await makeIdentity(keyType);
    const compact = Buffer.from(made.compact());
    for (const { data } of await splitIdentity(made, { needed: 2, total: 16 }))
      for (const at of [1, 17, 33, 49])
        expect(Buffer.from(data).includes(compact.subarray(at, at + 16))).toBe(false);
  });
});

describe('splitIdentity', () => {
  it.each([
    [1, 3],
    [0, 0],
    [4, 3],
    [2, 17],
    [2.5, 3],
    [Number.NaN, 3],
  ])('refuses %d of %d', async (needed, total) => {
    expect(await refusal(() => splitIdentity(identity, { needed, total }))).toContain('At most 16 shares');
  });

  it('refuses an identity with older keys, which would be lost', async () => {
    const secret = /^AGE-SECRET-KEY-.*$/m.exec(formatIdentity(await makeIdentity('x25519')))?.[0];
    const both: HeldIdentity = await parseIdentity(`${formatIdentity(identity)}${secret}\n`);
    expect(await refusal(() => splitIdentity(both, { needed: 2, total: 3 }))).toContain('one age key');
  });
});

describe('combineShares', () => {
  it('counts a share once, however often it is there', async () => {
    expect((await combineShares([one, one, two])).recipient).toBe(identity.recipient);
    const said = await refusal(() => combineShares([one, ...parseShares(text)]));
    expect(said).toContain('1 of 2 needed are here');
    expect(said).toContain('counted once: share 1.');
    expect(await refusal(() => combineShares([]))).toContain('no share');
  });

  it('names shares of another key, or of another time', async () => {
    for (const key of [identity, await makeIdentity('x25519')]) {
      const [, other] = await splitIdentity(key, { needed: 2, total: 3 });
      const said = await refusal(() => combineShares([one, other ?? one]));
      expect(said).toContain('do not belong together');
      expect(said).toContain(`Of set ${one.set}, 2 of 3 needed: share 1.`);
      expect(said).toContain(`Of set ${other?.set}, 2 of 3 needed: share 2.`);
    }
  });

  it('notices a share that was changed, in any byte', async () => {
    for (const index of one.data.keys())
      expect(await refusal(() => combineShares([changed(one, index), two]))).toContain(
        'do not make a recovery key',
      );
    expect(await refusal(() => combineShares([changed(one, 5), ...shares.slice(1)]))).toContain(
      'leave out one',
    );
    expect(await refusal(() => combineShares([one, changed(one, 5), two]))).toContain('same number');
    expect(await refusal(() => combineShares([one, { ...two, data: one.data }]))).toContain(
      'do not make a recovery key',
    );
  });
});

describe('the text of a share', () => {
  it('says what it is, and is eight short lines to type', () => {
    expect(text).toContain('# Share 1 of 3 of the recovery key of Example Community.\n');
    expect(text).toContain('Any 2 of the 3 shares');
    expect(text).toContain(`# Set ${one.set}, made on 2026-01-31.\ncoc-share 1/3\n`);
    expect(lines).toHaveLength(8);
    for (const line of lines) expect(line).toMatch(/^\d:( [0-9A-HJKMNP-TV-Z]{4}){5}$/);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(72);
    expect(parseShares(text)).toEqual([one]);
  });

  it('keeps a strange name of a community within its comment', () => {
    const label = { ...LABEL, community: 'A\nB\r\ncoc-share 9/9\u2028\u001b[2J' };
    const strange = formatShare(one, label);
    expect(strange.split(/[\n\r\u2028]/)).toHaveLength(text.split('\n').length);
    expect(strange).not.toContain('\u001b');
    expect(parseShares(strange)).toEqual([one]);
  });

  it('holds the largest numbers', async () => {
    const all = await splitIdentity(identity, { needed: MOST_SHARES, total: MOST_SHARES });
    expect(parseShares(all.map((share) => formatShare(share, LABEL)).join(''))).toEqual(all);
  });

  it.each<[string, string]>([
    ['in lower case', text.toLowerCase()],
    ['with letters for digits', lines.join('\n').replaceAll('0', 'o').replaceAll('1', 'l')],
    ['with capital letters for digits', bare.join('\n').replaceAll('0', 'O').replaceAll('1', 'I')],
    ['without its comments, heading and numbers', bare.join('\n')],
    ['without blanks', bare.join('\n').replaceAll(' ', '')],
    ['with dashes of all kinds', bare.join('\n').replace(/ /g, ' \u2013-\u00a0')],
    ['with CRLF and a byte order mark', `\ufeff${text.replaceAll('\n', '\r\n')}`],
    ['quoted in a mail', text.replace(/^/gm, '> > ')],
    [
      'with words around',
      `Hello,\ncoc share that you asked for,\nhere it is:\n\n${text}\n-- \nGreetings, the team\n`,
    ],
    ['with its lines in another order', lines.toReversed().join('\n')],
    ['with dots behind the numbers', lines.join('\n\n').replaceAll(':', ' .')],
  ])('is read %s', (_how, typed) => {
    expect(parseShares(typed)).toEqual([one]);
  });

  it('may stand behind another one', () => {
    const texts = shares.map((share) => formatShare(share, LABEL));
    expect(parseShares(texts.join('\n'))).toEqual(shares);
    expect(parseShares(texts.map((each) => `\ufeff${each}`).join(''))).toEqual(shares);
    expect(parseShares(shares.flatMap(linesOf).join('\n'))).toEqual(shares);
    expect(parseShares(shares.flatMap(linesOf).join('\n').replace(/\d: /g, ''))).toEqual(shares);
  });
});

describe('shares on paper from long ago', () => {
  // Made for this test with the first version of the format; they have to be read for ever.
  const PAPER = `
coc-share 1/3
1: 209F SE2T H73M NT91 G1E7
2: JM2C 1M7Y 9WE7 QAC4 F597
3: XTMV Y0K6 5677 YMPV 2MB2
4: 6MM4 VYJY N3HZ 7JZ9 QZD8
5: XB1J WJKJ 44HC E7EH G9J4
6: P31N 1VJT QFJK 0PSS J3WG
7: 0RWH 670H X2DK ZP97 4W6T
8: 5QH2 F4JB M1JV 40Z6 XXDC
coc-share 3/3
1: 289F SE2T H66B BSQ8 EY1H
2: 1ZVF J04G NK13 YGCS XQY1
3: QZN8 R8BW D1CB BRJ7 AKYS
4: DDM7 RAJ1 13ZG G2V5 XRTX
5: QD1P 210B NBRX SEF6 QQJS
6: 5GVJ 67W3 JA8R H7KB B8YW
7: E5M9 XAFW JW5P ZZHV HNMK
8: 1PVV 2301 FBY9 MW49 5Q2R
`;

  it('make the same key', async () => {
    expect(publicPart(await combineShares(parseShares(PAPER)))).toEqual({
      recipient: 'age10d0rawd2j9sp75khq6pyd85n6022e8pgw50w0yyzj3ar8qug93dqjhpr20',
      signingKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMXZOQFtaGJFS84FdoHd9yulA/UpYUCdug4fW3gNnrUA',
    });
  });
});

describe('a share with a slip', () => {
  const typed = (at: number, change: (line: string) => string): string =>
    lines.map((line, index) => (index === at - 1 ? change(line) : line)).join('\n');
  const otherThan = (character: string): string => (character === '7' ? '8' : '7');

  it('is refused with its line, wherever the slip is', async () => {
    for (let at = 1; at <= 8; at += 1)
      for (const column of [3, 6, 13, 21, 23, 26]) {
        const slip = (line: string): string =>
          line.slice(0, column) + otherThan(line.charAt(column)) + line.slice(column + 1);
        expect(await refusal(() => parseShares(typed(at, slip)))).toContain(
          `A share cannot be read yet. Line ${at} has a slip.`,
        );
      }
  });

  it.each<[string, string, string]>([
    [
      'a character too few',
      typed(3, (line) => line.slice(0, -1)),
      'Line 3 has 19 letters and digits in place',
    ],
    ['a character too many', typed(4, (line) => `${line}7`), 'Line 4 has 21 letters'],
    [
      'a character that is never used',
      typed(5, (line) => `${line.slice(0, -1)}U`),
      'Line 5 has a slip: a char',
    ],
    ['a line left out', lines.toSpliced(5, 1).join('\n'), 'Line 6 is missing.'],
    ['the last line left out', bare.slice(0, 7).join('\n'), 'Line 8 is missing.'],
    ['only its heading', 'coc-share 1/3', 'Line 1 is missing; line 2 is missing'],
    [
      'a line twice',
      [...lines.slice(0, 3), lines[1], ...lines.slice(3)].join('\n'),
      'Line 2 is there twice.',
    ],
    [
      'a wrong number',
      typed(7, (line) => `9${line.slice(1)}`),
      'There is no line 9 in a share; line 7 is mis',
    ],
    [
      'two lines changed over',
      [bare[1], bare[0], ...bare.slice(2)].join('\n'),
      'Line 1 has a slip; line 2 has',
    ],
    ['a line of another share', typed(6, () => linesOf(two)[5] ?? ''), 'they are lines of different shares'],
    [
      'a slip in the second of two',
      `${text}\n${typed(8, (line) => line.slice(0, -1))}`,
      'Share 2 from the top: line 8',
    ],
    ['nothing in it', '# Share\n\n', 'There is no share of a recovery key in this text.'],
  ])('is refused with %s', async (_what, given, message) => {
    expect(await refusal(() => parseShares(given))).toContain(message);
  });

  it('is refused where a newer coc made it', async () => {
    const newer = formatShare({ ...one, number: one.number + 32 }, LABEL);
    expect(await refusal(() => parseShares(newer))).toContain('newer coc');
  });
});
