import { afterEach, describe, expect, test } from 'vitest';
import { createEmbeddedSandbox, type EmbeddedOptions } from '../../src/sandbox/engines/embedded/embedded.ts';
import type { FromWorker, ShellPort, ToWorker } from '../../src/sandbox/engines/embedded/shell/protocol.ts';
import { COMMAND_LIMITS, FILE_LIMITS } from '../../src/sandbox/limits.ts';
import type { ExecOptions, Sandbox, SandboxOutput } from '../../src/sandbox/sandbox.ts';
import { createEmbeddedInNode, noPreview } from './doubles/embedded.ts';
import { ManualClock } from './doubles/manual-clock.ts';

const opened: Sandbox[] = [];

async function open(options: EmbeddedOptions = {}): Promise<Sandbox> {
  const sandbox = await createEmbeddedInNode(options);
  opened.push(sandbox);
  return sandbox;
}

afterEach(async () => {
  for (const sandbox of opened.splice(0)) await sandbox.dispose();
});

async function run(sandbox: Sandbox, command: string, options?: ExecOptions) {
  const process = sandbox.exec(command, options);
  const chunks: SandboxOutput[] = [];
  const reader = process.output.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) chunks.push(next.value);
  const of = (fd: 1 | 2) =>
    chunks
      .filter((chunk) => chunk.fd === fd)
      .map((chunk) => chunk.text)
      .join('');
  return { out: of(1), err: of(2), chunks, exit: await process.exit };
}

