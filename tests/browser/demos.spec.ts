/** The demos in a real browser: the agent's loop, the sandbox and the checks, nothing replaced. */
import { expect, type Page, test } from '@playwright/test';
import type { CheckResult } from '../../src/demos/demo.ts';
import { links } from '../demos/solutions/links.ts';
import { router } from '../demos/solutions/router.ts';
import { tabs } from '../demos/solutions/tabs.ts';
import type { DemosPage } from './demos-page.ts';

declare global {
  var demos: DemosPage;
}

let page: Page;

test.beforeAll(async ({ browser }) => {
  page = await browser.newPage({ viewport: { width: 1240, height: 720 } });
  await page.goto('/tests/harness/blank.html');
  await page.evaluate(async () => {
    const path = '/tests/browser/demos-page.ts';
    globalThis.demos = ((await import(path)) as { page: DemosPage }).page;
  });
});

test.afterAll(() => page.close());

/** Files of the finished app, from a rehearsal played once. */
let finished: Record<string, string> | null = null;

async function openFinished(): Promise<void> {
  if (!finished) {
    await page.evaluate(() => demos.open('offsite-planner'));
    await page.evaluate(() => demos.ask('Build it'));
    finished = await page.evaluate(() => demos.files());
  }
  await page.evaluate((files) => demos.open('offsite-planner', undefined, files), finished);
}

const failing = (results: readonly CheckResult[]) =>
  results.filter((result) => !result.pass).map((result) => `${result.id}: ${result.detail}`);

for (const id of ['offsite-planner', 'storm-claim']) {
  test(`${id}: every check fails on the untouched template`, async () => {
    await page.evaluate((demo) => demos.open(demo), id);
    const results = await page.evaluate(() => demos.check());
    expect(results).toHaveLength(6);
    expect(results.filter((result) => result.pass)).toEqual([]);
  });

  test(`${id}: the rehearsal builds, fails a test, repairs it and passes every check`, async () => {
    await page.evaluate((demo) => demos.open(demo), id);
    const round = await page.evaluate(() => demos.ask('Build it'));
    console.log(`${id}: ${Math.round(round.ms)} ms from click to all checks green`);
    const lines = await page.evaluate(() => demos.lines());
    expect(lines).toContain('Ran 9 tests: 8 pass, 1 fails');
    expect(lines.slice(-3)).toEqual([
      'Ran 9 tests: all pass',
      'Looked at the page: no errors',
      'Ran 6 checks: all pass',
    ]);
  });
}

test('the flaw of the offsite planner is there, a program shows it, and its repair ends it', async () => {
  await page.evaluate(() => demos.open('offsite-planner'));
  await page.evaluate(() => demos.ask('Build it'));
  for (const choice of ['twice', 'full', 'email']) {
    expect(await page.evaluate((id) => demos.flaw(id), choice), choice).toMatchObject({ found: false });
  }
  const found = await page.evaluate(() => demos.flaw('meals'));
  expect(found).toMatchObject({ found: true, evidence: expect.stringContaining('One meal too many') });
  await page.evaluate(() => demos.ask('Count meals only for people who are going'));
  expect(await page.evaluate(() => demos.flaw('meals'))).toMatchObject({ found: false });
});

test('the flaw of the storm report is there, a program shows it, and its repair ends it', async () => {
  await page.evaluate(() => demos.open('storm-claim'));
  await page.evaluate(() => demos.ask('Build it'));
  for (const choice of ['future', 'policy', 'overview']) {
    expect(await page.evaluate((id) => demos.flaw(id), choice), choice).toMatchObject({ found: false });
  }
  const found = await page.evaluate(() => demos.flaw('comma'));
  expect(found).toMatchObject({ found: true, evidence: expect.stringContaining('£1.20') });
  await page.evaluate(() => demos.ask('Read 1,200 as twelve hundred'));
  expect(await page.evaluate(() => demos.flaw('comma'))).toMatchObject({ found: false });
});

for (const [id, brand] of [
  ['offsite-planner', { name: 'Sonne', primary: '#ffd400' }],
  ['storm-claim', { name: 'Night Shift', primary: '#000000' }],
] as const) {
  test(`${id}: all changes one after another keep every check green on a hard brand`, async () => {
    test.setTimeout(180_000);
    await page.evaluate(([demo, worn]) => demos.open(demo, worn), [id, brand] as const);
    await page.evaluate(() => demos.ask('Build it'));
    const labels = await page.evaluate(() => demos.changes());
    for (const label of labels) {
      await page.evaluate((text) => demos.ask(text), label);
      expect((await page.evaluate(() => demos.lines())).at(-1), label).toBe('Ran 6 checks: all pass');
    }
  });
}

