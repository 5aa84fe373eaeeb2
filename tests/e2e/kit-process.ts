/** The real server as a process of its own, on a free port, where a journey needs other settings or an end. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface KitProcess {
  readonly port: number;
  readonly origin: string;
  /** The one-time link for the facilitator that it printed. */
  readonly facilitatorLink: string;
  output(): string;
  end(): Promise<void>;
}

const program = fileURLToPath(new URL('../../server.mjs', import.meta.url));

export async function startKit(environment: Record<string, string> = {}): Promise<KitProcess> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'firsthand-journey-'));
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env['PATH'], PORT: String(port), FIRSTHAND_DATA: folder, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    const take = (chunk: Buffer) => {
      output += chunk.toString('utf8');
      if (output.includes('Firsthand is ready') && output.includes('/enter/#')) resolve();
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    void ended.then(() => reject(new Error(`The server did not start: ${output}`)));
  });
  const origin = `http://localhost:${port}`;
  const token = /\/enter\/#([\w-]+)/.exec(output)?.[1] ?? '';
  return {
    port,
    origin,
    facilitatorLink: `${origin}/enter/#${token}`,
    output: () => output,
    async end() {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** An address of this machine in its network, where browsers give no secure context; null where it has none. */
export function networkAddress(): string | null {
  const found = Object.values(networkInterfaces())
    .flat()
    .find((each) => each && !each.internal && each.family === 'IPv4');
  return found?.address ?? null;
}
