// Bundles the benchmark beside the built tool, since templates are found from there, and runs it.
import { bundle } from './bundle.js';

await bundle({ bench: 'test/bench/bench.ts' }, 'bench-[name]-[hash].js');
await import('../dist/bench.js');
