// Bundles the scoring of the comparison of people beside the built tool, and runs it.
import { runBeside } from './bundle.js';

await runBeside('bench-same', 'test/bench/same.ts');
