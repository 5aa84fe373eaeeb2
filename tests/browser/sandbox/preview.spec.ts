import { expect, type Page, test } from '@playwright/test';
import { openTestPage } from '../../harness/open-test-page.ts';
import { counterProject, type Project, pageWith } from '../../harness/projects.ts';

test.beforeEach(async ({ page }) => {
  await openTestPage(page, 'preview');
});

const open = (page: Page, project: Project) => page.evaluate((files) => window.harness.open(files), project);
const write = (page: Page, project: Project) =>
  page.evaluate((files) => window.harness.write(files), project);
const text = (page: Page) => page.evaluate(() => window.harness.text());
const events = (page: Page) => page.evaluate(() => window.harness.events());
const click = (page: Page, name: string) =>
  page.evaluate(
    (label) => window.harness.act({ do: 'click', target: { role: 'button', name: label } }),
    name,
  );
const errorsOf = async (page: Page) =>
  (await events(page)).flatMap((event) => (event.type === 'error' ? [event.error] : []));

test('shows a project of React, TypeScript and CSS in several files', async ({ page }) => {
  const told = await open(page, counterProject);
  expect(told.filter((event) => event.type === 'error')).toEqual([]);
  expect(told.map((event) => event.type)).toContain('ready');
  expect(await text(page)).toContain('Count is 0, double is 0');
  expect(await click(page, 'Add one')).toEqual({ ok: true });
  expect(await text(page)).toContain('Count is 1, double is 2');
  const measures = await page.evaluate(() => window.harness.measureText());
  expect(measures.find((measure) => measure.text === 'Counter')?.foreground).toBe('#336699');
});

test('a page whose place was not on the screen is shown once the place is there', async ({ page }) => {
  const told = await page.evaluate((files) => window.harness.openBeforeShown(files), counterProject);
  expect(told.filter((event) => event.type === 'error')).toEqual([]);
  expect(told.at(-1)?.type).toBe('ready');
  expect(await text(page)).toContain('Count is 0');
  expect(await page.evaluate(() => window.harness.frames())).toBe(1);
});

test('a changed component keeps the state of the page', async ({ page }) => {
  await open(page, counterProject);
  await click(page, 'Add one');
  await click(page, 'Add one');
  await write(page, {
    '/src/App.tsx': (counterProject['/src/App.tsx'] ?? '').replace('Count is', 'Total is'),
  });
  await expect.poll(() => text(page)).toContain('Total is 2');
  await write(page, { '/src/components/Title.tsx': `export function Title() { return <h1>Renamed</h1>; }` });
  await expect.poll(() => text(page)).toContain('Renamed');
  expect(await text(page)).toContain('Total is 2');
  const updates = (await events(page)).filter((event) => event.type === 'updated');
  expect(updates).toHaveLength(2);
  expect(updates.every((event) => event.type === 'updated' && event.stateKept)).toBe(true);
});

test('a changed helper and a changed style sheet keep the state too', async ({ page }) => {
  await open(page, counterProject);
  await click(page, 'Add one');
  await write(page, { '/src/lib/double.ts': 'export function double(value: number) { return value * 20; }' });
  await expect.poll(() => text(page)).toContain('Count is 1, double is 20');
  await write(page, { '/src/styles.css': '.title { color: #aa0000; }' });
  await expect
    .poll(
      async () =>
        (await page.evaluate(() => window.harness.measureText())).find((m) => m.text === 'Counter')
          ?.foreground,
    )
    .toBe('#aa0000');
  expect(await text(page)).toContain('Count is 1');
});

test('a changed entry loads the page anew', async ({ page }) => {
  await open(page, counterProject);
  await click(page, 'Add one');
  await write(page, { '/src/main.tsx': `${counterProject['/src/main.tsx']}\nconsole.log('again');` });
  await expect
    .poll(async () => (await events(page)).some((event) => event.type === 'updated' && !event.stateKept))
    .toBe(true);
  expect(await text(page)).toContain('Count is 0');
});

