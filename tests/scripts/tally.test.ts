import { describe, expect, it } from 'vitest';
import { closingLines, noReport, readPlaywright, readVitest, withExitCode } from '../../scripts/tally.ts';

type Status = 'expected' | 'unexpected' | 'flaky' | 'skipped';

/** A report of Playwright with one test for each status; `reason` is what a skipped one says. */
function playwright(statuses: readonly Status[], reason?: string, errors: readonly string[] = []): string {
  const specs = statuses.map((status, index) => ({
    title: `test ${index}`,
    file: 'lab.spec.ts',
    tests: [
      {
        projectName: 'webkit',
        status,
        annotations: reason === undefined ? [] : [{ type: 'skip', description: reason }],
      },
    ],
  }));
  const suites =
    specs.length === 0 ? [] : [{ specs: specs.slice(0, 1), suites: [{ specs: specs.slice(1) }] }];
  return JSON.stringify({ suites, errors: errors.map((message) => ({ message })) });
}

function vitest(files: readonly { name: string; status: string; results: readonly string[] }[]): string {
  const results = files.flatMap((file) => file.results);
  const count = (wanted: string) => results.filter((status) => status === wanted).length;
  return JSON.stringify({
    numPassedTests: count('passed'),
    numFailedTests: count('failed'),
    numPendingTests: count('skipped'),
    numTodoTests: 0,
    testResults: files.map(({ name, status, results: statuses }) => ({
      name,
      status,
      assertionResults: statuses.map((each) => ({ status: each })),
    })),
  });
}

describe('browser tests', () => {
  it('that did not run are failed, and named', () => {
    const tally = readPlaywright(playwright(['expected', 'skipped', 'skipped']));
    expect(tally).toMatchObject({ passed: 1, failed: 2, skipped: 0 });
    expect(tally.remarks.join()).toContain('Did not run: 2 in webkit');
  });

  it('that skip themselves are skipped, with their reason', () => {
    const tally = readPlaywright(playwright(['skipped', 'skipped'], 'WebKit is not installed'));
    expect(tally).toMatchObject({ passed: 0, failed: 0, skipped: 2 });
    expect(tally.remarks).toEqual(['Skipped: 2 in webkit: WebKit is not installed']);
  });

  it('of which none ran have failed, whatever stopped them', () => {
    expect(readPlaywright(playwright([]))).toMatchObject({ failed: 1 });
    const tally = readPlaywright(playwright([], undefined, ['Error: the server was not able to start']));
    expect(tally).toMatchObject({ failed: 1 });
    expect(tally.remarks.join()).toContain('the server was not able to start');
  });

  it('that passed at the second try are named', () => {
    const tally = readPlaywright(playwright(['flaky', 'unexpected']));
    expect(tally).toMatchObject({ passed: 1, failed: 1 });
    expect(tally.remarks).toEqual(['Passed at the second try: lab.spec.ts: test 0']);
  });
});

describe('unit tests', () => {
  it('a file that could not be loaded is a failure beside those that failed', () => {
    const tally = readVitest(
      vitest([
        { name: 'a.test.ts', status: 'failed', results: ['passed', 'failed'] },
        { name: 'b.test.ts', status: 'failed', results: [] },
        { name: 'c.test.ts', status: 'passed', results: ['passed', 'skipped'] },
      ]),
    );
    expect(tally).toEqual({
      passed: 2,
      failed: 2,
      skipped: 1,
      remarks: ['Did not run: b.test.ts', 'Skipped: 1 of c.test.ts'],
    });
  });
});

describe('the end of a run', () => {
  it('closes with one line alone, after what it has to say', () => {
    const lines = closingLines([
      { passed: 3, failed: 0, skipped: 0, remarks: [] },
      { passed: 4, failed: 1, skipped: 2, remarks: ['Skipped: 2 in webkit'] },
    ]);
    expect(lines.split('\n')).toEqual(['Skipped: 2 in webkit', '7 passed, 1 failed, 2 skipped']);
  });

  it('is not green where a runner ended badly or left nothing', () => {
    const fine = { passed: 1, failed: 0, skipped: 0, remarks: [] };
    expect(withExitCode(fine, 0)).toBe(fine);
    expect(withExitCode(fine, 137)).toMatchObject({ failed: 1 });
    expect(withExitCode({ ...fine, failed: 2 }, 1)).toMatchObject({ failed: 2 });
    expect(noReport('Browser tests')).toMatchObject({ failed: 1 });
  });
});
