/** The checks of the web app in a real browser: they accept other good apps, and catch broken ones. */
import { expect, type Page, test } from '@playwright/test';
import { links } from '../demos/solutions/links.ts';
import { router } from '../demos/solutions/router.ts';
import { tabs } from '../demos/solutions/tabs.ts';
import { failing, openDemosPage } from './demos-open.ts';

let page: Page;

test.beforeAll(async ({ browser }) => {
  page = await openDemosPage(browser);
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
    const caught = await page.evaluate((id) => demos.checkOne(id), check);
    expect(caught?.pass, JSON.stringify(caught)).toBe(false);
    expect(caught?.fix).toBeTruthy();
  });
}
