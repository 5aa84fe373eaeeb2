import { afterEach, describe, expect, test } from 'vitest';
import { placeIn } from '../../src/sandbox/engines/webcontainer/container-preview.ts';
import { plainText } from '../../src/sandbox/engines/webcontainer/container-programs.ts';
import type { ExecOptions, FileChange, Sandbox } from '../../src/sandbox/sandbox.ts';
import { readZip } from '../../src/sandbox/zip.ts';
import {
  createWebContainerDouble,
  type RunningDouble,
  type WebContainerBehaviour,
} from '../doubles/webcontainer.ts';
import { createContainerInNode } from './doubles/webcontainer.ts';

const opened: Sandbox[] = [];
afterEach(async () => {
  for (const sandbox of opened.splice(0)) await sandbox.dispose();
});

async function open(
  behaviour: WebContainerBehaviour = {},
): Promise<{ sandbox: Sandbox; inside: RunningDouble }> {
  const double = createWebContainerDouble(behaviour);
  const sandbox = await createContainerInNode(double);
  opened.push(sandbox);
  const inside = double.current();
  if (!inside) throw new Error('nothing was booted');
  return { sandbox, inside };
}

async function run(sandbox: Sandbox, command: string, options?: ExecOptions) {
  const process = sandbox.exec(command, options);
  const reader = process.output.getReader();
  let all = '';
  for (let next = await reader.read(); !next.done; next = await reader.read()) all += next.value.text;
  return { all, exit: await process.exit };
}

/** Waits for as long as it takes; the test's own timeout ends what never happens. */
async function until(met: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await met())) await new Promise((resolve) => setTimeout(resolve, 3));
}

const text = async (sandbox: Sandbox, path: string) => new TextDecoder().decode(await sandbox.fs.read(path));

describe('files in the container', () => {
  test('what the page writes is there for the container’s processes', async () => {
    const { sandbox, inside } = await open();
    await sandbox.fs.write('/src/deep/a.ts', 'a');
    expect(await inside.instance.fs.readFile('src/deep/a.ts', 'utf8')).toBe('a');
    await sandbox.fs.remove('/src', { recursive: true });
    expect(await inside.instance.fs.readdir('.')).toEqual([]);
  });

  test('what the shell writes is there too, when the command has ended', async () => {
    const { sandbox, inside } = await open();
    await run(sandbox, 'mkdir -p out && echo hi > out/a.txt');
    expect(await inside.instance.fs.readFile('out/a.txt', 'utf8')).toBe('hi\n');
    await run(sandbox, 'mv out moved && rm -f moved/none');
    expect(await inside.instance.fs.readdir('.')).toEqual(['moved']);
  });

  test('what a process writes comes back, with its changes told', async () => {
    const { sandbox, inside } = await open();
    await sandbox.fs.write('/old.txt', 'old');
    const changes: FileChange[] = [];
    sandbox.fs.watch('/', (batch) => changes.push(...batch));
    await inside.instance.fs.writeFile('made.txt', 'by a process');
    await inside.instance.fs.rm('old.txt');
    await until(() => changes.length >= 2);
    expect(changes).toEqual(
      expect.arrayContaining([
        { path: '/made.txt', kind: 'created' },
        { path: '/old.txt', kind: 'removed' },
      ]),
    );
    expect(await text(sandbox, '/made.txt')).toBe('by a process');
    expect((await run(sandbox, 'cat made.txt')).all).toBe('by a process');
  });

  test('bytes that are no text survive the way back', async () => {
    const { sandbox, inside } = await open();
    const bytes = Uint8Array.from([0xff, 0xfe, 0, 1, 0x80]);
    await inside.instance.fs.writeFile('picture.png', bytes);
    await until(async () => (await sandbox.fs.list('/')).length === 1);
    expect(await sandbox.fs.read('/picture.png')).toEqual(bytes);
  });

  test('folders of tools stay in the container', async () => {
    const { sandbox, inside } = await open();
    await sandbox.fs.write('/package.json', '{"dependencies":{"react":"*"}}');
    expect(await run(sandbox, 'npm install')).toMatchObject({ exit: 0 });
    expect(await inside.instance.fs.readdir('node_modules')).toEqual(['react']);
    expect((await sandbox.fs.list('/', { recursive: true })).map((entry) => entry.path)).toEqual([
      '/package.json',
    ]);
    expect(readZip(await sandbox.snapshot()).map((entry) => entry.path)).toEqual(['/package.json']);
  });

  test('what a process writes over the caps leaves the container again', async () => {
    const { sandbox, inside } = await open();
    await inside.instance.fs.writeFile('huge.bin', new Uint8Array(5 * 1024 * 1024));
    await inside.instance.fs.writeFile('small.txt', 'small');
    await until(async () => (await sandbox.fs.list('/')).length === 1);
    await until(async () => (await inside.instance.fs.readdir('.')).length === 1);
    expect(await text(sandbox, '/small.txt')).toBe('small');
  });

  test('restoring replaces the files in the container', async () => {
    const { sandbox, inside } = await open();
    await sandbox.fs.write('/a.txt', 'a');
    const snapshot = await sandbox.snapshot();
    await sandbox.fs.write('/b.txt', 'b');
    await sandbox.restore(snapshot);
    expect(await inside.instance.fs.readdir('.')).toEqual(['a.txt']);
  });
});

