import type { Sandbox } from './sandbox.ts';

const path = '/src/ready.test.ts';
const source = "import { expect, it } from 'vitest';\nit('adds', () => expect(1 + 1).toBe(2));\n";

/**
 * Runs one test that must pass: a browser can show a page and still refuse the worker in which tests run.
 * @returns null where it passed, else what the run printed
 */
export async function tryTests(sandbox: Sandbox, signal?: AbortSignal): Promise<string | null> {
  await sandbox.fs.write(path, source);
  const { output, exit } = sandbox.exec(`npm test ${path}`, signal === undefined ? {} : { signal });
  const reader = output.getReader();
  let printed = '';
  for (let next = await reader.read(); !next.done; next = await reader.read()) printed += next.value.text;
  return (await exit) === 0 && /\b1 passed\b/.test(printed) ? null : printed.trim();
}
