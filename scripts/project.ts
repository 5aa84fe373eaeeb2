/** Where things are, and how the scripts run one another. */
import { type SpawnOptions, spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Absolute path of a file of the project. */
export function at(...parts: string[]): string {
  return join(root, ...parts);
}

/** Runs a command to its end with its output shown; resolves to its exit code. */
export function run(
  command: string,
  parameters: readonly string[],
  options: SpawnOptions = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, { cwd: root, stdio: 'inherit', ...options });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** Runs a JavaScript or TypeScript file on this Node.js. */
export function runNode(file: string, ...parameters: string[]): Promise<number> {
  return run(process.execPath, [at(file), ...parameters]);
}

/** Runs a command and keeps what it printed, while showing it. */
export function runAndKeep(
  command: string,
  parameters: readonly string[],
  options: SpawnOptions = {},
): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, { cwd: root, ...options, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk;
      process.stdout.write(chunk);
    });
    child.on('error', reject);
    child.on('exit', (code) => resolve({ code: code ?? 1, output }));
  });
}
