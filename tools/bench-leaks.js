// Bundles the scoring of the leak check beside the built tool, since templates are found from there, and runs it.
import { runBeside } from './bundle.js';

await runBeside('bench-leaks', 'test/bench/leaks.ts');
