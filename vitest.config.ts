import { defineConfig } from 'vitest/config';

/*
 * Files share the modules of their worker, also across folders: what is imported is compiled once, which takes a fifth off
 * the whole. What a module remembers from one file to the next (keys, playbooks that were read) it may remember in a run.
 */
export default defineConfig({
  test: {
    maxWorkers: 2,
    isolate: false,
    globalSetup: ['test/places/whole-run.ts'],
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 30_000 } },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['test/{integration,property,e2e}/**/*.test.ts'],
          setupFiles: ['test/places/set-up.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
