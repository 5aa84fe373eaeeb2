/** `npm test` of the embedded engine: Vitest-style tests in a worker of a hidden preview frame. */
import { PREVIEW_LIMITS, TEST_LIMITS } from '../../limits.ts';
import type { PreviewError, SandboxFiles } from '../../sandbox.ts';
import { whenSpent } from '../../slowness.ts';
import { PreviewFrame } from './preview-frame.ts';
import { PreviewProject } from './preview-project.ts';
import { TestReport, unrunResult } from './test-report.ts';
import { loadTestRunner, loadVendors } from './vendor.ts';

/** What a run found. `output` ends with the line that counts the tests. */
export interface TestRunResult {
  /** 0 all passed, 1 some failed, 124 out of time, 126 they could not be run here, 130 aborted. */
  readonly exitCode: number;
  readonly output: string;
  readonly passed: number;
  readonly failed: number;
  /** Name and reason of the first failure. */
  readonly firstFailure?: string;
}

/**
 * Compiles and runs the project's test files whose path contains `filter`. The text holds
 * no durations, so that equal runs print equally. Results come from hostile code: they
 * tell the agent what happened, they complete nothing.
 */
export async function runTests(
  files: SandboxFiles,
  options: { filter?: string; signal: AbortSignal; wallTimeMs?: number },
): Promise<TestRunResult> {
  const project = new PreviewProject(files);
  try {
    const build = await project.build({ goal: 'tests', filter: options.filter ?? '' });
    if (build.entries.length === 0) return failure(noTestsText(options.filter), 1);
    if (build.problems.length > 0) return failure(build.problems.map(problemText).join('\n\n'), 1);
    const [runner, vendors] = await Promise.all([loadTestRunner(), loadVendors(build.vendors)]);
    if (options.signal.aborted) return failure('Stopped.', 130);
    const { entries, modules, icons } = build;
    return await runInFrame({ runner, entries, modules, icons, vendors }, options);
  } catch (error) {
    return unrunResult(error instanceof Error ? error.message : String(error));
  } finally {
    project.dispose();
  }
}

type Request = Extract<Parameters<PreviewFrame['send']>[0], { type: 'test' }>['request'];

async function runInFrame(
  request: Request,
  options: { signal: AbortSignal; wallTimeMs?: number },
): Promise<TestRunResult> {
  const report = new TestReport(request.entries);
  const shelf = document.createElement('div');
  shelf.style.cssText = 'position:fixed;width:1px;height:1px;overflow:hidden;opacity:0;pointer-events:none';
  shelf.inert = true;
  document.body.append(shelf);
  let frame: PreviewFrame | null = null;
  try {
    let resolve: (code: number) => void = () => {};
    const over = new Promise<number>((settle) => {
      resolve = settle;
    });
    const opened = await PreviewFrame.open(
      shelf,
      {
        message(message) {
          if (message.type === 'test' && report.take(message.event)) resolve(0);
          else if (message.type === 'error') {
            report.unrun(message.message);
            resolve(1);
          }
        },
        left: () => resolve(1),
        silent: () => resolve(124),
      },
      'Tests',
    );
    frame = opened;
    const cancel = whenSpent(options.wallTimeMs ?? TEST_LIMITS.wallTimeMs, () => resolve(124));
    const onAbort = () => resolve(130);
    options.signal.addEventListener('abort', onAbort, { once: true });
    if (options.signal.aborted) resolve(130);
    opened.send({ type: 'test', request });
    const code = await over;
    cancel();
    options.signal.removeEventListener('abort', onAbort);
    return report.result(code);
  } finally {
    frame?.close();
    shelf.remove();
  }
}

function failure(output: string, exitCode: number): TestRunResult {
  const text = output.slice(0, PREVIEW_LIMITS.textCharacters);
  return {
    exitCode,
    output: `${text}\n\nTests  0 passed | 1 failed (1)`,
    passed: 0,
    failed: 1,
    firstFailure: text,
  };
}

function noTestsText(filter: string | undefined): string {
  const wanted = filter === undefined || filter === '' ? '' : ` with “${filter}” in its path`;
  return `No test file${wanted} was found. Test files end in .test.ts or .test.tsx.`;
}

/** A problem of the build as lines of text. */
export function problemText(problem: PreviewError): string {
  const place =
    problem.path === undefined
      ? ''
      : `${problem.path.slice(1)}${problem.line === undefined ? '' : `:${problem.line}`}`;
  return `Error: ${problem.message}${place === '' ? '' : `\n  at ${place}`}`;
}
