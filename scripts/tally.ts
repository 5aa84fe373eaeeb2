/** Reads the reports of the two test runners: what counts as passed, failed and skipped. */

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What the numbers do not say: what was skipped or not run, and why. */
  readonly remarks: readonly string[];
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** A file that could not be loaded counts as one failure, beside the tests that failed. */
export function readVitest(text: string): Tally {
  const report = JSON.parse(text) as VitestReport;
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
  );
  const skipped = report.testResults.flatMap(({ name, assertionResults }) => {
    const count = assertionResults.filter(
      ({ status }) => status === 'skipped' || status === 'pending',
    ).length;
    return count > 0 ? [`Skipped: ${count} of ${name}`] : [];
  });
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
    remarks: [...broken.map(({ name }) => `Did not run: ${name}`), ...skipped],
  };
}

interface PlaywrightSpec {
  readonly title: string;
  readonly file: string;
  readonly tests: readonly {
    readonly projectName: string;
    readonly status: 'expected' | 'unexpected' | 'flaky' | 'skipped';
    readonly annotations: readonly { readonly type: string; readonly description?: string }[];
  }[];
}

interface PlaywrightSuite {
  readonly specs?: readonly PlaywrightSpec[];
  readonly suites?: readonly PlaywrightSuite[];
}

interface PlaywrightReport {
  readonly suites: readonly PlaywrightSuite[];
  readonly errors: readonly { readonly message?: string }[];
}

const specsOf = (suite: PlaywrightSuite): readonly PlaywrightSpec[] => [
  ...(suite.specs ?? []),
  ...(suite.suites ?? []).flatMap(specsOf),
];

const countBy = (keys: readonly string[]) =>
  [...new Set(keys)].map((key) => [key, keys.filter((other) => other === key).length] as const);

/**
 * A test that was to run and did not (a server that did not start, a worker that broke) is a failure:
 * only what a test itself skips is skipped. A test that passed at the second try is named.
 */
export function readPlaywright(text: string): Tally {
  const report = JSON.parse(text) as PlaywrightReport;
  const tests = report.suites
    .flatMap(specsOf)
    .flatMap(({ title, file, tests }) => tests.map((test) => ({ ...test, title: `${file}: ${title}` })));
  const skipOf = ({ annotations }: (typeof tests)[number]) =>
    annotations.find(({ type }) => type === 'skip' || type === 'fixme');
  const left = tests.filter(({ status }) => status === 'skipped');
  const skipped = left.filter(skipOf);
  const missed = left.filter((test) => !skipOf(test));
  const passed = tests.filter(({ status }) => status === 'expected' || status === 'flaky');
  return {
    passed: passed.length,
    failed:
      tests.filter(({ status }) => status === 'unexpected').length +
      missed.length +
      Math.max(report.errors.length, tests.length === 0 ? 1 : 0),
    skipped: skipped.length,
    remarks: [
      ...(tests.length === 0 ? ['No browser test ran: that counts as failed.'] : []),
      ...report.errors.map(({ message }) => `Stopped: ${message?.split('\n')[0] ?? 'without a word'}`),
      ...countBy(missed.map(({ projectName }) => projectName)).map(
        ([project, count]) => `Did not run: ${count} in ${project}. They count as failed.`,
      ),
      ...countBy(
        skipped.map((test) => `${test.projectName}: ${skipOf(test)?.description ?? 'no reason was given'}`),
      ).map(([reason, count]) => `Skipped: ${count} in ${reason}`),
      ...passed.flatMap(({ status, title }) =>
        status === 'flaky' ? [`Passed at the second try: ${title}`] : [],
      ),
    ],
  };
}

/** The runner's own exit code is heard too: a run that ends badly without a failed test has failed once. */
export function withExitCode(tally: Tally, code: number): Tally {
  if (code === 0 || tally.failed > 0) return tally;
  return { ...tally, failed: 1, remarks: [...tally.remarks, `A test runner ended with exit code ${code}.`] };
}

/** A runner that left no report, or one that cannot be read. */
export function noReport(title: string): Tally {
  return {
    passed: 0,
    failed: 1,
    skipped: 0,
    remarks: [`${title} left no report: none of them counts as run.`],
  };
}

/** Remarks, then `N passed, N failed, N skipped` alone on the last line. */
export function closingLines(tallies: readonly Tally[]): string {
  const sum = (key: 'passed' | 'failed' | 'skipped') =>
    tallies.reduce((total, tally) => total + tally[key], 0);
  const remarks = tallies.flatMap((tally) => tally.remarks);
  return [...remarks, `${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`].join(
    '\n',
  );
}
