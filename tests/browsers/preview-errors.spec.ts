/** What a preview tells of its errors, by every way by which code of a page is called. */

import type { Page } from './page.ts';
import { openProject } from './preview-project.ts';
import { expect, test } from './test.ts';

const told = (page: Page) =>
  page.evaluate(() =>
    window.harness
      .problems()
      .map(({ message, path, line }) => `${message} ${path}:${line}`)
      .sort(),
  );

test('every way to fail is told with its message and place', async ({ page, harness }) => {
  await openProject(page, harness, {
    '/src/main.ts': `import { fail } from './fail';
document.body.innerHTML = '<button>Go</button><p></p>';
const button = document.querySelector('button')!;
setTimeout(() => fail('timer'), 0);
requestAnimationFrame(() => { throw new Error('frame'); });
queueMicrotask(() => { throw new Error('microtask'); });
Promise.reject(new Error('rejected'));
void (async () => { await null; fail('async'); })();
new MutationObserver(() => { throw new Error('observer'); }).observe(document.body, { childList: true });
document.body.append('more');
reportError(new Error('reported'));
button.addEventListener('click', () => fail('listener'));
button.addEventListener('click', { handleEvent() { fail('object'); } });
button.onclick = () => { missing.call(); };
setTimeout(() => button.click(), 0);
`,
    '/src/fail.ts': `// a line above
export function fail(name: string) {
  throw new Error(name);
}
`,
  });
  const shown = await page.until(
    'all of them are told',
    () => told(page),
    (problems) => problems.length >= 10,
  );
  const missing = shown.filter((line) => /missing/.test(line));
  expect(missing).toHaveLength(1);
  expect(missing[0]).toContain('/src/main.ts:14');
  expect(shown.filter((line) => !/missing/.test(line))).toEqual([
    'Error: async /src/fail.ts:3',
    'Error: frame /src/main.ts:5',
    'Error: listener /src/fail.ts:3',
    'Error: microtask /src/main.ts:6',
    'Error: object /src/fail.ts:3',
    'Error: observer /src/main.ts:9',
    'Error: rejected /src/main.ts:7',
    'Error: reported /src/main.ts:11',
    'Error: timer /src/fail.ts:3',
  ]);
});

test('what React reports is told with the place in the component', async ({ page, harness }) => {
  await openProject(page, harness, {
    '/src/main.tsx': `import { createRoot } from 'react-dom/client';
import { App } from './App';
createRoot(document.getElementById('root')!).render(<App />);
`,
    '/src/App.tsx': `export function App() {
  const list: string[] | undefined = undefined;
  return <p>{list!.map((entry) => entry)}</p>;
}
`,
  });
  const shown = await page.until(
    'it is told',
    () => told(page),
    (problems) => problems.length >= 2,
  );
  expect(shown.some((line) => line.includes('/src/App.tsx:3'))).toBe(true);
  expect(shown.join()).not.toContain('Script error');
});

test('a removed listener is not called any more, and a handler reads back as it was set', async ({
  page,
  harness,
}) => {
  await openProject(page, harness, {
    '/src/main.ts': `document.body.innerHTML = '<button>Go</button><p></p>';
const button = document.querySelector('button')!;
const say = (word: string) => { document.querySelector('p')!.textContent += word + ' '; };
const heard = () => say('listener');
button.addEventListener('click', heard);
button.addEventListener('click', heard);
button.removeEventListener('click', heard);
const handler = () => say('handler');
button.onclick = handler;
say(button.onclick === handler ? 'same' : 'other');
button.click();
button.onclick = null;
button.click();
`,
  });
  expect(await page.evaluate(() => window.harness.text())).toBe('Go same handler');
});
