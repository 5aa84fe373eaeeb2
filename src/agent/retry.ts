import type { ModelError, ModelErrorCode } from './model.ts';
import type { RunLimits } from './run-limits.ts';

/** What may pass by itself, and how it is told. */
const PASSING: Partial<Record<ModelErrorCode, string>> = {
  'rate-limited': 'The model’s provider asks for a little patience.',
  overloaded: 'The model is busy.',
  unreachable: 'The model could not be reached.',
  'broken-stream': 'The model’s answer broke off.',
};

/** What came of an answer before it failed. */
export interface PartialAnswer {
  /** People saw a part of it. */
  readonly visible: boolean;
  /** Calls of it were carried out: the conversation goes on after them. */
  readonly carriedOut: boolean;
}

/** Waits of 1, 2, 4, 8 … seconds where the provider names none. */
const FIRST_WAIT_MS = 1000;

/**
 * Whether to ask again after the `attempt`-th failure of one answer, and after how long.
 * null where it will not pass by itself, was tried often enough, or would take too long; also where people saw words
 * of the answer already: the same words would be paid for, and said, twice.
 */
export function retryPlan(
  error: ModelError,
  attempt: number,
  limits: Pick<RunLimits, 'retries' | 'longestWaitMs'>,
  partial: PartialAnswer,
): { readonly text: string; readonly hint: string; readonly waitMs: number } | null {
  const text = PASSING[error.code];
  if (text === undefined || attempt > limits.retries) return null;
  if (partial.visible && !partial.carriedOut) return null;
  const waitMs = error.retryAfterMs ?? FIRST_WAIT_MS * 2 ** (attempt - 1);
  if (waitMs > limits.longestWaitMs) return null;
  return { text, hint: error.hint, waitMs };
}
