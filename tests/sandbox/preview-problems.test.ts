import { describe, expect, it } from 'vitest';
import { PreviewProblems, secondsWaited, standingProblems } from '../../src/sandbox/preview-problems.ts';
import type { PreviewError, PreviewEvent } from '../../src/sandbox/sandbox.ts';

const error = (message: string, source: PreviewError['source'] = 'runtime'): PreviewError => ({
  message,
  plain: message,
  source,
});

/** An engine's account, and what a listener makes of its events. */
function account() {
  const events: PreviewEvent[] = [];
  let standing: readonly PreviewError[] = [];
  const problems = new PreviewProblems((event) => {
    events.push(event);
    standing = standingProblems(standing, event);
  });
  const say = (event: PreviewEvent) => {
    standing = standingProblems(standing, event);
  };
  return { problems, events, say, standing: () => standing.map(({ message }) => message) };
}

describe('the problems of a preview', () => {
  it('stay over ready and updated, which have looked for none', () => {
    const { problems, say, standing } = account();
    problems.loading();
    problems.add(error('Boom'));
    say({ type: 'ready', ms: 1 });
    say({ type: 'updated', ms: 1, stateKept: true });
    say({ type: 'console', level: 'log', text: 'fine' });
    expect(standing()).toEqual(['Boom']);
  });

  it('of a page end with the page', () => {
    const { problems, standing } = account();
    problems.loading();
    problems.add(error('old'));
    problems.loading();
    expect(standing()).toEqual([]);
  });

  it('of a build end with the next build, also where the mistake was only undone', () => {
    const { problems, standing } = account();
    problems.loading();
    problems.add(error('thrown'));
    problems.built([error('a bracket', 'compile')]);
    expect(standing()).toEqual(['a bracket', 'thrown']);
    problems.built([]);
    expect(standing()).toEqual(['thrown']);
  });

  it('of code that is run again are over, those of other code are not', () => {
    const { problems, standing } = account();
    problems.loading();
    problems.add(error('in App'), ['/src/App.tsx', '/src/main.tsx']);
    problems.add(error('in Clock'), ['/src/Clock.tsx']);
    problems.add(error('somewhere in React'));
    problems.rerun(new Set(['/src/App.tsx']));
    expect(standing()).toEqual(['in Clock']);
    problems.add(error('in App, again'), ['/src/App.tsx']);
    expect(standing()).toEqual(['in Clock', 'in App, again']);
  });

  it('that the kit found end when it finds them over', () => {
    const { problems, standing } = account();
    problems.add({ ...error('empty'), code: 'empty-page' });
    problems.rerun(new Set(['/src/App.tsx']));
    expect(standing()).toEqual(['empty']);
    problems.end('empty-page');
    expect(standing()).toEqual([]);
  });

  it('carry the number of the load and of the build', () => {
    const { problems, events } = account();
    problems.loading();
    problems.built([]);
    problems.loading();
    problems.built([error('x', 'compile')]);
    const numbers = events.flatMap((event) =>
      event.type === 'problems' ? [`${event.load}.${event.build} ${event.problems.length}`] : [],
    );
    expect(numbers).toEqual(['1.0 0', '1.1 0', '2.1 0', '2.2 1']);
  });

  it('are told once where nothing changed', () => {
    const { problems, events } = account();
    problems.built([error('x', 'compile')]);
    problems.built([error('x', 'compile')]);
    problems.add(error('y'));
    problems.add(error('y'));
    expect(events.filter(({ type }) => type === 'error')).toHaveLength(2);
  });
});

describe('waiting for a page', () => {
  it('ends with a sign of life and not with what stood in the console', () => {
    expect(secondsWaited(0, { type: 'waiting', seconds: 5 })).toBe(5);
    expect(secondsWaited(5, { type: 'console', level: 'log', text: '' })).toBe(5);
    expect(secondsWaited(5, { type: 'waiting', seconds: 0 })).toBe(0);
    expect(secondsWaited(5, { type: 'ready', ms: 1 })).toBe(0);
  });
});
