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

const root = fileURLToPath(new URL('../..', import.meta.url));
const port = Number(process.env['HARNESS_PORT'] ?? 4400);

if (!existsSync(`${root}public/vendor/manifest.json`) || process.env['HARNESS_VENDOR'] !== 'keep')
  await buildVendor();

const vite = await createVite({
  root,
  configFile: false,
  appType: 'mpa',
  cacheDir: `${root}.cache/harness-vite-${port}`,
  logLevel: 'error',
  // No reload in the middle of a test because a package was found late.
  optimizeDeps: {
    entries: [
      'tests/harness/*.{ts,tsx}',
      '!tests/harness/serve.ts',
      'src/sandbox/**/*.ts',
      '!src/sandbox/engines/embedded/vendor-entries/**',
    ],
    include: ['react', 'react-dom/client', 'sucrase/dist/index.js', 'sucrase/dist/parser/index.js'],
  },
  plugins: [shellBundle(), tailwindcss()],
  worker: { format: 'es' },
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
});

// The hostile suite weakens a policy here, to see that it notices: `/__weaken?from=…&to=…`, without them as it was.
let weak: { from: string; to: string } | null = null;
const weaken = (policy: string) => (weak === null ? policy : policy.replace(weak.from, weak.to));

// Not by Vite: it only knows the public files that were there when it started.
const vendor = sirv(`${root}public`, { dev: true });

const preview = getRequestListener(
  previewRoutes({
    development: true,
    headers: (headers) => ({
      ...headers,
      'Content-Security-Policy': weaken(headers['Content-Security-Policy'] ?? ''),
      ...(weak === null ? {} : { 'Connection-Allowlist': '' }),
    }),
  }).fetch,
);

// Requests that a preview must not be able to make carry this word; the hostile suite asks for the count.
let leaks = 0;

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`);
  const headers = securityHeaders({ origin: url.origin, path: url.pathname, engine: 'embedded' });
  for (const [name, value] of Object.entries(headers))
    response.setHeader(name, name === 'content-security-policy' ? weaken(value) : value);
  if (url.pathname === '/__leaks') {
    response.end(String(leaks));
    leaks = 0;
    return;
  }
  if (url.pathname === '/__weaken') {
    const from = url.searchParams.get('from');
    weak = from === null ? null : { from, to: url.searchParams.get('to') ?? '' };
    response.end();
    return;
  }
  if (!url.pathname.startsWith('/preview/') && url.href.includes('leak')) leaks++;
  if (url.pathname.startsWith('/preview/')) {
    request.url = url.pathname.slice('/preview'.length) + url.search;
    void preview(request, response);
  } else if (url.pathname.startsWith('/vendor/')) vendor(request, response);
  else vite.middlewares(request, response);
});

server.listen(port, () => console.log(`Harness on http://localhost:${port}/`));

process.on('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
  void vite.close().then(() => process.exit(0));
});
