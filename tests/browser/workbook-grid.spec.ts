/** The workbook screen in a real browser: read, edited by keys, traced, followed, and fast on a whole model. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import type {} from '../harness/workbook-grid-page.tsx';

async function open(page: Page, query = 'model=small'): Promise<void> {
  await page.goto(`/tests/harness/workbook-grid.html?${query}`);
  await page.waitForSelector('body[data-ready]');
  if (!query.includes('empty')) await page.getByRole('grid').waitFor();
}

const cell = (page: Page, name: string) => page.locator(`[data-cell="${name}"]`);
const nameBox = (page: Page) => page.getByLabel('Cell or name to go to');

const tab = (page: Page, name: string) =>
  page.getByRole('tablist', { name: 'Sheets', exact: true }).getByRole('tab', { name, exact: true });

/** Two frames: whatever a change draws is drawn then. */
function frames(page: Page): Promise<void> {
  return page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  );
}

async function showSheet(page: Page, name: string): Promise<void> {
  await tab(page, name).click();
}

/** What was typed into a cell, as the workbook has it. */
function inputOf(page: Page, sheet: string, row: number, column: number): Promise<unknown> {
  return page.evaluate(([name, r, c]) => window.bench.workbook.inputAt(name, r, c), [
    sheet,
    row,
    column,
  ] as const);
}

test.describe('reading', () => {
  test('is a grid of its true size, of which only what is seen is drawn', async ({ page }) => {
    await open(page, 'model=60m');
    await showSheet(page, 'Revenue');
    const grid = page.getByRole('grid', { name: 'Sheet Revenue' });
    expect(Number(await grid.getAttribute('aria-rowcount'))).toBeGreaterThanOrEqual(53);
    expect(Number(await grid.getAttribute('aria-colcount'))).toBeGreaterThanOrEqual(64);
    const drawn = await page.getByRole('gridcell').count();
    expect(drawn).toBeGreaterThan(100);
    expect(drawn).toBeLessThan(1000);
  });

  test('keeps heads and labels in place while it scrolls both ways', async ({ page }) => {
    await open(page, 'model=60m');
    await showSheet(page, 'CashFlow');
    const before = await cell(page, 'A3').boundingBox();
    await page.getByRole('grid').evaluate((grid) => grid.scrollTo(3000, 400));
    await expect(cell(page, 'AH3')).toBeInViewport();
    await expect(cell(page, 'A22')).toBeInViewport();
    expect(await cell(page, 'A3').boundingBox()).toEqual(before);
  });

  test('shows numbers in their formats and cells by what they are for', async ({ page }) => {
    await open(page);
    await expect(cell(page, 'B5')).toHaveText('1.8%');
    await expect(cell(page, 'B5')).toHaveClass(/wb-input/);
    await expect(cell(page, 'B8')).toHaveText('31 Dec 2026');
    await showSheet(page, 'Cash flow');
    await expect(cell(page, 'C2')).toHaveText('Jan 27');
    await expect(cell(page, 'B7')).toHaveText('(82)');
    await expect(cell(page, 'B12')).toHaveClass(/is-good/);
    await expect(cell(page, 'B11')).toHaveClass(/is-warn/);
    await expect(cell(page, 'C11')).not.toHaveClass(/is-warn/);
    const fonts = await Promise.all(
      ['A1', 'A4'].map((name) => cell(page, name).evaluate((node) => getComputedStyle(node).fontFamily)),
    );
    expect(fonts[0]).toContain('Fraunces');
    expect(fonts[1]).toContain('Inter');
  });

  test('says why a cell shows an error and leads to where it begins', async ({ page }) => {
    await open(page);
    await showSheet(page, 'Checks');
    await cell(page, 'B3').click();
    await expect(page.getByText('comes from').locator('..')).toContainText('B9 is 0 (empty)');
    await page.getByRole('button', { name: 'Checks!B2' }).click();
    await expect(nameBox(page)).toHaveValue('Checks!B2');
    await cell(page, 'B4').click();
    await expect(page.getByText('“Churm” is not a name')).toContainText('Use Churn');
  });
});

