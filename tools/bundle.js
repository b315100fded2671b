// How src/ is bundled: by the build, and beside the built tool by the benchmark.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

/** The folder of the project. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Schemas are made when something is first read with them. */
const LATE_ZOD = {
  name: 'late-zod',
  resolveId(name, importer) {
    const isOurs = importer?.startsWith(join(root, 'src')) && importer !== lateZod;
    return name === 'zod' && isOurs ? lateZod : null;
  },
};
const lateZod = join(root, 'src/start/late-zod.ts');

/** Bundles these entries, by name, into dist/, as `options` of rolldown's output say; returns what was written. */
export async function bundle(input, options) {
  const bundle = await rolldown({
    cwd: root,
    input,
    platform: 'node',
    // Native; only the benchmark starts terminals.
    external: ['@lydell/node-pty'],
    logLevel: 'warn',
    // gray-matter's JavaScript engine evaluates text; src/vault/record/document.ts puts a refusal in its place.
    checks: { eval: false },
    plugins: [LATE_ZOD],
    optimization: { inlineConst: true },
  });
  const { output } = await bundle.write({ dir: 'dist', ...options });
  await bundle.close();
  return output;
}

/** Bundles one file of a tool beside the built coc, where it finds the templates, and loads it. */
export async function runBeside(name, file) {
  await bundle({ [name]: file }, { format: 'esm', entryFileNames: '[name].mjs', codeSplitting: false });
  return import(new URL(`../dist/${name}.mjs`, import.meta.url).href);
}
