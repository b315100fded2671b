import { describe, expect, it } from 'vitest';
import { Home } from './home.ts';
import { REPORT, saved, shown } from './incident.ts';
import type { Terminal } from './terminal.ts';

const TALK = `
threat: none
account: The keynote showed a sexual slide with a naked woman.
who: the speaker
visibility: witnessed
hide-reporter: "no"
share: recorder
`;

async function begun(home: Home, account: string): Promise<Terminal> {
  const terminal = home.terminal(['report', 'new']);
  await terminal.pick('Is anybody in danger', 1);
  await terminal.see('What did they say');
  terminal.type(`${account}\r.\r`);
  return terminal;
}

describe.concurrent('somebody known from another incident', () => {
  it('is shown once they are named, and is said to be the same person', async () => {
    const home = await Home.ready();
    const { id: first } = await saved(home, ['report', 'new'], REPORT);
    const { id: second } = await saved(home, ['report', 'new'], REPORT.replace('Marlon Vane', 'Марлон Вейн'));
    const read = home.terminal(['show', second]);
    await read.see('may be somebody you know of');
    await read.see(first);
    expect(await read.exited).toBe(0);
    const terminal = home.terminal(['same', second]);
    await terminal.see('the name, in another script');
    await terminal.pick('Which two do you mean', 1);
    await terminal.pick('Is it one person', 1);
    await terminal.answer('Is it right');
    await terminal.see('for those alone who can open both');
    expect(await terminal.exited).toBe(0);
    expect((await shown(home, first)).known).toMatchObject([{ said: { is: 'same' } }]);
  });
});

describe.concurrent('several reports of one talk', () => {
  it('belong to one incident where somebody says so, and nothing that was told is asked again', async () => {
    const home = await Home.ready();
    const { id } = await saved(home, ['report', 'new'], TALK);
    const terminal = await begun(home, 'There was a naked woman on a slide in the keynote.');
    await terminal.pick('Where does this belong', 1);
    await terminal.see(`Adding to ${id}`);
    const left = terminal.text.slice(terminal.text.indexOf(`Adding to ${id}`));
    expect(left).not.toContain('What did they say');
    await terminal.see('How did it reach you');
    terminal.kill('SIGKILL');
    await terminal.exited;
    const again = home.terminal(['report', 'resume']);
    await again.answer('Go on with this one');
    await again.see('How did it reach you');
    again.kill('SIGKILL');
    await again.exited;
    expect(await home.drafts()).toHaveLength(1);
  });

  it('belong to one also where somebody stopped before the account was there, or did not say what it belongs to', async () => {
    const home = await Home.ready();
    const { id } = await saved(home, ['report', 'new'], TALK);
    const terminal = home.terminal(['report', 'new']);
    await terminal.pick('Is anybody in danger', 1);
    await terminal.see('What did they say');
    terminal.kill('SIGKILL');
    await terminal.exited;
    const resumed = home.terminal(['report', 'resume']);
    await resumed.answer('Go on with this one');
    await resumed.see('What did they say');
    resumed.type('There was a naked woman on a slide in the keynote.\r.\r');
    await resumed.see('Where does this belong');
    resumed.kill('SIGKILL');
    await resumed.exited;
    const again = home.terminal(['report', 'resume']);
    await again.answer('Go on with this one');
    await again.pick('Where does this belong', 1);
    await again.see(`Adding to ${id}`);
    again.kill('SIGKILL');
    await again.exited;
  });

  it('are reports of their own with Enter, and nothing is asked where nothing is alike', async () => {
    const home = await Home.ready();
    const { id } = await saved(home, ['report', 'new'], TALK);
    const own = await begun(home, 'There was a naked woman on a slide in the keynote.');
    await own.see('Where does this belong');
    await own.see(id);
    await own.see('rare words of theirs stand in it too');
    await own.answer('select');
    await own.see('How did it reach you');
    expect(own.text).not.toContain('Adding to');
    own.kill('SIGKILL');
    await own.exited;
    const again = home.terminal(['report', 'resume']);
    await again.answer('Go on with this one');
    await again.see('How did it reach you');
    expect(again.text).not.toContain('Where does this belong');
    again.kill('SIGKILL');
    await again.exited;
    const other = home.terminal(['report', 'new']);
    await other.pick('Is anybody in danger', 1);
    await other.answer('Something is not finished yet');
    await other.see('What did they say');
    other.type('Somebody keeps following my friend around the booths.\r.\r');
    await other.see('How did it reach you');
    expect(other.text).not.toContain('Where does this belong');
    other.kill('SIGKILL');
    await other.exited;
  });
});

describe.concurrent('two incidents that turn out to be one matter', () => {
  it('are joined and taken apart on a narrow screen, where the one that is led says first which one leads', async () => {
    const home = await Home.ready();
    const { id: led } = await saved(home, ['report', 'new'], REPORT);
    const { id: leads } = await saved(home, ['report', 'new'], TALK);
    const narrow = { columns: 40 };
    const terminal = home.terminal(['join-incidents', led], narrow);
    await terminal.see('Another incident leads');
    await terminal.pick('Which incident leads', 1);
    await terminal.answer('Why, in a line');
    await terminal.answer('Is it right');
    await terminal.see('open both.');
    expect(await terminal.exited).toBe(0);
    expect(await shown(home, led)).toMatchObject({ leader: leads });

    const read = home.terminal(['show', led], narrow);
    await read.see('which leads');
    expect(await read.exited).toBe(0);
    expect(read.text.indexOf('which leads')).toBeLessThan(read.text.indexOf('Status'));
    const refused = home.terminal(['meeting', led], narrow);
    await refused.see('--override led');
    expect(await refused.exited).toBe(1);

    const apart = home.terminal(['join-incidents', led], narrow);
    await apart.see('which leads');
    await apart.pick('Are they one matter', 2);
    await apart.answer('Why, in a line');
    await apart.answer('Is it right');
    await apart.see('open both.');
    expect(await apart.exited).toBe(0);
    expect(await shown(home, led)).not.toHaveProperty('leader');
  });
});
