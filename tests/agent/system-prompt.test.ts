import { describe, expect, it } from 'vitest';
import { buildSystemPrompt } from '../../src/agent/system-prompt.ts';
import { createTools } from '../../src/agent/tools/create-tools.ts';
import { workingRules } from '../../src/demos/working-rules.ts';
import { MemorySandbox } from '../doubles/memory-sandbox.ts';

const embedded = { network: false, realNode: false, npmInstall: false };

describe('the rules of the shipped demos', () => {
  it('say of the sandbox what is so', () => {
    expect(workingRules).toMatch(/localStorage and sessionStorage are there/);
    expect(workingRules).not.toMatch(/localStorage[^.;]*not there/);
    // Tools that are named must be there.
    const tools = createTools({ sandbox: new MemorySandbox(), checks: async () => [] });
    const names = new Set(tools.map(({ name }) => name));
    for (const name of workingRules.match(/\b[a-z]+_[a-z_]+\b/g) ?? []) expect(names).toContain(name);
  });
});

describe('the system prompt', () => {
  it('is true for the sandbox at hand', () => {
    const closed = buildSystemPrompt({ capabilities: embedded, packages: ['react', 'recharts'] });
    expect(closed).toContain('Only these packages can be imported, without installing: react, recharts.');
    expect(closed).toContain('no real Node.js');
    expect(closed).not.toMatch(/localStorage[^.;]*(is|are) not there/);
    const open = buildSystemPrompt({
      capabilities: { network: true, realNode: true, npmInstall: true },
      packages: ['react'],
    });
    expect(open).toContain('npm install works');
    expect(open).not.toContain('Only these packages');
    expect(open).not.toContain('no real Node.js');
  });

  it('names the checks and the demo, and stays short', () => {
    const prompt = buildSystemPrompt({
      capabilities: embedded,
      packages: [],
      checks: ['No errors', 'Contrast'],
      demo: 'The company is Harrow & Vale.',
    });
    expect(prompt).toContain('No errors; Contrast.');
    expect(prompt.endsWith('The company is Harrow & Vale.')).toBe(true);
    expect(prompt.length).toBeLessThan(4500);
  });
});
