import { describe, expect, it } from 'vitest';
import type { ToolFact } from '../../../src/agent/tool.ts';
import { createTools } from '../../../src/agent/tools/create-tools.ts';
import { purposeLine } from '../../../src/agent/tools/purpose.ts';
import { summariseTests, testsLine } from '../../../src/agent/tools/test-summary.ts';
import type { CheckOutcome } from '../../../src/run/schema.ts';
import { MemorySandbox, type MemorySandboxOptions } from '../../doubles/memory-sandbox.ts';
import { TestClock } from '../../doubles/run-setup.ts';

function setUp(options: MemorySandboxOptions = {}, checks?: () => Promise<readonly CheckOutcome[]>) {
  const sandbox = new MemorySandbox(options);
  const clock = new TestClock();
  const tools = createTools({
    sandbox,
    watch: { clock: clock.read, sleep: clock.sleep },
    ...(checks ? { checks } : {}),
  });
  const facts: ToolFact[] = [];
  const use = async (
    name: string,
    input: Readonly<Record<string, unknown>>,
    signal = new AbortController().signal,
  ) => {
    const tool = tools.find((one) => one.name === name);
    if (!tool) throw new Error(`no tool ${name}`);
    return tool.run(tool.input.parse(input), { sandbox, signal, report: (fact) => facts.push(fact) });
  };
  return { sandbox, clock, tools, facts, use };
}

const FILE = 'const a = 1;\nconst b = 1;\n\tconst c = 3;\n';

describe('write_file', () => {
  it('writes, and tells what was there before', async () => {
    const { use, sandbox, facts } = setUp({ files: { '/a.ts': 'old' } });
    expect(await use('write_file', { path: 'a.ts', content: 'new\nline\n' })).toEqual({
      ok: true,
      text: 'Wrote /a.ts (2 lines).',
      line: 'Wrote a.ts',
    });
    expect(sandbox.files.get('/a.ts')).toBe('new\nline\n');
    expect(facts).toEqual([{ type: 'file', path: '/a.ts', before: 'old', after: 'new\nline\n' }]);
  });

  it('writes nothing once it was stopped', async () => {
    const { use, sandbox } = setUp();
    await expect(use('write_file', { path: '/a', content: 'x' }, AbortSignal.abort())).rejects.toThrow();
    expect(sandbox.files.size).toBe(0);
  });
});

describe('edit_file', () => {
  it('replaces the one place, whatever characters stand in it', async () => {
    const { use, sandbox } = setUp({ files: { '/a.ts': FILE } });
    expect(await use('edit_file', { path: '/a.ts', old: 'b = 1', new: "b = '$& $1 $$'" })).toMatchObject({
      ok: true,
      text: 'Changed /a.ts at line 2.',
    });
    expect(sandbox.files.get('/a.ts')).toBe(FILE.replace('b = 1', () => "b = '$& $1 $$'"));
  });

  it.each([
    ['twice', '= 1;', /occurs 2 times .*lines 1, 2/],
    ['overlapping', '11', /occurs 2 times/],
    ['nowhere', 'let z = 9', /is not in/],
    ['with other white space', '  const c  = 3;', /white space only[\s\S]*\tconst c = 3;/],
    ['nearly', 'const b = 2;', /nearest place is line/],
  ])('a text that is there %s changes nothing and says what to do', async (_name, old, text) => {
    const files = { '/a.ts': FILE, '/one.txt': '111' };
    const { use, sandbox, facts } = setUp({ files });
    const result = await use('edit_file', { path: old === '11' ? '/one.txt' : '/a.ts', old, new: 'x' });
    expect(result).toMatchObject({ ok: false, text: expect.stringMatching(text) });
    expect(Object.fromEntries(sandbox.files)).toEqual(files);
    expect(facts).toEqual([]);
  });

  it('of a file that is not there says so', async () => {
    expect(await setUp().use('edit_file', { path: '/a.ts', old: 'a', new: 'b' })).toMatchObject({
      ok: false,
      line: 'Could not change a.ts',
    });
  });
});

