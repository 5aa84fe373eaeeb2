/**
 * The smallest project that runs in both engines: React, TypeScript and Vite, with one test.
 * Seeds of demos lay their own files over it. Its page names no fonts and no Tailwind: what a first
 * preview names it must fetch (180 KB for those), and an agent replaces this page at once.
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
      <div className="page" aria-hidden="true">
        <span />
        <span />
        <span />
      </div>
      <h1>Nothing here yet</h1>
      <p>The first page will appear here. To begin by hand, change src/App.tsx.</p>
    </main>
  );
}
`;

const STYLES = `body {
  margin: 0;
  min-height: 100vh;
  background: #fbf8f2;
  color: #1b1915;
  font-family: system-ui, sans-serif;
}

main {
  box-sizing: border-box;
  display: grid;
  align-content: center;
  justify-items: center;
  min-height: 100vh;
  padding: 2rem;
  text-align: center;
}

h1 {
  margin: 2rem 0 0.5rem;
  font-family: Georgia, serif;
  font-size: 1.75rem;
  font-weight: 500;
}

p {
  margin: 0;
  max-width: 26rem;
  color: #655d50;
  line-height: 1.6;
}

.page {
  display: grid;
  grid-template-columns: 2fr 1fr;
  gap: 10px;
  width: 200px;
  padding: 14px;
  border: 2px dashed #cbbfa9;
  border-radius: 14px;
}

.page span {
  height: 44px;
  border-radius: 7px;
  background: #eee6d8;
}

.page span:first-child {
  grid-column: 1 / -1;
  height: 14px;
  width: 55%;
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
