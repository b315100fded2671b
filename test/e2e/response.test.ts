import { chmod, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Home } from './home.ts';
import { decidedIncident, heardIncident, REPORT, saved, shown, WARNING } from './incident.ts';
import { KEY, type Terminal } from './terminal.ts';

/** What stands on a screen, whatever its width. */
const flat = (terminal: Terminal): string => terminal.text.replace(/\s+/g, ' ');

const heardHome = () => Home.prepared('heard', heardIncident);
const decidedHome = () => Home.prepared('decided', decidedIncident);

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 300));

/** The first questions of a meeting, up to what happened, of which the first line is typed. */
async function beginMeeting(terminal: Terminal): Promise<void> {
  await terminal.answer('Show the names');
  await terminal.answer('When was the meeting');
  await terminal.answer('Who of the team is there');
  await terminal.answer('Who else is there', 'Sam Ortega\r');
  await terminal.see('What happened');
  terminal.type('He followed her.\r');
  await terminal.see('He followed her.');
  await settle();
}

async function endMeeting(terminal: Terminal): Promise<void> {
  terminal.type('He knocked for a while.\r.\r');
  await terminal.pick('Are we doing anything about it', 1);
  await terminal.answer('What is to be done', 'Ask the hotel for another room');
  await terminal.answer('Who does it', 'Sam Ortega');
  await terminal.answer('When is it done', 'tomorrow noon');
  await terminal.answer('What is to be done');
  await terminal.answer('Is it right');
  await terminal.see('The meeting is saved');
}

const HELD = {
  whatHappened: 'He followed her.\nHe knocked for a while.',
  outcome: 'sanction',
  alsoPresent: ['S1'],
};

describe.concurrent('coc meeting', () => {
  it.each([
    ['Ctrl-C', async (terminal: Terminal) => terminal.type(KEY.ctrlC), 130],
    ['a kill', async (terminal: Terminal) => terminal.kill('SIGKILL'), 137],
  ] as const)('left with %s goes on where it was, with every answer', async (_how, leave, code) => {
    const { home, facts: id } = await heardHome();
    const left = home.terminal(['meeting', id]);
    await left.see('The side of A1');
    await beginMeeting(left);
    expect(left.text).toContain('A1, accused');
    expect(left.text).not.toMatch(/Lindqvist|Marlon|Vane/);
    await leave(left);
    expect(await left.exited).toBe(code);
    expect(await home.drafts()).toHaveLength(1);
    expect((await shown(home, id)).meetings).toEqual([]);
    const again = home.terminal(['meeting', id]);
    await again.see('What happened');
    expect(again.text).not.toContain('Who else is there');
    await again.see('He followed her.');
    await endMeeting(again);
    await again.see('straight on');
    again.type(`n${KEY.enter}`);
    expect(await again.exited).toBe(0);
    expect(await home.drafts()).toEqual([]);
    const { meetings, actions, people } = await shown(home, id);
    expect(meetings).toMatchObject([HELD]);
    expect(actions).toMatchObject([{ what: 'Ask the hotel for another room', who: 'S1' }]);
    expect(people).toContainEqual(expect.objectContaining({ ref: 'S1', name: 'Sam Ortega' }));
  });

  it('shows the rule and its clause at the question that breaks it, and goes on there', async () => {
    const { home, facts: id } = await heardHome();
    const terminal = home.terminal(['meeting', id]);
    await terminal.answer('Show the names');
    await terminal.answer('When was the meeting');
    await terminal.answer('Who of the team is there');
    await terminal.answer('Who else is there', 'Mei Lindqvist\r');
    await terminal.see('the accused do not attend');
    await terminal.see('Policy: The meeting');
    await settle();
    terminal.type(KEY.ctrlC);
    expect(await terminal.exited).toBe(130);
    expect((await shown(home, id)).meetings).toEqual([]);
  });

  it('shows why a list of conditions is refused, and takes another one', async () => {
    const { home, facts: id } = await decidedHome();
    const terminal = home.terminal(['sanction', id]);
    await terminal.pick('Which sanction', 1);
    await terminal.answer('What has to stop', 'following people');
    await terminal.answer('Are there conditions', 'He apologises to her.\r');
    await terminal.see('is not asked of anybody');
    await settle();
    terminal.type(`-${KEY.enter}`);
    await terminal.see('What safety does this give');
  });

  it('goes straight on to the sanction', async () => {
    const { home, facts: id } = await heardHome();
    const terminal = home.terminal(['meeting', id]);
    await beginMeeting(terminal);
    await endMeeting(terminal);
    await terminal.answer('straight on');
    await terminal.see('the safety of our community members from harassment');
    await terminal.see('Which sanction');
    await settle();
    terminal.type(KEY.ctrlC);
    expect(await terminal.exited).toBe(130);
    expect((await shown(home, id)).meetings).toMatchObject([HELD]);
  });

  it('with a sanction in one sitting, from the questions to the letter', async () => {
    const { home, facts: id } = await decidedHome();
    const terminal = home.terminal(['sanction', id]);
    await terminal.pick('Which sanction', 1);
    await terminal.answer('What has to stop', 'following people');
    await terminal.answer('Are there conditions');
    await terminal.see('What safety does this give');
    terminal.type('He knows that it has to stop.\r.\r');
    await terminal.see('Who decided it');
    await settle();
    terminal.type(KEY.enter);
    await terminal.answer('Who else decided it');
    await terminal.answer('One person decided');
    await terminal.answer('Who must be told', 'the door\r');
    await terminal.see('What has to be switched off');
    terminal.type(KEY.enter);
    await terminal.answer('Anything else');
    await terminal.answer('Is it right');
    await terminal.see('The sanction is saved');
    expect(await terminal.exited).toBe(0);
    expect((await shown(home, id)).sanctions).toMatchObject([
      { sanction: 'warning', parameters: { behavior: 'following people' }, tell: ['the door'] },
    ]);
  });
});

