import { describe, expect, it } from 'vitest';
import { Home } from './home.ts';
import { heardIncident, shown } from './incident.ts';
import { KEY, type Terminal } from './terminal.ts';

const heardHome = () => Home.prepared('heard', heardIncident);

describe.concurrent('what somebody wants now', () => {
  it.each([
    ['Ctrl-C', (terminal: Terminal) => terminal.type(KEY.ctrlC), 130],
    ['a kill', (terminal: Terminal) => terminal.kill('SIGKILL'), 137],
  ] as const)('is taken at a terminal, and %s loses no answer', async (_how, leave, code) => {
    const { home, facts: id } = await heardHome();
    const left = home.terminal(['report', 'add', id], { columns: 40 });
    await left.choose('What do you want to add', 'What they want now');
    await left.see('words');
    await left.see('>');
    left.type('Please forget it.\r.\r');
    await left.see('What do they want');
    await left.see('select');
    leave(left);
    expect(await left.exited).toBe(code);
    const again = home.terminal(['report', 'resume']);
    await again.choose('Go on with this one', 'The one of today');
    await again.choose('What do they want', 'It stops here');
    await again.answer('When did they');
    await again.answer('Is it right');
    await again.see('It is saved');
    expect(await again.exited).toBe(0);
    expect(again.text).not.toMatch(/sure|really|sorry|pity/i);
    const incident = await shown(home, id);
    expect(incident.wishes).toMatchObject([{ from: 'R1', want: 'stop', words: 'Please forget it.' }]);
    expect(incident.status).toBe('not-to-proceed');
    expect(incident.due.map(({ what }: { what: string }) => what)).toEqual([
      'Tell A1 that it goes no further',
    ]);
  });
});

describe.concurrent('what may be told', () => {
  it('is noted under a condition, and a kill between its questions loses none', async () => {
    const { home, facts: id } = await heardHome();
    const left = home.terminal(['report', 'add', id]);
    await left.choose('What do you want to add', 'What may be told');
    await left.choose('What was permitted', 'To announce it');
    await left.choose('What did they say to it', 'Only under a condition');
    await left.answer('Who said so');
    await left.see('Under which condition');
    left.type('once I am home\r');
    await left.see('When did they say so');
    left.kill('SIGKILL');
    await left.exited;
    const again = home.terminal(['report', 'resume'], { columns: 40 });
    await again.choose('Go on with this one', 'The one of today');
    await again.answer('When did they say so');
    await again.answer('Is it right');
    await again.see('It is saved');
    expect(again.text).not.toContain('In which words');
    expect(await again.exited).toBe(0);
    expect((await shown(home, id)).permitted).toMatchObject([
      { what: 'announce', answer: 'if', people: ['R1'], condition: 'once I am home' },
    ]);
  });
});

describe.concurrent('who is meant', () => {
  it('is asked where a name may be that of somebody here, and somebody else is an answer', async () => {
    const { home, facts: id } = await heardHome();
    const terminal = home.terminal(['meeting', id]);
    await terminal.answer('Show the names');
    await terminal.answer('When was the meeting');
    await terminal.answer('Who of the team is there');
    await terminal.answer('Who else is there', 'Vane\r');
    await terminal.choose('Who is “Vane”', 'Somebody else');
    await terminal.see('What happened');
    terminal.type('x\r.\r');
    await terminal.choose('Are we doing anything about it', 'That is not decided yet');
    await terminal.answer('What is to be done');
    await terminal.answer('Is it right');
    await terminal.see('The meeting is saved');
    expect(await terminal.exited).toBe(0);
    const { meetings, people } = await shown(home, id);
    expect(meetings).toMatchObject([{ alsoPresent: ['S1'] }]);
    expect(people).toContainEqual(expect.objectContaining({ ref: 'S1', name: 'Vane' }));
  });

  it('is refused at the question where it is somebody whom it is about', async () => {
    const { home, facts: id } = await heardHome();
    const terminal = home.terminal(['meeting', id]);
    await terminal.answer('Show the names');
    await terminal.answer('When was the meeting');
    await terminal.answer('Who of the team is there');
    await terminal.answer('Who else is there', 'the accused\r');
    await terminal.see('Policy:');
    terminal.type(`\r`);
    await terminal.see('What happened');
    terminal.kill('SIGKILL');
    expect((await shown(home, id)).meetings).toEqual([]);
  });
});