test('a syntax error is told with its place, the page stays, the repair keeps the state', async ({
  page,
}) => {
  await open(page, counterProject);
  await click(page, 'Add one');
  const source = counterProject['/src/App.tsx'] ?? '';
  await write(page, { '/src/App.tsx': source.replace('</main>', '</div>') });
  await expect.poll(() => errorsOf(page)).toHaveLength(1);
  const [error] = await errorsOf(page);
  expect(error).toMatchObject({ path: '/src/App.tsx', line: 13, source: 'compile' });
  expect(error?.plain).not.toMatch(/token/i);
  expect(await text(page)).toContain('Count is 1');
  await write(page, { '/src/App.tsx': source.replace('Count is', 'Sum is') });
  await expect.poll(() => text(page)).toContain('Sum is 1');
});

test('a component that throws is told with its line, the repair recovers without a new frame', async ({
  page,
}) => {
  await open(page, counterProject);
  const source = counterProject['/src/App.tsx'] ?? '';
  await write(page, { '/src/App.tsx': source.replace('  return (', '  missing.call();\n  return (') });
  await expect.poll(async () => (await errorsOf(page)).length).toBeGreaterThan(0);
  const error = (await errorsOf(page)).find((entry) => entry.message.includes('missing is not defined'));
  expect(error).toMatchObject({ path: '/src/App.tsx', line: 7, source: 'runtime' });
  expect(error?.plain).toContain('a name that does not exist');
  await write(page, { '/src/App.tsx': source });
  await expect.poll(() => text(page)).toContain('Count is 0');
  expect((await events(page)).filter((event) => event.type === 'loading')).toHaveLength(1);
});

test('a module that throws while it loads is told with its line, and a repair loads the page', async ({
  page,
}) => {
  await open(page, {
    ...counterProject,
    '/src/lib/double.ts': 'export const first = 1;\nthrow new Error("broken on load");',
  });
  // The import of `double` is missing as well, and that comes first.
  expect((await errorsOf(page))[0]?.message).toContain('does not export "double"');
  await write(page, {
    '/src/lib/double.ts':
      'export function double(n: number) { return n; }\nthrow new Error("broken on load");',
  });
  await expect.poll(async () => (await errorsOf(page)).at(-1)?.message).toBe('Error: broken on load');
  expect((await errorsOf(page)).at(-1)).toMatchObject({ path: '/src/lib/double.ts', line: 2 });
  await write(page, { '/src/lib/double.ts': counterProject['/src/lib/double.ts'] ?? '' });
  await expect.poll(() => text(page)).toContain('double is 0');
});

test('a look at a page that is replaced before it answers is taken at the new one', async ({ page }) => {
  await open(page, { '/src/main.ts': `document.body.append('before');` });
  const seen = await page.evaluate(async () => {
    // The question comes to a page that is too busy to answer.
    const { postMessage } = MessagePort.prototype;
    const asked = new Promise<void>((resolve) => {
      MessagePort.prototype.postMessage = function post(message: { type: string }) {
        if (message.type !== 'probe') return postMessage.call(this, message);
        MessagePort.prototype.postMessage = postMessage;
        resolve();
      };
    });
    const look = window.harness.text();
    await asked;
    await window.harness.write({ '/src/main.ts': `document.body.append('after');` });
    await window.harness.reload();
    return look;
  });
  expect(seen).toBe('after');
});

test('an import that is not there names the catalogue, a wrong file its place', async ({ page }) => {
  await open(
    page,
    pageWith(
      'return <p>x</p>;',
      "import moment from 'moment';\nimport { a } from './nowhere';\nconsole.log(moment, a);",
    ),
  );
  const [first, second] = await errorsOf(page);
  expect(first).toMatchObject({ path: '/src/main.tsx', line: 2, source: 'resolve' });
  expect(first?.message).toContain('Cannot find the package "moment". Available here: react,');
  expect(second).toMatchObject({
    path: '/src/main.tsx',
    line: 3,
    message: 'Cannot find the file "./nowhere".',
  });
});

