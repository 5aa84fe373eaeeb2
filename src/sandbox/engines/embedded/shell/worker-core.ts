/**
 * The shell itself, as it runs in its worker: just-bash on a copy of the project. One
 * command line runs at a time; the page ends the worker to end a command.
 */
import { Bash } from 'just-bash/browser';
import { COMMAND_LIMITS } from '../../../limits.ts';
import { createCommands } from './commands.ts';
import type {
  FromWorker,
  HostAnswer,
  HostQuestion,
  ShellPrograms,
  ShellState,
  ToWorker,
} from './protocol.ts';
import { ShellFiles } from './shell-files.ts';
import { createStreaming, type FunctionNode, functionsOf, type KeptForLine } from './streaming.ts';

const LIMITS = {
  maxSourceBytes: COMMAND_LIMITS.sourceBytes,
  maxCommandCount: COMMAND_LIMITS.commands,
  maxLoopIterations: COMMAND_LIMITS.loopIterations,
  maxAwkIterations: COMMAND_LIMITS.loopIterations,
  maxSedIterations: COMMAND_LIMITS.loopIterations,
  maxJqIterations: COMMAND_LIMITS.loopIterations,
  maxCallDepth: COMMAND_LIMITS.callDepth,
  maxStringLength: COMMAND_LIMITS.stringBytes,
  maxHeredocSize: COMMAND_LIMITS.sourceBytes,
  maxArrayElements: COMMAND_LIMITS.arrayItems,
  maxBraceExpansionResults: COMMAND_LIMITS.arrayItems,
  maxOutputSize: COMMAND_LIMITS.outputBytes,
  maxLiveBytes: COMMAND_LIMITS.fileSystemBytes,
  maxInputBytes: COMMAND_LIMITS.fileSystemBytes,
  maxFileSystemBytes: COMMAND_LIMITS.fileSystemBytes,
  maxArchiveBytes: COMMAND_LIMITS.fileSystemBytes,
  maxArchiveEntryBytes: COMMAND_LIMITS.fileSystemBytes,
  maxArchiveCompressedBytes: COMMAND_LIMITS.fileSystemBytes,
  // The page ends the worker at the wall time; this one only backs it up.
  maxExecutionTimeMs: COMMAND_LIMITS.longWallTimeMs + 5_000,
} as const;

/** Set by the shell anew for each command line, never kept. */
const OWN_VARIABLES = new Set(['?', 'SHELLOPTS', 'BASHOPTS', 'OPTIND', 'PWD', '_']);

/** Messages of just-bash name its own settings, which nobody here can change. */
function plainer(message: string): string {
  return message.replace(/, increase executionLimits\.\w+/g, '');
}

/** Starts the shell. Returns the function that takes the page's messages. */
export function startShell(
  post: (message: FromWorker) => void,
  programs: ShellPrograms = 'plain',
): (message: ToWorker) => void {
  const questions = new Map<number, (answer: HostAnswer) => void>();
  let run = 0;
  let lastHandOver = 0;
  let questionCount = 0;

  const files = new ShellFiles(
    (fd, text) => {
      handOver();
      if (text) post({ type: 'output', run, fd, text });
    },
    () => {
      if (Date.now() - lastHandOver >= COMMAND_LIMITS.changesEveryMs) handOver();
    },
  );

  /** Gives the page the changes so far, as one batch. */
  function handOver(): void {
    lastHandOver = Date.now();
    const edits = files.takeChanges();
    if (edits.length > 0) post({ type: 'edits', run, edits });
  }

  function ask(question: HostQuestion): Promise<HostAnswer> {
    handOver();
    questionCount += 1;
    const number = questionCount;
    post({ type: 'question', run, question: number, ask: question });
    return new Promise((resolve) => questions.set(number, resolve));
  }

  const bash = new Bash({
    fs: files,
    cwd: '/',
    env: { HOME: '/', USER: 'user', TERM: 'dumb', LANG: 'C.UTF-8', NO_COLOR: '1' },
    executionLimits: LIMITS,
    // The worker holds no secret and runs no JavaScript of the project; it is ended, not patched.
    defenseInDepth: false,
    customCommands: createCommands(ask, programs),
  });
  const prepare = createStreaming(bash);
  let pending: (KeptForLine & { command: string }) | null = null;
  let defined: Record<string, FunctionNode> = {};
  bash.registerTransformPlugin({
    name: 'print-each-statement',
    transform({ ast }) {
      // Only the line itself: `bash -c` and the like pass here too.
      if (!pending) return { ast };
      const kept = pending;
      pending = null;
      defined = functionsOf(ast);
      return { ast: prepare(ast, kept.command, kept) };
    },
  });

  async function execute(command: string, state: ShellState, exported: readonly string[]): Promise<void> {
    const cwd = (await files.exists(state.cwd)) ? state.cwd : '/';
    pending = {
      command,
      functions: Object.values(state.functions) as FunctionNode[],
      lastExit: state.lastExit,
      exported,
    };
    defined = {};
    const result = await bash.exec(command, {
      cwd,
      env: { ...bash.getEnv(), ...state.env, PWD: cwd },
      replaceEnv: true,
      rawScript: true,
    });
    pending = null;
    handOver();
    if (result.stdout) post({ type: 'output', run, fd: 1, text: result.stdout });
    if (result.stderr) post({ type: 'output', run, fd: 2, text: plainer(result.stderr) });
    post({
      type: 'done',
      run,
      exitCode: result.exitCode,
      state: stateAfter(result.env, result.exitCode, state),
    });
  }

  function fail(error: unknown, state: ShellState): void {
    pending = null;
    handOver();
    post({ type: 'output', run, fd: 2, text: `The command could not run: ${String(error)}\n` });
    post({ type: 'done', run, exitCode: 1, state: { ...state, lastExit: 1 } });
  }

  function stateAfter(env: Record<string, string>, lastExit: number, before: ShellState): ShellState {
    const kept = Object.entries(env).filter(([name]) => !OWN_VARIABLES.has(name));
    const state = {
      cwd: env['PWD'] ?? before.cwd,
      env: Object.fromEntries(kept),
      functions: { ...before.functions, ...defined },
      lastExit,
    };
    const tooLarge = JSON.stringify(state).length > COMMAND_LIMITS.keptStateBytes;
    return tooLarge ? { ...before, cwd: state.cwd, lastExit } : state;
  }

  let edits = Promise.resolve();
  let runs = Promise.resolve();

  return function receive(message) {
    if (message.type === 'edits') {
      // Not queued behind the running command: it sees what the page writes meanwhile.
      edits = edits.then(() => files.takeOver(message.edits));
    } else if (message.type === 'answer') {
      questions.get(message.question)?.(message.answer);
      questions.delete(message.question);
    } else {
      runs = runs.then(async () => {
        await edits;
        run = message.run;
        await execute(message.command, message.state, message.exported).catch((error: unknown) =>
          fail(error, message.state),
        );
      });
    }
  };
}