test.describe('keys', () => {
  test('move, jump, extend and come back as in a spreadsheet', async ({ page }) => {
    await open(page);
    await showSheet(page, 'Cash flow');
    await cell(page, 'B4').click();
    const at = async (keys: string, place: string) => {
      await page.keyboard.press(keys);
      await expect(nameBox(page)).toHaveValue(`Cash flow!${place}`);
    };
    await at('ArrowRight', 'C4');
    await at('ArrowDown', 'C5');
    await expect(cell(page, 'C5')).toBeFocused();
    await at('Control+ArrowRight', 'S5');
    await expect(cell(page, 'S5')).toBeInViewport();
    await expect(cell(page, 'S5')).toBeFocused();
    await at('Home', 'A5');
    await at('End', 'S5');
    await at('Control+Home', 'A1');
    await at('Control+End', 'S12');
    await at('Control+ArrowUp', 'S10');
    await at('Control+ArrowUp', 'S8');
    await at('Tab', 'T8');
    await at('Shift+Tab', 'S8');
    await at('Enter', 'S9');
    await at('Shift+Enter', 'S8');
    await at('Control+Home', 'A1');
    await at('PageDown', (await nameAfterPageDown(page)) ?? '');
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Control+PageDown');
    await expect(tab(page, 'Checks')).toHaveAttribute('aria-selected', 'true');
  });

  async function nameAfterPageDown(page: Page): Promise<string | undefined> {
    await page.keyboard.press('PageDown');
    const value = await nameBox(page).inputValue();
    await page.keyboard.press('Control+Home');
    expect(Number(/\d+$/.exec(value)?.[0])).toBeGreaterThan(4);
    return value.split('!')[1];
  }

  test('type to replace, F2 to edit, Escape to leave it, Delete to empty, and undo all of it', async ({
    page,
  }) => {
    await open(page);
    await cell(page, 'B4').click();
    await page.keyboard.type('500');
    await page.keyboard.press('Enter');
    await expect(cell(page, 'B4')).toHaveText('500');
    await expect(nameBox(page)).toHaveValue('Assumptions!B5');
    await page.keyboard.press('F2');
    await expect(page.getByRole('textbox', { name: 'Cell B5' })).toHaveValue('1.8%');
    await page.keyboard.press('Escape');
    await expect(cell(page, 'B5')).toHaveText('1.8%');
    await expect(cell(page, 'B5')).toBeFocused();
    await page.keyboard.type('2.5');
    await page.keyboard.press('ArrowUp');
    await expect(cell(page, 'B5')).toHaveText('2.5%');
    expect(await inputOf(page, 'Assumptions', 4, 1)).toBe(0.025);
    await page.keyboard.press('Delete');
    await expect(cell(page, 'B4')).toHaveText('');
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('Control+z');
    await expect(cell(page, 'B4')).toHaveText('420');
    await expect(cell(page, 'B5')).toHaveText('1.8%');
    await page.keyboard.press('Control+y');
    await expect(cell(page, 'B4')).toHaveText('500');
    expect(await page.evaluate(() => window.bench.labels)).toEqual([
      'New customers a month to 500',
      'Churn a month to 2.5%',
      'Cleared B4',
    ]);
  });

  test('fill to the right and down, with references moved', async ({ page }) => {
    await open(page);
    await showSheet(page, 'Cash flow');
    await nameBox(page).fill('B14');
    await page.keyboard.press('Enter');
    await page.keyboard.type('=B11*2');
    await page.keyboard.press('Enter');
    await nameBox(page).fill('B14:D15');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+r');
    expect(await inputOf(page, 'Cash flow', 13, 3)).toBe('=D11*2');
    await nameBox(page).fill('B14:D15');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+d');
    expect(await inputOf(page, 'Cash flow', 14, 3)).toBe('=D12*2');
  });

  test('go to a cell or a name, and Alt+← comes back', async ({ page }) => {
    await open(page);
    await cell(page, 'B4').click();
    await page.keyboard.press('Control+g');
    await page.keyboard.type('Cash flow!R11');
    await page.keyboard.press('Enter');
    await expect(cell(page, 'R11')).toBeFocused();
    await expect(cell(page, 'R11')).toBeInViewport();
    await page.keyboard.press('Control+g');
    await page.keyboard.type('Churn');
    await page.keyboard.press('Enter');
    await expect(nameBox(page)).toHaveValue('Assumptions!B5');
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(nameBox(page)).toHaveValue('Cash flow!R11');
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(nameBox(page)).toHaveValue('Assumptions!B4');
    await nameBox(page).fill('Nowhere');
    await page.keyboard.press('Enter');
    await expect(nameBox(page)).toHaveAttribute('aria-invalid', 'true');
  });

  test('extend the selection with Shift and the mouse, and it is summed', async ({ page }) => {
    await open(page);
    await showSheet(page, 'Cash flow');
    await cell(page, 'B10').click();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await expect(nameBox(page)).toHaveValue('Cash flow!B10:D10');
    await expect(page.getByText('Sum (93)')).toBeVisible();
    await expect(page.getByText('Numbers 3')).toBeVisible();
    await expect(cell(page, 'C10')).toHaveAttribute('aria-selected', 'true');
    await expect(cell(page, 'E10')).toHaveAttribute('aria-selected', 'false');
    await cell(page, 'C4').hover();
    await page.mouse.down();
    await cell(page, 'E6').hover();
    await page.mouse.up();
    await expect(nameBox(page)).toHaveValue('Cash flow!C4:E6');
    await cell(page, 'G8').click({ modifiers: ['Shift'] });
    await expect(nameBox(page)).toHaveValue('Cash flow!C4:G8');
  });
});