test('what would be dropped silently is refused in words', async ({ page }) => {
  await open(page, {
    '/src/main.ts': "import './a';\nimport './b';\nimport './c';\nimport './d';",
    '/src/a.ts': 'namespace Data { export const x = 1 }',
    '/src/b.ts': 'const x = await Promise.resolve(1);\nexport { x };',
    '/src/c.ts': 'function dec(target: unknown) { return target; }\n@dec\nclass A {}',
    '/src/d.ts': "export const all = import.meta.glob('./*');",
  });
  const messages = (await errorsOf(page)).map(
    (error) => `${error.path}:${error.line} ${error.message.split('.')[0]}`,
  );
  expect(messages).toEqual([
    '/src/a.ts:1 TypeScript namespaces are not supported here',
    '/src/b.ts:1 await outside a function is not supported here',
    '/src/c.ts:2 Decorators (@name) are not supported here',
    '/src/d.ts:1 import',
  ]);
});

test('forwards the console with structure, and errors nobody caught', async ({ page }) => {
  await open(page, {
    '/src/main.ts': `console.log('hello %s', 'you', { a: [1, 'x'], m: new Map([[1, 2]]) });
console.warn(new TypeError('careful'));
const round: { self?: unknown } = {}; round.self = round; console.info(round);
setTimeout(() => { throw new Error('later'); }, 0);
Promise.reject(new Error('rejected'));
`,
  });
  await expect.poll(async () => (await errorsOf(page)).length).toBe(2);
  const lines = (await events(page)).flatMap((event) =>
    event.type === 'console' ? [`${event.level}: ${event.text}`] : [],
  );
  expect(lines).toEqual([
    'log: hello you { a: [1, "x"], m: Map {1 => 2} }',
    'warn: TypeError: careful',
    'info: { self: [circular] }',
  ]);
  expect(await errorsOf(page)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ message: 'Error: later', line: 4 }),
      expect.objectContaining({ message: 'Error: rejected', line: 5 }),
    ]),
  );
});

test('Tailwind classes with a theme of the project, and new classes by hot update', async ({ page }) => {
  const app = (classes: string) => `export function App() { return <p className="${classes}">Painted</p>; }`;
  await open(page, {
    '/src/main.tsx': `import { createRoot } from 'react-dom/client';\nimport { App } from './App';\nimport './app.css';\ncreateRoot(document.getElementById('root')!).render(<App />);`,
    '/src/App.tsx': app('text-brand bg-white p-4'),
    '/src/app.css': '@import "tailwindcss";\n@theme { --color-brand: #8a1538; }',
  });
  const colour = async () => (await page.evaluate(() => window.harness.measureText()))[0];
  expect((await colour())?.foreground).toBe('#8a1538');
  await write(page, { '/src/App.tsx': app('text-white bg-brand') });
  await expect.poll(async () => (await colour())?.background).toBe('#8a1538');
  expect((await colour())?.foreground).toBe('#ffffff');
});

/** Waits until the page has told what it stored: timers of a page go off in order, and so do its messages. */
async function savesMemory(page: Page): Promise<void> {
  const frame = page.frames().at(-1);
  if (!frame) throw new Error('No preview is shown.');
  const session = await page.context().newCDPSession(frame);
  const expression = 'new Promise((done) => setTimeout(done, 100))';
  await session.send('Runtime.evaluate', { expression, awaitPromise: true });
  await text(page);
}

test('stores, router and a reload that keeps both', async ({ page }) => {
  const project = pageWith(
    `  return <BrowserRouter><nav><Link to="/">Home</Link> <Link to="/about">About</Link></nav>
    <Routes><Route path="/" element={<p>Start</p>} /><Route path="/about" element={<Saved />} /></Routes></BrowserRouter>;`,
    `import { BrowserRouter, Link, Route, Routes } from 'react-router-dom';
function Saved() { localStorage.setItem('seen', 'yes'); return <p>About, seen: {localStorage.getItem('seen')}</p>; }`,
  );
  await open(page, project);
  expect(await errorsOf(page)).toEqual([]);
  expect(await text(page)).toContain('Start');
  await page.evaluate(() => window.harness.act({ do: 'click', target: { role: 'link', name: 'About' } }));
  // A router shows the next page when nothing more urgent is left to do.
  await expect.poll(() => text(page)).toContain('About, seen: yes');
  await savesMemory(page);
  await page.evaluate(() => window.harness.reload());
  expect(await text(page)).toContain('About, seen: yes');
});

