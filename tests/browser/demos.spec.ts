/** The demos in a real browser: the agent's loop, the sandbox and the checks, nothing replaced. */
import { expect, type Page, test } from '@playwright/test';
import { failing, openDemosPage } from './demos-open.ts';

let page: Page;

test.beforeAll(async ({ browser }) => {
  page = await openDemosPage(browser);
});

test.afterAll(() => page.close());

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
    expect(lines.join('\n')).toContain('\nRan 9 tests: 8 pass, 1 fails\n');
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