describe.concurrent('coc notify', () => {
  it('shows what in a line is refused, at that line; then the letter, alone on stdout', async () => {
    const home = await Home.ready();
    const { id } = await saved(home, ['report', 'new'], REPORT);
    const terminal = home.terminal(['notify', id]);
    await terminal.pick('Who is told what', 0);
    await terminal.pick('What do you want to do', 0);
    await terminal.answer('What is their name', 'Marlon Vane');
    await terminal.pick('Does the person affected permit', 1);
    await terminal.answer('Who said so');
    await terminal.see('What did the person affected permit');
    await settle();
    terminal.type('They may know that.\r.\r');
    await terminal.answer('When did they say so');
    await terminal.answer('What may they be told', 'what Mei Lindqvist saw');
    await terminal.see('hints at somebody');
    await terminal.see('Permission to share');
    await settle();
    terminal.type(`${'\u007f'.repeat(30)}${KEY.enter}`);
    await terminal.answer('To whom can they tell their side');
    await terminal.answer('By when should they answer');
    await terminal.see('The text');
    await terminal.see('Hello Marlon Vane');
    terminal.type('.\r');
    await terminal.answer('Have they got it already');
    await terminal.answer('Is it right');
    await terminal.see('The text');
    await terminal.see('Hello Marlon Vane');
    expect(await terminal.exited).toBe(0);
    expect((await shown(home, id)).letters).toMatchObject([{ letter: 'complaint', person: 'A1' }]);
  });

  it('takes no letter with a leak in one of its lines', async () => {
    const home = await Home.ready();
    const { id } = await saved(home, ['report', 'new'], REPORT);
    const terminal = home.terminal(['notify', id]);
    await terminal.pick('Who is told what', 0);
    await terminal.pick('What do you want to do', 0);
    await terminal.answer('What is their name', 'Marlon Vane');
    await terminal.answer('Does the person affected permit');
    await terminal.answer('To whom can they tell their side');
    await terminal.answer('By when should they answer');
    await terminal.see('Read it once more');
    terminal.type('Mei Lindqvist told us.\r.\r');
    await terminal.see('hints at somebody');
    await terminal.see('the name of R1');
    await settle();
    terminal.type(`:clear${KEY.enter}`);
    await settle();
    terminal.type('Hello Marlon Vane, please call us.\r.\r');
    await terminal.answer('Have they got it already');
    await terminal.answer('Is it right');
    await terminal.see('It is saved and encrypted');
    expect(await terminal.exited).toBe(0);
    expect((await shown(home, id)).letters).toMatchObject([{ text: 'Hello Marlon Vane, please call us.' }]);
  });
});

