import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

/** Every page that the site has. A page that is missing here is found by the test of links below. */
const pages = [
  '/',
  '/labs/',
  '/labs/web-app/',
  '/stage/',
  '/playground/',
  '/runs/',
  '/record/',
  '/help/',
  '/help/start-tonight/',
  '/help/data-flow/',
  '/help/facilitator/',
  '/settings/',
  '/preflight/',
  '/enter/',
];

for (const path of pages) {
  for (const theme of ['light', 'dark'] as const) {
    test(`${path} has no accessibility violations in the ${theme} theme`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await page.goto(path, { waitUntil: 'networkidle' });
      const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
      ).toEqual([]);
    });
  }

  test(`${path} loads without an error and asks nobody else for anything`, async ({ page, baseURL }) => {
    const problems: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith('http') && url.origin !== new URL(baseURL ?? '').origin)
        problems.push(`asks ${url.origin}`);
    });
    const response = await page.goto(path, { waitUntil: 'networkidle' });
    expect(response?.status()).toBe(200);
    expect(await page.title()).not.toBe('');
    expect(problems).toEqual([]);
  });
}

test('every link on every page leads somewhere', async ({ page, request }) => {
  const links = new Set<string>();
  for (const path of pages) {
    await page.goto(path, { waitUntil: 'networkidle' });
    const found = await page
      .locator('a[href]')
      .evaluateAll((anchors) => anchors.map((anchor) => (anchor as HTMLAnchorElement).href));
    for (const href of found) {
      const url = new URL(href);
      if (url.origin === new URL(page.url()).origin) links.add(url.pathname + url.search);
    }
  }
  expect(links.size).toBeGreaterThan(8);
  for (const link of links) expect(`${link} ${(await request.get(link)).status()}`).toBe(`${link} 200`);
});

test('a page that does not exist says so, with a way back', async ({ page }) => {
  const response = await page.goto('/no-such-page/');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('link', { name: /home|start|labs/i }).first()).toBeVisible();
});

test('every page tells browsers what it may load and frame', async ({ request, baseURL }) => {
  for (const path of [...pages, '/api/status', '/no-such-page/']) {
    const headers = (await request.get(path)).headers();
    expect(headers['x-content-type-options'], path).toBe('nosniff');
    expect(headers['content-security-policy'], path).toMatch(/frame-ancestors/);
    if (pages.includes(path))
      expect(headers['content-security-policy'], path).toContain(`frame-src ${baseURL}/preview/`);
  }
});

test('pages fit a phone without scrolling sideways', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of pages) {
    await page.goto(path, { waitUntil: 'networkidle' });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, path).toBeLessThanOrEqual(0);
  }
});
