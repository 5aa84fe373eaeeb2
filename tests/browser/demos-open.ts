/** A browser's page in which demos can be played, for specs. */
import type { Browser, Page } from '@playwright/test';
import type { CheckResult } from '../../src/demos/demo.ts';
import type { DemosPage } from './demos-page.ts';

declare global {
  var demos: DemosPage;
}

export async function openDemosPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1240, height: 720 } });
  await page.goto('/tests/harness/blank.html');
  await page.evaluate(async () => {
    const path = '/tests/browser/demos-page.ts';
    globalThis.demos = ((await import(path)) as { page: DemosPage }).page;
  });
  return page;
}

/** Checks that do not pass, with what they say. */
export function failing(results: readonly CheckResult[]): string[] {
  return results.filter((result) => !result.pass).map((result) => `${result.id}: ${result.detail}`);
}
