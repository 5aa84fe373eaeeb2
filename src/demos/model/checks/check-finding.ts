/** How a check of a model is written: a function that measures, and what it says where a name is missing. */
import type { Check, CheckContext, CheckResult } from '../../demo.ts';
import { ModelGap, ModelReading } from '../model-reading.ts';
import type { ModelSpec } from '../model-spec.ts';

export type CheckFinding =
  | { readonly pass: true; readonly detail: string; readonly cells?: string }
  | {
      readonly pass: false;
      readonly detail: string;
      readonly fix: string;
      readonly cells?: string | undefined;
    };

export interface ModelCheck extends Pick<Check, 'id' | 'title' | 'why'> {
  /** Absent: it sees only how the model is put together. */
  readonly judges?: 'numbers';
  /** Throws {@link ModelGap} where the model lacks what it needs. */
  measure(model: ModelReading): CheckFinding;
}

/** A check of a demo from a measurement. */
export function asCheck(check: ModelCheck, spec: ModelSpec): Check {
  return {
    id: check.id,
    title: check.title,
    why: check.why,
    judges: check.judges ?? 'structure',
    run: async (context) => result(check, find(check, spec, context)),
  };
}

function find(check: ModelCheck, spec: ModelSpec, { workbook }: CheckContext): CheckFinding {
  if (!workbook || workbook.engine.names.length === 0) {
    return {
      pass: false,
      detail: 'There is no model yet: no cell has a name.',
      fix: 'Build the model from the briefing, with the names that the goal asks for.',
    };
  }
  try {
    return check.measure(new ModelReading(workbook, spec));
  } catch (error) {
    if (!(error instanceof ModelGap)) throw error;
    return { pass: false, detail: error.message, fix: error.fix, cells: error.cells };
  }
}

function result({ id, title, judges }: ModelCheck, finding: CheckFinding): CheckResult {
  return {
    id,
    title,
    pass: finding.pass,
    detail: finding.detail,
    judges: judges ?? 'structure',
    ...(finding.cells !== undefined && { where: { cells: finding.cells } }),
    ...(!finding.pass && { fix: finding.fix }),
  };
}