test.describe('formulas', () => {
  test('are typed with coloured references, completed, helped, and pointed at with the mouse', async ({
    page,
  }) => {
    await open(page);
    await showSheet(page, 'Cash flow');
    await nameBox(page).fill('B14');
    await page.keyboard.press('Enter');
    await page.keyboard.type('=aver');
    await page
      .getByRole('option', { name: /AVERAGE/ })
      .first()
      .waitFor();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('textbox', { name: 'Cell B14' })).toHaveValue('=AVERAGE(');
    await expect(page.getByText('The mean of numbers')).toBeVisible();
    await cell(page, 'B10').hover();
    await page.mouse.down();
    await cell(page, 'D10').hover();
    await page.mouse.up();
    await expect(page.getByRole('textbox', { name: 'Cell B14' })).toHaveValue('=AVERAGE(B10:D10');
    await page.keyboard.type(')*Chu');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await inputOf(page, 'Cash flow', 13, 1)).toBe('=AVERAGE(B10:D10)*Churn');
  });

  test('that cannot be read stay open, with a reason in words', async ({ page }) => {
    await open(page);
    await cell(page, 'B4').click();
    await page.keyboard.type('=SUM(B5');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText('“)” is missing');
    await expect(page.getByRole('textbox', { name: 'Cell B4' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('alert')).toHaveCount(0);
    await page.keyboard.type('=B4+1');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText('circle');
    expect(await inputOf(page, 'Assumptions', 3, 1)).toBe(420);
  });

  test('are edited in the bar, whose references lead where they point', async ({ page }) => {
    await open(page);
    await showSheet(page, 'Cash flow');
    await cell(page, 'C6').click();
    await page.getByRole('button', { name: 'Price', exact: true }).click();
    await expect(nameBox(page)).toHaveValue('Assumptions!B6');
    await page.getByRole('button', { name: /^Back to where/ }).click();
    await expect(nameBox(page)).toHaveValue('Cash flow!C6');
    await page.getByText('/1000').click();
    await expect(page.getByRole('textbox', { name: 'Formula' })).toBeFocused();
    await page.keyboard.press('End');
    await page.keyboard.type('0');
    await page.keyboard.press('Enter');
    expect(await inputOf(page, 'Cash flow', 5, 2)).toBe('=AVERAGE(C4,C5)*Price/10000');
  });
});

