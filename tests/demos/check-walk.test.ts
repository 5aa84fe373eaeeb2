import { describe, expect, it } from 'vitest';
import { checkRows, walkChecks } from '../../src/demos/check-walk.ts';
import type { Check, CheckContext } from '../../src/demos/demo.ts';

const context = { signal: new AbortController().signal } as CheckContext;

function check(id: string, run: Check['run']): Check {
  return { id, title: `Title of ${id}`, why: 'why', run };
}

const passing = (id: string) => ({ id, title: id, pass: true, detail: 'measured' });

describe('a walk of the checks', () => {
  it('tries what could not be measured once more, on a context that learnt nothing yet', async () => {
    const seen: CheckContext[] = [];
    const shaky = check('shaky', async (given) => {
      seen.push(given);
      if (seen.length === 1) throw new Error('The preview does not answer.');
      return passing('shaky');
    });
    const next = check('next', async (given) => {
      seen.push(given);
      return passing('next');
    });
    const results = await walkChecks([shaky, next], context, () => {});
    expect(results.map(({ pass }) => pass)).toEqual([true, true]);
    expect(seen[1]).not.toBe(seen[0]);
    expect(seen[2]).toBe(seen[1]);
    expect(seen[1]?.signal).toBe(context.signal);
  });

  it('says that something could not be measured, and asks for no repair of the work', async () => {
    const broken = check('broken', async () => {
      throw new Error('The preview does not answer.');
    });
    const [result] = await walkChecks([broken], context, () => {});
    expect(result).toEqual({
      id: 'broken',
      title: 'Title of broken',
      pass: false,
      unmeasured: true,
      detail: 'This could not be measured (The preview does not answer.)',
    });
    expect(checkRows([broken], result ? [result] : [], null)).toMatchObject([{ state: 'unmeasured' }]);
    expect(checkRows([broken], result ? [result] : [], null)[0]).not.toHaveProperty('fix');
  });

  it('ends with the signal and not with a result', async () => {
    const stop = new AbortController();
    const stopped = check('stopped', async () => {
      stop.abort(new Error('Stopped by hand.'));
      throw new Error('whatever');
    });
    await expect(walkChecks([stopped], { ...context, signal: stop.signal }, () => {})).rejects.toThrow(
      'Stopped by hand.',
    );
  });
});