test('every package of the catalogue imports and works', async ({ page }) => {
  await open(
    page,
    pageWith(
      `  return <main>
    <p className={clsx('one', { two: true })} data-kind="class">{clsx('one', { two: true })}</p>
    <p>{format(new Date(2026, 2, 9), 'd MMMM yyyy', { locale: de })}</p>
    <p>{z.object({ age: z.number() }).safeParse({ age: 'x' }).success ? 'valid' : 'refused'}</p>
    <p>{renderToString(<b>server</b>)}</p>
    <CalendarDays aria-label="calendar" /> <HomeIcon aria-label="home" />
    <BarChart width={300} height={200} data={[{ n: 'a', v: 3 }, { n: 'b', v: 5 }]}><XAxis dataKey="n" /><Bar dataKey="v" fill="#123456" isAnimationActive={false} /></BarChart>
    <MemoryRouter><Link to="/x">linked</Link></MemoryRouter>
    {createPortal(<p>portal</p>, document.body)}
  </main>;`,
      `import { clsx } from 'clsx';
import { format } from 'date-fns';
import { de } from 'date-fns/locale';
import { z } from 'zod';
import { renderToString } from 'react-dom/server';
import { createPortal } from 'react-dom';
import { CalendarDays, HomeIcon } from 'lucide-react';
import { Bar, BarChart, XAxis } from 'recharts';
import { Link, MemoryRouter } from 'react-router';`,
    ),
  );
  expect(await errorsOf(page)).toEqual([]);
  await expect
    .poll(async () =>
      (await page.evaluate(() => window.harness.colours())).some(
        (use) => use.colour === '#123456' && use.use === 'fill',
      ),
    )
    .toBe(true);
  const shown = await text(page);
  for (const part of ['one two', '9 März 2026', 'refused', '<b>server</b>', 'linked', 'portal'])
    expect(shown).toContain(part);
  const outline = JSON.stringify(await page.evaluate(() => window.harness.outline()));
  expect(outline).toContain('"role":"img","name":"calendar"');
  expect(outline).toContain('"role":"img","name":"home"');
});

test('import.meta, CSS modules, raw text, aliases and lazy parts', async ({ page }) => {
  await open(page, {
    ...pageWith(
      `  return <Suspense fallback="wait"><p className={styles.title}>{import.meta.env.MODE} {note} {shout('x')}</p><Late /></Suspense>;`,
      `import { lazy, Suspense } from 'react';
import { shout } from '@/lib/shout';
import note from './note.txt?raw';
import styles from './Card.module.css';
const Late = lazy(() => import('./Late'));`,
    ),
    '/src/lib/shout.ts': 'export const shout = (text: string) => text.toUpperCase();',
    '/src/note.txt': 'from a file',
    '/src/Card.module.css': '.title { color: #0b5a2b; }',
    '/src/Late.tsx': 'export default function Late() { return <p>came later</p>; }',
  });
  expect(await errorsOf(page)).toEqual([]);
  await expect.poll(() => text(page)).toBe('development from a file X came later');
  const measures = await page.evaluate(() => window.harness.measureText());
  expect(measures[0]?.foreground).toBe('#0b5a2b');
});

test('an icon that does not exist is told by its name', async ({ page }) => {
  await open(page, pageWith('return <CalendarDayz />;', "import { CalendarDayz } from 'lucide-react';"));
  expect((await errorsOf(page))[0]?.message).toMatch(/no icon "CalendarDayz"\. There is: Cale/);
});

