import { describe, expect, it } from 'vitest';
import type { CheckRow } from '../../src/demos/session-state.ts';
import { summariseChecks } from '../../src/workbench/checks/check-summary.ts';
import {
  formatClock,
  formatCost,
  formatDuration,
  formatSpent,
  formatTokens,
  speakClock,
} from '../../src/workbench/clock.ts';
import { buildTree, moveInTree, visibleRows } from '../../src/workbench/files/file-tree.ts';
import { highlight, highlightLines } from '../../src/workbench/files/highlight.ts';
import { modeWords } from '../../src/workbench/mode-words.ts';
import { fitFrame } from '../../src/workbench/preview/devices.ts';
import { currentView, openView, viewsIn } from '../../src/workbench/preview/open-view.ts';
import { parseAnsi, stripAnsi } from '../../src/workbench/terminal/ansi.ts';
import { TerminalModel } from '../../src/workbench/terminal/terminal-model.ts';
import { SandboxDouble } from './sandbox-double.ts';
import { until } from './session-rig.ts';

describe('times and figures', () => {
  it('read as people say them', () => {
    expect([0, 161_000, 3_761_000, -5].map(formatClock)).toEqual(['0:00', '2:41', '1:02:41', '0:00']);
    expect(speakClock(161_000)).toBe('2 minutes 41 seconds');
    expect(speakClock(61_000)).toBe('1 minute 1 second');
    expect([50, 1234, 12_400, 65_000].map(formatDuration)).toEqual(['', '1.2 s', '12 s', '1:05']);
    expect([950, 1234, 12_400, 1_200_000].map(formatTokens)).toEqual(['950', '1.2k', '12k', '1.2M']);
    expect([0, 500, 42_000, 1_250_000].map(formatCost)).toEqual(['$0.000', '< $0.001', '$0.042', '$1.25']);
  });

  it('say what was spent wherever a price is known, also of answers that broke off', () => {
    expect(formatSpent({ microUsd: 42_000, unpriced: 0 })).toBe('$0.042');
    expect(formatSpent({ microUsd: 42_000, unpriced: 1 })).toBe('≥ $0.042');
    expect(formatSpent({ microUsd: 0, unpriced: 2 })).toBeNull();
    expect(formatSpent({ microUsd: 0, unpriced: 0 })).toBe('$0.000');
  });
});

describe('terminal text', () => {
  it('keeps colours and drops every other escape', () => {
    expect(parseAnsi('a \u001b[1;31mred\u001b[0m b')).toEqual([
      { text: 'a ', colour: null, bold: false },
      { text: 'red', colour: 'red', bold: true },
      { text: ' b', colour: null, bold: false },
    ]);
    expect(stripAnsi('\u001b]0;title\u0007x\u001b[2J\u001b[38;5;12my\u001b[?25lz\u0000')).toBe('xyz');
    expect(stripAnsi('10 %\r50 %\r100 %\ndone\r\n')).toBe('100 %\ndone\n');
    expect(stripAnsi('\u001b[')).toBe('[');
  });

  it('runs one command at a time, walks its history, and stops what runs', async () => {
    const sandbox = new SandboxDouble();
    const model = new TerminalModel(() => sandbox);
    sandbox.onCommand = async () => ({ text: 'hello\n', exit: 0 });
    await model.run('echo hello');
    expect(model.getState().entries).toMatchObject([{ command: 'echo hello', output: 'hello\n', exit: 0 }]);
    sandbox.onCommand = (_command, signal) =>
      new Promise((resolve) => signal?.addEventListener('abort', () => resolve({ text: '', exit: 130 })));
    const running = model.run('sleep 100');
    await model.run('another');
    expect(sandbox.commands).toEqual(['echo hello', 'sleep 100']);
    model.interrupt();
    await running;
    expect(model.getState()).toMatchObject({ running: false });
    expect(model.getState().entries.at(-1)?.exit).toBe(130);
    expect(model.recall(-1, 'draft')).toBe('sleep 100');
    expect(model.recall(-1, '')).toBe('echo hello');
    expect(model.recall(1, '')).toBe('sleep 100');
    expect(model.recall(1, '')).toBe('draft');
    await model.run('clear');
    expect(model.getState().entries).toEqual([]);
  });

  it('cuts a flood', async () => {
    const sandbox = new SandboxDouble();
    const model = new TerminalModel(() => sandbox);
    sandbox.onCommand = async () => ({ text: 'x'.repeat(300_000), exit: 0 });
    await model.run('yes');
    await until(() => model.getState().entries[0]?.exit === 0);
    expect(model.getState().entries[0]?.output.length).toBeLessThan(101_000);
    expect(model.getState().entries[0]?.cut).toBe(true);
  });
});

