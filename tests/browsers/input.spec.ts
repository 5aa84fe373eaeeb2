/** Typing as people outside of England do, taps, and where the keyboard is, in every engine. */
import type {} from '../harness/workbook-grid-page.tsx';
import { expect, test } from './test.ts';
import { moveGuesses } from './walks.ts';

test('a decimal comma is one; a tap selects; a press on a field selects what typing replaces', async ({
  page,
  harness,
}) => {
  await page.goto(`${harness}/tests/harness/workbook-grid.html?model=small`);
  await page.css('body[data-ready]').shown();
  const cell = (name: string) => page.css(`[data-cell="${name}"]`);
  const nameBox = page.label('Cell or name to go to');
  const holds = (row: number, input: number | string) =>
    page.until(
      `row ${row} holds ${input}`,
      () => page.evaluate((at) => window.bench.workbook.inputAt('Assumptions', at, 1), row),
      (held) => held === input,
    );
  for (const [name, row, text, input] of [
    ['B6', 5, '0,5', 0.5],
    ['B5', 4, '2,4', 0.024],
    ['B6', 5, '=0,5*B4', '=0.5*B4'],
  ] as const) {
    await cell(name).click();
    await page.type(text);
    await page.press('Enter');
    await holds(row, input);
  }
  await cell('B5').tap();
  await nameBox.until('the tap is a selection', ({ value }) => value === 'Assumptions!B5');
  await nameBox.click();
  await page.type('B4');
  await page.press('Enter');
  await nameBox.until('what was typed took its place', ({ value }) => value === 'Assumptions!B4');
  await page.css('.cursor-text').click();
  await page.type('500');
  await page.press('Enter');
  await holds(3, 500);
});

test('the focus stays in its place when a button gives way; keys that compose a word do nothing else', async ({
  page,
  site,
}) => {
  await page.goto(`${site}/labs/web-app/?demo=offsite-planner`);
  await moveGuesses(page);
  await page.button('Commit my predictions').focus();
  await page.press('Enter');
  await page.button('Watch it work').until('has the focus', ({ isFocused }) => isFocused);
  await page.press('Enter');
  await page.css('h1').until('has the focus', ({ isFocused }) => isFocused);
  await page.button('Start the agent').focus();
  await page.press('Enter');
  await page.button('At once').shown();
  await page.press('Tab');
  await page.button('Slow').until('has the focus', ({ isFocused }) => isFocused);

  const heard = await page.evaluate(() => {
    const field = document.createElement('input');
    document.body.append(field);
    const keys: string[] = [];
    document.addEventListener('keydown', ({ key }) => keys.push(key));
    const press = (init: KeyboardEventInit) =>
      field.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }));
    press({ key: 'Enter', isComposing: true });
    press({ key: 'Escape', isComposing: true });
    // Safari's Enter after the end of a word; a form would take it for "send".
    const isAllowed = press({ key: 'Enter', keyCode: 229 });
    press({ key: 'Process', keyCode: 229 });
    press({ key: 'a' });
    return { keys, isAllowed };
  });
  expect(heard).toEqual({ keys: ['a'], isAllowed: false });
});
