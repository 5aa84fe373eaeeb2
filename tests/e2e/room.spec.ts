/** What a room brings: a translator, high contrast, a keyboard alone. */
import type { Locator, Page } from '@playwright/test';
import { expect, test, watchForTrouble } from './journey.ts';
import { button, moveGuesses } from './lab-walk.ts';

/** Does to every text, now and later, what a browser's translator does: a <font> in its place. */
function translate(page: Page): Promise<void> {
  return page.evaluate(() => {
    function replace(text: Node): void {
      if (
        !text.nodeValue?.trim() ||
        !text.parentElement ||
        text.parentElement.closest('[translate="no"], font, script, style')
      )
        return;
      const font = document.createElement('font');
      const inner = document.createElement('font');
      inner.textContent = `»${text.nodeValue}«`;
      font.append(inner);
      text.parentNode?.replaceChild(font, text);
    }
    function all(root: Node): void {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const texts: Node[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode);
      for (const text of root.nodeType === Node.TEXT_NODE ? [root] : texts) replace(text);
    }
    all(document.body);
    new MutationObserver((records) => {
      for (const record of records) {
        if (record.type === 'characterData') all(record.target);
        else for (const node of record.addedNodes) if (node.nodeName !== 'FONT') all(node);
      }
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
}

test('a page that the browser translates goes on: a lab is built, nothing fails, words stay whole', async ({
  page,
}) => {
  await page.goto('/labs/web-app/?demo=offsite-planner');
  const trouble = watchForTrouble(page);
  await translate(page);
  await moveGuesses(page);
  await button(page, /Commit my predictions/).click();
  await button(page, /Watch it work/).click();
  await button(page, /Start the agent/).click();
  await button(page, /At once/).click();
  await expect(button(page, /Say what you saw/)).toBeVisible();
  await expect(page.getByRole('tab', { name: /Checks/ })).toContainText('6/6');
  await page.getByRole('tab', { name: /Checks/ }).click();
  await expect(page.getByText('»All 6 checks pass«').first()).toBeVisible();
  expect(trouble).toEqual([]);
});

test('a proxy that changes the host is named at the top of the page, not blamed on a preview', async ({
  page,
}) => {
  await page.route('**/api/status?page=*', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ json: { ...(await answer.json()), origin: 'http://127.0.0.1:4321' } });
  });
  await page.goto('/labs/');
  await expect(page.getByRole('alert')).toContainText('changes its address');
  await expect(page.getByRole('alert')).toContainText('FIRSTHAND_ORIGIN=http://localhost');
});

test('high contrast shows what is chosen, where the focus is and how far a slider stands', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  await page.goto('/labs/web-app/?demo=offsite-planner');
  const look = (locator: Locator, property: string) =>
    locator.evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
  const chosen = page.locator('label:has(> input[type="radio"]:checked)').first();
  const other = page.locator('label:has(> input[type="radio"]:not(:checked))').first();
  expect(await look(chosen, 'background-color')).not.toBe(await look(other, 'background-color'));
  const words = await chosen.locator('*').filter({ hasText: /./ }).all();
  for (const each of words) expect(await look(each, 'color')).toBe(await look(chosen, 'color'));
  await moveGuesses(page);
  await button(page, 'Commit my predictions').focus();
  expect(await look(button(page, 'Commit my predictions'), 'outline-style')).toBe('solid');
  expect(await look(page.locator('.bg-brand').first(), 'background-color')).toBe(
    await look(chosen, 'background-color'),
  );
});

test('high contrast leaves the colours that a person chooses from', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  await page.goto('/stage/');
  const colours = page.getByRole('group', { name: 'Brand colour' });
  await expect(colours).toBeVisible();
  const swatches = await colours.locator('label[style]').all();
  expect(swatches.length).toBeGreaterThan(3);
  for (const swatch of swatches) {
    const { meant, shown } = await swatch.evaluate((element: HTMLElement) => ({
      meant: element.style.backgroundColor,
      shown: getComputedStyle(element).backgroundColor,
    }));
    expect(shown).toBe(meant);
  }
});