describe('tools as people know them', () => {
  const cases: [string, string][] = [
    ['printf "a b\\nc\\n" | xargs -n1 echo X', 'X a\nX b\nX c\n'],
    ['printf "a b\\nc d\\n" | xargs -I{} echo "<{}>"', '<a b>\n<c d>\n'],
    ['printf "a b\\nc d\\n" | xargs -I {} echo {} end', 'a b end\nc d end\n'],
    ['printf "1\\n2\\n3\\n" | xargs -L1 echo n', 'n 1\nn 2\nn 3\n'],
    ['printf "a\\0b c\\0" | xargs -0 -n1 echo', 'a\nb c\n'],
    ['printf "x.ts\\n" | xargs echo', 'x.ts\n'],
    ['seq 3 | paste -sd,', '1,2,3\n'],
    ['seq 3 | paste -sd+ -', '1+2+3\n'],
    ['seq 4 | paste - -', '1\t2\n3\t4\n'],
    ['seq 4 | paste -d: - -', '1:2\n3:4\n'],
    ['printf abc | sha256sum', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  -\n'],
    ['printf abc | sha1sum', 'a9993e364706816aba3e25717850c26c9cd0d89d  -\n'],
    ['echo abc > f; sha256sum f > s; sha256sum -c s', 'f: OK\n'],
    ['cd /tmp && realpath ../tmp/.', '/tmp\n'],
    ['f=$(mktemp); echo hi > $f; cat $f', 'hi\n'],
    ['gzip -c <<< hello | gunzip', 'hello\n'],
  ];
  test('print what is expected', async () => {
    const sandbox = await open();
    for (const [command, expected] of cases) {
      const { out, err } = await run(sandbox, command);
      expect([command, out, err]).toEqual([command, expected, '']);
    }
  });

  test('diff prints the usual formats', async () => {
    const sandbox = await open();
    await sandbox.fs.write('/a', '1\n2\n3\n');
    await sandbox.fs.write('/b', '1\n5\n3\n4\n');
    expect((await run(sandbox, 'diff a b')).out).toBe('2c2\n< 2\n---\n> 5\n3a4\n> 4\n');
    expect((await run(sandbox, 'diff b a')).out).toBe('2c2\n< 5\n---\n> 2\n4d3\n< 4\n');
    expect((await run(sandbox, 'diff -u a b')).out).toBe(
      '--- a\n+++ b\n@@ -1,3 +1,4 @@\n 1\n-2\n+5\n 3\n+4\n',
    );
    expect(await run(sandbox, 'diff a a')).toMatchObject({ out: '', exit: 0 });
    expect(await run(sandbox, 'diff -q a b')).toMatchObject({ out: 'Files a and b differ\n', exit: 1 });
    expect(await run(sandbox, 'diff a nope')).toMatchObject({ exit: 2 });
    await run(sandbox, 'mkdir x y; cp a x/f; cp b y/f; cp a x/only');
    expect((await run(sandbox, 'diff -rq x y')).out).toBe('Files x/f and y/f differ\nOnly in x: only\n');
    expect((await run(sandbox, 'diff -ru x y')).out).toContain('+++ y/f\n');
    expect((await run(sandbox, 'diff <(echo A) <(echo a) -i')).exit).toBe(0);
  });

  test('what is not here says so in one line', async () => {
    const sandbox = await open();
    for (const name of ['git status', 'curl http://x', 'python3 -c 1', 'wget x', 'docker ps', 'tar xf a']) {
      const { err, exit } = await run(sandbox, name);
      expect(err).toMatch(/^\w+ is not in this sandbox: [^\n]+\.\n$/);
      expect(exit).toBe(127);
    }
  });
});

describe('the commands of a project', () => {
  const passing = { exitCode: 0, output: 'Tests  9 passed (9)', passed: 9, failed: 0 };

  test('every way of running tests reaches the test run, with its filter', async () => {
    const filters: (string | undefined)[] = [];
    const sandbox = await open({
      runTests: async (_files, { filter }) => {
        filters.push(filter);
        return passing;
      },
    });
    await sandbox.fs.write(
      '/package.json',
      '{"scripts":{"test":"vitest run","both":"npm test && echo after"}}',
    );
    const lines = [
      'npm test',
      'npm run test',
      'npm t',
      'npx vitest',
      'npx vitest run',
      'vitest run form',
      'npm test -- form',
    ];
    for (const line of [...lines, 'npm run both']) {
      const { out, exit } = await run(sandbox, line);
      expect([line, out.startsWith('Tests  9 passed (9)\n'), exit]).toEqual([line, true, 0]);
    }
    expect(filters).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      'form',
      'form',
      undefined,
    ]);
  });

  test('a failing test run fails the command, and can be piped', async () => {
    const failing = { exitCode: 1, output: 'FAIL a\nTests  8 passed | 1 failed (9)', passed: 8, failed: 1 };
    const sandbox = await open({ runTests: async () => failing });
    expect((await run(sandbox, 'npm test')).exit).toBe(1);
    expect((await run(sandbox, 'npm test 2>&1 | tail -1')).out).toBe('Tests  8 passed | 1 failed (9)\n');
    expect((await run(sandbox, 'npm test && echo yes || echo no')).out).toMatch(/no\n$/);
  });

  test('tests see the files as they are at that moment', async () => {
    const sandbox = await open({
      runTests: async (files) => {
        const text = new TextDecoder().decode(await files.read('/a.txt'));
        return { ...passing, output: `read ${text}` };
      },
    });
    expect((await run(sandbox, 'echo one > a.txt && npm test; echo two > a.txt; npm test')).out).toBe(
      'read one\nread two\n',
    );
  });

  test('build and types are the compile check, which says what it does not check', async () => {
    const sandbox = await open({ checkProject: async () => ({ exitCode: 1, output: '/src/a.ts:1 broken' }) });
    for (const line of ['npm run build', 'npx vite build']) {
      expect(await run(sandbox, line)).toMatchObject({ out: '/src/a.ts:1 broken\n', exit: 1 });
    }
    for (const line of ['npx tsc --noEmit', 'npm run typecheck', 'tsc']) {
      const { out, exit } = await run(sandbox, line);
      expect([exit, out]).toEqual([
        1,
        '/src/a.ts:1 broken\nTypes themselves are not checked in this sandbox.\n',
      ]);
    }
  });

  test('install answers from the catalogue', async () => {
    const sandbox = await open();
    expect(await run(sandbox, 'npm install')).toMatchObject({ exit: 0 });
    expect(await run(sandbox, 'npm i react@19 date-fns')).toMatchObject({
      out: 'react is included.\ndate-fns is included.\n',
      exit: 0,
    });
    const other = await run(sandbox, 'npm install --save-dev lodash');
    expect(other.exit).toBe(1);
    expect(other.err).toMatch(/lodash cannot be installed/);
    expect(other.err).toMatch(/react/);
  });

  test('scripts of package.json run, unknown ones name those there are', async () => {
    const sandbox = await open();
    await sandbox.fs.write('/package.json', '{"scripts":{"hi":"echo hello","__proto__":"echo no"}}');
    expect((await run(sandbox, 'npm run hi -- there')).out).toBe('hello there\n');
    expect((await run(sandbox, 'npm run nope')).err).toMatch(/Missing script: "nope".*hi/);
    expect((await run(sandbox, 'npm run constructor')).exit).toBe(1);
    await sandbox.fs.write('/package.json', 'not json');
    expect((await run(sandbox, 'npm run hi')).exit).toBe(1);
    await sandbox.fs.write('/package.json', '{"scripts":{"loop":"npm run loop"}}');
    expect((await run(sandbox, 'npm run loop')).exit).not.toBe(0);
    expect((await run(sandbox, 'echo alive')).out).toBe('alive\n');
  });

  test('node is honest about what it is', async () => {
    const plain = await open();
    await plain.fs.write('/a.ts', 'console.log(1)');
    expect(await run(plain, 'node a.ts')).toMatchObject({ exit: 127 });
    expect((await run(plain, 'node a.ts')).out).toMatch(/no Node\.js/);
    const able = await open({
      runScript: async (_files, { path, args }) => ({ exitCode: 0, output: `${path} ${args}` }),
    });
    await able.fs.write('/src/a.ts', '');
    expect((await run(able, 'cd src && node a.ts x y')).out).toBe('/src/a.ts x,y\n');
    expect((await run(able, 'node -e 1')).exit).toBe(127);
  });
});

