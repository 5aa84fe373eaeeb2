/**
 * Tests in real browsers. `browser`: modules of `src` on the harness; `sandbox`: those that keep what is made
 * inside, in the browser that people have; `e2e`: the built site; `chromium`, `firefox`, `webkit`: the same
 * tests of `tests/browsers` in each engine.
 *
 * Both servers are this run's own: they take free ports and print them, so that nothing else that
 * listens here can be tested instead. `HARNESS_PORT` and `SITE_PORT` name fixed ones.
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { findChromium, findHeadlessChromium } from './scripts/browser.ts';
import type { EngineName } from './tests/browsers/engine.ts';

const harness = `http://localhost:${process.env['HARNESS_PORT'] ?? 0}`;
const site = `http://localhost:${process.env['SITE_PORT'] ?? 0}`;
const isRoot = process.getuid?.() === 0;

const launch = (executablePath: string | undefined) => ({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: [
    ...(isRoot ? ['--no-sandbox'] : []),
    '--disable-dev-shm-usage',
    '--disable-gpu',
    '--disable-background-networking',
    // As on every desktop: the one without a screen would keep a preview in the process of its page.
    '--site-per-process',
  ],
});

/** Projects named on the command line, as `--project=a` or `--project a`; none means all. */
const chosen = process.argv.flatMap((value, index, all) => {
  if (value.startsWith('--project=')) return value.slice('--project='.length);
  return value === '--project' ? (all[index + 1] ?? []) : [];
});
const areAll = (...projects: string[]) =>
  chosen.length > 0 && chosen.every((name) => projects.includes(name));

const engines: readonly EngineName[] = ['chromium', 'firefox', 'webkit'];

export default defineConfig<object, { engine: EngineName; site: string; harness: string }>({
  // A bound against hanging. No test is decided by it: a machine may be as slow as it likes.
  timeout: 1_200_000,
  expect: { timeout: 240_000 },
  workers: 3,
  // A browser that dies under a test is started anew, once. What passed only then is named in the closing lines.
  retries: process.env['CI'] === undefined ? 0 : 1,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list']],
  use: { launchOptions: launch(findChromium()) },
  projects: [
    {
      name: 'browser',
      testDir: 'tests/browser',
      testIgnore: 'sandbox/**',
      use: { baseURL: harness, launchOptions: launch(findHeadlessChromium()) },
    },
    { name: 'sandbox', testDir: 'tests/browser/sandbox', use: { baseURL: harness } },
    {
      name: 'e2e',
      testDir: 'tests/e2e',
      use: { baseURL: site, launchOptions: launch(findHeadlessChromium()) },
    },
    ...engines.map((engine) => ({
      name: engine,
      testDir: 'tests/browsers',
      use: { engine, site, harness },
    })),
  ],
  webServer: [
    ...(areAll('e2e')
      ? []
      : [
          {
            command: 'node tests/harness/serve.ts',
            env: { HARNESS_PORT: process.env['HARNESS_PORT'] ?? '0' },
            wait: { stdout: /Harness on http:\/\/localhost:(?<harness_port>\d+)/ },
            timeout: 600_000,
          },
        ]),
    ...(areAll('browser', 'sandbox')
      ? []
      : [
          {
            command: 'node server.mjs',
            env: {
              PORT: process.env['SITE_PORT'] ?? '0',
              FIRSTHAND_DATA: join(tmpdir(), `firsthand-e2e-${process.pid}`),
              FIRSTHAND_ORIGIN: '',
            },
            wait: { stdout: /Firsthand is ready:\s+http:\/\/localhost:(?<site_port>\d+)/ },
            timeout: 600_000,
          },
        ]),
  ],
});
