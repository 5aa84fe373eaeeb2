import { describe, expect, it } from 'vitest';
import { createTurn } from '../../../src/sandbox/engines/embedded/frame/turn.ts';
import {
  parseAct,
  parseColours,
  parseFrameMessage,
  parseMeasures,
  parseOutline,
} from '../../../src/sandbox/engines/embedded/preview-parse.ts';
import { TestReport } from '../../../src/sandbox/engines/embedded/test-report.ts';
import { PREVIEW_LIMITS } from '../../../src/sandbox/limits.ts';

describe('messages of a frame', () => {
  it('that are none are dropped', () => {
    for (const value of [null, 1, 'ready', [], {}, { type: 'load' }, { type: 4 }])
      expect(parseFrameMessage(value)).toBeNull();
  });

  it('that ask the person are known by kind, cut, and dropped where they hold no file', () => {
    expect(
      parseFrameMessage({ type: 'ask', request: { kind: 'confirm', id: 3.7, text: 'x'.repeat(1e5) } }),
    ).toEqual({
      type: 'ask',
      request: { kind: 'confirm', id: 3, text: 'x'.repeat(2_000), preset: '' },
    });
    const content = new Blob(['a']);
    expect(
      parseFrameMessage({ type: 'ask', request: { kind: 'save', id: 1, name: 'a.csv', content } }),
    ).toEqual({
      type: 'ask',
      request: { kind: 'save', id: 1, name: 'a.csv', content },
    });
    for (const request of [
      null,
      {},
      { kind: 'save', id: 1, content: 'text' },
      { kind: 'constructor', id: 1 },
    ])
      expect(parseFrameMessage({ type: 'ask', request })).toBeNull();
  });

  it('are cut and corrected', () => {
    expect(parseFrameMessage({ type: 'console', level: 'evil', text: 'x'.repeat(1e5) })).toEqual({
      type: 'console',
      level: 'log',
      text: 'x'.repeat(PREVIEW_LIMITS.messageCharacters),
    });
    expect(
      parseFrameMessage({ type: 'error', message: {}, line: Number.NaN, column: -3, source: 'x' }),
    ).toEqual({
      type: 'error',
      message: '',
      path: '',
      line: 0,
      column: 0,
      source: 'runtime',
      modules: [],
    });
  });

  it('cannot bring an endless outline or measures out of range', () => {
    const round: { children: unknown[]; role: string } = { role: 'x', children: [] };
    round.children.push(round, round);
    const count = (nodes: ReturnType<typeof parseOutline>): number =>
      nodes.reduce((sum, node) => sum + 1 + count(node.children), 0);
    expect(count(parseOutline([round]))).toBeLessThanOrEqual(PREVIEW_LIMITS.outlineNodes);
    expect(parseMeasures([{ ratio: 1e9, foreground: 'url(x)', fontSize: 'big' }])[0]).toMatchObject({
      ratio: 21,
      foreground: '#000000',
      fontSize: 0,
    });
    expect(parseColours('x')).toEqual([]);
    expect(parseAct(null).ok).toBe(false);
  });
});

describe('the guard in loops', () => {
  /** One machine: `spin` runs a loop that takes `ms` a look, as long as the guard lets it. */
  function machine(slowness: () => number) {
    let time = 0;
    let resume = () => {};
    const turn = createTurn(
      () => time,
      (run) => {
        resume = run;
      },
      slowness,
    );
    return {
      turn,
      pause: () => resume(),
      spin(looks: number, ms: number) {
        for (let look = 0; look < looks; look++) {
          time += ms;
          for (let call = 0; call < 64; call++) turn();
        }
      },
    };
  }

  it('throws after the work of three seconds without a pause, and starts anew after one', () => {
    const { spin, pause } = machine(() => 1);
    expect(() => spin(30, 100)).not.toThrow();
    pause();
    expect(() => spin(30, 100)).not.toThrow();
    expect(() => spin(2, 100)).toThrow('A loop ran for 3 seconds');
  });

  it('lets the same work pass on a machine that is six times slower, and stops an endless one there too', () => {
    const { spin } = machine(() => 6);
    expect(() => spin(30, 590)).not.toThrow();
    expect(() => spin(1_000, 590)).toThrow('A loop ran for');
  });

  it('does not count the time in which the thread was asleep', () => {
    const { spin } = machine(() => 1);
    expect(() => spin(2, 3_600_000)).not.toThrow();
  });

  it('stops everything once the page is halted', () => {
    const { turn } = machine(() => 1);
    turn.halt('Too much of it.');
    expect(turn).toThrow('Too much of it.');
  });
});

describe('a test report', () => {
  const outcome = (name: string, state: string) => ({
    name,
    state,
    failure: { message: 'no', path: '/a.test.ts', line: 3, column: 1 },
  });

  it('counts a file once, whatever code of the tests sends', () => {
    const report = new TestReport(['/a.test.ts']);
    const forged = {
      type: 'file',
      file: '/a.test.ts',
      outcomes: [outcome('one', 'passed'), outcome('two', 'failed')],
    };
    expect(report.take(forged)).toBe(false);
    expect(report.take(forged)).toBe(false);
    expect(report.take({ type: 'done' })).toBe(true);
    const result = report.result(0);
    expect(result).toMatchObject({ exitCode: 1, passed: 1, failed: 1, firstFailure: 'two: no' });
    expect(result.output.split('\n').at(-1)).toBe('Tests  1 passed | 1 failed (2)');
  });

  it('is not over before every file is in', () => {
    expect(new TestReport(['/a.test.ts']).take({ type: 'done' })).toBe(false);
  });

  it('names the test that did not end', () => {
    const report = new TestReport(['/a.test.ts']);
    report.take({ type: 'start', file: '/a.test.ts', name: 'spins' });
    expect(report.result(124)).toMatchObject({
      exitCode: 124,
      firstFailure: 'spins: did not come to an end',
    });
  });

  it('counts nothing where the worker was refused or never began', () => {
    const refused = new TestReport(['/a.test.ts']);
    expect(refused.take({ type: 'unstarted', message: '' })).toBe(true);
    const silent = new TestReport(['/a.test.ts']);
    for (const [report, code] of [
      [refused, 0],
      [silent, 124],
    ] as const) {
      const result = report.result(code);
      expect(result).toMatchObject({ exitCode: 126, passed: 0, failed: 0 });
      expect(result).not.toHaveProperty('firstFailure');
      expect(result.output).toMatch(/^The tests could not be run here: /);
      expect(result.output).not.toMatch(/^Tests /m);
    }
  });

  it('calls an error outside of every test by its message', () => {
    const report = new TestReport(['/a.test.ts']);
    report.take({ type: 'start', file: '/a.test.ts', name: '' });
    report.take({ type: 'crash', message: 'later is not defined' });
    expect(report.result(0).firstFailure).toBe('The tests broke off: later is not defined');
  });
});
