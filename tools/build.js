// Bundles src/ into dist/: one entry, and a chunk for each command, loaded when called.
import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle, root } from './bundle.js';

await rm(join(root, 'dist'), { recursive: true, force: true });
const output = await bundle(
  { coc: 'src/run.ts', 'compile-playbook': 'tools/compile-playbook.ts' },
  '[name]-[hash].js',
);
const compiler = join(root, 'dist/compile-playbook.js');
const { compilePlaybook } = await import(pathToFileURL(compiler).href);
await compilePlaybook(pathToFileURL(join(root, 'dist/playbook.json')));
await rm(compiler);
const code = createHash('sha256');
for (const chunk of output) code.update(chunk.type === 'chunk' ? chunk.code : '');
await writeFile(join(root, 'dist/build-id'), code.digest('hex'));
await writeFile(join(root, 'dist/THIRD-PARTY.txt'), await licences(packagesIn(output)));

/** The folders of the packages that ended up in the bundle. */
function packagesIn(chunks) {
  const modules = chunks.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []));
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
