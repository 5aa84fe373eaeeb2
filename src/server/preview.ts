/**
 * The preview page: a shell with one inline script, under the policy of the sandbox
 * boundary. Everything that an agent or a participant wrote runs in it, so these headers
 * are what holds it.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { buildTargets } from '../browser-floor/floor.ts';

const root = new URL('../../', import.meta.url);
const script = fileURLToPath(new URL('src/sandbox/engines/embedded/frame/bootstrap.ts', root));
const built = fileURLToPath(new URL('dist-preview/page.json', root));

/** The page and the hash of its script, as a CSP source. */
export interface PreviewPage {
  readonly html: string;
  readonly scriptHash: string;
}

/** Bundles the frame's script into the page. Needs esbuild: at build time, or in development. */
export async function makePreviewPage(): Promise<PreviewPage> {
  const { build } = await import('esbuild');
  const result = await build({
    entryPoints: [script],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: buildTargets,
    legalComments: 'none',
    charset: 'ascii',
    banner: { js: '"use strict";' },
    logLevel: 'error',
  });
  const code = (result.outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script');
  const scriptHash = `'sha256-${createHash('sha256').update(code).digest('base64')}'`;
  const note =
    'margin:0;height:100vh;display:grid;place-items:center;font:500 16px system-ui,sans-serif;color:#6b6b6b;background:#fff';
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Preview</title><script>${code}</script></head><body style="${note}"><p>Nothing here yet</p></body></html>`;
  return { html, scriptHash };
}

/** A short name for exactly this page, for its address: `/preview/?v=…`. */
export function pageVersion({ html }: PreviewPage): string {
  return createHash('sha256').update(html).digest('hex').slice(0, 16);
}

/** Builds the page to where the production server reads it. */
export async function buildPreviewPage(): Promise<PreviewPage> {
  const page = await makePreviewPage();
  await mkdir(new URL('./', `file://${built}`), { recursive: true });
  await writeFile(built, JSON.stringify(page));
  return page;
}

/** The policy of a preview: no source but itself, no origin, no way out. */
export function previewPolicy(scriptHash: string): string {
  return [
    'sandbox allow-scripts allow-forms',
    "default-src 'none'",
    `script-src ${scriptHash} 'unsafe-eval'`,
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    'font-src data:',
    'worker-src blob:',
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-src 'none'",
  ].join('; ');
}

/** All headers of the preview page. */
export function previewHeaders(scriptHash: string): Record<string, string> {
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': `${previewPolicy(scriptHash)}; frame-ancestors 'self'`,
    'Cache-Control': 'no-cache',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    // An isolated host refuses a frame without this header. Not `require-corp`: with it WebKit
    // cancels every blob worker of a page that has no origin, and with that every test.
    'Cross-Origin-Embedder-Policy': 'credentialless',
    'Permissions-Policy':
      'camera=(), microphone=(), geolocation=(), display-capture=(), clipboard-read=(), payment=(), usb=()',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-DNS-Prefetch-Control': 'off',
    // Browsers that know it open no connection at all: it covers `preconnect`, which no policy above does.
    'Connection-Allowlist': '()',
  };
}

/** Options of {@link previewRoutes}. */
export interface PreviewRouteOptions {
  /** Bundles the page on every request instead of reading the built one. */
  readonly development?: boolean;
  /** The page to serve, instead of the built one. */
  readonly page?: () => Promise<PreviewPage>;
  /** Headers as they are sent; a test weakens them here to see that it notices. */
  readonly headers?: (headers: Record<string, string>) => Record<string, string>;
}

/** Serves `GET /` of the preview: mounted under `/preview` by the server and the test harness. */
export function previewRoutes(options: PreviewRouteOptions = {}): Hono {
  let kept: Promise<PreviewPage> | null = null;
  const load = (): Promise<PreviewPage> => {
    if (options.development === true) return makePreviewPage();
    if (options.page) return options.page();
    kept ??= readFile(built, 'utf8').then((text) => JSON.parse(text) as PreviewPage, makePreviewPage);
    return kept;
  };
  const app = new Hono();
  app.get('/', async (context) => {
    const page = await load();
    const { html, scriptHash } = page;
    const headers = previewHeaders(scriptHash);
    // A browser keeps the page that was asked for by its version: a preview starts anew with no server in reach.
    const isNamed = options.development !== true && context.req.query('v') === pageVersion(page);
    if (isNamed) headers['Cache-Control'] = 'private, max-age=31536000, immutable';
    return context.body(html, 200, options.headers?.(headers) ?? headers);
  });
  // The host's policy lets a frame go anywhere below /preview/: nothing else there may be a page that runs.
  app.all('*', (context) =>
    context.body('Not found', 404, {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'X-Content-Type-Options': 'nosniff',
    }),
  );
  return app;
}
