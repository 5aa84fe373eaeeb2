/** The site as those who change it see it: `astro dev` with the API beside it, and a run in it to its end. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from './journey.ts';
import { freePort } from './kit-process.ts';
import { button, commitPredictions } from './lab-walk.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

test('the development server answers as the built one does, and a rehearsal runs to green in it', async ({
  page,
}) => {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'firsthand-dev-'));
  const child = spawn(
    process.execPath,
    [join(root, 'node_modules/astro/bin/astro.mjs'), 'dev', '--port', String(port)],
    {
      cwd: root,
      env: {
        PATH: process.env['PATH'],
        FIRSTHAND_DATA: folder,
        ASTRO_TELEMETRY_DISABLED: '1',
        ASTRO_DEV_BACKGROUND: '0',
      },
      stdio: 'ignore',
    },
  );
  const ended = new Promise((resolve) => child.once('close', resolve));
  const origin = `http://localhost:${port}`;
  try {
    const status = async () => (await fetch(`${origin}/api/status`).catch(() => null))?.status ?? 0;
    await expect.poll(status).toBe(200);
    await page.goto(`${origin}/labs/web-app/?demo=offsite-planner`);
    // The first page is compiled while it is asked for.
    await commitPredictions(page);
    await button(page, 'Watch it work').click();
    await button(page, 'Start the agent').click();
    await button(page, 'At once').click();
    await expect(button(page, 'Say what you saw')).toBeVisible();
    await expect(page.getByRole('tab', { name: /Checks 6\/6/ })).toBeVisible();
  } finally {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
});
