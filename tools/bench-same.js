// Bundles the scoring of the comparison of people beside the built tool, and runs it.
import { bundle } from './bundle.js';

await bundle({ 'bench-same': 'test/bench/same.ts' }, 'bench-[name]-[hash].js');
await import('../dist/bench-same.js');
