/**
 * Tests in a real browser. `browser`: modules of `src` on the harness; `e2e`: the built site.
 * Takes Playwright's own browser where it is installed, else the system's.
 */
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium, defineConfig } from '@playwright/test';

const harnessPort = Number(process.env['HARNESS_PORT'] ?? 4400);
const sitePort = Number(process.env['SITE_PORT'] ?? 4390);

function findChromium(): string | undefined {
  if (existsSync(chromium.executablePath())) return undefined;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(existsSync);
}

const executablePath = findChromium();
const isRoot = process.getuid?.() === 0;
const only = process.argv.find((value) => value.startsWith('--project='))?.slice('--project='.length);

export default defineConfig({
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // A machine that is busy with something else may be late once; what is broken is broken twice.
  retries: process.env['CI'] === undefined ? 0 : 2,
  // Much of a test is waiting: for a page that must not answer, a model that must be slow. Files are run side by side.
  workers: 3,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list']],
  use: {
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        ...(isRoot ? ['--no-sandbox'] : []),
        '--disable-dev-shm-usage',
        '--disable-gpu',
        '--disable-background-networking',
      ],
    },
  },
  projects: [
    {
      name: 'browser',
      testDir: 'tests/browser',
      use: { baseURL: `http://localhost:${harnessPort}` },
    },
    {
      name: 'e2e',
      testDir: 'tests/e2e',
      use: { baseURL: `http://localhost:${sitePort}`, actionTimeout: 20_000 },
    },
  ],
  webServer: [
    ...(only === 'e2e'
      ? []
      : [
          {
            command: 'node tests/harness/serve.ts',
            url: `http://localhost:${harnessPort}/tests/harness/blank.html`,
            env: { HARNESS_PORT: String(harnessPort) },
            reuseExistingServer: true,
            timeout: 60_000,
          },
        ]),
    ...(only === 'browser'
      ? []
      : [
          {
            command: 'node server.mjs',
            url: `http://localhost:${sitePort}/`,
            env: { PORT: String(sitePort), FIRSTHAND_DATA: join(tmpdir(), `firsthand-e2e-${process.pid}`) },
            reuseExistingServer: false,
            timeout: 60_000,
          },
        ]),
  ],
});
