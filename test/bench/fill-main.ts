import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fillRepository } from './fill.ts';

/* Lays down an empty HOME with a clone of many incidents, to be tried by hand: `node tools/fill.js HOME [COUNT [KEYTYPE]]`. */

const [home = '', count = '1000', keyType = 'hybrid'] = process.argv.slice(2);
if (home === '' || (keyType !== 'x25519' && keyType !== 'hybrid'))
  throw new Error('usage: node tools/fill.js HOME [COUNT [x25519|hybrid]]');
const place = resolve(home);
await mkdir(place, { recursive: true });
await fillRepository(place, join(place, '.local/share/coc/code-of-conduct-reports'), {
  keyType,
  incidents: Number(count),
  readers: 5,
});
