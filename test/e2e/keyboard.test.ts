import { describe, expect, it } from 'vitest';
import { Home } from './home.ts';
import { KEY, type Terminal } from './terminal.ts';

const LONG =
  'я сидел у стенда, и высокий мужчина подошёл ко мне и сказал, что я ему нравлюсь 😀, потом взя\u0306л меня за руку и не отпускал';

/** What the last report says, word for word. */
async function savedAccount(home: Home, terminal: Terminal): Promise<string> {
  await terminal.see('The report is saved');
  expect(await terminal.exited).toBe(0);
  const [listed] = JSON.parse((await home.coc(['list', '--json'])).stdout);
  return JSON.parse((await home.coc(['show', listed.id, '--json'])).stdout).reports[0].account;
}

/** At the account of a report in a hurry. */
async function atTheAccount(home: Home, env: NodeJS.ProcessEnv = {}, columns = 100): Promise<Terminal> {
  const terminal = home.terminal(['report', 'new', '--quick'], { env, columns });
  if (env.TERM === 'dumb') await terminal.answer('Type a number', '1');
  else await terminal.pick('danger', 1);
  await terminal.see('What did they say');
  await terminal.see('>');
  return terminal;
}

describe.concurrent('the keyboard', () => {
  it('is whole again after Ctrl-Z and fg, at a menu and at a line', async () => {
    const home = await Home.ready();
    const shell = home.shell({});
    await shell.run('coc report new --quick');
    await shell.see('select');
    shell.type(KEY.down);
    await shell.see('Not as far');
    await shell.awayAndBack('select');
    shell.type(KEY.enter);
    await shell.see('What did they say');
    await shell.see('>');
    shell.type('half a li');
    await shell.see('half a li');
    shell.type(KEY.ctrlZ);
    await shell.see('Stopped');
    shell.type('fg\r');
    await shell.see('half a li');
    shell.type('ne\r.\r');
    await shell.see('The report is saved');
    const [listed] = JSON.parse((await home.coc(['list', '--json'])).stdout);
    const { reports } = JSON.parse((await home.coc(['show', listed.id, '--json'])).stdout);
    expect(reports[0].account).toBe('half a line');
  });

  it('has a menu drawn on rows of its own after fg, also where no key was pressed before', async () => {
    const home = await Home.ready();
    const shell = home.shell({});
    await shell.run('coc report new --quick');
    await shell.see('select');
    await shell.awayAndBack('select');
    const rows = (await shell.lines()).map(({ text }) => text);
    const asked = rows.filter((row) => row.includes('Is anybody in danger'));
    expect(asked).toHaveLength(2);
    expect(asked.every((row) => row.startsWith('? '))).toBe(true);
    shell.kill('SIGKILL');
  });

  it('draws a long line once at 40 columns, also where it is changed in its middle', async () => {
    const home = await Home.ready();
    const terminal = await atTheAccount(home, {}, 40);
    terminal.type(LONG);
    await terminal.see('отпускал');
    for (let moved = 0; moved < 70; moved += 1) terminal.type(KEY.left);
    terminal.type('не ');
    await terminal.see('не ');
    terminal.type('\r.\r');
    const account = await savedAccount(home, terminal);
    expect(account).toHaveLength(LONG.length + 3);
    const rows = (await terminal.lines()).map(({ text }) => text);
    expect(rows.filter((row) => row.startsWith('> я сидел'))).toHaveLength(1);
    expect(rows.join(' ').replace(/\s+/g, '')).toContain(account.replace(/\s+/g, ''));
  });

  it('keeps what of a line was half typed at Ctrl-C, and has it typed on', async () => {
    const home = await Home.ready();
    const terminal = await atTheAccount(home);
    terminal.type('I said no 3 times.\rmy frined 山田花子 saw i');
    await terminal.see('saw i');
    terminal.type(KEY.ctrlC);
    expect(await terminal.exited).toBe(130);
    const again = home.terminal(['report', 'resume']);
    await again.pick('Go on with this one', 0);
    await again.see('This is there already');
    await again.see('I said no 3 times.');
    await again.see('> my frined 山田花子 saw i');
    again.type('t\r.\r');
    expect(await savedAccount(home, again)).toBe('I said no 3 times.\nmy frined 山田花子 saw it');
  });

  it('goes on at once where there is no shell to come back from', async () => {
    const home = await Home.ready();
    const terminal = await atTheAccount(home);
    terminal.type(`one${KEY.ctrlZ}`);
    await terminal.see('one');
    terminal.type(' two\r.\r');
    expect(await savedAccount(home, terminal)).toBe('one two');
  });

  it.each(['xterm-256color', 'dumb'])(
    'keeps all of a paste that the terminal does not mark, with a full stop alone in it (%s)',
    async (TERM) => {
      const home = await Home.ready();
      const terminal = await atTheAccount(home, { TERM });
      terminal.type('one\r.\r:clear\r\rtwo\r');
      await terminal.see('part of your text');
      await terminal.see('two');
      terminal.type('.\r');
      expect(await savedAccount(home, terminal)).toBe('one\n.\n:clear\n\ntwo');
    },
  );

  it('says where something comes that is no text, and takes nothing of it', async () => {
    const home = await Home.ready();
    const terminal = await atTheAccount(home);
    terminal.type('Mr M');
    await terminal.see('Mr M');
    terminal.send([0xfc]);
    await terminal.see('not UTF-8');
    terminal.type('ü');
    await terminal.see('ü');
    terminal.send([...Buffer.from('\u001b[200~one '), 0xe4, ...Buffer.from(' two\rthree\u001b[201~')]);
    await terminal.see('not UTF-8');
    terminal.type('ller\r.\r');
    expect(await savedAccount(home, terminal)).toBe('Mr Müller');
  });

  it('does not lose what was typed ahead of the next line', async () => {
    const home = await Home.ready();
    const terminal = home.terminal(['community', 'edit'], { env: { TERM: 'dumb' } });
    await terminal.see('What is the community called');
    terminal.type('Ours\rreport@example.org\rhttps://example.org/coc\r');
    await terminal.see('Whom to call');
    await terminal.see('>');
    terminal.type(KEY.ctrlC);
    expect(await terminal.exited).toBe(130);
    const again = home.terminal(['community', 'edit'], { env: { TERM: 'dumb' } });
    await again.see('Whom to call');
    expect(again.text).not.toContain('Where do people report');
    again.kill('SIGKILL');
  });
});
