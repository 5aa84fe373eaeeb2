import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // The style sheets of the demos' apps are read as text; Vitest would empty them.
    css: { include: /src\/demos\/.*\/files\// },
    maxWorkers: availableParallelism(),
    // Bounds against hanging. No test is decided by them: a machine may be as slow as it likes.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 180_000, interval: 20 } },
  },
});