describe('what a shell keeps', () => {
  test('functions, and the exit code of the line before', async () => {
    const sandbox = await open();
    await run(sandbox, 'greet() { echo "hello $1"; }');
    expect((await run(sandbox, 'greet you; (exit 4)')).out).toBe('hello you\n');
    expect((await run(sandbox, 'echo $?')).out).toBe('4\n');
  });

  test('each statement prints when it ends, also inside the caps of “set -e”', async () => {
    const sandbox = await open();
    const { chunks } = await run(sandbox, 'echo a; echo b >&2; echo c');
    expect(chunks).toEqual([
      { fd: 1, text: 'a\n' },
      { fd: 2, text: 'b\n' },
      { fd: 1, text: 'c\n' },
    ]);
    expect(await run(sandbox, 'set -e; echo one; false; echo two')).toMatchObject({ out: 'one\n', exit: 1 });
    expect((await run(sandbox, 'bash -c "echo in" | tr a-z A-Z')).out).toBe('IN\n');
    expect((await run(sandbox, 'echo $(echo sub) > f; cat f')).out).toBe('sub\n');
  });

  test('the folder of a kept shell may vanish', async () => {
    const sandbox = await open();
    await run(sandbox, 'mkdir -p a/b && cd a/b');
    await sandbox.fs.remove('/a', { recursive: true });
    expect((await run(sandbox, 'pwd')).out).toBe('/\n');
  });

  test('its own folders are usable and are no part of the project', async () => {
    const sandbox = await open();
    await run(sandbox, 'echo x > /tmp/x; ls / > listing; find / -type f | sort > found; cat /tmp/x >> found');
    expect(await sandbox.fs.list('/', { recursive: true })).toHaveLength(2);
    expect((await run(sandbox, 'cat listing found')).out).not.toMatch(/tmp|bin|dev|proc/);
  });
});

