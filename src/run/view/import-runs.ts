/** Brings runs in from files that a person chose. A refused file changes nothing. */
import type { RunRecord } from '../schema.ts';
import { keepRun, loadRun } from './library.ts';

export interface ImportProblem {
  readonly file: string;
  /** What happened. */
  readonly what: string;
  /** What to do. */
  readonly remedy: string;
  /** What can be read of a damaged record. */
  readonly readable?: RunRecord;
}

export interface ImportOutcome {
  /** Runs that are here now and were not before. */
  readonly imported: number;
  /** Runs that were here already. */
  readonly known: number;
  readonly problems: readonly ImportProblem[];
}

export async function importFiles(files: readonly File[]): Promise<ImportOutcome> {
  let [imported, known] = [0, 0];
  const problems: ImportProblem[] = [];
  for (const file of files) {
    const result = await importOne(file);
    if (result === 'imported') imported += 1;
    else if (result === 'known') known += 1;
    else problems.push(result);
  }
  return { imported, known, problems };
}

async function importOne(file: File): Promise<'imported' | 'known' | ImportProblem> {
  const [{ importRecord }, { RecordError }] = await Promise.all([
    import('../import.ts'),
    import('../record-error.ts'),
  ]);
  try {
    return await keepNew(importRecord(new Uint8Array(await file.arrayBuffer())));
  } catch (error) {
    const readable = error instanceof RecordError ? error.readable : undefined;
    return { file: file.name, ...explain(error), ...(readable ? { readable } : {}) };
  }
}

/** Keeps a run that is not here yet. One that is here stays as it is. */
export async function keepNew(record: RunRecord): Promise<'imported' | 'known'> {
  if (await loadRun(record.header.runId)) return 'known';
  await keepRun(record);
  return 'imported';
}

function explain(error: unknown): { readonly what: string; readonly remedy: string } {
  if (error instanceof Error && 'hint' in error && typeof error.hint === 'string') {
    return { what: error.message, remedy: error.hint };
  }
  return { what: 'The file could not be read.', remedy: 'Choose a run that was exported from the kit.' };
}