test.describe('rules', () => {
  test('a number out of bounds is refused with what may be typed', async ({ page }) => {
    await open(page);
    await cell(page, 'B5').click();
    await page.keyboard.type('60%');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText('from 0 to 0.2');
    await page.keyboard.press('Escape');
    await expect(cell(page, 'B5')).toHaveText('1.8%');
  });

  test('a list is chosen from', async ({ page }) => {
    await open(page);
    await cell(page, 'B7').click();
    await page.keyboard.press('Alt+ArrowDown');
    await expect(page.getByRole('option')).toHaveText(['Base', 'Upside', 'Downside']);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(cell(page, 'B7')).toHaveText('Upside');
  });

  test('a read-only workbook says so and changes nothing', async ({ page }) => {
    await open(page, 'model=small&readonly');
    await cell(page, 'B4').click();
    await page.keyboard.type('9');
    await expect(page.getByRole('alert')).toContainText('can only be read');
    await page.keyboard.press('Delete');
    expect(await inputOf(page, 'Assumptions', 3, 1)).toBe(420);
  });
});

test.describe('more', () => {
  test('cells are given another look by hand, and names lead to their cells', async ({ page }) => {
    await open(page);
    await cell(page, 'B6').click();
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: /With decimals/ }).click();
    await expect(cell(page, 'B6')).toHaveText('95.00');
    await expect(cell(page, 'B5')).toHaveText('1.8%');
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Undo' }).click();
    await expect(cell(page, 'B6')).toHaveText('95');
    await showSheet(page, 'Notes');
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Names' }).click();
    await page.getByRole('dialog').getByRole('button', { name: /Churn/ }).click();
    await expect(nameBox(page)).toHaveValue('Assumptions!B5');
    await expect(cell(page, 'B5')).toBeFocused();
  });

  test('a sheet is added, and columns are made wider', async ({ page }) => {
    await open(page);
    await page.getByRole('button', { name: 'Add a sheet' }).click();
    await expect(tab(page, 'Sheet 5')).toHaveAttribute('aria-selected', 'true');
    await showSheet(page, 'Assumptions');
    const before = (await cell(page, 'B4').boundingBox())?.width ?? 0;
    const grip = page.locator('[data-column="1"] .wb-grip');
    await grip.hover();
    await page.mouse.down();
    await page.mouse.move(600, 60);
    await page.mouse.up();
    await expect.poll(async () => (await cell(page, 'B4').boundingBox())?.width).toBeGreaterThan(before + 50);
  });
});

test.describe('clipboard', () => {
  test('copies as it is shown, pastes tables, and moves references of what was copied here', async ({
    page,
  }) => {
    await open(page);
    await showSheet(page, 'Cash flow');
    await nameBox(page).fill('B6:C7');
    await page.keyboard.press('Enter');
    const copied = await clipboard(page, 'copy');
    expect(copied).toBe('133\t170\n(82)\t(106)');
    await nameBox(page).fill('D6');
    await page.keyboard.press('Enter');
    await clipboard(page, 'paste', copied);
    expect(await inputOf(page, 'Cash flow', 5, 4)).toBe('=AVERAGE(E4,E5)*Price/1000');
    await showSheet(page, 'Notes');
    await nameBox(page).fill('B6');
    await page.keyboard.press('Enter');
    await clipboard(page, 'paste', '1,200\t3%\r\n(45)\tText\r\n');
    expect(await inputOf(page, 'Notes', 5, 1)).toBe(1200);
    expect(await inputOf(page, 'Notes', 5, 2)).toBe(0.03);
    expect(await inputOf(page, 'Notes', 6, 1)).toBe(-45);
    expect(await inputOf(page, 'Notes', 6, 2)).toBe('Text');
  });

  test('refuses a paste that is too large, at once', async ({ page }) => {
    await open(page);
    await cell(page, 'B4').click();
    await clipboard(page, 'paste', 'x\t'.repeat(4_000_000));
    await expect(page.getByRole('alert')).toContainText('too large');
    expect(await inputOf(page, 'Assumptions', 3, 1)).toBe(420);
  });

  /** Keys do not reach the system's clipboard in a test: the events that they cause are sent as the browser does. */
  function clipboard(page: Page, kind: 'copy' | 'paste', text = ''): Promise<string> {
    return page.evaluate(
      ([type, given]) => {
        const data = new DataTransfer();
        if (type === 'paste') data.setData('text/plain', given);
        const event = new ClipboardEvent(type, { clipboardData: data, bubbles: true, cancelable: true });
        document.activeElement?.dispatchEvent(event);
        return data.getData('text/plain');
      },
      [kind, text] as const,
    );
  }
});