describe('caps and accidents', () => {
  test('a command that takes too long ends with 124, and the next one works', async () => {
    const clock = new ManualClock();
    const sandbox = await open({ clock });
    const running = run(sandbox, 'echo begun; sleep 600');
    while (clock.waiting === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    clock.advance(COMMAND_LIMITS.wallTimeMs - 1);
    const stillThere = await Promise.race([running, Promise.resolve('running')]);
    expect(stillThere).toBe('running');
    clock.advance(1);
    const { err, exit } = await running;
    expect(exit).toBe(124);
    expect(err).toContain('ran longer than 60 seconds');
    expect((await run(sandbox, 'echo alive')).out).toBe('alive\n');
    expect(clock.waiting).toBe(0);
  });

  test('endless loops and floods end by themselves', async () => {
    const sandbox = await open();
    for (const line of [
      'while true; do :; done',
      'f() { f; }; f',
      'for i in $(seq 1 1000); do for j in $(seq 1 1000); do :; done; done',
      'x=a; while true; do x=$x$x; done',
      'printf "%0999999999d" 1',
      'seq 1 99999999',
    ]) {
      const { exit, out } = await run(sandbox, line);
      expect([line, exit]).not.toEqual([line, 0]);
      expect(out.length).toBeLessThanOrEqual(COMMAND_LIMITS.outputBytes + 1_000);
    }
    expect((await run(sandbox, 'echo alive')).out).toBe('alive\n');
  });

  test('the number of files is bounded for the shell too', async () => {
    const sandbox = await open();
    const { err } = await run(
      sandbox,
      `for n in $(seq 1 ${FILE_LIMITS.entries + 50}); do echo > f$n; done 2>&1 | tail -1 >&2`,
    );
    expect(err).toMatch(/files and folders|No space|ENOSPC/i);
    expect(await sandbox.fs.list('/')).toHaveLength(FILE_LIMITS.entries);
    expect((await run(sandbox, 'ls | wc -l')).out.trim()).toBe(String(FILE_LIMITS.entries));
  });

  test('a file that would grow too large stays as it was, for the shell as for the page', async () => {
    const sandbox = await open();
    await sandbox.fs.write('/chunk', 'x'.repeat(3_000_000));
    await sandbox.fs.write('/small', 'small');
    expect((await run(sandbox, 'cat chunk chunk > small')).exit).not.toBe(0);
    expect((await run(sandbox, 'cat chunk chunk > new')).exit).not.toBe(0);
    // Like everywhere, the shell has emptied the file before the program writes to it.
    for (const name of ['small', 'new']) {
      expect((await run(sandbox, `wc -c < ${name}`)).out.trim()).toBe('0');
      expect(await sandbox.fs.read(`/${name}`)).toHaveLength(0);
    }
  });

  test('a link is not made, and a path trick in a name is refused', async () => {
    const sandbox = await open();
    await sandbox.fs.write('/a', 'a');
    expect((await run(sandbox, 'ln -s /tmp link')).exit).not.toBe(0);
    expect((await run(sandbox, "echo x > $'bad\\nname'")).exit).not.toBe(0);
    expect((await sandbox.fs.list('/')).map((entry) => entry.path)).toEqual(['/a']);
  });

  test('too many waiting commands are refused, the others run', async () => {
    const sandbox = await open();
    const all = Array.from({ length: COMMAND_LIMITS.queued + 5 }, () => run(sandbox, 'true'));
    const exits = (await Promise.all(all)).map(({ exit }) => exit);
    expect(exits.filter((exit) => exit === 0)).toHaveLength(COMMAND_LIMITS.queued + 1);
    expect(exits.filter((exit) => exit === 126)).toHaveLength(4);
  });

  test('stopping a waiting command leaves the running one alone', async () => {
    const sandbox = await open();
    const stop = new AbortController();
    const first = run(sandbox, 'sleep 0.2; echo first');
    const second = run(sandbox, 'echo second', { signal: stop.signal });
    stop.abort();
    expect((await second).exit).toBe(130);
    expect(await first).toMatchObject({ out: 'first\n', exit: 0 });
  });

  test('stopping during a test run stops the test run', async () => {
    let stopped = false;
    let begin = () => {};
    const began = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const sandbox = await open({
      runTests: (_files, { signal }) =>
        new Promise(() => {
          signal.addEventListener('abort', () => {
            stopped = true;
          });
          begin();
        }),
    });
    const stop = new AbortController();
    const running = run(sandbox, 'npm test', { signal: stop.signal });
    await began;
    stop.abort();
    expect((await running).exit).toBe(130);
    expect(stopped).toBe(true);
  });
});

describe('a worker that breaks', () => {
  /** A worker that does what the test says. */
  function scripted(
    onRun: (say: (message: FromWorker) => void, crash: (why: string) => void, run: number) => void,
  ) {
    const posted: ToWorker[] = [];
    let terminated = 0;
    let opened = 0;
    const createPort = (): ShellPort => {
      opened += 1;
      let say: (message: FromWorker) => void = () => {};
      let crash: (why: string) => void = () => {};
      return {
        post(message) {
          posted.push(message);
          if (message.type === 'run') queueMicrotask(() => onRun(say, crash, message.run));
        },
        listen(onMessage, onCrash) {
          say = onMessage;
          crash = onCrash;
        },
        terminate() {
          terminated += 1;
        },
      };
    };
    return { createPort, posted, counts: () => ({ opened, terminated }) };
  }
  const ended = (run: number) =>
    ({ type: 'done', run, exitCode: 0, state: { cwd: '/', env: {}, functions: {}, lastExit: 0 } }) as const;

  test('fails its command with a readable line, and the next command gets a new one', async () => {
    let runs = 0;
    const worker = scripted((say, crash, number) => {
      runs += 1;
      if (runs === 1) crash('out of memory');
      else say(ended(number));
    });
    const sandbox = await createEmbeddedSandbox({ createPort: worker.createPort, createPreview: noPreview });
    const first = await run(sandbox, 'boom');
    expect(first.exit).toBe(134);
    expect(first.err).toContain('starts anew');
    expect((await run(sandbox, 'fine')).exit).toBe(0);
    expect(worker.counts()).toEqual({ opened: 2, terminated: 1 });
    await sandbox.dispose();
  });

  test('changes that break a cap are refused as one, and its copy is thrown away', async () => {
    const worker = scripted((say, _crash, number) => {
      const huge = new Uint8Array(FILE_LIMITS.fileBytes + 1);
      const edits = [
        { kind: 'file', path: '/small', data: new Uint8Array(1) },
        { kind: 'file', path: '/huge', data: huge },
      ] as const;
      say({ type: 'edits', run: number, edits });
    });
    const sandbox = await createEmbeddedSandbox({ createPort: worker.createPort, createPreview: noPreview });
    expect((await run(sandbox, 'x')).err).toContain('not kept');
    expect(await sandbox.fs.list('/')).toEqual([]);
    expect(worker.counts().terminated).toBe(1);
    await sandbox.dispose();
  });

  test('messages of an ended command are not taken for those of the next', async () => {
    const worker = scripted((say, _crash, number) => {
      say({ type: 'output', run: number - 1, fd: 1, text: 'late' });
      say(ended(number - 1));
      say({ type: 'output', run: number, fd: 1, text: 'own' });
      say(ended(number));
    });
    const sandbox = await createEmbeddedSandbox({ createPort: worker.createPort, createPreview: noPreview });
    expect((await run(sandbox, 'x')).out).toBe('own');
    await sandbox.dispose();
  });
});
