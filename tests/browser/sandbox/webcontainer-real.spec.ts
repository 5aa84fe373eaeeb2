/**
 * The real WebContainer, for networks that reach stackblitz.com: set
 * FIRSTHAND_REAL_WEBCONTAINER=1. Everywhere else it is skipped, and says so.
 */
import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { build } from 'vite';
import { shellBundle } from '../../../src/sandbox/engines/embedded/shell/bundle.ts';
import { isolationHeaders } from '../../../src/sandbox/engines/webcontainer/isolation.ts';

const isReachable = process.env['FIRSTHAND_REAL_WEBCONTAINER'] === '1';

test.describe('the real WebContainer', { tag: '@network' }, () => {
  test.skip(!isReachable, 'needs a network that reaches stackblitz.com; set FIRSTHAND_REAL_WEBCONTAINER=1');

  let server: Server;
  let address = '';
  test.beforeAll(async () => {
    const root = fileURLToPath(new URL('../../harness', import.meta.url));
    const built = await build({
      root,
      configFile: false,
      logLevel: 'error',
      plugins: [shellBundle()],
      build: { write: false, target: 'es2023', rollupOptions: { input: `${root}/contract.html` } },
    });
    const outputs = (Array.isArray(built) ? built : [built]).flatMap((each) =>
      'output' in each ? each.output : [],
    );
    const files = new Map(
      outputs.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source]),
    );
    server = createServer((request, response) => {
      const path = new URL(request.url ?? '/', 'http://localhost').pathname;
      const type = path.endsWith('.html')
        ? 'text/html'
        : path.endsWith('.js')
          ? 'text/javascript'
          : 'text/plain';
      for (const [name, value] of Object.entries(isolationHeaders('/playground/')))
        response.setHeader(name, value);
      response.setHeader('Content-Type', type);
      response.end(files.get(path) ?? '');
    });
    await new Promise<void>((resolve) => server.listen(4418, resolve));
    address = 'http://localhost:4418/contract.html';
  });
  test.afterAll(() => void server?.close());

  test('boots, installs, shows the template, and runs Node', async ({ page }) => {
    await page.goto(address);
    await page.waitForFunction(() => 'contract' in window);
    const seen = await page.evaluate(() => window.contract.real());
    expect(seen.node.text).toMatch(/^v\d+/);
    expect(seen.shown).toContain('Nothing here yet');
    expect(seen.kind).toBe('webcontainer');
  });
});
