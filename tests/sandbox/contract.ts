/**
 * What every engine keeps to. Plain cases with plain assertions, so that the same ones run
 * in Node and in the page of a real browser.
 */
import * as fc from 'fast-check';
import { FILE_LIMITS } from '../../src/sandbox/limits.ts';
import {
  type FileChange,
  type Sandbox,
  SandboxError,
  type SandboxProcess,
} from '../../src/sandbox/sandbox.ts';
import { readZip, writeZip } from '../../src/sandbox/zip.ts';

export interface ContractCase {
  readonly name: string;
  /** Runs the case on new sandboxes; throws where the engine breaks the contract. */
  run(make: () => Promise<Sandbox>): Promise<void>;
}

function check(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(what);
}

function same(actual: unknown, expected: unknown, what: string): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}\n  expected ${b}\n  received ${a}`);
}

const decoder = new TextDecoder();

async function text(sandbox: Sandbox, path: string): Promise<string> {
  return decoder.decode(await sandbox.fs.read(path));
}

async function collect(process: SandboxProcess) {
  const printed = { 1: '', 2: '' };
  const reader = process.output.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    printed[next.value.fd] += next.value.text;
  }
  return { out: printed[1], err: printed[2], all: printed[1] + printed[2], exit: await process.exit };
}

async function refusal(work: Promise<unknown>): Promise<SandboxError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof SandboxError) return error;
    throw new Error(`refused with the wrong kind of error: ${String(error)}`);
  }
  throw new Error('was not refused');
}

async function refusedAs(work: Promise<unknown>, code: SandboxError['code'], what: string): Promise<void> {
  const error = await refusal(work).catch((cause: unknown) => {
    throw new Error(`${what}: ${cause instanceof Error ? cause.message : String(cause)}`);
  });
  same(error.code, code, what);
  check(error.message.length > 0 && error.hint.length > 0, `${what}: the refusal says what to do`);
}

/** Far above what any machine needs: only what never happens takes as long. */
const PATIENCE_MS = 180_000;

/** Waits until `met`, as watching may come a little later. */
async function until(met: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!met()) {
    if (Date.now() > deadline) throw new Error(`did not happen: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Every file and folder with its text, sorted by path. */
async function everything(sandbox: Sandbox): Promise<[string, string | null][]> {
  const entries = await sandbox.fs.list('/', { recursive: true });
  return Promise.all(
    entries.map(
      async ({ path, kind }): Promise<[string, string | null]> => [
        path,
        kind === 'file' ? await text(sandbox, path) : null,
      ],
    ),
  );
}

function withSandbox(name: string, body: (sandbox: Sandbox) => Promise<void>): ContractCase {
  return {
    name,
    async run(make) {
      const sandbox = await make();
      try {
        await body(sandbox);
      } finally {
        await sandbox.dispose();
      }
    },
  };
}

