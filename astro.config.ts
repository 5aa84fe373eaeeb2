import mdx from '@astrojs/mdx';
import react from '@astrojs/react';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'astro/config';

export default defineConfig({
  output: 'static',
  trailingSlash: 'always',
  integrations: [react(), mdx()],
  vite: { plugins: [tailwindcss()] },
  security: { csp: true },
  devToolbar: { enabled: false },
});
