import { z } from 'astro/zod';
import { EXIT_CODES, type SandboxOutput } from '../../sandbox/sandbox.ts';
import type { Tool, ToolContext, ToolResult } from '../tool.ts';
import { projectChanges, readProject } from './project-files.ts';
import { summariseTests, testsLine } from './test-summary.ts';
import { sandboxProblem } from './text-file.ts';

/** Lines that stream into the record while a command runs; the result is whole up to its own cap. */
const MOST_STREAMED_LINES = 400;
/** Kept of one command's output: its beginning and its end. */
const MOST_CHARACTERS = 200_000;

const input = z.object({
  command: z.string().min(1).describe('A bash command line, run in the project’s folder'),
  purpose: z
    .string()
    .max(160)
    .optional()
    .describe(
      'Why, to a person who does not program, as words that follow "to": "find where dates are compared"',
    ),
});

/** Runs a command; streams what it prints, tells which files it changed and how its tests went. */
export const bash: Tool<z.infer<typeof input>> = {
  name: 'bash',
  description:
    'Runs a bash command line in the project’s folder; working folder and variables are kept from call to call. Use it for tests (npm test), searching (grep), moving and removing files. Do not write files with it: write_file and edit_file show people what you write. It ends on its own; do not start servers or watchers.',
  input,
  line: ({ command, purpose }) => {
    if (purpose) return `Working to ${asWords(purpose)}`;
    if (command && runsTests(command)) return 'Running the tests';
    return command ? `Running ${brief(command)}` : 'Running a command';
  },
  async run({ command, purpose }, context) {
    const before = await readProject(context.sandbox);
    context.signal.throwIfAborted();
    try {
      const { output, exit } = await execute(command, context);
      for (const change of projectChanges(before, await readProject(context.sandbox))) context.report(change);
      const tests = summariseTests(output);
      if (tests) context.report({ type: 'tests', ...tests });
      return outcome({ command, purpose, output, exit, line: tests ? testsLine(tests) : null });
    } catch (error) {
      return sandboxProblem(error, `Could not run ${brief(command)}`);
    }
  },
};

interface Finished {
  readonly command: string;
  readonly purpose: string | undefined;
  readonly output: string;
  readonly exit: number;
  readonly line: string | null;
}

function outcome({ command, purpose, output, exit, line }: Finished): ToolResult {
  const printed = output.trimEnd() || '(no output)';
  const did = purpose ? `Ran a command to ${asWords(purpose)}` : `Ran ${brief(command)}`;
  if (exit === 0) return { ok: true, text: printed, line: line ?? did };
  const why = exitReasons.get(exit);
  const text = `${printed}\n[exit code ${exit}]${why === undefined ? '' : ` ${why}`}`;
  if (exit === EXIT_CODES.cannotRun && runsTests(command))
    return { ok: false, text, line: 'The tests could not be run here' };
  return { ok: false, text, line: line ?? `${did}: it did not work` };
}

const exitReasons: ReadonlyMap<number, string> = new Map([
  [EXIT_CODES.outOfTime, 'It ran out of time and was ended.'],
  [EXIT_CODES.cannotRun, 'It could not be run here, which says nothing about the project.'],
  [EXIT_CODES.unknown, 'The command is not known here.'],
  [EXIT_CODES.aborted, 'It was stopped.'],
]);

async function execute(
  command: string,
  { sandbox, signal, report }: ToolContext,
): Promise<{ output: string; exit: number }> {
  const running = sandbox.exec(command, { signal });
  const lines = new LineSplitter((fd, text) => report({ type: 'output', fd, text }));
  let output = '';
  let left = 0;
  const reader = running.output.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    lines.add(next.value);
    if (output.length < MOST_CHARACTERS) output += next.value.text;
    else left += next.value.text.length;
  }
  lines.flush();
  return {
    output: left > 0 ? `${output}\n… ${left} characters left out …` : output,
    exit: await running.exit,
  };
}

/** Whole lines, so that the record does not depend on how the output happened to be cut. */
class LineSplitter {
  readonly #onLine: (fd: 1 | 2, text: string) => void;
  readonly #open: Record<1 | 2, string> = { 1: '', 2: '' };
  #count = 0;

  constructor(onLine: (fd: 1 | 2, text: string) => void) {
    this.#onLine = onLine;
  }

  add({ fd, text }: SandboxOutput): void {
    const parts = (this.#open[fd] + text).split('\n');
    this.#open[fd] = parts.pop() ?? '';
    for (const part of parts) this.#tell(fd, `${part}\n`);
  }

  flush(): void {
    for (const fd of [1, 2] as const) {
      if (this.#open[fd]) this.#tell(fd, this.#open[fd]);
      this.#open[fd] = '';
    }
  }

  #tell(fd: 1 | 2, text: string): void {
    this.#count += 1;
    if (this.#count <= MOST_STREAMED_LINES) this.#onLine(fd, text);
  }
}

function runsTests(command: string): boolean {
  return /\b(npm (run )?t(est)?|vitest)\b/.test(command);
}

function brief(command: string): string {
  const first = command.trim().split('\n', 1)[0] ?? '';
  return first.length > 60 ? `${first.slice(0, 59)}…` : first;
}

function asWords(purpose: string): string {
  const words = purpose
    .trim()
    .replace(/^to\s+/i, '')
    .replace(/\.$/, '');
  return /^[A-Z][a-z]/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}
