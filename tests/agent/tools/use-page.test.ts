import { describe, expect, it } from 'vitest';
import { createTools } from '../../../src/agent/tools/create-tools.ts';
import { outlineChanges } from '../../../src/agent/tools/page-acts.ts';
import type { OutlineNode, ProbeAction } from '../../../src/sandbox/probe.ts';
import { MemorySandbox, type MemorySandboxOptions } from '../../doubles/memory-sandbox.ts';
import { TestClock } from '../../doubles/run-setup.ts';

let count = 0;
function node(
  role: string,
  name: string,
  state: Record<string, string> = {},
  children: readonly OutlineNode[] = [],
): OutlineNode {
  count += 1;
  return { ref: `e${count}`, role, name, state, children };
}

/** A sign-up page: what it shows follows what is done to it. */
function signUp(options: Partial<MemorySandboxOptions> = {}) {
  const name = node('textbox', 'Your name', { value: '' });
  const terms = node('checkbox', 'I agree', { checked: 'false' });
  const meal = node('combobox', 'Meal', { value: 'fish' }, [
    node('option', 'Fish', { selected: 'true' }),
    node('option', 'Vegetarian'),
  ]);
  const send = node('button', 'Sign up');
  const off = node('button', 'Withdraw', { disabled: 'true' });
  const links = [node('link', 'Agenda'), node('link', 'Join')];
  const done: OutlineNode[] = [];
  const acts: ProbeAction[] = [];
  const sandbox = new MemorySandbox({
    outline: () => [...links, node('heading', 'Join', { level: '1' }), name, terms, meal, send, off, ...done],
    text: () => `Join ${done.map((each) => each.name).join(' ')}`,
    act(action) {
      acts.push(action);
      if (action.do === 'fill') Object.assign(name.state, { value: action.value });
      if (action.do === 'click' && 'ref' in action.target && action.target.ref === send.ref)
        done.push(node('status', `Welcome, ${name.state['value']}`));
      return { ok: true };
    },
    ...options,
  });
  const clock = new TestClock();
  const tool = createTools({ sandbox, watch: { clock: clock.read, sleep: clock.sleep } }).find(
    (each) => each.name === 'use_page',
  );
  if (!tool) throw new Error('There is no use_page.');
  const use = (input: Record<string, unknown>) =>
    tool.run(tool.input.parse(input), { sandbox, signal: new AbortController().signal, report: () => {} });
  return { sandbox, acts, use, send, tool };
}

