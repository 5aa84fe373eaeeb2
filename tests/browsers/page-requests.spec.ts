/**
 * What an app asks of the person in front of it, in every engine: dialogs, files to save, text to copy. A person
 * presses in the preview, the host asks or offers, and the app goes on with the answer.
 */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { pageWith } from '../harness/projects.ts';
import type { Page } from './page.ts';
import { expect, test } from './test.ts';
import { expectNoErrors } from './walks.ts';

/** Shows a page of one component in the playground, brought along as a zip. */
async function bring(page: Page, site: string, body: string): Promise<void> {
  await page.goto(`${site}/playground/`);
  await page.label('Command').until('takes commands', ({ isEnabled }) => isEnabled);
  const files = {
    '/index.html':
      '<!doctype html><title>Desk</title><div id="root"></div><script type="module" src="/src/main.tsx"></script>',
    ...pageWith(`const [said, say] = useState('nothing yet');\n${body}`, "import { useState } from 'react';"),
  };
  const entries = Object.entries(files).map(([path, text]) => [path.slice(1), strToU8(text)]);
  await page.label('Zip to import').giveFile('desk.zip', zipSync(Object.fromEntries(entries)));
}

test('an app that gets the keys only after it asked leaves them to its dialog', async ({ page, site }) => {
  await bring(page, site, "useState(() => setTimeout(() => alert('Ready.')));\nreturn <p>Said: {said}</p>;");
  const ok = page.role('alertdialog', 'The app says').button('OK');
  await ok.shown();
  await page.evaluate(() => document.querySelector('iframe')?.focus());
  await ok.until('has the focus', ({ isFocused }) => isFocused);
  await page.press('Enter');
  await ok.gone();
});

test('dialogs are asked, by mouse and by keys, and ten in a row can be stopped', async ({ page, site }) => {
  await bring(
    page,
    site,
    `
const rename = () => {
  const first = prompt('First name?', 'Ada');
  if (first === null) return say('given up');
  const last = prompt('Last name?');
  if (confirm('Greet ' + first + ' ' + last + '?')) say(first + ' ' + last);
};
const loop = (ask: (at: number) => void) => { for (let at = 1; at <= 10; at++) ask(at); say('looped'); };
return <main>
  <p>Said: {said}</p>
  <button onClick={() => say(confirm('Delete all?') ? 'deleted' : 'kept')}>Delete</button>
  <form onSubmit={(event) => { event.preventDefault(); rename(); }}><button>Rename</button></form>
  <button onClick={() => { alert('Saved.'); say('told'); }}>Tell</button>
  <button onClick={() => loop((at) => alert('Note ' + at))}>Ten notes</button>
  <button onClick={() => { let yes = 0; loop((at) => { if (confirm('Question ' + at)) yes++; }); say(yes + ' yes'); }}>Ten questions</button>
  <button onClick={() => setTimeout(() => say(confirm('Now?') ? 'late yes' : 'late no'), 0)}>Later</button>
</main>;`,
  );
  const app = page.frame();
  const asks = page.role('alertdialog', 'The app asks');
  const tells = page.role('alertdialog', 'The app says');

  await app.button('Delete').click();
  await asks.text('Delete all?').shown();
  await asks.button('Cancel').click();
  await app.text('Said: kept').shown();
  await app.button('Delete').click();
  await asks.button('OK').until('has the focus', ({ isFocused }) => isFocused);
  await page.press('Enter');
  await app.text('Said: deleted').shown();
  // The keys are with the app again, where they were.
  await page.press('Space');
  await asks.text('Delete all?').shown();
  await page.press('Escape');
  await app.text('Said: kept').shown();

  await app.button('Rename').click();
  await asks.label('First name?').until('is offered, ready to type over', ({ value }) => value === 'Ada');
  await asks.label('First name?').until('has the focus', ({ isFocused }) => isFocused);
  await page.type('Grace');
  await page.press('Enter');
  await asks.label('Last name?').until('has the focus', ({ isFocused }) => isFocused);
  await page.type('Hopper');
  await page.press('Enter');
  await asks.text('Greet Grace Hopper?').shown();
  await asks.button('OK').click();
  await app.text('Said: Grace Hopper').shown();
  await app.button('Rename').click();
  await asks.label('First name?').shown();
  await page.press('Escape');
  await app.text('Said: given up').shown();

  await app.button('Tell').click();
  await tells.text('Saved.').shown();
  await app.text('Said: told').shown();
  await tells.button('OK').click();
  await tells.gone();

  await app.button('Later').click();
  await page
    .role('status')
    .text(/asks “Now\?” where it cannot wait/)
    .shown();
  await app.text('Said: late no').shown();
  await page.button('Hide this notice').click();

  await page.button('Load the preview again').click();
  await app.text('Said: nothing yet').shown();
  await app.button('Ten notes').click();
  await app.text('Said: looped').shown();
  await tells.text(/^Note 1$/).shown();
  await tells.button('OK').click();
  await tells.text(/^Note 2$/).shown();
  await tells.button('OK').until('has the focus', ({ isFocused }) => isFocused);
  await page.press('Enter');
  await tells.text(/^Note 3$/).shown();
  await tells.button('Stop asking').click();
  await tells.gone();
  await app.button('Ten questions').click();
  await app.text('Said: 0 yes').shown();
  await page
    .role('status')
    .text(/the person said to stop/)
    .shown();
  await expectNoErrors(page);
});

