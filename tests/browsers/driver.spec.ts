/** The page that journeys are written with does the same in every engine. */

import { openTestPage } from '../harness/open-test-page.ts';
import { expect, test } from './test.ts';

test('finds, presses, types and waits, in a page and in its frame', async ({ page, harness }) => {
  await page.goto(`${harness}/tests/harness/blank.html`);
  await page.evaluate(() => {
    document.body.innerHTML = `
      <h1>Parts</h1>
      <label>Company name <input id="company" value="before"></label>
      <button aria-label="Send it">Send</button><button disabled>Not yet</button>
      <p hidden>Hidden words</p><ul><li>Wrote one</li><li>Wrote two</li></ul>
      <div style="height: 3000px"></div><output></output><button>Far down</button>`;
    const say = (words: string) => {
      const output = document.querySelector('output');
      if (output) output.textContent += `${words};`;
    };
    for (const button of document.querySelectorAll('button'))
      button.addEventListener('click', () => say(button.textContent ?? ''));
    document.querySelector('input')?.addEventListener('keydown', (event) => say(event.key));
  });
  await page.role('heading', 'Parts').shown();
  expect(await page.text('hidden words').isShown()).toBe(false);
  expect((await page.button('Not yet').shown()).isEnabled).toBe(false);
  expect(await page.text(/^Wrote/).count()).toBe(2);
  expect((await page.role('list').text('Wrote two').shown()).text).toBe('Wrote two');
  await page.button('Send it').click();
  await page.label('Company name').fill('a,B');
  expect((await page.label('Company name').shown()).value).toBe('a,B');
  await page.press('Enter');
  await page.button('Far down').click();
  await page.button('Send it').tap();
  await page.css('output').until('all was heard', ({ text }) => text === 'Send;a;,;B;Enter;Far down;Send;');
  await expect(page.text('never there').shown(1)).rejects.toThrow('never there');
  await page.evaluate(() => setTimeout(() => console.error('told')));
  await page.until(
    'the error is told',
    () => page.errors(),
    (errors) => errors.some((error) => error.includes('told')),
  );
});

test('reaches into the sandboxed preview', async ({ page, harness }) => {
  await openTestPage(page, 'preview', harness);
  await page.evaluate(() =>
    window.harness.open({
      '/src/main.ts': `document.body.innerHTML = '<label>Name <input></label><button>Count 0</button>';
const button = document.querySelector('button')!;
button.onclick = () => { button.textContent = 'Count ' + (Number(button.textContent!.slice(6)) + 1) + document.querySelector('input')!.value; };`,
    }),
  );
  const app = page.frame();
  await app.label('Name').fill('x');
  await app.button('Count 0').click();
  await app.button('Count 1x').shown();
  expect(await app.evaluate(() => origin)).toBe('null');
  await page.resize(600, 500);
  expect(await page.evaluate(() => [innerWidth, innerHeight])).toEqual([600, 500]);
  expect((await page.screenshot()).subarray(1, 4).toString()).toBe('PNG');
});

test('keeps what is stored over a reload, and nothing for the next one', async ({ page, harness }) => {
  await page.goto(`${harness}/tests/harness/blank.html`);
  expect(await page.evaluate(() => localStorage.getItem('mark'))).toBe(null);
  await page.evaluate(() => localStorage.setItem('mark', 'kept'));
  await page.reload();
  expect(await page.evaluate(() => localStorage.getItem('mark'))).toBe('kept');
  await page.goto(`${harness}/tests/harness/preview.html`);
  await page.back();
  await page.until(
    'the page before',
    () => page.url(),
    (url) => url.includes('blank'),
  );
});

test('starts with nothing stored', async ({ page, harness }) => {
  await page.goto(`${harness}/tests/harness/blank.html`);
  expect(await page.evaluate(() => localStorage.getItem('mark'))).toBe(null);
});
