import { TEST_LIMITS } from '../../limits.ts';
import { EXIT_CODES } from '../../sandbox.ts';
import type { TestRunResult } from './test-run.ts';

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const textOf = (value: unknown, cap = 2_000): string =>
  typeof value === 'string' ? value.slice(0, cap) : '';

/** What a run is that never was: no test passed, none failed, and no line counts any. */
export function unrunResult(reason: string): TestRunResult {
  return {
    exitCode: EXIT_CODES.cannotRun,
    output: `The tests could not be run here: ${reason}`,
    passed: 0,
    failed: 0,
  };
}

/** Collects what a test worker tells, parsed as hostile input, and prints it. */
export class TestReport {
  readonly #lines: string[] = [];
  readonly #console: string[] = [];
  readonly #open: Set<string>;
  #passed = 0;
  #failed = 0;
  #skipped = 0;
  #running = '';
  #started = false;
  #unrun: string | null = null;
  #firstFailure: string | undefined;

  constructor(files: readonly string[]) {
    this.#open = new Set(files);
  }

  /** Takes an event; true when the run is over. */
  take(event: unknown): boolean {
    if (!isFields(event)) return false;
    if (event['type'] === 'unstarted') {
      this.unrun(textOf(event['message']));
      return true;
    }
    this.#started = true;
    if (event['type'] === 'start') this.#running = textOf(event['name'], 300) || textOf(event['file'], 300);
    else if (event['type'] === 'line') {
      if (this.#console.length < TEST_LIMITS.consoleLines) this.#console.push(textOf(event['text']));
    } else if (event['type'] === 'file') this.#file(event);
    else if (event['type'] === 'crash') {
      this.crash(textOf(event['message']));
      return true;
    }
    return event['type'] === 'done' && this.#open.size === 0;
  }

  crash(message: string): void {
    const text = message === '' ? 'An error outside of every test' : message;
    this.#fail('The tests broke off', text);
    this.#lines.push(` ✗ ${text}`);
    this.#open.clear();
  }

  /** Nothing of the tests ran, for a reason that is not theirs. */
  unrun(reason: string): void {
    this.#unrun = reason === '' ? 'The browser did not start them.' : reason;
    this.#open.clear();
  }

  result(code: number): TestRunResult {
    if (code !== 130 && !this.#started) this.#unrun ??= 'They did not start.';
    if (this.#unrun !== null) return unrunResult(this.#unrun);
    if (code === 124) {
      const what = this.#running === '' ? 'The tests' : `“${this.#running}”`;
      this.#lines.push(
        '',
        `Stopped: ${what} did not come to an end. A loop without end is the usual reason.`,
      );
      this.#fail(this.#running, 'did not come to an end');
    }
    if (code === 130) this.#lines.push('', 'Stopped.');
    const total = this.#passed + this.#failed + this.#skipped;
    const counts = [
      `${this.#passed} passed`,
      ...(this.#failed > 0 ? [`${this.#failed} failed`] : []),
      ...(this.#skipped > 0 ? [`${this.#skipped} skipped`] : []),
    ];
    const printed = this.#console.length === 0 ? [] : [...this.#console, ''];
    const exitCode = code > 1 ? code : this.#failed > 0 || code === 1 ? 1 : 0;
    return {
      exitCode,
      output: [...printed, ...this.#lines, '', `Tests  ${counts.join(' | ')} (${total})`].join('\n'),
      passed: this.#passed,
      failed: this.#failed,
      ...(this.#firstFailure === undefined ? {} : { firstFailure: this.#firstFailure }),
    };
  }

  #file(event: Fields): void {
    const path = textOf(event['file'], 512);
    // A file is reported once: results that code of the tests sends on its own are not counted twice.
    if (!this.#open.delete(path)) return;
    const outcomes = Array.isArray(event['outcomes'])
      ? event['outcomes'].slice(0, TEST_LIMITS.tests).filter(isFields)
      : [];
    const failures = outcomes.filter((outcome) => outcome['state'] === 'failed');
    const broken = isFields(event['failure']) ? event['failure'] : null;
    const counts = `${outcomes.length} test${outcomes.length === 1 ? '' : 's'}${failures.length > 0 ? `, ${failures.length} failed` : ''}`;
    this.#lines.push(` ${failures.length > 0 || broken !== null ? '✗' : '✓'} ${path.slice(1)} (${counts})`);
    for (const outcome of outcomes) this.#count(outcome);
    if (broken !== null) this.#failure(path.slice(1), broken);
  }

  #count(outcome: Fields): void {
    const state = outcome['state'];
    if (state === 'passed') this.#passed++;
    else if (state === 'failed')
      this.#failure(textOf(outcome['name'], 300), isFields(outcome['failure']) ? outcome['failure'] : {});
    else this.#skipped++;
  }

  #failure(name: string, failure: Fields): void {
    const message = textOf(failure['message']);
    this.#fail(name, message);
    const expected = failure['expected'];
    const received = failure['received'];
    const line = typeof failure['line'] === 'number' ? failure['line'] : 0;
    const column = typeof failure['column'] === 'number' ? failure['column'] : 0;
    const path = textOf(failure['path'], 512);
    this.#lines.push(`   ✗ ${name}`, ...message.split('\n').map((text) => `     ${text}`));
    if (typeof expected === 'string') this.#lines.push(`     Expected: ${expected.slice(0, 1_000)}`);
    if (typeof received === 'string') this.#lines.push(`     Received: ${received.slice(0, 1_000)}`);
    if (path !== '') this.#lines.push(`     at ${path.slice(1)}:${line}:${column}`);
  }

  #fail(name: string, message: string): void {
    this.#failed++;
    this.#firstFailure ??= `${name}: ${message}`;
  }
}
