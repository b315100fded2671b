import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, it } from 'vitest';
import { checkAll } from './checks.ts';
import { someSteps, take } from './steps.ts';
import { World } from './world.ts';

/** `COC_PROPERTY_RUNS=200 COC_PROPERTY_SEED=1 npx vitest run --project property` looks longer; `_STEPS`, `_SHRINK=1` as well. */
const { COC_PROPERTY_RUNS, COC_PROPERTY_STEPS, COC_PROPERTY_SEED, COC_PROPERTY_PATH, COC_PROPERTY_SHRINK } =
  process.env;
const RUNS = Number(COC_PROPERTY_RUNS ?? 2);
const STEPS = Number(COC_PROPERTY_STEPS ?? 12);

const top = mkdtempSync(join(tmpdir(), 'coc-p-'));
const [world, before] = [join(top, 'w'), join(top, 'before')];
let team: World;

beforeAll(async () => {
  await mkdir(world);
  process.env.TMPDIR = world;
  team = await World.begin();
  execFileSync('cp', ['-a', world, before]);
}, 120_000);

afterAll(async () => {
  await rm(top, { recursive: true, force: true });
});

it(
  'loses nothing, opens for whom it should and for nobody else, and ends the same everywhere',
  async () => {
    const property = fc.asyncProperty(someSteps(STEPS), async (steps) => {
      await rm(world, { recursive: true });
      execFileSync('cp', ['-a', before, world]);
      const now = team.anew();
      try {
        for (const step of steps) await take(now, step);
        await checkAll(now);
      } catch (error) {
        throw new Error(
          `${error instanceof Error ? error.stack : error}\n\nWhat happened:\n${now.log.join('\n')}`,
        );
      }
    });
    await fc.assert(property, {
      numRuns: RUNS,
      endOnFailure: COC_PROPERTY_SHRINK === undefined,
      // The same walk each time unless somebody asks for another: what lands must not depend on luck.
      seed: COC_PROPERTY_SEED === undefined ? 11 : Number(COC_PROPERTY_SEED),
      ...(COC_PROPERTY_PATH && { path: COC_PROPERTY_PATH }),
    });
  },
  RUNS * STEPS * 30_000,
);
