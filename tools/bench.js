// Bundles the benchmark beside the built tool, since templates are found from there, and runs it.
import { runBeside } from './bundle.js';

await runBeside('bench', 'test/bench/bench.ts');