describe('use_page', () => {
  it('does several acts and tells what changed on the page', async () => {
    const { use, sandbox } = signUp();
    const result = await use({
      purpose: 'sign up Ada',
      acts: [
        { do: 'fill', name: 'your name', value: 'Ada' },
        { do: 'press', name: 'Sign up' },
        { do: 'wait', value: 'welcome' },
      ],
    });
    expect(result).toMatchObject({ ok: true, line: 'Used the page to sign up Ada' });
    expect(result.text).toContain('+ textbox "Your name" (value: Ada)');
    expect(result.text).toContain('+ status "Welcome, Ada"');
    expect(result.text).toContain('The page was loaded anew.');
    expect(sandbox.reloads).toBe(1);
  });

  it('leaves the page as it is where the agent goes on from there', async () => {
    const { use, sandbox } = signUp();
    const result = await use({ acts: [{ do: 'press', name: 'Sign up' }], keep: true });
    expect(result.text).toContain('The page stays as it is now.');
    expect(sandbox.reloads).toBe(0);
  });

  it('says what there is where a name is not there, and goes no further', async () => {
    const { use, acts } = signUp();
    const result = await use({
      acts: [
        { do: 'press', name: 'Register' },
        { do: 'press', name: 'Sign up' },
      ],
    });
    expect(result).toMatchObject({ ok: false, line: 'Used the page: it did not work' });
    expect(result.text).toContain('Nothing named “Register” to press. There are: ');
    expect(result.text).toContain('button “Sign up”');
    expect(acts).toEqual([]);
  });

  it.each([
    [{ do: 'press', name: 'Withdraw' }, 'is switched off'],
    [{ do: 'press', name: 'Sign up', nth: 3 }, 'only 1 named'],
    [{ do: 'fill', value: 'x' }, 'Say by “name” what to fill'],
    [{ do: 'wait', value: 'Never said' }, 'This text did not come'],
    [{ do: 'answer', value: 'yes' }, 'The page shows no dialog'],
  ])('refuses %j in words', async (act, words) => {
    const result = await signUp().use({ acts: [act] });
    expect(result.ok).toBe(false);
    expect(result.text).toContain(words);
  });

  it('prefers the control to a heading of the same name', async () => {
    const { use, acts } = signUp();
    await use({ acts: [{ do: 'open', name: 'Join' }] });
    expect(acts).toEqual([{ do: 'click', target: { ref: expect.any(String) } }]);
    expect((await use({ acts: [{ do: 'read', name: 'Join' }] })).text).toContain('link "Join"');
  });

  it('ticks a box only where it is not as wanted', async () => {
    const { use, acts } = signUp();
    await use({ acts: [{ do: 'tick', name: 'I agree', value: 'off' }] });
    expect(acts).toEqual([]);
    await use({ acts: [{ do: 'tick', name: 'I agree' }] });
    expect(acts).toHaveLength(1);
  });

  it('chooses in a list', async () => {
    const { use, acts } = signUp();
    await use({ acts: [{ do: 'choose', name: 'Meal', value: 'Vegetarian' }] });
    expect(acts).toEqual([{ do: 'choose', target: { ref: expect.any(String) }, value: 'Vegetarian' }]);
  });

  it('hears errors and refusals meanwhile, each once', async () => {
    const { use } = signUp({
      act(_action, page) {
        page.say({ type: 'error', error: { message: 'x is not defined', plain: '', source: 'runtime' } });
        page.say({ type: 'blocked', directive: 'connect-src', target: 'https://e.com/' });
        page.say({ type: 'blocked', directive: 'connect-src', target: 'https://e.com/' });
        return { ok: true };
      },
    });
    const result = await use({ acts: [{ do: 'press', name: 'Sign up' }] });
    expect(result).toMatchObject({ ok: false, line: 'Used the page: it has an error' });
    expect(result.text).toContain('- x is not defined');
    expect(result.text.match(/Refused: The app sent a request to e\.com/g)).toHaveLength(1);
  });

  it('answers the dialogs of the page, and goes on only then', async () => {
    const { use, sandbox } = signUp({
      act(_action, page) {
        page.preview.requests.take({ kind: 'confirm', id: 1, text: 'Delete?', preset: '' });
        return { ok: true };
      },
    });
    const stuck = await use({
      acts: [
        { do: 'press', name: 'Sign up' },
        { do: 'press', name: 'Sign up' },
      ],
    });
    expect(stuck.text).toContain('the page asks “Delete?”');
    expect(stuck.text).toContain('The page waits for an answer to “Delete?”');
    expect(stuck.text).toContain('- confirm: “Delete?” (left unanswered)');
    const through = await use({
      acts: [
        { do: 'press', name: 'Sign up' },
        { do: 'answer', value: 'yes' },
      ],
    });
    expect(through.text).toContain('answered “Delete?”');
    expect(sandbox.preview.requests.open).toEqual([]);
  });

  it('reads a file that the page offers, and takes the offer away', async () => {
    const { use, sandbox } = signUp({
      act(_action, page) {
        page.preview.requests.take({
          kind: 'save',
          id: 1,
          name: 'visitors.csv',
          content: new Blob(['name\nAda']),
        });
        return { ok: true };
      },
    });
    const result = await use({ acts: [{ do: 'press', name: 'Sign up' }] });
    expect(result.text).toContain('- to save visitors.csv (8 bytes), which begins: "name\\nAda"');
    expect(sandbox.preview.requests.open).toEqual([]);
  });

  it.each([
    ['is stopped', { keep: false }, 1],
    ['is stopped and should stay', { keep: true }, 0],
  ])('leaves nothing that the page asked where a trial %s', async (_what, { keep }, reloads) => {
    const stop = new AbortController();
    const { sandbox, tool } = signUp({
      act(_action, page) {
        page.preview.requests.take({ kind: 'confirm', id: 1, text: 'Delete?', preset: '' });
        stop.abort(new Error('Stopped.'));
        return { ok: true };
      },
    });
    const input = tool.input.parse({
      keep,
      acts: [
        { do: 'press', name: 'Sign up' },
        { do: 'answer', value: 'yes' },
      ],
    });
    const trial = tool.run(input, { sandbox, signal: stop.signal, report: () => {} });
    await expect(trial).rejects.toThrow('Stopped.');
    expect(sandbox.preview.requests.open).toEqual([]);
    expect(sandbox.reloads).toBe(reloads);
  });

  it('speaks plainly while its input arrives', () => {
    const { tool } = signUp();
    expect(tool.line({})).toBe('Using the page');
    expect(tool.line({ purpose: 'to fill in the form.' } as never)).toBe(
      'Using the page to fill in the form',
    );
  });
});

describe('what changed on a page', () => {
  it('is told by lines that went and came, however often each stands there', () => {
    const row = (name: string) => node('listitem', name);
    expect(outlineChanges([row('a'), row('a'), row('b')], [row('a'), row('c')])).toBe(
      '- listitem "a"\n- listitem "b"\n+ listitem "c"',
    );
    expect(outlineChanges([row('a')], [row('a')])).toBe('Nothing changed on the page.');
  });
});
