/** The panels beside a model of 8,163 formulas, in a real browser. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import type { WorkbookDesk } from '../../src/workbook/desk.ts';

declare global {
  var bench: {
    desk: WorkbookDesk;
    commands: { command: { do: string; rows?: unknown[][] }; by: string }[];
    labels: string[];
    selected: string[];
    setSelection(selection: { sheet: string; area: string } | null): void;
  };
}

async function open(page: Page, query = ''): Promise<string[]> {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.setViewportSize({ width: 1100, height: 640 });
  await page.goto(`/tests/harness/workbook-panels.html?height=600&${query}`);
  await page.locator('body[data-ready]').waitFor();
  return errors;
}

const value = (page: Page, sheet: string, row: number, column: number) =>
  page.evaluate(
    ([name, at, across]) =>
      bench.desk.workbook.engine.sheet(String(name))?.valueAt(Number(at), Number(across)),
    [sheet, row, column],
  );
/** Assumptions!D26 and Annual!B15. */
const price = (page: Page) => value(page, 'Assumptions', 25, 3);
const worth = (page: Page) => value(page, 'Annual', 14, 1);
const commands = (page: Page) => page.evaluate(() => bench.commands.length);

test('a driver recalculates while it is dragged and is recorded once', async ({ page }) => {
  const errors = await open(page);
  const before = await worth(page);
  const thumb = page.getByRole('slider', { name: 'Price a month', exact: true });
  const box = await thumb.locator('..').boundingBox();
  if (!box) throw new Error('The slider has no place');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= 6; step += 1) await page.mouse.move(x + step * 12, y);
  const during = await worth(page);
  expect(during).not.toBe(before);
  expect(await commands(page)).toBe(0);
  await expect(page.getByRole('status').filter({ hasText: /[\d,]{3,} cells changed in/ })).toBeVisible();
  await page.mouse.up();
  expect(await commands(page)).toBe(1);
  expect(await worth(page)).toBe(during);
  expect(await page.evaluate(() => bench.labels)).toEqual([
    `Price a month: ${Number(await price(page)).toFixed(2)}`,
  ]);
  await page.evaluate(() => bench.desk.undo());
  expect(await price(page)).toBe(205);
  expect(await worth(page)).toBe(before);
  expect(errors).toEqual([]);
});

test('a move is drawn whole in the frame after it', async ({ page }) => {
  await open(page);
  const moves = await page.evaluate(async () => {
    const frame = () => new Promise<void>((done) => requestAnimationFrame(() => setTimeout(done)));
    const shown = () => document.getElementById('screen')?.innerText.replace(/in [\d.]+ ms/g, '') ?? '';
    const found: { isNew: boolean; isWhole: boolean }[] = [];
    for (let move = 0; move < 9; move += 1) {
      const before = shown();
      bench.desk.workbook.try('Assumptions', 'D26', 180 + move);
      await frame();
      const after = shown();
      await frame();
      await frame();
      found.push({ isNew: after !== before, isWhole: shown() === after });
    }
    return found;
  });
  expect(moves).toEqual(moves.map(() => ({ isNew: true, isWhole: true })));
});

test('an exact number is typed, and the briefing’s comes back', async ({ page }) => {
  await open(page);
  const field = page.getByRole('textbox', { name: 'Churn a month, exact value' });
  await expect(field).toHaveValue('1.25%');
  await field.fill('1.8');
  await field.press('Enter');
  expect(await value(page, 'Assumptions', 24, 3)).toBe(0.018);
  await expect(field).toHaveValue('1.80%');
  await field.fill('many');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await field.press('Escape');
  await page.getByRole('button', { name: 'Back to 1.25%, as in the briefing' }).click();
  expect(await value(page, 'Assumptions', 24, 3)).toBe(0.0125);
  expect(await commands(page)).toBe(2);
});

test('arrow keys move a driver; presses that follow one another are one step', async ({ page }) => {
  await open(page);
  await page.getByRole('slider', { name: 'Price a month', exact: true }).focus();
  for (let press = 0; press < 5; press += 1) await page.keyboard.press('ArrowRight');
  expect(await price(page)).toBe(210);
  await expect.poll(() => commands(page)).toBe(1);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Escape');
  expect(await price(page)).toBe(210);
});

test('presses of the last moment are recorded before the page goes', async ({ page }) => {
  await open(page);
  await page.getByRole('slider', { name: 'Price a month', exact: true }).focus();
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('ArrowRight');
  const recorded = await page.evaluate(() => {
    dispatchEvent(new Event('pagehide'));
    return bench.commands.at(-1)?.command.rows?.[0]?.[0];
  });
  expect(recorded).toBe(208);
});

test('a scenario shows what it changed: before and after', async ({ page }) => {
  await open(page);
  await page.getByRole('radio', { name: 'Downside' }).check({ force: true });
  expect(await value(page, 'Assumptions', 1, 2)).toBe(3);
  const results = page.getByRole('list', { name: 'Key results' });
  await expect(results).toContainText('before: 123,029,951');
  await expect(results.getByText(/^−\d+(\.\d)? %$/).first()).toBeVisible();
});

test('a chart is read with the arrow keys and shown as a table', async ({ page }) => {
  await open(page, 'panel=charts');
  const chart = page.getByRole('slider', { name: /^Cash and debt\. Line chart\. Cash: from/ });
  await chart.focus();
  await page.keyboard.press('End');
  await expect(chart).toHaveAttribute('aria-valuetext', /^Dec-30: Cash 31,858,080, Term loan/);
  await page.keyboard.press('ArrowLeft');
  await expect(chart).toHaveAttribute('aria-valuetext', /^Nov-30: /);
  const figure = page.getByRole('figure', { name: 'Cash and debt' });
  await figure.getByRole('button', { name: 'Show as table' }).click();
  await expect(figure.getByRole('row', { name: /Dec-30/ })).toContainText('31,858,080');
});