test.describe('tracing', () => {
  test('tells a number in words, level by level, down to the paragraph of the briefing', async ({ page }) => {
    await open(page);
    await showSheet(page, 'Cash flow');
    await cell(page, 'C5').click();
    await page.keyboard.press('Control+[');
    const panel = page.getByRole('region', { name: 'Where this number comes from' });
    await expect(panel).toContainText('Closing customers');
    await expect(panel).toContainText('Jan 27');
    await expect(panel).toContainText('Opening customers 1,598');
    await panel.getByRole('button', { name: 'What Churn a month is made of' }).click();
    await expect(panel.locator('blockquote').first()).toContainText(
      'Of all customers 1.8 % leave in a month',
    );
    await expect(panel.locator('blockquote mark').first()).toHaveText('1.8 %');
    await panel.getByRole('button', { name: 'What Opening customers is made of' }).click();
    await panel.getByTitle('Go to Cash flow!B5').click();
    await expect(nameBox(page)).toHaveValue('Cash flow!B5');
    await expect(panel).toContainText('Dec 26');
    await panel.getByRole('button', { name: /All the way down: 3 inputs/ }).click();
    await panel.getByRole('button', { name: 'P2', exact: true }).click();
    await expect(panel.getByText('420 new customers')).toBeVisible();
    await expect(page.locator('.wb-over path[marker-end]')).not.toHaveCount(0);
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(nameBox(page)).toHaveValue('Cash flow!C5');
  });

  test('an input shows what depends on it, and leads there', async ({ page }) => {
    await open(page);
    await cell(page, 'B6').click();
    await page.getByRole('button', { name: 'Where from' }).click();
    const panel = page.getByRole('region', { name: 'Where this number comes from' });
    await expect(panel).toContainText('it was put in, not calculated');
    await expect(panel).toContainText('each at €95 a month');
    await panel.getByRole('button', { name: /^Revenue/ }).click();
    await expect(nameBox(page)).toHaveValue('Cash flow!B6:S6');
  });
});

test.describe('following', () => {
  test('shows what the agent works on until the person looks elsewhere', async ({ page }) => {
    await open(page);
    await page.evaluate(() => window.bench.setFocus({ sheet: 'Cash flow', area: 'P4:S5' }));
    await expect(tab(page, 'Cash flow')).toHaveAttribute('aria-selected', 'true');
    await expect(cell(page, 'S5')).toBeInViewport();
    await expect(page.locator('.wb-agent')).toBeVisible();
    await showSheet(page, 'Notes');
    await page.evaluate(() => window.bench.setFocus({ sheet: 'Cash flow', area: 'B4' }));
    // What would follow the agent is drawn in the next frames.
    await frames(page);
    await expect(tab(page, 'Notes')).toHaveAttribute('aria-selected', 'true');
    await page.getByRole('button', { name: 'Follow the agent' }).click();
    await expect(cell(page, 'B4')).toBeInViewport();
    await expect(page.getByRole('button', { name: 'Follow the agent' })).toHaveCount(0);
  });

  test('says what will be there while there is nothing', async ({ page }) => {
    await open(page, 'model=empty');
    await expect(page.getByText('The agent writes the model here')).toBeVisible();
    await page.evaluate(() =>
      window.bench.workbook.apply([
        { do: 'add-sheet', name: 'Inputs' },
        { do: 'write', sheet: 'Inputs', at: 'A1', rows: [['Price', 5]] },
      ]),
    );
    await expect(cell(page, 'B1')).toHaveText('5');
  });
});

