import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Home } from './home.ts';
import { inMemory } from './memory.ts';
import { ProcessWatch } from './process-watch.ts';
import { KEY } from './terminal.ts';

/** Occurs in every answer, and must occur nowhere else. */
const MARKER = 'Quetzalmarker';
/** Who reported it: what the others read must not name them. */
const REPORTER = 'Zapotekwort';

const ANSWERS = `
threat: person
threat-actions: [summoned, friend]
law-enforcement: victim-request
account: |
  ${MARKER} said that
  # ${MARKER}
channel: verbal
heard-by: ${REPORTER} the volunteer
received-at: 2026-11-23T14:00+01:00
reporter-name: ${REPORTER} reporter
reporter-contact: ${REPORTER}@example.org
reporter-is-affected: "no"
affected-name: ${MARKER} affected
who: ${MARKER} accused
behavior: ${MARKER} behavior
when: ${MARKER} when
circumstances: ${MARKER} circumstances
others: [${MARKER} one, ${MARKER} two]
visibility: private
consent: no-objection
share: recorder
hide-reporter: "yes"
summary: ${MARKER} summary
`;

describe.concurrent('a word that somebody said', () => {
  it('stands nowhere in plain text after a report from answers', async () => {
    const home = await Home.ready();
    const watch = new ProcessWatch(MARKER);
    const saved = await home.start(['report', 'new', '--answers', '-', '--yes'], { stdin: ANSWERS });
    const noted = await home.start(['report', 'add', '--answers', '-', '--yes', await only(home)], {
      stdin: `add: follow-up\naccount: ${MARKER} later\n`,
    });
    await watch.stop();
    expect([saved.code, noted.code]).toEqual([0, 0]);
    expect(watch.seen).toEqual([]);
    for (const { stdout, stderr } of [saved, noted]) expect(stdout + stderr).not.toContain(MARKER);
    await expectNowhere(home);
    expect((await home.start(['show', await only(home)])).stdout).toContain(`${MARKER} later`);
  });

  it('stands in no error message', async () => {
    const home = await Home.ready();
    for (const broken of [
      ANSWERS.replace('threat: person', `threat: ${MARKER}`),
      ANSWERS.replace('received-at: 2026-11-23T14:00+01:00', `received-at: ${MARKER}`),
      `${ANSWERS}${MARKER}: ${MARKER}\n`,
      ANSWERS.replace('channel: verbal', `channel: {${MARKER}: 1}`),
      ANSWERS.replace('channel: verbal', `channel: [${MARKER}`),
      ANSWERS.replace('threat: person\n', ''),
    ]) {
      const ended = await home.start(['report', 'new', '--answers', '-', '--yes'], { stdin: broken });
      expect([1, 2]).toContain(ended.code);
      expect(ended.stderr).toMatch(/^coc: /);
      expect(ended.stdout + ended.stderr).not.toContain(MARKER);
    }
    await expectNowhere(home);
  });

  it('stands nowhere when coc is killed while it is typed, or while it is saved', async () => {
    const home = await Home.ready();
    const terminal = home.terminal(['report', 'new']);
    await terminal.pick('Is anybody in danger', 1);
    await terminal.see('What did they say');
    terminal.type(`${MARKER}\r${MARKER}`);
    terminal.paste(`${MARKER}\n${MARKER}`);
    await new Promise((resolve) => setTimeout(resolve, 300));
    terminal.kill('SIGKILL');
    await terminal.exited;
    expect(terminal.text.split(MARKER).length).toBeGreaterThan(3);
    expect(await home.drafts()).toHaveLength(1);
    await expectNowhere(home);
    const report = ['report', 'new', '--answers', '-', '--yes'];
    const begun = performance.now();
    expect((await home.start(report, { stdin: ANSWERS })).code).toBe(0);
    const whole = performance.now() - begun;
    const codes: number[] = [];
    for (const part of [0.2, 0.35, 0.5, 0.7, 0.9]) {
      codes.push((await home.start(report, { stdin: ANSWERS, killAfter: whole * part })).code);
      await expectNowhere(home, { killed: true });
    }
    expect(codes).toContain(-1);
    expect((await home.start(['list', '--json'])).code).toBe(0);
    expect((await home.git('fsck', '--strict')).code).toBe(0);
  });

  it('stands nowhere after a terminal with every answer in it', async () => {
    const home = await Home.ready();
    const watch = new ProcessWatch(MARKER);
    const terminal = home.terminal(['report', 'new']);
    await terminal.pick('Is anybody in danger', 1);
    await terminal.see('What did they say');
    terminal.type(`${MARKER}\r.\r`);
    await terminal.answer('How did it reach you');
    await terminal.answer('Who heard it', MARKER);
    await terminal.answer('When did the report reach you', 'today 1am');
    await terminal.answer('Who reports it', MARKER);
    await terminal.answer('How can they be reached', MARKER);
    await terminal.answer('Did it happen to them');
    await terminal.answer('To whom', MARKER);
    await terminal.see('Is that who reports it?');
    terminal.type(`${KEY.up}${KEY.enter}`);
    for (const question of ['Who did it', 'What did they do', 'About when', 'What was going on'])
      await terminal.answer(question, MARKER);
    await terminal.see('Who else was involved');
    terminal.type(`${MARKER}\r\r`);
    for (const question of [
      'How was it seen',
      'What came back',
      'With whom may it be shared',
      'Are there files',
    ])
      await terminal.answer(question);
    await terminal.answer('Is it right');
    await terminal.see('The report is saved');
    expect(await terminal.exited).toBe(0);
    await watch.stop();
    expect(watch.seen).toEqual([]);
    expect(terminal.text.slice(terminal.text.indexOf('The report is saved'))).not.toContain(MARKER);
    await expectNowhere(home);
    const noting = home.terminal(['note', await only(home)]);
    await noting.see('Your note');
    noting.type(`${MARKER}${KEY.enter}.${KEY.enter}`);
    await noting.answer('Is it right');
    await noting.see('The note is saved');
    await expectNowhere(home);
  });
});

async function only(home: Home): Promise<string> {
  const [first, ...others] = JSON.parse((await home.start(['list', '--json'])).stdout) as { id: string }[];
  if (first === undefined || others.length > 0) throw new Error('not one incident');
  return first.id;
}

async function expectNowhere(home: Home, { killed = false } = {}): Promise<void> {
  const places = await home.everything();
  expect(places.length).toBeGreaterThan(5);
  for (const word of [MARKER, REPORTER]) {
    expect(places.filter(({ bytes }) => bytes.includes(word)).map(({ path }) => path)).toEqual([]);
    expect((await inMemory()).filter(({ bytes }) => bytes.includes(word))).toEqual([]);
  }
  if (!killed) expect(await readdir(join(home.folder, 'tmp'))).toEqual([]);
}
