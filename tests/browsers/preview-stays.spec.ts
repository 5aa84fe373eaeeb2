/** What does not take a preview away, and what a preview does not take from its host. */

import { openTestPage } from '../harness/open-test-page.ts';
import type { Page } from './page.ts';
import { openProject } from './preview-project.ts';
import { expect, test } from './test.ts';

const page = `document.body.innerHTML = '<a href="#far">Down</a><a href="mailto:a@example.com">Mail</a><a href="tel:+123">Call</a><button>Count 0</button><p>no step</p><div style="height:3000px"></div><h2 id="far">Far</h2>';
const button = document.querySelector('button')!;
let count = 0;
button.onclick = () => { button.textContent = 'Count ' + ++count; };
const say = (word: string) => { document.querySelector('p')!.textContent = word; };
addEventListener('popstate', (event) => say('back to ' + JSON.stringify(event.state)));
`;
const acts: Readonly<Record<string, string>> = {
  'a fragment is set': `location.hash = 'one'; setTimeout(() => { location.href = '#two'; say('done'); }, 0);`,
  'its own history is walked': `history.pushState({ n: 1 }, '', '#one'); history.pushState({ n: 2 }, '', '/two'); history.back(); addEventListener('popstate', () => say('done'));`,
  'history goes back further than it reaches': `history.go(-5); history.back(); setTimeout(() => say('done'), 0);`,
};

for (const [name, code] of Object.entries(acts)) {
  test(`the page stays, with its state: ${name}`, async ({ page: host, harness }) => {
    await openProject(host, harness, {
      '/src/main.ts': `${page}Reflect.set(window, 'act', () => { ${code} });
button.addEventListener('dblclick', () => Reflect.get(window, 'act')());`,
    });
    const app = host.frame();
    await app.button('Count 0').click();
    await app.evaluate(() => document.querySelector('button')?.dispatchEvent(new MouseEvent('dblclick')));
    await app.text('done').shown();
    await app.button('Count 1').click();
    await app.button('Count 2').shown();
    expect(await host.evaluate(() => location.pathname)).toBe('/tests/harness/preview.html');
    const types = await host.evaluate(() => window.harness.events().map(({ type }) => type));
    expect(types.filter((type) => type === 'loading')).toHaveLength(1);
  });
}

test('links within the page, to mail and to a telephone keep the page', async ({ page: host, harness }) => {
  await openProject(host, harness, { '/src/main.ts': page });
  const app = host.frame();
  await app.button('Count 0').click();
  for (const link of ['Mail', 'Call', 'Down']) await app.role('link', link).click();
  await host.until('it has scrolled', () => app.evaluate(() => scrollY > 500), Boolean);
  await app.button('Count 1').shown();
  const types = await host.evaluate(() => window.harness.events().map(({ type }) => type));
  expect(types.filter((type) => type === 'loading')).toHaveLength(1);
});

test('a page that really leaves is noticed, loaded again, and that is told of the new page', async ({
  page: host,
  harness,
}) => {
  await openProject(host, harness, {
    '/src/main.ts': `${page}Reflect.set(window, 'leave', () => location.reload());
button.addEventListener('dblclick', () => Reflect.get(window, 'leave')());`,
  });
  const app = host.frame();
  await app.button('Count 0').click();
  await app.evaluate(() => document.querySelector('button')?.dispatchEvent(new MouseEvent('dblclick')));
  await host.until(
    'it is loaded again',
    () => host.evaluate(() => window.harness.events().map(({ type }) => type)),
    (types) => types.filter((type) => type === 'ready').length === 2,
  );
  await host.frame().button('Count 0').shown();
  const told = (await host.evaluate(() => window.harness.events())).map((event) =>
    event.type === 'blocked' ? event.directive : event.type,
  );
  expect(told.lastIndexOf('loading')).toBeLessThan(told.indexOf('left'));
});

/** The host's own field has it, or gets it back. */
function hasKeyboard(host: Page): Promise<unknown> {
  return host.until(
    'the keyboard is with the host',
    () => host.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? ''),
    (name) => name === 'Host field',
  );
}

test('the keyboard stays with the host', async ({ page: host, harness }) => {
  await openTestPage(host, 'preview', harness);
  await host.evaluate(() => {
    const field = document.createElement('input');
    field.setAttribute('aria-label', 'Host field');
    document.body.prepend(field);
    field.focus();
  });
  await host.evaluate((files) => window.harness.open(files), {
    '/src/main.tsx': `import { createRoot } from 'react-dom/client';
createRoot(document.getElementById('root')!).render(<><input autoFocus aria-label="Own" /><button>Press</button></>);
setTimeout(() => {
  window.focus();
  document.querySelector('input')?.focus();
  const dialog = document.createElement('dialog');
  dialog.append(Object.assign(document.createElement('input'), { autofocus: true }));
  document.body.append(dialog);
  dialog.showModal();
  dialog.close();
  document.body.append('asked');
}, 0);`,
  });
  await host.until(
    'it was asked',
    () => host.evaluate(() => window.harness.text()),
    (text) => text.includes('asked'),
  );
  await host.evaluate(() => window.harness.act({ do: 'click', target: { role: 'button', name: 'Press' } }));
  await hasKeyboard(host);
});

test('the keyboard comes back also where the host hears of its leaving late', async ({
  page: host,
  harness,
}) => {
  await openTestPage(host, 'preview', harness);
  await host.evaluate((files) => window.harness.open(files), {
    '/src/main.ts': `document.body.innerHTML = '<button>Press</button>';`,
  });
  await host.evaluate(() => {
    const field = document.createElement('input');
    field.setAttribute('aria-label', 'Host field');
    document.body.prepend(field);
    field.focus();
    Object.defineProperty(document, 'activeElement', { configurable: true, get: () => field });
    // What the browser says by itself comes too early here.
    addEventListener('blur', (event) => event.isTrusted && event.stopImmediatePropagation(), true);
  });
  await host.evaluate(() => window.harness.act({ do: 'click', target: { role: 'button', name: 'Press' } }));
  await host.evaluate(() => {
    Reflect.deleteProperty(document, 'activeElement');
    dispatchEvent(new Event('blur'));
  });
  await hasKeyboard(host);
});

const many: Readonly<Record<string, string>> = {
  'in the page': `document.body`,
  'in a shadow tree': `document.querySelector('p')!.attachShadow({ mode: 'closed' })`,
};
for (const [where, root] of Object.entries(many))
  test(`a page of 100,000 elements ${where} is stopped in words, and its repair is shown`, async ({
    page: host,
    harness,
  }) => {
    await openProject(host, harness, {
      '/src/main.ts': `document.body.innerHTML = '<p>small</p>';
setTimeout(() => { ${root}.innerHTML = '<div><i>x</i></div>'.repeat(50_000); }, 0);`,
    });
    const problems = await host.until(
      'it is told',
      () => host.evaluate(() => window.harness.problems()),
      (all) => all.some(({ code }) => code === 'too-many-elements'),
    );
    expect(problems[0]?.plain).toContain('Show a part of the list at a time');
    await host.evaluate(async () => {
      await window.harness.write({ '/src/main.ts': `document.body.innerHTML = '<p>repaired</p>';` });
      await window.harness.settled();
    });
    expect(await host.evaluate(() => window.harness.text())).toBe('repaired');
    expect(await host.evaluate(() => window.harness.problems())).toEqual([]);
  });
