/** Small parts that every command of the shell is made of. */
import type { CommandContext, defineCommand } from 'just-bash/browser';

export type ShellCommand = ReturnType<typeof defineCommand>;
export type ShellContext = Parameters<Parameters<typeof defineCommand>[1]>[1];
export type ShellResult = Awaited<ReturnType<Parameters<typeof defineCommand>[1]>>;

export function printed(stdout: string, exitCode = 0): ShellResult {
  return { stdout, stderr: '', exitCode };
}

export function failed(stderr: string, exitCode = 1): ShellResult {
  return { stdout: '', stderr, exitCode };
}

/** Bytes of what was piped in. */
function stdinBytes(context: Pick<CommandContext, 'stdin'> | ShellContext): Uint8Array {
  return Uint8Array.from(String(context.stdin ?? ''), (char) => char.charCodeAt(0));
}

/** Bytes of a file named on the command line; `-` is what was piped in. */
export async function bytesOf(name: string, context: ShellContext): Promise<Uint8Array> {
  if (name === '-') return stdinBytes(context);
  return context.fs.readFileBuffer(context.fs.resolvePath(context.cwd, name));
}

/** A word as one argument of a command line, whatever is in it. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