describe.concurrent('coc status', () => {
  it('begins what waits, chosen from the list, with nothing asked that it has said', async () => {
    const home = await Home.ready();
    await saved(home, ['report', 'new'], REPORT.replace(/^consent: .*$/m, 'consent: not-said-yet'));
    const terminal = home.terminal(['status']);
    await terminal.see('Do one of these now');
    await terminal.see('Say the sentence');
    await terminal.see('select');
    terminal.type(`${KEY.down}${KEY.enter}`);
    await terminal.see('What came back');
    expect(terminal.text).not.toContain('What do you want to add');
    terminal.kill('SIGKILL');
    await terminal.exited;
  });

  it('lets somebody tick off what is done', async () => {
    const { home, facts: id } = await heardHome();
    const me = (await shown(home, id)).readers[0];
    await saved(
      home,
      ['meeting', id],
      `present: [${me}]\nwhat-happened: x\noutcome: action\naction-1: Ask the hotel\naction-1-who: Ana Example\naction-1-when: tomorrow noon\n`,
    );
    const terminal = home.terminal(['status']);
    await terminal.see('Do one of these now');
    await terminal.see('Ask the hotel');
    await terminal.see('select');
    terminal.type(`${KEY.down}${KEY.enter}`);
    await terminal.see('What has been done');
    await terminal.see('Ask the hotel');
    await settle();
    terminal.type(`${KEY.space}${KEY.enter}`);
    await terminal.answer('Is it right');
    await terminal.see('It is noted. It');
    expect(await terminal.exited).toBe(0);
    expect((await shown(home, id)).actions).toMatchObject([{ doneAt: expect.any(String) }]);
  });
});

/** An editor that does one thing after the other, one each time it is opened. */
async function editor(home: Home, ...scripts: readonly string[]): Promise<string> {
  const path = join(home.folder, 'editor.sh');
  const cases = scripts.map((script, index) => `${index}) ${script} ;;`).join('\n');
  const count = join(home.folder, 'opened');
  await writeFile(
    path,
    `#!/bin/sh\nn=$(cat ${count} 2>/dev/null || echo 0)\necho $((n + 1)) > ${count}\ncase $n in\n${cases}\nesac\n`,
  );
  await chmod(path, 0o755);
  return path;
}

/** What a terminal's coc left in memory-backed storage; others have their own there meanwhile. */
const inMemory = async ({ pid }: Terminal): Promise<readonly string[]> =>
  (await readdir('/dev/shm')).filter((name) => name.startsWith(`coc-edit-${pid}-`));

describe.concurrent('coc policy edit', () => {
  it('opens an editor, names what is broken, goes on with it, and leaves nothing behind', async () => {
    const home = await Home.ready();
    const EDITOR = await editor(
      home,
      `sed -i 's/half-day }/whole-day }/' "$1"; stat -c '%a %n' "$1" > "${home.folder}/seen"`,
      `sed -i 's/whole-day }/half-day }/; s/hours: 12/hours: 6/' "$1"`,
    );
    const terminal = home.terminal(['policy', 'edit'], { env: { EDITOR } });
    await terminal.see('there is no clause whole-day');
    await terminal.answer('Go on editing');
    await terminal.see('as version 2');
    expect(await terminal.exited).toBe(0);
    expect((await home.run('cat', ['seen'])).stdout).toMatch(/^600 \/dev\/shm\/coc-edit-/);
    expect(await inMemory(terminal)).toEqual([]);
    expect(await readdir(join(home.folder, 'tmp'))).toEqual([]);
    expect(await home.drafts()).toEqual([]);
    expect((await home.git('verify-commit', 'HEAD')).code).toBe(0);
    expect((await home.coc(['policy', 'show'])).stdout).toContain('hours: 6');
  });

  it('keeps what is broken for later', async () => {
    const home = await Home.ready();
    const EDITOR = await editor(
      home,
      `sed -i 's/half-day }/whole-day }/; s/hours: 12/hours: 5/' "$1"`,
      `sed -i 's/whole-day }/half-day }/' "$1"`,
    );
    const terminal = home.terminal(['policy', 'edit'], { env: { EDITOR } });
    await terminal.see('Go on editing');
    await settle();
    terminal.type(`n${KEY.enter}`);
    await terminal.see('It is kept');
    await terminal.exited;
    expect((await home.git('log', '--format=%s', '-1')).stdout).toBe('Begin the reports repository\n');
    expect(await home.drafts()).toHaveLength(1);
    expect(await inMemory(terminal)).toEqual([]);
    const again = home.terminal(['policy', 'edit'], { env: { EDITOR } });
    await again.see('as version 2');
    expect(await again.exited).toBe(0);
    expect((await home.coc(['policy', 'show'])).stdout).toContain('hours: 5');
    expect(await home.drafts()).toEqual([]);
  });

  it('changes nothing where the editor fails or changes nothing', async () => {
    const home = await Home.ready();
    const head = (await home.git('rev-parse', 'HEAD')).stdout;
    expect(head).toMatch(/^[0-9a-f]{40}\n$/);
    for (const [EDITOR, code, says] of [
      ['true', 0, 'Nothing was changed.'],
      ['false', 1, 'The editor ended with an error.'],
      ['no-such-editor', 1, 'There is no “no-such-editor” on this machine.'],
    ] as const) {
      const terminal = home.terminal(['policy', 'edit'], { env: { EDITOR } });
      expect(await terminal.exited, `${EDITOR}: ${terminal.text}`).toBe(code);
      expect(terminal.text).toContain(says);
      expect(await inMemory(terminal)).toEqual([]);
    }
    expect((await home.git('rev-parse', 'HEAD')).stdout).toBe(head);
  });
});

