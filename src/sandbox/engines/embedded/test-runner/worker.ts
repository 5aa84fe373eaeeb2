/**
 * Script of the test worker: runs test files, one after another, each with modules of its
 * own. The worker has no origin and no network; the host ends it where it takes too long.
 */
import { TEST_LIMITS } from '../../../limits.ts';
import { measureSlowness } from '../../../slowness.ts';
import { formatMessage } from '../frame/format.ts';
import { Linker, ModuleFailure } from '../frame/linker.ts';
import { createTurn } from '../frame/turn.ts';
import type { TestRunRequest } from '../preview-messages.ts';
import { createExpect } from './expect.ts';
import { describeFailure, SuiteRunner, type TestFailure, type TestOutcome } from './run-suite.ts';
import { SuiteBuilder } from './suite.ts';
import { FakeTimers, realTimers } from './timers.ts';
import { createVi } from './vi.ts';

/** What the worker tells: a test begins, a console line, a file is over, all are over. */
export type TestEvent =
  | { readonly type: 'start'; readonly file: string; readonly name: string }
  | { readonly type: 'line'; readonly text: string }
  | {
      readonly type: 'file';
      readonly file: string;
      readonly failure: TestFailure | null;
      readonly outcomes: readonly TestOutcome[];
    }
  | { readonly type: 'done' };

const ownNow = performance.now.bind(performance);
const clock = (): number => ownNow();
const slowness = (): number => measureSlowness(clock);
const post = MessagePort.prototype.postMessage;
const timers = new FakeTimers();
const expect = createExpect();
const vi = createVi(timers);

function forwardConsole(tell: (event: TestEvent) => void): void {
  let lines = 0;
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    console[level] = (...values: unknown[]) => {
      lines++;
      if (lines <= TEST_LIMITS.consoleLines) tell({ type: 'line', text: formatMessage(values) });
    };
  }
}

async function runFile(
  file: string,
  request: Omit<TestRunRequest, 'runner'>,
  tell: (event: TestEvent) => void,
): Promise<void> {
  const builder = new SuiteBuilder();
  const test = builder.test();
  const api = {
    describe: builder.describe(),
    suite: builder.describe(),
    it: test,
    test,
    expect,
    vi,
    vitest: vi,
    beforeAll: builder.hook('before'),
    afterAll: builder.hook('after'),
    beforeEach: builder.hook('beforeEach'),
    afterEach: builder.hook('afterEach'),
  };
  Object.assign(globalThis, api);
  const linker = new Linker({
    turn: createTurn(clock, (run, ms) => void realTimers.setTimeout(run, ms), slowness),
    given: { vitest: { __esModule: true, ...api }, '#preview': { place: { read: () => '/', write() {} } } },
  });
  const runner = new SuiteRunner(expect, (name) => tell({ type: 'start', file, name }), slowness);
  let failure: TestFailure | null = null;
  tell({ type: 'start', file, name: '' });
  try {
    linker.addVendors(request.vendors);
    linker.addModules(request.modules);
    linker.addIcons(request.icons);
    linker.load(file);
    await runner.run(builder.root);
    if (runner.outcomes.length === 0) failure = describeFailure(new Error('There is no test in this file.'));
  } catch (error) {
    failure = describeFailure(error instanceof ModuleFailure ? error.reason : error);
  }
  timers.uninstall();
  tell({ type: 'file', file, failure, outcomes: runner.outcomes });
}

self.addEventListener(
  'message',
  (event: MessageEvent<Omit<TestRunRequest, 'runner'>>) => {
    const [port] = event.ports;
    if (port === undefined) return;
    event.stopImmediatePropagation();
    const tell = (message: TestEvent) => post.call(port, message);
    forwardConsole(tell);
    void (async () => {
      for (const file of event.data.entries) await runFile(file, event.data, tell);
      tell({ type: 'done' });
    })();
  },
  { once: true },
);
