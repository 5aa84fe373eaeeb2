/**
 * The smallest project that runs in both engines: React, TypeScript and Vite, with one test.
 * Seeds of demos lay their own files over it.
 */

const PACKAGE = {
  name: 'project',
  private: true,
  version: '0.0.0',
  type: 'module',
  scripts: { dev: 'vite', build: 'vite build', test: 'vitest run', typecheck: 'tsc --noEmit' },
  dependencies: {
    clsx: '^2.1.1',
    'date-fns': '^4.1.0',
    'lucide-react': '^1.0.0',
    react: '^19.2.0',
    'react-dom': '^19.2.0',
    'react-router': '^8.0.0',
    recharts: '^3.0.0',
    zod: '^4.0.0',
  },
  devDependencies: {
    '@tailwindcss/vite': '^4.1.0',
    '@types/react': '^19.2.0',
    '@types/react-dom': '^19.2.0',
    '@vitejs/plugin-react': '^5.0.0',
    tailwindcss: '^4.1.0',
    typescript: '^5.9.0',
    vite: '^7.0.0',
    vitest: '^4.0.0',
  },
};

const INDEX = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="UTF-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>App</title>
  </head>
  <body>
    <div id="root"></div>
    <script type="module" src="/src/main.tsx"></script>
  </body>
</html>
`;

const MAIN = `import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import './styles.css';

const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
`;

const APP = `export function App() {
  return (
    <main>
      <h1>Nothing here yet</h1>
      <p>Ask the agent for something, or change /src/App.tsx.</p>
    </main>
  );
}
`;

const STYLES = `@import "tailwindcss";

body {
  margin: 0;
  font-family: system-ui, sans-serif;
}

main {
  max-width: 40rem;
  margin: 4rem auto;
  padding: 0 1.5rem;
}
`;

const VITE = `import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({ plugins: [react(), tailwindcss()] });
`;

const TSCONFIG = {
  compilerOptions: {
    target: 'ES2022',
    lib: ['ES2022', 'DOM', 'DOM.Iterable'],
    module: 'ESNext',
    moduleResolution: 'bundler',
    jsx: 'react-jsx',
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    types: ['vite/client'],
  },
  include: ['src'],
};

const toJson = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** Path → text. */
export const projectTemplate: Readonly<Record<string, string>> = {
  '/index.html': INDEX,
  '/package.json': toJson(PACKAGE),
  '/src/App.tsx': APP,
  '/src/main.tsx': MAIN,
  '/src/styles.css': STYLES,
  '/tsconfig.json': toJson(TSCONFIG),
  '/vite.config.ts': VITE,
};
