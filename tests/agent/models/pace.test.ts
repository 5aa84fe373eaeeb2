import { describe, expect, it } from 'vitest';
import { Pacer, type SpokenPace } from '../../../src/agent/models/pace.ts';

/** Milliseconds that a text takes, by a clock that only sleeps move. */
async function timeOf(text: string, pace: SpokenPace): Promise<number> {
  let ms = 0;
  const pacer = new Pacer({
    pace,
    sleep: async (wanted) => {
      ms += wanted;
    },
  });
  let spoken = '';
  for await (const piece of pacer.pieces(text, new AbortController().signal)) spoken += piece;
  expect(spoken).toBe(text);
  return ms;
}

describe('the pace of a rehearsal', () => {
  const pace: SpokenPace = { charactersPerSecond: 100, pauseMs: 0, longestMs: 2000 };

  it('is that of a typist for a short text', async () => {
    expect(await timeOf('x'.repeat(100), pace)).toBeCloseTo(1000, 0);
  });

  it('grows with a long text, which takes no longer than the longest', async () => {
    expect(await timeOf('x'.repeat(15_000), pace)).toBeCloseTo(2000, 0);
  });

  it('never cuts a character in two', async () => {
    await timeOf('🌩️'.repeat(50), { charactersPerSecond: 30, pauseMs: 0 });
  });
});
