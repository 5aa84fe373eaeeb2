/** Typing into the workbook as people outside of England do: decimal commas, taps, a press that selects. */
import { expect, type Page, test } from '@playwright/test';
import type {} from '../harness/workbook-grid-page.tsx';

test.use({ locale: 'de-DE', hasTouch: true });

async function open(page: Page): Promise<void> {
  await page.goto('/tests/harness/workbook-grid.html?model=small');
  await page.waitForSelector('body[data-ready]');
  await page.getByRole('grid').waitFor();
}

const cell = (page: Page, name: string) => page.locator(`[data-cell="${name}"]`);
const nameBox = (page: Page) => page.getByLabel('Cell or name to go to');
const inputOf = (page: Page, row: number, column: number): Promise<unknown> =>
  page.evaluate(([r, c]) => window.bench.workbook.inputAt('Assumptions', r, c), [row, column] as const);

async function type(page: Page, at: string, text: string): Promise<void> {
  await cell(page, at).click();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

test('a decimal comma is one', async ({ page }) => {
  await open(page);
  await type(page, 'B6', '0,5');
  await expect.poll(() => inputOf(page, 5, 1)).toBe(0.5);
  await type(page, 'B5', '2,4');
  await expect.poll(() => inputOf(page, 4, 1)).toBe(0.024);
  await type(page, 'B6', '=0,5*B4');
  await expect.poll(() => inputOf(page, 5, 1)).toBe('=0.5*B4');
});

test('a number with two meanings is asked back, and the answer is put in', async ({ page }) => {
  await open(page);
  await type(page, 'B6', '1.234');
  const question = page.getByRole('alert');
  await expect(question).toContainText('“1.234” can be read in two ways');
  await expect.poll(() => inputOf(page, 5, 1)).toBe(95);
  await question.getByRole('button', { name: '1,234' }).click();
  await expect.poll(() => inputOf(page, 5, 1)).toBe(1234);
  await expect(question).toHaveCount(0);
});

test('a tap selects a cell where the click does not say that it was one', async ({ page }) => {
  await page.addInitScript(() => {
    // Safari before 18.4: a click is a mouse event without the kind of its pointer.
    Object.defineProperty(PointerEvent.prototype, 'pointerType', {
      get(this: PointerEvent) {
        return this.type === 'click' ? undefined : 'touch';
      },
    });
  });
  await open(page);
  await cell(page, 'B5').tap();
  await expect(nameBox(page)).toHaveValue('Assumptions!B5');
});

test('a press on the name box and on the formula line selects what typing replaces', async ({ page }) => {
  await open(page);
  await nameBox(page).click();
  await page.keyboard.type('B4');
  await page.keyboard.press('Enter');
  await expect(nameBox(page)).toHaveValue('Assumptions!B4');
  await page.locator('.cursor-text').click();
  await page.keyboard.type('500');
  await page.keyboard.press('Enter');
  await expect.poll(() => inputOf(page, 3, 1)).toBe(500);
});
