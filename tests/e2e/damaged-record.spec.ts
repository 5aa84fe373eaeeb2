/** A record that lost an event: every screen that would use it says from which step it is damaged. */
import { expect, test, violations } from './journey.ts';
import { button } from './lab-walk.ts';

const runId = 'run-damageddamag';
const startedAt = '2026-11-21T09:00:00.000Z';

/** Six files are written; the event that ends the third is missing. */
function damagedFile(): string {
  const header = {
    type: 'firsthand.run',
    version: 1,
    runId,
    demo: 'offsite-planner',
    title: 'Offsite planner',
    mode: 'live',
    model: 'test-model',
    engine: 'embedded',
    brand: { name: 'Harrow & Vale', primary: '#0e6a5b' },
    startedAt,
  };
  const fact = (name: string, value: object) => ({ type: 'CUSTOM', name: `firsthand.${name}`, value });
  const events = [
    { type: 'RUN_STARTED', threadId: runId, runId: `${runId}.1` },
    fact('human', { kind: 'request', text: 'Build it' }),
    fact('phase', { title: 'Build' }),
    ...[1, 2, 3, 4, 5, 6].flatMap((file) => [
      { type: 'TOOL_CALL_START', toolCallId: `c${file}`, toolCallName: 'write_file' },
      fact('file', { path: `/src/f${file}.ts`, by: 'agent', before: null, after: 'x', callId: `c${file}` }),
      fact('line', { callId: `c${file}`, text: `Wrote f${file}.ts`, ok: true, ms: 5 }),
    ]),
  ];
  const stamped = events.map((event, at) => ({
    ...event,
    seq: at + 1,
    timestamp: Date.parse(startedAt) + at,
  }));
  const whole = [header, ...stamped].map((line) => JSON.stringify(line));
  return [...whole.slice(0, 12), '', ...whole.slice(13)].join('\n');
}

test('a damaged run is named so in the list, in its record, on the stage and where it would be taken up', async ({
  page,
}) => {
  await page.goto('/runs/');
  await page.locator('input[type=file]').setInputFiles({
    name: 'Übung #1.jsonl',
    mimeType: 'application/x-ndjson',
    buffer: Buffer.from(damagedFile()),
  });
  await button(page, 'Import what can be read').click();
  await expect(page.getByText('Damaged', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: /Offsite planner/ }).click();
  await expect(page.getByText(/^This record is damaged, from step \d+$/)).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.goto(`/runs/view/?id=${runId}&work=1`);
  await expect(page.getByText(/Its record is damaged, from step \d+/)).toBeVisible();
  await page.goto(`/stage/?demo=offsite-planner&mode=replay&of=${runId}`);
  await expect(page.getByText(/The record of the earlier run is damaged, from step \d+/)).toBeVisible();
});

test('a run whose work cannot be loaded is not said to be of an unknown demo', async ({ page }) => {
  await page.goto('/runs/');
  await page.locator('input[type=file]').setInputFiles({
    name: 'run.jsonl',
    mimeType: 'application/x-ndjson',
    buffer: Buffer.from(damagedFile()),
  });
  await button(page, 'Import what can be read').click();
  await expect(page.getByText('Damaged', { exact: true })).toBeVisible();
  await page.route(/\/_astro\/session\./, (route) => route.abort());
  await page.goto(`/runs/view/?id=${runId}&work=1`);
  await expect(page.getByText('This run cannot be read')).toBeVisible();
});