const fileCases: ContractCase[] = [
  withSandbox('a new sandbox has no files', async (sandbox) => {
    same(await sandbox.fs.list('/', { recursive: true }), [], 'files');
  }),
  withSandbox('what is written is read, text and bytes', async (sandbox) => {
    await sandbox.fs.write('/src/App.tsx', 'héllo 日本 🙂\n');
    await sandbox.fs.write('/data.bin', Uint8Array.from([0, 255, 128, 10, 13]));
    same(await text(sandbox, '/src/App.tsx'), 'héllo 日本 🙂\n', 'text');
    same([...(await sandbox.fs.read('/data.bin'))], [0, 255, 128, 10, 13], 'bytes');
    await sandbox.fs.write('/data.bin', '');
    same((await sandbox.fs.read('/data.bin')).length, 0, 'an empty file');
  }),
  withSandbox('bytes handed in or out are copies', async (sandbox) => {
    const bytes = Uint8Array.from([1, 2, 3]);
    await sandbox.fs.write('/a', bytes);
    bytes[0] = 9;
    const read = await sandbox.fs.read('/a');
    same(read[0], 1, 'after changing what was handed in');
    read[1] = 9;
    same((await sandbox.fs.read('/a'))[1], 2, 'after changing what was handed out');
  }),
  withSandbox('list names files and folders in order, deep only when asked', async (sandbox) => {
    await sandbox.fs.write('/b/c/d.txt', '12');
    await sandbox.fs.write('/a.txt', '1');
    same(
      await sandbox.fs.list('/'),
      [
        { path: '/a.txt', kind: 'file', size: 1 },
        { path: '/b', kind: 'directory', size: 0 },
      ],
      'root',
    );
    same(
      (await sandbox.fs.list('/', { recursive: true })).map((entry) => entry.path),
      ['/a.txt', '/b', '/b/c', '/b/c/d.txt'],
      'recursive',
    );
    same(
      (await sandbox.fs.list('/b/c')).map((entry) => entry.path),
      ['/b/c/d.txt'],
      'below',
    );
  }),
  withSandbox('what is not there is refused by name', async (sandbox) => {
    await sandbox.fs.write('/file', 'x');
    await sandbox.fs.write('/folder/file', 'x');
    await refusedAs(sandbox.fs.read('/nope'), 'no-such-file', 'read');
    await refusedAs(sandbox.fs.list('/nope'), 'no-such-file', 'list');
    await refusedAs(sandbox.fs.remove('/nope'), 'no-such-file', 'remove');
    await refusedAs(sandbox.fs.read('/folder'), 'is-a-directory', 'read a folder');
    await refusedAs(sandbox.fs.write('/folder', 'x'), 'is-a-directory', 'write a folder');
    await refusedAs(sandbox.fs.list('/file'), 'not-a-directory', 'list a file');
    await refusedAs(sandbox.fs.write('/file/below', 'x'), 'not-a-directory', 'write below a file');
  }),
  withSandbox('a folder with files is removed only when asked', async (sandbox) => {
    await sandbox.fs.write('/a/b/c', 'x');
    await refusedAs(sandbox.fs.remove('/a'), 'is-a-directory', 'not recursive');
    await sandbox.fs.remove('/a', { recursive: true });
    same(await sandbox.fs.list('/'), [], 'after removing');
    await refusedAs(sandbox.fs.remove('/', { recursive: true }), 'bad-path', 'the root');
  }),
  withSandbox('path tricks are refused everywhere', async (sandbox) => {
    const tricks = [
      '../x',
      '/../x',
      '/a/../../x',
      '/a/..',
      '..',
      '/a\0b',
      '/a\\b',
      '..\\x',
      '/a\nb',
      '/\u202etxt.exe',
      '/tmp/x',
      '/dev/null',
      '/proc/self/mem',
      '/bin/sh',
      '/usr/x',
      `/${'a'.repeat(300)}`,
      `/${'a/'.repeat(60)}x`,
      `/${'abcdefgh/'.repeat(20)}${'é'.repeat(200)}`,
      '/\ud800',
    ];
    for (const path of tricks) {
      await refusedAs(sandbox.fs.write(path, 'x'), 'bad-path', `write ${JSON.stringify(path)}`);
      await refusedAs(sandbox.fs.read(path), 'bad-path', `read ${JSON.stringify(path)}`);
      await refusedAs(sandbox.fs.list(path), 'bad-path', `list ${JSON.stringify(path)}`);
      await refusedAs(sandbox.fs.remove(path), 'bad-path', `remove ${JSON.stringify(path)}`);
    }
    same(await sandbox.fs.list('/'), [], 'nothing was written');
  }),
  withSandbox('several spellings mean one file; odd names are plain names', async (sandbox) => {
    await sandbox.fs.write('//a/./b//c.txt', '1');
    same(await text(sandbox, 'a/b/c.txt'), '1', 'normalised');
    for (const name of ['/__proto__', '/constructor', '/…', '/a b', '/%2e%2e', '/.env', '/-rf']) {
      await sandbox.fs.write(name, name);
      same(await text(sandbox, name), name, name);
    }
  }),
  withSandbox('caps on size are held, and a refused write changes nothing', async (sandbox) => {
    await sandbox.fs.write('/big', 'small');
    const huge = new Uint8Array(FILE_LIMITS.fileBytes + 1);
    await refusedAs(sandbox.fs.write('/big', huge), 'limit', 'one file');
    same(await text(sandbox, '/big'), 'small', 'the file before');
    const most = new Uint8Array(FILE_LIMITS.fileBytes);
    const count = FILE_LIMITS.totalBytes / FILE_LIMITS.fileBytes;
    for (let index = 0; index < count - 1; index += 1) await sandbox.fs.write(`/part${index}`, most);
    await refusedAs(sandbox.fs.write('/last', most), 'limit', 'all files');
    await refusedAs(sandbox.fs.read('/last'), 'no-such-file', 'the refused file');
  }),
  withSandbox('the cap on the number of files is held', async (sandbox) => {
    const writes = Array.from({ length: FILE_LIMITS.entries }, (_, index) =>
      sandbox.fs.write(`/f${index}`, ''),
    );
    await Promise.all(writes);
    await refusedAs(sandbox.fs.write('/one-more', ''), 'limit', 'one more file');
    await refusedAs(sandbox.fs.write('/deep/er/file', ''), 'limit', 'one more in new folders');
    await sandbox.fs.remove('/f0');
    await sandbox.fs.write('/one-more', '');
  }),
  withSandbox('watching tells of changes below the folder, in batches', async (sandbox) => {
    await sandbox.fs.write('/src/old.ts', '1');
    const batches: (readonly FileChange[])[] = [];
    const stop = sandbox.fs.watch('/src', (changes) => batches.push(changes));
    const seen = () => new Map(batches.flat().map((change) => [change.path, change.kind]));
    await Promise.all([
      sandbox.fs.write('/src/new.ts', '1'),
      sandbox.fs.write('/src/old.ts', '2'),
      sandbox.fs.write('/other.ts', '1'),
    ]);
    await until(() => seen().size === 2, 'two changes');
    same(Object.fromEntries(seen()), { '/src/new.ts': 'created', '/src/old.ts': 'changed' }, 'changes');
    await sandbox.fs.remove('/src/new.ts');
    await until(() => seen().get('/src/new.ts') === 'removed', 'the removal');
    stop();
    const count = batches.length;
    const others: FileChange[] = [];
    const stopOther = sandbox.fs.watch('/src', (batch) => others.push(...batch));
    await sandbox.fs.write('/src/late.ts', '1');
    await until(() => others.some(({ path }) => path === '/src/late.ts'), 'a change that another one hears');
    stopOther();
    same(batches.length, count, 'batches after the end');
  }),
  withSandbox('50 writes at once all hold', async (sandbox) => {
    await Promise.all(Array.from({ length: 50 }, (_, index) => sandbox.fs.write(`/d/${index}`, `${index}`)));
    same((await sandbox.fs.list('/d')).length, 50, 'files');
    await Promise.all(
      Array.from({ length: 50 }, (_, index) => sandbox.fs.write('/one', `${index}`.repeat(2_000))),
    );
    same(await text(sandbox, '/one'), '49'.repeat(2_000), 'the last write wins, whole');
  }),
];