describe.concurrent('what a person sees at 40 columns', () => {
  const fits = async (terminal: Terminal): Promise<void> => {
    const broken = (await terminal.lines()).filter((line) => line.broken);
    expect(broken).toEqual([]);
  };

  it('fits in a meeting and a sanction', async () => {
    const { home, facts: id } = await heardHome();
    const terminal = home.terminal(['meeting', id], { columns: 40 });
    await beginMeeting(terminal);
    await endMeeting(terminal);
    await terminal.answer('straight on');
    await terminal.pick('Which sanction', 1);
    await terminal.answer('What has to stop', 'following people');
    await terminal.answer('Are there conditions');
    await terminal.see('What safety does this');
    terminal.type('He knows.\r.\r');
    await terminal.see('Who decided it');
    await settle();
    terminal.type(KEY.enter);
    await terminal.answer('Who else decided it');
    await terminal.answer('Who must be told');
    await terminal.see('What has to be switched');
    await settle();
    terminal.type(KEY.enter);
    await terminal.answer('Anything else');
    await terminal.answer('Is it right');
    await terminal.see('is saved');
    await terminal.exited;
    await fits(terminal);
  });

  /** A private incident of which the accused was told and heard, after a meeting, with a sanction. */
  const sanctionedHome = () =>
    Home.prepared('sanctioned, at the door', async (home) => {
      const id = await decidedIncident(home);
      await saved(home, ['sanction', id], `${WARNING}tell: [the door of the hall]\n`);
      return id;
    });

  it.each([
    ['coc', [], 'Decide whether to tell'],
    ['coc show', ['show'], 'Who wrote this'],
    ['coc sanction list', ['sanction', 'list'], 'the door of the hall'],
    ['coc evaluate --proposals', ['evaluate', '--proposals'], 'Nothing was proposed yet'],
    ['coc policy check', ['policy', 'check'], 'The playbook is sound'],
    ['coc reopen', ['reopen'], 'is not closed', 1],
    ['coc meeting --done', ['meeting', '--done'], 'nothing is left to be noted as done', 1],
  ] as const)('fits as %s says it', async (_name, argv, says, code: number = 0) => {
    const { home } = await sanctionedHome();
    const terminal = home.terminal(argv, { columns: 40 });
    if (argv.length === 0) {
      await terminal.choose('What now', 'Leave');
      expect(await terminal.exited).toBe(0);
      expect(flat(terminal)).not.toContain('not finished');
    } else expect(await terminal.exited).toBe(code);
    expect(flat(terminal)).toContain(says);
    await fits(terminal);
  });

  const CHOOSE = `${KEY.down}${KEY.enter}`;
  const ENTER = KEY.enter;
  /** What one sees of a command, one question after the other, and what is typed there. */
  const BEGINNINGS: Readonly<Record<string, readonly (readonly [question: string, keys: string])[]>> = {
    status: [
      ['Do one of these now', CHOOSE],
      ['Who is told what', CHOOSE],
      ['What do you want to do', ''],
    ],
    notify: [
      ['Who is told what', CHOOSE],
      ['What do you want to do', CHOOSE],
      ['When were they told', ''],
    ],
    statement: [
      ['Did they want to say', CHOOSE],
      ['When were they asked', ENTER],
      ['Who asked', ''],
    ],
    sanction: [
      ['Which sanction', CHOOSE],
      ['What has to stop', ENTER],
      ['This one is needed', ''],
    ],
    'sanction done': [
      ['What has been done', ENTER],
      ['This needs at least one', ENTER],
      ['What has been done', ''],
    ],
    'sanction change': [
      ['For how long from now on', ENTER],
      ['Which conditions hold', ENTER],
      ['What is the reason', ''],
    ],
    'sanction end': [
      ['How does it end', ENTER],
      ['When did it end', ENTER],
      ['What is the reason', ''],
    ],
    'sanction appeal': [
      ['What has happened', CHOOSE],
      ['no appeal against it has', CHOOSE],
      ['What has happened', ''],
    ],
    'sanction check': [
      ['What is the person called', ENTER],
      ['This one is needed', ENTER],
      ['This one is needed', ''],
    ],
    employer: [
      ['Does the person affected', CHOOSE],
      ['Who said so', ENTER],
      ['in which words', ''],
    ],
    apology: [
      ['What has happened', CHOOSE],
      ['When was that', ''],
    ],
    announce: [
      ['What do you want to do', CHOOSE],
      ['Does the person affected', CHOOSE],
      ['Who said so', ''],
    ],
    close: [
      ['What stays due', ENTER],
      ['Why is it closed', ENTER],
      ['This one is needed', ''],
    ],
    evaluate: [
      ['Is there something to', CHOOSE],
      ['a rule of its own?', ENTER],
      ['under an existing one', ''],
    ],
  };
  it.each(Object.entries(BEGINNINGS))('fits as `coc %s` begins', async (command, screens) => {
    const { home } = await sanctionedHome();
    const terminal = home.terminal(command.split(' '), { columns: 40 });
    for (const [question, keys] of screens) {
      await terminal.see(question);
      await settle();
      terminal.type(keys);
    }
    terminal.type(KEY.ctrlC);
    expect(await terminal.exited).toBe(130);
    await fits(terminal);
  });

  it.each([
    ['notify', 'about: response\nway: letter\n', 1, 'Nothing has been decided yet'],
    [
      'announce',
      'do: draft\nwhy: [transparency]\npermitted: "yes"\npermission: x\nwhat: Mei saw it\naction: x y\n',
      1,
      'This text hints at somebody',
    ],
    ['meeting', 'present: [nobody-here]\n', 2, 'present can only have these'],
  ] as const)('fits where `coc %s` refuses', async (command, answers, code, says) => {
    const { home, facts: id } = await (command === 'notify' ? heardHome() : decidedHome());
    const file = join(home.folder, 'answers.yaml');
    await writeFile(file, answers);
    const terminal = home.terminal([command, id, '--answers', file, '--yes'], { columns: 40 });
    expect(await terminal.exited).toBe(code);
    expect(flat(terminal)).toContain(says);
    await fits(terminal);
  });
});

