import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
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
  // Also where somebody on the team only ever looks up what to say.
  await home.start(['guide', 'threat']);
  expect(await readdir(remembered)).toHaveLength(1);
  await edit('another-one');
  expect(await nameNow()).toBe('another-one');
});

it('the built tool names the nearest key that is known', async () => {
  const home = await Home.ready();
  const path = join(home.folder, 'typed.yaml');
  await writeFile(path, (await readTemplate(SHIPPED_PLAYBOOK)).replace(/^ {2}grounds:$/m, '  groundz:'));
  const { stderr, code } = await home.start(['policy', 'check', path]);
  expect(code).toBe(1);
  expect(stderr.replace(/\s+/g, ' ')).toContain('Unrecognized key: "groundz"; did you mean "grounds"?');
});

describe('what node compiled of the built tool', () => {
  const answers = [
    ...['threat: none', 'account: Quetzalmarker', 'visibility: private', 'consent: not-said-yet'],
    ...['share: recorder', ''],
  ].join('\n');
  const report = ['report', 'new', '--answers', '-', '--yes', '--json'];

  it('is remembered, and nothing of what it worked on is in it', async () => {
    const home = await Home.ready();
    const cache = join(home.folder, 'cache');
    const env = { XDG_CACHE_HOME: cache };
    const reported = await home.start(report, { stdin: answers, env });
    expect(reported).toMatchObject({ code: 0 });
    const { id } = JSON.parse(reported.stdout);
    for (let count = 0; count < 2; count += 1)
      expect((await home.start(['show', id], { env })).stdout).toContain('Quetzalmarker');
    const files = await codeIn(cache);
    expect(files.length).toBeGreaterThan(10);
    for (const path of files) {
      const code = await readFile(path);
      for (const word of ['Quetzalmarker', home.folder]) expect(code.includes(word), path).toBe(false);
    }
  });

  it('is written again where it is damaged, and never taken from others', async () => {
    const home = await Home.ready();
    const cache = join(home.folder, 'cache');
    const help = (): Promise<unknown> => home.start(['--help'], { env: { XDG_CACHE_HOME: cache } });
    const first = await help();
    const [file = ''] = (await codeIn(cache)).filter((path) => path.endsWith('coc.js.code'));
    const whole = await readFile(file);
    await writeFile(file, Buffer.alloc(whole.length, 1));
    expect(await help()).toEqual(first);
    expect((await readFile(file)).equals(Buffer.alloc(whole.length, 1))).toBe(false);
    await writeFile(file, 'theirs');
    await chmod(cache, 0o777);
    expect(await help()).toEqual(first);
    expect(await readFile(file, 'utf8')).toBe('theirs');
  });
});

async function codeIn(cache: string): Promise<readonly string[]> {
  const found = await readdir(join(cache, 'coc/code'), { recursive: true, withFileTypes: true });
  return found.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
}

it('the maps of the built tool name places of the project alone', async () => {
  const dist = new URL('../../dist/', import.meta.url);
  const maps = (await readdir(dist)).filter((name) => name.endsWith('.map'));
  expect(maps.length).toBeGreaterThan(10);
  for (const name of maps) {
    const { sources, sourcesContent, sourceRoot } = JSON.parse(await readFile(new URL(name, dist), 'utf8'));
    expect({ sourcesContent, sourceRoot }).toEqual({});
    for (const source of sources) expect(source).toMatch(/^\.\.\/(?:src|node_modules)\//);
  }
});

it('where something goes wrong inside the built tool, the place in the source is said', async () => {
  const home = await Home.ready();
  const dist = new URL('../../dist/', import.meta.url).pathname;
  const script = `
    const io = { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, env: process.env, now: () => new Date() };
    Object.defineProperty(io, 'cwd', { get: () => { throw new Error('Quetzalmarker'); } });
    require('${dist}coc.js').run(['list'], io).then((code) => process.exit(code));
  `;
  const { code, stderr } = await home.run(process.execPath, ['-e', script]);
  expect(code).toBe(70);
  expect(stderr).toMatch(/^ +at src\/app\.ts:\d+:\d+$/m);
  expect(stderr).not.toContain('Quetzalmarker');
  expect(stderr).not.toContain(dist);
});

describe('what starts quickly', () => {
  const HELP = new URL('../../dist/help/', import.meta.url);

  it('prints the help that commander would, of every command', async () => {
    const home = await Home.make();
    const files = await readdir(HELP);
    expect(files.length).toBeGreaterThan(40);
    for (const file of files) {
      const [, ...path] = file.replace(/\.txt$/, '').split('_');
      const argv = file === 'version.txt' ? ['--version'] : [...path, '--help'];
      const { stdout } = await home.coc(argv);
      expect(await readFile(new URL(file, HELP), 'utf8'), file).toBe(stdout);
    }
    for (const argv of [['--help'], ['report', 'new', '-h'], ['-V']])
      expect(await home.start(argv)).toEqual(await home.coc(argv));
  });

  it.each([
    ['--help', ['coc', 'errors', 'inert', 'io', 'rolldown-runtime']],
    ['--version', ['coc', 'errors', 'inert', 'io', 'rolldown-runtime']],
  ])('loads next to nothing for %s', async (argument, chunks) => {
    const { run, builtins } = await loaded(await Home.ready(), [argument]);
    expect(run.filter((one) => !chunks.includes(one))).toEqual([]);
    expect(builtins).toEqual([]);
  });

  it('loads for a guide neither what opens incidents nor what asks', async () => {
    const home = await Home.ready();
    await home.start(['guide', 'threat']);
    const { run } = await loaded(home, ['guide', 'threat']);
    const heavy =
      /zod$|yaml|gray-matter|noble|scure|age|inquirer|simple-git|prompter|vault|steps|keys|any-ascii/;
    expect(run.filter((one) => heavy.test(one) && one !== 'late-zod')).toEqual([]);
    expect(run).toContain('guide');
  });
});

/** The chunks that a command ran, without what tells builds apart, and what it loaded of node that takes long. */
async function loaded(home: Home, argv: readonly string[]) {
  const cache = await mkdtemp(join(home.folder, 'cache-'));
  const list = join(home.folder, 'builtins.cjs');
  await writeFile(
    list,
    "process.on('exit', () => require('fs').writeFileSync(__dirname + '/loaded', process.moduleLoadList.join()));",
  );
  const env = { XDG_CACHE_HOME: cache, NODE_OPTIONS: `--require=${list}` };
  expect(await home.start(argv, { env })).toMatchObject({ code: 0 });
  const chunks = (await codeIn(cache)).map((path) => basename(path, '.js.code'));
  const all = (await readFile(join(home.folder, 'loaded'), 'utf8')).split(',');
  const heavy = [
    'crypto',
    'child_process',
    'readline',
    'http',
    'worker_threads',
    'fs/promises',
    'internal/deps/undici/undici',
  ];
  return {
    run: chunks.map((one) => one.replace(/-[\w-]{8}$/, '')).sort(),
    builtins: heavy.filter((name) => all.includes(`NativeModule ${name}`)),
  };
}
