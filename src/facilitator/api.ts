import type { ApiProblem } from '../agent/model-access.ts';

/** The kit's server refused, or could not be reached. `hint` says what to do. */
export class ApiRefusal extends Error {
  readonly code: string;
  readonly hint: string;
  /** HTTP status; 0 where no answer came. */
  readonly status: number;
  constructor(status: number, problem: ApiProblem) {
    super(problem.message);
    this.name = 'ApiRefusal';
    this.status = status;
    this.code = problem.code;
    this.hint = problem.hint;
  }
}

const unreachable: ApiProblem = {
  code: 'unreachable',
  message: 'The kit’s server does not answer.',
  hint: 'Look whether it is still running where you started it, then try again.',
};

/** Asks the kit's own API. Rejects with {@link ApiRefusal}, or with the signal's reason. */
export async function callApi<Answer>(
  method: 'GET' | 'POST' | 'PUT',
  path: `/api/${string}`,
  options: { body?: unknown; signal?: AbortSignal; fetch?: typeof fetch } = {},
): Promise<Answer> {
  const ask = options.fetch ?? fetch;
  let response: Response;
  try {
    response = await ask(path, {
      method,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new ApiRefusal(0, unreachable);
  }
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new ApiRefusal(response.status, problemIn(answer));
  return answer as Answer;
}

function problemIn(answer: unknown): ApiProblem {
  const { code, message, hint } = (
    typeof answer === 'object' && answer !== null ? answer : {}
  ) as Partial<ApiProblem>;
  if (typeof message !== 'string') return unreachable;
  return { code: code ?? 'refused', message, hint: hint ?? 'Try again.' };
}

/** What went wrong, as sentences for a notice. */
export function refusalWords(error: unknown): { title: string; text: string } {
  if (error instanceof ApiRefusal) return { title: error.message, text: error.hint };
  return { title: 'Something went wrong on this page.', text: 'Load the page again.' };
}
