import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Home } from './home.ts';
import { decidedIncident, heardIncident, shown } from './incident.ts';
import { inMemory } from './memory.ts';
import { ProcessWatch } from './process-watch.ts';
import { KEY } from './terminal.ts';

/** Occurs in every answer, and must occur nowhere else. */
const MARKER = 'Quetzalmarker';
const lower = MARKER.toLowerCase();

/** Every step with the word in every answer that takes text, in an order that works. */
const STEPS = (me: string): readonly (readonly [command: string, answers: string])[] => [
  [
    'notify ID',
    `about: complaint
way: letter
name: ${MARKER} accused
what: ${MARKER} in the lift
permitted: 'yes'
permission: ${MARKER} permits it
contact: ${MARKER} contact
letter: |
  Hello ${MARKER} accused,
  ${MARKER}
given: "yes"
how: ${MARKER} how
told-by: ${MARKER} teller
`,
  ],
  ['statement ID', `words: |\n  ${MARKER} said\n  # ${MARKER}\ntaken-by: ${MARKER} taker\n`],
  [
    'meeting ID',
    `present: [${me}]
also-present: [${MARKER} helper]
what-happened: |
  ${MARKER} happened
outcome: sanction
action-1: ${MARKER} action
action-1-who: ${MARKER} doer
action-1-when: tomorrow noon
`,
  ],
  ['meeting ID --done', 'done: ["1"]\n'],
  [
    'sanction ID',
    `sanction: warning
behavior: ${MARKER} behavior
conditions: [${MARKER} condition]
safety: ${MARKER} safety
tell: [${MARKER} door]
also-switch-off: [${MARKER} system]
`,
  ],
  ['sanction done ID', `items: ["1"]\n`],
  [
    'sanction change ID',
    `term: indefinite\nconditions: [${MARKER} other]\nreason: ${MARKER} reason\ndecided-by: [${me}]\n`,
  ],
  ['sanction correct ID', `wrong: conditions\nconditions: [${MARKER} rightly]\n`],
  ['sanction correct ID', `wrong: tell\ntell: [${MARKER} gate]\nswitch-off: [${MARKER} list]\n`],
  ['sanction appeal ID', `state: received\nwords: ${MARKER} appeals\n`],
  ['sanction appeal ID', `state: heard\nheard-by: [${me}]\noutcome: stands\nreason: ${MARKER} stands\n`],
  ['sanction end ID', `how: lifted\nreason: ${MARKER} lifted\ndecided-by: [${me}]\n`],
  [
    'notify ID',
    `about: response\nway: letter\nletter: ${MARKER} has to stop.\ngiven: "yes"\nhow: ${MARKER}\n`,
  ],
  [
    'employer ID',
    `state: letter
grounds: [paid-staff]
employer: ${MARKER} Works
permitted: 'yes'
permission: ${MARKER} permits
what: ${MARKER} followed somebody
action: ${MARKER} goes home
letter: |
  To ${MARKER} Works: ${MARKER} followed somebody.
sent: "yes"
how: ${MARKER} mail
`,
  ],
  ['apology ID', `what: offered\nwords: ${MARKER} is sorry\n`],
  ['apology ID', `what: relayed\nrelay: ${MARKER} apologizes\nto: R1\nhow: ${MARKER} how\n`],
  [
    'announce ID --override leak',
    `do: draft
why: [transparency]
permitted: 'yes'
permission: ${MARKER} permits
central: A1
central-reason: ${MARKER} reason
what: ${MARKER} was rude
action: ${MARKER} left
word: ${MARKER} is sorry
other-feedback: [${MARKER} by mail]
letter: ${MARKER} was rude. https://imgix.github.io/code-of-conduct/ codeofconduct@imgix.com
override-leak: ${MARKER} why
`,
  ],
  ['announce ID', `do: published\nwhere: ${MARKER} hall\npublished-text: ${MARKER} published\n`],
  [
    'announce ID --override leak',
    `do: feedback\nway: ${MARKER} way\nwords: ${MARKER} came back\noverride-leak: ${MARKER} why\n`,
  ],
  [
    'meeting ID',
    `present: [${me}]\nwhat-happened: x\noutcome: action\naction-1: ${MARKER}\naction-1-who: ${MARKER} second\naction-1-when: tomorrow noon\n`,
  ],
  ['close ID', `unfinished: ${MARKER} open\ncheck-in: in 6 days\ncheck-in-who: ${MARKER} asks\n`],
  [
    'evaluate ID --override leak',
    `anything: "yes"\nrule: ${MARKER} rule\nexample: ${MARKER} example\noverride-leak: ${MARKER} why\n`,
  ],
  ['reopen ID', `reason: ${MARKER} again\n`],
];

