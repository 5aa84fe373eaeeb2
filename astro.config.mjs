// @ts-check
import mdx from '@astrojs/mdx';
import react from '@astrojs/react';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'astro/config';
import { monacoStyles } from './scripts/monaco-styles.ts';
import { zodWithoutEval } from './scripts/zod-without-eval.ts';
import { buildTargets } from './src/browser-floor/floor.ts';
import { shellBundle } from './src/sandbox/engines/embedded/shell/bundle.ts';
import { apiInDevelopment } from './src/server/astro-dev.ts';

export default defineConfig({
  output: 'static',
  integrations: [react(), mdx(), apiInDevelopment()],
  vite: {
    build: { target: buildTargets },
    plugins: [tailwindcss(), shellBundle(), monacoStyles(), zodWithoutEval()],
    // Loaded late: found at the first start of the dev server, not in the middle of somebody's work.
    optimizeDeps: {
      entries: ['src/**/*.{ts,tsx}', '!src/server/**', '!src/**/files/**', '!src/**/vendor-entries/**'],
      include: ['react-dom/client', 'just-bash/browser'],
    },
  },
  security: {
    csp: {
      // Attributes only: islands and drawings size things inline. Style elements need a hash.
      styleDirective: { resources: ["'self'", { resource: "'unsafe-inline'", kind: 'attribute' }] },
    },
  },
  devToolbar: { enabled: false },
});