const commandCases: ContractCase[] = [
  withSandbox('a command prints and ends with its code', async (sandbox) => {
    const done = await collect(sandbox.exec('echo out; echo err >&2; exit 3'));
    check(done.all.includes('out\n') && done.all.includes('err\n'), `printed ${JSON.stringify(done)}`);
    same(done.exit, 3, 'exit');
    same((await collect(sandbox.exec('true'))).exit, 0, 'exit of true');
    same((await collect(sandbox.exec('no-such-program'))).exit, 127, 'exit of what is not there');
  }),
  withSandbox('pipes, loops and the usual tools', async (sandbox) => {
    await sandbox.fs.write('/list.txt', 'pear\napple\nfig\napple\n');
    const line = 'cat list.txt | sort | uniq -c | sort -rn | head -1 | tr -s " " | sed "s/^ //"';
    same((await collect(sandbox.exec(line))).out, '2 apple\n', 'pipe');
    const loop = 'for n in 1 2 3; do echo "n$n"; done | grep -v 2 | wc -l | tr -d " "';
    same((await collect(sandbox.exec(loop))).out, '2\n', 'loop');
  }),
  withSandbox('folder and variables are kept between calls', async (sandbox) => {
    await sandbox.fs.write('/src/a.txt', 'here');
    await collect(sandbox.exec('cd src && export COLOUR=blue'));
    same((await collect(sandbox.exec('cat a.txt; echo " $COLOUR"'))).out, 'here blue\n', 'next call');
    const other = await collect(sandbox.exec('ls; echo $COLOUR', { cwd: '/', env: { COLOUR: 'red' } }));
    same(other.out, 'src\nred\n', 'own folder and variable for one call');
    same((await collect(sandbox.exec('cat a.txt; echo " $COLOUR"'))).out, 'here blue\n', 'call after it');
  }),
  withSandbox(
    'variables reach the programs: those of a call, those exported, after a stop too',
    async (sandbox) => {
      same(
        (await collect(sandbox.exec('printenv GIVEN', { env: { GIVEN: 'a b' } }))).out,
        'a b\n',
        'of the call',
      );
      await collect(sandbox.exec('export KEPT=1; OWN=2'));
      same((await collect(sandbox.exec('printenv KEPT; echo $OWN'))).out, '1\n2\n', 'exported or not');
      const stop = new AbortController();
      const stopped = collect(sandbox.exec('sleep 60', { signal: stop.signal }));
      stop.abort();
      await stopped;
      same((await collect(sandbox.exec('printenv KEPT'))).out, '1\n', 'after a stop');
      same((await collect(sandbox.exec('printenv GIVEN'))).exit, 1, 'of the call, afterwards');
    },
  ),
  withSandbox('files go both ways: host to shell, shell to host', async (sandbox) => {
    await sandbox.fs.write('/in.txt', 'from host');
    const changes: FileChange[] = [];
    sandbox.fs.watch('/', (batch) => changes.push(...batch));
    const done = await collect(sandbox.exec('mkdir -p out && tr a-z A-Z < in.txt > out/up.txt && rm in.txt'));
    same(done.exit, 0, `exit, after ${done.all}`);
    same(await text(sandbox, '/out/up.txt'), 'FROM HOST', 'written by the shell');
    await refusedAs(sandbox.fs.read('/in.txt'), 'no-such-file', 'removed by the shell');
    await until(() => changes.some((change) => change.path === '/out/up.txt'), 'watching the shell');
    await until(
      () => changes.some((c) => c.path === '/in.txt' && c.kind === 'removed'),
      'watching a removal',
    );
  }),
  withSandbox('a command sees what the host writes while it runs, and nothing is lost', async (sandbox) => {
    const running = collect(
      sandbox.exec('until [ -f flag ]; do sleep 0.02; done; echo seen; echo mine > shell.txt'),
    );
    const writes = Array.from({ length: 50 }, (_, index) => sandbox.fs.write(`/host/${index}`, `${index}`));
    await Promise.all(writes);
    await sandbox.fs.write('/flag', '1');
    const done = await running;
    same(done.out, 'seen\n', 'output');
    same((await sandbox.fs.list('/host')).length, 50, "the host's files");
    same(await text(sandbox, '/shell.txt'), 'mine\n', "the shell's file");
    same((await collect(sandbox.exec('ls host | wc -l | tr -d " "'))).out, '50\n', 'as the shell sees them');
  }),
  withSandbox('output comes before the command has ended', async (sandbox) => {
    const stop = new AbortController();
    const process = sandbox.exec('echo first; sleep 30; echo last', { signal: stop.signal });
    const reader = process.output.getReader();
    const { value } = await reader.read();
    same(value?.text.trim(), 'first', 'first output');
    stop.abort();
    same(await process.exit, 130, 'exit');
  }),
  withSandbox('stop ends a command at once, and the next one works', async (sandbox) => {
    for (const line of [
      'sleep 60',
      'while true; do sleep 0.01; done',
      'cat /dev/zero | tail -c 5; sleep 60',
    ]) {
      const stop = new AbortController();
      const process = sandbox.exec(line, { signal: stop.signal });
      setTimeout(() => stop.abort(), 30);
      // None of them ends with this code by itself.
      same((await collect(process)).exit, 130, `exit of ${line}`);
      same((await collect(sandbox.exec('echo alive'))).out, 'alive\n', `after ${line}`);
    }
    const stopped = AbortSignal.abort();
    same((await collect(sandbox.exec('echo no', { signal: stopped }))).exit, 130, 'stopped before it began');
  }),
  withSandbox('a flood of output ends, the host and the sandbox live on', async (sandbox) => {
    const done = await collect(
      sandbox.exec('while true; do echo 0123456789012345678901234567890123456789; done'),
    );
    check(done.exit !== 0, 'the flood ended in failure');
    check(done.all.length < 4_000_000, `printed ${done.all.length}`);
    same((await collect(sandbox.exec('echo alive'))).out, 'alive\n', 'afterwards');
  }),
  withSandbox('a command cannot leave the caps on files', async (sandbox) => {
    await sandbox.fs.write('/keep.txt', 'keep');
    const chunk = 'x'.repeat(1_000_000);
    await sandbox.fs.write('/chunk', chunk);
    await collect(sandbox.exec('for n in $(seq 1 40); do cat chunk chunk chunk > f$n || break; done'));
    const sizes = (await sandbox.fs.list('/', { recursive: true })).map((entry) => entry.size);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    check(total <= FILE_LIMITS.totalBytes, `the project has ${total} bytes`);
    same(await text(sandbox, '/keep.txt'), 'keep', 'what was there');
  }),
  withSandbox('several commands at once all end, in order', async (sandbox) => {
    const done = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        collect(sandbox.exec(`echo ${index} >> order.txt; echo ${index}`)),
      ),
    );
    same(
      done.map(({ out }) => out.trim()),
      ['0', '1', '2', '3', '4', '5', '6', '7'],
      'output',
    );
    same((await text(sandbox, '/order.txt')).split('\n').filter(Boolean).length, 8, 'lines');
  }),
  withSandbox('output nobody reads does no harm', async (sandbox) => {
    const process = sandbox.exec('seq 1 2000');
    same(await process.exit, 0, 'exit without a reader');
    const cancelled = sandbox.exec('seq 1 2000; echo done > done.txt');
    await cancelled.output.cancel();
    same(await cancelled.exit, 0, 'exit after the reader left');
    same(await text(sandbox, '/done.txt'), 'done\n', 'its work');
  }),
  withSandbox('commands cannot name a place outside the project', async (sandbox) => {
    await collect(sandbox.exec('echo x > ../../outside.txt; mkdir -p a && cd a && echo y > ../inside.txt'));
    const paths = (await sandbox.fs.list('/', { recursive: true })).map((entry) => entry.path);
    check(paths.includes('/inside.txt'), `inside.txt is there: ${paths}`);
    check(
      paths.every((path) => !path.includes('..')),
      `paths: ${paths}`,
    );
  }),
];

