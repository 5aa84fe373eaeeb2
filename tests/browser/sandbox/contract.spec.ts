/** The contract of the sandbox in a real browser: its workers, frames and limits, on both engines. */
import { expect, type Page, test } from '@playwright/test';
import type {} from '../../harness/contract-page.ts';
import { openTestPage } from '../../harness/open-test-page.ts';
import { sandboxContract } from '../../sandbox/contract.ts';

async function open(page: Page): Promise<void> {
  await openTestPage(page, 'contract');
}

for (const engine of ['embedded', 'webcontainer']) {
  test.describe(`the ${engine} engine keeps the contract`, () => {
    let page: Page;
    test.beforeAll(async ({ browser }) => {
      page = await browser.newPage();
      await open(page);
    });
    test.afterAll(() => page.close());

    for (const { name } of sandboxContract) {
      test(name, async () => {
        const wrong = await page.evaluate(
          ([kind, title]) => window.contract.run(kind ?? '', title ?? ''),
          [engine, name],
        );
        expect(wrong).toBeNull();
      });
    }
  });
}

test('the template is shown, tested, built, and follows the shell', async ({ page }) => {
  await open(page);
  const seen = await page.evaluate(() => window.contract.template());
  expect(seen.shown).toContain('Nothing here yet');
  expect(seen.build).toMatchObject({ exit: 0, text: expect.stringContaining('every import is found') });
  expect(seen.tests.exit).toBe(1);
  expect(seen.tests.text).toContain('src/sum.test.ts');
  expect(seen.last.text.trim()).toBe('Tests  1 passed | 1 failed (2)');
  expect(seen.after).toContain('Changed by the shell');
  expect(seen.broken).toMatchObject({ exit: 1, text: expect.stringContaining('src/broken.ts:1') });
  expect(seen.frames).toBe(0);
});
