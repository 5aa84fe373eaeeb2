/** `npm test`: unit tests, then browser tests, then one closing line `N passed, N failed`. */
import { readFileSync, rmSync } from 'node:fs';
import { ensureChromium } from './browser.ts';
import { build } from './build.ts';
import { ensureOldChromium } from './old-chromium.ts';
import { at, run } from './project.ts';

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

function readVitest(file: string): Tally {
  const report = JSON.parse(readFileSync(file, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
    numFailedTestSuites: number;
    numPendingTests: number;
    numTodoTests: number;
  };
  const failed = report.numFailedTests || report.numFailedTestSuites;
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests };
}

function readPlaywright(file: string): Tally {
  const { stats, errors } = JSON.parse(readFileSync(file, 'utf8')) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
    errors: unknown[];
  };
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  };
}

/** Runs one test runner; a runner that leaves no report counts as one failure. */
async function runTests(
  title: string,
  file: string,
  parameters: readonly string[],
  report: string,
  read: (file: string) => Tally,
  environment: Record<string, string> = {},
): Promise<Tally> {
  console.log(`\n— ${title}`);
  rmSync(report, { force: true });
  const code = await run(process.execPath, [at(file), ...parameters], {
    env: { ...process.env, ...environment },
  });
  try {
    const tally = read(report);
    return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

const unitReport = at('.cache', 'vitest.json');
const browserReport = at('.cache', 'playwright.json');
const chromium = await ensureChromium();
await ensureOldChromium();
if (!(await build())) process.exit(1);

const tallies = [
  await runTests(
    'Unit tests',
    'node_modules/vitest/vitest.mjs',
    ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${unitReport}`],
    unitReport,
    readVitest,
  ),
  await runTests(
    'Browser tests',
    'node_modules/@playwright/test/cli.js',
    ['test', '--reporter=dot,json'],
    browserReport,
    readPlaywright,
    { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport },
  ),
];
const total = tallies.reduce((sum, tally) => ({
  passed: sum.passed + tally.passed,
  failed: sum.failed + tally.failed,
  skipped: sum.skipped + tally.skipped,
}));
console.log(
  `\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`,
);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
