// Lays down a clone with many incidents, to be tried by hand: node tools/fill.js HOME [COUNT [x25519|hybrid]]
import { runBeside } from './bundle.js';

await runBeside('fill', 'test/bench/fill-main.ts');