describe('read_file', () => {
  it('gives a whole file as it is', async () => {
    expect((await setUp({ files: { '/a.ts': FILE } }).use('read_file', { path: '/a.ts' })).text).toBe(FILE);
  });

  it('gives lines, and says where to read on', async () => {
    const { use } = setUp({
      files: { '/a.ts': FILE, '/long': 'x\n'.repeat(2000), '/wide': `${'y'.repeat(20_000)}\n`.repeat(5) },
    });
    expect((await use('read_file', { path: '/a.ts', from: 2, to: 2 })).text).toBe(
      '[lines 2 to 2 of 3. Read on with from: 3.]\nconst b = 1;',
    );
    expect((await use('read_file', { path: '/long' })).text).toContain(
      '[lines 1 to 800 of 2000. Read on with from: 801.]',
    );
    expect((await use('read_file', { path: '/wide' })).text).toContain('[lines 1 to 1 of 5.');
    expect(await use('read_file', { path: '/a.ts', from: 9 })).toMatchObject({
      ok: false,
      text: 'The file has only 3 lines.',
    });
    expect(await use('read_file', { path: '/a.ts', from: 3, to: 2 })).toMatchObject({ ok: false });
    expect(await use('read_file', { path: '/no' })).toMatchObject({ ok: false });
  });

  it('does not show what is not text', async () => {
    expect(
      await setUp({ files: { '/a.png': 'PNG\0\0' } }).use('read_file', { path: '/a.png' }),
    ).toMatchObject({ ok: false });
  });
});

describe('list_files', () => {
  it('lists the project’s own files', async () => {
    const { use } = setUp({ files: { '/src/a.ts': 'abc', '/node_modules/x/y.js': 'x', '/index.html': '' } });
    expect(await use('list_files', {})).toMatchObject({
      text: '/index.html 0\n/src/a.ts 3',
      line: 'Looked at the files: 2 files',
    });
    expect((await use('list_files', { path: '/src' })).text).toBe('/src/a.ts 3');
  });
});

describe('bash', () => {
  it('streams whole lines, however the output is cut', async () => {
    const { use, facts } = setUp({
      command: ({ print }) => {
        for (const piece of ['on', 'e\ntw', 'o\nrest']) print(piece);
        print('bad\n', 2);
        return 0;
      },
    });
    expect(await use('bash', { command: 'make', purpose: 'To see what happens.' })).toMatchObject({
      ok: true,
      text: 'one\ntwo\nrestbad',
      line: 'Ran a command to see what happens',
    });
    expect(facts).toEqual([
      { type: 'output', fd: 1, text: 'one\n' },
      { type: 'output', fd: 1, text: 'two\n' },
      { type: 'output', fd: 2, text: 'bad\n' },
      { type: 'output', fd: 1, text: 'rest' },
    ]);
  });

  it('tells which files a command changed', async () => {
    const { use, facts } = setUp({
      files: { '/a': '1', '/b': '2', '/c': '3' },
      command: ({ files }) => {
        files.set('/a', 'new');
        files.delete('/b');
        files.set('/d', 'made');
        return 0;
      },
    });
    await use('bash', { command: 'sed -i …' });
    expect(facts).toEqual([
      { type: 'file', path: '/a', before: '1', after: 'new' },
      { type: 'file', path: '/b', before: '2', after: null },
      { type: 'file', path: '/d', before: null, after: 'made' },
    ]);
  });

  it('sums up tests', async () => {
    const { use, facts } = setUp({
      command: ({ print }) => {
        print(
          ' × dates > rejects impossible dates 3 ms\n   AssertionError: expected true to be false\nTests  1 failed | 8 passed (9)\n',
        );
        return 1;
      },
    });
    expect(await use('bash', { command: 'npm test' })).toMatchObject({
      ok: false,
      text: expect.stringContaining('[exit code 1]'),
      line: 'Ran 9 tests: 8 pass, 1 fails',
    });
    expect(facts.at(-1)).toEqual({
      type: 'tests',
      passed: 8,
      failed: 1,
      firstFailure: 'rejects impossible dates: AssertionError: expected true to be false',
    });
  });

  it('does not count tests that could not be run', async () => {
    const { use, facts } = setUp({
      command: ({ print }) => {
        print('The tests could not be run here: They did not start.\n');
        return 126;
      },
    });
    expect(await use('bash', { command: 'npm test' })).toMatchObject({
      ok: false,
      text: expect.stringContaining('says nothing about the project'),
      line: 'The tests could not be run here',
    });
    expect(facts.filter(({ type }) => type === 'tests')).toEqual([]);
  });

  it.each([
    [124, 'out of time'],
    [130, 'stopped'],
    [127, 'not known'],
  ])('explains exit code %i', async (code, text) => {
    expect(await setUp({ command: () => code }).use('bash', { command: 'x' })).toMatchObject({
      ok: false,
      text: expect.stringContaining(text),
      line: 'Ran x: it did not work',
    });
  });

  it('does not drown in output', async () => {
    const { use, facts } = setUp({
      command: ({ print }) => {
        for (let count = 0; count < 1000; count += 1) print(`${'x'.repeat(1000)}\n`);
        return 0;
      },
    });
    const { text } = await use('bash', { command: 'yes' });
    expect(text.length).toBeLessThan(210_000);
    expect(text).toMatch(/characters left out/);
    expect(facts).toHaveLength(400);
  });
});

