import { spawnSync } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { open } from '../../src/vault/age/age.ts';
import { parseIdentity } from '../../src/vault/keys/identity.ts';
import {
  ana,
  answer,
  coc,
  commitAsMember,
  deskOf,
  drafts,
  emptyPlace,
  FEW,
  fileOf,
  git,
  json,
  type Place,
  report,
  show,
} from './run.ts';

const NEW = ['report', 'new', '--yes', '--json'];

/** Code that, where anything ran it, would leave a file in the folder of its own test. */
const canary = (place: Place): string => join(place.home, 'CANARY');
const code = (place: Place): string => `require('fs').writeFileSync(${JSON.stringify(canary(place))}, 'ran')`;

/** What a line of text may hold to do harm; none has a line end. */
const LINES: Readonly<Record<string, (place: Place) => string>> = {
  'colours and cursor': () => '\u001b[31mred\u001b[2J\u001b[H\u001b]0;title\u0007\u001bP+q\u001b\\',
  'eight-bit controls': () => 'a\u009b31mb\u0090c\u009d0;title\u009c\u0085',
  backspaces: () => 'guilty\b\b\b\b\b\binnocent\u007f',
  NUL: () => 'be\u0000fore',
  'bidi marks': () => 'abc\u202edef\u2066ghi\u2069\u200f\u061c',
  'invisible characters': () => 'a\u200bb\u2060c\ufeffd\u00ade',
  'line separators': () => 'a\u2028b\u2029c',
  'a tab': () => 'a\tb',
  'lone surrogates': () => 'a\ud800b\udc00c',
  'code in front matter': (place) => `---js ${code(place)}`,
  'a YAML tag': (place) => `!!js/function "function(){${code(place)}}"`,
  'a YAML map': () => '{a: b}, [c], *d &e !f |g >h %i @j `k',
  'a YAML comment': () => 'a: b # c',
  'a YAML null': () => 'null',
  'a YAML number': () => '0x10',
  'a YAML end': () => '... x',
  'a Markdown heading': () => '# Incident 0000-0000',
  'a Markdown list': () => '- 1. > * + ~~~ ``` <b>x</b> [a](b)',
  quotes: () => `'"\\"'\\ x`,
  'blanks around': () => '  a  ',
  'a shell': (place) => `$(touch ${canary(place)}) \`touch ${canary(place)}\` ; touch ${canary(place)}`,
  'a template': () => '{{community}} $& $1 $`x %s',
  'a prototype': () => '__proto__',
  emoji: () => '👩🏽‍🚀 🇩🇪 e\u0301',
};

const TEXTS: Readonly<Record<string, (place: Place) => string>> = {
  'front matter that is code': (place) => `---js\n${code(place)}\n---\nhello\n`,
  'code in other spellings': (place) =>
    `--- JavaScript \n${code(place)}\n---\n---coffee\n${code(place)}\n---\n`,
  'front matter': () => '---\nformat: 99\nid: 00000000\nentries: []\n---\n# Incident FAKE-0000\n',
  'the end of a document': () => 'a\n...\n---\nb: c\n%YAML 1.1\n---\n',
  'code in a tag': (place) => `!!js/function |\n  ${code(place)}\n`,
  'indents and tabs': () => '\n\n   a\n\tb\n  \n \t \nc   \n\n\n',
  'carriage returns': () => 'Mallory did it.\rNobody did it.\r\r\nx\r',
  'an age file': () => '-----BEGIN AGE ENCRYPTED FILE-----\nAAAA\n-----END AGE ENCRYPTED FILE-----\n',
  'forged headings': () => '## Who can open this\n- mallory\n\n> quote\n\nReport 2\n=====\n',
  'a form feed': () => 'a\fb\u000bc\u001ad\n',
};

/** A terminal gets plain text and line ends, nothing else. */
function expectInert(text: string): void {
  expect(text).not.toMatch(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/,
  );
}

async function expectNoCanary(place: Place): Promise<void> {
  expect((await readdir(place.home)).filter((name) => name === 'CANARY')).toEqual([]);
}

/** Whatever of coc prints it, it is inert, and git and the drafts have nothing of it. */
async function expectHarmless(place: Place, id: string): Promise<void> {
  for (const argv of [['show', id], ['list']]) {
    const ran = await coc(place, argv);
    expect(ran.code).toBe(0);
    expectInert(ran.stdout);
    expectInert(ran.stderr);
  }
  await expectNoCanary(place);
  expect(git(place, 'log', '-1', '--format=%B').trim()).toBe('Add to the reports');
  expect(await drafts(place)).toEqual([]);
}

