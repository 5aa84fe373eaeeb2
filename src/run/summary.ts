import type { Mode } from './schema.ts';
import type { Story, StoryStatus } from './story-model.ts';

/** A run in a list, small enough to be read for hundreds of runs at once. */
export interface RunSummary {
  readonly line: string;
  readonly status: StoryStatus;
  readonly mode: Mode;
  readonly model: string;
  readonly rounds: number;
  readonly toolCalls: number;
  readonly files: number;
  /** Absent in summaries that were kept before runs could make a workbook. */
  readonly workbook?: { readonly sheets: number; readonly formulas: number } | null;
  readonly checks: { readonly passing: number; readonly total: number } | null;
  readonly tests: { readonly passed: number; readonly failed: number } | null;
  readonly interventions: number;
  readonly activeMs: number;
  /** Tokens of live models. */
  readonly tokens: { readonly input: number; readonly output: number; readonly microUsd: number };
}

export function summarise(story: Story): RunSummary {
  const { checks, tests, usage } = story;
  return {
    line: story.line,
    status: story.status,
    mode: story.mode,
    model: story.model,
    rounds: story.rounds,
    toolCalls: story.toolCalls,
    files: Object.keys(story.files).length,
    workbook: story.workbook && {
      sheets: story.workbook.sheets.length,
      formulas: story.workbook.formulas,
    },
    checks: checks && {
      passing: checks.results.filter((result) => result.pass).length,
      total: checks.results.length,
    },
    tests: tests && { passed: tests.passed, failed: tests.failed },
    interventions: story.interventions,
    activeMs: story.activeMs,
    tokens: { input: usage.input, output: usage.output, microUsd: usage.microUsd },
  };
}