describe('programs of the container', () => {
  test('npm, node and the project’s tools are the real ones, in the shell’s folder and variables', async () => {
    const { sandbox, inside } = await open();
    await sandbox.fs.write('/package.json', '{"scripts":{"hi":"echo hello $NAME"}}');
    await sandbox.fs.write('/src/a.mjs', "console.log('from node'); process.exit(3)");
    expect(await run(sandbox, 'cd src && node a.mjs')).toEqual({ all: 'from node\n', exit: 3 });
    expect((await run(sandbox, 'node -v | tr -d v')).all).toBe('22.0.0\n');
    expect((await run(sandbox, 'cd /; npm run hi | tail -1', { env: { NAME: 'you' } })).all).toMatch(
      /hello you\n$/,
    );
    await run(sandbox, 'vitest run form');
    expect(inside.spawned).toEqual([
      'node a.mjs',
      'node -v',
      'npm run hi',
      'npx --no-install vitest run form',
    ]);
  });

  test('a program sees what the line before it wrote, and its own writing is seen after it', async () => {
    const { sandbox } = await open();
    await sandbox.fs.write('/package.json', '{"scripts":{"copy":"cp made.txt copied.txt"}}');
    const { all } = await run(sandbox, 'echo new > made.txt && npm run copy > /dev/null && cat copied.txt');
    expect(all).toBe('new\n');
    expect(await text(sandbox, '/copied.txt')).toBe('new\n');
  });

  test('a package that does not exist fails with npm’s own words', async () => {
    const { sandbox } = await open({ packages: ['react'] });
    const { all, exit } = await run(sandbox, 'npm install nope');
    expect(exit).toBe(1);
    expect(all).toBe('npm error 404 Not Found - GET nope\n');
  });

  test('stopping ends the process in the container', async () => {
    const { sandbox, inside } = await open();
    await sandbox.fs.write('/package.json', '{"scripts":{"dev":"vite"}}');
    const stop = new AbortController();
    const running = run(sandbox, 'npm run dev', { signal: stop.signal });
    await until(() => inside.running() === 1);
    stop.abort();
    expect((await running).exit).toBe(130);
    await until(() => inside.running() === 0);
  });

  test('closing tears the container down and ends its processes', async () => {
    const double = createWebContainerDouble();
    const sandbox = await createContainerInNode(double);
    await sandbox.fs.write('/package.json', '{"scripts":{"dev":"vite"}}');
    const inside = double.current();
    const running = run(sandbox, 'npm run dev');
    await until(() => inside?.running() === 1);
    await sandbox.dispose();
    expect((await running).exit).toBe(130);
    expect(double.current()).toBeNull();
    await until(() => inside?.running() === 0);
    const next = await createContainerInNode(double);
    await next.dispose();
  });
});

describe('what programs and pages say', () => {
  test('a terminal’s signs are taken out', () => {
    expect(plainText('\u001b[32madded\u001b[0m 3\r\n⠋ wait\r⠙ wait\rdone\r\n\u001b]0;title\u0007end')).toBe(
      'added 3\ndone\nend',
    );
  });

  test('an error is placed in the project’s own file', () => {
    const stack = `TypeError: x\n at y (https://a.webcontainer-api.io/node_modules/.vite/deps/react.js?v=1:10:2)\n at App (https://a.webcontainer-api.io/src/App.tsx?t=12:7:11)`;
    expect(placeIn(stack)).toEqual({ path: '/src/App.tsx', line: 7, column: 11 });
    expect(placeIn(undefined)).toEqual({ path: '', line: 0, column: 0 });
  });
});
