/** Reads the outcome of a test run from what a test runner printed. */

export interface TestSummary {
  readonly passed: number;
  readonly failed: number;
  readonly firstFailure?: string;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what begins a colour
const COLOURS = /\u001b\[[0-9;]*m/g;

/** Outcome from the last `Tests  8 passed | 1 failed (9)` line; null where there is none. */
export function summariseTests(output: string): TestSummary | null {
  const plain = output.replace(COLOURS, '');
  const line = plain
    .split('\n')
    .findLast((text) => /^\s*Tests\s+.*\b(passed|failed|skipped|todo)\b/.test(text));
  if (line === undefined) return null;
  const passed = Number(/(\d+) passed/.exec(line)?.[1] ?? 0);
  const failed = Number(/(\d+) failed/.exec(line)?.[1] ?? 0);
  const firstFailure = failed > 0 ? firstFailureOf(plain) : null;
  return { passed, failed, ...(firstFailure === null ? {} : { firstFailure }) };
}

/** "Ran 9 tests: 8 pass, 1 fails" */
export function testsLine(summary: TestSummary): string {
  const { passed, failed } = summary;
  const total = passed + failed;
  const ran = `Ran ${total} ${total === 1 ? 'test' : 'tests'}`;
  if (failed === 0) return `${ran}: ${total === 1 ? 'it passes' : 'all pass'}`;
  if (passed === 0) return `${ran}: ${total === 1 ? 'it fails' : 'all fail'}`;
  return `${ran}: ${passed} ${passed === 1 ? 'passes' : 'pass'}, ${failed} ${failed === 1 ? 'fails' : 'fail'}`;
}

/** Name of the first failed test and, where one is printed below it, the first line of the error. */
function firstFailureOf(output: string): string | null {
  const lines = output.split('\n');
  const at = lines.findIndex(
    (line) => /^\s*(FAIL|×|✗|✕|✖)\s+\S/.test(line) && !/\.test\.[jt]sx?\s*(\(|$)/.test(line),
  );
  if (at < 0) return null;
  const name = (lines[at] ?? '').replace(/^\s*(FAIL|×|✗|✕|✖)\s+/, '').replace(/\s+\d+\s*ms$/, '');
  const title = name.split(' > ').at(-1)?.trim() ?? name;
  const error = lines.slice(at + 1).find((line) => /Error\b|expected/i.test(line));
  return error ? `${title}: ${error.trim().replace(/^→\s*/, '')}` : title;
}
