import type { ExpectStatic } from '@vitest/expect';
import { TEST_LIMITS } from '../../../limits.ts';
import { whenSpent } from '../../../slowness.ts';
import { formatValue } from '../frame/format.ts';
import { nowhere, placesOfError } from '../frame/stack-place.ts';
import { beginAssertions, finishAssertions } from './expect.ts';
import { type Hook, hasOnly, type Suite, type TestCase } from './suite.ts';
import { realTimers } from './timers.ts';

/** Why a test failed, ready to be printed. */
export interface TestFailure {
  readonly message: string;
  readonly expected: string | null;
  readonly received: string | null;
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

export interface TestOutcome {
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'skipped' | 'todo';
  readonly failure: TestFailure | null;
}

/** What came of an error: message, both sides of a comparison, and the place in the project. */
export function describeFailure(error: unknown): TestFailure {
  const isError = error instanceof Error;
  const place = (isError ? placesOfError(error)[0] : undefined) ?? nowhere;
  const compared =
    isError && 'actual' in error && 'expected' in error && Reflect.get(error, 'showDiff') !== false;
  const named = isError && error.name !== 'AssertionError' && error.name !== 'Error';
  return {
    message: isError ? `${named ? `${error.name}: ` : ''}${error.message}` : formatValue(error, 0),
    expected: compared ? formatValue(Reflect.get(error, 'expected'), 1) : null,
    received: compared ? formatValue(Reflect.get(error, 'actual'), 1) : null,
    ...place,
  };
}

/** Runs a tree in order, one test after another. `started` is told of each, so that a hanging one can be named. */
export class SuiteRunner {
  readonly #expect: ExpectStatic;
  readonly #started: (name: string) => void;
  readonly #slowness: () => number;
  readonly outcomes: TestOutcome[] = [];

  constructor(expect: ExpectStatic, started: (name: string) => void, slowness: () => number) {
    this.#expect = expect;
    this.#slowness = slowness;
    this.#started = started;
  }

  async run(root: Suite): Promise<void> {
    await this.#suite(root, [], [], [], hasOnly(root), false);
  }

  async #suite(
    suite: Suite,
    names: readonly string[],
    beforeEach: readonly Hook[],
    afterEach: readonly Hook[],
    onlyMarked: boolean,
    marked: boolean,
  ): Promise<void> {
    const isMarked = marked || (suite.mode === 'only' && !hasOnly(suite));
    const setUp = [...beforeEach, ...suite.beforeEach];
    const tearDown = [...suite.afterEach, ...afterEach];
    let broken: unknown = null;
    let ready = false;
    for (const child of suite.children) {
      const path = [...names, child.name];
      if (suite.mode === 'skip' || suite.mode === 'todo') {
        this.#skipAll(child, path);
        continue;
      }
      if (child.kind === 'suite') {
        if (!ready) {
          broken = await this.#hooks(suite.before);
          ready = true;
        }
        await this.#suite(child, path, setUp, tearDown, onlyMarked, isMarked);
        continue;
      }
      const runs = child.mode === 'only' || (child.mode === 'run' && (!onlyMarked || isMarked));
      if (!runs) {
        this.#note(path, child.mode === 'todo' ? 'todo' : 'skipped', null);
        continue;
      }
      if (!ready) {
        broken = await this.#hooks(suite.before);
        ready = true;
      }
      if (broken !== null) this.#note(path, 'failed', describeFailure(broken));
      else await this.#test(child, path, setUp, tearDown);
    }
    const late = ready ? await this.#hooks(suite.after) : null;
    if (late !== null) this.#note([...names, 'after all tests'], 'failed', describeFailure(late));
  }

  #skipAll(child: Suite | TestCase, path: readonly string[]): void {
    if (child.kind === 'test') this.#note(path, 'skipped', null);
    else for (const inner of child.children) this.#skipAll(inner, [...path, inner.name]);
  }

  async #hooks(hooks: readonly Hook[]): Promise<unknown> {
    try {
      for (const hook of hooks) await limited(hook, TEST_LIMITS.testMs, this.#slowness);
      return null;
    } catch (error) {
      return error ?? new Error('A hook failed without a reason.');
    }
  }

  async #test(
    test: TestCase,
    path: readonly string[],
    setUp: readonly Hook[],
    tearDown: readonly Hook[],
  ): Promise<void> {
    this.#started(path.join(' > '));
    let failure = await this.#hooks(setUp);
    if (failure === null) {
      beginAssertions(this.#expect);
      try {
        const ms = test.timeoutMs ?? TEST_LIMITS.testMs;
        await limited(() => test.run({ expect: this.#expect }), ms, this.#slowness);
        finishAssertions(this.#expect);
      } catch (error) {
        failure = error ?? new Error('The test failed without a reason.');
      }
    }
    failure = (await this.#hooks(tearDown)) ?? failure;
    if (test.fails) {
      failure = failure === null ? new Error('The test was expected to fail, but it passed.') : null;
    }
    this.#note(
      path,
      failure === null ? 'passed' : 'failed',
      failure === null ? null : describeFailure(failure),
    );
  }

  #note(path: readonly string[], state: TestOutcome['state'], failure: TestFailure | null): void {
    this.outcomes.push({ name: path.join(' > '), state, failure });
  }
}

async function limited(run: () => unknown, ms: number, slowness: () => number): Promise<void> {
  let cancel = () => {};
  const late = new Promise<never>((_resolve, reject) => {
    cancel = whenSpent(ms, () => reject(new Error(`The test did not end within ${ms / 1000} seconds.`)), {
      after(wait, call) {
        const timer = realTimers.setTimeout(call, wait);
        return () => realTimers.clearTimeout(timer);
      },
      slowness,
    });
  });
  try {
    await Promise.race([(async () => run())(), late]);
  } finally {
    cancel();
  }
}
