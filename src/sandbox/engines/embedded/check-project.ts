/** `npm run build` of the embedded engine: compiles every file and resolves every import; runs nothing. */
import type { SandboxFiles } from '../../sandbox.ts';
import { PreviewProject } from './preview-project.ts';
import { problemText } from './test-run.ts';

/** Says what does not compile, each with file and line; `exitCode` 0 where everything does. */
export async function checkProject(
  files: SandboxFiles,
  options: { signal: AbortSignal },
): Promise<{ exitCode: number; output: string }> {
  const project = new PreviewProject(files);
  try {
    const build = await project.build({ goal: 'check' });
    options.signal.throwIfAborted();
    if (build.problems.length > 0) {
      const count = `${build.problems.length} problem${build.problems.length === 1 ? '' : 's'} found.`;
      return { exitCode: 1, output: `${build.problems.map(problemText).join('\n\n')}\n\n${count}` };
    }
    if (build.empty)
      return { exitCode: 1, output: 'There is no page to build: index.html or src/main.tsx is missing.' };
    const scripts = build.modules.filter((module) => module.kind === 'script').length;
    return { exitCode: 0, output: `✓ ${scripts} modules compile, and every import is found.` };
  } catch (error) {
    const aborted = options.signal.aborted;
    return {
      exitCode: aborted ? 130 : 1,
      output: aborted ? 'Stopped.' : String(error instanceof Error ? error.message : error),
    };
  } finally {
    project.dispose();
  }
}
