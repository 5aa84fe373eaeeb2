/**
 * The WebContainer engine's preview in a real browser, on the double of its library: the
 * dev server's address is answered by the test, with the kit's real script in the page.
 */
import { expect, test } from '@playwright/test';
import { build } from 'esbuild';
import type {} from '../../harness/contract-page.ts';
import { openTestPage } from '../../harness/open-test-page.ts';

const SERVER = 'https://project--5173--double.local-credentialless.webcontainer-api.io';

async function bundleScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: ['src/sandbox/engines/webcontainer/preview-script.ts'],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  });
  return outputFiles[0]?.text ?? '';
}

const page = (
  script: string,
) => `<!doctype html><html lang="en"><head><script>${script.replaceAll('</script', '<\\/script')}</script></head>
<body><main><h1>From the dev server</h1><button id="b">Count</button><p id="n">0</p></main>
<script>
  let n = 0;
  b.onclick = () => { n += 1; document.getElementById('n').textContent = 'clicked ' + n; console.warn('count', n); };
</script></body></html>`;

// The content policy of the page is the server's business; here its frame comes from the test.
test.use({ bypassCSP: true });

test('installs, starts the dev server, shows its page and answers through the probe', async ({
  page: host,
}) => {
  const script = await bundleScript();
  await host.route(`${SERVER}/**`, (route) =>
    route.fulfill({ contentType: 'text/html', body: page(script) }),
  );
  await openTestPage(host, 'contract');
  const seen = await host.evaluate((text) => window.contract.container(text), script);
  expect(seen.spawned).toEqual(['npm install --no-audit --no-fund', 'npm run dev']);
  expect(seen.scripts).toEqual([true]);
  expect(seen.before).toContain('From the dev server');
  expect(seen.acted).toMatchObject({ ok: true });
  expect(seen.after).toContain('clicked 1');
  expect(seen.reloaded).not.toContain('clicked 1');
  expect(seen.running).toBe(0);
  const types = seen.events.map(({ type }) => type);
  expect(types.slice(0, 3)).toEqual(['loading', 'problems', 'ready']);
  expect(seen.events[1]).toMatchObject({ problems: [] });
  expect(seen.events).toContainEqual({ type: 'console', level: 'warn', text: 'count 1' });
  expect(seen.events).toContainEqual({
    type: 'error',
    error: expect.objectContaining({ path: '/src/App.tsx', line: 3, column: 9 }),
  });
});

test('an install that fails is told with npm’s own words, and attaching still ends', async ({
  page: host,
}) => {
  await openTestPage(host, 'contract');
  const seen = await host.evaluate(() => window.contract.container('', ['react']));
  const last = seen.events.at(-1);
  expect(last).toMatchObject({ type: 'error', error: { message: expect.stringContaining('npm error 404') } });
  expect(seen.spawned).toEqual(['npm install --no-audit --no-fund']);
});
