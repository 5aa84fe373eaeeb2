import { openTestPage } from '../harness/open-test-page.ts';
import type { Page } from './page.ts';

/** Opens a project, path → text, on the test page of the preview; resolves when its first page is ready. */
export async function openProject(
  page: Page,
  harness: string,
  project: Readonly<Record<string, string>>,
): Promise<void> {
  await openTestPage(page, 'preview', harness);
  await page.evaluate((files) => window.harness.open(files), project);
}
