import { defineConfig } from 'vitest/config';

const SLOW = { testTimeout: 240_000, hookTimeout: 240_000 };
const setupFiles = ['test/places/set-up.ts'];

export default defineConfig({
  test: {
    maxWorkers: 2,
    globalSetup: ['test/places/whole-run.ts'],
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.ts'], isolate: false } },
      {
        extends: true,
        test: { name: 'integration', include: ['test/integration/**/*.test.ts'], setupFiles, ...SLOW },
      },
      { extends: true, test: { name: 'property', include: ['test/property/**/*.test.ts'], setupFiles } },
      { extends: true, test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], setupFiles, ...SLOW } },
    ],
  },
});
