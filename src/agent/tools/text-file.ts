/** Reads files of a sandbox as text. */
import { normalisePath } from '../../sandbox/paths.ts';
import { SandboxError, type SandboxFiles } from '../../sandbox/sandbox.ts';
import type { ToolResult } from '../tool.ts';

export { normalisePath };

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Text of a file; null where there is none, or where it is not text. */
export async function readText(files: SandboxFiles, path: string): Promise<string | null> {
  try {
    return decoder.decode(await files.read(path));
  } catch (error) {
    if (error instanceof TypeError) return null;
    if (error instanceof SandboxError && error.code === 'no-such-file') return null;
    throw error;
  }
}

/** An expected failure of the sandbox as a result the model reads; all else is thrown on. */
export function sandboxProblem(error: unknown, line: string): ToolResult {
  if (!(error instanceof SandboxError)) throw error;
  return { ok: false, text: `${error.message} ${error.hint}`, line };
}
