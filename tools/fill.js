// Lays down a clone with many incidents, to be tried by hand: node tools/fill.js HOME [COUNT [x25519|hybrid]]
import { bundle } from './bundle.js';

await bundle({ fill: 'test/bench/fill-main.ts' }, 'fill-[name]-[hash].js');
await import('../dist/fill.js');