describe.concurrent('a working session', () => {
  it('asks for the passphrase once', async () => {
    const own = { COC_PASSPHRASE_COMMAND: 'echo correct horse battery' };
    const { home, facts: id } = await Home.prepared('decided', (one) => decidedIncident(one, own), own);
    const env = { XDG_RUNTIME_DIR: join(home.folder, 'tmp') };
    const shell = home.shell(env);
    await shell.run('coc unlock');
    await shell.answer('Your passphrase', 'correct horse battery');
    await shell.see('are unlocked until');
    await saved(home, ['sanction', id], WARNING, env);
    await saved(home, ['notify', id], 'about: response\nway: told\nhow: in person\n', env);
    await saved(home, ['notify', id], 'about: outcome\nway: told\nhow: by phone\n', env);
    await saved(home, ['announce', id], 'do: "no"\nreason: Few heard of it.\n', env);
    await saved(home, ['close', id], 'check-in: in 6 days\n', env);
    await saved(home, ['evaluate', id], 'anything: "no"\n', env);
    await shell.run('coc status');
    await shell.see('how they are');
    await shell.see('Do one of these now');
    await settle();
    shell.type(KEY.enter);
    await shell.run('coc policy check');
    await shell.see('is sound');
    await shell.run('coc sanction check');
    await shell.answer('What is the person called', 'Marlon Vane');
    await shell.see('A warning to stop');
    await shell.run(`coc show ${id}`);
    await shell.see('Who is who');
    const afterwards = shell.text.slice(shell.text.indexOf('are unlocked until'));
    expect(afterwards).not.toContain('Your passphrase');
  });
});
