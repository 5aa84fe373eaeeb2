/**
 * A machine that is six times slower: healthy pages are waited for, endless ones are still stopped. How
 * often a page is started says `PREVIEW_STARTS`; what has to hold is measured with 100 (and
 * `--timeout=0`).
 */
import { type Browser, chromium, expect, type Page, test } from '@playwright/test';
import { openTestPage } from '../../harness/open-test-page.ts';
import { counterProject, type Project, pageWith } from '../../harness/projects.ts';

const starts = Number(process.env['PREVIEW_STARTS'] ?? 3);
const SLOWER = 6;

/** As much at a stretch as a page with data of its own does while it starts. */
const busyProject: Project = {
  ...pageWith(
    `  return <main><h1>Sum {sum}</h1>{rows.map((row) => <p key={row}>{format(new Date(2026, 0, row + 1), 'd MMM yyyy')}</p>)}</main>;`,
    `import { format } from 'date-fns';
const rows = Array.from({ length: 300 }, (_, index) => index);
let sum = 0;
for (let round = 0; round < 8_000_000; round++) sum = (sum + round * 7) % 1_000_003;`,
  ),
};

let browser: Browser;
let page: Page;

test.beforeAll(async ({ launchOptions, baseURL }) => {
  // In the host's own process, so that the frame is slowed down with it.
  const args = [...(launchOptions.args ?? []), '--disable-features=IsolateSandboxedIframes'];
  browser = await chromium.launch({ ...launchOptions, args });
  page = await browser.newPage();
  await openTestPage(page, 'preview', baseURL);
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
});
test.afterAll(() => browser?.close());

const open = (project: Project) =>
  page.evaluate(async (files) => {
    const events = await window.harness.open(files);
    return { types: events.map(({ type }) => type), problems: window.harness.problems() };
  }, project);

for (const [name, project, shown] of [
  ['a small page', counterProject, 'Count is 0'],
  ['a page that calculates while it starts', busyProject, 'Sum '],
] as const) {
  test(`${name} is never stopped in ${starts} starts`, async () => {
    for (let start = 0; start < starts; start++) {
      const { types, problems } = await open(project);
      expect(problems).toEqual([]);
      expect(types).toContain('ready');
      expect(types).not.toContain('unresponsive');
      expect(await page.evaluate(() => window.harness.text())).toContain(shown);
    }
  });
}

test('a loop without end is stopped all the same', async () => {
  const { problems } = await open(
    pageWith('let n = 0; for (;;) { n++; if (n < 0) break; } return <h1>Never {n}</h1>;'),
  );
  expect(problems[0]?.message).toContain('A loop ran for 3 seconds');
});