test('plain HTML without React, with handlers, pictures and JSON', async ({ page }) => {
  await open(page, {
    '/index.html': `<html lang="de"><head><title>Plain</title><link rel="stylesheet" href="style.css"></head><body>
<h1>Plain</h1><button onclick="document.querySelector('h1').textContent = 'Clicked'">Go</button><img src="/logo.svg" alt="logo">
<script type="module">import data from './data.json'; document.body.append(data.word);</script></body></html>`,
    '/style.css': 'h1 { color: #00aa00 }',
    '/data.json': '{ "word": "from data" }',
    '/public/logo.svg':
      '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><rect width="30" height="20"/></svg>',
  });
  expect(await errorsOf(page)).toEqual([]);
  expect(await text(page)).toContain('from data');
  await click(page, 'Go');
  expect(await text(page)).toContain('Clicked');
  const measures = await page.evaluate(() => window.harness.measureText());
  expect(measures.find((measure) => measure.text === 'Clicked')?.foreground).toBe('#00aa00');
});

test('an empty project shows a calm page, and the first file appears in it', async ({ page }) => {
  const told = await open(page, {});
  expect(told.filter((event) => event.type === 'error')).toEqual([]);
  expect(await text(page)).toBe('Nothing here yet');
  await write(page, { '/src/App.tsx': 'export default function App() { return <p>Now there is</p>; }' });
  await expect.poll(() => text(page)).toBe('Now there is');
});

test('a loop without end is stopped with its line, the host goes on', async ({ page }) => {
  await open(page, { '/src/main.ts': 'document.body.append("before");\nlet n = 0;\nwhile (true) n++;\n' });
  const error = (await errorsOf(page))[0];
  expect(error?.message).toContain('A loop ran for 3 seconds');
  expect(error).toMatchObject({ path: '/src/main.ts', line: 3 });
});

test('the probe acts as a person does: fill, choose, press', async ({ page }) => {
  await open(
    page,
    pageWith(
      `  const [name, setName] = useState('');
  const [size, setSize] = useState('s');
  const [agree, setAgree] = useState(false);
  const [sent, setSent] = useState('');
  return <form onSubmit={(event) => { event.preventDefault(); setSent(name + size + agree); }}>
    <label>Your name <input value={name} onChange={(event) => setName(event.target.value)} required /></label>
    <label>Size <select value={size} onChange={(event) => setSize(event.target.value)}><option value="s">Small</option><option value="l">Large</option></select></label>
    <label><input type="checkbox" checked={agree} onChange={() => setAgree(!agree)} /> I agree</label>
    <button>Send</button> <p role="status">{sent}</p></form>;`,
      "import { useState } from 'react';",
    ),
  );
  const act = (action: Parameters<typeof window.harness.act>[0]) =>
    page.evaluate((given) => window.harness.act(given), action);
  expect(await act({ do: 'fill', target: { role: 'textbox', name: 'your name' }, value: 'Ada' })).toEqual({
    ok: true,
  });
  expect(await act({ do: 'choose', target: { role: 'combobox', name: 'Size' }, value: 'Large' })).toEqual({
    ok: true,
  });
  expect(await act({ do: 'choose', target: { role: 'checkbox', name: 'I agree' }, value: 'true' })).toEqual({
    ok: true,
  });
  expect(await act({ do: 'press', key: 'Enter', target: { role: 'textbox', name: 'Your name' } })).toEqual({
    ok: true,
  });
  expect(await text(page)).toContain('Adaltrue');
  expect((await act({ do: 'click', target: { role: 'button', name: 'Nowhere' } })).problem).toContain(
    'Nothing on the page is a button “Nowhere”',
  );
  const outline = JSON.stringify(await page.evaluate(() => window.harness.outline()));
  expect(outline).toContain('"role":"textbox","name":"Your name","state":{"value":"Ada","required":"true"');
});

test('contrast is measured through blended backgrounds and in any colour notation', async ({ page }) => {
  await open(page, {
    '/index.html': `<body style="background:#000"><div style="background:rgba(255,255,255,.5)"><p style="color:#fff;margin:0">half</p></div>
<p style="color:oklch(0.7 0.1 200);background:#fff">oklch</p><p style="opacity:.5;color:#fff;background:#000">faded</p>
<p style="background:linear-gradient(#fff,#000)">picture</p></body>`,
  });
  const measures = await page.evaluate(() => window.harness.measureText());
  const of = (name: string) => measures.find((measure) => measure.text === name);
  expect(of('half')).toMatchObject({ foreground: '#ffffff', background: '#808080' });
  expect(of('half')?.ratio).toBeCloseTo(3.95, 1);
  expect(of('oklch')?.foreground).toBe('#40b1b7');
  expect(of('faded')).toMatchObject({ foreground: '#808080', background: '#000000' });
  expect(of('picture')?.ratio).toBeNull();
});

