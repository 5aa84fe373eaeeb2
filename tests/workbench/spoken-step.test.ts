import { describe, expect, it } from 'vitest';
import { spokenStep } from '../../src/workbench/spoken-step.ts';

describe('spokenStep', () => {
  it('says each sentence of growing words once, when it is whole', () => {
    const text = 'I read the briefing. Sales grow by 2.5 % a year! Next I write the sheet';
    const said: string[] = [];
    for (let end = 0; end <= text.length; end++) {
      const now = spokenStep({ kind: 'say', state: 'running', text: text.slice(0, end) });
      if (now !== said.at(-1)) said.push(now);
    }
    expect(said.filter((words) => words !== '')).toEqual([
      'I read the briefing.',
      'Sales grow by 2.5 % a year!',
    ]);
  });

  it('says what is finished, and what does not grow, as it stands', () => {
    expect(spokenStep({ kind: 'say', state: 'ok', text: 'Done. All pass' })).toBe('All pass');
    expect(spokenStep({ kind: 'call', state: 'running', text: 'Runs the tests' })).toBe('Runs the tests');
    expect(spokenStep(undefined)).toBe('');
  });

  it('knows the full stops of Chinese and Japanese', () => {
    expect(spokenStep({ kind: 'say', state: 'running', text: '読みました。次に' })).toBe('読みました。');
  });
});
