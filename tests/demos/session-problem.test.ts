/** Every way a round can fail is told as what happened, what it means and what to do. */
import { describe, expect, it } from 'vitest';
import { limitText } from '../../src/agent/run-limits.ts';
import { RUN_PROBLEMS, type RunProblemCode, runProblem } from '../../src/demos/session-problem.ts';

const codes = Object.keys(RUN_PROBLEMS) as RunProblemCode[];

describe('a problem of a round', () => {
  it.each(codes)('%s is whole sentences, calm and without a code', (code) => {
    const problem = runProblem(code, '');
    expect(problem.code).toBe(code);
    for (const sentence of [problem.means, problem.do]) {
      expect(sentence).toMatch(/^[A-Z].{15,}\.$/);
      expect(sentence).not.toContain('!');
      expect(sentence).not.toMatch(/\b(I|my|undefined|null)\b/);
    }
    expect(problem.what).toBe('The agent could not go on');
    expect(runProblem(code, 'It broke off.').what).toBe('It broke off.');
  });

  it.each<[RunProblemCode, means: RegExp, remedy: RegExp]>([
    ['repetition', /work is as the agent left it/, /what is to be different/],
    ['no-tool', /Nothing was changed/, /can call tools/],
    ['tool-text', /work is as the agent left it/, /tool calls at the model server/],
    ['empty-answer', /Nothing was changed/, /other words/],
    ['too-long', /work is as the agent left it/, /new run/],
    ['intercepted', /never came to the model and cost nothing/, /preflight.*network/],
    ['proxy', /never came to the model and cost nothing/, /preflight.*proxy/],
    ['certificate', /never came to the model and cost nothing/, /preflight.*certificate/],
    ['no-such-model', /work is as the agent left it/, /another model/],
    ['replay-left', /recorded run did something/, /Start the replay again/],
  ])('%s says its own meaning and remedy', (code, means, remedy) => {
    expect(runProblem(code, '').means).toMatch(means);
    expect(runProblem(code, '').do).toMatch(remedy);
  });

  it('of a loop says that the agent went in circles', () => {
    const limits = {
      steps: 1,
      ms: 1,
      tokens: 1,
      answerTokens: 1,
      resultCharacters: 1,
      retries: 1,
      longestWaitMs: 1,
    };
    expect(runProblem('repetition', limitText('repetition', limits)).what).toContain('again and again');
  });
});