describe('the last line of a test run', () => {
  it.each([
    ['Tests  8 passed | 1 failed (9)', { passed: 8, failed: 1 }],
    [
      '\u001b[2m      Tests \u001b[22m \u001b[31m1 failed\u001b[39m | \u001b[32m8 passed\u001b[39m (9)',
      { passed: 8, failed: 1 },
    ],
    ['Tests  3 passed (3)', { passed: 3, failed: 0 }],
    ['Tests  2 failed (2)', { passed: 0, failed: 2 }],
    ['Tests  1 passed (1)\nTests  4 passed (4)', { passed: 4, failed: 0 }],
  ])('%j', (line, expected) => expect(summariseTests(`x\n${line}\n`)).toMatchObject(expected));

  it('is not seen where there is none', () => {
    expect(summariseTests('Tests are good\nnpm warn')).toBeNull();
  });

  it.each([
    [9, 0, 'Ran 9 tests: all pass'],
    [1, 0, 'Ran 1 test: it passes'],
    [0, 1, 'Ran 1 test: it fails'],
    [0, 3, 'Ran 3 tests: all fail'],
    [1, 2, 'Ran 3 tests: 1 passes, 2 fail'],
  ])('%i and %i → %s', (passed, failed, line) => expect(testsLine({ passed, failed })).toBe(line));
});

describe('inspect_preview', () => {
  const page = {
    outline: () => [
      {
        ref: '1',
        role: 'generic',
        name: '',
        state: {},
        children: [{ ref: '2', role: 'button', name: 'Sign up', state: { disabled: 'true' }, children: [] }],
      },
    ],
    text: () => 'Sign up',
  };

  it('tells errors that stand, the outline and the text', async () => {
    const { use, sandbox } = setUp(page);
    sandbox.say({ type: 'error', error: { message: 'old', plain: 'old', source: 'compile' } });
    sandbox.say({ type: 'loading' });
    sandbox.say({ type: 'ready', ms: 1 });
    expect(await use('inspect_preview', {})).toEqual({
      ok: true,
      text: 'No errors.\n\nOutline:\n- button "Sign up" (disabled: true)\n\nText:\nSign up',
      line: 'Looked at the page: no errors',
    });
    sandbox.say({
      type: 'error',
      error: { message: 'x is not defined', plain: '', source: 'runtime', path: '/a.ts', line: 3 },
    });
    sandbox.say({ type: 'console', level: 'warn', text: 'key missing' });
    sandbox.say({ type: 'blocked', directive: 'connect-src', target: 'https://e.com' });
    const broken = await use('inspect_preview', {});
    expect(broken).toMatchObject({ ok: false, line: 'Looked at the page: 2 errors' });
    expect(broken.text).toContain('- x is not defined (/a.ts:3)');
    expect(broken.text).toContain('warn: key missing');
    expect(broken.text).toContain('- Refused: The app sent a request to e.com.');
    sandbox.say({ type: 'problems', load: 1, build: 2, problems: [] });
    expect((await use('inspect_preview', {})).text).not.toContain('x is not defined');
  });

  it('keeps a crash over everything that went well after it', async () => {
    const { use, sandbox } = setUp(page);
    sandbox.say({ type: 'loading' });
    sandbox.say({
      type: 'error',
      error: { message: 'Error: Boom', plain: 'It broke.', source: 'runtime', path: '/src/App.tsx', line: 1 },
    });
    sandbox.say({ type: 'ready', ms: 1 });
    sandbox.say({ type: 'updated', ms: 1, stateKept: true });
    expect(await use('inspect_preview', {})).toMatchObject({
      ok: false,
      text: expect.stringContaining('- Error: Boom (/src/App.tsx:1)'),
    });
  });

  it('reloads the page where it is asked to, and says how it is then', async () => {
    const { use, sandbox } = setUp(page);
    let reloads = 0;
    sandbox.preview.reload = async () => {
      reloads++;
      sandbox.say({ type: 'loading' });
      sandbox.say({ type: 'ready', ms: 1 });
    };
    expect(await use('reload_preview', {})).toMatchObject({ ok: true });
    sandbox.preview.settled = () => new Promise(() => {});
    const hanging = use('reload_preview', {});
    sandbox.say({ type: 'waiting', seconds: 15 });
    expect(await hanging).toMatchObject({ ok: false, line: expect.stringContaining('does not answer') });
    expect(reloads).toBe(2);
  });

  it('waits until the page has followed the last change', async () => {
    const { use, sandbox } = setUp(page);
    let arrive = () => {};
    sandbox.preview.settled = () =>
      new Promise((resolve) => {
        arrive = resolve;
      });
    let answered = false;
    const looked = use('inspect_preview', {}).then((result) => {
      answered = true;
      return result;
    });
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    expect(answered).toBe(false);
    sandbox.say({
      type: 'error',
      error: { message: 'of the last write', plain: '', source: 'compile', path: '/a.ts', line: 1 },
    });
    arrive();
    expect((await looked).text).toContain('of the last write');
  });

  it('says that a page which does not answer is waited for, and looks at nothing', async () => {
    const { use, sandbox } = setUp(page);
    sandbox.preview.settled = () => new Promise(() => {});
    const looked = use('inspect_preview', {});
    sandbox.say({ type: 'waiting', seconds: 5 });
    sandbox.say({ type: 'waiting', seconds: 15 });
    const { ok, text } = await looked;
    expect(ok).toBe(false);
    expect(text).toContain('has not answered for 15 seconds');
    expect(text).toContain('reload_preview');
    expect(text).not.toContain('No errors');
  });

  it('says so where no page is shown', async () => {
    expect(await setUp().use('inspect_preview', {})).toMatchObject({
      ok: false,
      line: 'Could not look at the page',
    });
  });
});

