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
await bundle.write({ dir: 'dist/bench/built', format: 'esm' });
await bundle.close();
await import('../dist/bench/built/bench.js');
