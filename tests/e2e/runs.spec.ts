/** A run is kept, can be looked at like a flight recorder, taken along and brought back; bad files change nothing. */
import type { Page } from '@playwright/test';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { downloaded, expect, keptRuns, test, violations } from './journey.ts';
import { button } from './lab-walk.ts';

test.describe.configure({ mode: 'default' });

async function openRuns({
  browser,
  builtLab,
  baseURL,
}: Pick<Parameters<Parameters<typeof test>[2]>[0], 'browser' | 'builtLab' | 'baseURL'>): Promise<Page> {
  const context = await browser.newContext({ storageState: builtLab, ...(baseURL ? { baseURL } : {}) });
  const page = await context.newPage();
  await page.goto('/runs/');
  await expect(page.getByText('One run', { exact: true })).toBeVisible();
  return page;
}

async function openRun(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'Runs' }).getByRole('listitem').getByRole('link').first().click();
  await expect(button(page, 'Fork here')).toBeVisible();
}

async function exported(page: Page, form: string): Promise<Buffer> {
  return downloaded(page, async () => {
    await button(page, 'Export').click();
    await page.getByRole('menuitem').filter({ hasText: form }).click();
  });
}

async function importFile(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  await page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
}

test('after a lab its run is among my runs, and the viewer goes to any moment of it', async ({
  browser,
  builtLab,
  baseURL,
}) => {
  const page = await openRuns({ browser, builtLab, baseURL });
  await openRun(page);
  await expect(page.getByText('Rehearsal, real sandbox').first()).toBeVisible();
  const strip = page.getByRole('slider', { name: 'Place in the run' });
  await strip.focus();
  await page.keyboard.press('Home');
  await expect(strip).toHaveAttribute('aria-valuetext', /Before the first step|0/);
  await page.keyboard.press('End');
  await page.getByRole('tab', { name: /Files/ }).click();
  await expect(page.getByText('App.tsx').first()).toBeVisible();
  await expect(page.frameLocator('iframe').first().locator('h1').first()).toBeVisible();
  await strip.focus();
  for (let back = 0; back < 3; back++) await page.keyboard.press('ArrowLeft');
  await page.getByRole('tab', { name: /Steps/ }).click();
  await expect(page.getByRole('tabpanel')).toContainText('Wrote');
  expect(await violations(page)).toEqual([]);
  await page.context().close();
});

test('a run leaves as zip, record and spans, each with its badge, and comes back', async ({
  browser,
  builtLab,
  baseURL,
}) => {
  const page = await openRuns({ browser, builtLab, baseURL });
  await openRun(page);
  const zip = await exported(page, 'Zip with the files');
  const parts = unzipSync(new Uint8Array(zip));
  expect(strFromU8(parts['README.txt'] ?? new Uint8Array())).toContain('Rehearsal, real sandbox');
  expect(Object.keys(parts)).toContain('files/src/App.tsx');

  const record = (await exported(page, 'Record (.jsonl)')).toString('utf8');
  const [header = '{}', ...events] = record.trim().split('\n');
  expect(JSON.parse(header)).toMatchObject({ mode: 'rehearsal' });
  expect(events.length).toBeGreaterThan(50);
  expect(strFromU8(parts['run.jsonl'] ?? new Uint8Array())).toBe(record);

  const spans = (await exported(page, 'OpenTelemetry')).toString('utf8');
  expect(JSON.parse(spans)).toHaveProperty('resourceSpans');
  expect(spans).toMatch(/rehearsal/i);

  await page.goto('/runs/');
  await importFile(page, 'run.zip', new Uint8Array(zip));
  await expect(page.getByText('This run is here already')).toBeVisible();
  await page.getByRole('button', { name: /^More about/ }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByText('No runs yet')).toBeVisible();
  await importFile(page, 'run.zip', new Uint8Array(zip));
  await expect(page.getByText('One run imported')).toBeVisible();
  await openRun(page);
  await expect(page.getByText('Rehearsal, real sandbox').first()).toBeVisible();

  const other = await (await browser.newContext(baseURL ? { baseURL } : {})).newPage();
  await other.goto('/runs/');
  await importFile(other, 'run.jsonl', strToU8(record));
  await expect(other.getByText('One run imported')).toBeVisible();
  await other.context().close();
  await page.context().close();
});

test('a foreign, cut, newer or oversized file is refused, and the list stays as it was', async ({
  browser,
  builtLab,
  baseURL,
}) => {
  const page = await openRuns({ browser, builtLab, baseURL });
  await openRun(page);
  const record = (await exported(page, 'Record (.jsonl)')).toString('utf8');
  await page.goto('/runs/');
  const [header = '', ...events] = record.trim().split('\n');
  const newer = { ...(JSON.parse(header) as object), version: 99, schema: 99 };
  const bomb = zipSync({ 'run.jsonl': new Uint8Array(80 * 1024 * 1024) }, { level: 9 });
  const files: readonly [string, Uint8Array][] = [
    ['holiday.jsonl', strToU8('Dear diary,\ntoday it rained.\n')],
    ['foreign.zip', zipSync({ 'notes.txt': strToU8('nothing to see') })],
    ['broken.zip', strToU8('PK\u0003\u0004 not a zip')],
    ['cut.jsonl', strToU8(record.slice(0, Math.floor(record.length / 2)))],
    ['newer.jsonl', strToU8([JSON.stringify(newer), ...events].join('\n'))],
    ['large.zip', bomb],
  ];
  for (const [name, bytes] of files) {
    await importFile(page, name, bytes);
    const notice = page.getByRole('alert').filter({ hasText: name });
    await expect(notice, name).toContainText('Nothing else was changed');
    await button(page, 'All right').click();
    await expect(page.getByText('One run', { exact: true })).toBeVisible();
  }
  expect(await keptRuns(page)).toBe(1);
  await page.context().close();
});

test('a fork is a run of its own that can be worked on', async ({ browser, builtLab, baseURL }) => {
  const page = await openRuns({ browser, builtLab, baseURL });
  await openRun(page);
  await page.getByRole('slider', { name: 'Place in the run' }).focus();
  await page.keyboard.press('End');
  await button(page, 'Fork here').click();
  await expect(page).toHaveURL(/work=1/);
  await page.getByRole('button', { name: 'Add a dark theme' }).click();
  await expect(page.getByRole('tab', { name: /Checks 6\/6/ })).toBeVisible();
  await page.goto('/runs/');
  await expect(page.getByText('2 runs', { exact: true })).toBeVisible();
  await page.context().close();
});