/** The names of these texts, some at a time, since every repository takes its while. */
function groups(texts: object, size: number): readonly string[] {
  const names = Object.keys(texts);
  return names.flatMap((_, at) => (at % size === 0 ? [names.slice(at, at + size).join(', ')] : []));
}

describe.concurrent('hostile text', () => {
  it.each(groups(LINES, 4))(
    'is stored exactly and shown inert in every line that is asked for: %s',
    async (names) => {
      const place = await ana();
      const lines = names.split(', ').map((name) => LINES[name]?.(place) ?? '');
      // Each line stands in each place over the rounds.
      for (const [round] of lines.entries()) {
        const line = (slot: number): string => lines[(slot + round) % lines.length] ?? '';
        // What is no name is refused where somebody is to be named.
        const hearer = `Kim ${line(0)}`.trim();
        const id = await report(place, {
          ...FEW,
          account: lines.join('\n'),
          channel: 'verbal',
          'heard-by': hearer,
          'reporter-name': line(1),
          'reporter-contact': line(2),
          'reporter-is-affected': 'no',
          'affected-name': line(3),
          who: line(0),
          behavior: line(1),
          when: line(2),
          circumstances: line(3),
          others: lines,
          sure: ['reporter-name', 'affected-name', 'who', 'others'],
        });
        const { reports, people } = await show(place, id);
        expect(reports[0].account).toBe(lines.join('\n'));
        expect(reports[0].details).toMatchObject({
          behavior: line(1),
          when: line(2),
          circumstances: line(3),
        });
        expect(people).toMatchObject([
          { ref: 'R1', name: line(1), contact: line(2) },
          { ref: 'H1', name: hearer },
          { ref: 'P1', name: line(3) },
          { ref: 'A1', description: line(0) },
          ...lines.map((description) => ({ role: 'witness', description })),
        ]);
        await expectHarmless(place, id);
      }
    },
  );

  it.each(groups(TEXTS, 2))('is stored exactly and shown inert in texts: %s', async (names) => {
    const place = await ana();
    const [account = '', note = ''] = names.split(', ').map((name) => TEXTS[name]?.(place));
    await writeFile(join(place.home, 'account.txt'), account);
    const { account: _, ...rest } = FEW;
    const { id } = json(await answer(place, [...NEW, '--account', 'account.txt'], rest));
    // Both survive being written again behind.
    expect((await answer(place, ['note', id, '--yes'], { note })).code).toBe(0);
    const later = { add: 'follow-up', account: note };
    expect((await answer(place, ['report', 'add', id, '--yes'], later)).code).toBe(0);
    const shown = await show(place, id);
    expect(shown.reports[0].account).toBe(account);
    expect(shown.notes[0].text).toBe(note);
    expect(shown.followUps[0].text).toBe(note);
    await expectHarmless(place, id);
  });

  it('is inert for whoever reads the decrypted file with stock tools', async () => {
    const place = await ana();
    const all = Object.values({ ...LINES, ...TEXTS }).map((make) => make(place));
    const id = await report(place, { ...FEW, account: all.join('\n'), who: LINES['bidi marks']?.(place) });
    const identity = await parseIdentity(await readFile(place.identity, 'utf8'));
    const plaintext = new TextDecoder('utf-8', { fatal: true }).decode(
      await open(await readFile(fileOf(place, id)), identity),
    );
    expectInert(plaintext);
    const [, , ...body] = plaintext.split(/^---$/m);
    const headings = body.join('---').match(/^#.*$/gm);
    expect(headings).toEqual([
      `# Incident ${id}`,
      '## Who is who',
      '## Report 1',
      '## Safety',
      '## How it was seen',
      '## Who can open this',
    ]);
  });

  it('is inert also as JSON, and still the same text', async () => {
    const place = await ana();
    const account = Object.values(LINES)
      .map((make) => make(place))
      .join('\n');
    const id = await report(place, { ...FEW, account });
    const { stdout } = await coc(place, ['show', id, '--json']);
    expect(JSON.parse(stdout).reports[0].account).toBe(account);
    expectInert(stdout);
  });

  it('is inert in the name of a member and of a community', async () => {
    const place = await emptyPlace();
    const name = 'Ana\u001b[31m \u202eevil\u0007';
    const init = ['--key-type', 'x25519', '--no-passphrase', '--no-recovery', '--yes', '--community', name];
    const ran = await coc(place, ['init', '--name', name, '--email', 'a@b.c', ...init]);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    for (const key of ['name', 'community'])
      expect(ran.stderr).toContain(`${key} has characters in it that cannot be seen`);
    expectInert(ran.stderr);
  });

  it('is inert where it came to be the name of a member and of a community all the same', async () => {
    const place = await ana();
    const name = 'Ana\u001b[31m \u202eevil\u0007';
    const file = join(place.repo, 'coc.yaml');
    const settings = parse(await readFile(file, 'utf8'));
    await writeFile(file, stringify({ ...settings, community: name }));
    await commitAsMember(place, 'x');
    const { vault } = await deskOf(place);
    await vault.changeRoster((roster) => ({
      ...roster,
      members: roster.members.map((member) => ({ ...member, name })),
    }));
    const id = await report(place, { ...FEW, who: 'Marlon Vane' });
    await expectHarmless(place, id);
    const letter = { about: 'complaint', way: 'letter', name: 'Marlon Vane' };
    const told = await answer(place, ['notify', id, '--yes', '--json'], letter);
    expect(told.code, told.stderr).toBe(0);
    expect(told.stdout).toContain('evil');
    expectInert(told.stdout + told.stderr);
    for (const argv of [['team', 'list'], ['verify'], ['show', id], ['access', id], ['doctor']]) {
      const ran = await coc(place, argv);
      expect(ran.code, ran.stderr).toBe(argv[0] === 'doctor' ? 3 : 0);
      expect(ran.stdout).toContain('evil');
      expectInert(ran.stdout + ran.stderr);
    }
    for (const argv of [[], ['guide'], ['status']]) {
      const ran = await coc(place, argv);
      expect(ran.code, ran.stderr).toBe(0);
      expectInert(ran.stdout + ran.stderr);
    }
    for (const path of ['team.yaml', 'README.md'])
      expectInert(await readFile(join(place.repo, path), 'utf8'));
  });

  it('is inert in a draft and in what is told about one', async () => {
    const place = await ana();
    const env = { PATH: '/nonexistent' };
    const account = `xyzzyMARKER \u001b[31m`;
    await answer(place, NEW, { ...FEW, account });
    await writeFile(join(place.repo, '.git/index.lock'), '');
    const ran = await answer(place, NEW, { ...FEW, account });
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('coc report resume');
    expect(await drafts(place)).toHaveLength(1);
    expectInert(ran.stderr);
    expect(ran.stderr).not.toContain('xyzzyMARKER');
    expect((await answer(place, NEW, { ...FEW, account }, { env })).stderr).not.toContain('xyzzyMARKER');
    const found = spawnSync('grep', ['-rl', 'xyzzyMARKER', place.home], { encoding: 'utf8' });
    expect(found).toMatchObject({ status: 1, stdout: '' });
  });

  it('is inert where it is typed as a command, an option, a file or an ID', async () => {
    const place = await ana();
    const evil = '\u001b[31m\u202ered\u009b2J';
    for (const argv of [
      [evil],
      [`--${evil}`],
      ['list', `--${evil}`],
      ['show', evil],
      ['guide', evil],
      ['report', evil],
      ['--repo', evil, 'list'],
      ['init', '--dir', evil, '--key-type', evil],
      ['report', 'new', '--answers', evil],
    ]) {
      const ran = await coc(place, argv);
      expect([1, 2]).toContain(ran.code);
      expect(ran.stderr).toMatch(/^coc: |^error: /);
      expectInert(ran.stdout + ran.stderr);
    }
  });

  it('survives a megabyte of itself on one line, and is shown within the width', async () => {
    const place = await ana();
    const account = '\u001b[31m\u202e'.repeat(150_000);
    const id = await report(place, { ...FEW, account });
    const { code, stdout } = await coc(place, ['show', id]);
    expect(code).toBe(0);
    expect(stdout.length).toBeGreaterThan(1_000_000);
    expectInert(stdout);
    expect((await show(place, id)).reports[0].account === account).toBe(true);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});
