import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { Tool } from '../tool.ts';
import { askPerson } from './ask-person.ts';
import { bash } from './bash.ts';
import { editFile } from './edit-file.ts';
import { createInspectPreview } from './inspect-preview.ts';
import { listFiles } from './list-files.ts';
import { PreviewWatch, type PreviewWatchOptions } from './preview-watch.ts';
import { readFile } from './read-file.ts';
import { createReloadPreview } from './reload-preview.ts';
import { createRunChecks, type RunChecks } from './run-checks.ts';
import { setPhase } from './set-phase.ts';
import { createUsePage } from './use-page.ts';
import { writeFile } from './write-file.ts';

export interface ToolSetOptions {
  readonly sandbox: Sandbox;
  /** Without it there is no `run_checks`. */
  readonly checks?: RunChecks;
  readonly watch?: PreviewWatchOptions;
}

/** The tools of a web-app demo on one sandbox. Make them once a sandbox: they listen to its preview. */
export function createTools({ sandbox, checks, watch: watchOptions }: ToolSetOptions): readonly Tool[] {
  const watch = new PreviewWatch(sandbox.preview, watchOptions);
  return [
    setPhase,
    writeFile,
    readFile,
    editFile,
    listFiles,
    bash,
    createInspectPreview(watch),
    createReloadPreview(watch),
    createUsePage(watch),
    ...(checks ? [createRunChecks(checks)] : []),
    askPerson,
  ] as readonly Tool[];
}
