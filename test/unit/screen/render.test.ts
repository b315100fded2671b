import { describe, expect, it } from 'vitest';
import { colorEnabled, render, table, wrap } from '../../../src/screen/render.ts';
import type { Block } from '../../../src/text/block.ts';

const TAB = 8;
const WIDE =
  /\p{Emoji_Presentation}|\ufe0f|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/u;

/** How many columns a terminal takes for a line. */
function columns(line: string): number {
  const characters = [...new Intl.Segmenter('en').segment(line)].map(({ segment }) => segment);
  return characters.reduce((sum, one) => sum + (one === '\t' ? TAB : WIDE.test(one) ? 2 : 1), 0);
}

const plain = (blocks: readonly Block[], width = 80): string => render(blocks, { width, color: false });
const linesOf = (text: string): readonly string[] => text.replace(/\n$/, '').split('\n');

/** The same text in every kind of block. `verbatim` and `command` are to be copied, so they are not broken. */
const broken = (text: string): readonly Block[] => [
  { kind: 'heading', text },
  { kind: 'text', text },
  { kind: 'say', text },
  { kind: 'urgent', text },
  { kind: 'list', title: text, items: [text, text] },
  {
    kind: 'fields',
    rows: [
      ['Name', text],
      ['A longer name', text],
    ],
  },
  { kind: 'quote', text },
];
const everywhere = (text: string): readonly Block[] => [
  ...broken(text),
  { kind: 'verbatim', text },
  { kind: 'command', text },
];

