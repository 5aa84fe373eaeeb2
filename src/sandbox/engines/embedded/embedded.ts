/**
 * The embedded engine: everything runs in the page and from the site itself. Files are in
 * memory, the shell is just-bash in a worker, the preview is a frame of opaque origin. Works
 * over plain http, without a network and without a licence.
 */
import { type Sandbox, SandboxError, type SandboxFiles, type SandboxPreview } from '../../sandbox.ts';
import { readAll, readZip, writeZip } from '../../zip.ts';
import { MemoryFiles } from './files.ts';
import type { HostAnswer, HostQuestion, ShellPort } from './shell/protocol.ts';
import { EmbeddedShell, type ShellClock } from './shell.ts';
import type { TestRunResult } from './test-run.ts';

/** Parts of the engine that can be given, for tests and for pages that show no preview. */
export interface EmbeddedOptions {
  readonly createPort?: () => ShellPort;
  readonly createPreview?: (files: SandboxFiles) => SandboxPreview & { dispose(): void };
  readonly runTests?: (
    files: SandboxFiles,
    options: { filter?: string; signal: AbortSignal },
  ) => Promise<TestRunResult>;
  /** Compiles every file and resolves every import, without running anything. */
  readonly checkProject?: (files: SandboxFiles, options: { signal: AbortSignal }) => Promise<HostAnswer>;
  /** Runs one file apart from the page. Absent: `node file.ts` says that it cannot. */
  readonly runScript?: (
    files: SandboxFiles,
    options: { path: string; args: readonly string[]; signal: AbortSignal },
  ) => Promise<HostAnswer>;
  readonly clock?: ShellClock;
}

async function answerQuestion(
  question: HostQuestion,
  files: SandboxFiles,
  options: EmbeddedOptions,
  signal: AbortSignal,
): Promise<HostAnswer> {
  if (question.about === 'tests') {
    const runTests = options.runTests ?? (await import('./test-run.ts')).runTests;
    return runTests(files, question.filter === undefined ? { signal } : { filter: question.filter, signal });
  }
  if (question.about === 'check') {
    const checkProject = options.checkProject ?? (await import('./check-project.ts')).checkProject;
    return checkProject(files, { signal });
  }
  if (question.about === 'program')
    return { exitCode: 127, output: `${question.name} is not in this sandbox.` };
  const { path, args } = question;
  if (options.runScript) return options.runScript(files, { path, args, signal });
  return {
    exitCode: 127,
    output: `${path} was not run: this sandbox has no Node.js. Put it into a test and run “npm test”.`,
  };
}

/** What is needed only later comes while the server is surely there: a room's network may be gone by then. */
function bringLateParts(): void {
  Promise.all([
    import('./test-run.ts'),
    import('./check-project.ts'),
    import('./vendor.ts').then(({ keepVendors }) => keepVendors()),
  ]).catch(() => {
    // Asked for again, and reported, when it is needed.
  });
}

/**
 * Starts an embedded sandbox with no files in it.
 * @example
 * const sandbox = await createEmbeddedSandbox();
 * await sandbox.fs.write('/src/main.tsx', source);
 * const { exit } = sandbox.exec('npm test');
 */
export async function createEmbeddedSandbox(options: EmbeddedOptions = {}): Promise<Sandbox> {
  const files = new MemoryFiles();
  const createPort = options.createPort ?? (await import('./shell/browser-port.ts')).createBrowserPort;
  const createPreview = options.createPreview ?? (await import('./preview.ts')).createEmbeddedPreview;
  const shell = new EmbeddedShell({
    files,
    createPort: () => createPort(),
    answer: (question, signal) => answerQuestion(question, files, options, signal),
    ...(options.clock ? { clock: options.clock } : {}),
  });
  const preview = createPreview(files);
  // The shell's worker is 370 KB: it starts when the first page is there, not beside it.
  const stopWaiting = preview.on(({ type }) => {
    if (type !== 'ready') return;
    stopWaiting();
    shell.warm();
    if (!options.createPreview) bringLateParts();
  });
  let disposed = false;
  return {
    kind: 'embedded',
    caps: { network: false, realNode: false, npmInstall: false },
    fs: files,
    exec: (command, execOptions) => shell.exec(command, execOptions),
    preview,
    async snapshot() {
      return writeZip(await readAll(files));
    },
    async restore(snapshot) {
      if (disposed) throw new SandboxError('disposed', 'This sandbox has been closed.', 'Start a new one.');
      files.replaceAll(
        readZip(snapshot).map(({ path, data }) =>
          data ? ({ kind: 'file', path, data } as const) : ({ kind: 'directory', path } as const),
        ),
      );
    },
    async dispose() {
      if (disposed) return;
      disposed = true;
      shell.dispose();
      preview.dispose();
      files.close();
    },
  };
}