const snapshotCases: ContractCase[] = [
  withSandbox('a snapshot restores the same files, bytes and empty folders', async (sandbox) => {
    await sandbox.fs.write('/src/App.tsx', 'export {};\n');
    await sandbox.fs.write('/zeros', new Uint8Array(400_000));
    await sandbox.fs.write(
      '/bin.dat',
      Uint8Array.from({ length: 256 }, (_, byte) => byte),
    );
    await collect(sandbox.exec('mkdir -p empty/inside'));
    const before = await everything(sandbox);
    const snapshot = await sandbox.snapshot();
    await sandbox.fs.write('/src/App.tsx', 'changed');
    await sandbox.fs.write('/new.txt', 'new');
    await sandbox.fs.remove('/zeros');
    await sandbox.restore(snapshot);
    same(await everything(sandbox), before, 'files');
    same([...(await sandbox.snapshot())], [...snapshot], 'the snapshot taken again, byte for byte');
    same(
      (await collect(sandbox.exec('cat src/App.tsx; ls'))).out.includes('new.txt'),
      false,
      'as the shell sees it',
    );
  }),
  {
    name: 'a snapshot restores in another sandbox',
    async run(make) {
      const first = await make();
      await first.fs.write('/a/b.txt', 'b');
      const snapshot = await first.snapshot();
      await first.dispose();
      const second = await make();
      try {
        await second.restore(snapshot);
        same(
          await everything(second),
          [
            ['/a', null],
            ['/a/b.txt', 'b'],
          ],
          'files',
        );
      } finally {
        await second.dispose();
      }
    },
  },
  withSandbox('a refused snapshot changes nothing', async (sandbox) => {
    await sandbox.fs.write('/keep.txt', 'keep');
    const before = await everything(sandbox);
    const good = writeZip([{ path: '/x', data: new Uint8Array([1, 2, 3]) }]);
    const hostile = [
      new Uint8Array(),
      new TextEncoder().encode('not a zip at all, only some text that goes on'),
      good.slice(0, good.length - 5),
      good.slice(3),
    ];
    for (const zip of hostile)
      await refusedAs(sandbox.restore(zip), 'bad-snapshot', `zip of ${zip.length} bytes`);
    same(await everything(sandbox), before, 'files');
  }),
  withSandbox('any project comes back whole', async (sandbox) => {
    const segment = fc
      .stringMatching(/^[a-z0-9_-]{1,8}$/)
      .filter((name) => !['bin', 'usr', 'dev', 'proc', 'tmp'].includes(name));
    const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => `/${parts.join('/')}.f`);
    const project = fc.dictionary(path, fc.uint8Array({ maxLength: 400 }), { maxKeys: 8 });
    await fc.assert(
      fc.asyncProperty(project, async (files) => {
        for (const entry of await sandbox.fs.list('/'))
          await sandbox.fs.remove(entry.path, { recursive: true });
        for (const [name, data] of Object.entries(files)) await sandbox.fs.write(name, data);
        const before = await everything(sandbox);
        const snapshot = await sandbox.snapshot();
        await sandbox.restore(writeZip([]));
        same(await sandbox.fs.list('/'), [], 'emptied');
        await sandbox.restore(snapshot);
        same(await everything(sandbox), before, 'restored');
        same(
          readZip(snapshot).filter((entry) => entry.data).length,
          Object.keys(files).length,
          'files in the zip',
        );
      }),
      { numRuns: 25 },
    );
  }),
];

