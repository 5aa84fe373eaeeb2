import type { Page } from './page.ts';

/** Opens a project, path → text, on the test page of the preview; resolves when its first page is ready. */
export async function openProject(
  page: Page,
  harness: string,
  project: Readonly<Record<string, string>>,
): Promise<void> {
  await page.goto(`${harness}/tests/harness/preview.html`);
  await page.until('the page is ready', () => page.evaluate(() => window.harness !== undefined));
  await page.evaluate((files) => window.harness.open(files), project);
}
