import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { coc, json, show } from './run.ts';
import { decidedPlace, done, step } from './steps.ts';

const OUT = 'copy.html';
const PLAIN = { sealed: 'plain', plain: 'yes', out: OUT };

describe.concurrent('a copy for somebody outside', () => {
  it('tries', async () => {
    const { place, id } = await decidedPlace();
    const ran = await step(place, 'export', id, { for: 'accused', why: 'They asked for it.', ...PLAIN });
    console.log(ran);
    const ran2 = await step(place, 'export', id, { for: 'affected', why: 'They asked for it.', ...PLAIN });
    console.log(ran2);
    if (ran2.code === 0) console.log(readFileSync(join(place.home, OUT), 'utf8'));
    const ran3 = await step(place, 'export', id, {
      for: 'lawyer',
      to: 'Ines Roth',
      why: 'For advice.',
      permitted: 'yes',
      permission: 'Give it to our lawyer.',
      'in-short': 'Somebody followed somebody.',
      ...PLAIN,
      out: 'b.html',
    });
    console.log(ran3);
    if (ran3.code === 0) console.log(readFileSync(join(place.home, 'b.html'), 'utf8'));
    console.log((await coc(place, ['show', id])).stdout);
    console.log((await coc(place, ['export', id, '--print-form'])).stdout);
  });
});