test('a guided brief with a dark theme keeps every check green, also out of sight', async () => {
  await page.evaluate(() => demos.open('offsite-planner', undefined, undefined, [1280, 800], 'out of sight'));
  await page.evaluate(() => demos.ask('Build it'));
  await page.evaluate(() => demos.ask('It is for new colleagues. Add a dark theme. The tone is friendly.'));
  expect((await page.evaluate(() => demos.lines())).at(-1)).toBe('Ran 6 checks: all pass');
  expect(failing(await page.evaluate(() => demos.check()))).toEqual([]);
});

for (const [name, files] of Object.entries({ links, tabs, router })) {
  test(`the checks accept another correct solution: ${name}`, async () => {
    const brand = { name: 'Larkfield', primary: '#2b3a8c' };
    await page.evaluate(([worn, given]) => demos.openOver('offsite-planner', worn, given), [
      brand,
      files,
    ] as const);
    expect(failing(await page.evaluate(() => demos.check()))).toEqual([]);
  });
}

interface Mutant {
  readonly what: string;
  readonly path: string;
  readonly old: string;
  readonly next: string;
  /** The check that must catch it. */
  readonly check: string;
}

const mutants: readonly Mutant[] = [
  {
    what: 'a view is empty',
    path: '/src/App.tsx',
    old: "{view === 'dashboard' && (",
    next: '{people.length === 0 && (',
    check: 'views',
  },
  {
    what: 'a tab leads nowhere',
    path: '/src/App.tsx',
    old: 'onClick={() => setView(id)}',
    next: "onClick={() => id !== 'dashboard' && setView(id)}",
    check: 'views',
  },
  {
    what: 'a view is not in the navigation',
    path: '/src/App.tsx',
    old: "  { id: 'dashboard', label: 'Dashboard', Icon: ChartColumn },\n",
    next: '',
    check: 'views',
  },
  {
    what: 'nothing is validated',
    path: '/src/views/Join.tsx',
    old: 'const found = checkSignUp(answers, people);',
    next: 'const found: Problems = {};',
    check: 'form',
  },
  {
    what: 'any e-mail is taken',
    path: '/src/planner/signup.ts',
    old: '/^[^\\s@]+@[^\\s@]+\\.[^\\s@]{2,}$/',
    next: '/.+/',
    check: 'form',
  },
  {
    what: 'everything is refused',
    path: '/src/planner/signup.ts',
    old: 'signUp.name.trim().length < 2',
    next: 'signUp.name.trim().length < 2000',
    check: 'form',
  },
  {
    what: 'the send button does nothing',
    path: '/src/views/Join.tsx',
    old: '<button type="submit" className="button">',
    next: '<button type="button" className="button">',
    check: 'form',
  },
  {
    what: 'the brand’s colour is lost',
    path: '/src/brand.css',
    old: '--brand: #2b3a8c;',
    next: '--brand: #7a2e3a;',
    check: 'brand',
  },
  { what: 'the name is lost', path: '/src/brand.ts', old: '"Larkfield"', next: '"Acme"', check: 'brand' },
  {
    what: 'quiet text is too quiet',
    path: '/src/styles.css',
    old: '--muted: #5f5a52;',
    next: '--muted: #a39d92;',
    check: 'contrast',
  },
  {
    what: 'error text is too pale',
    path: '/src/styles.css',
    old: '--bad: #a8321f;',
    next: '--bad: #e08a7c;',
    check: 'contrast',
  },
  {
    what: 'a view logs an error',
    path: '/src/views/Dashboard.tsx',
    old: '  const here = going(people);',
    next: "  console.error('sum is off');\n  const here = going(people);",
    check: 'errors',
  },
  {
    what: 'a list without keys',
    path: '/src/views/DayChart.tsx',
    old: '<g key={row.date}>',
    next: '<g>',
    check: 'errors',
  },
  {
    what: 'a view calls home',
    path: '/src/views/Agenda.tsx',
    old: '  const [day, setDay]',
    next: "  void fetch('https://example.com/hit').catch(() => undefined);\n  const [day, setDay]",
    check: 'network',
  },
  {
    what: 'a font from the web',
    path: '/src/styles.css',
    old: ':root {',
    next: '@import "https://example.com/font.css";\n:root {',
    check: 'network',
  },
];

for (const { what, path, old, next, check } of mutants) {
  test(`the checks catch a broken app: ${what}`, async () => {
    await openFinished();
    await page.evaluate(([where, from, to]) => demos.edit(where, from, to), [path, old, next] as const);
    const results = await page.evaluate(() => demos.check());
    const caught = results.find((result) => result.id === check);
    expect(caught?.pass, JSON.stringify(failing(results))).toBe(false);
    expect(caught?.fix).toBeTruthy();
  });
}
