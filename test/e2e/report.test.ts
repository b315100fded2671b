import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { addMember } from '../integration/run.ts';
import { atEnd } from '../places/at-end.ts';
import { Home } from './home.ts';
import { KEY, type Terminal } from './terminal.ts';

const PASSED_ON = [
  'How did it reach you',
  'Who heard it',
  'When did the report reach you',
  'Who reports it',
  'How can they be reached',
  'Did it happen to them',
  'To whom did it happen',
  'Who did it',
  'What did they do',
  'About when did it happen',
  'What was going on around it',
  'Who else was involved',
  'How was it seen',
  'What came back',
  'With whom may it be shared',
  'Are there files',
];

/** Goes on with Enter until the review stands there, as somebody does who was told almost nothing. */
async function passOn(terminal: Terminal): Promise<void> {
  for (const question of PASSED_ON) await terminal.answer(question);
}

describe.concurrent('a report at a terminal', () => {
  it('is taken in a corridor by somebody who has set up nothing (scenario 2)', async () => {
    const home = await Home.make();
    const terminal = home.terminal(['report', 'new']);
    await terminal.pick('Is anybody in danger', 1);
    await terminal.answer('What is your name', 'Ana Example');
    await terminal.see('What did they say');
    terminal.type('a tall man from the blue booth keeps following a friend of mine\r.\r');
    await passOn(terminal);
    await terminal.answer('Is it right');
    await terminal.see('The report is saved and encrypted');
    await terminal.see('Who can open this  you');
    await terminal.answer('Set up a passphrase and a recovery key');
    expect(await terminal.exited).toBe(0);
    expect(await home.drafts()).toEqual([]);
    const commits = (await home.git('rev-list', 'HEAD')).stdout.trim().split('\n');
    for (const commit of commits) expect((await home.git('verify-commit', commit)).code).toBe(0);
    const list = JSON.parse((await home.coc(['list', '--json'])).stdout);
    expect(list).toMatchObject([{ status: 'open', reports: 1, readers: ['ana-example'], overdue: false }]);
    expect((await home.coc(['show', list[0].id])).stdout).toContain('a tall man from the blue booth');
    const again = await home.coc(['status']);
    expect(again.stdout).toContain('coc passphrase');
    expect(again.stdout).toContain('coc recovery-key');
  });

  it('keeps the ticks of a list that was refused', async () => {
    const home = await Home.ready();
    const identity = join(home.folder, '.config/coc/identity.txt');
    await addMember({ home: home.folder, env: home.env, repo: home.reports, identity }, 'ben');
    const terminal = home.terminal(['report', 'new']);
    await terminal.pick('Is anybody in danger', 1);
    await terminal.see('What did they say');
    terminal.type('Somebody was followed\r.\r');
    for (const question of PASSED_ON.slice(0, PASSED_ON.indexOf('How was it seen')))
      await terminal.answer(question);
    await terminal.see('Who of the team has to be kept out');
    await terminal.see('submit');
    terminal.type(`${KEY.space}${KEY.down}${KEY.space}${KEY.enter}`);
    await terminal.see('leaves nobody who could open the incident');
    await terminal.see('must take the report');
    await terminal.see('submit');
    const screen = (await terminal.lines()).map(({ text }) => text);
    expect(screen.filter((row) => row.includes('Who of the team has to be kept out'))).toHaveLength(1);
    expect(screen).toEqual(expect.arrayContaining([' ◉ Ana Example', '❯◉ ben']));
    terminal.type(`\u001b[A${KEY.space}${KEY.enter}`);
    await terminal.see('✔ Who of the team has to be kept out? ben');
    await terminal.see('How was it seen');
    terminal.type(KEY.ctrlC);
    expect(await terminal.exited).toBe(130);
  });

  it('says what to do about a threat before anything is unlocked (scenario 3)', async () => {
    const home = await Home.ready({ COC_PASSPHRASE_COMMAND: 'echo correct horse battery' });
    const terminal = home.terminal(['report', 'new']);
    await terminal.pick('Is anybody in danger', 3);
    await terminal.see('call security or police now');
    await terminal.see('only if the person affected');
    await terminal.answer('Have you read this');
    await terminal.see('is there a friend or trusted person who you');
    await terminal.see('how can I help?');
    expect(terminal.text).not.toContain('passphrase');
    await terminal.see('What has been done');
    terminal.type(`${KEY.space}${KEY.enter}`);
    await terminal.pick('Were police or security called', 1);
    await terminal.see('stands against what is marked as done');
    terminal.type(`${KEY.down}${KEY.down}${KEY.enter}`);
    await terminal.see('What did they say');
    terminal.type('I know which hotel she is in\r.\r');
    await passOn(terminal);
    await terminal.answer('Is it right');
    await terminal.answer('Your passphrase', 'correct horse battery');
    await terminal.see('The report is saved');
    expect(await terminal.exited).toBe(0);
    const env = { COC_PASSPHRASE_COMMAND: 'echo correct horse battery' };
    const [{ id }] = JSON.parse((await home.coc(['list', '--json'], { env })).stdout);
    const shown = JSON.parse((await home.coc(['show', id, '--json'], { env })).stdout);
    expect(shown).toMatchObject({
      threat: 'person',
      threats: [{ actions: ['summoned'], lawEnforcement: 'safety-in-doubt' }],
    });
  });

  it('is not lost when coc is killed in the middle', async () => {
    const home = await Home.ready();
    const killed = home.terminal(['report', 'new']);
    await killed.pick('Is anybody in danger', 1);
    await killed.see('What did they say');
    killed.type('the first line\r');
    killed.type('the second line\r');
    await killed.see('the second line');
    await new Promise((resolve) => setTimeout(resolve, 300));
    killed.kill('SIGKILL');
    await killed.exited;
    const terminal = home.terminal(['report', 'new']);
    await terminal.pick('Is anybody in danger', 1);
    await terminal.see('Something is not finished yet');
    await terminal.see('The one of today');
    terminal.type(`${KEY.down}${KEY.enter}`);
    await terminal.see('This is there already');
    await terminal.see('the second line');
    terminal.type('.\r');
    await passOn(terminal);
    await terminal.answer('Is it right');
    await terminal.see('The report is saved');
    expect(await terminal.exited).toBe(0);
    expect(await home.drafts()).toEqual([]);
    const [{ id }] = JSON.parse((await home.coc(['list', '--json'])).stdout);
    const { reports } = JSON.parse((await home.coc(['show', id, '--json'])).stdout);
    expect(reports[0].account).toBe('the first line\nthe second line');
  });

  it.each([
    ['a menu', async () => undefined],
    [
      'a text',
      async (terminal: Terminal) => {
        await terminal.pick('Is anybody in danger', 1);
        await terminal.see('What did they say');
        terminal.type('some words\r');
      },
    ],
    [
      'a line',
      async (terminal: Terminal) => {
        await terminal.pick('Is anybody in danger', 1);
        await terminal.see('What did they say');
        terminal.type('some words\r.\r');
        await terminal.answer('How did it reach you');
        await terminal.see('Who heard it');
        terminal.type('half a na');
      },
    ],
  ] as const)('stops at Ctrl-C at %s, and keeps what there is', async (_where, before) => {
    const home = await Home.ready();
    const terminal = home.terminal(['report', 'new']);
    await before(terminal);
    if (before.length === 0) await terminal.see('Is anybody in danger');
    await new Promise((resolve) => setTimeout(resolve, 200));
    terminal.type(KEY.ctrlC);
    expect(await terminal.exited).toBe(130);
    expect(terminal.text).toContain('Stopped.');
    if (before.length === 0) expect(terminal.text).not.toContain('is kept');
    if (before.length > 0) {
      expect(await home.drafts()).toHaveLength(1);
      expect(terminal.text).toContain('is kept');
      expect(terminal.text).toContain('coc report resume');
    }
  });

  it('stops at Ctrl-D at a menu, a box and a yes or no', async () => {
    const home = await Home.ready();
    const menu = home.terminal(['report', 'new']);
    await menu.see('select');
    menu.type(KEY.ctrlD);
    expect(await menu.exited).toBe(130);
    const boxes = home.terminal(['report', 'new']);
    await boxes.pick('Is anybody in danger', 4);
    await boxes.answer('Have you read this');
    await boxes.see('submit');
    boxes.type(KEY.ctrlD);
    expect(await boxes.exited).toBe(130);
    const sure = home.terminal(['recovery-key', '--decline']);
    await sure.see('Go without one');
    sure.type(KEY.ctrlD);
    expect(await sure.exited).toBe(130);
  });

  it('takes nothing for an answer that was typed before the menu stood there', async () => {
    const home = await Home.ready();
    const terminal = home.terminal(['report', 'new']);
    terminal.type('words typed ahead\r\r');
    await terminal.see('Is anybody in danger');
    await terminal.see('select');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(terminal.text).not.toContain('✔');
    terminal.type(KEY.enter);
    await terminal.see('Is anybody in danger');
    terminal.type(KEY.ctrlC);
    expect(await terminal.exited).toBe(130);
  });

  it('keeps the draft when the passphrase is forgotten, and goes on with it', async () => {
    const home = await Home.ready({ COC_PASSPHRASE_COMMAND: 'echo correct horse battery' });
    const terminal = home.terminal(['report', 'new']);
    await terminal.pick('Is anybody in danger', 1);
    await terminal.see('What did they say');
    terminal.type('words\r.\r');
    await passOn(terminal);
    await terminal.answer('Is it right');
    // On a row of its own: the stars of the one before draw its words once more.
    for (const question of ['\n? Your passphrase', '\n? That was not it', '\n? That was not it'])
      await terminal.answer(question, 'wrong');
    expect(await terminal.exited).toBe(1);
    expect(terminal.text).toContain('Your answers are kept, encrypted. `coc report resume`');
    expect(await home.drafts()).toHaveLength(1);
    const resumed = home.terminal(['report', 'resume']);
    await resumed.answer('Your passphrase', 'correct horse battery');
    await resumed.answer('Go on with this one');
    await resumed.answer('Is it right');
    await resumed.see('The report is saved');
    expect(await resumed.exited).toBe(0);
    expect(await home.drafts()).toEqual([]);
  });

  it('begun before anything was set up goes on in the repository that comes', async () => {
    const home = await Home.make();
    const begun = home.terminal(['report', 'new']);
    await begun.pick('Is anybody in danger', 1);
    await begun.answer('What is your name', 'Ana Example');
    await begun.see('What did they say');
    begun.type('words that came early\r.\r');
    await begun.see('How did it reach you');
    begun.type(KEY.ctrlC);
    expect(await begun.exited).toBe(130);
    const opened = home.terminal([]);
    await opened.see('Go on with what is not finished');
    opened.type(KEY.ctrlC);
    await opened.exited;
    const made = await home.coc([
      'init',
      '--dir',
      'elsewhere',
      '--name',
      'Ana',
      '--email',
      'a@example.org',
      '--no-passphrase',
      '--no-recovery',
      '--yes',
    ]);
    expect(made.code).toBe(0);
    const resumed = await home.coc(['report', 'resume', '--answers', '-', '--yes'], {
      stdin: 'visibility: private\nconsent: not-said-yet\nshare: recorder\n',
    });
    expect(resumed.stdout).toContain('The report is saved');
    expect(await home.drafts()).toEqual([]);
    const [{ id }] = JSON.parse((await home.coc(['list', '--json'])).stdout);
    expect((await home.coc(['show', id])).stdout).toContain('words that came early');
  });

  it('never becomes a note that was begun before, nor the other way round', async () => {
    const home = await Home.ready();
    await home.coc(['report', 'new', '--answers', '-', '--yes'], {
      stdin: 'threat: none\naccount: first\nvisibility: private\nconsent: no-objection\nshare: recorder\n',
    });
    const noting = home.terminal(['note']);
    await noting.see('Your note');
    noting.type('half a note\r');
    await noting.see('half a note');
    await new Promise((resolve) => setTimeout(resolve, 300));
    noting.type(KEY.ctrlC);
    await noting.exited;
    const terminal = home.terminal(['report', 'new']);
    await terminal.pick('Is anybody in danger', 1);
    await terminal.see('a note on');
    terminal.type(`${KEY.down}${KEY.enter}`);
    await terminal.see('Your note');
    await terminal.see('half a note');
    terminal.type('.\r');
    await terminal.answer('Is it right');
    await terminal.see('The note is saved');
    expect(await terminal.exited).toBe(0);
    expect(await home.drafts()).toEqual([]);
  });

  it('is open in one window at a time', async () => {
    const home = await Home.ready();
    const one = home.terminal(['report', 'new']);
    await one.pick('Is anybody in danger', 1);
    await one.see('What did they say');
    const other = home.terminal(['report', 'resume']);
    await other.answer('Go on with this one');
    expect(await other.exited).toBe(1);
    expect(other.text).toContain('open in another window');
    one.type('words\r');
    await one.see('words');
    one.kill('SIGKILL');
    await one.exited;
    const again = home.terminal(['report', 'resume']);
    await again.answer('Go on with this one');
    await again.see('words');
  });

  it('is changed in the review', async () => {
    const home = await Home.ready();
    const terminal = home.terminal(['report', 'new']);
    await terminal.pick('Is anybody in danger', 1);
    await terminal.see('What did they say');
    terminal.type('words\r.\r');
    await passOn(terminal);
    await terminal.pick('Is it right', 1);
    await terminal.pick('Which one', 7);
    await terminal.answer('Who reports it', 'Zoë');
    await terminal.see('Reported by       Zoë');
    await terminal.answer('Is it right');
    await terminal.see('The report is saved');
    expect(await terminal.exited).toBe(0);
  });

  it('never takes a line end in a paste for Enter', async () => {
    const home = await Home.ready();
    const terminal = home.terminal(['report', 'new']);
    await terminal.pick('Is anybody in danger', 1);
    await terminal.see('What did they say');
    terminal.paste('one\n.\n:clear\n\u001b[31mtwo\nthree');
    await terminal.see('three');
    terminal.type(' and four\r.\r');
    await terminal.answer('How did it reach you');
    await terminal.see('Who heard it');
    terminal.paste('A volunteer\nof the booth\n');
    await terminal.see('A volunteer of the booth');
    terminal.type(KEY.enter);
    await terminal.see('When did the report reach you');
    terminal.type(KEY.ctrlC);
    await terminal.exited;
    const finished = await home.coc(['report', 'resume', '--answers', '-', '--yes'], {
      stdin: 'visibility: private\nconsent: not-said-yet\nshare: recorder\n',
    });
    expect(finished.stderr).toBe('');
    const [{ id }] = JSON.parse((await home.coc(['list', '--json'])).stdout);
    const { reports, people } = JSON.parse((await home.coc(['show', id, '--json'])).stdout);
    expect(reports[0].account).toBe('one\n.\n:clear\n\u001b[31mtwo\nthree and four');
    expect(people).toContainEqual(
      expect.objectContaining({ role: 'hearer', name: 'A volunteer of the booth' }),
    );
  });

  it('lets the account be written in an editor that never touches a disk', async () => {
    const home = await Home.ready();
    const editor = `sh -c 'stat -c "%a %n" "$1" > ${home.folder}/seen; printf "edited" >> "$1"' edit`;
    const terminal = home.terminal(['report', 'new'], { env: { EDITOR: editor } });
    await terminal.pick('Is anybody in danger', 1);
    await terminal.see('What did they say');
    terminal.type('typed\r:edit\r');
    await terminal.see('coc cannot know what sh keeps of these words');
    terminal.type(':edit\r');
    await terminal.see('Go on, or end with a full stop');
    terminal.type('.\r');
    await terminal.see('How did it reach you');
    terminal.type(KEY.ctrlC);
    await terminal.exited;
    const [mode, file] = execFileSync('cat', [join(home.folder, 'seen')], { encoding: 'utf8' })
      .trim()
      .split(' ');
    expect(mode).toBe('600');
    expect(file).toMatch(/^\/dev\/shm\/coc-edit-/);
    expect((await readdir('/dev/shm')).filter((name) => name.startsWith(`coc-edit-${terminal.pid}`))).toEqual(
      [],
    );
  });

  it('keeps what was saved in an editor that is still open, when coc is stopped or killed', async () => {
    const home = await Home.ready();
    const memory = await mkdtemp('/dev/shm/coc-test-');
    atEnd(() => rm(memory, { recursive: true, force: true }));
    // As one in a window: it does not hear Ctrl-C, and stays.
    await writeFile(
      join(home.folder, 'editor'),
      'trap "" INT TERM HUP; printf "$SAVES" > "$1"; while [ -e "$1" ]; do sleep 0.1; done',
    );
    const env = { EDITOR: `sh ${home.folder}/editor`, XDG_RUNTIME_DIR: memory };
    const editing = async (terminal: Terminal, saves: string): Promise<void> => {
      terminal.type(':edit\r');
      await terminal.see(':edit once more');
      terminal.type(':edit\r');
      await vi.waitFor(
        async () => {
          const [folder = ''] = await readdir(memory);
          expect(await readFile(join(memory, folder, 'kept'), 'utf8')).toBe(saves);
        },
        { timeout: 10_000, interval: 50 },
      );
    };
    const first = home.terminal(['report', 'new'], { env: { ...env, SAVES: 'once' } });
    await first.pick('Is anybody in danger', 1);
    await first.see('What did they say');
    await editing(first, 'once');
    first.type(KEY.ctrlC);
    await first.see('The editor is still open');
    first.type(KEY.ctrlC);
    expect(await first.exited).toBe(130);
    expect(first.text).toContain('What you had answered is kept');
    expect(await readdir(memory)).toEqual([]);

    const second = home.terminal(['report', 'resume'], { env: { ...env, SAVES: 'twice' } });
    await second.answer('Go on with this one');
    await second.see('  once');
    await editing(second, 'twice');
    second.kill('SIGKILL');
    await second.exited;
    const [left = ''] = await readdir(memory);
    expect((await home.coc(['guide'], { env })).stderr).toBe('');
    process.kill(
      Number(await readFile(join(memory, left, 'editor'), 'utf8').then((stamp) => stamp.split('-')[0])),
      'SIGKILL',
    );
    const third = home.terminal(['report', 'resume'], { env });
    await third.see('The copy in memory is removed now');
    await third.answer('Go on with this one');
    await third.see('  twice');
    expect(await readdir(memory)).toEqual([]);
  });

  it('is saved in a hurry and completed later', async () => {
    const home = await Home.ready();
    const quick = home.terminal(['report', 'new', '--quick']);
    await quick.pick('Is anybody in danger', 1);
    await quick.see('What did they say');
    quick.type('in a hurry\r.\r');
    await quick.see('The report is saved');
    expect(await quick.exited).toBe(0);
    const [{ status }] = JSON.parse((await home.coc(['list', '--json'])).stdout);
    expect(status).toBe('unfinished');
    const resumed = home.terminal(['report', 'resume']);
    for (const question of [
      'How did it reach you',
      'Who heard it',
      'Who reports it',
      'How can they be reached',
    ])
      await resumed.answer(question);
    await resumed.pick('Did it happen to them', 1);
    for (const question of ['Who did it', 'What did they do', 'About when', 'What was going on', 'Who else'])
      await resumed.answer(question);
    for (const question of [
      'How was it seen',
      'What came back',
      'With whom may it be shared',
      'Are there files',
    ])
      await resumed.answer(question);
    await resumed.answer('Is it right');
    await resumed.see('It is saved');
    expect(await resumed.exited).toBe(0);
    expect(JSON.parse((await home.coc(['list', '--json'])).stdout)).toMatchObject([{ status: 'open' }]);
  });
});
