import { describe, expect, it } from 'vitest';
import type { ModelMessage } from '../../../src/agent/model.ts';
import { Pacer, type SpokenPace } from '../../../src/agent/models/pace.ts';
import {
  call,
  createRehearsalModel,
  type RehearsalScript,
  say,
} from '../../../src/agent/models/rehearsal.ts';
import { createReplayModel } from '../../../src/agent/models/replay.ts';
import { testRecorder } from '../../doubles/run-setup.ts';
import { answered, collect } from '../model-contract.ts';

const signal = new AbortController().signal;

/** A clock that only sleeping and work move. */
class WorkClock {
  ms = 0;
  readonly now = () => this.ms;
  readonly sleep = async (wanted: number) => {
    this.ms += wanted;
  };
}

/** Milliseconds that a text takes where showing each piece takes `drawing` of them. */
async function timeOf(text: string, pace: SpokenPace, drawing = 0): Promise<{ ms: number; pieces: number }> {
  const clock = new WorkClock();
  const pacer = new Pacer({ pace, ...clock });
  let spoken = '';
  let pieces = 0;
  await pacer.pause(signal);
  for await (const piece of pacer.pieces(text, signal)) {
    spoken += piece;
    pieces += 1;
    clock.ms += drawing;
  }
  expect(spoken).toBe(text);
  return { ms: clock.ms, pieces };
}

describe('the pace of a rehearsal', () => {
  const pace: SpokenPace = { charactersPerSecond: 100, pauseMs: 0, longestMs: 2000 };

  it('is that of a typist for a short text', async () => {
    expect((await timeOf('x'.repeat(100), pace)).ms).toBeCloseTo(1000, 0);
  });

  it('grows with a long text, which takes no longer than the longest', async () => {
    expect((await timeOf('x'.repeat(15_000), pace)).ms).toBeCloseTo(2000, 0);
  });

  it('never cuts a character in two', async () => {
    await timeOf('🌩️'.repeat(50), { charactersPerSecond: 30, pauseMs: 0 });
  });

  it.each([0, 5, 33, 100, 200])('follows the clock where showing a piece takes %i ms', async (drawing) => {
    const { ms, pieces } = await timeOf('x'.repeat(15_000), { ...pace, longestMs: 4600 }, drawing);
    expect(ms).toBeGreaterThanOrEqual(4590);
    expect(ms).toBeLessThanOrEqual(4600 * 1.1);
    // A slow machine draws fewer pieces.
    if (drawing > 0) expect(pieces).toBeLessThanOrEqual(Math.ceil(4600 / drawing) + 1);
  });
});

const script: RehearsalScript = {
  title: 'Small app',
  *build() {
    for (let step = 0; step < 20; step += 1) {
      yield say('A sentence about what comes next, as people read it.');
      yield call('write_file', { path: `/a${step}.ts`, content: 'const a = 1;\n'.repeat(150) });
    }
  },
  answer: () => null,
  nearest: () => [],
};

/** Plays the whole script; every event takes `drawing`, every call `working` ms. */
async function lengthOfShow(drawing: number, working: number): Promise<number> {
  const clock = new WorkClock();
  const pace: SpokenPace = { charactersPerSecond: 300, pauseMs: 1050, longestMs: 4600 };
  const model = createRehearsalModel(script, { pace, ...clock });
  const messages: ModelMessage[] = [{ role: 'user', text: 'Build' }];
  for (;;) {
    const events = [];
    const request = { system: '', tools: [], maxOutputTokens: 100, messages: [...messages] };
    for await (const event of model.respond(request, signal)) {
      events.push(event);
      clock.ms += drawing;
    }
    if (!events.some(({ type }) => type === 'call-start')) return clock.ms;
    clock.ms += working;
    messages.push(...answered(events));
  }
}

describe('a whole rehearsal', () => {
  it.each([
    [20, 100],
    [80, 300],
    [120, 600],
    [200, 2400],
  ])('takes as long where a frame takes %i ms and a tool %i ms', async (drawing, working) => {
    const ideal = await lengthOfShow(0, 0);
    const slow = await lengthOfShow(drawing, working);
    expect(slow / ideal).toBeGreaterThan(0.9);
    expect(slow / ideal).toBeLessThan(1.1);
  });
});

describe('a replay', () => {
  it('follows the clock where showing an event takes longer than it is due', async () => {
    const recorder = testRecorder();
    recorder.append({ type: 'STEP_STARTED', stepName: 's' });
    for (let at = 0; at < 300; at += 1) {
      recorder.append({ type: 'TEXT_MESSAGE_CONTENT', messageId: 'm1', delta: 'ten chars.' });
    }
    const usage = { input: 1, output: 1, cacheRead: 0, cacheWrite: 0, reasoning: 0, estimated: false };
    recorder.fact('usage', { ...usage, finish: 'done' });
    recorder.append({ type: 'STEP_FINISHED', stepName: 's' });
    const clock = new WorkClock();
    const model = createReplayModel(recorder, {
      pace: { charactersPerSecond: 300, pauseMs: 0 },
      ...clock,
    });
    const request = { system: '', tools: [], maxOutputTokens: 1, messages: [] };
    let shown = 0;
    for await (const _event of model.respond(request, signal)) {
      shown += 1;
      // One long stall, and a little work for each event.
      clock.ms += shown === 20 ? 2_000 : 20;
    }
    expect(shown).toBe(301);
    expect(clock.ms).toBeGreaterThan(10_000 * 0.99);
    expect(clock.ms).toBeLessThan(10_000 * 1.1);
    expect((await collect(createReplayModel(recorder), request)).length).toBe(301);
  });
});