test.describe('changing', () => {
  test('cells flash when their value changes, and the line tells how many in what time', async ({ page }) => {
    await open(page);
    await showSheet(page, 'Cash flow');
    await cell(page, 'B4').click();
    await page.keyboard.type('2000');
    await page.keyboard.press('Enter');
    await expect(cell(page, 'C5')).toHaveClass(/flash/);
    await expect(page.getByText(/^\d+ cells changed in [\d.]+ ms$/)).toBeVisible();
  });

  test('an edit of a whole model redraws only the cells in sight that changed, in one frame', async ({
    page,
  }) => {
    await open(page, 'model=60m');
    await showSheet(page, 'Revenue');
    const changed = await page.evaluate(async () => {
      const { workbook } = window.bench;
      const grid = document.querySelector('[role=grid]');
      const textOf = () =>
        new Map(
          [...(grid?.querySelectorAll('[data-cell]') ?? [])].map((each) => [
            each.getAttribute('data-cell') ?? '',
            each.textContent ?? '',
          ]),
        );
      const before = textOf();
      const redrawn = new Set<string>();
      let frames = 0;
      // Records are handed over once for each rendering that changes the page.
      const watch = new MutationObserver((records) => {
        const cells = records
          .filter(({ type, addedNodes }) => type === 'characterData' || addedNodes.length > 0)
          .map(({ target }) => (target instanceof Element ? target : target.parentElement))
          .map((element) => element?.closest('[data-cell]')?.getAttribute('data-cell'))
          .filter((name) => typeof name === 'string');
        if (cells.length > 1) frames += 1;
        for (const name of cells) redrawn.add(name);
      });
      if (grid) watch.observe(grid, { subtree: true, characterData: true, childList: true });
      const settled = new Promise<void>((resolve) => {
        const off = workbook.subscribe(() => {
          off();
          requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
        });
      });
      workbook.apply([{ do: 'write', sheet: 'Revenue', at: 'E2', rows: [[7]] }]);
      await settled;
      watch.disconnect();
      const after = textOf();
      const differing = [...after].filter(([name, text]) => before.get(name) !== text).map(([name]) => name);
      return { redrawn: [...redrawn], differing, frames };
    });
    expect(changed.differing.length).toBeGreaterThan(1);
    expect(changed.redrawn.toSorted()).toEqual(changed.differing.toSorted());
    expect(changed.frames).toBe(1);
  });
});

test.describe('everyone', () => {
  for (const theme of ['light', 'dark']) {
    test(`has no accessibility violation in ${theme}`, async ({ page }) => {
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await open(page, `model=small&theme=${theme}`);
      await cell(page, 'B5').click();
      await page.getByRole('button', { name: 'Where from' }).click();
      await page.getByRole('region', { name: 'Where this number comes from' }).waitFor();
      for (const sheet of ['Assumptions', 'Cash flow', 'Checks', 'Notes']) {
        await showSheet(page, sheet);
        await cell(page, 'B5').click();
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${sheet}: ${id} ${nodes[0]?.html}`)).toEqual([]);
      }
    });
  }

  test('works on a phone: a tap selects, the bar edits, the panel lies under the grid', async ({
    browser,
  }) => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
    const page = await context.newPage();
    await open(page);
    await cell(page, 'B4').tap();
    await expect(nameBox(page)).toHaveValue('Assumptions!B4');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.getByRole('button', { name: 'Edit', exact: true }).tap();
    await page.getByRole('textbox', { name: 'Formula' }).fill('430');
    await page.getByRole('button', { name: 'Put in' }).tap();
    await expect(cell(page, 'B4')).toHaveText('430');
    await context.close();
  });
});