describe('run_checks and set_phase', () => {
  it('does not call a check failed that could not be measured', async () => {
    const results = [
      { id: 'a', title: 'Errors', pass: true, detail: 'none' },
      { id: 'b', title: 'Views', pass: false, unmeasured: true, detail: 'This could not be measured' },
    ];
    expect(await setUp({}, async () => results).use('run_checks', {})).toEqual({
      ok: false,
      text: 'PASS Errors: none\nNOT MEASURED Views: This could not be measured',
      line: 'Ran 2 checks: 1 pass, 1 could not be measured',
    });
  });

  it('runs the checks it was given', async () => {
    const results = [
      { id: 'a', title: 'Errors', pass: true, detail: 'none' },
      { id: 'b', title: 'Contrast', pass: false, detail: '3 : 1' },
    ];
    const { use, facts } = setUp({}, async () => results);
    expect(await use('run_checks', {})).toEqual({
      ok: false,
      text: 'PASS Errors: none\nFAIL Contrast: 3 : 1',
      line: 'Ran 2 checks: 1 pass, 1 does not',
    });
    expect(facts).toEqual([{ type: 'checks', results }]);
    expect(setUp().tools.some((tool) => tool.name === 'run_checks')).toBe(false);
  });

  it('announces a phase', async () => {
    const { use, facts } = setUp();
    expect(await use('set_phase', { title: ' Build ' })).toMatchObject({ ok: true, line: 'Build' });
    expect(facts).toEqual([{ type: 'phase', title: 'Build' }]);
  });
});

describe('plain lines', () => {
  it.each([
    ['The sign-up form.', 'Wrote the sign-up form'],
    ['Spanish words', 'Wrote Spanish words'],
    ['', 'Wrote a.ts'],
    [undefined, 'Wrote a.ts'],
  ])('%s → %s', (purpose, line) => expect(purposeLine('Wrote', '/src/a.ts', purpose)).toBe(line));

  it('every tool says something sensible before its input is known', () => {
    for (const tool of setUp({}, async () => []).tools) expect(tool.line({})).toMatch(/^[A-Z][^{}]+$/);
  });
});
