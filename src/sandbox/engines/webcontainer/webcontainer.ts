/**
 * The WebContainer engine: a real Node.js in the browser, from stackblitz.com. The operator
 * chooses it (it needs https, isolation headers, a network and, for for-profit use in
 * production, a licence). The shell is the same as in the embedded engine, so that a command
 * means the same in both; `npm`, `node` and the project's own tools are the real ones.
 */
import type { WebContainer } from '@webcontainer/api';
import { COMMAND_LIMITS } from '../../limits.ts';
import {
  type ExecOptions,
  type Sandbox,
  SandboxError,
  type SandboxPreview,
  type SandboxProcess,
} from '../../sandbox.ts';
import { realSpending } from '../../slowness.ts';
import { readAll, readZip, writeZip } from '../../zip.ts';
import type { HostAnswer, HostQuestion, ShellPort } from '../embedded/shell/protocol.ts';
import { EmbeddedShell, type ShellClock } from '../embedded/shell.ts';
import { type BootContainerOptions, bootContainer } from './boot-container.ts';
import { ContainerFiles } from './container-files.ts';
import { runProgram } from './container-programs.ts';

type DisposablePreview = SandboxPreview & { dispose(): void };

export interface WebContainerOptions extends BootContainerOptions {
  readonly createPort?: () => ShellPort;
  readonly createPreview?: (container: WebContainer, files: ContainerFiles) => DisposablePreview;
  readonly clock?: ShellClock;
}

async function realPort(): Promise<() => ShellPort> {
  const { createBrowserPort } = await import('../embedded/shell/browser-port.ts');
  return () => createBrowserPort('real');
}

async function realPreview(): Promise<(container: WebContainer, files: ContainerFiles) => DisposablePreview> {
  const { createContainerPreview } = await import('./container-preview.ts');
  return createContainerPreview;
}

function answerWith(container: WebContainer, files: ContainerFiles) {
  return async (question: HostQuestion, signal: AbortSignal): Promise<HostAnswer> => {
    if (question.about === 'program') return runProgram(container, files, question, signal);
    return { exitCode: 127, output: 'This is not in this sandbox.' };
  };
}

/**
 * Boots a WebContainer with no files in it.
 * @throws BootError with the reason and the remedy
 */
export async function createWebContainerSandbox(options: WebContainerOptions = {}): Promise<Sandbox> {
  const createPort = options.createPort ?? (await realPort());
  const createPreview = options.createPreview ?? (await realPreview());
  const clock = options.clock ?? realSpending;
  const container = await bootContainer(options);
  const files = new ContainerFiles(container, (ms, call) => clock.after(ms, call));
  const shell = new EmbeddedShell({
    files: files.copy,
    createPort,
    answer: answerWith(container, files),
    clock,
    wallTimeMs: COMMAND_LIMITS.longWallTimeMs,
  });
  const preview = createPreview(container, files);
  let disposed = false;

  function exec(command: string, execOptions?: ExecOptions): SandboxProcess {
    const process = shell.exec(command, execOptions);
    const exit = process.exit.then(async (code) => {
      await files.settled();
      return code;
    });
    return { output: process.output, exit };
  }

  return {
    kind: 'webcontainer',
    caps: { network: true, realNode: true, npmInstall: true },
    fs: files,
    exec,
    preview,
    async snapshot() {
      await files.settled();
      return writeZip(await readAll(files.copy));
    },
    async restore(snapshot) {
      if (disposed) throw new SandboxError('disposed', 'This sandbox has been closed.', 'Start a new one.');
      await files.replaceAll(
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
      container.teardown();
    },
  };
}
