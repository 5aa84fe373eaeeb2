import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // The style sheets of the demos' apps are read as text; Vitest would empty them.
    css: { include: /src\/demos\/.*\/files\// },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
