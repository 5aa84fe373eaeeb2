import { expect, type Page, test } from '@playwright/test';
import { openTestPage } from '../../harness/open-test-page.ts';
import { pageWith } from '../../harness/projects.ts';

test.beforeEach(async ({ page }) => {
  await openTestPage(page, 'preview');
});

const open = (page: Page, body: string) =>
  page.evaluate((files) => window.harness.open(files), pageWith(body, "import { useState } from 'react';"));
const press = (page: Page, name: string) =>
  page.evaluate(
    (button) => window.harness.act({ do: 'click', target: { role: 'button', name: button } }),
    name,
  );
const requests = (page: Page) => page.evaluate(() => window.harness.requests());
const text = (page: Page) => page.evaluate(() => window.harness.text());
const problems = (page: Page) =>
  page.evaluate(() => window.harness.events().filter((event) => event.type === 'error'));

/** Answers the dialog that is open, by its words. */
async function answer(page: Page, words: string, given: boolean | string | null) {
  await expect
    .poll(async () => (await requests(page)).map((request) => 'text' in request && request.text))
    .toEqual([words]);
  const [request] = await requests(page);
  await page.evaluate(([id, value]) => window.harness.answer(id, value), [request?.id ?? 0, given] as const);
}

test('confirm is really asked, and the page goes on with the answer', async ({ page }) => {
  await open(
    page,
    `  const [s, set] = useState('there');
  return <main><h1>{s}</h1><button onClick={() => confirm('Delete?') && set('deleted')}>Delete</button></main>;`,
  );
  await press(page, 'Delete');
  await answer(page, 'Delete?', false);
  expect(await text(page)).toContain('there');
  await press(page, 'Delete');
  await answer(page, 'Delete?', true);
  await expect.poll(() => text(page)).toContain('deleted');
  expect(await problems(page)).toEqual([]);
});

test('several questions of one handler are asked one after another, in a named handler and by listener', async ({
  page,
}) => {
  await open(
    page,
    `  const [s, set] = useState('nobody');
  function rename() {
    const first = window.prompt('First name?', 'Ada');
    if (first === null) return set('given up');
    const last = prompt('Last name?');
    if (!window.confirm('Greet ' + first + ' ' + last + '?')) return;
    set(first + ' ' + last);
  }
  return <main><p>{s}</p><button onClick={rename}>Rename</button></main>;`,
  );
  await press(page, 'Rename');
  await answer(page, 'First name?', 'Grace');
  await answer(page, 'Last name?', 'Hopper');
  await answer(page, 'Greet Grace Hopper?', true);
  await expect.poll(() => text(page)).toContain('Grace Hopper');
  await press(page, 'Rename');
  await answer(page, 'First name?', null);
  await expect.poll(() => text(page)).toContain('given up');
  expect(await problems(page)).toEqual([]);
});

test('alert is shown; ten dialogs in a loop leave the page and the host alive', async ({ page }) => {
  await open(
    page,
    `  const [s, set] = useState('before');
  return <main><p>{s}</p><button onClick={() => { for (let i = 0; i < 10; i++) alert('Note ' + i); set('after'); }}>Go</button></main>;`,
  );
  await press(page, 'Go');
  await expect.poll(() => text(page)).toContain('after');
  const open10 = await requests(page);
  expect(open10).toHaveLength(10);
  expect(open10.map((request) => 'mayStop' in request && request.mayStop).indexOf(true)).toBe(2);
});

test('downloads are offered with name and content, however they are started', async ({ page }) => {
  await open(
    page,
    `  const blob = () => new Blob(['a,b'], { type: 'text/csv' });
  const detached = () => { const a = document.createElement('a'); a.href = URL.createObjectURL(blob()); a.download = 'x.csv'; a.click(); URL.revokeObjectURL(a.href); };
  const attached = () => { const a = document.createElement('a'); a.href = URL.createObjectURL(blob()); a.download = 'y.csv'; document.body.appendChild(a); a.click(); a.remove(); };
  const sent = () => { const a = document.createElement('a'); a.href = 'data:text/csv;charset=utf-8,' + encodeURIComponent('ä,b'); a.download = 'z.csv'; a.dispatchEvent(new MouseEvent('click')); };
  const picked = async () => { const handle = await window.showSaveFilePicker({ suggestedName: 'w.json' }); const out = await handle.createWritable(); await out.write('{}'); await out.close(); };
  return <main><button onClick={detached}>One</button><button onClick={attached}>Two</button><button onClick={sent}>Three</button><button onClick={picked}>Four</button><a download="v.txt" href="data:text/plain;base64,aGk=">Five</a></main>;`,
  );
  for (const name of ['One', 'Two', 'Three', 'Four']) await press(page, name);
  await page.evaluate(() => window.harness.act({ do: 'click', target: { role: 'link', name: 'Five' } }));
  await expect
    .poll(async () =>
      (await requests(page)).map((request) => ('name' in request ? [request.name, request.content] : null)),
    )
    .toEqual([
      ['x.csv', 'a,b'],
      ['y.csv', 'a,b'],
      ['z.csv', 'ä,b'],
      ['w.json', '{}'],
      ['v.txt', 'hi'],
    ]);
  const told = await page.evaluate(() => window.harness.events());
  expect(told.filter(({ type }) => type === 'error' || type === 'blocked')).toEqual([]);
});

test('text is copied only with the person; the page hears whether', async ({ page }) => {
  await open(
    page,
    `  const [s, set] = useState('');
  return <main><p>{s}</p><button onClick={() => navigator.clipboard.writeText('secret').then(() => set('copied'), () => set('not copied'))}>Copy</button></main>;`,
  );
  await press(page, 'Copy');
  await answer(page, 'secret', false);
  await expect.poll(() => text(page)).toContain('not copied');
  await press(page, 'Copy');
  await answer(page, 'secret', true);
  await expect.poll(() => text(page)).toMatch(/(^|[^t] )copied/);
});

test('what a preview may not do is told as what it is', async ({ page }) => {
  await open(
    page,
    `  return <main>
    <button onClick={() => window.print()}>Print</button>
    <button onClick={() => window.open('https://example.com/a')}>Window</button>
    <button onClick={() => navigator.geolocation.getCurrentPosition(() => {}, () => {})}>Place</button>
    <button onClick={() => { navigator.mediaDevices.getUserMedia({ video: true }).catch(() => {}); }}>Camera</button>
    <button onClick={() => { Notification.requestPermission(); }}>Notify</button>
    <button onClick={() => setTimeout(() => confirm('Later?'), 0)}>Later</button>
    <a href="mailto:a@example.com">Mail</a><a href="https://example.com/b">Link</a>
  </main>;`,
  );
  for (const name of ['Print', 'Window', 'Place', 'Camera', 'Notify', 'Later']) await press(page, name);
  for (const name of ['Mail', 'Link'])
    await page.evaluate(
      (link) => window.harness.act({ do: 'click', target: { role: 'link', name: link } }),
      name,
    );
  await expect
    .poll(() =>
      page.evaluate(() =>
        window.harness.events().flatMap((event) => (event.type === 'blocked' ? [event.directive] : [])),
      ),
    )
    .toEqual(['print', 'window', 'geolocation', 'camera', 'notification', 'dialog', 'mail', 'navigation']);
  expect(await problems(page)).toEqual([]);
});
