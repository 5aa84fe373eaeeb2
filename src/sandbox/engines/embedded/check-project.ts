/**
 * `npm run build` and `npx tsc --noEmit` in the embedded engine: compiles every script and
 * style of the project and resolves every import. It says what it does not check: types.
 */
import type { PreviewError, SandboxFiles } from '../../sandbox.ts';
import { PreviewProject } from './preview-project.ts';
import type { HostAnswer } from './shell/protocol.ts';

/** Shown of a project that is broken all over: the first ones are the ones to repair. */
const MOST_PROBLEMS = 20;

function lineFor({ path, line, column, message, plain }: PreviewError): string {
  const place = [path, line, column].filter((part) => part !== undefined).join(':');
  const said = message === plain ? message : `${message}\n  ${plain}`;
  return place === '' ? `error: ${said}` : `${place} - error: ${said}`;
}

/** The outcome as text for a person or a model. */
export function describeCheck(problems: readonly PreviewError[], modules: number): HostAnswer {
  const unchecked = 'Types are not checked in this sandbox.';
  if (problems.length === 0) {
    const files = modules === 1 ? '1 file compiles' : `${modules} files compile`;
    return { exitCode: 0, output: `${files}, every import is found. ${unchecked}` };
  }
  const shown = problems.slice(0, MOST_PROBLEMS).map(lineFor);
  const more = problems.length > MOST_PROBLEMS ? [`… and ${problems.length - MOST_PROBLEMS} more.`] : [];
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return { exitCode: 1, output: [...shown, ...more, '', `${count}. ${unchecked}`].join('\n') };
}

/** Compiles the project as it is now; nothing of it is run. */
export async function checkProject(
  files: SandboxFiles,
  options: { signal: AbortSignal },
): Promise<HostAnswer> {
  const project = new PreviewProject(files);
  const stop = () => project.dispose();
  options.signal.addEventListener('abort', stop, { once: true });
  try {
    options.signal.throwIfAborted();
    const { problems, modules } = await project.build({ goal: 'check' });
    return describeCheck(problems, modules.length);
  } finally {
    options.signal.removeEventListener('abort', stop);
    project.dispose();
  }
}
