// Bundles the scoring of the leak check beside the built tool, since templates are found from there, and runs it.
import { bundle } from './bundle.js';

await bundle({ 'bench-leaks': 'test/bench/leaks.ts' }, 'bench-[name]-[hash].js');
await import('../dist/bench-leaks.js');
