// Bundles src/ into dist/: one entry, and a chunk for each command, loaded when called.
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = new URL('..', import.meta.url);
await rm(new URL('dist', root), { recursive: true, force: true });
const bundle = await rolldown({
  cwd: fileURLToPath(root),
  input: { coc: 'src/run.ts' },
  platform: 'node',
  logLevel: 'warn',
  // gray-matter's JavaScript engine evaluates text; src/vault/document.ts puts a refusal in its place.
  checks: { eval: false },
});
await bundle.write({ dir: 'dist', format: 'esm', chunkFileNames: '[name]-[hash].js' });
await bundle.close();