/** Notes what the host gives the browser to keep, instead of having it kept. */
function noteSaved(page: Page): Promise<void> {
  return page.evaluate(() => {
    const made = new Map<string, Blob>();
    const saved: { name: string; content: Blob | undefined }[] = [];
    Reflect.set(window, 'saved', saved);
    const { createObjectURL } = URL;
    URL.createObjectURL = (content: Blob | MediaSource) => {
      const address = createObjectURL.call(URL, content);
      if (content instanceof Blob) made.set(address, content);
      return address;
    };
    addEventListener(
      'click',
      (event) => {
        const link = event.target;
        if (!(link instanceof HTMLAnchorElement) || link.download === '') return;
        event.preventDefault();
        saved.push({ name: link.download, content: made.get(link.href) });
      },
      true,
    );
  });
}

async function saved(page: Page): Promise<{ name: string; bytes: Uint8Array }[]> {
  const files = await page.evaluate(() => {
    const noted: { name: string; content: Blob }[] = Reflect.get(window, 'saved');
    return Promise.all(
      noted.map(async ({ name, content }) => ({
        name,
        bytes: [...new Uint8Array(await content.arrayBuffer())],
      })),
    );
  });
  return files.map(({ name, bytes }) => ({ name, bytes: new Uint8Array(bytes) }));
}

test('files are offered and saved, a hundred together; text is copied once a person agrees', async ({
  page,
  site,
}) => {
  await bring(
    page,
    site,
    `
const save = (name: string, text: string) => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
};
const copy = () => navigator.clipboard.writeText('4,5 % über Plan').then(() => say('copied'), () => say('not copied'));
return <main>
  <p>Said: {said}</p>
  <button onClick={() => { save('visitors.csv', 'name;age\\nAda;36'); say('exported'); }}>Export</button>
  <p><a download="notes.txt" href="data:text/plain;charset=utf-8,Gr%C3%BC%C3%9Fe%20100%">Notes</a></p>
  <p><a download="report.pdf" href="/report.pdf">Report</a></p>
  <button onClick={() => { for (let at = 1; at <= 120; at++) save('part-' + at + '.csv', 'part ' + at); say('all'); }}>Everything</button>
  <button onClick={copy}>Copy</button>
</main>;`,
  );
  await noteSaved(page);
  const app = page.frame();
  const offer = (words: RegExp) => page.role('status').text(words);

  await app.button('Export').click();
  await offer(/wants to save visitors\.csv \(15 bytes\)/).shown();
  await app.text('Said: exported').shown();
  await page.button('Not now').click();
  await offer(/wants to save/).gone();
  expect(await saved(page)).toEqual([]);
  await app.button('Export').click();
  await page.button('Save').click();
  await app.role('link', 'Notes').click();
  await offer(/wants to save notes\.txt/).shown();
  await page.button('Save').click();
  await offer(/wants to save/).gone();
  expect((await saved(page)).map(({ name, bytes }) => [name, strFromU8(bytes)])).toEqual([
    ['visitors.csv', 'name;age\nAda;36'],
    ['notes.txt', 'Grüße 100%'],
  ]);
  await app.role('link', 'Report').click();
  await offer(/offers a file that is not in the page/).shown();
  await page.button('Hide this notice').click();

  await app.button('Copy').click();
  await offer(/wants to copy: “4,5 % über Plan”/).shown();
  await page.button('Not now').click();
  await app.text('Said: not copied').shown();
  await app.button('Copy').click();
  await page.button('Copy').click();
  await app.text('Said: copied').shown();
  await page.label('Command').click();
  await page.press('Control+v');
  await page.label('Command').until('what was copied is there', ({ value }) => value === '4,5 % über Plan');

  await app.button('Everything').click();
  await app.text('Said: all').shown();
  await offer(/wants to save 100 files/).shown();
  await offer(/wants to save too many files at once; part-120\.csv was left out.*And 19 more/).shown();
  await page.button('Save all 100 as a zip').click();
  await offer(/wants to save 100 files/).gone();
  const together = (await saved(page)).at(-1);
  const parts = unzipSync(together?.bytes ?? new Uint8Array());
  expect([together?.name, Object.keys(parts).length]).toEqual(['files.zip', 100]);
  expect(strFromU8(parts['part-100.csv'] ?? new Uint8Array())).toBe('part 100');
  // In WebKit the editor beside it tries at every press whether it may copy, and says that it may not.
  const errors = (await page.errors()).filter((error) => !error.includes('ERR color: #f33 NotAllowedError'));
  expect(errors).toEqual([]);
});
