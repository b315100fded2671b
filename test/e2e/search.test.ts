import { describe, expect, it, vi } from 'vitest';
import { Home } from './home.ts';
import { REPORT, saved } from './incident.ts';
import { ProcessWatch } from './process-watch.ts';
import { KEY } from './terminal.ts';

const HOSTILE = 'By the lift: \u001b[2J\u202e a “badge 4711” at a kiosk.';

/** Ana, with an incident at a lift and another at a kiosk. */
async function twoIncidents() {
  return Home.prepared('search', async (home) => {
    const { id } = await saved(home, ['report', 'new'], REPORT);
    const other = await saved(
      home,
      ['report', 'new'],
      JSON.stringify({
        threat: 'none',
        account: HOSTILE,
        visibility: 'private',
        consent: 'no-objection',
        share: 'recorder',
      }),
    );
    return { lift: id, kiosk: other.id };
  });
}

describe.concurrent('coc search at a terminal', () => {
  it.each([40, 80])('finds while one types, and opens what is chosen, at %i columns', async (columns) => {
    const { home, facts } = await twoIncidents();
    const terminal = home.terminal(['search'], { columns });
    await terminal.see('leave');
    terminal.type('lift');
    await terminal.see(facts.kiosk);
    expect(terminal.text).toContain(facts.lift);
    terminal.type(' knocking');
    await vi.waitFor(
      async () => {
        const there = (await terminal.lines()).map(({ text }) => text).join('\n');
        expect(there).not.toContain(facts.kiosk);
        expect(there).toContain(facts.lift);
      },
      { timeout: 10_000 },
    );
    terminal.type(`${KEY.down}${KEY.enter}`);
    await terminal.see(`Incident ${facts.lift}`);
    expect(await terminal.exited).toBe(0);
    expect(terminal.text).toContain('Marlon Vane');
    expect((await terminal.lines()).filter(({ broken }) => broken)).toEqual([]);
  });

  it('lists what was found with Enter, and opens none of it', async () => {
    const { home, facts } = await twoIncidents();
    const terminal = home.terminal(['search']);
    await terminal.see('leave');
    terminal.type('knocking');
    await terminal.see('List what was found');
    terminal.type(KEY.enter);
    expect(await terminal.exited).toBe(0);
    const left = (await terminal.lines()).map(({ text }) => text).join('\n');
    expect(left).toContain(`${facts.lift}  `);
    expect(left).not.toContain(`Incident ${facts.lift}`);
    expect(left).not.toContain('What are you looking for');
  });

  it.each([
    ['Ctrl-C', KEY.ctrlC],
    ['Ctrl-D', KEY.ctrlD],
    ['Escape', '\u001b'],
  ])('is left with %s, and nothing that was typed is left behind', async (_name, key) => {
    const { home } = await twoIncidents();
    const watch = new ProcessWatch('zquark');
    const terminal = home.terminal(['search']);
    await terminal.see('leave');
    terminal.type('zquark');
    await terminal.see('Nothing that you can open has these words');
    terminal.type(key);
    expect(await terminal.exited).toBe(130);
    expect((await terminal.lines()).map(({ text }) => text).join('\n')).not.toContain('zquark');
    await watch.stop();
    expect(watch.seen).toEqual([]);
    const holding = (await home.everything()).filter(({ bytes }) =>
      /zquark|knocking/i.test(bytes.toString('latin1')),
    );
    expect(holding.map(({ path }) => path)).toEqual([]);
  });

  it('takes a paste as words, and shows nothing that acts on a terminal', async () => {
    const { home, facts } = await twoIncidents();
    const terminal = home.terminal(['search']);
    await terminal.see('leave');
    terminal.type('\u001b[200~badge\n4711\n\u001b[201~');
    await terminal.see(facts.kiosk);
    await terminal.see('\\u{1B}');
    expect(terminal.raw).not.toContain('\u202e');
    expect(terminal.raw).not.toContain(': \u001b[2J');
    terminal.type(KEY.ctrlC);
    expect(await terminal.exited).toBe(130);
  });

  it('asks once and lists, on a terminal that cannot move its cursor', async () => {
    const { home, facts } = await twoIncidents();
    const terminal = home.terminal(['search'], { env: { TERM: 'dumb' } });
    await terminal.see('What are you looking for');
    terminal.type(`knocking${KEY.enter}`);
    await terminal.see(facts.lift);
    expect(await terminal.exited).toBe(0);
    expect(terminal.text).toContain('«knocking»');
    expect(terminal.text).not.toContain(facts.kiosk);
    expect(terminal.raw).not.toContain('\u001b');
  });
});
