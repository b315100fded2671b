import { describe, expect, it } from 'vitest';
import { Home } from './home.ts';

describe.concurrent('an old case at a terminal', () => {
  it('is asked in few questions, none of them about danger or what to say, and fits 40 columns', async () => {
    const home = await Home.ready();
    const terminal = home.terminal(['report', 'new', '--past'], { columns: 40 });
    await terminal.see('What do your files say');
    await terminal.see(':clear');
    terminal.type('Mo kept following Jo at the party.\r.\r');
    await terminal.answer('When did the report come in', 'May 2023');
    await terminal.answer('Who reports it', 'Jo Park');
    await terminal.choose('Did it happen to them', 'Yes');
    await terminal.answer('Who did it', 'Mo Ferrer');
    await terminal.choose('With whom may it be', 'Nobody beyond me');
    await terminal.choose('What was decided then', 'A sanction');
    await terminal.answer('When was that decided', '14 May 2023');
    await terminal.see('Sun 14 May 2023');
    await terminal.answer('Who decided it', 'Pat Former\r');
    await terminal.see('say about the');
    await terminal.see(':clear');
    terminal.type('.\r');
    await terminal.choose('Which sanction', 'No attendance');
    await terminal.answer('Which events', 'all our events');
    await terminal.choose('For how long', 'Until a date');
    await terminal.answer('What is the last day', '31 May 2024');
    await terminal.choose('Did it end then', 'Yes, with its last day');
    await terminal.answer('When was it closed', 'June 2024');
    await terminal.answer('Is it right');
    await terminal.see('The old case is saved');
    await terminal.see('coc show');
    expect(await terminal.exited).toBe(0);
    for (const words of ['danger', 'OVERDUE', 'Say:']) expect(terminal.text).not.toContain(words);
    expect((await terminal.lines()).filter(({ broken }) => broken)).toEqual([]);
    expect((await home.coc(['status'])).stdout).toContain('Nothing waits for you');
    const [{ status, until }] = JSON.parse((await home.coc(['sanction', 'list', '--json'])).stdout);
    expect({ status, until }).toEqual({ status: 'ended', until: '2024-05-31' });
  });
});
