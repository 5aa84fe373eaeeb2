/** The built server as a child process, on a port and a data folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { at } from '../project.ts';

export interface BuiltServer {
  readonly origin: string;
  readonly process: ChildProcess;
  /** What it has printed so far. */
  output(): string;
  stop(): Promise<void>;
}

/** Milliseconds between two tries to reach the server. */
const tryEvery = 5;

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

/** Starts `server.mjs` and resolves when it answers. Rejects after 15 s. */
export async function startBuiltServer(
  port: number,
  environment: Record<string, string> = {},
): Promise<BuiltServer> {
  const data = await mkdtemp(join(tmpdir(), 'firsthand-bench-'));
  const child = spawn(process.execPath, [at('server.mjs')], {
    env: { ...process.env, PORT: String(port), FIRSTHAND_DATA: data, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk;
  });
  const origin = `http://127.0.0.1:${port}`;
  const deadline = performance.now() + 15_000;
  while (!(await answers(`${origin}/api/status`))) {
    if (performance.now() > deadline || child.exitCode !== null)
      throw new Error(`The server did not start:\n${output}`);
    await new Promise((resolve) => setTimeout(resolve, tryEvery));
  }
  return {
    origin,
    process: child,
    output: () => output,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      await rm(data, { recursive: true, force: true });
    },
  };
}