/** Widths of the same words in two stacks, as the page itself measures them before its first frame is over. */
const fontPage = (stack: string, fallback: string) => ({
  '/src/main.tsx': `import './styles.css';
const widths = ['named', 'plain'].map((name) => {
  const line = document.createElement('span');
  line.className = name;
  line.textContent = 'Handgloves 0123456789';
  document.body.append(line);
  return Math.round(line.getBoundingClientRect().width);
});
const told = document.createElement('p');
function tell() {
  const faces = [...document.fonts].map((face) => face.family.replaceAll('"', '') + ' ' + face.style + ' ' + face.status);
  told.textContent = 'widths ' + widths.join(' ') + ' faces ' + faces.join(', ');
}
tell();
const again = document.createElement('button');
again.textContent = 'Again';
again.onclick = tell;
document.body.append(told, again);`,
  '/src/styles.css': `.named { font: 40px ${stack}, ${fallback}; } .plain { font: 40px ${fallback}; }`,
});

for (const [family, stack, fallback] of [
  ['Inter', '"Inter Variable", Inter', 'monospace'],
  ['Fraunces', 'Fraunces', 'monospace'],
  ['JetBrains Mono', '"JetBrains Mono"', 'serif'],
] as const) {
  test(`${family} is there before the first render, without a request of the page`, async ({ page }) => {
    const told = await open(page, fontPage(stack, fallback));
    expect(told.filter((event) => event.type === 'error' || event.type === 'blocked')).toEqual([]);
    const shown = await text(page);
    const [, named, plain] = /widths (\d+) (\d+)/.exec(shown) ?? [];
    expect(Math.abs(Number(named) - Number(plain)), shown).toBeGreaterThan(10);
    expect(shown).toContain(`faces ${family} normal loaded`);
    expect(shown.split(' loaded')).toHaveLength(2);
  });
}

test('a font comes with the change that names it, and only where none of its name is brought along', async ({
  page,
}) => {
  const plain = fontPage('serif', 'serif');
  await open(page, plain);
  expect(await text(page)).not.toContain('loaded');
  const { '/src/styles.css': sheet } = fontPage('Inter', 'serif');
  await write(page, { '/src/styles.css': `${sheet} em { font-style: italic; }` });
  const retold = async () => {
    await click(page, 'Again');
    return text(page);
  };
  await expect.poll(retold).toContain('Inter normal loaded, Inter italic loaded');
  const own = fontPage('Inter', 'serif');
  await open(page, {
    ...own,
    '/src/styles.css': `@font-face { font-family: "Inter"; src: local("Arial"); } ${own['/src/styles.css']}`,
  });
  expect(await text(page)).toMatch(/faces Inter normal \w+\s*Again$/);
});

test('colours are measured at the end of a fade, in sight or not', async ({ page }) => {
  const fading = pageWith(
    `const [dark, setDark] = useState(false);
  return <main data-theme={dark ? 'dark' : 'light'}><button onClick={() => setDark(true)}>Dark</button><p>Words <b>inside</b></p></main>;`,
    "import { useState } from 'react'; import './styles.css';",
  );
  const styles = `* { transition: color 1.5s, background-color 1.5s; } main { background: #fff; color: #111; }
[data-theme="dark"] { background: #111; color: #eee; }`;
  for (const left of ['0', '-10000px']) {
    await page.locator('#stage').evaluate((stage, at) => {
      Object.assign(stage.style, { position: 'fixed', top: '0', left: at });
    }, left);
    await open(page, { ...fading, '/src/styles.css': styles });
    await click(page, 'Dark');
    const measures = await page.evaluate(() => window.harness.measureText());
    for (const words of ['Words', 'inside']) {
      const found = measures.find((measure) => measure.text === words);
      expect(found, left).toMatchObject({ foreground: '#eeeeee', background: '#111111' });
    }
  }
});
