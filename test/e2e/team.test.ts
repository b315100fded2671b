import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Home } from './home.ts';

const NAMED = `threat: none
account: words of MARKER-qwfp
visibility: private
consent: no-objection
share: named
permission: Ben may know it.
readers: [ben]
hide-reporter: 'no'
`;

/** The six words below a sentence that says whose they are. */
function words(text: string): string {
  const said = /“((?:[a-z]+ ){5}[a-z]+)”/.exec(text.replace(/\s+/g, ' '))?.[1];
  if (said === undefined) throw new Error(`there are no six words in: ${text}`);
  return said;
}

/** Ana, who shares through an empty bare repository in her HOME. */
async function shared() {
  const ana = await Home.make();
  const remote = join(ana.folder, 'reports.git');
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', remote]);
  const began = await ana.coc([
    ...['init', '--name', 'Ana', '--email', 'ana@example.org', '--key-type', 'x25519', '--yes'],
    ...['--no-passphrase', '--no-recovery', '--remote', remote],
  ]);
  expect(began.code).toBe(0);
  return { ana, remote };
}

describe.concurrent('three people, each at a terminal', () => {
  it('join by words that they read to each other, and share one incident', async () => {
    const { ana, remote } = await shared();
    const ben = await Home.make();
    const first = words((await ana.coc(['verify'])).stdout);

    const joining = ben.terminal(['join', remote, '--no-passphrase']);
    await joining.see(first);
    await joining.answer('Do they see the same words', 'y');
    await joining.answer('Your name', 'Ben');
    await joining.answer('Your e-mail address', 'ben@example.org');
    await joining.see('Your request is on the server');
    await joining.see('must see the same');
    expect(await joining.exited).toBe(0);
    const asked = words(joining.text.slice(joining.text.lastIndexOf('must see the same')));

    const admitting = ana.terminal(['team', 'add']);
    await admitting.pick('Who wants to join', 0);
    await admitting.see(asked);
    await admitting.answer('Do they see the same words', 'y');
    await admitting.see('Ben is on the team');
    await admitting.see('Compare them aloud');
    const admitted = words(admitting.text.slice(admitting.text.lastIndexOf('Compare them aloud')));

    expect(words((await ben.coc(['sync'])).stderr)).toBe(admitted);
    const saved = await ana.coc(['report', 'new', '--answers', '-', '--yes', '--json'], { stdin: NAMED });
    expect(JSON.parse(saved.stdout)).toMatchObject({ shared: true });
    const { id } = JSON.parse(saved.stdout);
    await ben.coc(['sync']);
    expect((await ben.coc(['show', id])).stdout).toContain('MARKER-qwfp');

    for (const home of [ana, ben])
      for (const { path, bytes } of await home.everything())
        expect(bytes.includes('MARKER'), path).toBe(false);
    const log = await ben.git('log', '--format=%s');
    expect(log).toMatchObject({ code: 0, stdout: expect.stringContaining('Add to the reports') });
    expect(log.stdout).not.toMatch(/Ben|Ana/);
  });

  it('stop where the words differ, and nothing is taken over', async () => {
    const { remote } = await shared();
    const ben = await Home.make();
    const joining = ben.terminal(['join', remote, '--no-passphrase']);
    await joining.answer('Do they see the same words', 'n');
    await joining.see('this is not what the team has');
    expect(await joining.exited).toBe(1);
    expect(
      (await ben.everything()).map(({ path }) => path).filter((path) => path.includes('reports')),
    ).toEqual([]);
  });

  it('say who they are before they choose a passphrase', async () => {
    const { remote } = await shared();
    const ben = await Home.make();
    const joining = ben.terminal(['join', remote]);
    await joining.answer('Do they see the same', 'y');
    await joining.see('Your name');
    expect(joining.text).not.toContain('passphrase');
    joining.type('Ben\r');
    await joining.answer('Your e-mail', 'ben@example.org');
    await joining.see('passphrase');
    joining.kill('SIGKILL');
  });

  it.each([80, 40])('see lines that fit into %d columns', async (columns) => {
    const { remote } = await shared();
    const ben = await Home.make();
    const joining = ben.terminal(['join', remote, '--no-passphrase'], { columns });
    await joining.answer('Do they see the same', 'y');
    await joining.answer('Your name', 'Ben');
    await joining.answer('Your e-mail', 'ben@example.org');
    await joining.see('When they have added');
    expect(await joining.exited).toBe(0);
    const broken = (await joining.lines()).filter((line) => line.broken).map(({ text }) => text);
    // A path is copied as it stands.
    expect(broken.filter((text) => !text.startsWith('/'))).toEqual([]);
  });
});
