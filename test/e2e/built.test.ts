import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SHIPPED_PLAYBOOK } from '../../src/community/community.ts';
import type { CompiledPlaybook } from '../../src/compiled-playbook.ts';
import { textDigest } from '../../src/compiled-playbook.ts';
import { digest } from '../../src/incident/canonical.ts';
import { parsePlaybook } from '../../src/policy/playbook.ts';
import { readTemplate } from '../../src/templates.ts';
import { readYaml } from '../../src/yaml.ts';
import { Home } from './home.ts';

it('the built tool has the shipped playbook as reading and checking it gives it', async () => {
  const built = await readFile(new URL('../../dist/playbook.json', import.meta.url), 'utf8');
  const text = await readTemplate(SHIPPED_PLAYBOOK);
  const data = readYaml(text, SHIPPED_PLAYBOOK);
  expect(JSON.parse(built) as CompiledPlaybook).toEqual({
    textDigest: textDigest(text),
    digest: digest(data),
    data,
    checked: parsePlaybook(data),
  });
});

it('the built tool remembers the check of a team’s own playbook, and goes by the text all the same', async () => {
  const home = await Home.ready();
  const remembered = join(home.folder, '.local/state/coc/playbooks');
  const nameNow = async (): Promise<string> =>
    JSON.parse((await home.start(['policy', 'show', '--json'])).stdout).name;
  const edit = async (name: string): Promise<void> => {
    const text = (await readTemplate(SHIPPED_PLAYBOOK)).replace(/^name: .*$/m, `name: ${name}`);
    const path = join(home.folder, 'playbook.yaml');
    await writeFile(path, text);
    const ran = await home.start(['policy', 'edit', '--file', path]);
    expect(ran).toMatchObject({ code: 0 });
  };
  await edit('one-of-ours');
  expect(await nameNow()).toBe('one-of-ours');
  const names = await readdir(remembered);
  expect(names.length).toBeGreaterThan(0);
  expect(await nameNow()).toBe('one-of-ours');
  for (const name of names) await writeFile(join(remembered, name), '{"textDigest":"x"');
  expect(await nameNow()).toBe('one-of-ours');
  for (const name of names) await rm(join(remembered, name));
  await edit('another-one');
  expect(await nameNow()).toBe('another-one');
});
