import mdx from '@astrojs/mdx';
import react from '@astrojs/react';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'astro/config';
import { shellBundle } from './src/sandbox/engines/embedded/shell/bundle.ts';
import { apiInDevelopment } from './src/server/astro-dev.ts';

export default defineConfig({
  output: 'static',
  trailingSlash: 'always',
  integrations: [react(), mdx(), apiInDevelopment()],
  vite: { plugins: [tailwindcss(), shellBundle()] },
  security: {
    csp: {
      // Attributes only: islands and drawings size things inline. Style elements need a hash.
      styleDirective: { resources: ["'self'", { resource: "'unsafe-inline'", kind: 'attribute' }] },
    },
  },
  devToolbar: { enabled: false },
});