async function run(home: Home, id: string, command: string, stdin: string) {
  const argv = command.split(' ').map((word) => (word === 'ID' ? id : word));
  return home.coc([...argv, '--answers', '-', '--yes'], { stdin });
}

describe.concurrent('a word in what is done about an incident', () => {
  it('stands nowhere in plain text after every step from answers', async () => {
    const home = await Home.ready();
    const id = await heardIncident(home);
    const me = (await shown(home, id)).readers[0];
    const watch = new ProcessWatch(MARKER);
    for (const [command, answers] of STEPS(me)) {
      const ran = await run(home, id, command, answers);
      expect(ran.code, `${command}: ${ran.stderr}`).toBe(0);
      expect(ran.stderr, command).not.toContain(MARKER);
      const isLetter = /letter:|relay:/.test(answers);
      if (!isLetter && !/action-1|check-in|tell:|conditions|reason: .* again/.test(answers))
        expect(ran.stdout.split('Next')[0], command).not.toContain(MARKER);
    }
    const looked = await home.coc(['sanction', 'check'], { stdin: `${MARKER}\n` });
    expect(looked).toMatchObject({ code: 0, stderr: '' });
    const ics = await home.coc(['sanction', 'list', '--ics', 'ends.ics']);
    expect(ics.code).toBe(0);
    await watch.stop();
    expect(watch.seen).toEqual([]);
    await expectNowhere(home);
    expect((await home.coc(['show', id])).stdout.split(MARKER).length).toBeGreaterThan(30);
    expect((await home.coc(['evaluate', '--proposals'])).stdout).toContain(`${MARKER} rule`);
  });

  it('stands in no message of a refusal, and a refused answer is kept nowhere', async () => {
    const home = await Home.ready();
    const id = await decidedIncident(home);
    const me = (await shown(home, id)).readers[0];
    const person = `add: person\nperson: A1\naliases: [${MARKER}]\nemployer: ${MARKER} Works\n`;
    const reporter = `add: person\nperson: R1\naliases: [Rita${MARKER}]\n`;
    for (const named of [person, reporter])
      expect((await run(home, id, 'report add ID', named)).code, named).toBe(0);
    const refusals: [string, string][] = [
      ['meeting ID', `present: [${MARKER}]\nwhat-happened: ${MARKER}\noutcome: ${MARKER}\n`],
      [
        'meeting ID',
        `present: [${me}]\nalso-present: [${MARKER}]\nwhat-happened: x\noutcome: no-action\nreason: x\n`,
      ],
      [
        'meeting ID',
        `present: [${me}]\nwhat-happened: x\noutcome: action\naction-1: ${MARKER} apologises to her\naction-1-who: ${MARKER}\naction-1-when: ${MARKER}\n`,
      ],
      ['notify ID', `about: complaint\nway: letter\nname: x\nletter: Hello, Rita${MARKER} told us.\n`],
      ['notify ID', `about: ${MARKER}\n${MARKER}: ${MARKER}\n`],
      ['notify ID', `about: complaint\nway: letter\nname: x\nwhat: ${MARKER}\n`],
      ['statement ID', `words: [${MARKER}]\ntaken-at: ${MARKER}\n`],
      ['sanction ID', `sanction: ${MARKER}\nsafety: ${MARKER}\nuntil: ${MARKER}\n`],
      ['sanction ID', `sanction: ban\nscope: ${MARKER} apologises\nterm: ${MARKER}\nsafety: x\n`],
      ['employer ID', `state: letter\ngrounds: [${MARKER}]\nname: ${MARKER}\nwhat: ${MARKER}\n`],
      ['apology ID', `what: relayed\nto: R1\nhow: x\nrelay: ${MARKER} is sorry. Will you answer?\n`],
      ['apology ID', `what: ${MARKER}\nwords: ${MARKER}\n`],
      ['announce ID', `do: draft\nwhy: [${MARKER}]\nwhat: ${MARKER}\naction: ${MARKER}\n`],
      ['close ID', `unfinished: x\ncheck-in: ${MARKER}\n`],
      ['evaluate ID', `anything: "yes"\nrule: ${MARKER} did it\n`],
      ['statement ID', `words: {${MARKER}: 1}\n`],
      ['statement ID', `words: [${MARKER}\n`],
      [`meeting ID --override conflict`, `${MARKER}\n`],
    ];
    const watch = new ProcessWatch(MARKER);
    for (const [command, answers] of refusals) {
      const ran = await run(home, id, command, answers);
      expect([1, 2], `${command} ${answers}: ${ran.stderr}`).toContain(ran.code);
      expect(ran.stderr, command).not.toMatch(/No meeting has decided|is not closed/);
      expect(ran.stdout + ran.stderr, command).not.toMatch(new RegExp(MARKER, 'i'));
    }
    await watch.stop();
    expect(watch.seen).toEqual([]);
    await expectNowhere(home);
    expect(await home.drafts()).toEqual([]);
  });

  it('stands nowhere when coc is killed while a meeting is typed', async () => {
    const home = await Home.ready();
    const id = await heardIncident(home);
    const watch = new ProcessWatch(MARKER);
    const terminal = home.terminal(['meeting', id]);
    await terminal.answer('Show the names');
    await terminal.answer('When was the meeting');
    await terminal.answer('Who of the team is there');
    await terminal.answer('Who else is there', `${MARKER}\r`);
    await terminal.see('What happened');
    terminal.type(`${MARKER}${KEY.enter}${MARKER}`);
    terminal.paste(`${MARKER}\n${MARKER}`);
    await new Promise((resolve) => setTimeout(resolve, 300));
    terminal.kill('SIGKILL');
    await terminal.exited;
    const noted = home.terminal(['notify', id]);
    await noted.see('Who is told what');
    noted.type(KEY.ctrlC);
    await noted.exited;
    await watch.stop();
    expect(watch.seen).toEqual([]);
    await expectNowhere(home);
    expect(await home.drafts()).toHaveLength(1);
  });

  it('that is looked for in a terminal is not kept', async () => {
    const home = await Home.ready();
    await heardIncident(home);
    const watch = new ProcessWatch(MARKER);
    const terminal = home.terminal(['sanction', 'check']);
    await terminal.answer('What is the person called', MARKER);
    expect(await terminal.exited).toBe(0);
    await watch.stop();
    expect(watch.seen).toEqual([]);
    await expectNowhere(home);
  });
});

async function expectNowhere(home: Home): Promise<void> {
  const places = await home.everything();
  expect(places.length).toBeGreaterThan(5);
  const found = places.filter(({ bytes }) => bytes.includes(MARKER) || bytes.includes(lower));
  expect(found.map(({ path }) => path)).toEqual([]);
  expect((await inMemory()).filter(({ bytes }) => bytes.includes(MARKER))).toEqual([]);
  expect(await readdir(join(home.folder, 'tmp'))).toEqual([]);
}