describe.each([80, 40, 20])('at %i columns', (width) => {
  it.each([
    ['short words', 'One two three four five six seven. '.repeat(8)],
    ['a long word', `before ${'x'.repeat(200)} after`],
    ['an address', `see https://example.org/${'path/'.repeat(30)}?q=1 for it`],
    ['Chinese', '关于行为准则的报告应当保密，只有尽可能少的人知道。'.repeat(5)],
    ['Korean', '행동 강령에 대한 신고는 비밀로 유지됩니다. '.repeat(5)],
    ['emoji', '🙂👍🏽🇩🇪'.repeat(40)],
    ['emoji among words', 'well 🙂 done 👍🏽 '.repeat(20)],
    ['accents of their own', 'e\u0301'.repeat(150)],
    ['many blanks', `a${' '.repeat(100)}b`],
    ['tabs', 'a\tbc\tdef\t'.repeat(20)],
    ['a long command', `type \`coc report add K7F3-92QD --answers ${'x'.repeat(90)}\` now`],
    ['hostile characters', '\u001b[2J\u202e\u0000'.repeat(30)],
  ])('no line is wider: %s', (_name, text) => {
    for (const block of broken(text)) {
      const wider = linesOf(plain([block], width)).filter((line) => columns(line) > width);
      expect(wider, block.kind).toEqual([]);
    }
  });

  it('no line is wider for the name of a field', () => {
    const name = `coc guide ${'evaluation '.repeat(10)}`;
    const wider = linesOf(plain([{ kind: 'fields', rows: [[name, 'x']] }], width));
    expect(wider.filter((line) => columns(line) > width)).toEqual([]);
  });

  it('no word of a sentence is lost', () => {
    const text = 'One two three four `coc report add` five six seven eight nine. '.repeat(6).trim();
    for (const block of broken(text).filter(({ kind }) => kind !== 'fields' && kind !== 'list')) {
      const said = plain([block], width).replace(/^(?:> |!! |Say:|[“”])/gm, '');
      expect(said.replace(/[\s“”]+/g, ' ').trim(), block.kind).toBe(text);
    }
  });

  it('a command is broken at blanks alone, and its options stay whole', () => {
    const command = 'coc recovery-key --replace --shares 2/3';
    const words = command.split(' ').filter((word) => word.length <= width - 2);
    for (const kind of ['text', 'urgent', 'quote'] as const) {
      const lines = linesOf(plain([{ kind, text: `An admin can make one: \`${command}\`` }], width));
      const found = lines.flatMap((line) => line.replace(/[`>!]/g, ' ').split(' '));
      expect(found, kind).toEqual(expect.arrayContaining(words));
    }
  });

  it('a command to copy is one for a shell, and no option of it is split', () => {
    const command = 'coc recovery-key --replace --shares 2/3';
    const drawn = plain([{ kind: 'command', text: command }], width);
    expect(drawn.trim().replace(/ \\\n\s*/g, ' ')).toBe(command);
    for (const line of linesOf(drawn)) expect(columns(line)).toBeLessThanOrEqual(width);
  });

  it('what is to be copied keeps its lines, and a remark its mark', () => {
    const key = `AGE-SECRET-KEY-1${'Q'.repeat(58)}`;
    const seed = `# coc-signing-key: ${'A'.repeat(43)}=`;
    const about = 'A recovery key, made by coc. It opens every report. Keep it offline.';
    const lines = linesOf(plain([{ kind: 'verbatim', text: `# ${about}\n${seed}\n${key}` }], width)).filter(
      Boolean,
    );
    expect(lines.slice(-2)).toEqual([seed, key]);
    const remarks = lines.slice(0, -2);
    for (const line of remarks) expect(columns(line)).toBeLessThanOrEqual(width);
    expect(remarks.map((line) => line.replace(/^# /, '')).join(' ')).toBe(about);
    expect(remarks.every((line) => line.startsWith('# '))).toBe(true);
  });

  it('a command in backticks stands on one line if it fits', () => {
    const command = '`coc list -a`';
    for (let before = 0; before < width; before += 1) {
      const text = `${'ab '.repeat(before / 3)}${'x'.repeat(before % 3)} ${command} and then ${command}.`;
      for (const kind of ['text', 'urgent', 'quote'] as const)
        expect(plain([{ kind, text }], width).split(command), kind).toHaveLength(3);
      expect(plain([{ kind: 'list', items: [text] }], width).split(command)).toHaveLength(3);
    }
  });
});

describe('hostile text', () => {
  const hostile = 'a\u001b[2J\u001b]0;x\u0007b\r\u202ec\u2066\u009b31m\u200b\u0008\u0000\u2028d';
  const HARMFUL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069]/;

  it.each(everywhere(hostile).map((block) => [block.kind, block] as const))(
    'acts in no way in a block of the kind %s',
    (_kind, block) => {
      const text = plain([block]);
      expect(text).not.toMatch(HARMFUL);
      expect(text).toContain('\\u{1B}');
      expect(text).toContain('\\u{202E}');
    },
  );

  it('acts in no way in a table, wide or narrow', () => {
    for (const width of [10_000, 30]) expect(table([['Head'], [hostile]], width)).not.toMatch(HARMFUL);
  });

  it.each<[string, Block, number]>([
    ['a heading', { kind: 'heading', text: 'a\nb' }, 2],
    ['words to say', { kind: 'say', text: 'a\nb' }, 2],
    ['something urgent', { kind: 'urgent', text: 'a\nb' }, 1],
    ['an item', { kind: 'list', items: ['a\n- b'] }, 1],
    ['a name of a field', { kind: 'fields', rows: [['a\nb', 'c']] }, 1],
    ['a command', { kind: 'command', text: 'coc x\nrm y' }, 1],
  ])('makes no further line of %s', (_name, block, lines) => {
    expect(linesOf(plain([block]))).toHaveLength(lines);
  });

  it('in a quote cannot pass for something outside of it', () => {
    const text = plain([{ kind: 'quote', text: 'mine\n\nHeading\r\n- item\n!! urgent' }]);
    expect(linesOf(text)).toEqual(['> mine', '>', '> Heading', '> - item', '> !! urgent']);
  });

  it('in a value of a field stays beside or below its name', () => {
    const rows = [['Name', 'a\nOther  b']] as const;
    expect(linesOf(plain([{ kind: 'fields', rows }]))).toEqual(['Name  a', '      Other  b']);
    expect(linesOf(plain([{ kind: 'fields', rows }], 40))).toEqual(['Name:', '  a', '  Other  b']);
  });

  it('brings no colour of its own', () => {
    expect(render([{ kind: 'quote', text: '\u001b[31mred' }], { width: 80, color: true })).not.toContain(
      '\u001b',
    );
  });
});

describe('each kind of block', () => {
  it.each<[Block, string]>([
    [{ kind: 'heading', text: 'H' }, '\nH\n'],
    [{ kind: 'text', text: 'one\ntwo' }, 'one\ntwo\n'],
    [{ kind: 'say', text: 'how can I help?' }, 'Say:\n  “how can I help?”\n'],
    [{ kind: 'urgent', text: 'Call now.' }, '!! Call now.\n'],
    [{ kind: 'list', title: 'T', items: ['a', 'b'] }, '\nT\n- a\n- b\n'],
    [{ kind: 'list', items: ['a'] }, '- a\n'],
    [{ kind: 'list', items: [] }, ''],
    [
      {
        kind: 'fields',
        rows: [
          ['A', 'x'],
          ['Bcd', ''],
        ],
      },
      'A    x\nBcd\n',
    ],
    [{ kind: 'quote', text: 'a\n' }, '> a\n'],
    [{ kind: 'verbatim', text: ' a  b' }, '\n a  b\n\n'],
    [{ kind: 'command', text: 'coc list' }, '  coc list\n'],
  ])('%j is %j', (block, text) => expect(plain([block])).toBe(text));

  it('hangs the second line of an item below the first', () => {
    expect(plain([{ kind: 'list', items: ['one two three four five'] }], 20)).toBe(
      '- one two three four\n  five\n',
    );
  });

  it.each([80, 40])('hangs an item of a list in a text and in what is quoted, at %i columns', (width) => {
    const words =
      'No attendance at all our events, until the end of the event on 26 Nov 2026, and then again. ';
    for (const kind of ['text', 'quote'] as const) {
      const lines = linesOf(plain([{ kind, text: `We decided:\n\n- ${words.repeat(2)}` }], width));
      const [first = '', ...rest] = lines.slice(2).map((line) => (kind === 'quote' ? line.slice(2) : line));
      expect(first).toMatch(/^- No/);
      expect(rest.length).toBeGreaterThan(1);
      for (const line of rest) expect(line).toMatch(/^ {2}\S/);
    }
  });

  it('says nothing of nothing', () => expect(plain([])).toBe(''));

  it('leaves to be copied as it stands what is to be copied', () => {
    const long = `AGE-SECRET ${'X'.repeat(200)}`;
    for (const kind of ['verbatim', 'command'] as const)
      expect(plain([{ kind, text: long }], 20)).toContain(long);
  });
});

describe('a table', () => {
  const rows = [
    ['ID', 'Status', 'Due'],
    ['K7F3-92QD', 'open', ''],
    ['ZZZZ-0000', '未完成', 'today'],
  ];

  it('stands in columns where they fit', () => {
    expect(table(rows, 80)).toBe('ID         Status  Due\nK7F3-92QD  open\nZZZZ-0000  未完成  today\n');
  });

  it('stands one below the other, without the empty, where they do not', () => {
    expect(table(rows, 20)).toBe(
      'ID:\n  K7F3-92QD\nStatus:\n  open\n\nID:\n  ZZZZ-0000\nStatus:\n  未完成\nDue:\n  today\n',
    );
  });
});

describe('wrap', () => {
  it('breaks at blanks, and within a word only where it alone is too wide', () => {
    expect(wrap('one two three', 10)).toEqual(['one two', 'three']);
    expect(wrap('x'.repeat(25), 10).map((line) => line.length)).toEqual([10, 10, 5]);
  });
});

describe('colour', () => {
  it.each([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ TERM: 'dumb' }, true, false],
    [{ TERM: 'xterm-256color' }, true, true],
    [{ TERM: 'xterm-256color' }, false, false],
  ])('with %o and a terminal %s: %s', (env, isTerminal, wanted) => {
    expect(colorEnabled(env, isTerminal)).toBe(wanted);
  });

  it('carries no meaning: without it everything is there', () => {
    const blocks = everywhere('Type `coc list` now.');
    const colored = render(blocks, { width: 80, color: true });
    expect(colored).toContain('\u001b[');
    expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(plain(blocks));
    expect(plain(blocks)).not.toContain('\u001b');
  });
});
