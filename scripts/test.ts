/** `npm test`: unit tests and browser tests side by side, then one closing line `N passed, N failed, N skipped`. */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { ensureBrowsers } from './browser.ts';
import { build } from './build.ts';
import { ensureOldChromium } from './old-chromium.ts';
import { at, root, run } from './project.ts';
import { closingLines, noReport, readPlaywright, readVitest, type Tally, withExitCode } from './tally.ts';

interface TestRunner {
  readonly title: string;
  readonly file: string;
  readonly parameters: readonly string[];
  readonly report: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly read: (text: string) => Tally;
}

const browserReport = at('.cache', 'playwright.json');
const unitReport = at('.cache', 'vitest.json');

const unitTests: TestRunner = {
  title: 'Unit tests',
  file: 'node_modules/vitest/vitest.mjs',
  parameters: ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${unitReport}`],
  report: unitReport,
  read: readVitest,
};

const browserTests: TestRunner = {
  title: 'Browser tests',
  file: 'node_modules/@playwright/test/cli.js',
  parameters: ['test', '--reporter=dot,json'],
  report: browserReport,
  environment: { PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport, HARNESS_VENDOR: 'keep' },
  read: readPlaywright,
};

/** Runs to the end with the output kept until then, so that two runners do not write into each other's lines. */
function runQuietly(command: string, parameters: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(chunks));
      resolve(code ?? 1);
    });
  });
}

async function runTests(runner: TestRunner, options: { quiet: boolean }): Promise<Tally> {
  rmSync(runner.report, { force: true });
  const parameters = [at(runner.file), ...runner.parameters];
  const env = { ...process.env, ...runner.environment };
  const code = options.quiet
    ? await runQuietly(process.execPath, parameters, env)
    : await run(process.execPath, parameters, { env });
  try {
    return withExitCode(runner.read(readFileSync(runner.report, 'utf8')), code);
  } catch {
    return noReport(runner.title);
  }
}

async function runAll(): Promise<readonly Tally[]> {
  await ensureBrowsers();
  await ensureOldChromium();
  if (!(await build())) throw new Error('The site could not be built.');
  // Each leaves much of the machine idle: one computes, the other waits for pages.
  console.log('\n— Unit tests and browser tests');
  return Promise.all([runTests(unitTests, { quiet: true }), runTests(browserTests, { quiet: false })]);
}

const tallies = await runAll().catch((error: unknown): readonly Tally[] => [
  { passed: 0, failed: 1, skipped: 0, remarks: [error instanceof Error ? error.message : String(error)] },
]);
console.log(`\n${closingLines(tallies)}`);
process.exit(tallies.every(({ failed }) => failed === 0) && tallies.some(({ passed }) => passed > 0) ? 0 : 1);
