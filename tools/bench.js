// Bundles the benchmark beside the built tool and runs it.
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));
const bundle = await rolldown({
  cwd: root,
  input: { bench: 'test/bench/bench.ts' },
  platform: 'node',
  logLevel: 'warn',
});
// Beside the built tool, since templates are found from there.
await bundle.write({ dir: 'dist', format: 'esm', chunkFileNames: 'bench-[name]-[hash].js' });
await bundle.close();
await import('../dist/bench.js');