describe('the highlighter', () => {
  it('never loses a character', () => {
    const samples = {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: code to be highlighted
      '/a.tsx': 'const a = <Foo b="x">{`t ${1}`}</Foo>; // end\n/* open',
      '/a.css': '@import "x"; .a:hover { color: #fff; --b: 1.5rem }',
      '/a.html': '<!doctype html><a href="x">é</a><!-- open',
      '/a.json': '{"a": [1, true, "x"]}',
      '/a.md': '# T\n- a `b` *c*',
      '/a.bin': 'anything',
    };
    for (const [path, text] of Object.entries(samples)) {
      expect(
        highlight(path, text)
          .map((token) => token.text)
          .join(''),
      ).toBe(text);
    }
    expect(highlight('/a.ts', "return 'x'")).toContainEqual({ kind: 'keyword', text: 'return' });
    expect(highlight('/a.ts', "return 'x'")).toContainEqual({ kind: 'string', text: "'x'" });
    expect(highlightLines('/a.ts', 'a\n\nb')).toHaveLength(3);
  });
});

describe('the file tree', () => {
  const tree = buildTree([
    { path: '/src/views/A.tsx', kind: 'file' },
    { path: '/package.json', kind: 'file' },
    { path: '/src/App.tsx', kind: 'file' },
    { path: '/node_modules/x/i.js', kind: 'file' },
  ]);
  const names = (closed: string[]) => visibleRows(tree, new Set(closed)).map((row) => row.node.path);

  it('puts folders first, makes parents, hides packages', () => {
    expect(names([])).toEqual(['/src', '/src/views', '/src/views/A.tsx', '/src/App.tsx', '/package.json']);
    expect(names(['/src'])).toEqual(['/src', '/package.json']);
  });

  it('is walked by keys as trees are', () => {
    const closed = new Set(['/src/views']);
    const rows = visibleRows(tree, closed);
    expect(moveInTree(rows, closed, '/src', 'ArrowDown')).toEqual({ focus: '/src/views' });
    expect(moveInTree(rows, closed, '/src/views', 'ArrowRight')).toEqual({ toggle: '/src/views' });
    expect(moveInTree(rows, closed, '/src/App.tsx', 'ArrowLeft')).toEqual({ focus: '/src' });
    expect(moveInTree(rows, closed, '/src', 'ArrowLeft')).toEqual({ toggle: '/src' });
    expect(moveInTree(rows, closed, '/src', 'End')).toEqual({ focus: '/package.json' });
    expect(moveInTree(rows, closed, '/src', 'ArrowUp')).toBeNull();
  });
});

describe('the summary of the checks', () => {
  const row = (state: CheckRow['state'], detail = ''): CheckRow => ({
    id: detail,
    title: 'T',
    why: '',
    state,
    detail,
  });

  it('is green only where a program saw it', () => {
    expect(summariseChecks([row('waiting'), row('waiting')], false, true).line).toBe('2 checks wait');
    expect(summariseChecks([row('pass'), row('waiting')], false, true).line).toBe('1 of 2 checks passes');
    expect(summariseChecks([row('pass'), row('fail', '3.1 : 1')], false, false)).toMatchObject({
      line: '1 of 2 checks passes',
      note: '3.1 : 1',
    });
    expect(summariseChecks([row('pass')], false, true).note).toBe(
      'The work changed since. Run the checks again',
    );
  });
});

