import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Around a whole run of the tests: a folder for what is made once and copied (`once.ts`). */
export default async function setUp(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'coc-made-'));
  process.env.COC_TEST_MADE = folder;
  return () => rm(folder, { recursive: true, force: true });
}
