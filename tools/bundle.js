// How src/ is bundled: by the build, and beside the built tool by the benchmark.
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

/** The folder of the project. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Bundles these entries, by name, into dist/; returns the chunks that were written. */
export async function bundle(input, chunkFileNames) {
  const bundle = await rolldown({
    cwd: root,
    input,
    platform: 'node',
    logLevel: 'warn',
    // gray-matter's JavaScript engine evaluates text; src/vault/record/document.ts puts a refusal in its place.
    checks: { eval: false },
  });
  const { output } = await bundle.write({
    dir: 'dist',
    format: 'esm',
    // Names and lines stay, so that the places which coc prints where it failed can be found.
    minify: { compress: true, mangle: false, codegen: { removeWhitespace: false } },
    chunkFileNames,
  });
  await bundle.close();
  return output;
}
