/**
 * Serves `src` modules and test pages to a real browser: Vite in middleware mode behind
 * the headers that pages have in production, with the preview page beside it. Plain http.
 *
 * `/tests/harness/blank.html` is an empty host page: specs import what they test there.
 */
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import tailwindcss from '@tailwindcss/vite';
import sirv from 'sirv';
import { createServer as createVite } from 'vite';
import { buildVendor } from '../../scripts/build-vendor.ts';
import { shellBundle } from '../../src/sandbox/engines/embedded/shell/bundle.ts';
import { previewRoutes } from '../../src/server/preview.ts';
import { securityHeaders } from '../../src/server/security-headers.ts';
import { wantedWeakness, weaken } from './weaken.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** 0 takes one that is free; the line printed at the end says which. */
const port = Number(process.env['HARNESS_PORT'] ?? 0);

if (!existsSync(`${root}public/vendor/manifest.json`) || process.env['HARNESS_VENDOR'] !== 'keep')
  await buildVendor();

const vite = await createVite({
  root,
  configFile: false,
  appType: 'mpa',
  cacheDir: `${root}.cache/harness-vite${port === 0 ? '' : `-${port}`}`,
  logLevel: 'error',
  // No reload in the middle of a test because a package was found late.
  optimizeDeps: {
    entries: [
      'tests/harness/*.{ts,tsx}',
      'tests/browser/*-page.ts',
      '!tests/harness/serve.ts',
      'src/sandbox/**/*.ts',
      '!src/sandbox/engines/embedded/vendor-entries/**',
    ],
    rolldownOptions: { transform: { define: { 'process.env.NODE_ENV': '"production"' } } },
    include: [
      'react',
      'react/jsx-runtime',
      'react-dom/client',
      'sucrase/dist/index.js',
      'sucrase/dist/parser/index.js',
    ],
  },
  // React as it is in production: the specs measure.
  oxc: { jsx: { runtime: 'automatic', development: false } },
  plugins: [shellBundle(), tailwindcss()],
  worker: { format: 'es' },
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
});

// Not by Vite: it only knows the public files that were there when it started.
const vendor = sirv(`${root}public`, { dev: true });

const preview = getRequestListener(previewRoutes({ development: true }).fetch);

// Requests that a preview must not be able to make carry this word; the hostile suites ask for the
// count. Two of them may run at once, each in its own browser.
const leaks = { firefox: 0, chromium: 0, webkit: 0 };
type BrowserName = keyof typeof leaks;

function browserOf(agent: string): BrowserName {
  if (agent.includes('Firefox')) return 'firefox';
  return agent.includes('Chrom') ? 'chromium' : 'webkit';
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`);
  const weak = wantedWeakness(request);
  if (weak !== null) weaken(response, weak);
  const headers = securityHeaders({ origin: url.origin, path: url.pathname, engine: 'embedded' });
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (url.pathname === '/__leaks') {
    const named = url.searchParams.get('browser') ?? '';
    const asked = Object.hasOwn(leaks, named) ? (named as BrowserName) : 'chromium';
    response.end(String(leaks[asked]));
    leaks[asked] = 0;
    return;
  }
  if (!url.pathname.startsWith('/preview/') && url.href.includes('leak'))
    leaks[browserOf(request.headers['user-agent'] ?? '')]++;
  if (url.pathname.startsWith('/preview/')) {
    request.url = url.pathname.slice('/preview'.length) + url.search;
    void preview(request, response);
  } else if (url.pathname.startsWith('/vendor/')) vendor(request, response);
  else vite.middlewares(request, response);
});

server.on('error', (error) => {
  console.error(`The test pages cannot be served: ${error.message}`);
  process.exit(1);
});
server.listen(port, () => {
  const address = server.address();
  const taken = typeof address === 'object' && address !== null ? address.port : port;
  console.log(`Harness on http://localhost:${taken}/`);
});

process.on('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
  void vite.close().then(() => process.exit(0));
});