test('charts stand whatever the cells hold', async ({ page }) => {
  const errors = await open(page, 'panel=charts&model=odd');
  await expect(page.getByRole('figure')).toHaveCount(7);
  await expect(page.getByText('The cells of this chart hold no numbers yet.')).toBeAttached();
  expect(
    await page
      .locator('svg :is([d], [x], [y], [width], [height])')
      .evaluateAll((all) => all.filter((each) => /NaN|Infinity/.test(each.outerHTML)).length),
  ).toBe(0);
  expect(errors).toEqual([]);
});

for (const where of ['in a worker', 'on the page where there are no workers']) {
  test(`a sensitivity table is computed ${where}, and anew after a change`, async ({ page }) => {
    if (where !== 'in a worker') await page.addInitScript('delete globalThis.Worker');
    await open(page, 'panel=sensitivity');
    const table = page.getByRole('figure', { name: 'Present value' }).getByRole('table');
    const now = table.getByRole('cell', { name: /the model as it is/ });
    await expect(now).toContainText('123,029,951');
    await expect(page.getByRole('slider', { name: /What each driver does to.*Tornado/ })).toBeVisible();
    await page.evaluate(() =>
      bench.desk.apply({ do: 'write', sheet: 'Assumptions', at: 'D26', rows: [[215]] }, 'person'),
    );
    await expect(now).toContainText('124,547,275');
  });
}

test('a broken promise is told, with the line that explains it, and shown', async ({ page }) => {
  await open(page, 'panel=checks');
  await expect(page.getByText('Holds in all 60 periods.')).toHaveCount(2);
  // The change of inventory counted the wrong way round, in every month.
  await page.evaluate(() =>
    bench.desk.apply(
      [
        { do: 'write', sheet: 'CashFlow', at: 'E9', rows: [['=Balance!E8']] },
        { do: 'write', sheet: 'CashFlow', at: 'F9', rows: [['=Balance!F8-Balance!E8']] },
        { do: 'fill', sheet: 'CashFlow', from: 'F9', to: 'F9:BL9' },
      ],
      'person',
    ),
  );
  await expect(page.getByText(/^Off by [−\d,.()]+, first in Jan.26\./)).toBeVisible();
  await expect(page.getByRole('tab', { name: /Checks/ })).toContainText('1 of 2 hold');
  await expect(page.getByText('“Change inventory” seems to have the wrong sign')).toBeVisible();
  await page.getByRole('button', { name: /^Show me: “Change inventory”/ }).click();
  expect(await page.evaluate(() => bench.selected)).toEqual(['CashFlow!E9:BL9']);
});

test('the briefing and the inputs lead to one another', async ({ page }) => {
  await open(page, 'panel=briefing');
  await page.evaluate(() => bench.setSelection({ sheet: 'Assumptions', area: 'D25' }));
  const cited = page.locator('[data-paragraph][aria-current="true"]');
  await expect(cited).toHaveCount(1);
  await expect(cited).toContainText('1.25 % leave in a month');
  await expect(cited.locator('mark')).toHaveText('1.25 %');
  await page.getByRole('button', { name: 'P3: show the inputs taken from it' }).click();
  await page.getByRole('button', { name: /P1 churn \/ month.*1\.3%/ }).click();
  expect(await page.evaluate(() => bench.selected)).toEqual(['Assumptions!D25', 'Assumptions!D25']);
});

test('an .xlsx is opened in place of the model, and refused where it is none', async ({ page }) => {
  await open(page);
  const bytes = await page.evaluate(async () => {
    const path = '/src/workbook/xlsx/export.ts';
    const { exportXlsx } = (await import(path)) as typeof import('../../src/workbook/xlsx/export.ts');
    return [...(await exportXlsx(bench.desk.workbook))];
  });
  const choose = page.locator('input[type="file"]');
  await choose.setInputFiles({ name: 'notes.xlsx', mimeType: '', buffer: Buffer.from('no spreadsheet') });
  await expect(page.getByRole('dialog', { name: 'This file cannot be opened' })).toBeVisible();
  await page.getByRole('dialog').getByText('Close').last().click();
  await page.evaluate(() =>
    bench.desk.apply({ do: 'write', sheet: 'Assumptions', at: 'D26', rows: [[1]] }, 'person'),
  );
  await choose.setInputFiles({ name: 'model.xlsx', mimeType: '', buffer: Buffer.from(bytes) });
  const dialog = page.getByRole('dialog', { name: 'Open model.xlsx?' });
  await expect(dialog).toContainText(/\d sheets with 8,\d{3} cells/);
  await dialog.getByRole('button', { name: 'Put it in its place' }).click();
  expect(await page.evaluate(() => bench.labels)).toEqual(['Opened model.xlsx']);
  expect(await price(page)).toBe(205);
  expect(Math.round(Number(await worth(page)))).toBe(123_029_951);
});

for (const theme of ['light', 'dark']) {
  for (const panel of ['drivers', 'charts', 'sensitivity', 'checks', 'briefing']) {
    test(`${panel} in the ${theme} theme can be used by everyone`, async ({ page }) => {
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await open(page, `panel=${panel}&theme=${theme}`);
      if (panel === 'sensitivity')
        await expect(page.getByRole('cell', { name: /the model as it is/ })).toContainText('123,029,951');
      await page.waitForFunction(() =>
        document.getAnimations().every(({ playState }) => playState !== 'running'),
      );
      const { violations } = await new AxeBuilder({ page })
        .include('#screen')
        .disableRules(['region', 'landmark-one-main', 'page-has-heading-one', 'heading-order'])
        .analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    });
  }
}