describe('the ring of the checks', () => {
  const rows = (...states: CheckRow['state'][]): CheckRow[] =>
    states.map((state, at) => ({ id: String(at), title: 'T', why: '', state, detail: '' }));

  it('is not green while what was measured is old, or something was not measured', () => {
    expect(summariseChecks(rows('pass', 'pass'), false, false).tone).toBe('good');
    expect(summariseChecks(rows('pass', 'pass'), false, true)).toMatchObject({
      tone: 'warn',
      line: '2 of 2 passed before the last change',
    });
    expect(summariseChecks(rows('pass', 'unmeasured'), false, false)).toMatchObject({
      tone: 'warn',
      failing: [],
      note: 'One check could not be measured. Run the checks again',
    });
    expect(summariseChecks(rows('fail', 'unmeasured'), false, false).tone).toBe('bad');
  });
});

describe('the preview', () => {
  it('is made smaller to fit, and larger only for a projector', () => {
    expect(fitFrame({ width: 640, height: 400 }, 1280)).toEqual({ width: 1280, height: 800, scale: 0.5 });
    expect(fitFrame({ width: 1920, height: 1080 }, 960)).toEqual({ width: 960, height: 1080, scale: 1 });
    expect(fitFrame({ width: 1920, height: 1080 }, 960, true)).toEqual({ width: 960, height: 540, scale: 2 });
  });

  it('opens views by the role their navigation has', async () => {
    const tried: string[] = [];
    const sandbox = new SandboxDouble();
    const probe = {
      ...sandbox.preview.probe,
      act: async (action: Parameters<typeof sandbox.preview.probe.act>[0]) => {
        const role = action.target && 'role' in action.target ? action.target.role : '';
        tried.push(role);
        return { ok: role === 'tab' };
      },
    };
    expect(await openView(probe, 'Join')).toBe(true);
    expect(tried).toEqual(['link', 'button', 'tab']);
  });

  it('knows the current view from the navigation', () => {
    const node = (name: string, state: Record<string, string>) => ({
      ref: name,
      role: 'link',
      name,
      state,
      children: [],
    });
    const nav = { ...node('', {}), children: [node('Agenda', {}), node('Join us', { current: 'page' })] };
    expect(currentView([nav], ['Agenda', 'Join'])).toBe('Join');
    expect(currentView([node('Agenda', { current: 'false' })], ['Agenda'])).toBeNull();
    expect(viewsIn([nav], ['Agenda', 'Join', 'Dashboard'])).toEqual(['Agenda', 'Join']);
    expect(viewsIn([node('Ablauf', {})], ['Agenda', 'Join'])).toEqual([]);
  });
});

describe('the mode badge', () => {
  it('never lets a rehearsal pass for a live model', () => {
    expect(modeWords({ mode: 'rehearsal', rung: 'rehearsal', label: 'X' }).long).toContain(
      'the script is authored',
    );
    expect(modeWords({ mode: 'live', rung: 'live', label: 'm-1' }).short).toContain('m-1');
    const replay = modeWords({
      mode: 'replay',
      rung: 'replay',
      label: 'm-1',
      replayOf: { runId: 'run-1', mode: 'live', model: 'm-1', startedAt: '2026-03-02T10:00:00.000Z' },
    });
    expect(replay.long).toContain('2 Mar 2026');
    const fallen = modeWords({
      mode: 'rehearsal',
      rung: 'rehearsal',
      label: 'X',
      reason: 'The model did not answer.',
    });
    expect(fallen.text).toMatch(/^The model did not answer\./);
  });
});