const lifeCases: ContractCase[] = [
  withSandbox('it says what it is', async (sandbox) => {
    check(sandbox.kind === 'embedded' || sandbox.kind === 'webcontainer', 'kind');
    for (const value of Object.values(sandbox.caps)) same(typeof value, 'boolean', 'a capability');
  }),
  withSandbox('the preview answers “no-preview” before it is attached', async (sandbox) => {
    await refusedAs(sandbox.preview.probe.text(), 'no-preview', 'probe');
  }),
  withSandbox('dispose ends what runs, twice is once, and later calls are refused', async (sandbox) => {
    await sandbox.fs.write('/a', 'a');
    const running = [sandbox.exec('sleep 60'), sandbox.exec('echo waiting')];
    await Promise.all([sandbox.dispose(), sandbox.dispose()]);
    for (const process of running) same((await collect(process)).exit, 130, 'exit of what ran');
    await refusedAs(sandbox.fs.read('/a'), 'disposed', 'read');
    await refusedAs(sandbox.fs.write('/a', 'a'), 'disposed', 'write');
    await refusedAs(sandbox.snapshot(), 'disposed', 'snapshot');
    await refusedAs(sandbox.restore(writeZip([])), 'disposed', 'restore');
    const late = await collect(sandbox.exec('echo late'));
    check(late.exit !== 0 && late.err.length > 0, 'a late command says that the sandbox is closed');
  }),
];

export const sandboxContract: readonly ContractCase[] = [
  ...fileCases,
  ...commandCases,
  ...snapshotCases,
  ...lifeCases,
];
