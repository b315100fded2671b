// Bundles src/ into dist/: one entry, and a chunk for each command, loaded when called.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { bundle, root, runBeside } from './bundle.js';

const dist = join(root, 'dist');
await rm(dist, { recursive: true, force: true });
const compiler = await runBeside('compile-playbook', 'tools/compile-playbook.ts');
await compiler.compilePlaybook(pathToFileURL(join(dist, 'playbook.json')));
await rm(join(dist, 'compile-playbook.mjs'));
// What is loaded at once needs no promises and no second loader of node's: that alone is a fifth of its start.
const built = {
  format: 'cjs',
  minify: true,
  chunkFileNames: '[name]-[hash].js',
  // Read only where an error is printed; with places in this project alone.
  sourcemap: 'hidden',
  sourcemapExcludeSources: true,
};
// What of a package a command does not use, it does not load: each is a chunk, with what it alone needs.
const packageOf = (id) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1]?.replace('/', '-');
const USED_BY_SEVERAL =
  /node_modules\/(?:@noble\/hashes|@scure\/base|chalk|fast-string-[^/]+|fast-wrap-ansi)\//;
const APART = [
  { debugName: 'packages used by several', test: USED_BY_SEVERAL, name: packageOf, priority: 1 },
  { debugName: 'packages', test: /node_modules/, name: packageOf },
];
const output = [
  ...(await bundle({ start: 'src/start/start.ts' }, { ...built, codeSplitting: false })),
  // The others are begun by these names: a thread by src/vault/incidents/openers.ts, a process by src/desk/held-mail.ts.
  ...(await bundle(
    { coc: 'src/run.ts', opener: 'src/vault/incidents/opener.ts', 'mail-reader': 'src/desk/mail-reader.ts' },
    { ...built, codeSplitting: { groups: APART } },
  )),
];
const chunks = output.filter(({ type }) => type === 'chunk');
const exported = Object.fromEntries(chunks.map(({ fileName, exports }) => [fileName, exports]));
await writeFile(join(dist, 'exports.json'), JSON.stringify(exported));
await writeFile(join(dist, 'package.json'), '{ "type": "commonjs" }\n');
await writeHelp([]);
const code = createHash('sha256');
for (const chunk of chunks) code.update(chunk.code);
await writeFile(join(dist, 'build-id'), code.digest('hex'));
await writeFile(join(dist, 'THIRD-PARTY.txt'), await licences(packagesIn(chunks)));

/** Writes down what `--help` prints of a command and of all below it, and what `--version` does, for src/start/ready-help.ts. */
async function writeHelp(path) {
  const help = await printed([...path, '--help']);
  await mkdir(join(dist, 'help'), { recursive: true });
  const below = /^Commands:\n((?: .*\n)+)/m.exec(help)?.[1]?.match(/^ {2}[a-z-]+/gm) ?? [];
  for (const name of below.map((one) => one.trim())) if (name !== 'help') await writeHelp([...path, name]);
  if (path.length === 0) await writeFile(join(dist, 'help/version.txt'), await printed(['--version']));
  await writeFile(join(dist, 'help', `${['coc', ...path].join('_')}.txt`), help);
}

/** What the built coc prints where nothing says how wide it is. */
async function printed(argv) {
  const { run } = createRequire(import.meta.url)('../dist/coc.js');
  let text = '';
  const stdout = new Writable({
    write(bytes, _encoding, done) {
      text += bytes;
      done();
    },
  });
  const io = { stdin: process.stdin, stdout, stderr: stdout, env: {}, cwd: root, now: () => new Date() };
  if ((await run(argv, io)) !== 0) throw new Error(`no help: ${argv.join(' ')}`);
  return text;
}

/** The folders of the packages that ended up in the bundle. */
function packagesIn(chunks) {
  const modules = chunks.flatMap(({ moduleIds }) => moduleIds);
  const folders = modules.flatMap((id) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? []);
  return [...new Set(folders)].sort();
}

async function licences(folders) {
  const texts = await Promise.all(
    folders.map(async (folder) => {
      const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
      const file = (await readdir(folder)).find((one) => /^(licen[cs]e|copying)/i.test(one));
      const text = file === undefined ? `Licence: ${license}` : await readFile(join(folder, file), 'utf8');
      return `${name} ${version}\n\n${text.trim()}\n`;
    }),
  );
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}
