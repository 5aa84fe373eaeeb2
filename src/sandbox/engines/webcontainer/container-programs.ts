/** Runs the real programs of a WebContainer for the shell: `npm`, `node`, `npx` and their like. */
import type { WebContainer, WebContainerProcess } from '@webcontainer/api';
import { COMMAND_LIMITS } from '../../limits.ts';
import type { HostAnswer, HostQuestion } from '../embedded/shell/protocol.ts';
import type { ContainerFiles } from './container-files.ts';

type ProgramQuestion = Extract<HostQuestion, { about: 'program' }>;

/** Escape sequences of a terminal, and the spinner frames that a carriage return overwrites. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to take out
const TERMINAL = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007]*\u0007|[@-Z\\-_])/g;

/** What a program printed, as plain lines. */
export function plainText(printed: string): string {
  const lines = printed.replace(TERMINAL, '').replaceAll('\r\n', '\n').split('\n');
  return lines.map((line) => line.slice(line.lastIndexOf('\r') + 1)).join('\n');
}

/** Everything that a process prints, up to the cap; then it is ended. */
export async function collectOutput(process: WebContainerProcess): Promise<string> {
  const reader = process.output.getReader();
  let text = '';
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    text += next.value;
    if (text.length <= COMMAND_LIMITS.outputBytes) continue;
    process.kill();
    return `${text.slice(0, COMMAND_LIMITS.outputBytes)}\nStopped: the program printed too much.\n`;
  }
  return text;
}

async function feed(process: WebContainerProcess, latin1: string): Promise<void> {
  if (latin1 === '') return;
  const bytes = Uint8Array.from(latin1, (char) => char.charCodeAt(0));
  const writer = process.input.getWriter();
  await writer.write(new TextDecoder().decode(bytes));
  // A terminal's end of input.
  await writer.write('\u0004');
  writer.releaseLock();
}

/** Runs a program to its end; ends it where `signal` is aborted. */
export async function runProgram(
  container: WebContainer,
  files: ContainerFiles,
  question: ProgramQuestion,
  signal: AbortSignal,
): Promise<HostAnswer> {
  await files.settled();
  if (signal.aborted) return { exitCode: 130, output: '' };
  const process = await container.spawn(question.name, [...question.args], {
    cwd: question.cwd === '/' ? '.' : question.cwd.slice(1),
    env: { ...question.env, CI: '1', NO_COLOR: '1' },
    terminal: { cols: 200, rows: 50 },
  });
  const stop = () => process.kill();
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const printed = collectOutput(process);
    await feed(process, question.input).catch(() => {});
    const exitCode = await process.exit;
    await files.sync();
    return { exitCode, output: plainText(await printed) };
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
