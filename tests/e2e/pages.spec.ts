import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

/** Every page that the site has. A page that is missing here is found by its links. */
const pages = [
  '/',
  '/labs/',
  '/labs/web-app/',
  '/labs/financial-model/',
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

test.describe.configure({ mode: 'parallel' });

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).exclude('iframe').analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

/** Addresses of this site that a page links to. */
async function linksOf(page: Page): Promise<string[]> {
  const found = await page
    .locator('a[href]')
    .evaluateAll((anchors) => anchors.map((anchor) => (anchor as HTMLAnchorElement).href));
  const urls = found.map((href) => new URL(href));
  const { origin } = new URL(page.url());
  return urls.filter((url) => url.origin === origin).map((url) => url.pathname + url.search);
}

for (const path of pages) {
  test(`${path} loads without an error, asks nobody else, is accessible in both themes, leads somewhere, fits a phone`, async ({
    page,
    request,
    baseURL,
  }) => {
    const problems: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('request', (asked) => {
      const url = new URL(asked.url());
      if (url.protocol.startsWith('http') && url.origin !== new URL(baseURL ?? '').origin)
        problems.push(`asks ${url.origin}`);
    });
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    const response = await page.goto(path, { waitUntil: 'networkidle' });
    expect(response?.status()).toBe(200);
    expect(await page.title()).not.toBe('');
    expect(await violations(page), 'light').toEqual([]);
    const links = new Set(await linksOf(page));
    expect(links.size).toBeGreaterThan(0);
    for (const link of links) {
      expect(`${link} ${(await request.get(link)).status()}`).toBe(`${link} 200`);
      expect(pages, 'every page is looked at here').toContain(new URL(link, page.url()).pathname);
    }

    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await page.reload({ waitUntil: 'networkidle' });
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    expect(await violations(page), 'dark').toEqual([]);

    await page.setViewportSize({ width: 390, height: 844 });
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await expect.poll(overflow, 'on a phone nothing scrolls sideways').toBeLessThanOrEqual(0);
    expect(problems).toEqual([]);
  });
}

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
